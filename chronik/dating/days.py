"""Arithmetic on days: shifting by calendar units, the first and last day of a period, Easter, TIMEX3 values of periods.

Weeks are ISO 8601 weeks. Months and years are kept inside the month's length (31 January + 1 month is 28 February).
"""

import calendar
import datetime as dt

ONE = dt.timedelta(days=1)
Days = tuple[dt.date, dt.date]  # first and last day

_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DECADE": 120, "CENTURY": 1200}
_SECONDS = {"S": 1, "MIN": 60, "H": 3600}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as meteorologists count


def shift(day: dt.date, amount: float, unit: str) -> dt.date:
    """``day`` moved by ``amount`` ``unit``s of a Reading; fractions of months count as days. Raises OverflowError."""
    if unit in _MONTHS:
        months = amount * _MONTHS[unit]
        whole = int(months)
        moved = _months(day, whole)
        return moved + dt.timedelta(days=round((months - whole) * 30))
    if unit in _SECONDS:
        return day + dt.timedelta(days=int(amount * _SECONDS[unit] / 86400))
    return day + dt.timedelta(days=round(amount * (7 if unit in ("W", "WE") else 1)))


def _months(day: dt.date, months: int) -> dt.date:
    years, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise OverflowError(f"{day} and {months} months lie outside the calendar")
    return dt.date(years, month0 + 1, min(day.day, calendar.monthrange(years, month0 + 1)[1]))


def month(year: int, number: int) -> Days:
    """First and last day of a month."""
    return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, number: int, count: int) -> Days:
    """First and last day of ``count`` months from a month on."""
    first = dt.date(year, number, 1)
    return first, _months(first, count) - ONE


def period(day: dt.date, unit: str) -> Days:
    """First and last day of the period of that unit in which ``day`` lies."""
    if unit in ("W", "WE"):
        monday = day - dt.timedelta(days=day.weekday())
        return (monday + dt.timedelta(days=5 if unit == "WE" else 0)), monday + dt.timedelta(days=6)
    if unit == "M":
        return month(day.year, day.month)
    if unit == "Q":
        return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit in ("Y", "DECADE", "CENTURY"):
        span = {"Y": 1, "DECADE": 10, "CENTURY": 100}[unit]
        first = day.year // span * span
        return dt.date(max(1, first), 1, 1), dt.date(first + span - 1, 12, 31)
    return day, day


def value(day: dt.date, unit: str) -> str:
    """TIMEX3 value of the period of that unit in which ``day`` lies: 2021-W50, 2021-Q4, 2021-12, 202."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    length = {"M": 7, "Y": 4, "DECADE": 3, "CENTURY": 2}.get(unit, 10)
    return day.isoformat()[:length]


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> dt.date | None:
    """The nth weekday (Monday 1) of a month, from its end where ``nth`` is negative; None where there is none."""
    first, last = month(year, number)
    if nth > 0:
        day = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        day = last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (nth + 1))
    return day if first <= day <= last else None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month_, day + 1)


def iso_week(year: int, week: int) -> Days | None:
    """Monday and Sunday of an ISO week, None where the year has no such week."""
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday, monday + dt.timedelta(days=6)
