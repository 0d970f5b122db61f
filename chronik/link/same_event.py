"""The same event as several sentences tell it.

Two mentions are one event where class and status agree, their days meet and are known closely enough, and who,
whom or where do not contradict and agree at least once. Single-link clustering within blocks of class and year.
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
    parent = list(range(len(mentions)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for block in _blocks(mentions).values():
        for a, b in _pairs(block):
            if same(mentions[a], mentions[b]):
                parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[Mention]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        groups[root(i)].append(mention)
    return list(groups.values())


def _blocks(mentions: list[Mention]) -> dict[tuple[str, int], list[int]]:
    blocks: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        if m.event.low and m.event.high:
            for year in {m.event.low.year, m.event.high.year}:
                blocks[_kin(m.event), year].append(i)
    return blocks


def _pairs(block: list[int]) -> Iterator[tuple[int, int]]:
    for n, a in enumerate(block):
        for b in block[n + 1 :]:
            yield a, b


def _kin(e: Event) -> str:
    return _KIN.get(e.event_class, e.event_class)


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions tell one event."""
    x, y = a.event, b.event
    if _kin(x) != _kin(y) or _ahead(x) != _ahead(y) or not (x.low and x.high and y.low and y.high):
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
    """Two different countries as place, or nothing shared between two named targets."""
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
