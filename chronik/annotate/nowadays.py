"""Tell "today", the day of writing, from "today", meaning these days.

A report of the day names other days near its own: weekdays, yesterday, clock times, dates without a year. An
article that never does is a feature, an essay or an interview, and where its "heute" stands in a clause that
tells nothing done or about to be done, it means nowadays (PRESENT_REF). Measured on German news of spring 2020:
three in ten "heute" stand in such articles.
"""

import msgspec

from chronik.annotate.tense import clause_tense
from chronik.model import Reading, Time

_NOWADAYS = Reading(kind="reference", value="PRESENT_REF")


def nowadays(times: list[Time], text: str, code: str) -> tuple[Time, ...]:
    """``times`` of one article with each "today" that means nowadays read as PRESENT_REF."""
    if any(_near_day(t.reading) for t in times):
        return tuple(times)
    return tuple(
        msgspec.structs.replace(t, reading=_NOWADAYS, rule="nowadays")
        if _today(t) and clause_tense(text, t.start, t.end, code) not in ("past", "future")
        else t
        for t in times
    )


def _today(time: Time) -> bool:
    r = time.reading
    bare = " " not in time.text  # "am heutigen Freitag" is a day
    return bare and r.kind == "shift" and r.unit == "D" and r.anchor == "written" and not r.direction and not r.part


def _near_day(r: Reading) -> bool:
    """Does the reading name a day that only makes sense close to the day of writing?"""
    if r.kind == "shift":
        return r.unit == "D" and r.anchor == "written" and (bool(r.direction) or bool(r.part))
    return r.kind == "weekday" or bool(r.clock) or (bool(r.day) and r.year is None)
