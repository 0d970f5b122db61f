"""When a saved page says it was first published: every voice in it, weighed against the others.

Voices are JSON-LD, meta elements, microdata and <time>, dates the page shows with what is said of them ("Erschienen
am", "Letzte Änderung"), its address and htmldate's answer (Barbaresi 2020). "Updated" is not written, and days in
comments, navigation, teasers and copyright lines are no evidence. Nothing is averaged: days that contradict each
other are all kept, the likeliest first. Weights are learned by ``bench/page_dates.py --learn``.
"""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from chronik.ingest.addresses import address_dates
from chronik.ingest.day_words import Order, Region, machine_day
from chronik.ingest.page_lines import Line, Shown, lines, shown
from chronik.ingest.page_marks import body_marks, head_marks, script_marks
from chronik.model import StatedDate, StatedOrigin

# What speaks for a day: kinds of voices, places, and both together add up to its log odds against no day at all.
WEIGHTS = {
    "json_article": 1.29,
    "json_page": 1.19,
    "meta": 1.81,
    "meta_loose": 1.17,
    "script": 1.22,
    "item": 2.38,
    "time_marked": 1.56,
    "time": 0.68,
    "abbr": 0.78,
    "line_published": 2.58,
    "line": 0.85,
    "line_beside": -0.01,
    "updated": 0.20,
    "url": 2.23,
    "url_month": 1.53,
    "htmldate": 1.57,
    "htmldate_loose": 0.0,
    "near": 1.58,
    "before": 1.02,
    "above": -0.49,
    "aside": -1.23,
    "foot": 0.11,
    "first": 1.02,
}
_ORIGINS: dict[str, StatedOrigin] = {
    "json_article": "json",
    "json_page": "json",
    "json_updated": "json",
    "meta": "meta",
    "meta_loose": "meta",
    "meta_updated": "meta",
    "script": "json",
    "item": "markup",
    "item_updated": "markup",
    "time_marked": "markup",
    "time": "markup",
    "abbr": "markup",
    "line_published": "visible",
    "line_updated": "visible",
    "line": "visible",
    "line_beside": "visible",
    "url": "url",
    "htmldate": "htmldate",
    "htmldate_loose": "htmldate",
}
_FIRST_HAND = frozenset(k for k in _ORIGINS if not k.endswith("_updated") and not k.startswith("htmldate"))
_KEPT = _FIRST_HAND - {"time", "abbr", "line", "line_beside"} | {"updated"}
_OFF = frozenset({"above", "aside", "foot"})
_LEAST = 0.01  # a day less likely is left out, unless markup, address or a label names it
_ALSO = 0.6  # what a voice counts for the other day that it may mean
_NEAR, _BEFORE = 700, 200  # characters behind and before the title
_ALONE, _BYLINE = 20, 60  # characters that may stand beside a date in its piece of text
_BOUND = r"(?:^|[\s_-]){}(?:$|[\s_-]|\d)"
_ASIDE = re.compile(
    _BOUND.format(
        r"(?:comments?|kommentare?|respond|replies|related|teasers?|sidebar|widget|nav|navigation|recent|archive|kalender"
        r"|ticker|newsticker|recommend\w*|similar|more|mehr|popular|latest|aktuell|marginal)"
    ),
    re.IGNORECASE,
)
_FOOT = re.compile(_BOUND.format(r"(?:footer|copyright|menu|masthead|topbar)"), re.IGNORECASE)
_ASIDE_TAGS = frozenset({"nav", "aside"})
_CENTRAL = re.compile(r"https?://[^/]+\.(?:de|at|ch|li)(?:[:/]|$)")
_DAY_FIRST = re.compile(r"https?://[^/]+\.(?:uk|ie|au|nz|in|za)(?:[:/]|$)")
_MONTH_FIRST = re.compile(r"https?://[^/]+\.(?:us|gov|mil|edu)(?:[:/]|$)")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Voice(NamedTuple):
    """One statement: its kind, the day, the other day that it may mean, and where it stands ("near" the title …)."""

    kind: str
    day: dt.date
    also: dt.date | None = None
    place: str = ""

    @property
    def updated(self) -> bool:
        """Whether it is the day of a later change."""
        return self.kind.endswith("_updated")


