"""Paragraphs: which line breaks were meant and which only wrap a long line.

A blank line always parts paragraphs. A single line break parts them unless the text is wrapped there: the next
line goes on in lower case, its first word would not have fitted on the line, or the line ends as no heading does
("in der"). A break after the ordinal of a date ("am 15." / "April") is never meant, nor is one inside the name of a
medium ("SPIEGEL" / "ONLINE").
"""

import functools
import re
from itertools import pairwise

from chronik.article.abbreviations import Abbreviations, abbreviations
from chronik.language.world import agencies
from chronik.model import Span

_NEWLINE = re.compile(r"\n")
_BLANK = re.compile(r"\n[ \t\r\f\v\u00a0]*\n")
_FULL_STOP = re.compile(r"[.!?:;…|)][\"'“”»«’‘›‹)\]]*$")
_ORDINAL = re.compile(r"(?:^|[^\w.,])\d{1,2}\.$")
_INNER_STOP = re.compile(r"[a-zäöüß]{3}[.!?][\"“”»«]?\s+[\"„“»«]?[A-ZÄÖÜ]")
_MENU = re.compile(r"\s[|•·]\s.*\s[|•·]\s")  # "Home | Search | Sign in"
_WORD = re.compile(r"\w+")
_LAST_WORD = re.compile(r"(?P<word>\S+)[ \t]*\r?\n[ \t]*\Z")
_NARROW, _WIDE = 50, 132  # a wrapped column is hardly narrower or wider than this


def paragraphs(text: str, language: str, start: int = 0) -> tuple[Span, ...]:
    """Stretches of ``text`` from ``start`` on between line breaks that were meant, without the blanks around them."""
    words = abbreviations(language)
    cuts = [start]
    for block_start, block_end in _blocks(text, start):
        lines = _lines(text, block_start, block_end)
        cuts.extend(lines[i + 1].start for i in range(len(lines) - 1) if _meant(text, lines, i, words))
        cuts.append(block_end)
    cuts = [c for i, c in enumerate(cuts) if i in (0, len(cuts) - 1) or not _in_date(text, c, words)]
    spans = (_trim(text, a, b) for a, b in pairwise(cuts))
    return tuple(s for s in spans if s is not None)


def _blocks(text: str, start: int) -> list[tuple[int, int]]:
    """Stretches between blank lines; each ends where the next begins."""
    ends = [m.end() for m in _BLANK.finditer(text, start)]
    edges = [start, *ends, len(text)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _lines(text: str, start: int, end: int) -> list[Span]:
    """The lines of a block, without the blanks around them."""
    if "\n" not in text[start:end].strip():
        return []
    edges = [start, *(m.end() for m in _NEWLINE.finditer(text, start, end)), end]
    return [line for a, b in pairwise(edges) if (line := _trim(text, a, b)) is not None]


def _meant(text: str, lines: list[Span], i: int, words: Abbreviations) -> bool:
    """Whether the break between line ``i`` and the next parts two paragraphs."""
    line = text[lines[i].start : lines[i].end]
    if broken_name(text, lines[i + 1].start) is not None:
        return False
    if _FULL_STOP.search(line):
        return len(lines) < 3 or not _full(text, lines, i)
    if _MENU.search(line):
        return True
    if text[lines[i + 1].start].islower() or _runs_on(text, lines, i, line, words):
        return False
    return not _full(text, lines, i)


def broken_name(text: str, start: int) -> int | None:
    """Where the last word of the line before begins, if with the first of the line at ``start`` it is in one name."""
    first = _WORD.match(text, start)
    before = _broken_names().get(first.group().casefold()) if first else None
    last = _LAST_WORD.search(text, max(0, start - 40), start) if before else None
    return last.start("word") if last and before and last.group("word").casefold() in before else None


@functools.cache
def _broken_names() -> dict[str, frozenset[str]]:
    """Every word in the name of an agency or a medium with those that stand right before it in one."""
    names = (name.casefold().split() for agency in agencies() for name in agency.names)
    pairs = [pair for words in names for pair in pairwise(words)]
    return {word: frozenset(a for a, b in pairs if b == word) for _, word in pairs}


def _runs_on(text: str, lines: list[Span], i: int, line: str, words: Abbreviations) -> bool:
    """Whether a line without a full stop cannot be a heading, so that the next one goes on with its sentence."""
    return (
        line[-1] in ",(„«‚"
        or line[0].islower()
        or _INNER_STOP.search(line) is not None
        or line.rsplit(None, 1)[-1].lower() in words.never_last
    )


def _full(text: str, lines: list[Span], i: int) -> bool:
    """Whether the first word of the next line would not have fitted, the lines around being wrapped at one width."""
    around = range(max(0, i - 3), min(len(lines), i + 4))
    near = [lines[k].end - lines[k].start for k in around if k != i]
    length = lines[i].end - lines[i].start
    width = max(length, *(n for n in near if n <= _WIDE), 0)
    alike = sum(0.85 * width <= n <= width for n in near)
    if not _NARROW <= width <= _WIDE or (alike < 2 and max(near) > width):
        return False
    first_word = text[lines[i + 1].start : lines[i + 1].start + 40].split(None, 1)[0]
    return max(n for n in (*near, 0) if n <= _WIDE) >= 0.6 * width and length + 1 + len(first_word) > width


def _in_date(text: str, cut: int, words: Abbreviations) -> bool:
    """Whether a cut falls into a date: the ordinal before it, the month after."""
    if not words.ordinals:
        return False
    before = text[max(0, cut - 40) : cut].rstrip()
    if not before.endswith(".") or not _ORDINAL.search(before):
        return False
    word = _WORD.match(text, cut)
    return word is not None and word.group() in words.months


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return Span(start=begin, end=begin + len(stripped))
