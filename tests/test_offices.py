"""Clues from terms of office: who is in office, who was, who is to be, and what is none."""

import datetime as dt

import pytest

from chronik.dating.offices import check_examples, office_clues


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize("code", ["de", "en"])
def test_examples_of_the_file(code: str) -> None:
    assert check_examples(code) == []


@pytest.mark.parametrize(
    ("text", "clue", "words", "low", "high"),
    [
        ("US-Präsident Barack Obama reiste ab.", "office", "US-Präsident Barack Obama", "2009-01-20", "2017-01-20"),
        ("Das sagte US-Präsident Obama.", "office", "US-Präsident Obama", "2009-01-20", "2017-01-20"),
        pytest.param("US-Präsident Obamas Rede", "office", "US-Präsident Obamas", "2009-01-20", "2017-01-20"),
        ("Bundeskanzlerin Angela Merkel", "office", "Bundeskanzlerin Angela Merkel", "2005-11-22", "2021-12-08"),
        ("Vizepräsident Joe Biden kam.", "office", "Vizepräsident Joe Biden", "2009-01-20", "2017-01-20"),
        ("Ex-Präsident Bill Clinton", "office_before", "Ex-Präsident Bill Clinton", "2001-01-20", None),
        (
            "der frühere Bundeskanzler Gerhard Schröder",
            "office_before",
            "frühere Bundeskanzler Gerhard Schröder",
            "2005-11-22",
            None,
        ),
        (
            "der designierte US-Präsident Joe Biden",
            "office_to_come",
            "designierte US-Präsident Joe Biden",
            None,
            "2021-01-20",
        ),
        (
            "Im Dezember wurde Präsident Baschar al-Assad gestürzt.",
            "office_ended",
            "Präsident Baschar al-Assad",
            "2024-11-07",
            None,
        ),
    ],
)
def test_a_term(text: str, clue: str, words: str, low: str | None, high: str | None) -> None:
    (found,) = office_clues(text, 0, "de")
    reason = found.reason
    assert (reason.clue, reason.text) == (clue, words)
    assert text[reason.start : reason.end] == words
    assert (reason.low, reason.high) == (day(low), day(high))


@pytest.mark.parametrize(
    "text",
    [
        "Barack Obama reiste ab.",
        "Der US-Präsident reiste ab.",
        "Vizepräsident Müller kam.",
        "Vereinspräsident Obama begrüsste die Gäste nicht.",
        "Präsident Müller-Lüdenscheid",
        "",
    ],
)
def test_no_term(text: str) -> None:
    assert list(office_clues(text, 0, "de")) == []


def test_two_terms_of_one_person_are_two_spans() -> None:
    (clue,) = office_clues("US-Präsident Donald Trump kündigte an, die Truppen abzuziehen.", 0, "de")
    assert clue.spans[0] == (dt.date(2017, 1, 20), dt.date(2021, 1, 20))
    assert clue.kind == "office"


def test_each_holder_once_at_the_first_place() -> None:
    text = "US-Präsident Barack Obama sprach. US-Präsident Obama flog ab. Kanzlerin Angela Merkel winkte."
    found = list(office_clues(text, 0, "de"))
    assert [c.reason.text for c in found] == ["US-Präsident Barack Obama", "Kanzlerin Angela Merkel"]


def test_the_header_is_passed_over() -> None:
    text = "US-Präsident Barack Obama. Kanzlerin Angela Merkel winkte."
    assert [c.reason.text for c in office_clues(text, 27, "de")] == ["Kanzlerin Angela Merkel"]


def test_looking_back_begins_where_the_term_ended() -> None:
    (clue,) = office_clues("Ex-Präsident Bill Clinton reiste an.", 0, "de")
    assert (clue.kind, clue.spans) == ("office_before", ((dt.date(2001, 1, 20), None),))


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("VW-Chef Müller trat vor die Presse.", "VW-Chef Müller", "2015-09-25"),
        ("Volkswagen-Chef Müller trat vor die Presse.", "Volkswagen-Chef Müller", "2015-09-25"),
        ("Porsche-Chef Müller trat vor die Presse.", "Porsche-Chef Müller", "2010-10-01"),
    ],
)
def test_the_compound_says_whose_chief(text: str, words: str, low: str) -> None:
    (clue,) = office_clues(text, 0, "de")
    assert clue.reason.text == words
    assert [since for since, _ in clue.spans] == [day(low)]


def test_a_company_in_nobodys_note_rules_nobody_out() -> None:
    (clue,) = office_clues("Kirmes-Chef Müller trat vor die Presse.", 0, "de")
    assert len(clue.spans) > 3


@pytest.mark.parametrize(
    "text", ["Premier Ahmed Davutlar kam.", "Trainer Hans Dampf ging.", "Präsident Mohamed Beispiel reiste ab."]
)
def test_a_given_name_is_not_the_holder(text: str) -> None:
    assert list(office_clues(text, 0, "de")) == []


@pytest.mark.parametrize("text", ["Papst Benedikt XVI. kam.", "Papst Benedikt betete.", "König Abdullah lud ein."])
def test_a_ruler_goes_by_his_given_name(text: str) -> None:
    assert len(list(office_clues(text, 0, "de"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bundeskanzlerin Angela Merkel hat den Rücktritt von Arbeitsminister Franz Josef Jung angenommen.",
        "Kanzler Olaf Scholz lehnt einen Rücktritt ab.",
        "Demonstranten fordern den Sturz von Präsident Baschar al-Assad.",
        "US-Präsident Barack Obama sprach mit Präsident Husni Mubarak, der gestürzt werden soll.",
    ],
)
def test_a_term_that_only_shall_end_goes_on(text: str) -> None:
    assert {c.kind for c in office_clues(text, 0, "de")} == {"office"}


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "The prime minister, Rishi Sunak, spoke.", "prime minister, Rishi Sunak"),
        ("en", "Labour leader Sir Keir Starmer spoke.", "leader Sir Keir Starmer"),
        ("de", "Der Bundeskanzler, Olaf Scholz, sprach.", "Bundeskanzler, Olaf Scholz"),
    ],
)
def test_a_name_in_apposition(code: str, text: str, words: str) -> None:
    (found,) = office_clues(text, 0, code)
    assert found.reason.text == words


def test_the_chair_of_a_party_is_not_that_of_its_group() -> None:
    (found,) = office_clues("CDU-Chef Friedrich Merz sagte ab.", 0, "de")
    assert found.spans[0][0] == dt.date(2022, 1, 31)
