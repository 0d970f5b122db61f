"""What came of a pledge: kept, broken, slipped, restated or open, each on a sentence of a later report.

A later sentence bears on a pledge where it speaks of the same matter (``findings.matter``). Kept: it is told as done,
by the due day or without one. Slipped: a later report names a later day for the same, or a delay. Broken: it is told as
not done, or rejected, after the pledge. For a withdrawal, fewer troops than when it was pledged count as kept too.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from chronik.dating.days import Days
from chronik.findings.days import bounds
from chronik.findings.matter import (
    Matter,
    Told,
    day_written,
    kin,
    matter_of,
    of_all,
    pledge_matter,
    same_matter,
    told_events,
    trigger_stems,
)
from chronik.link.topics import CLOSE, RELATED, Topics
from chronik.model import Cite, Conflict, Copy, Dossier, Outcome, Pledge, PledgeOutcome, Reason, Record, Series

T = TypeVar("T")
_GRACE = dt.timedelta(days=45)  # "by" a day and "within three years" are no more exact than some weeks
_CLEARLY = 0.9  # a reduction shows where a tenth or more are gone
_A_YEAR = dt.timedelta(days=366)  # what is told later than this after the due day tells of something else


class Promise(Record, frozen=True, kw_only=True):
    """A pledge in its article."""

    doc: str
    written: dt.date | None
    pledge: Pledge
    matter: Matter


class Evidence(Record, frozen=True, kw_only=True):
    """A sentence that bears on a pledge, with the outcome it speaks for."""

    outcome: Outcome
    cite: Cite
    written: dt.date | None
    why: str
    vague: bool = False  # one of the two sentences names nothing; only a report on the same subject will do


class Pile(Record, frozen=True, kw_only=True):
    """What outcomes are looked up in."""

    promises: dict[str, list[Promise]]  # by kin class
    told: dict[str, list[Told]]
    series: tuple[Series, ...]
    written: dict[str, dt.date | None]
    copied: frozenset[frozenset[str]]  # pairs of an article and its copy


def find_outcomes(
    dossiers: Iterable[Dossier],
    series: Sequence[Series],
    conflicts: Sequence[Conflict],
    topics: Topics,
    copies: Sequence[Copy] = (),
) -> tuple[PledgeOutcome, ...]:
    """An outcome for every pledge of the pile, in the order they were made; a copy is no witness for its original."""
    triggers = trigger_stems(dossiers)
    promises = sorted(_promises(dossiers, triggers), key=lambda p: (p.pledge.made or "9999", p.doc, p.pledge.start))
    told = sorted(told_events(dossiers), key=lambda t: (t.written or dt.date.max, t.doc, t.event.start))
    pile = Pile(
        promises=_by_kin(promises, lambda p: p.pledge.event_class),
        told=_by_kin(told, lambda t: t.event.event_class),
        series=tuple(series),
        written={d.doc: day_written(d.report) for d in dossiers},
        copied=frozenset(frozenset((c.doc, c.of)) for c in copies),
    )
    contested = {s.doc for c in conflicts if c.type in ("scope", "claim", "status") for s in c.sides}
    return tuple(_outcome(p, pile, contested, topics) for p in promises)


def _by_kin(records: Iterable[T], class_of: Callable[[T], str]) -> dict[str, list[T]]:
    out: dict[str, list[T]] = defaultdict(list)
    for record in records:
        out[kin(class_of(record))].append(record)
    return out


def _promises(dossiers: Iterable[Dossier], triggers: frozenset[str]) -> Iterator[Promise]:
    for d in dossiers:
        for p in d.annotations.pledges:
            yield Promise(doc=d.doc, written=day_written(d.report), pledge=p, matter=pledge_matter(p, triggers))


def _outcome(promise: Promise, pile: Pile, contested: set[str], topics: Topics) -> PledgeOutcome:
    found = [*_later_pledges(promise, pile), *_later_events(promise, pile), *_fewer(promise, pile)]
    found = [e for e in found if promise.doc == e.cite.doc or _near(promise, e, topics)]
    found = [e for e in found if frozenset((promise.doc, e.cite.doc)) not in pile.copied]
    found.sort(key=lambda e: (e.written or dt.date.max, _RANK[e.outcome], e.cite.doc, e.cite.start))
    best = next((e for e in found if e.outcome != "restated"), None) or next(iter(found), None)
    p = promise.pledge
    return PledgeOutcome(
        who=p.who,
        what=p.what,
        made=p.made,
        due=p.due,
        outcome=best.outcome if best else "open",
        contested=bool(best and best.outcome == "kept" and best.cite.doc in contested),
        doc=promise.doc,
        start=p.start,
        end=p.end,
        outcome_doc=best.cite.doc if best else None,
        outcome_start=best.cite.start if best else None,
        outcome_end=best.cite.end if best else None,
        reasons=_reasons(best, found),
    )


def _near(promise: Promise, e: Evidence, topics: Topics) -> bool:
    return topics.similarity(promise.doc, e.cite.doc) >= (CLOSE if e.vague else RELATED)


def _is_vague(a: Matter, b: Matter) -> bool:
    return not (a.things or a.countries) or not (b.things or b.countries)


def _reasons(best: Evidence | None, found: Sequence[Evidence]) -> tuple[Reason, ...]:
    """What speaks for the outcome in the report that shows it; offsets are into that report."""
    same = [e for e in found if best and e.cite.doc == best.cite.doc and e.outcome == best.outcome]
    return tuple(Reason(clue=e.outcome, text=e.why, start=e.cite.start, end=e.cite.end) for e in same)


_RANK = {"kept": 0, "slipped": 1, "broken": 2, "restated": 3, "open": 4}


def _later_pledges(promise: Promise, pile: Pile) -> Iterator[Evidence]:
    """The same thing promised again elsewhere: for a later day it has slipped, for the same it is restated.

    A later day is taken for the newer one where the reports' own days do not say which is.
    """
    p, due = promise.pledge, bounds(promise.pledge.due)
    if p.event_class == "other":  # a plan of a kind that the lexicon does not know: nothing to compare
        return
    for other in pile.promises.get(kin(p.event_class), ()):
        later = bounds(other.pledge.due)
        if not due or not later or other.doc == promise.doc or _before(other, promise):
            continue
        slipped = later[0] > due[1] + _GRACE and not p.vague_due
        restated = later[0] <= due[1] and due[0] <= later[1] and _after(promise, other.doc, other.written)
        alike = same_matter(promise.matter, other.matter, p.event_class) and other.pledge.event_class == p.event_class
        if alike and _in_reach(due, later, other) and (slipped or restated):
            cite = Cite(doc=other.doc, start=other.pledge.start, end=other.pledge.end)
            why = f"{other.pledge.due} instead of {p.due}" if slipped else f"again {other.pledge.due}"
            vague = _is_vague(promise.matter, other.matter)
            outcome: Outcome = "slipped" if slipped else "restated"
            yield Evidence(outcome=outcome, cite=cite, written=other.written, why=why, vague=vague)


def _in_reach(due: Days, later: Days, other: Promise) -> bool:
    """Whether the second pledge can replace the first: made by a year after that was due, not a new one long after."""
    made = bounds(other.pledge.made)
    return made[0] <= due[1] + _A_YEAR if made else later[0] <= due[1] + 2 * _A_YEAR


def _before(a: Promise, b: Promise) -> bool:
    """Whether it is known that a was made before b."""
    return bool(a.written and b.written and a.written <= b.written)


def _later_events(promise: Promise, pile: Pile) -> Iterator[Evidence]:
    made, due = bounds(promise.pledge.made), bounds(promise.pledge.due)
    since = made[0] if made else promise.written
    if promise.pledge.event_class == "other":
        return
    for t in (*pile.told.get(kin(promise.pledge.event_class), ()), *pile.told.get("delay", ())):
        if not t.written or since is None or not _bears(promise, t):
            continue
        e = t.event
        outcome: Outcome | None = None
        if e.event_class == "delay" and e.status == "occurred":
            outcome = "slipped" if t.doc != promise.doc and _by_then(t.written, due, since) else None
        elif e.status == "occurred" and e.low and e.high and e.low >= since and _in_time(e.high, due, since):
            outcome = "kept"
        elif e.status == "denied" and due and t.written > due[0] and _by_then(t.written, due, since):
            outcome = "broken"
        if outcome:
            cite = Cite(doc=t.doc, start=e.start, end=e.end)
            vague = _is_vague(promise.matter, t.matter)
            why = f"{e.text} ({e.status}, {e.date})"
            yield Evidence(outcome=outcome, cite=cite, written=t.written, why=why, vague=vague)


def _bears(promise: Promise, t: Told) -> bool:
    """Another sentence on the matter, in a later report or, for a pledge that is recalled, in the same one."""
    p, e = promise.pledge, t.event
    recalled = t.doc == promise.doc and p.made_time_start is not None and not p.start <= e.start < p.end
    if not (recalled or _after(promise, t.doc, t.written)):
        return False
    if not same_matter(promise.matter, t.matter, p.event_class):
        return False
    # the end of a mission is not the withdrawal of all troops: between classes a thing must be named alike
    return e.event_class in (p.event_class, "delay") or bool(promise.matter.things & t.matter.things)


def _after(promise: Promise, doc: str, written: dt.date | None) -> bool:
    return doc != promise.doc and bool(written and promise.written and written > promise.written)


def _by_then(written: dt.date, due: Days | None, since: dt.date) -> bool:
    """Told by a year after it was due: a delay told later is one of another day."""
    return written <= (due[1] if due else since) + _A_YEAR


def _in_time(day: dt.date, due: Days | None, since: dt.date) -> bool:
    return day <= (due[1] + _GRACE if due else since + 2 * _A_YEAR)


def _fewer(promise: Promise, pile: Pile) -> Iterator[Evidence]:
    """A pledged reduction is borne out by a smaller figure than the one in the report that pledges it.

    Not the withdrawal of all, and not before it is due.
    """
    if promise.pledge.event_class != "withdraw" or of_all(promise.pledge.what):
        return
    for s in pile.series:
        before = [p for p in s.points if p.doc == promise.doc and p.sense == "actual"]
        if s.measure != "troops" or not before or not same_matter(promise.matter, matter_of(s.of, s.place), "withdraw"):
            continue
        for p in s.points:
            day = pile.written.get(p.doc)
            fewer = p.sense == "actual" and p.value <= _CLEARLY * before[0].value
            if day and _after(promise, p.doc, day) and fewer and _soon(day, promise):
                why = f"{before[0].value:,.0f} → {p.value:,.0f}"
                yield Evidence(outcome="kept", cite=Cite(doc=p.doc, start=p.start, end=p.end), written=day, why=why)


def _soon(day: dt.date, promise: Promise) -> bool:
    due = bounds(promise.pledge.due)
    if due:
        return due[0] <= day <= due[1] + _A_YEAR
    return bool(promise.written and day <= promise.written + _A_YEAR)
