"""Whose day a time of day is of: one named before or behind it in its sentence, or that of what recurs.

"Am Samstag … um 20 Uhr" and "um 20 Uhr am Samstag" are told by ``Reading.anchor`` ("previous", "next"). The hour of
what recurs ("jeden Montag um 18 Uhr", "Montag bis Freitag 8 bis 12 Uhr") has no day: its reading is a ``set`` with the
value ``XXXX-WXX-1T18:00``, or ``T18:00`` where the days are not one weekday. Pure functions of the text.
"""

import functools
import re
from collections.abc import Sequence

import msgspec

from chronik.annotate.time_rules import ruleset
from chronik.model import Reading, Time

NEW_SENTENCE = re.compile(r"(?:(?<!\d)[.]|[!?…])[\"“”»«')]*\s+[\"„“»«'(]?[A-ZÄÖÜ\d]|\n\s*\n")
_JOINS_CLOCK = re.compile(r"\s\(")  # the same time elsewhere: "9 a.m. (1300 GMT) on Monday"
_JOINS_SET = re.compile(r",?\s")


def same_day(text: str, start: int, reading: Reading, previous: Time | None) -> bool:
    """Is this a time of day whose day the same sentence has just named ("am Samstag … um 20 Uhr")?"""
    if previous is None or reading.kind != "calendar" or not (reading.clock or reading.part):
        return False
    if reading.day or reading.weekday or reading.feast:
        return False
    return not NEW_SENTENCE.search(text, previous.end, start + 1)


@functools.cache
def _joins_day(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a clock time and its day; and with a word, whatever day was named before."""
    words = ruleset(code).file.of_day
    return re.compile(rf"\)?,?\s(?:(?:{words})\s)?"), re.compile(rf"\)?\s(?:{words})\s")


def before_its_day(times: Sequence[Time], text: str, code: str) -> list[Time]:
    """``times`` with each time of day that is followed by its day ("um 20 Uhr am Samstag") counted from that."""
    out = list(times)
    joins_day, of_day = _joins_day(code)
    for i in range(len(out) - 1, 0, -1):
        clock, day = out[i - 1], out[i]
        joins = _JOINS_CLOCK if day.reading.anchor == "next" else joins_day if _only_day(day.reading) else None
        between = joins and joins.fullmatch(text, clock.end, day.start)
        sure = between and (joins is _JOINS_CLOCK or of_day.fullmatch(between[0]))
        if between and (_clock_only(clock) if sure else _seeks_day(out[: i - 1], clock, text)):
            out[i - 1] = msgspec.structs.replace(clock, reading=msgspec.structs.replace(clock.reading, anchor="next"))
    return out


def _only_day(reading: Reading) -> bool:
    return _names_day(reading) and not reading.clock


def _seeks_day(earlier: list[Time], clock: Time, text: str) -> bool:
    """Is it a time of day without a day of its own, or the same time again, in brackets?"""
    if not _clock_only(clock):
        return False
    again = bool(earlier) and bool(_JOINS_CLOCK.fullmatch(text, earlier[-1].end, clock.start))
    return clock.reading.anchor == "written" or again


def _clock_only(time: Time) -> bool:
    r = time.reading
    return r.kind == "calendar" and bool(r.clock) and not _names_day(r)


def _names_day(reading: Reading) -> bool:
    day_off = reading.kind == "shift" and reading.unit == "D" and reading.amount is not None
    return reading.kind == "weekday" or bool(reading.day or reading.feast) or day_off


# ---------------------------------------------------------------- what recurs


def recurring(times: Sequence[Time], text: str) -> list[Time]:
    """``times``, their parts in intervals known, with each hour of what recurs as a ``set`` without a day."""
    out = list(times)
    if not any(t.type == "SET" or t.bound == "last" or t.reading.kind == "set" or _some(t) for t in times):
        return out
    for i in range(1, len(out)):
        if _clock_only(out[i]) and out[i].reading.anchor != "next" and _one_sentence(out[i - 1], out[i], text):
            days = _recurs_before(out, i, text)
            out[i] = out[i] if days is None else _on_days(out[i], days)
    for i in range(len(out) - 1, 0, -1):
        if _clock_only(out[i - 1]) and (out[i - 1].reading.anchor != "previous" or out[i - 1].bound == "last"):
            days = _recurs_behind(out[i - 1], out[i], text)
            out[i - 1] = out[i - 1] if days is None else _on_days(out[i - 1], days)
    return out


def _one_sentence(before: Time, time: Time, text: str) -> bool:
    return ";" not in text[before.end : time.start] and not NEW_SENTENCE.search(text, before.end, time.start + 1)


def _recurs_before(times: list[Time], i: int, text: str) -> str | None:
    """The days that recur as named right before ``times[i]``: "XXXX-WXX-1", "" for others; None where none do.

    A clock behind a range of weekdays is each day's, an interval of hours behind a range of dates too. "Abends um acht"
    need not recur.
    """
    time = times[i]
    i -= _is_part(times[i - 1])
    if not i:
        return None
    before = times[i - 1]
    if _is_set(before):
        return "" if i > 1 and _listed_with(times[i - 2], before, text) else _days(before.reading)
    ranged = before.bound == "last" and _only_day(before.reading) and _only_day(times[i - 2].reading)
    return "" if ranged and (before.reading.kind == "weekday" or time.bound == "first") else None


def _listed_with(other: Time, before: Time, text: str) -> bool:
    """Are these two weekdays that recur of one list, or the ends of a range ("montags und mittwochs um 18 Uhr")?"""
    days = other.type == before.type == "SET" and _days(other.reading)
    return bool(days) and len(text[other.end : before.start].split()) <= 1


def _recurs_behind(time: Time, after: Time, text: str) -> str | None:
    """The days that recur as named right behind ``time`` ("um 18 Uhr jeden Montag"), or behind its other half."""
    if after.bound == "first" and after.reading.kind == "weekday" and _only_day(after.reading):
        return "" if _JOINS_SET.fullmatch(text, time.end, after.start) else None  # "9 to 5, Monday through Saturday"
    if not _is_set(after) or _is_part(after):
        return None
    joined = time.reading.anchor == "next" or (time.bound == "first" and after.bound == "last")
    return _days(after.reading) if joined or _JOINS_SET.fullmatch(text, time.end, after.start) else None


def _is_set(time: Time) -> bool:
    return time.type == "SET" or time.reading.kind == "set" or _some(time)


def _some(time: Time) -> bool:
    """A weekday without its week, "on a Sunday": its hour has no day either."""
    return time.reading.kind == "weekday" and time.reading.anchor == "none"


def _is_part(time: Time) -> bool:
    return time.type == "SET" and (time.reading.value or "").startswith("XXXX-XX-XXT")


def _days(r: Reading) -> str:
    days = f"XXXX-WXX-{r.weekday}" if r.weekday else (r.value or "").partition("T")[0]
    return days if days.startswith("XXXX-WXX") else ""


def _on_days(time: Time, days: str) -> Time:
    value = f"{days}T{time.reading.clock}"
    reading = msgspec.structs.replace(time.reading, kind="set", anchor="written", value=value)
    return msgspec.structs.replace(time, reading=reading)
