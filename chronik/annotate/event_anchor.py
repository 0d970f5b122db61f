"""Distances from a known event: "acht Monate nach dem Mauerfall", "two years after the invasion of Iraq".

Also the year of a day that only an event's name tells: "die Anschläge vom 11. September".

The events and the phrases that mean them are facts of the world (``language/knowledge/events.toml``).
"""

import functools
import re
from typing import Any

import msgspec
import re2

from chronik.annotate.time_rules import ruleset
from chronik.language import world
from chronik.model import Reading

_REACH = 90
_BESIDE = 30  # characters beside a day within which the name of its event begins and ends
_RE2: Any = re2  # the binding has no types


@functools.cache
def _phrases(code: str) -> tuple[Any, dict[str, str]]:
    """One pattern of all phrases that mean an event, and the event's id by phrase in lower case."""
    ids = {phrase.lower(): event.id for event in world.events() for phrase in getattr(event, code, ())}
    options = _RE2.Options()
    options.longest_match, options.case_sensitive = True, False
    alternation = "|".join(map(_RE2.escape, ids)) or r"[^\s\S]"
    return _RE2.compile(rf"(?:{alternation})", options), ids


@functools.cache
def _connectives(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    file = ruleset(code).file
    return re.compile(rf"\s+(?i:{file.after_event})\b"), re.compile(rf"\s+(?i:{file.before_event})\b")


@functools.cache
def _ending(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{ruleset(code).file.ending})\b")


@functools.cache
def _days_of_events() -> frozenset[tuple[int | None, int | None]]:
    """Month and day on which any known event began."""
    return frozenset((e.start.month, e.start.day) for e in world.events())


def of_event(text: str, start: int, end: int, reading: Reading, code: str) -> Reading:
    """``reading`` of ``text[start:end]``, a day without its year, with the year of the known event named by it."""
    if reading.kind != "calendar" or reading.year is not None or (reading.month, reading.day) not in _days_of_events():
        return reading
    pattern, ids = _phrases(code)
    low = max(0, start - _BESIDE)
    for named in pattern.finditer(text[low : end + _BESIDE]):
        event = next(e for e in world.events() if e.id == ids[named.group().lower()])
        same = (event.start.month, event.start.day) == (reading.month, reading.day)
        if same and low + named.start() <= start and end <= low + named.end():
            return msgspec.structs.replace(reading, year=event.start.year)
    return reading


def event_anchor(text: str, end: int, reading: Reading, code: str) -> Reading:
    """``reading`` with the event it is counted from, where the words after ``end`` name one."""
    window = text[end : end + _REACH]
    for connective, direction in zip(_connectives(code), (1, -1), strict=True):
        lead = connective.match(window)
        if not lead:
            continue
        clause = re.split(r"[.,;:!?()\n]", window[lead.end() :], maxsplit=1)[0]
        pattern, ids = _phrases(code)
        named = pattern.search(clause)
        if named:
            start = end + lead.end() + named.start()
            phrase = re.match(r"\w*", clause[named.end() :])
            stop = start + len(named.group()) + (phrase.end() if phrase else 0)
            return msgspec.structs.replace(
                reading,
                anchor="event",
                direction=direction,
                event=ids[named.group().lower()],
                event_point="end" if _ending(code).search(clause[: named.end()]) else "start",
                event_start=start,
                event_end=stop,
            )
    return reading
