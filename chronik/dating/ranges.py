"""The two ends of the intervals that time expressions open, close or measure (ISO-TimeML beginPoint and endPoint).

``Time.begin`` and ``Time.finish`` are TIMEX3 values of the first and last part of the interval, not pointers to other
expressions. Both halves of a closed range ("von 2014 bis 2017", "between May and July") and a season such as
"2019/20" carry both. "Ab Januar", "from Monday on" carry only ``begin``, "bis Ende September", "by Friday" only
``finish``; "seit 2014", "since 2014" has ``begin``, and the day of writing as ``finish`` where the clause tells what
still is so. An amount of time counted from a known day ("vor drei Jahren", "in four years", "in den letzten acht
Wochen", "fast neun Jahre nach Beginn des Irakkriegs") runs from that day to the period it reaches, as fine as its
unit, with "~" (EDTF, ISO 8601-2) where the amount is only about so. None is an end that is open or not known.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from chronik.dating.certain import common
from chronik.dating.days import Days, shift, value
from chronik.dating.days_known import event_day
from chronik.dating.edtf import interval
from chronik.model import Reading, Time

_AMOUNTS = ("duration", "shift")
_PLAIN_MODS = (None, "START", "MID", "END")
_FINER = {"CENTURY": "DECADE", "DECADE": "Y", "Y": "M", "Q": "M", "M": "D", "W": "D", "WE": "D"}
_TOO_FINE = ("S", "MIN", "H")
_PART = re.compile(r"(\d+(?:\.\d+)?)(DE|CE|[YMWD])")
_LARGE = {"DE": "DECADE", "CE": "CENTURY"}
_WEEK = dt.timedelta(days=7)


class Ends(NamedTuple):
    """TIMEX3 values of the two ends, None where one is open or unknown."""

    begin: str | None = None
    finish: str | None = None


def with_ends(times: Sequence[Time], days: Sequence[dt.date]) -> tuple[Time, ...]:
    """Anchored ``times`` of one article with the ends of their intervals.

    ``days`` are those on which the text may have been written, none where nothing is known; what they do not agree on
    is left out.
    """
    out = list(times)
    for i, time in enumerate(times):
        if time.bound == "last" and i:
            out[i - 1 : i + 1] = _closed(out[i - 1], time, days)
        elif time.reading.until and time.value and not time.reading.season:  # "Winter 1978/79" is one season
            out[i] = _over_both(time, f"{time.reading.until.year:04}")
        elif time.bound not in ("", "first") or _is_counted(time):
            out[i] = _with(time, _ends(time, days))
    return tuple(out)


def _ends(time: Time, days: Sequence[dt.date]) -> Ends:
    """The ends of an interval that one expression speaks of."""
    if time.type == "DURATION":
        return _measured(time, days)
    if time.bound == "until":
        return Ends(finish=_end(time, days))
    so_far = time.bound == "still" and not (days and time.low and time.low > max(days))  # not yet, by a wrong date
    return Ends(_end(time, days), _written(days) if so_far else None)


def _end(time: Time, days: Sequence[dt.date]) -> str | None:
    """The value of what opens or closes an interval; now ("ab sofort", "bis heute") is the day of writing."""
    return (_written(days) or time.value) if time.value == "PRESENT_REF" else time.value


def _written(days: Sequence[dt.date]) -> str | None:
    return common([d.isoformat() for d in days]) or None if days else None


def _over_both(time: Time, last: str) -> Time:
    """ "2019/20", whose days are those of both years."""
    days = interval(last)
    return msgspec.structs.replace(time, begin=time.value, finish=last, high=days[1] if days else time.high)


# ---------------------------------------------------------------- ranges with two halves


def _closed(first: Time, last: Time, days: Sequence[dt.date]) -> tuple[Time, Time]:
    """Both halves with both ends; without, where the second would end before the first begins."""
    known = not (first.low and last.high and last.high < first.low)
    ends = Ends(first.value, _end(last, days)) if known else Ends()
    return _with(first, ends), _with(last, ends)


def _with(time: Time, ends: Ends) -> Time:
    return msgspec.structs.replace(time, begin=ends.begin, finish=ends.finish)


def put_behind(reading: Reading, text: str, last: Days, first: dt.date) -> tuple[str, Days] | None:
    """Value and days of the second half of a range, moved on by a week or a year to lie behind its ``first`` day.

    Each half by itself may come out in another week or year ("von Freitag bis Mittwoch"). None where it need not be
    moved or cannot be, since its year is named.
    """
    if last[1] >= first or reading.unit is not None:
        return None
    if reading.kind == "weekday" and last[0] == last[1] and first - last[1] < _WEEK:
        day = last[0] + _WEEK
        return f"{day}{text[10:]}", (day, day)
    if reading.kind == "calendar" and reading.month and reading.year is None and text[:4].isdigit():
        moved = f"{last[0].year + 1:04}{text[4:]}"
        days = interval(moved)
        return (moved, days) if days and days[1] >= first else None
    return None


# ---------------------------------------------------------------- amounts of time


def _is_counted(time: Time) -> bool:
    """Is it an amount of time that is counted from a day that may be known?"""
    r = time.reading
    if time.type != "DURATION" or r.kind not in _AMOUNTS or not r.direction or r.amount is None:
        return False
    return r.anchor in ("written", "event")


def _measured(time: Time, days: Sequence[dt.date]) -> Ends:
    r = time.reading
    if not _is_counted(time) or time.bound == "since":  # "war seit drei Wochen gesperrt": until a day long past
        return Ends()
    if r.anchor == "event":
        start = event_day(r.event, r.event_point)
        days = (start,) if start else ()
    elif r.direction > 0 and time.tense == "past":
        return Ends()  # "in zwei Jahren hat er drei Bücher geschrieben"
    if not days:
        return Ends()
    base, reached = _written(days), _reached(time, days)
    return Ends(base, reached) if r.direction > 0 else Ends(reached, base)


def _reached(time: Time, days: Sequence[dt.date]) -> str | None:
    """The period in which the amount ends that is counted from ``days``, None where it is too fine for days."""
    parts = amounts(time.reading)
    amount, unit = parts[-1]
    if unit in _TOO_FINE:
        return None
    fine = unit if amount == int(amount) else _FINER.get(unit, "D")
    try:
        reached = common([value(moved_by(day, parts, time.reading.direction), fine) for day in days])
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None
    return f"{reached}{'' if time.mod in _PLAIN_MODS else '~'}" if reached else None


def amounts(r: Reading) -> list[tuple[float, str]]:
    """The parts of a reading's amount of time with their units, the largest first ("zwei Jahre und fünf Monate")."""
    compound = _PART.findall((r.value or "").partition("T")[0])
    if len(compound) > 1:
        return [(float(amount), _LARGE.get(unit, unit)) for amount, unit in compound]
    return [(r.amount or 0, r.unit or "D")]


def moved_by(day: dt.date, parts: Sequence[tuple[float, str]], direction: int) -> dt.date:
    """``day`` moved by amounts of time, forward (1) or back (-1). Raises OverflowError, ValueError."""
    for amount, unit in parts:
        day = shift(day, direction * amount, unit)
    return day
