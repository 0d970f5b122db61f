"""Days that a page shows, each with the words before and behind it and its distance from the title."""

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from chronik.ingest.day_words import Region, Written, written_days
from chronik.language import codes, read
from chronik.language.files import Rule

Role = Literal["published", "updated", "other", ""]
_TEXTS = ".//text()[not(parent::script or parent::style or parent::noscript or parent::template or parent::textarea)]"
_WINDOW = 64


class PageWords(Rule, frozen=True, kw_only=True):
    """The file ``pages.toml``: what stands beside dates in pages."""

    published: tuple[str, ...]
    updated: tuple[str, ...]
    other: tuple[str, ...]
    published_behind: tuple[str, ...]
    updated_behind: tuple[str, ...]
    fillers: tuple[str, ...]
    weekdays: tuple[str, ...]


class Line(NamedTuple):
    """A day that the page shows: what is said of it, how long the text it stands in is, and its element."""

    written: Written
    role: Role
    length: int
    at: int
    element: HtmlElement


class Shown(NamedTuple):
    """The visible text of a page, its pieces joined by line breaks, and the element of each piece."""

    text: str
    starts: tuple[int, ...]
    elements: tuple[HtmlElement, ...]


def shown(tree: HtmlElement) -> Shown:
    """What can be seen of a page."""
    pieces: list[str] = []
    starts: list[int] = []
    elements: list[HtmlElement] = []
    length = 0
    for piece in tree.xpath(_TEXTS):
        if piece.isspace():
            continue
        clean = " ".join(piece.split())
        pieces.append(clean)
        starts.append(length)
        elements.append(piece.getparent())
        length += len(clean) + 1
    return Shown("\n".join(pieces), tuple(starts), tuple(elements))


def lines(page: Shown, region: Region) -> Iterator[Line]:
    """Every day that the page shows, in its order."""
    for written in written_days(page.text, region):
        i = bisect_right(page.starts, written.start) - 1
        end = page.starts[i + 1] if i + 1 < len(page.starts) else len(page.text)
        length = end - page.starts[i] - (min(end, written.end) - written.start)
        yield Line(written, role(page.text, written.start, written.end), length, written.start, page.elements[i])


def role(text: str, start: int, end: int) -> Role:
    """What the words before or behind a date say of it: "Veröffentlicht am", "Stand:", "Abgerufen am"."""
    before = _before().search(text[max(0, start - _WINDOW) : start])
    if before is not None:
        return _named(before)
    after = _after().match(text[end : end + _WINDOW])
    return _named(after) if after is not None else ""


def check_examples(code: str) -> list[str]:
    """Every example of pages.toml in which other days than those marked are days of publication, one line each."""
    words = read(code, "pages", PageWords)
    faults = []
    for example in (*words.match, *words.no_match):
        text = re.sub(r"[\[\]]", "", example)
        days = written_days(text, Region(order="day"))
        found = [text[d.start : d.end] for d in days if role(text, d.start, d.end) == "published"]
        if found != re.findall(r"\[(.*?)\]", example):
            faults.append(f"{code}/pages.toml: {example}: found {found}")
    return faults


def _named(m: re.Match[str]) -> Role:
    return "published" if m["published"] else "updated" if m["updated"] else "other"


@functools.cache
def _words() -> tuple[PageWords, ...]:
    return tuple(read(code, "pages", PageWords) for code in codes())


@functools.cache
def _before() -> re.Pattern[str]:
    """A label and what may stand between it and the date."""
    published = _any([w for p in _words() for w in p.published])
    updated = _any([w for p in _words() for w in p.updated])
    other = _any([w for p in _words() for w in p.other])
    labels = f"(?P<published>{published})|(?P<updated>{updated})|(?P<other>{other})"
    filler = _any([f for p in _words() for f in (*p.fillers, *p.weekdays)])
    return re.compile(rf"(?<!\w)(?:{labels})(?!\w)(?:[\s:;,.()|/–—-]|(?<!\w)(?:{filler})(?!\w))*\Z", re.IGNORECASE)


@functools.cache
def _after() -> re.Pattern[str]:
    """A time of day and a verb behind the date: "… um 10:15 Uhr veröffentlicht"."""
    published = _any([w for p in _words() for w in p.published_behind])
    updated = _any([w for p in _words() for w in p.updated_behind])
    groups = f"(?P<published>{published})|(?P<updated>{updated})"
    return re.compile(
        rf"[\s,()|–-]*(?:(?:um|at|uhr|[\w%]+[:.][\w%]+)[\s,]+){{0,3}}(?:{groups})(?![\w:])", re.IGNORECASE
    )


def _any(words: list[str]) -> str:
    return "|".join(sorted({re.escape(w) for w in words}, key=len, reverse=True))
