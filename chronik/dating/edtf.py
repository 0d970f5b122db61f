"""TIMEX3 values and EDTF (ISO 8601-2) as days: what interval a value means, and how an interval is written."""

import datetime as dt
import re

from chronik.dating.days import SEASONS, Days, iso_week, month, months, period
from chronik.model import Time

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?~?"
)


def interval(value: str) -> Days | None:
    """First and last day that a TIMEX3 date or an EDTF date or interval means; None where it names no days.

    Open ends ("../2021-12-31") count from year 1 or to year 9999; "~" is passed over.
    """
    if "/" in value:
        first, last = value.split("/", 1)
        low = dt.date.min if first in ("", "..") else (interval(first) or (None,))[0]
        high = dt.date.max if last in ("", "..") else (interval(last) or (None, None))[1]
        return (low, high) if low and high and low <= high else None
    if re.fullmatch(r"\d{2,3}", value):
        span = 10 ** (4 - len(value))
        first_year = int(value) * span
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


def edtf_of(time: Time) -> str | None:
    """EDTF of an anchored time expression; a vague one has "~" at its open end, and months where it has no day."""
    if time.reading.kind == "reference" and time.low and time.high:
        if time.reading.direction > 0:
            return f"{time.low}/{time.high.isoformat()[:7]}~"
        return f"{time.low.isoformat()[:7]}~/{time.high}"
    return edtf(time.low, time.high)
