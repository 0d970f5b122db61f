"""Quotations that no verb of speaking claims: inside reported content, after a colon, or standing alone.

A quotation of a word or two is speech only in the words of a speaker (lower case: "die „volle Verantwortung“");
with a capital it is a name, a title or a motto.
"""

import re
from bisect import bisect_right

import msgspec

from chronik.annotate.cue import Extent
from chronik.annotate.speakers import subject_of_clause
from chronik.annotate.speech_lexicon import speech
from chronik.annotate.speech_span import with_marks
from chronik.article.phrases import Parses
from chronik.model import Document, Quote, Statement

_WINDOW = 40  # statements before a quotation that may hold it
_NEAR = 250  # characters that a quotation may stand from the statement it goes on from
_LONG = 8  # words from which on a quotation is no title


def find_quotations(document: Document, parses: Parses, found: list[Statement]) -> list[Statement]:
    """Statements for the quotations that none of ``found`` has as its direct content."""
    known = sorted((s for s in found if s.content_start is not None), key=_content_start)
    out: list[Statement] = []
    for q in document.quotes:
        last = bisect_right(known, q.start, key=_content_start)
        near = [*known[max(0, last - _WINDOW) : last], *out[-_WINDOW:]]
        claimed = any(s.form == "direct" and _holds(s, q) for s in near)
        if claimed or _so_called(document.article.text, q, parses.code):
            continue
        host = _host(near, q)
        made = _nested(document, q, host, parses.code) if host else _alone(document, parses, q, near)
        if made is not None:
            out.append(made)
    return out


def _content_start(s: Statement) -> int:
    return s.content_start or 0


def _so_called(text: str, q: Quote, code: str) -> bool:
    """A word before the quotation says that it is a name ("der so genannte „Dialog“")."""
    before = re.sub(r"\W+$", "", text[max(0, q.start - 40) : q.start]).casefold()
    return before.endswith(speech(code).nouns.naming)


def _host(found: list[Statement], q: Quote) -> Statement | None:
    """The innermost statement whose content holds the quotation."""
    holding = [s for s in found if _holds(s, q)]
    return min(holding, key=lambda s: (s.content_end or 0) - (s.content_start or 0), default=None)


def _holds(s: Statement, q: Quote) -> bool:
    return (
        s.content_start is not None
        and s.content_end is not None
        and s.content_start <= q.start < q.end <= s.content_end
    )


def _nested(document: Document, q: Quote, host: Statement, code: str) -> Statement | None:
    """Words of the speaker inside what is reported of him."""
    text = document.article.text
    if q.scare and not text[q.start].islower() and not (host.form == "reported" and _predicate(text, q, code)):
        return None
    start, end = with_marks(text, q)
    return msgspec.structs.replace(host, form="direct", content_start=start, content_end=end)


def _predicate(text: str, q: Quote, code: str) -> bool:
    """Whether a word before the quotation makes it what somebody calls something: "als", "einen"."""
    before = re.findall(r"\w+", text[max(0, q.start - 20) : q.start])
    return bool(before) and before[-1].casefold() in speech(code).nouns.predicates


def _alone(document: Document, parses: Parses, q: Quote, found: list[Statement]) -> Statement | None:
    """A quotation outside reported content: after a colon, a sentence of its own, or words of the clause's subject."""
    text = document.article.text
    start, end = with_marks(text, q)
    colon = bool(re.search(r":\s*$", text[max(0, start - 3) : start]))
    words = text[q.start : q.end]
    if q.scare or not (colon or words[-1] in ".!?…" or len(words.split()) >= _LONG or words[0].islower()):
        return None
    i = parses.index_at(start)
    if i is None:
        return None
    opens = not text[document.sentences[i].start : start].strip(" –-")
    last = (
        _just_before(found, start) if opens and not colon else _same_speech(found, document.sentences[i].start, start)
    )
    if last is not None:
        return _quoted(text, (start, end), None, last)
    if opens and i == 0:
        return None
    who = (
        subject_of_clause(parses[i - 1], document.sentences[i - 1].end)
        if opens
        else subject_of_clause(parses[i], start)
    )
    return _quoted(text, (start, end), who, None) if who else None


def _quoted(text: str, content: Extent, who: Extent | None, last: Statement | None) -> Statement:
    """A direct statement whose cue is its opening mark, by ``who`` or by the speaker of ``last``."""
    start, end = content
    made = last or Statement(start=start, end=start + 1, cue=text[start])
    if who is not None:
        made = msgspec.structs.replace(made, speaker=text[slice(*who)], speaker_start=who[0], speaker_end=who[1])
    return msgspec.structs.replace(
        made,
        start=start,
        end=start + 1,
        cue=text[start],
        form="direct",
        content_start=start,
        content_end=end,
        confidence=0.6,
    )


def _same_speech(found: list[Statement], since: int, start: int) -> Statement | None:
    """The direct statement of the same sentence that a second quotation goes on with ("…“, sagte X, „…“")."""
    here = [s for s in found if s.form == "direct" and since <= s.start < start and (s.content_end or 0) <= s.start]
    return here[-1] if here else None


def _just_before(found: list[Statement], start: int) -> Statement | None:
    """The statement that ends last before the quotation, if it is near."""
    ends = [(max(s.end, s.content_end or 0), k) for k, s in enumerate(found)]
    last = max(((e, k) for e, k in ends if e <= start), default=None)
    return found[last[1]] if last and start - last[0] <= _NEAR else None
