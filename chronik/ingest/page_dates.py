"""When a saved page says it was first published: every voice in it, weighed against the others.

Voices are JSON-LD, meta elements, microdata and <time>, dates the page shows with what is said of them ("Erschienen
am", "Letzte Änderung"), its address and htmldate's answer (Barbaresi 2020). "Updated" is not written, and days in
comments, navigation, teasers and copyright lines are no evidence. Nothing is averaged: days that contradict each
other are all kept, the likeliest first. Weights are log odds of each kind of voice, from ``bench/page_dates.py``.
"""

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from chronik.ingest.addresses import address_dates
from chronik.ingest.day_words import Order, Region, machine_day
from chronik.ingest.page_lines import Line, Shown, lines, shown
from chronik.ingest.page_marks import Mark, body_marks, head_marks, json_marks
from chronik.model import StatedDate

WEIGHTS = {
    "json_article": 2.6,
    "json_page": 2.4,
    "meta": 2.9,
    "meta_loose": 1.4,
    "item": 3.1,
    "time_marked": 2.6,
    "time": 1.1,
    "abbr": 1.1,
    "line_published": 3.1,
    "line": 1.4,
    "url": 3.0,
    "htmldate": 1.0,
}
_GROUPS = {
    "json_article": "json_ld",
    "json_page": "json_ld",
    "json_updated": "json_ld",
    "meta": "meta",
    "meta_loose": "meta",
    "meta_updated": "meta",
    "item": "markup",
    "item_updated": "markup",
    "time_marked": "markup",
    "time": "markup",
    "abbr": "markup",
    "line_published": "visible",
    "line_updated": "visible",
    "line": "visible",
    "url": "url",
    "htmldate": "htmldate",
}
_UPDATED = 0.4
_ALSO = 0.5
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|kommentare?|respond|replies|related|teasers?|sidebar|widget|footer|nav|navigation|menu|recent|archive|"
    r"calendar|kalender|ticker|newsticker|recommend\w*|similar|more|mehr|copyright|popular|latest|aktuell|marginal|masthead|topbar)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside"})
_CENTRAL = re.compile(r"https?://[^/]+\.(?:de|at|ch|li)(?:[:/]|$)")


class Voice(NamedTuple):
    """One statement: its kind, the day, the other day it may mean, its weight, and whether it says "updated"."""

    kind: str
    day: dt.date
    also: dt.date | None
    weight: float
    updated: bool = False


def stated_dates(tree: HtmlElement, url: str | None, guess: str | None) -> tuple[StatedDate, ...]:
    """The days that a page states, the likeliest day of first publication first; empty where it states none.

    ``url`` is the page's address, ``guess`` htmldate's answer (ISO). The first is the answer, unless it is
    ``updated``, which says only that the page is not younger.
    """
    found = list(voices(tree, url, guess))
    totals: dict[dt.date, dict[str, float]] = defaultdict(dict)
    for v in found:
        for day, weight in ((v.day, v.weight), (v.also, v.weight * _ALSO)):
            if day is not None:
                group = _GROUPS[v.kind]
                totals[day][group] = max(weight, totals[day].get(group, -9.0))
    ranked = sorted(totals, key=lambda day: (-sum(totals[day].values()), day))
    chosen = {day: max((v for v in found if day in (v.day, v.also)), key=lambda v: (v.day == day, v.weight)) for day in ranked}
    return tuple(
        StatedDate(origin=_GROUPS[chosen[day].kind], date=day.isoformat(), updated=chosen[day].updated) for day in ranked
    )


def voices(tree: HtmlElement, url: str | None, guess: str | None) -> Iterator[Voice]:
    """Everything in the page that names a day, with its weight."""
    region = region_of(tree, url)
    page = shown(tree)
    place = _Place(tree, page)
    for mark in (*json_marks(tree, region), *head_marks(tree, region), *body_marks(tree, region)):
        yield _mark_voice(mark, place)
    for line in lines(page, region):
        voice = _line_voice(line, place)
        if voice is not None:
            yield voice
    for found in address_dates(url, ""):
        if found.low == found.high:
            yield Voice("url", found.low, None, WEIGHTS["url"])
    written = machine_day(guess, region) if guess else None
    if written is not None:
        yield Voice("htmldate", written.day, None, WEIGHTS["htmldate"])


