"""Days as pages write them: time stamps, "31.12.2021", "31. Dezember 2021", "Dec 31st, 2021", "12/31/2021".

Which day a time stamp in UTC is at the place of writing depends on that place, and which number of "04/05/2020" is the
month on the country: both readings are kept, the likelier one first.
"""

import datetime as dt
import functools
import re
from typing import Literal, NamedTuple

import msgspec

from chronik.language import codes, read

Order = Literal["day", "month", ""]  # which of two numbers comes first where a country is known
FIRST_YEAR, LAST_YEAR = 1900, 2199
_UTC = r"(?:Z|UTC|GMT|[+-]00:?00)(?![\w:])"
_CLOCK = rf"(?:[T ,]\s*(?P<hour>[0-2]\d):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\s*(?P<utc>{_UTC})?)?"


class Region(NamedTuple):
    """What is known of where a page was made: order of day and month, and whether it keeps Central European Time."""

    order: Order = ""
    central: bool = False


class Written(NamedTuple):
    """A date in a text with its extent; ``also`` is the other day that it may mean."""

    start: int
    end: int
    day: dt.date
    also: dt.date | None = None


class _Months(msgspec.Struct, frozen=True, kw_only=True):
    """The table of months in ``datelines.toml``."""

    months: dict[str, int]


@functools.cache
def month_numbers() -> dict[str, int]:
    """Names and short names of the months in every language that has rules, in small letters."""
    return {name.lower(): n for code in codes() for name, n in read(code, "datelines", _Months).months.items()}


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    day, month, year = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20|21)\d\d"
    return re.compile(
        rf"(?<![\w.,/-])(?:"
        rf"(?P<y1>{year})(?P<sep>[-/.])(?P<m1>{month})(?P=sep)(?P<d1>{day})(?!\d)"
        rf"|(?P<n1>{day})(?P<sep2>[./-])[ \u00a0]?(?P<n2>{day})(?P=sep2)[ \u00a0]?(?P<y2>{year}|(?<!-)\d\d)"
        rf"(?![\d%€$]|[.,/-]\d)"
        rf"|(?P<d3>{day})(?:st|nd|rd|th)?\.?[\s\u00a0-]*(?:of\s)?(?P<m3>{names})\.?,?[\s\u00a0'’-]*"
        rf"(?P<y3>{year}|(?<=[-'’])\d\d)(?!\d|[:.]\d)"
        rf"|(?P<m4>{names})\.?[\s\u00a0]*(?P<d4>{day})(?:st|nd|rd|th)?,?[\s\u00a0]+(?P<y4>{year})(?!\d)"
        rf"){_CLOCK}",
        re.IGNORECASE,
    )


def written_days(text: str, region: Region) -> list[Written]:
    """Every day that a text names in full, from the left; none where the numbers are no day of the calendar."""
    found = []
    for m in _pattern().finditer(text):
        days = _days(m, region)
        if days:
            found.append(Written(m.start(), m.end(), *_at_place(m, region, days)))
    return found


def machine_day(text: str, region: Region) -> Written | None:
    """The day of a time stamp or of whatever else stands in an attribute; "20211231" and seconds since 1970 too."""
    value = text.strip()
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?$", value)
    if compact:
        day = calendar_day(*map(int, compact.groups()))
        return Written(0, len(text), day) if day else None
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        stamp = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=int(value[:10]))
        return Written(0, len(text), *_local(stamp.date(), stamp.hour, region))
    return next(iter(written_days(value[:80], region)), None)


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has none such or a page cannot be of it."""
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None


def _days(m: re.Match[str], region: Region) -> tuple[dt.date, dt.date | None] | None:
    """The day that a hit of the pattern means, and the other where the order of day and month is open."""
    if m["y1"]:
        first, other = calendar_day(int(m["y1"]), int(m["m1"]), int(m["d1"])), None
    elif m["n1"]:
        first, other = _numbers(int(m["n1"]), int(m["n2"]), _year(m["y2"]), m["sep2"], region)
    elif m["d3"]:
        first, other = calendar_day(_year(m["y3"]), month_numbers()[m["m3"].lower()], int(m["d3"])), None
    else:
        first, other = calendar_day(int(m["y4"]), month_numbers()[m["m4"].lower()], int(m["d4"])), None
    return (first, other) if first else None


def _numbers(a: int, b: int, year: int, separator: str, region: Region) -> tuple[dt.date | None, dt.date | None]:
    """Readings of "a/b/year": with full stops the day comes first, with strokes as the country has it."""
    by_day, by_month = calendar_day(year, b, a), calendar_day(year, a, b)
    if separator == "." or region.order == "day":
        first, other = by_day, (by_month if separator == "/" else None)
    else:
        first, other = by_month, by_day
    return (first, other if other != first else None) if first else (other, None)


def _year(digits: str) -> int:
    """The year of two digits: from 1970 on."""
    n = int(digits)
    return n if len(digits) == 4 else n + (1900 if n >= 70 else 2000)


def _at_place(m: re.Match[str], region: Region, days: tuple[dt.date, dt.date | None]) -> tuple[dt.date, dt.date | None]:
    if m["utc"] is None or days[1] is not None:
        return days
    return _local(days[0], int(m["hour"]), region)


def _local(day: dt.date, hour: int, region: Region) -> tuple[dt.date, dt.date | None]:
    """The day at the place of writing of an hour in UTC; where that is unknown the day before stands for America."""
    if region.central:
        late = hour >= (22 if _is_summer(day) else 23)
        return (day + dt.timedelta(days=1), day) if late else (day, None)
    return (day, day - dt.timedelta(days=1)) if hour < 8 else (day, None)


def _is_summer(day: dt.date) -> bool:
    """Whether Central European Summer Time holds: from the last Sunday of March to that of October (since 1996)."""
    march, october = (dt.date(day.year, month, 31) for month in (3, 10))
    start, end = (last - dt.timedelta(days=last.isoweekday() % 7) for last in (march, october))
    return start <= day < end
