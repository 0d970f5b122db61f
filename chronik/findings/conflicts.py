"""Where sentences of the pile cannot all hold: both sides, never averaged.

stated_date  a header date outside of the interval that the text itself allows
figure       two counts of one thing on about the same day whose bounds exclude each other
date         one pledge's or event's original day given differently
scope        none left by one account, a number of them by another, in one report or at one time
status       one event told as done and as denied
change       the last left, and later some are there again: not a contradiction, a turn to be explained
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from chronik.findings.days import bounds
from chronik.findings.matter import Told, kin, of_all, told_events, words_of
from chronik.model import Conflict, Copy, Dossier, Point, Series, Side

_SAME_TIME = dt.timedelta(days=45)
_ALIKE = math.log(2)  # a figure changed in a copy stays within a factor of two
_TOLERANCE = 0.05  # exact figures closer than this are one figure, rounded differently


def find_conflicts(
    dossiers: Iterable[Dossier], series: Sequence[Series], copies: Sequence[Copy]
) -> tuple[Conflict, ...]:
    """Every conflict of the pile, by type and then in the order of the reports."""
    told = list(told_events(dossiers))
    found = [
        *_stated_dates(dossiers),
        *_figures(series),
        *_changed_in_copies(series, copies),
        *_absent_but_counted(told, series),
        *_told_and_denied(told),
        *_last_then_more(told, series),
    ]
    unique = {(c.type, tuple((s.doc, s.start) for s in c.sides)): c for c in found}
    return tuple(sorted(unique.values(), key=lambda c: (c.type, c.sides[0].doc, c.sides[0].start, c.sides[-1].start)))


def _stated_dates(dossiers: Iterable[Dossier]) -> Iterator[Conflict]:
    """The header on one side, the clues of the text that rule it out on the other."""
    for d in dossiers:
        r = d.report
        if not r.stated_conflict:
            continue
        stated = next(x for x in r.reasons if x.clue == "stated_date")
        against = [
            x
            for x in r.reasons
            if x.clue != "stated_date"
            and x.start is not None
            and ((x.high and stated.low and x.high < stated.low) or (x.low and stated.high and x.low > stated.high))
        ]
        sides = [
            Side(doc=d.doc, start=x.start, end=x.end or x.start, says=f"{x.text} ({_span(x.low, x.high)})")
            for x in against
            if x.start is not None
        ]
        header = Side(doc=d.doc, start=stated.start or 0, end=stated.end or 0, says=f"stated date {r.stated}")
        yield Conflict(
            about=f"stated date {r.stated}, text of {_span(r.low, r.high)}", type="stated_date", sides=(header, *sides)
        )


def _span(low: dt.date | None, high: dt.date | None) -> str:
    return f"{low}" if low and low == high else f"{low or '…'} – {high or '…'}"


# ---------------------------------------------------------------- figures


def _figures(series: Sequence[Series]) -> Iterator[Conflict]:
    for s in series:
        points = [(p, days) for p in s.points if p.sense in ("actual", "total") and (days := _known(p))]
        for i, (a, x) in enumerate(points):
            for b, y in points[i + 1 :]:
                close = x[0] - _SAME_TIME <= y[1] and y[0] - _SAME_TIME <= x[1]
                if close and _two_voices(a, b) and _exclude(a, b):
                    thing = " ".join(t for t in (s.of or s.measure, s.place and f"({s.place})") if t)
                    yield Conflict(about=thing, type="figure", sides=(_side(a), _side(b)))


def _known(p: Point) -> tuple[dt.date, dt.date] | None:
    """The days a figure is of, where they are known to within two months."""
    days = bounds(p.as_of)
    return days if days and (days[1] - days[0]).days <= 62 else None


def _changed_in_copies(series: Sequence[Series], copies: Sequence[Copy]) -> Iterator[Conflict]:
    """A figure that only the copy has, beside the nearest in size of those that only its original has."""
    for copy in copies:
        for s in series:
            new, old = ([p for p in s.points if p.doc == doc] for doc in (copy.doc, copy.of))
            only_new = [p for p in new if p.value > 0 and not any(p.value == q.value for q in old)]
            only_old = [q for q in old if q.value > 0 and not any(p.value == q.value for p in new)]
            for b in only_new:
                a = min(only_old, key=lambda q: abs(math.log(q.value / b.value)), default=None)
                if a and abs(math.log(a.value / b.value)) < _ALIKE and _exclude(a, b) and a.sense == b.sense:
                    yield Conflict(about=s.of or s.measure, type="figure", sides=(_side(a), _side(b)))


def _two_voices(a: Point, b: Point) -> bool:
    """Two named sources: what is told without one, or in one voice, is a course of events and no conflict."""
    return bool(a.source and b.source and a.source != b.source)


def _side(p: Point) -> Side:
    says = f"{amount(p)}" + (f", {p.source}" if p.source else "")
    return Side(doc=p.doc, start=p.start, end=p.end, says=says)


def amount(p: Point) -> str:
    """A point's value with the sign of its modifier: "≈ 2 500", "> 3 000"."""
    sign = {"about": "≈ ", "more_than": "> ", "less_than": "< ", "up_to": "≤ ", "exact": ""}[p.modifier]
    if p.low is not None and p.high is not None and p.low != p.high and p.modifier == "exact":
        return f"{p.low:,.15g} – {p.high:,.15g}".replace(",", "\u202f")
    return sign + f"{p.value:,.15g}".replace(",", "\u202f")


