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

from chronik.dating.days import Days
from chronik.findings.days import bounds
from chronik.findings.matter import Told, matter_of, names_mission, of_all, same_matter, told_events
from chronik.language.countries import owner_of
from chronik.model import Conflict, Copy, Dossier, Figure, Point, Series, Side

_SAME_TIME = dt.timedelta(days=45)
_A_SENTENCE = 150  # characters nearer than which a figure belongs to the event itself
_ALIKE = math.log(2)  # a figure changed in a copy stays within a factor of two
_TOLERANCE = 0.05  # exact figures closer than this are one figure, rounded differently


def find_conflicts(
    dossiers: Iterable[Dossier], series: Sequence[Series], copies: Sequence[Copy]
) -> tuple[Conflict, ...]:
    """Every conflict of the pile, by type and then in the order of the reports."""
    told = list(told_events(dossiers))
    found = [
        *_stated_dates(dossiers),
        *_figures(series, {(d.doc, f.start): f for d in dossiers for f in d.annotations.figures}),
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
        if not sides:  # soft clues alone: those that speak of other days
            others = [x for x in r.reasons if x.clue != "stated_date" and x.start is not None and (x.low or x.high)]
            sides = [Side(doc=d.doc, start=x.start or 0, end=x.end or 0, says=x.text) for x in others]
        if not sides:
            continue
        header = Side(doc=d.doc, start=stated.start or 0, end=stated.end or 0, says=f"stated date {r.stated}")
        yield Conflict(
            about=f"stated date {r.stated}, text of {_span(r.low, r.high)}", type="stated_date", sides=(header, *sides)
        )


def _span(low: dt.date | None, high: dt.date | None) -> str:
    return f"{low}" if low and low == high else f"{low or '…'} – {high or '…'}"


# ---------------------------------------------------------------- figures


def _figures(series: Sequence[Series], stated: dict[tuple[str, int], Figure]) -> Iterator[Conflict]:
    """One conflict for each pair of claims: source, value and month."""
    for s in series:
        claims: dict[tuple[str | None, float, str], tuple[Point, Days]] = {}
        for p in s.points:
            if p.sense in ("actual", "total") and p.source and (days := _known(p)):
                claims.setdefault((p.source, p.value, f"{days[0]:%Y-%m}"), (p, days))
        for a, b in _at_one_time(sorted(claims.values(), key=lambda c: (c[1][0], c[0].doc, c[0].start))):
            if a.source != b.source and _exclude(a, b) and _one_thing(a, b, stated):
                thing = " ".join(t for t in (s.of or s.measure, s.place and f"({s.place})") if t)
                yield Conflict(about=thing, type="figure", sides=(_side(a), _side(b)))


def _at_one_time(claims: list[tuple[Point, Days]]) -> Iterator[tuple[Point, Point]]:
    """Pairs of claims, given in the order of their days, that are of about the same time."""
    for i, (a, days) in enumerate(claims):
        for b, later in claims[i + 1 :]:
            if later[0] > days[1] + _SAME_TIME:
                break
            yield a, b


def _one_thing(a: Point, b: Point, stated: dict[tuple[str, int], Figure]) -> bool:
    """Whether both sentences name the same force or thing and the same place; what is only supposed is no ground."""
    x, y = stated[a.doc, a.start], stated[b.doc, b.start]
    if not x.place or not y.place or not x.of or not y.of:
        return False
    place = (owner_of(x.place) or x.place) == (owner_of(y.place) or y.place)
    return place and (owner_of(x.of) or x.of) == (owner_of(y.of) or y.of)


def _known(p: Point) -> Days | None:
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
    """A mission told as over, or all as gone, and troops counted there in another sentence of the same report."""
    points: dict[str, list[tuple[Series, Point]]] = defaultdict(list)
    for s in series:
        if s.measure == "troops":
            for p in s.points:
                points[p.doc].append((s, p))
    for t in told:
        if _complete(t):
            for s, p in points[t.doc]:
                if p.value > 0 and p.sense == "actual" and _there_and_then(t, s, p):
                    sides = (Side(doc=t.doc, start=t.event.start, end=t.event.end, says=t.event.text), _side(p))
                    yield Conflict(about=f"{t.event.text}: {s.of or s.measure} ({s.place})", type="scope", sides=sides)


def _complete(t: Told) -> bool:
    """An end of a mission, or a withdrawal of all, of about the day of the report."""
    e = t.event
    if e.status != "occurred" or not e.low or not e.high or (e.high - e.low).days > 40 or not t.written:
        return False
    recent = e.high >= t.written - _SAME_TIME
    gone = e.event_class in ("withdraw", "end") and of_all(e.actor, e.target)
    return recent and (gone or (e.event_class == "end" and names_mission(e.actor, e.target)))


def _there_and_then(t: Told, s: Series, p: Point) -> bool:
    """The same country, about the same time, and not the event's own figure; another voice's may stand beside it."""
    days, e = bounds(p.as_of), t.event
    one_voice = p.source is None or p.source == e.asserted_by
    if not days or not e.low or not e.high or (one_voice and abs(p.start - e.start) < _A_SENTENCE):
        return False
    here = bool(t.matter.countries & matter_of(None, s.place).countries)
    return here and days[1] >= e.low and days[0] <= e.high + _SAME_TIME


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
                if near and _one_event(a, b):
                    yield Conflict(about=f"{b.event.text} / {a.event.text}", type="status", sides=(_told(b), _told(a)))


def _one_event(a: Told, b: Told) -> bool:
    """Days that meet, one place where both name one, and a thing named alike besides."""
    x, y = a.event, b.event
    meet = bool(x.low and x.high and y.low and y.high and x.low <= y.high and y.low <= x.high)
    here = not x.place or not y.place or x.place == y.place
    alike = matter_of(x.actor, x.target).things & matter_of(y.actor, y.target).things
    return meet and here and bool(alike) and same_matter(a.matter, b.matter, x.event_class)


def _told(t: Told) -> Side:
    says = f"{t.event.text} ({t.event.status})" + (f", {t.event.asserted_by}" if t.event.asserted_by else "")
    return Side(doc=t.doc, start=t.event.start, end=t.event.end, says=says)


def _last_then_more(told: Sequence[Told], series: Sequence[Series]) -> Iterator[Conflict]:
    """A withdrawal from a country told as of the last or all; the first later figure of such troops there."""
    for t in told:
        e = t.event
        if e.event_class != "withdraw" or e.status != "occurred" or not e.high or not of_all(e.actor, e.target):
            continue
        left = owner_of(e.target or "") or owner_of(e.place or "") if _whole_country(e.target) else None
        for s in series:
            if s.measure != "troops" or not left or owner_of(s.place or "") != left or not _force(t, s):
                continue
            later = [
                p for p in s.points if p.sense == "actual" and (d := bounds(p.as_of)) and d[0] > e.high + _SAME_TIME
            ]
            if later:
                says = f"{e.actor} {e.text}, {e.date}"
                sides = (Side(doc=t.doc, start=e.start, end=e.end, says=says), _side(later[0]))
                yield Conflict(about=f"{s.of or s.measure} ({s.place})", type="change", sides=sides)


def _whole_country(target: str | None) -> bool:
    """Nothing smaller than the country is named as what was left ("das Land", or nothing at all)."""
    return not matter_of(None, target).things


def _force(t: Told, s: Series) -> bool:
    """The troops of one country."""
    return owner_of(t.event.actor or "") is not None and owner_of(t.event.actor or "") == owner_of(s.of or "")
