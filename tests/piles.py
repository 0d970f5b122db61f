"""Small piles for tests: a few short reports worked through the whole path."""

import json
from pathlib import Path

from chronik import pipeline
from chronik.model import Conflict, Findings
from chronik.record import Case

Told = tuple[str, str]  # day of writing, text


def findings_of(folder: Path, *reports: Told, trust_stated: bool = True) -> Findings:
    """What a pile of reports shows; they are named "a", "b", … in the order given, and written on the days given."""
    rows = [{"id": chr(97 + n), "date_publish": day, "maintext": text} for n, (day, text) in enumerate(reports)]
    pile = folder / "pile.jsonl"
    pile.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Case.open(folder / "case.db", create=True) as case:
        found = pipeline.build([pile], case, trust_stated=trust_stated)
        assert not list(case.skipped())
    return found


def conflicts_of(found: Findings, type_: str) -> list[Conflict]:
    return [c for c in found.conflicts if c.type == type_]


def outcomes(found: Findings, doc: str) -> set[str]:
    return {o.outcome for o in found.outcomes if o.doc == doc}
