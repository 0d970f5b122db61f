"""The small marks of which datelines, agency marks and date lines are made: dates, clock times, agency names.

Words are data (``datelines.toml`` of each language, ``knowledge/agencies.toml``); dates in marks are written in
national or in ISO 8601 form, and months in the language of the text or in English.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chronik.language.files import Rule, read
from chronik.language.world import agencies


class Frame(Rule, frozen=True, kw_only=True):
    """The file ``datelines.toml``: words that mark what surrounds the prose of a report."""

    place_openers: frozenset[str]
    place_joiners: tuple[str, ...]
    place_endings: tuple[str, ...]
    no_place_endings: tuple[str, ...]
    locatives: tuple[str, ...]
    weekdays: tuple[str, ...]
    clock: tuple[str, ...]
    months: dict[str, int]
    date_labels: tuple[str, ...]
    date_fillers: frozenset[str]
    byline_openers: tuple[str, ...]
    byline_joiners: frozenset[str]
    credit_labels: tuple[str, ...]
    debris: tuple[str, ...]
    debris_labels: tuple[str, ...]
    origins: tuple[str, ...]


class Date(NamedTuple):
    """A date in a mark, its time of day and weekday in the extent; ``value`` is ISO, "--05-03" without a year."""

    start: int
    end: int
    value: str


@functools.cache
def frame(language: str) -> Frame:
    """The words of a language; raises LanguageError where it has none."""
    return read(language, "datelines", Frame)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@functools.cache
def date_pattern(language: str) -> re.Pattern[str]:
    """Dates as marks give them, with groups y m d (national or ISO), and month names."""
    own, english = frame(language), frame("en")
    months = any_of([*own.months, *english.months, *(m.upper() for m in (*own.months, *english.months))])
    weekday = rf"(?:\b(?:{any_of([*own.weekdays, *english.weekdays])})\.?,?\s(?:(?:den|dem|the)\s)?)?"
    clock = (
        r"(?:,?\s?(?:\||–|-|um|at|at\sabout)?\s?(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}\.\d{2}(?=\s?(?:Uhr|h\b|[ap]\.?m)))"
        rf"(?:\s?(?:{any_of([*own.clock, *english.clock])}))*(?!\w))?"
    )
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<![\w.]){weekday}(?:"
        rf"(?P<y1>{year})-(?P<m1>\d\d)-(?P<d1>\d\d)"
        rf"|(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.(?P<y2>\s?{year}|\d\d(?![\d:.]))"
        rf"|(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<m3>{months})\b\.?(?:,?\s(?P<y3>{year})\b)?"
        rf"|(?P<m4>{months})\b\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y4>{year})\b)?"
        rf")(?!\d){clock}"
    )


def dates(text: str, language: str, start: int, end: int) -> Iterator[Date]:
    """Dates that a calendar has, between ``start`` and ``end``."""
    for m in date_pattern(language).finditer(text, start, end):
        value = _value(m, language)
        if value is not None:
            yield Date(m.start(), m.end(), value)


def _value(m: re.Match[str], language: str) -> str | None:
    """ISO date of a match; None for one that no calendar has."""
    form = next(n for n in "1234" if m.group(f"d{n}"))
    year, month, day = m.group(f"y{form}"), m.group(f"m{form}"), int(m.group(f"d{form}"))
    number = int(month) if month.isdigit() else month_number(month, language)
    full = int(year) if year else 2000  # a leap year, so that 29 February is a day
    if full < 100:
        full += 2000 if full < 70 else 1900
    try:
        day_found = dt.date(full, number, day)
    except ValueError:
        return None
    return day_found.isoformat() if year else f"--{number:02d}-{day:02d}"


def month_number(name: str, language: str) -> int:
    """1 to 12, in the language of the text or in English."""
    months = frame(language).months
    word = name if name in months or name in frame("en").months else name.capitalize()
    return months.get(word) or frame("en").months.get(word, 0)


@functools.cache
def credited() -> dict[str, str]:
    """Every spelling of a news agency with the name by which German news credits it: "DPA" to "dpa"."""
    found: dict[str, str] = {}
    for agency in agencies():
        if agency.kind == "agency":
            short = next((n for n in agency.names if n.casefold() == agency.id.casefold()), agency.names[0])
            found |= dict.fromkeys(agency.names, short)
    return found


@functools.cache
def media() -> frozenset[str]:
    """Every spelling of a medium that is no agency."""
    return frozenset(n for a in agencies() if a.kind != "agency" for n in a.names)


@functools.cache
def _name_at() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of([*credited(), *media()])})(?!\w)")


_TOKEN = re.compile(r"[^\s/,;&+|–—:.\-]+\.?")
_INITIALS = re.compile(r"[a-zäöüß]{1,5}\.?|[a-z]{1,2}[A-Z]{1,2}|[A-Z]{2,5}|[A-Z][a-z]{0,2}\.?")


def mark_agencies(content: str, words: frozenset[str]) -> tuple[str, ...] | None:
    """Agencies that a mark such as "dpa/jW" or "APA, Reuters, red" credits, by the names they go by.

    None where the content is no such mark: it names none, or something stands in it that is neither an agency, a
    medium, an author's initials, nor one of ``words``.
    """
    found: list[str] = []
    rest: list[str] = []
    position = 0
    for m in _name_at().finditer(content):
        rest.extend(_TOKEN.findall(content, position, m.start()))
        if m.group() in credited():
            found.append(credited()[m.group()])
        position = m.end()
    rest.extend(_TOKEN.findall(content, position))
    plain = all(_INITIALS.fullmatch(t) or t in words for t in rest)
    return tuple(dict.fromkeys(found)) if found and plain and len(rest) <= 6 else None
