"""Write the stored result that tests/test_path.py compares with: ``python tests/store.py``, then read the diff."""

import json
import tempfile
from pathlib import Path

from chronik import pipeline
from chronik.publish.case import case_lines
from chronik.record import Case

ROOT = Path(__file__).parent.parent
PILES = ("irak", "stuttgart21")
# Every kind but those whose lines are many and measured by the floors.
KEPT = ("report", "pledge", "series", "pledge_outcome", "conflict", "copy", "lineage", "event_cluster", "phase")


def result(pile: str) -> str:
    """Reports, pledges and findings of an example pile, as the export writes them."""
    with tempfile.TemporaryDirectory() as folder, Case.open(Path(folder) / "case.db", create=True) as case:
        pipeline.build([ROOT / "examples" / pile], case)
        lines = (line for line in case_lines(case) if json.loads(line)["kind"] in KEPT)
        return "".join(f"{line}\n" for line in lines)


def stored(pile: str) -> Path:
    """Where the result of a pile is stored."""
    return ROOT / "tests" / "stored" / f"{pile}.jsonl"


if __name__ == "__main__":
    for name in PILES:
        stored(name).parent.mkdir(exist_ok=True)
        stored(name).write_text(result(name), encoding="utf-8")
