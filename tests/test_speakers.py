"""Whom the words for a speaker mean: tables of made-up reports, gender of names and descriptions, number."""

from typing import Any

import pytest
from tables import table

from chronik.annotate import gender
from chronik.annotate.names import find_names
from chronik.annotate.speech_agreement import agrees
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.phrases import Parses, parse
from chronik.model import Article


def found(text: str, code: str) -> list[dict[str, Any]]:
    document = prepare(Article(id="case", source=text, text=text, language=code))
    parses = Parses(text, document.sentences, code)
    names = find_names(document, parses, code)
    said = find_statements(document, parses, names, code)
    return [{"cue": s.cue, "speaker": s.speaker, "speaker_name": s.speaker_name, "via": s.via} for s in said]


@pytest.mark.parametrize(("code", "row"), table("speakers", "made", "known_failures"))
def test_who_is_meant(code: str, row: dict[str, Any]) -> None:
    said = found(row["text"], code)
    for wanted in row["statements"]:
        assert any(wanted.items() <= one.items() for one in said), f"{wanted} not in {said}"


@pytest.mark.parametrize(
    ("name", "title", "wanted"),
    [
        ("Lena Brandt", "", "f"),
        ("Uwe Kern", "", "m"),
        ("Astrid Holm", "", "f"),
        ("Jonas Reiter", "Bürgermeister", "m"),
        ("Kern", "Ministerin", "f"),
        ("Kern", "Frau", "f"),
        ("Kern", "", "mf"),
    ],
)
def test_gender_of_persons(name: str, title: str, wanted: str) -> None:
    assert gender.of_person(name, title, "de") == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("die Behörde", "fp"), ("Ein Sprecher", "m"), ("das Ministerium", "n"), ("Mehrere Zeugen", "p")],
)
def test_gender_of_descriptions(words: str, wanted: str) -> None:
    assert gender.of_words(words, "de") == wanted


@pytest.mark.parametrize(
    ("phrase", "singular", "plural"),
    [
        ("Die Vorwürfe", True, True),
        ("Die Äußerungen", False, True),
        ("Der Minister", True, False),
        ("Die Behörde", True, True),
        ("Die Regierung", True, False),
        ("Mehrere Zeugen", False, True),
        ("Eine Reihe", True, True),
    ],
)
def test_number(phrase: str, singular: bool, plural: bool) -> None:
    p = parse(phrase, 0, len(phrase), "de")
    assert (agrees(p, p.phrases[0], False), agrees(p, p.phrases[0], True)) == (singular, plural)
