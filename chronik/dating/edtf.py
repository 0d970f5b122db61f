"""TIMEX3 values and EDTF (ISO 8601-2) as days: what interval a value means, and how an interval is written."""

import datetime as dt
import functools
import re

from chronik.dating.days import SEASONS, Days, iso_week, month, months, period
from chronik.model import Reading, Time

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|XX(?:-XX)?|(?P<month>\d\d)(?:-(?:XX|(?P<day>\d\d)))?))?(?:T.*)?[~?%]?"
)
_DIGITS = re.compile(r"(\d{1,3})X{0,3}[~?%]?")
_SEASON_NUMBERS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SUBYEARS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
             40: (1, 6), 41: (7, 6)}  # fmt: skip
_APPROXIMATE = ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE")


@functools.lru_cache(maxsize=8192)
def interval(value: str) -> Days | None:
    """First and last day that a TIMEX3 date or an EDTF date or interval means; None where it names no days.

    Open ends ("../2021-12-31") count from year 1 or to year 9999; "~", "?" and "%" are passed over.
    """
    if "/" in value:
        first, last = value.split("/", 1)
        low = dt.date.min if first in ("", "..") else (interval(first) or (None,))[0]
        high = dt.date.max if last in ("", "..") else (interval(last) or (None, None))[1]
        return (low, high) if low and high and low <= high else None
    digits = _DIGITS.fullmatch(value)
    if digits and len(value.rstrip("~?%")) in (len(digits[1]), 4):
        span = 10 ** (4 - len(digits[1]))
        first_year = int(digits[1]) * span
        return (dt.date(max(1, first_year), 1, 1), dt.date(first_year + span - 1, 12, 31))
    m = _VALUE.fullmatch(value)
    return _interval({k: v for k, v in m.groupdict().items() if v}) if m and m["year"] != "0000" else None


def _interval(parts: dict[str, str]) -> Days | None:
    year = int(parts["year"])
    number = {k: int(v) for k, v in parts.items() if v.isdigit()}
    try:
        if "week" in number:
            week = iso_week(year, number["week"])
            return period(week[0], "WE") if week and "end" in parts else week
        if "quarter" in number:
            return months(year, number["quarter"] * 3 - 2, 3)
        if "half" in number:
            return months(year, number["half"] * 6 - 5, 6)
        if "season" in parts:
            return months(year, SEASONS[parts["season"]], 3)
        if number.get("month") in _SUBYEARS and "day" not in number:
            return months(year, *_SUBYEARS[number["month"]])
        if "day" in number:
            day = dt.date(year, number["month"], number["day"])
            return day, day
        return month(year, number["month"]) if "month" in number else months(year, 1, 12)
    except (ValueError, OverflowError):
        return None


def edtf(low: dt.date | None, high: dt.date | None) -> str | None:
    """The shortest EDTF expression for the days from ``low`` to ``high``: day, month, year or an interval."""
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"{low or '..'}/{high or '..'}"
    if low == high:
        return low.isoformat()
    if (low, high) == month(low.year, low.month):
        return low.isoformat()[:7]
    if (low, high) == months(low.year, 1, 12):
        return low.isoformat()[:4]
    return f"{low}/{high}"


def dated(time: Time) -> str | None:
    """EDTF of the days of an anchored time expression, as records are dated: day, month, year or interval of days.

    A vague one has "~" at its open end, and months where it has no day; what is only about so ends in "~".
    """
    if time.reading.kind == "reference" and time.low and time.high:
        if time.reading.direction > 0:
            return f"{time.low}/{time.high.isoformat()[:7]}~"
        return f"{time.low.isoformat()[:7]}~/{time.high}"
    days = edtf(time.low, time.high)
    return f"{days}~" if days and "/" not in days and time.mod in _APPROXIMATE else days


def edtf_of(time: Time) -> str | None:
    """EDTF of an anchored time expression as a whole, None of a SET and of what has neither day nor part of a date.

    "2021-06-12", "2021-12-XX" (a day of that month), "XXXX-05-03", "201X", "2021-22" (summer), "2015-07/2015-12",
    "1900~" (about), "2011-10-01~/2011-12-31" (end of 2011), "../2019" (before), "2021-12-15/2022-12~" (vague).
    """
    if time.type == "SET" or time.value is None:
        return None
    written = _whole(time)
    if time.reading.kind in ("reference", "duration") or time.type == "DURATION" or written is None:
        return dated(time)
    if time.mod in ("START", "MID", "END") and time.low and time.high and time.low < time.high:
        return f"{time.low}{'' if time.mod == 'START' else '~'}/{time.high}{'' if time.mod == 'END' else '~'}"
    if time.mod in ("BEFORE", "ON_OR_BEFORE"):
        return f"../{written.partition('/')[2] or written}"
    if time.mod in ("AFTER", "ON_OR_AFTER"):
        return f"{written.partition('/')[0]}/.."
    return f"{written}~" if time.mod in _APPROXIMATE and "/" not in written else written


def _whole(time: Time) -> str | None:
    """The value of a date in EDTF, what is not known of it as "X"; None where EDTF has no such form."""
    day = (time.value or "").partition("T")[0]
    if re.fullmatch(r"\d{1,3}", day):
        return day.ljust(4, "X")
    year, _, part = day.partition("-")
    if part in _SEASON_NUMBERS:
        return f"{year}-{_SEASON_NUMBERS[part]}"
    if re.fullmatch(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}", day) and day != "XXXX":
        return day + "-XX" * (_parts(time.reading) - day.count("-"))
    days = interval(day)
    if days and part[:1] in ("Q", "H"):
        return f"{days[0]:%Y-%m}/{days[1]:%Y-%m}"
    return edtf(*days) if days else None


def _parts(r: Reading) -> int:
    """How many parts behind the year the expression names, whether they are known or not."""
    if r.kind == "weekday" or r.day or r.feast or r.clock or r.part or (r.kind == "shift" and r.unit == "D"):
        return 2
    return 1 if r.month or (r.kind == "shift" and r.unit == "M") else 0
