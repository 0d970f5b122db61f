"""Which part of a period "Anfang", "Mitte" and "Ende" mean, as days."""

import datetime as dt

from chronik.dating.days import Days

_YEAR_MONTHS = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}


def narrowed(days: Days | None, mod: str | None, deadline: bool) -> Days | None:
    """``days`` cut down to what the TIMEX3 ``mod`` START, MID or END leaves; by a deadline END is the last day.

    A year's beginning and end are its first and last quarter, a month's its first and last ten days, a decade's
    ("the early eighties") its first four and last three years.
    """
    if days is None or mod not in ("START", "MID", "END"):
        return days
    low, high = days
    if mod == "END" and deadline:
        return high, high
    length = (high - low).days + 1
    if length > 366:
        return _years(low.year, high.year, mod)
    if length >= 365:
        first, last = _YEAR_MONTHS[mod]
        after = dt.date(high.year, 12, 31) if last == 12 else dt.date(high.year, last + 1, 1) - dt.timedelta(days=1)
        return (low if mod == "START" else dt.date(high.year, first, 1)), after
    if length < 3:  # "Jahresende" already is the day
        return days
    third = length // 3
    if mod == "START":
        return low, low + dt.timedelta(days=third - 1)
    if mod == "END":
        return high - dt.timedelta(days=length - 2 * third - 1), high
    return low + dt.timedelta(days=third), low + dt.timedelta(days=2 * third - 1)


def _years(first: int, last: int, mod: str) -> Days:
    """A third of several years, the first one rounded up."""
    third = (last - first + 1) // 3
    years = {"START": (first, first + third), "MID": (first + third + 1, last - third), "END": (last - third + 1, last)}
    begin, end = years[mod]
    return dt.date(begin, 1, 1), dt.date(end, 12, 31)
