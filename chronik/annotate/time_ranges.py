"""Which time expressions open, close or bound an interval: "von 2014 bis 2017", "seit Mai", "bis Ende September".

A pure function of the text, like all finding: it only says which part an expression plays (``Time.bound``), and
lends one half of a range the year that only the other names. ``chronik.dating.ranges`` gives the ends their values.
The words are data (``[range]`` of ``language/<code>/times.toml``).
"""

import calendar
import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from chronik.annotate.tense import clause_tense, clause_words
from chronik.annotate.time_rules import RangeWords, ruleset
from chronik.model import Bound, Reading, Time

Role = Literal["", "since", "from", "until", "first", "between"]

_REACH = 40
_WORDS = 5  # at most that many words between "seit" and the time
_BESIDE = 12  # characters between a year and what lies in it, and between days of a list
_GAP = 30  # characters between the halves of a range
_DASHES = ("-", "–", "—")
_OPENING = "(„“”\"«»‚‘'’[,"
_LIVE = ("DATE", "TIME")
# "More than two years earlier" is a point before that (TIMEX3's mod of points, not of durations).
_POINT_MOD = {
    -1: {"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER"},
    1: {"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE", "EQUAL_OR_MORE": "ON_OR_AFTER", "EQUAL_OR_LESS": "ON_OR_BEFORE"},
}


class _Before(NamedTuple):
    """What stands before a time: its part, and whether it is called approximate ("um", "day": unless a clock time)."""

    role: Role
    about: Literal["", "any", "day"]


_NOTHING = _Before("", "")


def bounded(times: Sequence[Time], text: str, code: str) -> list[Time]:
    """``times`` of one article, in the order of the text, each with its part in an interval and its complete mod."""
    words = ruleset(code).file.range
    times = _in_one_month(times)
    out: list[Time] = []
    pair_ends = -1  # index of the time that closes the range opened before it
    for i, time in enumerate(times):
        before = _before(text, times[i - 1].end if i else 0, time.start, code)
        following = times[i + 1] if i + 1 < len(times) else None
        bound: Bound
        if i == pair_ends:
            bound = "last"
        elif following and _closed(time, following, before.role, text, words):
            bound, pair_ends = "first", i + 1
        else:
            bound = _alone(time, before.role, text, code)
        mod = _mod(time, before)
        if i and _beside_its_year(times[i - 1], time, text, words):
            time = _in_year_of(times[i - 1].reading, time)
        deadline = time.deadline and bound != "last"  # the end of a range is nothing that is due
        if (bound, mod, deadline) != ("", time.mod, time.deadline):
            time = msgspec.structs.replace(time, bound=bound, mod=mod, deadline=deadline)
        out.append(time)
        if bound == "last":
            out[-2:] = _shared_year(msgspec.structs.replace(out[-2], tense=time.tense), out[-1])
    return out


@functools.cache
def _roles(code: str) -> dict[str, Role]:
    words = ruleset(code).file.range
    by_role: dict[Role, frozenset[str]] = {
        "since": words.since,
        "from": words.onward_from,
        "until": words.until,
        "first": words.first,
        "between": words.between,
    }
    return {word: role for role, spelled in by_role.items() for word in spelled}


@functools.cache
def _telling(code: str) -> frozenset[str]:
    """Words right before a time that may make it a part of an interval, or say that it is approximate."""
    words = ruleset(code).file.range
    return frozenset(_roles(code)) | words.about | words.about_day | words.link


def _before(text: str, low: int, start: int, code: str) -> _Before:
    """The part that the words right before ``start`` give, articles and the like between them passed over."""
    words, roles = ruleset(code).file.range, _roles(code)
    about: Literal["", "any", "day"] = ""
    left = text[max(low, start - _REACH) : start].lower()
    tail = left.rsplit(maxsplit=1)
    if not tail or tail[-1].lstrip(_OPENING) not in _telling(code):  # as most are
        return _NOTHING
    for spelled in left.rsplit(maxsplit=_WORDS)[: -_WORDS - 1 : -1]:
        word = spelled.lstrip(_OPENING)
        if word in roles:
            return _Before(roles[word], about)
        if word in words.about or word in words.about_day:
            about = "any" if word in words.about else "day"
        elif word not in words.link:
            break
    return _Before("", about)


def _closed(a: Time, b: Time, role: Role, text: str, words: RangeWords) -> bool:
    """Are ``a`` and ``b`` the two ends of one interval?"""
    gap = text[a.end : b.start] if b.start - a.end <= _GAP else None
    if gap is None or a.type not in _LIVE or b.type not in _LIVE or "\n\n" in gap:
        return False
    if role == "until":  # "bis Montag, spätestens bis Dienstag"
        return False
    between = [w.strip(",") for w in gap.lower().split()]
    between = [w for w in between if w]
    if not between:
        return False
    if role == "first" and words.overnight.issuperset(between):
        beyond = text[b.end : b.end + 2 * _REACH].lower().split()
        return _next_day(a.reading, b.reading) and words.moved.isdisjoint(w.strip(",.") for w in beyond)
    if role == "between":
        return between[0] in words.both and words.link.issuperset(between[1:])
    if not words.to.intersection(between) or not (words.to | words.link | words.until).issuperset(between):
        return False
    if not words.to.isdisjoint(between[:-1]) and between[0] in _DASHES:  # "am Montag – am Dienstag nicht mehr –"
        return False
    if between[-1] in _DASHES and role not in ("first", "since", "from"):
        return _alike(a.reading, b.reading)
    return not words.moved.intersection(text[max(0, a.start - 2 * _REACH) : a.start].lower().split())


