"""Missions and agreements in force: from their begin, through what changes them, to their end."""

import datetime as dt
from collections.abc import Sequence

from chronik.findings.matter import Matter, matter_of, names_agreement, names_mission, same_matter
from chronik.model import EventCluster, Phase

_BEGINS = frozenset(("begin", "open", "deploy", "agree"))


def find_phases(clusters: Sequence[EventCluster]) -> tuple[Phase, ...]:
    """One phase for each begin of a mission or agreement that is named, closed by the first later end of the same."""
    told = [c for c in clusters if c.status in ("occurred", "ongoing") and c.low]
    phases = []
    for begin in (c for c in told if c.event_class in _BEGINS):
        agreed = begin.event_class == "agree"
        if not (names_agreement if agreed else names_mission)(begin.label, begin.actor):
            continue
        matter = matter_of(begin.actor, begin.label, begin.place)
        end = next((c for c in told if _closes(c, begin, matter)), None)
        phases.append(
            Phase(
                matter=begin.label,
                phase="agreement" if agreed else "mission",
                from_=begin.date,
                until=end.date if end else None,
                members=begin.members + (end.members if end else ()),
            )
        )
    return tuple(sorted(phases, key=lambda p: (p.from_ or "9999", p.matter)))


def _closes(c: EventCluster, begin: EventCluster, matter: Matter) -> bool:
    if c.event_class != "end" or (c.low or dt.date.min) <= (begin.low or dt.date.max):
        return False
    other = matter_of(c.actor, c.label, c.place)
    return bool(matter.things & other.things) and same_matter(matter, other, "end")