def _exclude(a: Point, b: Point) -> bool:
    """Whether the bounds of two figures leave no common value; "about" covers a tenth to either side."""
    (low, high), (other_low, other_high) = _range(a), _range(b)
    return low > other_high * (1 + _TOLERANCE) or other_low > high * (1 + _TOLERANCE)


def _range(p: Point) -> tuple[float, float]:
    if p.modifier == "more_than":
        return (p.low if p.low is not None else p.value), math.inf
    if p.modifier in ("less_than", "up_to"):
        return (p.value * 0.9 if p.modifier == "less_than" else 0.0), p.value
    slack = 0.1 if p.modifier == "about" else 0.0
    low, high = p.low if p.low is not None else p.value, p.high if p.high is not None else p.value
    return low * (1 - slack), high * (1 + slack)


# ---------------------------------------------------------------- status and scope


def _absent_but_counted(told: Sequence[Told], series: Sequence[Series]) -> Iterator[Conflict]:
    """An end or withdrawal told as complete, and troops counted in the same report at the same time."""
    ended = [t for t in told if kin(t.event.event_class) == "end" and t.event.status == "occurred" and t.event.high]
    points = defaultdict(list)
    for s in series:
        if s.measure == "troops":
            for p in s.points:
                points[p.doc].append((s, p))
    for t in ended:
        for s, p in points[t.doc]:
            days = bounds(p.as_of)
            e = t.event
            later = (
                days
                and e.low
                and e.high
                and days[1] >= e.low
                and (e.high - e.low).days < 40
                and days[0] <= e.high + _SAME_TIME
            )
            here = t.words & words_of(s.place)
            if (
                later
                and here
                and p.value > 0
                and p.sense == "actual"
                and t.written
                and e.high
                and e.high >= t.written - _SAME_TIME
            ):
                sides = (Side(doc=t.doc, start=e.start, end=e.end, says=e.text), _side(p))
                yield Conflict(about=f"{e.text}: {s.of or s.measure} ({s.place})", type="scope", sides=sides)


def _told_and_denied(told: Sequence[Told]) -> Iterator[Conflict]:
    """One class of event on one matter, told as done or under way by some and denied by others within weeks."""
    by_class: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        if t.written:
            by_class[t.event.event_class].append(t)
    for group in by_class.values():
        for a in (t for t in group if t.event.status == "denied"):
            for b in (t for t in group if t.event.status in ("occurred", "ongoing")):
                near = a.written and b.written and abs(a.written - b.written) <= _SAME_TIME
                if near and len(a.words & b.words) >= 2 and _one_time(a, b):
                    yield Conflict(about=f"{b.event.text} / {a.event.text}", type="status", sides=(_told(b), _told(a)))


def _one_time(a: Told, b: Told) -> bool:
    x, y = a.event, b.event
    return bool(x.low and x.high and y.low and y.high and x.low <= y.high and y.low <= x.high)


def _told(t: Told) -> Side:
    says = f"{t.event.text} ({t.event.status})" + (f", {t.event.asserted_by}" if t.event.asserted_by else "")
    return Side(doc=t.doc, start=t.event.start, end=t.event.end, says=says)


def _last_then_more(told: Sequence[Told], series: Sequence[Series]) -> Iterator[Conflict]:
    """A withdrawal told as of the last or all; the first later figure of such troops there."""
    for t in told:
        e = t.event
        whole = of_all(e.actor, e.target)
        if e.event_class not in ("withdraw", "end") or e.status != "occurred" or not e.high or not whole:
            continue
        for s in series:
            if s.measure != "troops" or not (t.words & words_of(s.place)) or not (t.words & words_of(s.of)):
                continue
            later = [
                p
                for p in s.points
                if p.sense == "actual" and (days := bounds(p.as_of)) and days[0] > e.high + _SAME_TIME
            ]
            if later:
                sides = (
                    Side(doc=t.doc, start=e.start, end=e.end, says=f"{e.actor} {e.text}, {e.date}"),
                    _side(later[0]),
                )
                yield Conflict(about=f"{s.of or s.measure} ({s.place})", type="change", sides=sides)
