"""What the annotators reach on the example piles, as the table of docs/scores.md.

    python bench/quality.py

Gold is tests/gold, written by hand; pairing and figures as in tests/scoring.py.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from scoring import by_doc, load, score

from chronik import pipeline, publish
from chronik.model import Skipped
from chronik.publish.jsonl import KINDS

FIELDS = {
    "time": ("type", "value"),
    "figure": ("value", "modifier", "measure", "sense"),
    "statement": ("speaker", "form"),
    "event": ("class", "status"),
}


def found(pile: str) -> list[dict[str, Any]]:
    """All annotations of an example pile."""
    rows = []
    for item in pipeline.annotate_pile([ROOT / "examples" / pile]):
        if isinstance(item, Skipped):
            raise SystemExit(item.why)
        document, report, annotations = item
        lines = publish.article_lines(document.article, report, annotations, frozenset(KINDS))
        rows += [json.loads(line) for line in lines]
    return rows


def dating(gold: list[dict[str, Any]], rows: list[dict[str, Any]]) -> str:
    """How many intervals hold the truth, and how many likeliest days are right."""
    truth, reports = by_doc(gold, "report"), by_doc(rows, "report")
    inside = right = 0
    for doc, (t,) in truth.items():
        (r,) = reports[doc]
        inside += (r["low"] or "0") <= t["high"] and t["low"] <= (r["high"] or "9")
        right += bool(r["best"]) and t["low"] <= r["best"] <= t["high"]
    return f"{inside} of {len(truth)} intervals hold the truth, {right} likeliest days are right"


def main() -> None:
    """Print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    print("| pile | kind | P | R | F1 | of what is found |\n|---|---|---|---|---|---|")
    for pile in ("irak", "stuttgart21"):
        gold, rows = load(ROOT / "tests" / "gold" / f"{pile}.jsonl"), found(pile)
        for kind, fields in FIELDS.items():
            s = score(gold, rows, kind, fields)
            right = ", ".join(f"{f} {s[f]:.2f}" for f in fields)
            print(f"| {pile} | {kind} | {s['precision']:.2f} | {s['recall']:.2f} | {s['f1']:.2f} | {right} |")
        print(f"| {pile} | report | | | | {dating(gold, rows)} |")


if __name__ == "__main__":
    main()
