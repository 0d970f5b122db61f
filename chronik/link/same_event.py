"""The same event as several sentences tell it.

Two mentions are one event where class and status agree, their days meet and are known closely enough, and who,
whom or where do not contradict and agree at least once. Clustering by leader (Hartigan 1975): a mention is
compared with the mention of each group that knows its day most narrowly.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import structs

from chronik.language.countries import owner_of
from chronik.link.parties import Register
from chronik.link.spelling import fold
from chronik.model import Cite, Dossier, Event, EventCluster, Record

# Classes that one event is told under: a deadly attack, a vote that demands, a mission that ends by withdrawal.
_KIN = {"kill": "attack", "overthrow": "attack", "handover": "withdraw"}
_WIDEST_DAYS = 366  # an event known only to within more than a year is one of many


class Mention(Record, frozen=True, kw_only=True):
    """An event in its article, with the parties it names."""

    doc: str
    event: Event
    parties: frozenset[str]


def find_clusters(dossiers: Iterable[Dossier], register: Register) -> tuple[EventCluster, ...]:
    """Every event of the pile once, with all sentences that tell it, in the order of its days."""
    mentions = [
        Mention(doc=d.doc, event=e, parties=_parties(e, register)) for d in dossiers for e in d.annotations.events
    ]
    groups = _grouped(mentions)
    clusters = [_cluster(group) for group in groups]
    clusters.sort(
        key=lambda c: (c.low or dt.date.max, c.high or dt.date.max, c.event_class, c.members[0].doc, c.members[0].start)
    )
    return tuple(_numbered(clusters))


def _parties(e: Event, register: Register) -> frozenset[str]:
    """Ids of parties, countries and plain head words that an event names, to be compared across reports."""
    out: set[str] = set()
    for text in (e.actor, e.target, e.place):
        if not text:
            continue
        known, country = register.party(text), owner_of(text)
        out |= {known} if known else set()
        out |= {f"country/{country}"} if country else set()
        out |= {fold(w) for w in text.split() if len(w) > 3 and w[0].isupper()}
    return frozenset(out)


def _grouped(mentions: list[Mention]) -> list[list[Mention]]:
    """Groups round the mention that knows its day most narrowly; a wider one joins one group, or none if several fit.

    So a "July" that fits two attacks does not make them one.
    """
    groups: list[list[Mention]] = []
    index: dict[tuple[str, str, str, int], list[int]] = defaultdict(list)
    for mention in sorted(mentions, key=_rank):
        keys = _keys(mention)
        near = sorted({g for key in keys for g in index[key]})
        group = _best([g for g in near if same(mention, groups[g][0])], mention, groups)
        if group is not None:
            groups[group].append(mention)
            continue
        for key in keys:
            index[key].append(len(groups))
        groups.append([mention])
    return groups


def _best(fitting: list[int], mention: Mention, groups: list[list[Mention]]) -> int | None:
    """The one group that fits, or the one that shares most parties where no other shares as many."""
    ranked = sorted(fitting, key=lambda g: -len(mention.parties & groups[g][0].parties))
    shared = [len(mention.parties & groups[g][0].parties) for g in ranked[:2]]
    return ranked[0] if ranked and (len(ranked) == 1 or shared[0] > shared[1]) else None


def _keys(m: Mention) -> set[tuple[str, str, str, int]]:
    """What a mention must share with another: class kin, whether it lies ahead, a party, a year."""
    e = m.event
    if not e.low or not e.high or (e.high - e.low).days > _WIDEST_DAYS:
        return set()
    return {(kin(e), _ahead(e), party, year) for party in m.parties for year in range(e.low.year, e.high.year + 1)}


def kin(e: Event) -> str:
    """The class that tellings of one event share."""
    return _KIN.get(e.event_class, e.event_class)


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell one event."""
    x, y = a.event, b.event
    if kin(x) != kin(y) or _ahead(x) != _ahead(y) or not (x.low and x.high and y.low and y.high):
        return False
    overlap = x.low <= y.high and y.low <= x.high
    narrow = min((x.high - x.low).days, (y.high - y.low).days)
    if not overlap or narrow > _WIDEST_DAYS:
        return False
    shared = a.parties & b.parties
    needed = 1 if narrow <= 31 else 2
    return len(shared) >= needed and not _contradict(x, y)


def _ahead(e: Event) -> str:
    return e.status if e.status in ("planned", "demanded", "denied", "hypothetical") else "told"


def _contradict(x: Event, y: Event) -> bool:
    """Two different countries as place."""
    places = {c for c in (owner_of(x.place or ""), owner_of(y.place or "")) if c}
    return len(places) > 1


def _cluster(group: list[Mention]) -> EventCluster:
    """The mention with the narrowest days leads; its words label the event."""
    lead = min(group, key=_rank)
    e = lead.event
    return EventCluster(
        id="",
        event_class=e.event_class,
        date=e.date,
        low=e.low,
        high=e.high,
        status=e.status,
        label=label(e),
        actor=e.actor or next((m.event.actor for m in group if m.event.actor), None),
        place=e.place or next((m.event.place for m in group if m.event.place), None),
        members=tuple(
            Cite(doc=m.doc, start=m.event.start, end=m.event.end)
            for m in sorted(group, key=lambda m: (m.doc, m.event.start))
        ),
    )


def _rank(m: Mention) -> tuple[int, int, str, int]:
    width = (m.event.high - m.event.low).days if m.event.low and m.event.high else 10**6
    return width, -sum(x is not None for x in (m.event.actor, m.event.target, m.event.place)), m.doc, m.event.start


def label(e: Event) -> str:
    """A short name: who, what, whom, where, in the text's own words."""
    parts = [e.actor, e.text, e.target]
    told = " · ".join(p for p in parts if p)
    return f"{told} ({e.place})" if e.place and e.place not in told else told


def _numbered(clusters: list[EventCluster]) -> Iterator[EventCluster]:
    for n, c in enumerate(clusters, 1):
        yield structs.replace(c, id=f"event/{n}")
