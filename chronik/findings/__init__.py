"""Stage 6: what the pile shows, every line with the sentence it stands on."""

from collections.abc import Iterable

from chronik.findings.conflicts import find_conflicts
from chronik.findings.phases import find_phases
from chronik.findings.pledges import find_outcomes
from chronik.findings.positions import find_positions
from chronik.findings.series import find_series
from chronik.findings.state import state
from chronik.link import find_clusters, find_lineage, find_parties
from chronik.link.parties import Register
from chronik.link.topics import Topics
from chronik.model import Copy, Dossier, Findings

__all__ = ["draw", "state"]


def draw(dossiers: Iterable[Dossier], copies: tuple[Copy, ...], topics: Topics) -> Findings:
    """All findings of a pile. ``dossiers`` is gone through several times and must give the same each time."""
    parties = find_parties(dossiers)
    clusters = find_clusters(dossiers, Register(parties))
    series = find_series(dossiers)
    conflicts = find_conflicts(dossiers, series, copies)
    return Findings(
        parties=parties,
        clusters=clusters,
        lineage=tuple(line for d in dossiers for line in find_lineage(d)),
        copies=copies,
        series=series,
        outcomes=find_outcomes(dossiers, series, conflicts, topics, copies),
        positions=find_positions(dossiers),
        phases=find_phases(clusters),
        conflicts=conflicts,
    )
