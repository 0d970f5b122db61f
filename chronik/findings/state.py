"""The whole on a day, as known on a day: each line short, each on its sentence.

Draw the findings from the reports that had been written by then (``known_by``) and hand them over; what they say is
of a day up to ``on``. Newest figures by each claimant, plans, open pledges, what is under way, demands, and what
happened of late.
"""

import datetime as dt
from collections.abc import Callable, Iterator

from chronik.findings.conflicts import amount
from chronik.findings.days import bounds
from chronik.model import Findings, Line, Point, Series, State

Quote = Callable[[str, int], str]  # the sentence of an article at an offset
_FIGURE_AGE, _EVENT_AGE = dt.timedelta(days=400), dt.timedelta(days=200)
_TOGETHER = dt.timedelta(days=45)  # figures of about one time stand side by side


def state(findings: Findings, on: dt.date, known_by: dt.date, quote: Quote) -> State:
    """The state on a day; ``findings`` drawn from the reports written up to ``known_by``."""
    lines = [
        *_figures(findings, on, quote),
        *_pledges(findings, on, quote),
        *_events(findings, on, quote),
        *_positions(findings, on, quote),
    ]
    unique = {(line.doc, line.start): line for line in reversed(lines)}
    return State(on=on, known_by=known_by, lines=tuple(line for line in lines if unique[line.doc, line.start] is line))


def _figures(findings: Findings, on: dt.date, quote: Quote) -> Iterator[Line]:
    for series in findings.series:
        dated = [(days, p) for p in series.points if (days := bounds(p.as_of)) and days[0] <= on]
        if not dated:
            continue
        newest = max(days[0] for days, _ in dated)
        if newest < on - _FIGURE_AGE:
            continue
        for days, p in dated:
            if days[0] >= newest - _TOGETHER:
                yield Line(
                    text=f"{p.as_of}: {_figure(series, p)} — {quote(p.doc, p.start)}",
                    doc=p.doc,
                    start=p.start,
                    end=p.end,
                )


def _figure(s: Series, p: Point) -> str:
    what = (s.of or s.unit or s.measure) + (f" {s.measure}" if s.measure in ("killed", "wounded") else "")
    where = f" ({s.place})" if s.place else ""
    plan = "" if p.sense == "actual" else f", {p.sense}"
    by = f", {p.source}" if p.source else ""
    return f"{amount(p)} {what}{where}{plan}{by}"


def _pledges(findings: Findings, on: dt.date, quote: Quote) -> Iterator[Line]:
    """Pledges made by then and due later or of late; without a due day those made of late."""
    for p in findings.outcomes:
        made, due = bounds(p.made), bounds(p.due)
        if made is None or made[0] > on or (due or made)[1] < on - _EVENT_AGE:
            continue
        text = f"{p.outcome}: {p.who or '?'} — {p.what} (due {p.due or '?'}) — {quote(p.doc, p.start)}"
        yield Line(text=text, doc=p.doc, start=p.start, end=p.end)


def _events(findings: Findings, on: dt.date, quote: Quote) -> Iterator[Line]:
    for c in findings.clusters:
        if c.low is None or c.high is None or c.status not in ("occurred", "ongoing", "denied"):
            continue
        if on - _EVENT_AGE <= c.high and c.low <= on and (c.high - c.low).days < 200:
            m = c.members[0]
            yield Line(
                text=f"{c.date}: {c.label} [{c.status}] — {quote(m.doc, m.start)}", doc=m.doc, start=m.start, end=m.end
            )


def _positions(findings: Findings, on: dt.date, quote: Quote) -> Iterator[Line]:
    for p in findings.positions:
        days = bounds(p.date)
        if days and on - _EVENT_AGE <= days[1] and days[0] <= on:
            yield Line(
                text=f"{p.party} {p.stance}: {p.matter} — {quote(p.doc, p.start)}", doc=p.doc, start=p.start, end=p.end
            )
