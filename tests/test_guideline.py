"""The examples of docs/times.md come out as the page says."""

import datetime as dt
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.dating.edtf import edtf_of
from chronik.model import Article, Document, Time

PAGE = Path(__file__).parent.parent / "docs" / "times.md"
LANGUAGES = {"German": "de", "English": "en"}
WRITTEN = "2021-12-15 – 2021-12-15"


FRAMES = {
    "German, past": "Das war {} anders.",
    "German, present": "Das ist {} anders.",
    "German, future": "Das gilt {} weiter.",
    "English, past": "It was {} different.",
    "English, present": "It is {} different.",
    "English, future": "It will {} change.",
}


class Example(NamedTuple):
    """A row of a table: the sentence, and what each column says of it by the column's heading."""

    code: str
    text: str
    columns: dict[str, str]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Every row of every table: the first heading, the first cell, the other cells by heading."""
    found = []
    heads: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            heads = []
        elif not heads:
            heads = cells(line)
        elif not line.startswith("|--"):
            first, *rest = cells(line)
            found.append((heads[0], first, dict(zip(heads[1:], rest, strict=True))))
    return found


def examples() -> list[Example]:
    """Every row of a table whose first heading is a language."""
    return [Example(LANGUAGES[head], first, rest) for head, first, rest in rows() if head in LANGUAGES]


def words(column: str) -> list[tuple[str, str]]:
    """Each vague word of a column of the word list, with its language and tense."""
    return [(first, w) for head, first, rest in rows() if head == "Vague words" for w in rest[column].split(", ")]


def tagged(example: Example) -> tuple[Time, ...]:
    text = re.sub(r"[\[\]]", "", example.text)
    article = Article(id="x", source=text, text=text, language=example.code)
    written = example.columns.get("written", WRITTEN)
    low, high = (dt.date.fromisoformat(day) for day in written.split(" – ")) if written else (None, None)
    return anchor_times(find_times(Document(article=article, sentences=()), example.code), low, low, high)


def shown(time: Time) -> str:
    return " ".join(word for word in (time.type, time.value, time.mod, time.quant, time.freq) if word)


def span(first: object, last: object) -> str:
    return f"{first or '…'} – {last or '…'}" if first or last else ""


COLUMNS = {
    "tagged as": lambda times: "; ".join(f"`{shown(t)}`" for t in times) or "—",
    "first and last day": lambda times: "; ".join(span(t.low, t.high) for t in times),
    "begin – finish": lambda times: "; ".join(span(t.begin, t.finish) for t in times),
    "reasons": lambda times: "; ".join(" ".join(f"`{r.clue}`" for r in t.reasons) for t in times).strip(),
    "EDTF": lambda times: "; ".join(edtf_of(t) or "" for t in times),
}


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e.code} {e.text[:60]} {e.columns.get('written', '')}")
def test_example(example: Example) -> None:
    times = tagged(example)
    assert [t.text for t in times] == re.findall(r"\[([^\]]*)\]", example.text)
    for column, says in example.columns.items():
        if column != "written":
            assert COLUMNS[column](times) == says


def found_in(row: str, word: str) -> list[str]:
    return [t.text for t in tagged(Example(LANGUAGES[row.split(",")[0]], FRAMES[row].format(word), {}))]


@pytest.mark.parametrize(("row", "word"), words("tagged"))
def test_word_is_tagged(row: str, word: str) -> None:
    (text,) = found_in(row, word)
    assert word.endswith(text)


@pytest.mark.parametrize(("row", "word"), words("not tagged"))
def test_word_is_not_tagged(row: str, word: str) -> None:
    assert found_in(row, word) == []


def test_the_page_has_examples_in_both_languages() -> None:
    assert {e.code for e in examples()} == set(LANGUAGES.values())
    assert len(examples()) > 80
