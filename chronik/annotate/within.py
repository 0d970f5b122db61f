"""Records in the order of the text, to be looked up by place without going through all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from chronik.model import Event, Name, Statement, Time

Placed = TypeVar("Placed", Event, Name, Statement, Time)

_BACK = 60  # statements as far before a place as one may begin whose content reaches it


def within(records: Sequence[Placed], start: int, end: int) -> Sequence[Placed]:
    """Those of the records, sorted by their start, that begin in ``start`` … ``end`` (exclusive)."""
    first = bisect_left(records, start, key=lambda r: r.start)
    return records[first : bisect_left(records, end, lo=first, key=lambda r: r.start)]


def beside(records: tuple[Placed, ...], start: int, end: int) -> tuple[Placed, ...]:
    """Those of the records, sorted by their start, that begin up to ``end``, with the last one before ``start``.

    That one may reach into the stretch; records do not touch each other.
    """
    first = bisect_right(records, start, key=lambda r: r.start)
    return records[max(0, first - 1) : bisect_right(records, end, lo=first, key=lambda r: r.start)]


def reaching(extents: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of the extents, sorted by their start, that share a character with ``start`` … ``end``."""
    last = bisect_left(extents, end, key=lambda x: x[0])
    return [(a, b) for a, b in extents[max(0, last - _BACK) : last] if start < b]


def saying(statements: Sequence[Statement], start: int, end: int) -> list[Statement]:
    """Those of the statements, sorted by their start, whose cue or content shares a character with the stretch."""
    last = bisect_left(statements, end, key=lambda s: s.start)
    return [s for s in statements[max(0, last - _BACK) : last + _BACK] if _touches(s, start, end)]


def content_start(s: Statement) -> int:
    """Where what is said begins, for sorting and look-ups among statements that have it."""
    return s.content_start or 0


def _touches(s: Statement, start: int, end: int) -> bool:
    cued = s.start < end and start < s.end
    return cued or (
        s.content_start is not None and s.content_end is not None and s.content_start < end and start < s.content_end
    )
