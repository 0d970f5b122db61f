"""The days that are looked at when a text is dated: no clock, only what the tables of knowledge name."""

import datetime as dt
import functools

from chronik.language import world

FIRST_DAY = dt.date(1990, 1, 1)


@functools.cache
def newest_known_day() -> dt.date:
    """The newest day named in the tables of world knowledge."""
    named = [o.since for o in world.offices()] + [o.until for o in world.offices() if o.until]
    return max([world.as_of(), *named, *(e.end or e.start for e in world.events())])


@functools.cache
def event_day(event: str | None, point: str) -> dt.date | None:
    """The first day of a known event, or with ``point`` "end" its last; None where no such event is known."""
    known = next((e for e in world.events() if e.id == event), None)
    if known is None:
        return None
    return known.end or known.start if point == "end" else known.start
