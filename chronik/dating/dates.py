"""Give figures, events and pledges their days, once the article and its time expressions have theirs.

Cheap, and run again whenever the written date changes: ``time_start`` says which time expression dates a record;
without one a figure or an event told plainly is of the day of writing, and what is
dated after that day has not occurred. Days come out as EDTF at the precision known.
"""

import datetime as dt
from typing import NamedTuple

from msgspec import structs

from chronik.dating.anchor import anchor_times
from chronik.dating.edtf import dated, edtf
from chronik.model import Annotations, Event, Figure, Pledge, Reason, Report, Time

UNSURE = 0.5  # an event below this confidence does not take the day of writing
_A_YEAR = dt.timedelta(days=365)
_WIDEST_DAYS = 731
_NEARLY_SURE = 0.8


class When(NamedTuple):
    """An EDTF date and the first and last day it covers."""

    edtf: str
    low: dt.date
    high: dt.date


def anchor(annotations: Annotations, report: Report) -> Annotations:
    """All annotations of an article with values and days, as far as its written date carries."""
    times = anchor_times(annotations.times, report.low, report.best, report.high)
    by_start = {t.start: t for t in times}
    written = _written(report)
    return Annotations(
        times=times,
        figures=tuple(_figure(f, by_start, written) for f in annotations.figures),
        statements=annotations.statements,
        events=tuple(_event(e, by_start, written) for e in annotations.events),
        pledges=tuple(_pledge(p, by_start, written) for p in annotations.pledges),
        names=annotations.names,
    )


def when(t: Time | None) -> When | None:
    """Days of an anchored time expression: "2021-07", "2014", or an open "2020-06-12/2021-06~" for vague ones."""
    if t is None or t.low is None or t.high is None:
        return None
    if (t.high - t.low).days > _WIDEST_DAYS and not t.reading.year_digits:  # "im Juli" of an undated text
        return None
    return When(dated(t) or "", t.low, t.high)


def _written(report: Report) -> When | None:
    """The day of writing, as exactly as it is known; None where it is wider than two years.

    A day that has four chances in five stands for an interval whose rest is a long thin tail.
    """
    if report.best and report.confidence >= _NEARLY_SURE:
        return When(report.best.isoformat(), report.best, report.best)
    if report.low is None or report.high is None or (report.high - report.low).days > _WIDEST_DAYS:
        return None
    low, high = report.low, report.high
    whole = edtf(low, high) or ""
    if "/" in whole:  # an inferred interval: its months are as exact as it gets
        whole = f"{low:%Y-%m}" if (low.year, low.month) == (high.year, high.month) else f"{low:%Y-%m}/{high:%Y-%m}"
    return When(whole, low, high)


def _figure(f: Figure, times: dict[int, Time], written: When | None) -> Figure:
    found = when(times.get(f.time_start)) if f.time_start is not None else None if f.undated else written
    return structs.replace(f, as_of=found.edtf if found else None)


def _event(e: Event, times: dict[int, Time], written: When | None) -> Event:
    t = times.get(e.time_start) if e.time_start is not None else None
    found = when(t)
    present = e.status == "ongoing" or (e.status in ("occurred", "denied") and e.confidence >= UNSURE)
    if found is None and e.time_start is None and present:
        found = written
    if found is None:
        return structs.replace(e, date=None, low=None, high=None)
    dated = structs.replace(e, date=found.edtf, low=found.low, high=found.high)
    if t and written and found.low > written.high and e.status in ("occurred", "ongoing"):
        reason = Reason(clue="after_writing", text=t.text, start=t.start, end=t.end, low=found.low, high=found.high)
        return structs.replace(dated, status="planned", reasons=(*e.reasons, reason))
    return dated


def _pledge(p: Pledge, times: dict[int, Time], written: When | None) -> Pledge:
    """A pledge that the text only looks back on was made some other day than the text's."""
    made = when(times.get(p.made_time_start)) if p.made_time_start is not None else None if p.recalled else written
    due = when(times.get(p.due_time_start)) if p.due_time_start is not None else None
    if due is None:
        return structs.replace(p, made=made.edtf if made else None, due=None, low=None, high=None)
    text, low, high = due
    if p.vague_due and made:
        low, high = made.low, min(max(high, made.low), made.low + _A_YEAR)
        text = f"{low.isoformat()}/{high:%Y-%m}~"
    return structs.replace(p, made=made.edtf if made else None, due=text, low=low, high=high)