def stated_dates(tree: HtmlElement, url: str | None, guess: str | None) -> tuple[StatedDate, ...]:
    """The days that a page states, the likeliest day of first publication first; empty where it states none.

    ``url`` is the page's address, ``guess`` htmldate's answer (ISO). The first is the answer; ``updated`` marks days
    that only a note of a later change names. ``confidence`` is the chance that it is the day, the rest of which is
    shared by the others and by none of them.
    """
    found = list(voices(tree, url, guess))
    months = months_of(url)
    traits = traits_by_day(found, months)
    scores = {day: sum(WEIGHTS[name] * value for name, value in t.items()) for day, t in traits.items()}
    total = 1.0 + sum(math.exp(score) for score in scores.values())
    ranked = sorted(scores, key=lambda day: -scores[day])  # of equals the one that the page names first
    days = [
        StatedDate(
            origin=_ORIGINS[_chief(found, day)],
            date=day.isoformat(),
            updated="updated" in traits[day],
            confidence=round(math.exp(scores[day]) / total, 3),
        )
        for day in ranked
        if day == ranked[0] or scores[day] > math.log(_LEAST * total) or traits[day].keys() & _KEPT
    ]
    left = [(low, high) for low, high in months if not any(low <= day <= high for day in ranked)]
    return (*days, *(StatedDate(origin="url", date=_edtf(*m), confidence=round(1.0 / total, 3)) for m in left))


def _edtf(low: dt.date, high: dt.date) -> str:
    """A month, or the days of a weekly's issue."""
    whole = low.day == 1 and (high + dt.timedelta(days=1)).day == 1
    return f"{low:%Y-%m}" if whole else f"{low.isoformat()}/{high.isoformat()}"


def months_of(url: str | None) -> list[tuple[dt.date, dt.date]]:
    """First and last days of the months and issues that the page's address names without a day."""
    return [(d.low, d.high) for d in address_dates(url, "") if d.low != d.high]


def _chief(found: list[Voice], day: dt.date) -> str:
    """The kind of the weightiest voice that names a day."""
    return max(
        (v for v in found if day in (v.day, v.also)), key=lambda v: (v.day == day, WEIGHTS.get(v.kind, 0.0))
    ).kind


def traits_by_day(
    found: list[Voice], months: Sequence[tuple[dt.date, dt.date]] = ()
) -> dict[dt.date, dict[str, float]]:
    """For each day what speaks for it: the kinds of voices that name it and their places, 1 or less each.

    ``months`` are those that the address names.
    """
    traits: dict[dt.date, dict[str, float]] = {}
    seen = False
    for v in found:
        names = ["updated"] if v.updated else [v.kind, *filter(None, [v.place])]
        if not seen and not v.updated and _ORIGINS[v.kind] == "visible" and v.place not in _OFF:
            seen = True
            names.append("first")
        for day, share in ((v.day, 1.0), (v.also, _ALSO)):
            of_day = traits.setdefault(day, {}) if day else {}
            of_day.update({name: max(share, of_day.get(name, 0.0)) for name in names})
    for day, of_day in traits.items():
        if any(low <= day <= high for low, high in months):
            of_day["url_month"] = 1.0
        _settle(of_day)
    return traits


def _settle(traits: dict[str, float]) -> None:
    """Take away what better evidence for the same day makes void."""
    if traits.keys() & _FIRST_HAND:
        traits.pop("updated", None)
    if "near" in traits or "before" in traits:
        for off in _OFF:
            traits.pop(off, None)


def voices(tree: HtmlElement, url: str | None, guess: str | None) -> Iterator[Voice]:
    """Everything in the page that names a day, in its order."""
    region = region_of(tree, url)
    page = shown(tree)
    visible = list(lines(page, region))
    found = [*_in_page(tree, page, visible, region), *_url_voices(url, region)]
    yield from found
    written = machine_day(guess, region) if guess else None
    if written is not None:
        yield from _guess_voice(written.day, found, visible)


def _in_page(tree: HtmlElement, page: Shown, visible: list[Line], region: Region) -> Iterator[Voice]:
    """What markup and visible text say."""
    place = _Place(tree, page)
    for mark in (*script_marks(tree, region), *head_marks(tree, region), *body_marks(tree, region)):
        where = place.of(mark.element) if mark.element is not None and mark.kind != "meta" else ""
        yield Voice(mark.kind, mark.written.day, mark.written.also, where)
    for line in visible:
        kind = _line_kind(line)
        if kind:
            yield Voice(kind, line.written.day, line.written.also, place.of(line.element, line.at))


