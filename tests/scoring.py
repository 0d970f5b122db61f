"""A small scorer for the floors: found F1 by overlap, and accuracy of fields on what was found."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def by_doc(rows: Iterable[Row], kind: str) -> dict[str, list[Row]]:
    """Rows of one kind, by document."""
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == kind:
            out[row["doc"]].append(row)
    return out


def load(path: Path) -> list[Row]:
    """A JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def overlap(a: Row, b: Row) -> int:
    """Characters in common; events count more where the class agrees too."""
    if None in (a.get("start"), a.get("end"), b.get("start"), b.get("end")):
        return 0
    both = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return both * 2 + (a.get("class") == b.get("class")) if both > 0 else 0


def pairs(gold: list[Row], found: list[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs, those with the largest overlap first."""
    ranked = sorted(
        ((overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for weight, i, j in ranked:
        if weight > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j))
    return out


def score(gold_rows: list[Row], found_rows: list[Row], kind: str, fields: tuple[str, ...]) -> dict[str, float]:
    """Precision, recall and F1 of what is found, and the share of it on which each field agrees."""
    gold, found = by_doc(gold_rows, kind), by_doc(found_rows, kind)
    hits = missed = spurious = 0
    right = dict.fromkeys(fields, 0)
    for doc in sorted({r["doc"] for r in gold_rows}):
        matched = pairs(gold[doc], found[doc])
        for i, j in matched:
            if gold[doc][i].get("optional"):
                continue
            hits += 1
            for field in fields:
                right[field] += agrees(gold[doc][i], found[doc][j], field)
        missed += sum(not g.get("optional") for i, g in enumerate(gold[doc]) if i not in {i for i, _ in matched})
        spurious += len(found[doc]) - len(matched)
    precision, recall = hits / max(1, hits + spurious), hits / max(1, hits + missed)
    out = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}
    return out | {field: right[field] / max(1, hits) for field in fields}


def agrees(gold: Row, found: Row, field: str) -> bool:
    """Equal, or one of the alternatives that gold allows; a speaker agrees where the extents meet."""
    if field == "speaker" and gold.get("speaker_start") is not None:
        begin, end = found.get("speaker_start"), found.get("speaker_end")
        return begin is not None and end is not None and begin < gold["speaker_end"] and gold["speaker_start"] < end
    if field == "speaker":
        name = f"{found.get('speaker') or ''} {found.get('speaker_name') or ''}".casefold()
        wanted = [gold.get("speaker"), *gold.get("speaker_alt", [])]
        return any((w or "").casefold().split()[-1:] == [] or (w or "").casefold().split()[-1] in name for w in wanted)
    value, wanted_value = found.get(field), gold.get(field)
    return bool(value == wanted_value or value in gold.get("alt", []) or value == gold.get(f"{field}_alt"))
