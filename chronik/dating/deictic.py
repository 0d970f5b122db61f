"""Clues from "heute (12. Oktober)", "am gestrigen Dienstag": a day that is named and said to be today or yesterday."""

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from chronik.dating.clue import Clue, Span
from chronik.dating.stated import every_year
from chronik.language import read
from chronik.model import Reason, Time

_REACH = 30


class DeicticWords(msgspec.Struct, frozen=True, kw_only=True):
    """From words.toml: words for the day of writing and the one before, with how many days ago they mean."""

    deictic: dict[str, int]


def deictic_clues(times: Sequence[Time], text: str, code: str) -> Iterator[Clue]:
    """The first date and the first weekday that the text says to be its own day, or the day before."""
    seen = set[str]()
    for t in times:
        ago = _ago(t, text, code)
        shape = "weekday" if t.reading.weekday and not t.reading.month else "lag"
        spans = () if ago is None or shape == "weekday" else _days(t, ago)
        if ago is None or shape in seen or (shape == "lag" and not spans):
            continue
        seen.add(shape)
        reason = Reason(clue="own_day", text=t.text, start=t.start, end=t.end)
        if shape == "lag":
            yield Clue(kind="own_day", reason=reason, spans=spans)
        elif t.reading.weekday:
            weekday = (t.reading.weekday + ago - 1) % 7 + 1
            yield Clue(shape="weekday", kind="weekday_own", reason=reason, weekday=weekday)


def _ago(t: Time, text: str, code: str) -> int | None:
    """How many days before the writing the day is said to lie: by its own first word or by the word before it."""
    words = read(code, "words", DeicticWords).deictic
    own = t.text.split(maxsplit=1)[0].lower() if t.text else ""
    before = _pattern(code).search(text, max(0, t.start - _REACH), t.start)
    return words.get(own, words[before[1].lower()] if before else None)


def _days(t: Time, ago: int) -> tuple[Span, ...]:
    """The days of writing that a date with or without a year comes to."""
    r = t.reading
    if r.kind != "calendar" or not r.month or not r.day or r.until or r.feast:
        return ()
    found = every_year(r.month, r.day) if not r.year else ((t.low, t.high),)
    shift = dt.timedelta(days=ago)
    return tuple((low + shift, high + shift) for low, high in found if low and high)


@functools.cache
def _pattern(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, read(code, "words", DeicticWords).deictic))
    return re.compile(rf"(?<!\w)({words})[ ,(–-]*(?:(?:am|den|dem|der|on) )?\Z", re.IGNORECASE)
