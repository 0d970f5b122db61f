"""A clue: what one piece of evidence says about the day of writing, with its reason.

Each clue is a factor over days that is constant in stretches: so many days before the days that it names, within
them, or so many days after. How likely each stretch is, a model says by the clue's kind (``dating.weights``); the
factors multiply (a log-linear model over days, as the ones that date documents by their words: de Jong, Rode and
Hiemstra 2005; Kumar, Lease and Baldridge 2011; here the words are time expressions, names and what the page says).
"""

import bisect
import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple

from chronik.model import Article, Reason, Record

Span = tuple[dt.date | None, dt.date | None]
Shape = Literal["lag", "weekday"]

BEFORE = (1, 2, 8, 32, 93, 367, 1097, 3654)  # first distance of each stretch before the days named, in days
WITHIN = (0, 8, 32, 93, 367, 1097, 3654)  # since the first of the days named
AFTER = (1, 2, 8, 32, 93, 184, 367, 732, 1462, 3654, 7306)  # since the last of the days named
STRETCHES = len(BEFORE) + len(WITHIN) + len(AFTER)


class Clue(Record, frozen=True, kw_only=True):
    """``spans`` are the days (first, last; None open) that the clue names.

    ``kind`` is the name of its weights. ``within`` is added to the weight (natural logarithm) of the days within the
    spans, ``weekday`` the ISO day of the week of a ``weekday`` clue. ``power`` is the exponent of the whole factor:
    one of many alike says less than one alone.
    """

    shape: Shape = "lag"
    kind: str
    reason: Reason
    spans: tuple[Span, ...] = ()
    within: float = 0.0
    weekday: int = 0
    power: float = 1.0


class Stretch(NamedTuple):
    """From this day on (proleptic ordinal) the number of the stretch, among STRETCHES."""

    first: int
    number: int


def stated_reason(article: Article, low: dt.date, high: dt.date) -> Reason:
    """The stated date as a reason, with the days it covers."""
    return Reason(
        clue="stated_date",
        text=article.stated or "",
        start=article.stated_start,
        end=article.stated_end,
        low=low,
        high=high,
    )


def stretches(spans: Sequence[Span], first: int, last: int) -> list[Stretch]:
    """The days from ``first`` to ``last`` by how far they lie from the nearest of ``spans`` (in order, not empty).

    Starts with ``first``; days half-way between two spans count as after the earlier.
    """
    out: list[Stretch] = []
    known = [(low.toordinal() if low else first, high.toordinal() if high else last) for low, high in _joined(spans)]
    known = known[max(bisect.bisect_left([h for _, h in known], first) - 1, 0) :]  # from the last before ``first`` on
    known = known[: bisect.bisect_right([low for low, _ in known], last) + 1]
    at = first
    for n, (low, high) in enumerate(known):
        end = (high + known[n + 1][0]) // 2 if n + 1 < len(known) else last
        end = min(end, last)
        out.extend(_around(low, high, at, end))
        at = max(at, end + 1)
    return out


def _joined(spans: Sequence[Span]) -> list[Span]:
    """``spans`` in order, those that touch joined."""
    out: list[Span] = []
    for low, high in sorted(spans, key=lambda s: s[0] or dt.date.min):
        if out and (out[-1][1] is None or (low and low <= out[-1][1])):
            before = out[-1]
            out[-1] = (before[0], None if before[1] is None or high is None else max(before[1], high))
        else:
            out.append((low, high))
    return out


def _around(low: int, high: int, at: int, end: int) -> list[Stretch]:
    """The stretches round one span, cut to the days from ``at`` to ``end``."""
    nearest = len(BEFORE) - 1
    starts = [*(low - BEFORE[n + 1] + 1 for n in reversed(range(nearest))), low]
    numbers = list(range(len(BEFORE)))[::-1]
    firsts = [Stretch(0, numbers[0]), *(Stretch(s, n) for s, n in zip(starts[:-1], numbers[1:], strict=True))]
    firsts += [Stretch(low + w, len(BEFORE) + n) for n, w in enumerate(WITHIN) if low + w <= high]
    firsts += [Stretch(high + a, len(BEFORE) + len(WITHIN) + n) for n, a in enumerate(AFTER)]
    begin = bisect.bisect_right([s.first for s in firsts], at) - 1
    kept = [s for s in firsts[max(begin, 0) :] if s.first <= end]
    return [Stretch(max(s.first, at), s.number) for s in kept] if at <= end else []
