"""Which country a word or phrase speaks of: names, genitives, people, adjectives, capitals, bodies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.language import world
from chronik.language.countries import adjective_country, country_of, owner_of


@pytest.mark.parametrize(
    ("word", "iso"),
    [
        ("Irak", "IQ"),
        ("Iraks", "IQ"),
        ("Bagdad", "IQ"),
        ("irakische", "IQ"),
        ("irakischen", "IQ"),
        ("Iraker", "IQ"),
        ("Irakern", "IQ"),
        ("Iraqi", "IQ"),
        ("Iran", "IR"),
        ("iranischer", "IR"),
        ("USA", "US"),
        ("US-Soldaten", "US"),
        ("US", "US"),
        ("us", None),  # the pronoun
        ("Grossbritannien", "GB"),
        ("Großbritannien", "GB"),
        ("Österreichs", "AT"),
        ("Schweizer", "CH"),
        ("russisch", "RU"),
        ("Britain’s", "GB"),
        ("Soldaten", None),
        ("Tisch", None),
        ("", None),
    ],
)
def test_country_of_a_word(word: str, iso: str | None) -> None:
    assert country_of(word) == iso


@pytest.mark.parametrize(
    ("word", "iso"),
    [
        ("irakische", "IQ"),
        ("deutschem", "DE"),
        ("afghanische", "AF"),
        ("Irak", None),
        ("Bagdad", None),
        ("tische", None),
    ],
)
def test_adjectives(word: str, iso: str | None) -> None:
    assert adjective_country(word) == iso


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("die irakische Regierung", "IQ"),
        ("2.500 US-Soldaten", "US"),
        ("das Pentagon", "US"),
        ("Weißes Haus", "US"),
        ("die Bundeswehr", "DE"),
        ("Truppen aus Frankreich", "FR"),
        ("letzten ausländischen Kampftruppen", None),
        ("ein Sprecher der Polizei", None),
        ("", None),
    ],
)
def test_owner_of_a_phrase(phrase: str, iso: str | None) -> None:
    assert owner_of(phrase) == iso


@pytest.mark.parametrize("code", ["de", "en"])
def test_each_country_is_found_by_its_names(code: str) -> None:
    strange = {
        (name, country_of(name), c.iso)
        for c in world.countries()
        for name in c.names[code]
        if len(name) > 3 and country_of(name) != c.iso
    }
    assert not strange


@given(st.text(max_size=30))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    known = {c.iso for c in world.countries()} | {o.country for o in world.organisations()}
    assert country_of(text) in known | {None}
    assert owner_of(text) in known | {None}
