"""Why an expression has its value, where a reader may doubt it.

Each is a Reason with the words it rests on and the days it led to. Clues given here, when anchoring:

    counted_from      the expression before it that it counts from ("zwei Tage zuvor")
    weekday_conflict  the weekday named is not that of the date ("Montag, 31.12.2021"); the date is kept
    year_by_weekday   a year not named, in which the date falls on the weekday named
    year_by_words     a year not named, by "letzter", "nächster" or a deadline
    year_by_tense     a year not named, by the tense of the clause
    year_nearest      a year not named and nothing to tell it by: the nearest

Reasons given when finding (``chronik.annotate.nowadays``) are kept.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec

from chronik.model import Reason, Time

ANCHORED = frozenset(
    ("counted_from", "weekday_conflict", "year_by_weekday", "year_by_words", "year_by_tense", "year_nearest")
)


def with_reasons(times: Sequence[Time], origins: dict[int, int | None], day: dt.date | None) -> tuple[Time, ...]:
    """Anchored ``times`` of one article with their reasons.

    ``origins`` leads from one that counts from another to that other; ``day`` is the likeliest day of writing.
    """
    out = []
    for i, time in enumerate(times):
        origin = origins.get(i)
        out.append(_with(time, _reasons(time, None if origin is None else times[origin], day)))
    return tuple(out)


def _with(time: Time, reasons: tuple[Reason, ...]) -> Time:
    if not time.reasons and not reasons:
        return time
    kept = tuple(r for r in time.reasons if r.clue not in ANCHORED)
    return msgspec.structs.replace(time, reasons=kept + reasons)


def _reasons(time: Time, origin: Time | None, day: dt.date | None) -> tuple[Reason, ...]:
    if origin:
        return (_reason("counted_from", origin),)
    r = time.reading
    if r.kind != "calendar" or time.low is None or (r.year is not None and not r.weekday):
        return ()
    out = []
    if r.weekday and time.low == time.high and time.low.isoweekday() != r.weekday:
        out.append(_reason("weekday_conflict", time))
    if day and r.year is None and r.unit is None and (r.month or r.season or r.quarter or r.half or r.week):
        out.append(_reason(_year_clue(time, day, bool(r.weekday and not out)), time))
    return tuple(out)


def _year_clue(time: Time, day: dt.date, by_weekday: bool) -> str:
    """Which of the rules of ``chronik.dating.choose`` gave the year."""
    if by_weekday:
        return "year_by_weekday"
    if time.reading.direction or time.deadline:
        return "year_by_words"
    looks_back = time.tense == "past" and time.low is not None and time.low <= day
    looks_on = time.tense in ("future", "present") and time.high is not None and time.high >= day
    return "year_by_tense" if looks_back or looks_on else "year_nearest"


def _reason(clue: str, on: Time) -> Reason:
    return Reason(clue=clue, text=on.text, start=on.start, end=on.end, low=on.low, high=on.high)
