"""Numbers in figures and in words, in the national forms of German and English."""

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from chronik.language import number_pattern, parse_number
from chronik.language.numbers import word_value

GERMAN = {
    "2.500": 2500,
    "30 000": 30000,
    "2'500": 2500,
    "2’500": 2500,
    "1.234.567": 1234567,
    "2.500,75": 2500.75,
    "2,5": 2.5,
    "2.5": 2.5,  # Swiss
    "1,5 Millionen": 1500000,
    "zwei Milliarden": 2e9,
    "anderthalb": 1.5,
    "einundzwanzig": 21,
    "dreissig": 30,
    "zweihundertfünfzig": 250,
    "hundertzwanzig": 120,
    "dreitausendfünfhundert": 3500,
    "sechzigtausend": 60000,
}
ENGLISH = {
    "2,500": 2500,
    "1,000,000": 1000000,
    "2.5 million": 2500000,
    "twenty-one": 21,
    "five hundred": 500,
    "seven": 7,
}
MALFORMED = {
    "de": ["2.50.000", "12.06.2020", "3:1", "Haus", "2,500.000,1"],
    "en": ["2,50,000", "3,5", "22:30", "house"],
}


@pytest.mark.parametrize(("text", "value"), GERMAN.items())
def test_german(text: str, value: float) -> None:
    assert parse_number(text, "de") == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), ENGLISH.items())
def test_english(text: str, value: float) -> None:
    assert parse_number(text, "en") == pytest.approx(value)


@pytest.mark.parametrize(("code", "text"), [(code, t) for code, texts in MALFORMED.items() for t in texts])
def test_malformed_numbers_have_no_value(code: str, text: str) -> None:
    assert parse_number(text, code) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_is_read_back(n: int) -> None:
    assert parse_number(f"{n:,}".replace(",", "."), "de") == n
    assert parse_number(f"{n:,}", "en") == n


def test_compounds_are_only_numbers_when_whole() -> None:
    assert word_value("zweihundertfünfzig", "de") == 250
    assert word_value("jahrhundert", "de") is None
    assert word_value("hunderte", "de") is None


@pytest.mark.parametrize("code", ["de", "en"])
def test_pattern_is_one_for_re2(code: str) -> None:
    options = re2.Options()
    options.case_sensitive = False
    pattern = re2.compile(number_pattern(code), options)
    for text in GERMAN if code == "de" else ENGLISH:
        assert pattern.match(text) is not None
