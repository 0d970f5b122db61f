"""Ages of people whose day of birth is known."""

import datetime as dt
import time

import pytest

from chronik.dating.ages import age_clues


@pytest.mark.parametrize(
    ("code", "text", "words", "low", "high"),
    [
        (
            "de",
            "Der 59-jährige Wolfgang Schäuble trat vor.",
            "59-jährige Wolfgang Schäuble",
            "2001-09-18",
            "2002-09-17",
        ),
        ("de", "Mit dem 59-jährigen Wolfgang Schäuble", "59-jährigen Wolfgang Schäuble", "2001-09-18", "2002-09-17"),
        ("de", "Wolfgang Schäuble (59) trat vor.", "Wolfgang Schäuble (59)", "2001-09-18", "2002-09-17"),
    ],
)
def test_an_age(code: str, text: str, words: str, low: str, high: str) -> None:
    (found,) = age_clues(text, 0, code)
    assert text[found.reason.start : found.reason.end] == found.reason.text == words
    assert found.spans == ((dt.date.fromisoformat(low), dt.date.fromisoformat(high)),)


@pytest.mark.parametrize(
    "text",
    [
        "Wolfgang Schäuble (CDU) trat vor.",
        "Der 59-jährige Täter floh.",
        "Wolfgang Schäuble, 2001 Parteichef",
        "(59)",
        "",
    ],
)
def test_no_age(text: str) -> None:
    assert list(age_clues(text, 0, "de")) == []


def test_a_word_without_end_takes_no_time() -> None:
    begin = time.process_time()
    assert list(age_clues("Kofi-" * 40_000, 0, "de")) == []
    assert time.process_time() - begin < 4  # 60 where each beginning was followed to the end
