"""Quotations that no verb of speaking claims: inside reported content, after a colon, or standing alone.

A quotation of a word or two is speech only in the words of a speaker (lower case: "die „volle Verantwortung“");
with a capital it is a name, a title or a motto.
"""

import re
from typing import NamedTuple

import msgspec

from chronik.annotate.speakers import subject_of_clause
from chronik.annotate.speech_content import with_marks
from chronik.article.phrases import Parses
from chronik.model import Document, Quote, Statement


class Host(NamedTuple):
    """What a quotation belongs to: a statement, or the extent of a speaker."""

    statement: Statement | None
    speaker: tuple[int, int] | None


def find_quotations(document: Document, parses: Parses, found: list[Statement]) -> list[Statement]:
    """Statements for the quotations that none of ``found`` has as its direct content."""
    direct = [(s.content_start or 0, s.content_end or 0) for s in found if s.form == "direct"]
    out: list[Statement] = []
    for q in document.quotes:
        if any(a <= q.start and q.end <= b for a, b in direct) or _so_called(document.article.text, q):
            continue
        inner = _host(found, q)
        made = _nested(document, q, inner) if inner else _alone(document, parses, q, [*found, *out])
        if made is not None:
            out.append(made)
            direct.append((made.content_start or 0, made.content_end or 0))
    return out


def _so_called(text: str, q: Quote) -> bool:
    return bool(
        re.search(
            r"(?:so ?genannte[nrms]?|namens|Namen|Titel|Motto|Typs?|Begriff|Stichwort|so-called)\s*\W?$",
            text[max(0, q.start - 25) : q.start],
        )
    )


def _host(found: list[Statement], q: Quote) -> Statement | None:
    """The innermost statement whose content holds the quotation."""
    holding = [s for s in found if s.content_start is not None and s.content_end is not None and s.content_start <= q.start and q.end <= s.content_end]  # fmt: skip
    return min(holding, key=lambda s: (s.content_end or 0) - (s.content_start or 0), default=None)


def _nested(document: Document, q: Quote, host: Statement) -> Statement | None:
    text = document.article.text
    if q.scare and not text[q.start].islower():
        return None
    start, end = with_marks(text, q)
    return msgspec.structs.replace(host, form="direct", content_start=start, content_end=end)


def _alone(document: Document, parses: Parses, q: Quote, found: list[Statement]) -> Statement | None:
    text = document.article.text
    start, end = with_marks(text, q)
    colon = bool(re.search(r":\s*$", text[max(0, start - 3) : start]))
    quoted = text[q.start : q.end]
    whole = quoted[-1] in ".!?…" or len(quoted.split()) >= 8
    if q.scare or not (colon or whole or quoted[0].islower()):
        return None
    i = parses.index_at(start)
    if i is None:
        return None
    opens = not text[document.sentences[i].start : start].strip(" –-")
    if opens and not colon:
        last = _just_before(found, start, text)
        if last is not None:
            return msgspec.structs.replace(
                last, start=start, end=start + 1, cue=text[start], form="direct", content_start=start, content_end=end,
                confidence=0.6,
            )  # fmt: skip
    who = subject_of_clause(parses[i], start) if not opens else None
    if who is None and i > 0 and opens:
        who = subject_of_clause(parses[i - 1], document.sentences[i - 1].end)
    if who is None:
        return None
    return Statement(
        start=start, end=start + 1, cue=text[start], speaker=text[slice(*who)], speaker_start=who[0], speaker_end=who[1],
        form="direct", content_start=start, content_end=end, confidence=0.6,
    )  # fmt: skip


def _just_before(found: list[Statement], start: int, text: str) -> Statement | None:
    """The statement of the sentence before, in the same paragraph or right above it."""
    before = [s for s in found if max(s.end, s.content_end or 0) <= start]
    last = max(before, key=lambda s: max(s.end, s.content_end or 0), default=None)
    if last is None or start - max(last.end, last.content_end or 0) > 250:
        return None
    return last