def _next_day(a: Reading, b: Reading) -> bool:
    return a.kind == b.kind == "weekday" and b.weekday == (a.weekday or 0) % 7 + 1


def _alike(a: Reading, b: Reading) -> bool:
    """Are both named in the same way, so that a mere dash makes them a range ("3.-5. Mai") and no list of two?"""
    return a.kind == b.kind and bool(a.day) == bool(b.day) and bool(a.clock) == bool(b.clock)


def _alone(time: Time, role: Role, text: str, code: str) -> Bound:
    """The part of a time that has no other half."""
    if time.type == "SET":
        return ""
    if role == "since":
        return "still" if _still(time, text, code) else "since"
    if role == "first":
        following = text[time.end : time.end + _REACH].lower().lstrip(" ,\n").split(maxsplit=1)
        onward = bool(following) and following[0].rstrip(".,;:") in ruleset(code).file.range.onward
        return "from" if onward and time.type in _LIVE else ""
    return role if role in ("from", "until") else ""


def _still(time: Time, text: str, code: str) -> bool:
    """Does what has been so since then hold to this day: present tense, or a form of it such as "ist gesperrt"?"""
    if not ruleset(code).file.range.still.isdisjoint(clause_words(text, time.start, time.end, code)):
        return True
    return clause_tense(text, time.start, time.end, code) == "present"


def _mod(time: Time, before: _Before) -> str | None:
    """TIMEX3 mod, with what only the words before say, and in terms of points where the time is one."""
    if time.mod is None and time.type in _LIVE and time.reading.kind != "reference":
        approximate = before.about == "any" or (before.about == "day" and not time.reading.clock)
        return "APPROX" if approximate else None
    if time.type == "DATE" and time.reading.kind == "shift" and time.mod:
        return _POINT_MOD.get(time.reading.direction, {}).get(time.mod, time.mod)
    return time.mod


def _in_one_month(times: Sequence[Time]) -> list[Time]:
    """``times`` with the month that only the last of a list of days names ("am 3., 4. und 5. Mai")."""
    out = list(times)
    for i in range(len(out) - 2, -1, -1):
        a, b = out[i].reading, out[i + 1].reading
        lacks = a.day and not (a.month or a.feast or a.nth) and a.kind == "calendar"
        if lacks and b.month and (a.day or 0) < (b.day or 0) and out[i + 1].start - out[i].end <= _BESIDE:
            fields = {name: getattr(b, name) for name in ("year", "month", "unit", "direction", "anchor")}
            out[i] = msgspec.structs.replace(out[i], reading=msgspec.structs.replace(a, **fields))
    return out


def _beside_its_year(a: Time, b: Time, text: str, words: RangeWords) -> bool:
    """Is ``a`` the year of ``b``, which names none, as in "letztes Jahr im Mai", "vor zwei Jahren zu Ostern"?"""
    if b.start - a.end > _BESIDE or b.type not in _LIVE or not _lacks_year(b.reading) or not _names_year(a.reading):
        return False
    if a.tense == "past" and a.reading.direction > 0:  # "the steepest fall in two years in August"
        return False
    between = text[a.end : b.start].lower().split()
    return bool(between) and words.link.issuperset(between)


def _lacks_year(r: Reading) -> bool:
    free = r.kind == "calendar" and r.anchor == "written" and not (r.year or r.year_digits or r.unit or r.direction)
    return free and bool(r.month or r.season or r.feast or r.quarter or r.half) and not (r.clock or r.part or r.nth)


def _names_year(r: Reading) -> bool:
    if r.kind == "calendar":
        return bool(r.year) and not (r.month or r.season or r.feast or r.quarter or r.half or r.week or r.until)
    whole = r.amount is not None and r.amount == int(r.amount) and r.value != "FY"
    return r.kind == "shift" and r.unit == "Y" and whole and r.anchor in ("written", "previous")


def _in_year_of(year: Reading, time: Time) -> Time:
    if year.year is not None:
        return _of_year(time, year.year)
    off = 0 if year.anchor == "previous" else year.direction * int(year.amount or 0)
    reading = msgspec.structs.replace(time.reading, unit="Y", direction=off, anchor=year.anchor)
    return msgspec.structs.replace(time, reading=reading)


def _shared_year(a: Time, b: Time) -> tuple[Time, Time]:
    """Both halves of "vom 28. Dezember bis 3. Januar 2021" with their years: the first 2020."""
    first, last = a.reading, b.reading
    if not (_month_of_year(first) and _month_of_year(last)) or (first.year is None) == (last.year is None):
        return a, b
    turns = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 31)
    if first.year is None and last.year is not None:
        return _of_year(a, last.year - turns), b
    return a, _of_year(b, (first.year or 0) + turns)


def _month_of_year(r: Reading) -> bool:
    return r.kind == "calendar" and bool(r.month) and r.unit is None and not r.direction and r.anchor == "written"


def _of_year(time: Time, year: int) -> Time:
    r = time.reading
    if (r.month, r.day) == (2, 29) and not calendar.isleap(year):
        return time
    return msgspec.structs.replace(time, reading=msgspec.structs.replace(time.reading, year=year))
