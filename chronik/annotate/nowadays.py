"""Tell "today", the day of writing, from "today", meaning these days.

A report of the day names other days near its own: weekdays, yesterday, clock times, dates without a year. An
article that never does is a feature, an essay or an interview, and where its "heute" stands in a clause that
tells nothing done or about to be done, it means nowadays (PRESENT_REF). Measured on German news of spring 2020:
three in ten "heute" stand in such articles.
"""

import msgspec

from chronik.annotate.tense import state_of_affairs
from chronik.model import Reading, Reason, Time

_NOWADAYS = Reading(kind="reference", value="PRESENT_REF")
_LONG = 350  # words: shorter texts that name one near day are reports
_CLOSE = 6  # characters between "heute" and what counts from it
_SPARSE = 400  # words for each near day that a feature may have


def nowadays(times: list[Time], text: str, code: str) -> tuple[Time, ...]:
    """``times`` of one article with each "today" that means nowadays read as PRESENT_REF, and why each is which.

    The reasons: ``feature`` (nowadays, for the article names hardly a day near its own), ``told_of_the_day`` (the day,
    for its clause tells of something done), ``report_of_the_day`` (the day, for the article names such near days).
    """
    if not any(_today(t) or _returning(t) for t in times):
        return tuple(times)
    near = [t for t in times if t.type != "SET" and _near_day(t.reading)]
    words = len(text.split())
    if not _feature(near, words):
        return tuple(_because(t, "report_of_the_day", near[0]) if _today(t) else t for t in times)
    long = words >= _LONG
    following = [*times[1:], None]
    told = (_every(t) if long and _returning(t) else t for t in times)
    return tuple(
        _in_feature(t, after, text, code, long) if _today(t) else t for t, after in zip(told, following, strict=True)
    )


def _returning(time: Time) -> bool:
    """A part of the day or a season, tied to no day or year, told in the present ("am Abend ist es still")."""
    r = time.reading
    if not (r.part or r.season):
        return False
    free = r.kind == "calendar" and r.anchor == "written" and not (r.direction or time.deadline or time.bound)
    named = r.year or r.year_digits or r.month or r.day or r.clock or r.unit or r.feast or r.quarter or r.half or r.week
    return free and not named and time.tense in ("", "present")


def _every(time: Time) -> Time:
    """What returns every day or year is no day's or year's: XXXX-XX-XXTEV, XXXX-SU."""
    reading = msgspec.structs.replace(time.reading, kind="set")
    return _because(msgspec.structs.replace(time, reading=reading), "feature", time)


def _in_feature(time: Time, after: Time | None, text: str, code: str, long: bool) -> Time:
    if _counted_from(time, after) or not _general(time, text, code, long):
        return _because(time, "told_of_the_day", time)
    return _because(msgspec.structs.replace(time, reading=_NOWADAYS, rule="nowadays"), "feature", time)


def _because(time: Time, clue: str, on: Time) -> Time:
    reason = Reason(clue=clue, text=on.text, start=on.start, end=on.end)
    return msgspec.structs.replace(time, reasons=(*time.reasons, reason))


def _feature(near: list[Time], words: int) -> bool:
    """Does the article hardly ever name a day near its own?"""
    return not near or (words >= _LONG and len(near) * _SPARSE <= words)


def _counted_from(time: Time, after: Time | None) -> bool:
    """Is it the day that an amount of time right behind it counts from ("heute vor 20 Jahren")?"""
    if after is None or after.start - time.end > _CLOSE:
        return False
    return after.reading.kind == "shift" and after.type == "DURATION"


def _general(time: Time, text: str, code: str, long: bool) -> bool:
    """Does the clause tell how things are, and nothing done or about to be done?

    A short text without other days may be a report whose only day is this one ("legt heute ihren Bericht vor"): there
    the clause must have a verb of being or having.
    """
    return state_of_affairs(text, time.start, time.end, code, verb=not long)


def _today(time: Time) -> bool:
    r = time.reading
    bare = " " not in time.text  # "am heutigen Freitag" is a day
    return bare and r.kind == "shift" and r.unit == "D" and r.anchor == "written" and not r.direction and not r.part


def _near_day(r: Reading) -> bool:
    """Does the reading name a day that only makes sense close to the day of writing?"""
    if r.kind == "set":  # the hour of what recurs
        return False
    if r.kind == "shift":
        return r.unit == "D" and r.anchor == "written" and (bool(r.direction) or bool(r.part))
    return r.kind == "weekday" or bool(r.clock) or (bool(r.day) and r.year is None)
