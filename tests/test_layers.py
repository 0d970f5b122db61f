"""A stage imports only the model, the errors, the language and earlier stages."""

import ast
from pathlib import Path

import pytest

import chronik

ROOT = Path(chronik.__file__).parent
STAGES = ["ingest", "article", "annotate", "dating", "link", "findings", "record", "publish"]
BELOW = {"model", "errors", "free", "language"}


def imported(file: Path) -> set[str]:
    """Top-level parts of the package that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "chronik":
                names = [f"chronik.{a.name}" for a in node.names]
        found |= {n.split(".")[1] for n in names if n.startswith("chronik.")}
    return found


@pytest.mark.parametrize("stage", STAGES)
def test_stage_imports_only_earlier_stages(stage: str) -> None:
    allowed = BELOW | set(STAGES[: STAGES.index(stage) + 1])
    for file in sorted((ROOT / stage).rglob("*.py")):
        assert imported(file) <= allowed, file


def test_language_imports_no_stage() -> None:
    for file in sorted((ROOT / "language").rglob("*.py")):
        assert imported(file) <= BELOW, file


@pytest.mark.parametrize("file", ["model.py", "errors.py"])
def test_ground_imports_nothing(file: str) -> None:
    assert imported(ROOT / file) == set()


CLOCKS = {("time", "time"), ("datetime", "now"), ("datetime", "today"), ("date", "today"), ("datetime", "utcnow")}


def test_no_clock_in_the_core() -> None:
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                name = (
                    owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
                )
                assert (name, node.func.attr) not in CLOCKS, f"{file}:{node.lineno}"
