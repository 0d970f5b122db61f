"""Which of several days an expression without a year or week means, by its tense.

News tells what has been and announces what will be, so past tense takes the latest fitting day, future tense or a
deadline the next, and without either the nearest counts (HeidelTime's news domain, Strötgen and Gertz 2013).
"""

import datetime as dt

from chronik.dating.days import SEASONS, Days, iso_week, month, months
from chronik.dating.named_days import named_days
from chronik.model import Reading, Time

_REACH = 300  # days back and on within which tense decides the year of a day
_FAR = 4  # years; 29 February is that far away at most, but for the turn of a century


def choose(time: Time, day: dt.date | None) -> int | None:
    """The year that a date without one means in a text written on ``day``; None where nothing can tell."""
    if day is None:
        return None
    r = time.reading
    near = _options(r, day.year, 1) or _options(r, day.year, _FAR)
    if r.weekday and r.day:
        near = {y: d for y, d in near.items() if d[0].isoweekday() == r.weekday} or near
    if not near:
        return None
    if abs(r.direction) > 1:
        return _after_next(_options(r, day.year, _FAR), day, r.direction)
    past = [y for y, d in near.items() if (d[1] < day if r.direction < 0 else d[0] <= day)]
    coming = [y for y, d in near.items() if (d[0] > day if r.direction > 0 else d[1] >= day)]
    if past and r.direction < 0:
        return max(past)
    # "By November only ten were left", said in December
    told = time.tense == "past" and coming and _gap(near[min(coming)], day) > _REACH
    if coming and (r.direction > 0 or (time.deadline and not told)):
        return min(coming)
    if past and time.tense == "past" and _within_reach(near[max(past)], day, r):
        return max(past)
    sure = time.tense == "future" and r.feast
    if coming and time.tense in ("future", "present") and (sure or _gap(near[min(coming)], day) <= _REACH):
        return min(coming)
    return min(near, key=lambda y: _gap(near[y], day))


def choose_beside(r: Reading, known: Days) -> int | None:
    """The year in which the reading lies next after, or with ``direction`` -1 last before, ``known`` days."""
    options = _options(r, known[0].year, 2)
    if r.direction > 0:
        return min((y for y, days in options.items() if days[0] > known[1]), default=None)
    return max((y for y, days in options.items() if days[1] < known[0]), default=None)


def _options(r: Reading, year: int, far: int) -> dict[int, Days]:
    """The days that the reading means in each year from ``far`` before to ``far`` after, where the year has them."""
    return {y: days for y in range(year - far, year + far + 1) if (days := _days(r, y))}


def choose_month(time: Time, day: dt.date) -> tuple[int, int]:
    """Year and month of a day that is named alone ("Freitag, der 13."), within a year of ``day``, by its tense."""
    r = time.reading
    around = [(day.year * 12 + day.month - 1 + n) for n in range(-12, 13)]
    days = [d for n in around if (d := _day(n // 12, n % 12 + 1, r.day or 1))]
    fitting = [d for d in days if not r.weekday or d.isoweekday() == r.weekday] or days
    past, coming = [d for d in fitting if d <= day], [d for d in fitting if d >= day]
    if past and time.tense == "past" and not time.deadline:
        found = past[-1]
    elif coming and (time.deadline or time.tense == "future"):
        found = coming[0]
    else:
        found = min(fitting, key=lambda d: abs(d - day))
    return found.year, found.month


def _day(year: int, number: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, number, day)
    except ValueError:
        return None


def _after_next(options: dict[int, Days], day: dt.date, direction: int) -> int | None:
    """ "Übernächsten März", "vorletzten Sommer": the second one on or back."""
    coming = sorted(y for y, d in options.items() if d[0] > day)
    past = sorted(y for y, d in options.items() if d[1] < day)
    side = coming[1:2] if direction > 0 else past[-2:-1]
    return side[0] if side else None


def _within_reach(days: Days, day: dt.date, r: Reading) -> bool:
    """A day without its year is of this year or the last, unless it lies two months ahead or less and is no feast."""
    return not r.day or bool(r.feast) or days[0].year == day.year or _gap(days, day) <= _REACH


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
    if not r.weekday or r.anchor == "none":  # "on a Monday", whichever
        return None
    back = (day.isoweekday() - r.weekday) % 7
    latest, coming = day - dt.timedelta(days=back), day + dt.timedelta(days=-back % 7)
    if r.unit == "W":
        if not r.direction and not r.amount:  # "diesen Montag", but "am Montag dieser Woche"
            return latest if time.tense == "past" else coming
        monday = day - dt.timedelta(days=day.weekday())
        return monday + dt.timedelta(days=int(7 * r.direction * (r.amount or 1)) + r.weekday - 1)
    if r.direction:
        near = _beyond(latest, coming, r.direction, day)
        return near + dt.timedelta(days=7 * (abs(r.direction) - 1)) * (1 if r.direction > 0 else -1)
    if time.tense in ("future", "present") or time.deadline:
        return coming
    return coming if time.tense != "past" and (coming - day).days + 1 < (day - latest).days else latest


def _beyond(latest: dt.date, coming: dt.date, direction: int, day: dt.date) -> dt.date:
    """ "Last" and "next" leave out the day of writing itself."""
    week = dt.timedelta(days=7)
    if direction < 0:
        return latest - week if latest == day else latest
    return coming + week if coming == day else coming
