"""Days that a reading names by a feast or by counting: "Muttertag", "der letzte Sonntag im März", "erste Maiwoche"."""

import datetime as dt

from chronik.dating.days import ONE, Days, month, nth_weekday, value
from chronik.dating.feasts import feast_days, feast_value
from chronik.model import Reading


def named_days(r: Reading, year: int) -> Days | None:
    """First and last day of a reading with ``feast`` or ``nth`` in ``year``; None where the year has none.

    With ``nth`` and a feast or a date, the nth ``weekday`` after it (``direction`` 1) or before it (-1) is meant;
    with ``nth`` and a month its nth weekday, day (``unit`` D) or whole week (``unit`` W) or weekend (WE).
    """
    if r.nth is None:
        return feast_days(r.feast, year) if r.feast else None
    if r.weekday and (r.feast or r.day):
        return _single(_beside(r, year))
    if not r.month:
        return None
    if r.weekday:
        return _single(nth_weekday(year, r.month, r.weekday, r.nth))
    first, last = month(year, r.month)
    if r.unit == "WE":
        saturday = nth_weekday(year, r.month, 6, r.nth)
        return (saturday, saturday + ONE) if saturday else None
    if r.unit == "W":
        monday = nth_weekday(year, r.month, 1, r.nth) if r.nth > 0 else _last_monday(last, r.nth)
        return (monday, monday + 6 * ONE) if monday else None
    day = first + (r.nth - 1) * ONE if r.nth > 0 else last + (r.nth + 1) * ONE
    return _single(day if first <= day <= last else None)


def named_value(r: Reading, year: int) -> str | None:
    """TIMEX3 value of such a reading: a day, a week, or for feasts of several days the month or year around them."""
    if r.nth is None:
        return feast_value(r.feast, year) if r.feast else None
    days = named_days(r, year)
    return value(days[0], r.unit if r.unit in ("W", "WE") else "D") if days else None


def _single(day: dt.date | None) -> Days | None:
    return (day, day) if day else None


def _beside(r: Reading, year: int) -> dt.date | None:
    """The nth weekday after or before a feast or a date; the day itself does not count."""
    days = feast_days(r.feast, year) if r.feast else _single(dt.date(year, r.month or 1, r.day or 1))
    if days is None or r.nth is None or r.weekday is None:
        return None
    weeks = 7 * (abs(r.nth) - 1)
    if r.direction < 0:
        return days[0] - ((days[0].isoweekday() - r.weekday - 1) % 7 + 1 + weeks) * ONE
    return days[1] + ((r.weekday - days[1].isoweekday() - 1) % 7 + 1 + weeks) * ONE


def _last_monday(last: dt.date, nth: int) -> dt.date:
    """Monday of the nth week from a month's end that lies in the month as a whole."""
    sunday = last - last.isoweekday() % 7 * ONE
    return sunday - (6 - 7 * (nth + 1)) * ONE
