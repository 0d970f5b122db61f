"""Paragraphs: which line breaks were meant and which only wrap a long line.

A blank line always parts paragraphs. A single line break parts them unless the text is wrapped there: the next
line goes on in lower case, or its first word would not have fitted on the line (Knuth and Plass's test read
backwards). A break after the ordinal of a date ("am 15." / "April") is never meant.
"""

import functools
import re
from itertools import pairwise

from chronik.article.abbreviations import Abbreviations, abbreviations
from chronik.model import Span

_BREAK = re.compile(r"[ \t\r\f\v\u00a0]*\n\s*")
_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n")
_FULL_STOP = re.compile(r"[.!?:;…|)][\"'“”»«’‘›‹)\]]*$")
_ORDINAL = re.compile(r"(?:^|[^\w.,])\d{1,2}\.$")
_WORD = re.compile(r"\w+")
_NARROW, _WIDE = 50, 132  # a wrapped column is hardly narrower or wider than this


def paragraphs(text: str, language: str, start: int = 0) -> tuple[Span, ...]:
    """Stretches of ``text`` from ``start`` on between line breaks that were meant, without the blanks around them."""
    words = abbreviations(language)
    cuts = [start]
    for block_start, block_end in _blocks(text, start):
        lengths = [len(line.strip()) for line in text[block_start:block_end].split("\n") if line.strip()]
        for m in _BREAK.finditer(text, block_start, block_end):
            if m.end() < block_end and _meant(text, m.start(), m.end(), lengths):
                cuts.append(m.end())
        cuts.append(block_end)
    for i in range(len(cuts) - 2, 0, -1):
        if _goes_on(text, cuts[i], words):
            del cuts[i]
    spans = (_trim(text, a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True))
    return tuple(s for s in spans if s is not None)


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Stretches between blank lines; each ends where the next begins."""
    ends = [m.end() for m in _BLANK.finditer(text, start)]
    edges = [start, *ends, len(text)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _meant(text: str, end: int, start: int, lengths: list[int]) -> bool:
    """Whether the line break between ``end`` and ``start``, in a block of lines so long, parts two paragraphs."""
    line = text[text.rfind("\n", 0, end) + 1 : end].strip()
    stops = not line or _FULL_STOP.search(line) is not None
    if text[start].islower() and not stops:
        return False
    width = max(lengths)
    if not _NARROW <= width <= _WIDE or (stops and len(lengths) < 3):
        return True
    next_word = text[start : start + 40].split(None, 1)[0]
    return len(line) + 1 + len(next_word) <= width


def _goes_on(text: str, cut: int, words: Abbreviations) -> bool:
    """Whether a cut falls into a date: the ordinal before it, the month after."""
    if not words.ordinals:
        return False
    before = text[max(0, cut - 40) : cut].rstrip()
    if not before.endswith(".") or not _ORDINAL.search(before):
        return False
    word = _WORD.match(text, cut)
    return word is not None and word.group() in _months(words)


@functools.cache
def _months(words: Abbreviations) -> frozenset[str]:
    return frozenset(words.months)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return Span(start=begin, end=begin + len(stripped))
