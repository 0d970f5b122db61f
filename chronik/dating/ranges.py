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
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from chronik.dating.certain import common
from chronik.dating.days import shift, value
from chronik.dating.days_known import event_day
from chronik.dating.edtf import interval
from chronik.model import Reading, Time

_AMOUNTS = ("duration", "shift")
_PLAIN_MODS = (None, "START", "MID", "END")
_FINER = {"CENTURY": "DECADE", "DECADE": "Y", "Y": "M", "Q": "M", "M": "D", "W": "D", "WE": "D"}
_TOO_FINE = ("S", "MIN", "H")
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
        if time.bound == "last":
            out[i - 1 : i + 1] = _closed(out[i - 1], time, days)
        elif time.bound not in ("", "first") or time.reading.until or _is_counted(time):
            out[i] = _with(time, _ends(time, days))
    return tuple(out)


def _ends(time: Time, days: Sequence[dt.date]) -> Ends:
    """The ends of an interval that one expression speaks of."""
    if time.type == "DURATION":
        return _measured(time, days)
    if time.reading.until and time.value:
        return Ends(time.value, _far_value(time.reading.until))
    if time.bound == "until":
        return Ends(finish=_up_to(time, days))
    return Ends(time.value, _written(days) if time.bound == "still" else None)


def _up_to(time: Time, days: Sequence[dt.date]) -> str | None:
    """The value of what closes an interval, "bis heute" being the day of writing."""
    return (_written(days) or time.value) if time.value == "PRESENT_REF" else time.value


def _written(days: Sequence[dt.date]) -> str | None:
    return common([d.isoformat() for d in days]) or None if days else None


def _far_value(until: Reading) -> str | None:
    return None if until.year is None else f"{until.year:04}"


# ---------------------------------------------------------------- ranges with two halves


def _closed(first: Time, last: Time, days: Sequence[dt.date]) -> tuple[Time, Time]:
    """Both halves with both ends; without, where the second would end before the first begins."""
    last = _later(first, last)
    known = not (first.low and last.high and last.high < first.low)
    ends = Ends(first.value, _up_to(last, days)) if known else Ends()
    return _with(first, ends), _with(last, ends)


def _with(time: Time, ends: Ends) -> Time:
    return msgspec.structs.replace(time, begin=ends.begin, finish=ends.finish)


def _later(first: Time, last: Time) -> Time:
    """``last``, moved on by a week or a year where each half was anchored alone and it came out before ``first``."""
    r = last.reading
    if not (first.low and last.low and last.high) or last.high >= first.low or not last.value:
        return last
    if r.kind == "weekday" and r.unit is None and last.low == last.high and first.low - last.high < _WEEK:
        day = last.low + _WEEK
        return msgspec.structs.replace(last, value=f"{day}{last.value[10:]}", low=day, high=day)
    if r.kind == "calendar" and r.month and r.year is None and r.unit is None and last.value[:4].isdigit():
        moved = f"{last.low.year + 1:04}{last.value[4:]}"
        days = interval(moved)
        if days and days[1] >= first.low:
            return msgspec.structs.replace(last, value=moved, low=days[0], high=days[1])
    return last


# ---------------------------------------------------------------- amounts of time


def _is_counted(time: Time) -> bool:
    """Is it an amount of time that is counted from a day that may be known?"""
    r = time.reading
    if time.type != "DURATION" or r.kind not in _AMOUNTS or not r.direction or r.amount is None:
        return False
    return r.anchor in ("written", "event") and r.value is None


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
    """The period in which the amount ends that is counted from ``days``."""
    r = time.reading
    unit, amount = r.unit or "D", r.amount or 0
    if unit in _TOO_FINE:
        return None
    fine = unit if amount == int(amount) else _FINER.get(unit, "D")
    try:
        reached = common([value(shift(day, r.direction * amount, unit), fine) for day in days])
    except (OverflowError, ValueError):  # before the year 1 or after 9999
        return None
    return f"{reached}{'' if time.mod in _PLAIN_MODS else '~'}" if reached else None
