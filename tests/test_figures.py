"""Figures: the tables of cases, the rules' own examples, exact offsets, and what must not break."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronik.annotate.figures import check_examples, find_figures
from chronik.annotate.names import find_names
from chronik.annotate.times import find_times
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.model import Article, Figure

CASES = Path(__file__).parent / "cases"


def figures(text: str, code: str) -> tuple[Figure, ...]:
    document = prepare(Article(id="case", source=text, text=text, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    return find_figures(document, parses, find_names(document, parses, code), find_times(document, code), code)


def cases(kind: str) -> list[Any]:
    """Rows of tests/cases/<code>/figures/<kind>.jsonl: {"text", "figures": [{field: value}]}."""
    return [
        pytest.param(code, row["text"], row["figures"], id=f"{code}:{row['text'][:40]}")
        for code in ("de", "en")
        for line in (CASES / code / "figures" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
    ]


def compare(code: str, text: str, expected: list[dict[str, Any]]) -> None:
    found = figures(text, code)
    assert [f.text for f in found] == [e["text"] for e in expected]
    for figure, want in zip(found, expected, strict=True):
        assert {k: getattr(figure, k) for k in want} == want


@pytest.mark.parametrize(("code", "text", "expected"), cases("made"))
def test_made(code: str, text: str, expected: list[dict[str, Any]]) -> None:
    compare(code, text, expected)


@pytest.mark.parametrize(("code", "text", "expected"), cases("negative"))
def test_negative(code: str, text: str, expected: list[dict[str, Any]]) -> None:
    compare(code, text, expected)


@pytest.mark.xfail(strict=True, reason="known failures; one that passes moves to made.jsonl")
@pytest.mark.parametrize(("code", "text", "expected"), cases("known_failures"))
def test_known_failures(code: str, text: str, expected: list[dict[str, Any]]) -> None:
    compare(code, text, expected)


@pytest.mark.parametrize("code", ["de", "en"])
def test_rules_hold_their_examples(code: str) -> None:
    assert check_examples(code) == []


def test_time_points_to_the_date_of_the_clause() -> None:
    text = "Im Mai 2019 standen dort 900 Soldaten, heute sind es 300."
    first, second = figures(text, "de")
    assert first.time_start is not None
    assert text[first.time_start :].startswith("Mai 2019")
    assert second.time_start is None or not text[second.time_start :].startswith("Mai")


WORDS = [
    "12",
    "2.500",
    "rund",
    "mehr als",
    "Soldaten",
    "von",
    "auf",
    "bis",
    "zwischen",
    "und",
    "€",
    "(",
    ")",
    "-",
    "%",
    ".",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "about", "to", "of", "$", "half the", "Millionen", "der"]), max_size=14))
def test_any_sequence_of_number_words_is_survived(words: list[str]) -> None:
    text = " ".join(words)
    for code in ("de", "en"):
        for f in figures(text, code):
            assert text[f.start : f.end] == f.text
            assert f.low is None or f.low <= f.value
            assert f.high is None or f.value <= f.high
