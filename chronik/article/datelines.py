"""The dateline: where, when and by which agency a report was filed, in front of its prose.

"Bagdad/Washington –", "Washington (dpa) -", "BAGHDAD, Oct 21 (Reuters) —", "Berlin, 3. Mai (dpa)", "LANA (fm).",
"MOSKAU.", and after a teaser in the same paragraph too. A place without agency, date or dash counts as one only
where it is a place for a further reason, since a report may open with a sentence of one word.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronik.article.abbreviations import abbreviations
from chronik.article.marks import any_of, date_pattern, dates, frame, mark_agencies
from chronik.language.world import countries
from chronik.model import Span, Zone

_WORD = r"(?:St\.|D\.\s?C\.|[A-ZÄÖÜŠŽČĆÉÁÅØ][\w'’]*(?:-[\w'’]+)*)"
_PLACE = re.compile(rf"{_WORD}(?:[ ,/-]+{_WORD}){{0,4}}")
_DASH = re.compile(r"[ \u00a0]*\.?[ \u00a0]*(?:--|[–—]|(?<=[\s.])-(?=\s)|-(?=\s))\s*")
_STOP = re.compile(r"[ \u00a0]*\.\s+")
_GAP = re.compile(r"\s+(?=[\"„“»«A-ZÄÖÜ])")
_SEPARATOR = re.compile(r"[\s,;/|–—-]*")
_BRACKET = re.compile(r"\(([^()\n]{2,60})\)")
_INITIALS = re.compile(r"[a-zäöüß]{1,5}\.?(?:/[a-zäöüß]{1,5}\.?)*|[A-Z]{2,10}")
_PROSE = re.compile(r"[\"„“»«‚‘(A-ZÄÖÜ0-9#']")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?\"“»])[ \u00a0]+(?=[A-ZÄÖÜ])")
_LAST_WORD = re.compile(r"(\w+)\.$")
_CLOSING = re.compile(r"\)?(?:/(?=\s))?")  # behind a date in brackets, and behind "/PRNewswire"
_WIRE = re.compile(r"/([A-Z][\w-]+)/(?=\s)")  # who sends press releases out: "/PRNewswire/ --"
_HEAD = 8  # paragraphs that may hold it
_TEASER = 700  # characters that may stand before it in the same paragraph


class _Found(NamedTuple):
    """Place and extent of a dateline, with the zones inside it; ``strong`` where an agency or a date stands in it."""

    place: str
    start: int
    end: int
    inner: tuple[Zone, ...]
    strong: bool


def dateline(text: str, language: str, parts: Sequence[Span]) -> tuple[Zone, ...]:
    """Zone of the dateline, its value the place, and those of agency and date inside it; empty where there is none.

    ``parts`` are the paragraphs that may hold it, in order.
    """
    if front := _undated_place(text, language, parts):
        return front
    for number, part in enumerate(parts[:_HEAD]):
        found = _at(text, language, part, part.start, first=number == 0)
        if found is not None and (found.strong or number < 3):
            return () if _is_reprint(text, language, parts[:number]) else _zones(found)
    for part in parts[:2]:
        for m in _AFTER_SENTENCE.finditer(text, part.start, min(part.end, part.start + _TEASER)):
            before = _LAST_WORD.search(text, max(part.start, m.start() - 12), m.start())
            if before is not None and before.group(1) in abbreviations(language).before:  # "St. Georgen - Lana"
                continue
            found = _at(text, language, part, m.end(), first=False)
            if found is not None and text[found.end - 2 : found.end].strip() in ("–", "—", "-"):
                return _zones(found)
    return ()


def _is_reprint(text: str, language: str, before: Sequence[Span]) -> bool:
    """Whether the prose before says that an older report follows, whose date is its own ("Der Bericht von damals")."""
    words = re.compile(rf"(?<!\w)(?i:{any_of(frame(language).reprints)})(?!\w)")
    prose = any(p.end - p.start > 60 and text[p.end - 1] in ".!?:" for p in before)
    return prose and any(words.search(text, p.start, p.end) for p in before)


def _undated_place(text: str, language: str, parts: Sequence[Span]) -> tuple[Zone, ...]:
    """A dateline without a place: "Oct. 21 (Bloomberg) --", "03.05.2011 – "; its zone has no value.

    Without an agency it is in numbers and the only such one, for a story may open with a day written out ("8. Mai 1945
    – …"), and a chronicle sets each entry under its day.
    """
    opened = [z for p in parts if (z := _day_front(text, language, p))]
    if not opened or opened[0][0].start not in {p.start for p in parts[:3]}:
        return ()
    date = next(z for z in opened[0] if z.kind == "date_line")
    words = re.search(r"[^\W\d]{3}", text[date.start : date.end])
    credited = any(z.kind == "agency" for z in opened[0])
    alone = len(opened) == 1 and not words and not date.value.startswith("--")
    return opened[0] if credited or alone else ()


def _day_front(text: str, language: str, part: Span) -> tuple[Zone, ...]:
    """Zones of a date, perhaps an agency, and a dash in front of prose."""
    if part.end - part.start < 60 or not text[part.start].isalnum():
        return ()
    inner, position = _details(text, language, part.start, min(part.end, part.start + 80))
    dash = _DASH.match(text, position, part.end)
    if not inner or inner[0].kind != "date_line" or dash is None or not _PROSE.match(text, dash.end()):
        return ()
    return (Zone(kind="dateline", start=part.start, end=len(text[: dash.end()].rstrip())), *inner)


def _zones(found: _Found) -> tuple[Zone, ...]:
    zone = Zone(kind="dateline", start=found.start, end=found.end, value=_plain_case(found.place))
    return (zone, *found.inner)


def _plain_case(place: str) -> str:
    """ "BAGHDAD/WASHINGTON" as "Baghdad/Washington"; "USA" stays, and so do "D.C." and "DC"."""
    place = re.sub(r"\s*\([^()]*\)", "", place)
    town = place.split(",")[0]
    shout = town.isupper() and len(town) > 3
    return re.sub(r"\w{3,}", lambda m: m.group().capitalize(), place) if shout else place


@functools.cache
def _place_pattern(language: str) -> re.Pattern[str]:
    joiner = any_of(frame(language).place_joiners)
    name = rf"{_WORD}(?:\s(?:(?:{joiner})\s)?{_WORD}){{0,3}}"
    state = r"(?:,\s(?:[A-Z]\.\s?[A-Z]\.|[A-Z][\w.]+(?:\s[A-Z]\w+)?)(?=[\s—–(,-]))?"
    country = rf"(?:\s\({name}\))?"  # "London (England) / Wien (Österreich)"
    return re.compile(rf"{name}(?:{country}\s?/\s?{name}){{0,3}}{state}")


def _at(text: str, language: str, part: Span, start: int, *, first: bool) -> _Found | None:
    """The dateline that begins at ``start``, or None."""
    m = _place_pattern(language).match(text, start, part.end)
    if m is None:
        return None
    place, place_end = _without_date(text, language, m)
    place, named = _without_agency(place, start)
    if not place or place.split()[0] in abbreviations(language).starters:
        return None
    inner, position = _details(text, language, place_end, part.end)
    inner = (*named, *inner)
    end = _terminator(text, language, part, (start, position), place, strong=bool(inner), first=first)
    if end is None or not _PROSE.match(text, end):
        return None
    zones = tuple(z for z in inner if z.value)
    return _Found(place, start, len(text[:end].rstrip()), zones, bool(inner))


def _without_date(text: str, language: str, m: re.Match[str]) -> tuple[str, int]:
    """The place without a month or weekday that looks like part of it ("BAGHDAD, Oct")."""
    date = date_pattern(language).search(text, m.start(), m.end() + 20)
    end = min(m.end(), date.start()) if date is not None else m.end()
    place = text[m.start() : end].rstrip(" ,/")
    return place, m.start() + len(place)


def _without_agency(place: str, start: int) -> tuple[str, tuple[Zone, ...]]:
    """The place without agencies behind a slash ("Berlin/AFP")."""
    zones: list[Zone] = []
    while "/" in place:
        head, _, tail = place.rpartition("/")
        credit = mark_agencies(tail, frozenset())
        if not credit:
            break
        at = start + len(head) + 1
        zones.append(Zone(kind="agency", start=at, end=at + len(tail), value=", ".join(credit)))
        place = head
    return place, tuple(reversed(zones))


def _details(text: str, language: str, start: int, limit: int) -> tuple[tuple[Zone, ...], int]:
    """Zones of dates and agencies that follow a place, and where they end."""
    zones: list[Zone] = []
    position = start
    while True:
        separator = _SEPARATOR.match(text, position, limit)
        at = separator.end() if separator else position
        found = tuple(_one_detail(text, language, at, limit))
        if not found:
            return tuple(zones), position
        zones.extend(found)
        position = max(z.end for z in found)
        closing = _CLOSING.match(text, position, limit)
        position = closing.end() if closing else position


def _one_detail(text: str, language: str, at: int, limit: int) -> Iterator[Zone]:
    """A date, an agency or an author's initials in brackets, or an agency behind a slash, exactly at ``at``.

    A bracket may hold agency and date, and a date may stand in one alone ("KABUL, Afghanistan (Oct. 21, 2011)").
    """
    for d in dates(text, language, at, min(limit, at + 40)):
        if d.start == at or (d.start == at + 1 and text[at] == "("):
            yield Zone(kind="date_line", start=d.start, end=d.end, value=d.value)
        break
    bracket = _BRACKET.match(text, at, limit)
    if bracket is not None:
        yield from _bracket(text, language, bracket, limit)
    elif wire := _WIRE.match(text, at - 1, limit):
        yield Zone(kind="credit", start=at, end=wire.end() - 1, value=wire.group(1))
    elif text[at - 1 : at] in "/,":
        word = re.compile(r"[\w-]+(?:/[\w-]+)*").match(text, at, limit)
        credit = mark_agencies(word.group(), frozenset()) if word else None
        if word is not None and credit:
            yield Zone(kind="agency", start=at, end=word.end(), value=", ".join(credit))


def _bracket(text: str, language: str, m: re.Match[str], limit: int) -> Iterator[Zone]:
    """An agency, perhaps with a date, the country of the place, or an author's initials."""
    content = m.group(1)
    inner = next(dates(text, language, m.start() + 1, m.end() - 1), None)
    named = content if inner is None else text[m.start() + 1 : inner.start].rstrip(" ,;")
    credit = mark_agencies(named, frame(language).date_fillers)
    if credit:
        yield Zone(kind="agency", start=m.start(), end=m.end(), value=", ".join(credit))
        if inner is not None:
            yield Zone(kind="date_line", start=inner.start, end=inner.end, value=inner.value)
    elif _INITIALS.fullmatch(content) and content not in _known():
        yield Zone(kind="byline", start=m.start(), end=m.end(), value=content)
    elif content in _known() or (_PLACE.fullmatch(content) and _dated_behind(text, language, m.end(), limit)):
        yield Zone(kind="dateline", start=m.start(), end=m.end())


def _dated_behind(text: str, language: str, at: int, limit: int) -> bool:
    """ "Kassel (Hessen), 3. Mai 2011 –": a date follows directly, so that the bracket says where."""
    separator = _SEPARATOR.match(text, at, limit)
    start = separator.end() if separator else at
    return start > at and any(d.start == start for d in dates(text, language, start, min(limit, start + 40)))


def _terminator(
    text: str, language: str, part: Span, extent: tuple[int, int], place: str, *, strong: bool, first: bool
) -> int | None:
    """Where the prose begins behind a dateline that ends at ``extent``; None where it is no dateline."""
    start, position = extent
    dash = _DASH.match(text, position, part.end)
    if dash is not None:
        prose = part.end - dash.end() >= 60
        known = strong or is_place(place) or "/" in place or (place.isupper() and len(place) > 3)
        return dash.end() if known or (prose and _may_be_place(place, language)) else None
    stop = _STOP.match(text, position, part.end)
    if stop is not None:
        if (
            strong
            or (place.isupper() and len(place) > 3)
            or (first and start == part.start and _is_sited(text, place, language))
        ):
            return stop.end()
        return None
    gap = _GAP.match(text, position, part.end)
    return gap.end() if strong and gap is not None and text[position - 1] == ")" else None


@functools.cache
def _known() -> frozenset[str]:
    """Names of countries and capitals in every language."""
    return frozenset(
        name for c in countries() for table in (c.names, c.capitals) for names in table.values() for name in names
    )


def is_place(place: str) -> bool:
    """Whether every part of it is a country or a capital ("Wien/Bagdad", "Baghdad, Iraq")."""
    return all(p.strip() in _known() or p.strip().title() in _known() for p in re.split(r"/|,\s", place))


def _may_be_place(place: str, language: str) -> bool:
    """Whether nothing speaks against a place: one word, or several that places have, and no abstract noun."""
    words, known = place.split(), frame(language)
    if any(re.match(r"[A-ZÄÖÜ]{2,}-", w) for w in words) or (place.isupper() and len(place) < 4):
        return False
    if len(words) > 1:
        joined = re.fullmatch(rf"\S+ (?:{any_of(known.place_joiners)}) \S+", place)
        return words[0] in known.place_openers or joined is not None
    return place not in known.months and not place.lower().endswith(known.no_place_endings)


def _is_sited(text: str, place: str, language: str) -> bool:
    """Whether something says that a bare name before a full stop is a place."""
    words = frame(language)
    parts = [p.strip() for p in place.split("/")]
    if any(p.lower().endswith(words.no_place_endings) for p in parts) or len(place.split()) > 3:
        return False
    if is_place(place) or any(p in _known() for p in parts):
        return True
    if all(p.lower().endswith(words.place_endings) for p in parts):
        return True
    where = rf"\b(?i:{any_of(words.locatives)})\s{re.escape(parts[0])}(?!\w)"
    return re.search(where, text) is not None
