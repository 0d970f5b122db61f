"""The days of a movable feast in a year: by weekday and month, counted from Easter, or from a table."""

import datetime as dt
import re

from chronik.dating.days import ONE, Days, easter, nth_weekday
from chronik.language.feasts import Feast, feast_table, feasts

_COUNTED = re.compile(r"(easter|orthodox)(-?\d+)?")


def feast_days(feast: str, year: int) -> Days | None:
    """First and last day of a feast in ``year``, None where it is unknown there (the moon's feasts: 1950 to 2050).

    ``feast`` is an id of ``knowledge/feasts.toml``, or "easter-46", "orthodox1" for days counted from Easter Sunday, or
    "12-25".
    A feast that begins at sunset includes its eve. Raises OverflowError for a day outside the calendar.
    """
    if feast[0].isdigit():
        return (_day(year, feast),) * 2
    counted = _COUNTED.fullmatch(feast)
    if counted:
        sunday = easter(year) if counted[1] == "easter" else orthodox_easter(year)
        day = sunday + dt.timedelta(days=int(counted[2] or 0))
        return day, day
    rule = feasts()[feast]
    if rule.table:
        days = feast_table().get((feast, year))
        return (days[0] - ONE * rule.eve, days[1]) if days else None
    first = _first(rule, year) + dt.timedelta(days=rule.plus)
    last = _day(year, rule.until) if rule.until else first + dt.timedelta(days=rule.days - 1)
    return first, last


def feast_value(feast: str, year: int) -> str | None:
    """TIMEX3 value: the day, without its eve; of several days the month, or else the year, that holds them all."""
    days = feast_days(feast, year)
    if days is None:
        return None
    first, last = days
    if feast in feasts() and feasts()[feast].eve and last - first == ONE:
        first = last
    if first == last:
        return first.isoformat()
    if first.year != last.year:
        return f"{year:04}"
    return first.isoformat()[: 7 if first.month == last.month else 4]


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches as a Gregorian day (Meeus, Astronomical Algorithms, ch. 8)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=year // 100 - year // 400 - 2)


def _first(rule: Feast, year: int) -> dt.date:
    if rule.fixed:
        day = _day(year, rule.fixed)
        return day - ONE * (day.isoweekday() == rule.not_on)
    if rule.easter is not None:
        return easter(year) + dt.timedelta(days=rule.easter)
    if rule.orthodox is not None:
        return orthodox_easter(year) + dt.timedelta(days=rule.orthodox)
    if rule.before:
        eve = _day(year, rule.before) - ONE
        back = (eve.isoweekday() - rule.weekday) % 7 + 7 * (-1 - (rule.nth or -1))
        return eve - dt.timedelta(days=back)
    nth = nth_weekday(year, rule.month or 1, rule.weekday, rule.nth or 1)
    if nth is None:
        raise OverflowError(f"{year} has no such day")
    return nth


def _day(year: int, month_day: str) -> dt.date:
    return dt.date(year, int(month_day[:2]), int(month_day[3:]))
