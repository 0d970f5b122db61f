"""Values of time expressions while an article is anchored, and how two that are named together are put in order."""

import datetime as dt
from typing import NamedTuple

from chronik.dating.ranges import put_behind
from chronik.model import Reading, Time

_JOINED = 8  # characters between two weekdays that are named together (" und am ")
_WEEK = dt.timedelta(days=7)


class Resolved(NamedTuple):
    """A value with its days; ``unit`` is how fine it is, "" where nothing can be counted from it."""

    value: str
    low: dt.date | None = None
    high: dt.date | None = None
    unit: str = ""


def in_turn(a: Time, b: Time) -> bool:
    """Are both weekdays, named one right after the other ("will fall on Tuesday night and Wednesday")?"""
    joined = a.tense == b.tense and b.start - a.end <= _JOINED
    return joined and _bare_weekday(a.reading) and _bare_weekday(b.reading)


def in_order(
    first: Resolved, last: Resolved, times: tuple[Time, Time], day: dt.date | None
) -> tuple[Resolved, Resolved]:
    """Two values of ``times`` that are named together, for a text written on ``day``: the second not before the first.

    Each by itself may come out in another week or year. As a rule the second is moved on. Where both are over and the
    first fell on the day of writing, that one is moved back ("von Freitag auf Samstag schneite es", said on a Friday).
    """
    if not (first.low and last.low and last.high):
        return first, last
    over = times[0].tense == "past" and first.low == day and last.low < first.low
    if over and all(_bare_weekday(t.reading) for t in times):
        back = first.low - _WEEK
        return first._replace(value=f"{back}{first.value[10:]}", low=back, high=back), last
    moved = put_behind(times[1].reading, last.value, (last.low, last.high), first.low)
    return first, last._replace(value=moved[0], low=moved[1][0], high=moved[1][1]) if moved else last


def _bare_weekday(r: Reading) -> bool:
    return r.kind == "weekday" and r.anchor == "written" and not (r.direction or r.unit)
