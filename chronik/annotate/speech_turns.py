"""Turns: who speaks in an interview, a transcript, a headline or a page of comments, where a colon says it.

A head ("Keller:") counts where the text shows that heads speak there: heads that ask and heads that answer, several
persons with their offices or parties, words such as "ich" and "Sie". A label ("Preis:", "Berlin:", "14:05 Uhr:") never
does. A turn is direct speech; the colon is its cue. What stands in a turn is its speaker's word, so that no sentence
of it is taken for that of somebody who spoke before.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import msgspec

from chronik.annotate.cue import OPENING_MARKS, Extent
from chronik.annotate.identity import Speakers
from chronik.annotate.speech_comments import comments_from, find_comments
from chronik.annotate.speech_headlines import find_headlines
from chronik.annotate.speech_heads import Head, find_heads
from chronik.annotate.speech_interview import interviewed, plain_answers
from chronik.annotate.speech_lexicon import speech
from chronik.annotate.within import content_start
from chronik.article.lines import paragraphs
from chronik.article.tokens import key_of
from chronik.model import Document, Name, Span, Statement

_SURE = 0.9  # confidence of a turn
_SHORTEST = 3  # characters of a turn


_POLITE = ("Sie", "you", "You")


class Turns(NamedTuple):
    """The statements, and the stretches of the text that are the words of those who speak there, in order."""

    statements: tuple[Statement, ...]
    spoken: tuple[Span, ...]

    def holds(self, offset: int) -> bool:
        """Whether somebody speaks himself at an offset."""
        i = bisect_right(self.spoken, offset, key=lambda s: s.start) - 1
        return i >= 0 and offset < self.spoken[i].end

    def others(self, found: list[Statement]) -> list[Statement]:
        """Those of ``found`` that are not read as turns already; "Sie" in a question is the one who answers it."""
        if not self.statements:
            return found
        cues = {s.start for s in self.statements}
        return [self._spoken_to(s) for s in found if s.start not in cues]

    def _spoken_to(self, s: Statement) -> Statement:
        k = bisect_right(self.statements, s.start, key=content_start) - 1
        if s.speaker not in _POLITE or not 0 <= k < len(self.statements) - 1:
            return s
        question, answer = self.statements[k : k + 2]
        if question.act != "ask" or s.start >= (question.content_end or 0) or question.start > answer.start:
            return s
        return msgspec.structs.replace(s, speaker_name=answer.speaker_name)


def find_turns(document: Document, names: tuple[Name, ...], speakers: Speakers, code: str) -> Turns:
    """The turns of a text; none in most. ``names`` may be empty; ``speakers`` says whom a head means."""
    text = document.article.text
    comments = comments_from(text, document.article.body, code)
    end = len(text) if comments is None else comments
    heads = tuple(h for h in find_heads(document, names, code) if h.first < end)
    told = _told(text, tuple(h for h in heads if not h.ticker), code)
    found = _turns(document, told, end, names, speakers, code) if told else plain_answers(document, end, names, code)
    taken = set(told)
    rest = tuple(h for h in heads if h not in taken)
    found = [*found, *find_headlines(document, rest, names, speakers, code)]
    spoken = [Span(start=s.content_start or 0, end=s.content_end or 0) for s in found]
    if comments is not None:
        found += find_comments(text, comments, code)
        spoken.append(Span(start=comments, end=len(text)))
    return Turns(tuple(sorted(found, key=content_start)), tuple(sorted(spoken, key=lambda s: s.start)))


# ---------------------------------------------------------------- which heads speak


def _told(text: str, heads: tuple[Head, ...], code: str) -> tuple[Head, ...]:
    """Those of the heads that speak in an interview or a transcript."""
    heads = heads[1:] if heads and _is_headline(text, heads) else heads
    if not heads:
        return ()
    said = {h: _said(text, h, after) for h, after in zip(heads, [*heads[1:], None], strict=True)}
    keys = _interview(said) or _transcript(said, code) or _answers_only(text, said, code)
    return tuple(h for h in heads if h.key in keys)


def _is_headline(text: str, heads: tuple[Head, ...]) -> bool:
    """Whether the first head stands in the first line, and other prose than a turn follows on that line."""
    line = text.find("\n", heads[0].colon)
    if line < 0 or text[: heads[0].first].strip() or not text[heads[0].colon + 1 : line].strip():
        return False
    return bool(text[line : heads[1].first if len(heads) > 1 else len(text)].strip())


def _said(text: str, h: Head, after: Head | None) -> str:
    """What follows a head up to the next one or the end of its paragraph."""
    limit = text.find("\n", h.body)
    limit = len(text) if limit < 0 else limit
    return text[h.body : min(limit, after.first if after else limit)].strip(" *_\n")


def _asks(said: str) -> bool:
    return said.rstrip('“”"»«*_ ').endswith("?")


def _interview(said: dict[Head, str]) -> set[str]:
    """Keys of those who ask and of those who answer, where both take turns."""
    asking = _asking(said)
    heads = list(said)
    pairs = [(q, a) for q, a in pairwise(heads) if q.key in asking and a.key not in asking]
    pairs = [(q, a) for q, a in pairs if a.kind not in ("label", "place", "body", "question")]
    counted = Counter(a.key for _, a in pairs)
    answering = {a.key for q, a in pairs if counted[a.key] > 1 or _addressed(said[q], a)}
    if not answering:
        return set()
    asked = {q.key for q, a in pairs if a.key in answering}
    often = Counter(h.key for h in heads if h.kind == "")
    return asked | answering | {h.key for h in heads if h.kind == "person" or often[h.key] > 1}


def _by_key(heads: Iterable[Head]) -> dict[str, list[Head]]:
    out: dict[str, list[Head]] = {}
    for h in heads:
        out.setdefault(h.key, []).append(h)
    return out


def _asking(said: dict[Head, str]) -> set[str]:
    """Keys of heads half of whose turns are questions; a quarter will do for a medium where persons take turns."""
    heads = _by_key(said)
    persons = any(own[0].kind == "person" and len(own) > 1 for own in heads.values())
    out = set()
    for key, own in heads.items():
        questions = sum(_asks(said[h]) for h in own)
        medium = persons and own[0].kind == "" and len(own) > 1
        if own[0].kind in ("question", "person", "body", "") and (4 if medium else 2) * questions >= len(own):
            out.add(key)
    return out


def _addressed(question: str, answer: Head) -> bool:
    """Whether a question names the one who answers it: "Frau Keller, wann …?" """
    return answer.kind in ("person", "") and re.search(rf"\b{re.escape(answer.key)}\b", key_of(question)) is not None


def _transcript(said: dict[Head, str], code: str) -> set[str]:
    """Keys of persons that speak one after another, and of others who do so at least twice among them."""
    opening = [h for h in said if h.opens and h.kind in ("person", "") and len(said[h].split()) > 1]
    persons = {h.key for h in opening if h.kind == "person"}
    often = {key for key, own in _by_key(opening).items() if len(own) > 1}
    speaking = [h for h in opening if h.key in persons | often]
    lively = {h.key for h in speaking if _speaks(said[h], code)}
    enough = 2 * sum(h.key in lively for h in speaking) >= len(speaking)
    if len(speaking) < 2 or not lively or not enough:
        return set()
    if persons & lively and (len(persons | often) > 1 or persons & often):
        return persons | often
    return often if len(often & lively) > 1 and len(speaking) > 3 else set()


def _speaks(said: str, code: str) -> bool:
    """Whether somebody speaks here himself, or to somebody: "ich", "wir", "Herr Kollege", a question, a call."""
    turns = speech(code).turns
    words = {w.casefold() for w in re.findall(r"[\w'’]+", said)}
    return said[-1:] in "?!" or said[:1] in OPENING_MARKS or not words.isdisjoint(turns.first | turns.second)


def _answers_only(text: str, said: dict[Head, str], code: str) -> set[str]:
    """The key of the one who answers where the questions stand without a head."""
    for key, own in _by_key(h for h in said if h.kind in ("person", "")).items():
        asked = sum(_asks(text[max(0, h.first - 9) : h.first].strip()) for h in own)
        if (
            len(own) > (1 if own[0].kind == "person" else 2)
            and 2 * asked >= len(own)
            and 2 * sum(_speaks(said[h], code) for h in own) >= len(own)
        ):
            return {key}
    return set()


# ---------------------------------------------------------------- what they say


def _turns(
    document: Document, heads: tuple[Head, ...], end: int, names: tuple[Name, ...], speakers: Speakers, code: str
) -> list[Statement]:
    """A statement for each turn; heads such as "Antwort" speak only where the text says who is interviewed."""
    text, extents = document.article.text, _extents(document, heads, end)
    roles = {h.kind for h in heads} & {"answer"}
    person = interviewed(document, [text[slice(*x)] for x in extents], names, code) if roles else None
    if roles and person is None:
        return []
    called = _people(names)
    out: list[Statement] = []
    for h, (start, stop) in zip(heads, extents, strict=True):
        if stop - start >= _SHORTEST:
            name = None if h.kind == "question" else person if h.kind == "answer" else _meant(h, called, speakers)
            out.append(_statement(text, h, name, (start, stop)))
    return out


def _statement(text: str, h: Head, name: str | None, content: Extent) -> Statement:
    nobody = h.kind == "question"
    return Statement(
        start=h.colon,
        end=h.colon + 1,
        cue=text[h.colon],
        speaker=None if nobody else text[h.start : h.end],
        speaker_start=None if nobody else h.start,
        speaker_end=None if nobody else h.end,
        speaker_name=name,
        form="direct",
        act="ask" if _asks(text[slice(*content)]) else "claim",
        content_start=content[0],
        content_end=content[1],
        confidence=_SURE,
    )


def _people(names: tuple[Name, ...]) -> dict[str, set[str]]:
    """The persons named in a text, by their surnames."""
    out: dict[str, set[str]] = {}
    for n in names:
        if n.type == "person":
            out.setdefault(key_of(n.name.split()[-1]), set()).add(n.name)
    return out


def _meant(h: Head, called: dict[str, set[str]], speakers: Speakers) -> str | None:
    """Whom a head means: a surname or one in capitals is the only person of that name in the text."""
    same = called.get(h.key, set())
    return next(iter(same)) if len(same) == 1 else speakers.meant(h.start, h.end)


def _extents(document: Document, heads: tuple[Head, ...], end: int) -> list[Extent]:
    """Where each turn begins and ends: before the next one, or with its paragraph where other prose comes between."""
    text = document.article.text
    parts = [p for p in paragraphs(text, document.article.language, document.article.body) if p.start < end]
    dense, asked = _is_dense(parts, heads), len({h.key for h in heads}) > 1
    out: list[Extent] = []
    for h, after in zip(heads, [*heads[1:], None], strict=True):
        k = bisect_right(parts, h.body, key=lambda p: p.end)
        part = parts[k].end if k < len(parts) else end
        stop = min(after.first, end) if after else part
        stop = stop if dense and after else min(stop, part)
        stop = _before_zone(document, h.body, stop)
        stop = stop if asked or after is None else _unasked(text, h.body, stop)
        out.append(_trimmed(text, h.body, stop))
    return out


def _is_dense(parts: Iterable[Span], heads: tuple[Head, ...]) -> bool:
    """Whether at least half of the paragraphs from the first turn to the last begin with a head."""
    between = [p for p in parts if heads[0].first <= p.end and p.start <= heads[-1].body]
    begun = len({bisect_right(between, h.start, key=lambda p: p.start) for h in heads})
    return 2 * begun >= len(between)


def _unasked(text: str, start: int, stop: int) -> int:
    """Where an answer ends before the next question, which stands without a head."""
    last = text[start:stop].rstrip()
    if not _asks(last):
        return stop
    paragraph = last.rfind("\n")
    if paragraph > 0:
        return start + paragraph
    question = re.search(r"(?<=[.!…])[\"“”»«]?(?:\s+[^.!?…]*\?)+[\"“”»«*]*$", last)
    return start + question.start() if question else stop


def _before_zone(document: Document, start: int, stop: int) -> int:
    """A turn ends before a heading, a credit or a byline."""
    k = bisect_right(document.zones, start, key=lambda z: z.start)
    return min(stop, document.zones[k].start) if k < len(document.zones) else stop


def _trimmed(text: str, start: int, stop: int) -> Extent:
    piece = text[start:stop]
    stripped = piece.strip(" \t\r\n\u00a0*_+")
    begin = start + piece.find(stripped) if stripped else start
    return begin, begin + len(stripped)
