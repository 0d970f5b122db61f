"""The small marks of which datelines, agency marks and date lines are made: dates, clock times, agency names.

Words are data (``datelines.toml`` of each language, ``knowledge/agencies.toml``); dates in marks are written in
national or in ISO 8601 form, and months in the language of the text or in English. A date with slashes ("04/05/2020")
is day and month in one country and month and day in another; what cannot be told is kept as a set of both (EDTF).
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from chronik.language.files import Rule, read
from chronik.language.world import agencies


class Label(Rule, frozen=True, kw_only=True):
    """Words at the beginning of a line with a date, and what they say of it; an example is such a line.

    ``written``  the text was written or published then
    ``updated``  it was changed then, and so written by then
    ``verb``     a verb behind the date says which ("Diese Nachricht wurde am … aktualisiert")
    ``page``     it is the reader's own day, printed or called up, and says nothing of the text
    """

    says: Literal["written", "updated", "verb", "page"]
    words: tuple[str, ...]


class Aside(Rule, frozen=True, kw_only=True):
    """What may stand beside a date in its line and says nothing of it, as a regular expression ("Lesezeit 3 Min.")."""

    pattern: str


class Frame(Rule, frozen=True, kw_only=True):
    """The file ``datelines.toml``: words that mark what surrounds the prose of a report.

    ``prose`` is the report that the examples of labels and asides are set above and below.
    """

    place_openers: frozenset[str]
    place_joiners: tuple[str, ...]
    place_endings: tuple[str, ...]
    no_place_endings: tuple[str, ...]
    locatives: tuple[str, ...]
    weekdays: tuple[str, ...]
    clock: tuple[str, ...]
    months: dict[str, int]
    slashes: Literal["day first", "either"]
    day_first: frozenset[str] = frozenset()  # countries by their internet domains
    month_first: frozenset[str] = frozenset()
    prose: str
    label: tuple[Label, ...]
    aside: tuple[Aside, ...]
    updated: frozenset[str]
    date_fillers: frozenset[str]
    byline_openers: tuple[str, ...]
    byline_joiners: frozenset[str]
    credit_labels: tuple[str, ...]
    debris: tuple[str, ...]
    debris_labels: tuple[str, ...]
    page_frame: tuple[str, ...]
    listings: tuple[str, ...]
    reprints: tuple[str, ...]
    origins: tuple[str, ...]


class Date(NamedTuple):
    """A date in a mark, its time of day and weekday in the extent.

    ``value`` is ISO, "--05-03" without a year, and a set of two ("[2020-04-05,2020-05-04]") where the order of day and
    month is open.
    """

    start: int
    end: int
    value: str


# Time zones of countries that write the month first, and of those that write the day first.
_AMERICAN = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_BRITISH = re.compile(r"\b(?:BST|IST|AEST|AEDT|NZST|NZDT)\b")


@functools.cache
def frame(language: str) -> Frame:
    """The words of a language; raises LanguageError where it has none."""
    return read(language, "datelines", Frame)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@functools.cache
def clock_pattern(language: str) -> str:
    """A time of day with what names its zone: "04:15 Uhr", "9:15 AM EDT", "14.05 BST", "12:30:00+02:00"."""
    zone = any_of([*frame(language).clock, *frame("en").clock])
    return (
        r"(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?"
        rf"|\d{{1,2}}(?:\.\d{{2}})?(?=\s?(?:{zone})(?!\w))|\d{{4}}(?=\s(?:GMT|UTC)))(?:\s?\(?(?:{zone})(?!\w)\)?)*(?!\w)"
    )


@functools.cache
def date_pattern(language: str) -> re.Pattern[str]:
    """Dates as marks give them, with groups y m d (ISO, with dots, with a month's name, with slashes)."""
    own, english = frame(language), frame("en")
    months = any_of([*own.months, *english.months, *(m.upper() for m in (*own.months, *english.months))])
    weekday = rf"(?:\b(?:{any_of([*own.weekdays, *english.weekdays])})\.?,?\s)?(?:\b(?:den|dem|the)\s)?"
    clock = rf"(?:(?:T|,?\s?(?:\||–|-|um|at|at\sabout)?\s?){clock_pattern(language)})?"
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<![\w.]){weekday}(?:"
        rf"(?P<y1>{year})(?P<dash>[-/])(?P<m1>\d\d)(?P=dash)(?P<d1>\d\d)"
        rf"|(?P<d2>\d{{1,2}})\.\s?(?P<m2>\d{{1,2}})\.(?P<y2>\s?{year}|\d\d(?![\d:.]))"
        rf"|(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s(?P<m3>{months})\b\.?(?:,?\s(?P<y3>{year})\b)?"
        rf"|(?P<m4>{months})\b\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y4>{year})\b)?"
        rf"|(?<!/)(?P<d5>\d{{1,2}})/(?P<m5>\d{{1,2}})/(?P<y5>{year}|\d\d)(?![\d/])"
        rf")(?!\d){clock}"
    )


def dates(text: str, language: str, start: int, end: int) -> Iterator[Date]:
    """Dates that a calendar has, between ``start`` and ``end``."""
    for m in date_pattern(language).finditer(text, start, end):
        value = _value(m, language)
        if value is not None:
            yield Date(m.start(), m.end(), value)


def _value(m: re.Match[str], language: str) -> str | None:
    """ISO date of a match or the set of its readings; None for one that no calendar has."""
    form = next(n for n in "12345" if m.group(f"d{n}"))
    year, month, day = m.group(f"y{form}"), m.group(f"m{form}"), int(m.group(f"d{form}"))
    number = int(month) if month.isdigit() else month_number(month, language)
    if form == "5":
        return _either(_full(year), day, number, m.group(), language)
    found = _iso(_full(year) if year else 2000, number, day)  # a leap year, so that 29 February is a day
    return found if year else found and f"--{found[5:]}"


def _full(year: str) -> int:
    """The year that two digits mean: "20" is 2020 and "69" is 1969, for no report is dated ahead of its time."""
    number = int(year)
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def _either(year: int, first: int, second: int, words: str, language: str) -> str | None:
    """A date with slashes by the custom of the language or of the time zone named, else in both orders."""
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if _AMERICAN.search(words):
        return month_first
    if frame(language).slashes == "day first" or _BRITISH.search(words):
        return day_first
    return "[" + ",".join(sorted((day_first, month_first))) + "]"


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


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
