"""Tables of cases: tests/cases/<language>/<annotator>/<name>.jsonl as pytest parameters."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def table(annotator: str, *names: str) -> list[Any]:
    """(language, row) for every line of the named files; a row with "why" is a known failure, strict."""
    rows = []
    for file in sorted(f for name in names for f in CASES.glob(f"*/{annotator}/{name}.jsonl")):
        code = file.parent.parent.name
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            marks = [pytest.mark.xfail(strict=True, reason=row["why"])] if "why" in row else []
            rows.append(pytest.param(code, row, id=f"{code} {file.stem}: {row['text'][:50]!r}", marks=marks))
    return rows