def _guess_voice(day: dt.date, found: list[Voice], visible: list[Line]) -> Iterator[Voice]:
    """htmldate's answer, as far as it adds to the other voices.

    The first of January is what it makes of a bare year, such as that of a copyright line; the other day that a time
    stamp may mean is that stamp read without its place.
    """
    if any(v.day == day for v in found):
        yield Voice("htmldate", day)
        return
    roles = {line.role for line in visible if line.written.day == day}
    if (day.month, day.day) == (1, 1) or "other" in roles or any(v.also == day for v in found):
        return
    yield Voice("htmldate_loose" if roles or day.day == 1 else "htmldate", day)


def _line_kind(line: Line) -> str:
    """What sort of voice a day that is shown is; none where it is of another thing or stands in a sentence."""
    if line.role == "other" or (not line.role and line.length > _BYLINE):
        return ""
    return f"line_{line.role}" if line.role else "line" if line.length <= _ALONE else "line_beside"


def _url_voices(url: str | None, region: Region) -> Iterator[Voice]:
    """Days in the page's address, the order of day and month as the page's country has it."""
    by_text: dict[str, list[dt.date]] = {}
    for found in address_dates(url, ""):
        if found.low == found.high:
            by_text.setdefault(found.text, []).append(found.low)
    for days in by_text.values():  # where there are two, the day is written before the month in the first
        ordered = days[::-1] if region.order == "month" else days
        yield Voice("url", ordered[0], ordered[1] if len(ordered) > 1 and region.order != "day" else None)


def region_of(tree: HtmlElement, url: str | None) -> Region:
    """Order of day and month and time zone, from the page's language and its address."""
    locale = _locale(tree, url)
    central = locale.startswith("de") or _CENTRAL.match(url or "") is not None
    order: Order = ""
    if central or re.match(r"en-(?!us)|fr|it|es|nl", locale) or _DAY_FIRST.match(url or ""):
        order = "day"
    elif locale == "en-us" or _MONTH_FIRST.match(url or ""):
        order = "month"
    return Region(order=order, central=central)


def _locale(tree: HtmlElement, url: str | None) -> str:
    """Language and, if it is told, country: "de-at". Attributes name them, else meta elements, else the address."""
    stated = [tree.get("lang"), tree.get(_XML_LANG)]
    for path in ('.//meta[@property="og:locale"]', './/meta[@http-equiv="content-language"]'):
        element = tree.find(path)
        stated.append(element.get("content") if element is not None else None)
    in_path = re.search(r"/([a-z]{2}-[a-z]{2})/", url or "")
    stated.append(in_path[1] if in_path else None)
    named = [s.strip().lower().replace("_", "-") for s in stated if s]
    return max(named, key=lambda s: (s[:2] == named[0][:2], len(s) > 2), default="")  # "en" and "en_US" is "en-us"


class _Place:
    """Where things stand in a page relative to its title."""

    def __init__(self, tree: HtmlElement, page: Shown) -> None:
        self.starts = dict(zip(reversed(page.elements), reversed(page.starts), strict=True))
        title = _title(tree, self.starts)
        self.title = title[1] if title else None
        self.home = set(title[0].iterancestors()) if title else set()

    def of(self, element: HtmlElement, at: int | None = None) -> str:
        """Whether something stands "aside", at the "foot", far "above" the title, just "before" it or "near" behind it.

        "" is anywhere else.
        """
        region = self._region(element)
        if region:
            return region
        where = at if at is not None else _first(element, self.starts)
        if where is None or self.title is None:
            return ""
        distance = where - self.title
        if distance < 0:
            return "before" if distance >= -_BEFORE else "above"
        return "near" if distance <= _NEAR else ""

    def _region(self, element: HtmlElement) -> str:
        """Which part of the page an element lies in that is not the report: "aside", "foot", or "" where in none."""
        found = ""
        for e in (element, *element.iterancestors()):
            if e in self.home or e.tag in ("body", "html"):
                break
            named = f"{e.get('class', '')} {e.get('id', '')}"
            if e.tag in _ASIDE_TAGS or _ASIDE.search(named):
                return "aside"
            if e.tag == "footer" or _FOOT.search(named):
                found = "foot"
        return found


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


def _ink(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