def region_of(tree: HtmlElement, url: str | None) -> Region:
    """Order of day and month and time zone, from the page's language and its address."""
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower().replace("_", "-")
    central = language.startswith("de") or _CENTRAL.match(url or "") is not None
    order: Order = "month" if language == "en-us" else "day" if central or re.match(r"en-(?!us)|fr|it|es|nl", language) else ""
    return Region(order=order, central=central)


def _mark_voice(mark: Mark, place: "_Place") -> Voice:
    updated = mark.kind.endswith("_updated")
    weight = _UPDATED if updated else WEIGHTS[mark.kind]
    if mark.element is not None and mark.kind != "meta":
        weight += place.bonus(mark.element)
    return Voice(mark.kind, mark.written.day, mark.written.also, weight, updated)


def _line_voice(line: Line, place: "_Place") -> Voice | None:
    """The voice of a day that is shown; none where it is of another thing or stands in a sentence."""
    if line.role == "other" or (not line.role and line.length > 60):
        return None
    bonus = place.bonus(line.element, line.at)
    if line.role == "updated":
        return Voice("line_updated", line.written.day, line.written.also, _UPDATED + min(bonus, 0.0), updated=True)
    kind = "line_published" if line.role else "line"
    weight = WEIGHTS[kind] - (0.7 if line.length > 20 and not line.role else 0.0)
    return Voice(kind, line.written.day, line.written.also, weight + bonus)


class _Place:
    """Where things stand in a page relative to its title."""

    def __init__(self, tree: HtmlElement, page: Shown) -> None:
        self.starts = dict(zip(reversed(page.elements), reversed(page.starts), strict=True))
        title = _title(tree, self.starts)
        self.title = title[1] if title else None
        self.home = set(title[0].iterancestors()) if title else set()
        self.size = max(1, len(page.text))

    def bonus(self, element: HtmlElement, at: int | None = None) -> float:
        """What the place of a day says for or against it."""
        if self._is_aside(element):
            return -2.5
        where = at if at is not None else self._at(element)
        if where is None or self.title is None:
            return 0.0
        distance = where - self.title
        if 0 <= distance <= 700:
            return 1.2
        if -200 <= distance < 0:
            return 0.8
        return -0.5 if distance < 0 else -0.3

    def _at(self, element: HtmlElement) -> int | None:
        return next((self.starts[e] for e in element.iter() if e in self.starts), None)

    def _is_aside(self, element: HtmlElement) -> bool:
        for e in (element, *element.iterancestors()):
            if e in self.home or e.tag in ("body", "html"):
                return False
            if e.tag in _ASIDE_TAGS or _ASIDE.search(f"{e.get('class', '')} {e.get('id', '')}"):
                return True
        return False


def _title(tree: HtmlElement, starts: dict[HtmlElement, int]) -> tuple[HtmlElement, int] | None:
    """The heading that the page's title repeats, else its first of the highest rank, and where it stands."""
    head = tree.find(".//title")
    named = _ink(head.text_content()) if head is not None else ""
    headings = [(e, _first(e, starts)) for e in tree.iter("h1", "h2", "h3")]
    placed = [(e, at) for e, at in headings if at is not None]
    same = [(e, at) for e, at in placed if len(_ink(e.text_content())) > 12 and _ink(e.text_content()) in named]
    return next(iter(same), None) or next((p for p in placed if p[0].tag == "h1"), None)


def _first(element: HtmlElement, starts: dict[HtmlElement, int]) -> int | None:
    return next((starts[e] for e in element.iter() if e in starts), None)


@functools.lru_cache(maxsize=64)
def _ink(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
