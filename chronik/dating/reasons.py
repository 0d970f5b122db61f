"""Why an expression has its value, where a reader may doubt it, and how sure that is.

Each is a Reason with the words it rests on and the days it led to. Clues given here, when anchoring:

    counted_from      the expression that it counts from ("zwei Tage zuvor"), or that names its day ("um 20 Uhr")
    weekday_conflict  the weekday named is not that of the date ("Montag, 31.12.2021"); the date is kept
    day_of_writing    a time of day whose day nobody names: put on the day of writing
    year_by_weekday   a year not named, in which the date falls on the weekday named
    year_by_words     a year not named, by "letzter", "nächster" or a deadline
    year_by_tense     a year not named, by the tense of the clause
    year_nearest      a year not named and nothing to tell it by: the nearest

and in the same way month_by_weekday, month_by_words, month_by_tense, month_nearest for a day that is named alone
("Freitag, der 13."), week_by_words, week_by_tense, week_nearest for a weekday ("am Freitag"). What no day of writing
can tell (a value that begins with "XXXX") has none. Reasons given when finding (``chronik.annotate.nowadays``; the
clue of a rule, such as month_first for "03/04/2019") are kept.

``Time.confidence`` is the lowest that ``CONFIDENCE`` gives for the reasons of a time, and 1 where the words themselves
say the value. It is about the choice alone: whether the words are a time at all is not in it.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import msgspec

from chronik.model import Reading, Reason, Time

# How often such a value was right, to a twentieth, in news and features of our own and of KRAUTS and MEANTIME (the
# developer parts, German and English together); where fewer than five were seen, judged by the others.
CONFIDENCE = {
    "counted_from": 0.8,  # 45 of 57
    "weekday_conflict": 0.7,  # judged
    "day_of_writing": 0.8,  # 38 of 46
    "year_by_weekday": 0.95,  # 7 of 7
    "year_by_words": 0.9,  # 10 of 11
    "year_by_tense": 0.85,  # 76 of 90
    "year_nearest": 0.65,  # 6 of 9
    "month_by_weekday": 0.95,  # judged
    "month_by_words": 0.9,  # judged
    "month_by_tense": 0.85,  # judged
    "month_nearest": 0.6,  # judged
    "week_by_words": 0.95,  # judged
    "week_by_tense": 0.95,  # 49 of 52
    "week_nearest": 0.5,  # judged: the week before or the week after
    "feature": 0.9,  # 20 of 22
    "told_of_the_day": 0.75,  # 10 of 13
    "report_of_the_day": 0.9,  # 10 of 11
    "month_first": 0.7,  # judged
}
_FOUND = frozenset(("feature", "told_of_the_day", "report_of_the_day", "month_first"))  # given when finding
ANCHORED = frozenset(CONFIDENCE) - _FOUND
_Part = Literal["year", "month", "week"]


def with_reasons(times: Sequence[Time], origins: dict[int, int | None], day: dt.date | None) -> tuple[Time, ...]:
    """Anchored ``times`` of one article with their reasons and confidence.

    ``origins`` leads from one that counts from another to that other; ``day`` is the likeliest day of writing.
    """
    out = []
    for i, time in enumerate(times):
        origin = origins.get(i)
        out.append(_with(time, _reasons(time, None if origin is None else times[origin], day)))
    return tuple(out)


def _with(time: Time, reasons: tuple[Reason, ...]) -> Time:
    if time.reasons:
        reasons = tuple(r for r in time.reasons if r.clue not in ANCHORED) + reasons
    elif not reasons:
        return time
    confidence = min([CONFIDENCE.get(r.clue, 1.0) for r in reasons], default=1.0)
    return msgspec.structs.replace(time, reasons=reasons, confidence=confidence)


def _reasons(time: Time, origin: Time | None, day: dt.date | None) -> tuple[Reason, ...]:
    if origin:
        return (_reason("counted_from", origin),)
    r = time.reading
    if time.low is None or r.kind not in ("calendar", "weekday") or time.type == "SET":
        return ()
    if r.kind == "calendar" and r.weekday and time.low == time.high and _conflicts(r, time.low):
        return (_reason("weekday_conflict", time), *_chosen(time, day, conflict=True))
    return _chosen(time, day)


def _conflicts(r: Reading, day: dt.date) -> bool:
    return bool(r.day) and not r.nth and day.isoweekday() != r.weekday


def _chosen(time: Time, day: dt.date | None, conflict: bool = False) -> tuple[Reason, ...]:
    """How what the expression leaves open was chosen, where anything was."""
    part = _open(time.reading) if day and not (time.value or "").startswith("XXXX") else None
    if part is None or day is None:
        return ()
    if part == "day":
        return (_reason("day_of_writing", time),)
    return (_reason(_clue(part, time, day, conflict), time),)


def _open(r: Reading) -> Literal["year", "month", "week", "day"] | None:
    """Which part of its date the expression does not name, and so was chosen."""
    if r.kind == "weekday":
        return "week" if r.anchor == "written" and not (r.direction or r.unit) else None
    if r.year is not None or r.year_digits or r.unit is not None or r.anchor not in ("written", "previous"):
        return None
    if r.month or r.feast or r.season or r.quarter or r.half or r.week:
        return "year"
    if r.day:
        return "month"
    return "day" if r.clock or r.part else None


def _clue(part: _Part, time: Time, day: dt.date, conflict: bool) -> str:
    """Which of the rules of ``chronik.dating.choose`` gave the part."""
    r = time.reading
    if part != "week" and r.weekday and r.day and not (r.nth or conflict):
        return f"{part}_by_weekday"
    if r.direction or time.deadline:
        return f"{part}_by_words"
    looks_back = time.tense == "past" and time.low is not None and time.low <= day
    looks_on = time.tense in ("future", "present") and time.high is not None and time.high >= day
    return f"{part}_by_tense" if looks_back or looks_on else f"{part}_nearest"


def _reason(clue: str, on: Time) -> Reason:
    return Reason(clue=clue, text=on.text, start=on.start, end=on.end, low=on.low, high=on.high)
