"""Tell "today", the day of writing, from "today", meaning these days.

A report of the day names other days near its own: weekdays, yesterday, clock times, dates without a year. An
article that never does is a feature, an essay or an interview, and where its "heute" stands in a clause that
tells nothing done or about to be done, it means nowadays (PRESENT_REF). Measured on German news of spring 2020:
three in ten "heute" stand in such articles.
"""

import re

import msgspec

from chronik.annotate.tense import state_of_affairs
from chronik.model import Reading, Time

_NOWADAYS = Reading(kind="reference", value="PRESENT_REF")
_LONG = 350  # words: shorter texts that name one near day are reports
_SPARSE = 400  # words for each near day that a feature may have
_WORD = re.compile(r"\w+")


def nowadays(times: list[Time], text: str, code: str) -> tuple[Time, ...]:
    """``times`` of one article with each "today" that means nowadays read as PRESENT_REF."""
    if not any(map(_today, times)) or not _feature(times, text):
        return tuple(times)
    return tuple(
        msgspec.structs.replace(t, reading=_NOWADAYS, rule="nowadays") if _today(t) and _general(t, text, code) else t
        for t in times
    )


def _feature(times: list[Time], text: str) -> bool:
    """Does the article hardly ever name a day near its own?"""
    near = sum(t.type != "SET" and _near_day(t.reading) for t in times)
    if not near:
        return True
    words = sum(1 for _ in _WORD.finditer(text))
    return words >= _LONG and near * _SPARSE <= words


def _general(time: Time, text: str, code: str) -> bool:
    """Does the clause tell how things are, and nothing done or about to be done?"""
    return state_of_affairs(text, time.start, time.end, code)


def _today(time: Time) -> bool:
    r = time.reading
    bare = " " not in time.text  # "am heutigen Freitag" is a day
    return bare and r.kind == "shift" and r.unit == "D" and r.anchor == "written" and not r.direction and not r.part


def _near_day(r: Reading) -> bool:
    """Does the reading name a day that only makes sense close to the day of writing?"""
    if r.kind == "shift":
        return r.unit == "D" and r.anchor == "written" and (bool(r.direction) or bool(r.part))
    return r.kind == "weekday" or bool(r.clock) or (bool(r.day) and r.year is None)
