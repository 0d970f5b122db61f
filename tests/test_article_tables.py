"""Tables of made-up reports: what must come out of sentences, quotes and datelines, in both languages."""

import json
from pathlib import Path
from typing import Any

import pytest

from chronik.article import prepare
from chronik.article.quotes import quotes
from chronik.article.sentences import sentences
from chronik.model import Article

CASES = Path(__file__).parent / "cases"


def table(name: str) -> list[Any]:
    rows = []
    for file in sorted(CASES.glob(f"*/article/{name}.jsonl")):
        language = file.parent.parent.name
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.append(pytest.param(language, row, id=f"{language}: {row['text'][:50]!r}"))
    return rows


@pytest.mark.parametrize(("language", "row"), table("sentences"))
def test_sentences(language: str, row: dict[str, Any]) -> None:
    text = row["text"]
    assert [text[s.start : s.end] for s in sentences(text, language)] == row["sentences"]


@pytest.mark.parametrize(("language", "row"), table("quotes"))
def test_quotes(language: str, row: dict[str, Any]) -> None:
    text = row["text"]
    found = quotes(text, language)
    assert [text[q.start : q.end] for q in found] == row["quotes"]
    assert [text[q.start : q.end] for q in found if q.scare] == row["scare"]


@pytest.mark.parametrize(("language", "row"), table("datelines"))
def test_datelines(language: str, row: dict[str, Any]) -> None:
    text = row["text"]
    document = prepare(Article(id="x", source=text, text=text, language=language))
    assert [[z.kind, text[z.start : z.end], z.value] for z in document.zones] == row["zones"]
    assert document.dateline == row["dateline"]
    assert list(document.agencies) == row["agencies"]
    if "first" in row:
        first = document.sentences[0]
        assert text[first.start : first.end] == row["first"]
