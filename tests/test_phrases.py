"""The shallow parse: noun phrases, clauses, subjects, on ordinary news sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.article.phrases import extended, parse, subject
from chronik.article.tokens import tokens

SUBJECTS = [
    (
        "de",
        "Die Regierung in Bagdad teilte am Freitag mit, der Einsatz sei beendet.",
        "teilte",
        "Die Regierung in Bagdad",
    ),
    ("de", "Die Regierungen in Kairo und Ankara sagten zu.", "sagten", "Die Regierungen in Kairo und Ankara"),
    ("de", "Am Montag hatte Minister Peter Weber den Abzug angekündigt.", "angekündigt", "Minister Peter Weber"),
    ("de", "„Wir gehen“, sagte der Sprecher des Ministeriums.", "sagte", "der Sprecher des Ministeriums"),
    ("de", "Omar al-Hadithi, ein Sprecher der Armee, erklärte den Einsatz für beendet.", "erklärte", "Omar al-Hadithi"),
    ("de", "Der Bericht zeigt, dass die letzten Einheiten abgezogen sind.", "abgezogen", "die letzten Einheiten"),
    ("de", "Den Vorschlag lehnte die Opposition ab.", "lehnte", "die Opposition"),
    ("en", "Officials in Baghdad said the last convoy had left.", "said", "Officials in Baghdad"),
    ("en", "The mission is over, Defense Secretary John Miller said.", "said", "Defense Secretary John Miller"),
]


@pytest.mark.parametrize(("code", "sentence", "verb", "expected"), SUBJECTS)
def test_subject(code: str, sentence: str, verb: str, expected: str) -> None:
    p = parse(sentence, 0, len(sentence), code)
    at = next(i for i, t in enumerate(p.tokens) if t.text == verb)
    found = subject(p, at)
    assert found is not None
    start, end = extended(p, found)
    assert sentence[start:end] == expected


def test_a_dateline_is_no_subject() -> None:
    text = "PORT TALBOT, Wales — Steelworkers left."
    found = parse(text, 0, len(text), "en").phrases
    assert [(x.start, x.oblique) for x in found] == [(0, True), (13, True), (21, False)]


TOKENS = [
    ("de", "rund 2.500 Soldaten", ["rund", "2.500", "Soldaten"]),
    ("de", "mehr als 30 000 Menschen", ["mehr", "als", "30 000", "Menschen"]),
    ("de", "5'000 Mann", ["5'000", "Mann"]),
    ("de", "US-Präsident George W. Busch", ["US-Präsident", "George", "W.", "Busch"]),
    ("en", "about 8,000 U.S. troops", ["about", "8,000", "U.S.", "troops"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), TOKENS)
def test_tokens(code: str, text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens(text, 0, len(text), code)] == expected


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_offsets_return_their_text(text: str, code: str) -> None:
    p = parse(text, 0, len(text), code)
    for t in p.tokens:
        assert text[t.start : t.end] == t.text
    for a, b in zip(p.phrases, p.phrases[1:], strict=False):
        assert a.end <= b.start
    for c in p.clauses:
        assert c.first <= max(c.last, 0)
