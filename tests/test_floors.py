"""Floors on the example piles, for every annotator and for dating; gold in tests/gold, written by hand.

The floors lie just below what the rules reach (docs/scores.md), so that a change that costs quality fails here.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from scoring import by_doc, load, score

from chronik import pipeline, publish
from chronik.model import Skipped
from chronik.publish.jsonl import KINDS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {}
    for pile in ("irak", "stuttgart21"):
        rows = out.setdefault(pile, [])
        for item in pipeline.annotate_pile([ROOT / "examples" / pile]):
            assert not isinstance(item, Skipped), item.why
            document, report, annotations = item
            lines = publish.article_lines(document.article, report, annotations, frozenset(KINDS))
            rows += [json.loads(line) for line in lines]
    return out


FLOORS = [
    ("irak", "time", {"f1": 0.96, "value": 0.74}),
    ("irak", "figure", {"f1": 0.94, "value": 0.98, "modifier": 0.98, "measure": 0.88}),
    ("irak", "statement", {"recall": 0.86, "precision": 0.81, "speaker": 0.94}),
    ("irak", "event", {"recall": 0.90, "precision": 0.92, "class": 0.95, "status": 0.95}),
    ("stuttgart21", "time", {"f1": 0.96, "value": 0.91}),
    ("stuttgart21", "figure", {"f1": 0.96, "value": 0.96, "modifier": 0.96, "measure": 0.96}),
    ("stuttgart21", "statement", {"recall": 0.93, "precision": 0.90, "speaker": 0.89}),
    ("stuttgart21", "event", {"recall": 0.85, "precision": 0.85, "class": 0.95, "status": 0.95}),
]


@pytest.mark.parametrize(("pile", "kind", "floors"), FLOORS, ids=[f"{p}-{k}" for p, k, _ in FLOORS])
def test_floor(found: dict[str, list[dict[str, Any]]], pile: str, kind: str, floors: dict[str, float]) -> None:
    fields = tuple(f for f in floors if f not in ("precision", "recall", "f1"))
    assert all(floor > 0 for floor in floors.values())
    reached = score(load(ROOT / "tests" / "gold" / f"{pile}.jsonl"), found[pile], kind, fields)
    short = {name: (round(reached[name], 3), floor) for name, floor in floors.items() if reached[name] < floor}
    assert not short, f"{kind} in {pile} (reached, floor): {short}"


@pytest.mark.parametrize(("pile", "holds", "exact"), [("irak", 0.94, 0.42), ("stuttgart21", 1.0, 0.75)])
def test_dating_floor(found: dict[str, list[dict[str, Any]]], pile: str, holds: float, exact: float) -> None:
    gold = by_doc(load(ROOT / "tests" / "gold" / f"{pile}.jsonl"), "report")
    reports = by_doc(found[pile], "report")
    inside = right = 0
    for doc, (truth,) in gold.items():
        (report,) = reports[doc]
        inside += (report["low"] or "0") <= truth["high"] and truth["low"] <= (report["high"] or "9")
        right += bool(report["best"]) and truth["low"] <= report["best"] <= truth["high"]
    assert inside / len(gold) >= holds
    assert right / len(gold) >= exact


def test_names_are_found(found: dict[str, list[dict[str, Any]]]) -> None:
    names = {(row["type"], row["name"]) for row in found["irak"] if row["kind"] == "name"}
    for expected in [("person", "Barack Obama"), ("place", "Irak"), ("place", "Bagdad")]:
        assert expected in names
