"""What other articles of the pile say of a day of writing: a copy whose date is known, a dated report of the event."""

import datetime as dt

from chronik.dating.clue import Clue
from chronik.model import Reason, Record, Report

SHARP = 7  # days; a wider interval dates nobody else


class Sharp(Record, frozen=True, kw_only=True):
    """An article whose day of writing is known to within a week."""

    doc: str
    low: dt.date
    high: dt.date


def sharp(doc: str, report: Report) -> Sharp | None:
    """The article as one that can date others; None where its own day is not known closely enough."""
    if report.low is None or report.high is None or (report.high - report.low).days > SHARP:
        return None
    return Sharp(doc=doc, low=report.low, high=report.high)


def copy_clue(other: Sharp) -> Clue:
    """That an article shares its text with ``other``: agencies' texts are printed within days."""
    reason = Reason(clue="copy", text=other.doc, low=other.low, high=other.high)
    return Clue(kind="copy", reason=reason, spans=((other.low, other.high),))


def event_clue(reason: Reason) -> Clue:
    """That an article tells as news an event that another puts on the days of ``reason``, which names that other.

    Events of one kind happen again, to the same people too: the weights leave the article any other day.
    """
    return Clue(kind="same_event", reason=reason, spans=((reason.low, reason.high),))
