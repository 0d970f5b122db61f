"""Names: the tables of cases, the rules' own examples, and which country a word speaks of."""

import json
from pathlib import Path
from typing import Any

import pytest

from chronik.annotate.names import check_examples, country_of, find_names, party_at
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.model import Article, Name

CASES = Path(__file__).parent / "cases"


def names(text: str, code: str) -> tuple[Name, ...]:
    document = prepare(Article(id="case", source=text, text=text, language=code))
    return find_names(document, Parses(document.article.text, document.sentences, code), code)


def cases(kind: str) -> list[Any]:
    """Rows of tests/cases/<code>/names/<kind>.jsonl: {"text", "names": [[text, type, name, id], …]}."""
    return [
        pytest.param(code, row["text"], row["names"], id=f"{code}:{row['text'][:40]}")
        for code in ("de", "en")
        for line in (CASES / code / "names" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
    ]


def compare(code: str, text: str, expected: list[list[str | None]]) -> None:
    found = names(text, code)
    assert [[n.text, n.type, n.name, n.id] for n in found] == expected
    assert all(text[n.start : n.end] == n.text for n in found)


@pytest.mark.parametrize(("code", "text", "expected"), cases("made"))
def test_made(code: str, text: str, expected: list[list[str | None]]) -> None:
    compare(code, text, expected)


@pytest.mark.parametrize(("code", "text", "expected"), cases("negative"))
def test_negative(code: str, text: str, expected: list[list[str | None]]) -> None:
    compare(code, text, expected)


@pytest.mark.xfail(strict=True, reason="known failures; one that passes moves to made.jsonl")
@pytest.mark.parametrize(("code", "text", "expected"), cases("known_failures"))
def test_known_failures(code: str, text: str, expected: list[list[str | None]]) -> None:
    compare(code, text, expected)


@pytest.mark.parametrize("code", ["de", "en"])
def test_rules_hold_their_examples(code: str) -> None:
    assert check_examples(code) == []


@pytest.mark.parametrize(
    ("word", "iso"),
    [
        ("irakische", "IQ"),
        ("Irakischen", "IQ"),
        ("Iraks", "IQ"),
        ("Bagdad", "IQ"),
        ("US-Soldaten", "US"),
        ("amerikanisch", "US"),
        ("Washington", "US"),
        ("Iraqi", "IQ"),
        ("Iraq's", "IQ"),
        ("U.S.", "US"),
        ("Tisch", None),
        ("us", None),
    ],
)
def test_country_of(word: str, iso: str | None) -> None:
    assert country_of(word) == iso


def test_party_at() -> None:
    text = "Die jordanische Armee rückte vor."
    found = names(text, "de")
    party = party_at(found, text.index("Armee"), text.index("Armee") + 5)
    assert party is not None
    assert party.name == "jordanische Armee"
    assert party_at(found, 0, 3) is None
