"""The examples of docs/statements.md come out as the page says, by rules alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from chronik.annotate.names import find_names
from chronik.annotate.speech_examples import fits, read_example
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.model import Article, Statement

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "statements.md").read_text(encoding="utf-8")
LANGUAGES = {"German": "de", "English": "en"}
REPORT = "examples/irak/10-kampfeinsatz-beendet.txt"
FIELDS = {"means": "speaker_name"}


class Row(NamedTuple):
    """A row of a table: the sentence as it is marked, and what each column says of it by the column's heading."""

    code: str
    marked: str
    columns: dict[str, str]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> list[Row]:
    """Every row of every table whose first heading is a language."""
    found: list[Row] = []
    heads: list[str] = []
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            heads = []
        elif not heads:
            heads = cells(line)
        elif not line.startswith("|--") and heads[0] in LANGUAGES:
            first, *rest = cells(line)
            marked = first.strip("`").replace(" ¶ ", "\n\n")
            found.append(Row(LANGUAGES[heads[0]], marked, dict(zip(heads[1:], rest, strict=True))))
    return found


def statements(text: str, code: str) -> tuple[Statement, ...]:
    document = prepare(Article(id="guide", source=text, text=text, language=code))
    parses = Parses(text, document.sentences, code)
    return find_statements(document, parses, find_names(document, parses, code), code)


def shown(s: Statement, column: str) -> str:
    if column == "reason":
        return ", ".join(r.clue for r in s.reasons) or "—"
    value = getattr(s, FIELDS.get(column, column))
    return "—" if value is None else str(value)


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHRONIK_MODELS", "free")


def test_the_page_has_examples_of_both_languages() -> None:
    assert {row.code for row in rows()} == {"de", "en"}
    assert {row.columns["form"] for row in rows() if "form" in row.columns} == {
        "direct",
        "indirect",
        "indirect_free_indirect",
        "free_indirect",
        "reported",
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.code}: {row.marked[:50]}")
def test_example(row: Row) -> None:
    example = read_example(row.marked)
    found = statements(example.text, row.code)
    if "found" in row.columns:
        assert found == ()
        return
    (told,) = (s for s in found if fits(example, s))
    assert {column: shown(told, column) for column in row.columns} == row.columns


def block_after(marker: str) -> list[str]:
    """The first indented block behind a marker."""
    lines = PAGE.partition(marker)[2].splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("    "))
    last = next(n for n in range(first, len(lines)) if not lines[n].startswith("    "))
    return [line.removeprefix("    ") for line in lines[first:last]]


def run(*args: str) -> list[str]:
    return subprocess.run(
        [sys.executable, *args], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def test_the_object_on_the_page_is_as_it_comes() -> None:
    fourth = json.loads(run("-m", "chronik", "annotate", REPORT, "--kinds", "statement")[3])
    assert json.loads("\n".join(block_after("json.tool --no-ensure-ascii\n```"))) == fourth


def test_the_lines_on_the_page_are_as_they_come() -> None:
    code = PAGE.partition("```python\n")[2].partition("```")[0]
    assert run("-c", code) == block_after("```python\n" + code + "```")
