"""Which of several days an expression without a year or week means, by its tense.

News tells what has been and announces what will be, so past tense takes the latest fitting day, future tense or a
deadline the next, and without either the nearest counts (HeidelTime's news domain, Strötgen and Gertz 2013).
"""

import datetime as dt

from chronik.dating.days import SEASONS, Days, iso_week, month, months
from chronik.dating.named_days import named_days
from chronik.model import Reading, Time

_REACH_BACK = 240  # days
_REACH_ON = 300


def choose(time: Time, day: dt.date | None) -> int | None:
    """The year that a date without one means in a text written on ``day``; None where nothing can tell."""
    if day is None:
        return None
    r = time.reading
    options = {y: d for y in range(day.year - 4, day.year + 5) if (d := _days(r, y))}
    near = {y: d for y, d in options.items() if abs(y - day.year) <= 1} or options
    if r.weekday and r.day:
        near = {y: d for y, d in near.items() if d[0].isoweekday() == r.weekday} or near
    if not near:
        return None
    past = [y for y, d in near.items() if (d[1] < day if r.direction < 0 else d[0] <= day)]
    coming = [y for y, d in near.items() if (d[0] > day if r.direction > 0 else d[1] >= day)]
    if past and r.direction < 0:
        return max(past)
    if coming and (r.direction > 0 or time.deadline):
        return min(coming)
    if past and time.tense == "past" and _within_reach(near[max(past)], day, r):
        return max(past)
    if coming and time.tense in ("future", "present") and _gap(near[min(coming)], day) <= _REACH_ON:
        return min(coming)
    return min(near, key=lambda y: _gap(near[y], day))


def _within_reach(days: Days, day: dt.date, r: Reading) -> bool:
    """A day named without its year is of this year, or of last year if that is not long ago."""
    return not r.day or days[0].year == day.year or _gap(days, day) <= _REACH_BACK


def _gap(days: Days, day: dt.date) -> int:
    return max(0, (days[0] - day).days, (day - days[1]).days)


def _days(r: Reading, year: int) -> Days | None:
    """The days that the reading means in that year, None where the year has none (29 February)."""
    try:
        if r.feast or r.nth:
            return named_days(r, year)
        if r.month and r.day:
            return dt.date(year, r.month, r.day), dt.date(year, r.month, r.day)
        if r.week:
            return iso_week(year, r.week)
        if r.season or r.quarter:
            return months(year, SEASONS[r.season] if r.season else (r.quarter or 1) * 3 - 2, 3)
        if r.half:
            return months(year, r.half * 6 - 5, 6)
        return month(year, r.month) if r.month else None
    except (ValueError, OverflowError):
        return None


def choose_weekday(time: Time, day: dt.date) -> dt.date | None:
    """The day that a weekday means in a text written on ``day``, a weekday of the day itself included."""
    r = time.reading
    if not r.weekday:
        return None
    back = (day.isoweekday() - r.weekday) % 7
    latest, coming = day - dt.timedelta(days=back), day + dt.timedelta(days=-back % 7)
    if r.unit == "W":
        if not r.direction:
            return latest if time.tense == "past" else coming
        monday = day - dt.timedelta(days=day.weekday())
        return monday + dt.timedelta(days=7 * r.direction + r.weekday - 1)
    if r.direction:
        return _beyond(latest, coming, r.direction, day)
    if time.tense == "future" or time.deadline:
        return coming
    return coming if time.tense != "past" and (coming - day).days + 1 < (day - latest).days else latest


def _beyond(latest: dt.date, coming: dt.date, direction: int, day: dt.date) -> dt.date:
    """ "Last" and "next" leave out the day of writing itself."""
    week = dt.timedelta(days=7)
    if direction < 0:
        return latest - week if latest == day else latest
    return coming + week if coming == day else coming
