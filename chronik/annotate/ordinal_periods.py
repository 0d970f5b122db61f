"""Count "the third week" from the day that the article names as the beginning ("Start war am 1. Juli").

Which words tell of a beginning is data (``starting`` in ``language/<code>/times.toml``). Where the article names no
such day, nobody can say which week the third is.
"""

import functools
import re
from collections.abc import Sequence

import msgspec

from chronik.annotate.time_rules import ruleset
from chronik.model import Reason, Time

_BESIDE = 40  # characters on each side in which the word that tells of a beginning stands
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜ])")


def counted(times: Sequence[Time], text: str, code: str) -> list[Time]:
    """``times`` of an article in order, each ordinal period counted from the last day named, if that is a start."""
    if not any(map(_ordinal, times)):
        return list(times)
    out: list[Time] = []
    start: Time | None = None
    for time in times:
        if start is not None and _ordinal(time):
            time = _from(start, time)
        elif time.reading.kind == "calendar" and time.reading.day and time.type == "DATE":
            start = time if _begins(time, text, code) else None
        out.append(time)
    return out


def _ordinal(time: Time) -> bool:
    return time.reading.anchor == "none" and (time.reading.nth or 0) > 0


def _from(start: Time, time: Time) -> Time:
    reading = msgspec.structs.replace(
        time.reading, anchor="previous", direction=1, amount=float((time.reading.nth or 1) - 1), nth=None
    )
    reason = Reason(clue="counted_from", text=start.text, start=start.start, end=start.end)
    return msgspec.structs.replace(time, reading=reading, reasons=(*time.reasons, reason))


def _begins(time: Time, text: str, code: str) -> bool:
    left, right = text[max(0, time.start - _BESIDE) : time.start], text[time.end : time.end + _BESIDE]
    sentence = f"{_SENTENCE.split(left)[-1]} {_SENTENCE.split(right)[0]}"
    return bool(_starting(code).search(sentence))


@functools.cache
def _starting(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{ruleset(code).file.starting})\b")
