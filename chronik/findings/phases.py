"""Missions and agreements in force: from their begin, through what changes them, to their end."""

import datetime as dt
from collections.abc import Sequence

from chronik.findings.matter import kin, words_of
from chronik.model import EventCluster, Phase

_BEGINS, _ENDS = frozenset(("begin", "open", "deploy", "agree")), frozenset(("end",))


def find_phases(clusters: Sequence[EventCluster]) -> tuple[Phase, ...]:
    """One phase for each begin that names what begins, closed by the first later end on the same matter."""
    told = [c for c in clusters if c.status in ("occurred", "ongoing") and c.low]
    phases = []
    for begin in (c for c in told if c.event_class in _BEGINS):
        words = words_of(begin.label, begin.actor, begin.place)
        end = next((c for c in told if _closes(c, begin, words)), None)
        if not words:
            continue
        phases.append(
            Phase(
                matter=begin.label,
                phase="agreement" if begin.event_class == "agree" else "mission",
                from_=begin.date,
                until=end.date if end else None,
                members=begin.members + (end.members if end else ()),
            )
        )
    return tuple(sorted(phases, key=lambda p: (p.from_ or "9999", p.matter)))


def _closes(c: EventCluster, begin: EventCluster, words: frozenset[str]) -> bool:
    after = (c.low or dt.date.min) > (begin.low or dt.date.max)
    return kin(c.event_class) in _ENDS and after and len(words & words_of(c.label, c.actor, c.place)) >= 2
