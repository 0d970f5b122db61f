"""Where each party stands on a matter: what it demands, rejects, supports, offers, warns of, on which day."""

from collections.abc import Iterable

from chronik.link.same_event import label
from chronik.model import Dossier, Event, Position, Stance, Statement

_NEAR = 200  # characters within which a demanded event belongs to the demand

_BY_ACT: dict[str, Stance] = {
    "demand": "demands",
    "deny": "rejects",
    "welcome": "supports",
    "promise": "offers",
    "warn": "warns",
}
_BY_CLASS: dict[str, Stance] = {"demand": "demands", "reject": "rejects"}


def find_positions(dossiers: Iterable[Dossier]) -> tuple[Position, ...]:
    """All positions of the pile, by party and day."""
    found: dict[tuple[str, str, int], Position] = {}
    for d in dossiers:
        for event in d.annotations.events:
            position = _from_event(d, event)
            if position:
                found[position.party, d.doc, position.start] = position
        for statement in d.annotations.statements:
            position = _from_statement(d, statement)
            if position:
                found.setdefault((position.party, d.doc, position.start), position)
    return tuple(sorted(found.values(), key=lambda p: (p.party, p.date or "9999", p.doc, p.start)))


def _from_event(d: Dossier, e: Event) -> Position | None:
    stance = _BY_CLASS.get(e.event_class)
    if stance is None or not e.actor or e.status not in ("occurred", "ongoing"):
        return None
    near = [x for x in d.annotations.events if 0 < abs(x.start - e.start) < _NEAR]
    if stance == "demands" and any(
        x.status == "denied" for x in near
    ):  # "nicht abzuziehen": whose matter is the opposite of what it names
        return None
    inner = [x for x in near if x.status == "demanded"]
    matter = label(min(inner, key=lambda x: abs(x.start - e.start))) if inner else e.target
    if matter is None:
        return None
    return Position(party=e.actor, stance=stance, matter=matter, date=e.date, doc=d.doc, start=e.start, end=e.end)


def _from_statement(d: Dossier, s: Statement) -> Position | None:
    """The stance of a speech act on the first event that its content tells; without one there is no matter to name.

    A source that is not named ("aus Regierungskreisen") is no party that takes a stance.
    """
    stance = _BY_ACT.get(s.act)
    party = s.speaker_name or s.speaker
    if stance is None or not party or s.evidence in ("unnamed", "hearsay"):
        return None
    if s.content_start is None or s.content_end is None:
        return None
    inside = [e for e in d.annotations.events if s.content_start <= e.start < s.content_end]
    if not inside or any(e.status == "denied" for e in inside):
        return None
    if s.act == "deny" and inside[0].status not in ("planned", "demanded"):  # a denial of fact is no stance
        return None
    day = d.report.best.isoformat() if d.report.best and d.report.low == d.report.high else None
    return Position(party=party, stance=stance, matter=label(inside[0]), date=day, doc=d.doc, start=s.start, end=s.end)
