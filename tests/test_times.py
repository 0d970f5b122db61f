"""Time expressions: tables of cases in both languages, the rules' own examples, and what must hold for any text."""

import datetime as dt
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from chronik.annotate.tense import tense_at
from chronik.annotate.times import check_examples, find_times
from chronik.dating.anchor import anchor_times
from chronik.language import codes
from chronik.model import Article, Document, Time, Zone


def document(text: str, body: int = 0, zones: tuple[Zone, ...] = ()) -> Document:
    return Document(article=Article(id="x", source=text, text=text, body=body), sentences=(), zones=zones)


def found(text: str, code: str, day: dt.date) -> tuple[Time, ...]:
    return anchor_times(find_times(document(text), code), day, day, day)


@pytest.mark.parametrize(("code", "row"), table("times", "wild", "made", "negative", "known_failures"))
def test_case(code: str, row: dict[str, Any]) -> None:
    times = found(row["text"], code, dt.date.fromisoformat(row["day"]))
    assert [[t.text, t.type, t.value] for t in times] == row["times"]


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_rules(code: str) -> None:
    assert check_examples(code, anchor_times) == []


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_extents_are_exact_and_in_order(text: str, code: str) -> None:
    times = find_times(document(text), code)
    assert all(text[t.start : t.end] == t.text for t in times)
    assert all(a.end <= b.start for a, b in itertools.pairwise(times))


WORDS = ("am", "31.", "12.", "2021", "Mai", "bis", "Freitag", "zwei", "Jahre", "zuvor", "heute", "Nacht", "20", "Uhr")


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates())
def test_any_mixture_can_be_anchored(words: list[str], day: dt.date) -> None:
    for time in found(" ".join(words), "de", day):
        assert time.value
        assert time.low is None or time.high is None or time.low <= time.high


def test_the_header_is_left_out() -> None:
    text = " date 2018-06 Am Freitag kam er."
    assert [t.text for t in find_times(document(text, body=14), "de")] == ["Freitag"]


def test_debris_is_left_out() -> None:
    text = "Lesen Sie auch vom Freitag: Mehr\n\nAm Montag kam er."
    zones = (Zone(kind="debris", start=0, end=32),)
    assert [t.text for t in find_times(document(text, zones=zones), "de")] == ["Montag"]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Bis Ende September müssen alle gehen.", True),
        ("Die Regierung will das binnen zwei Wochen klären.", True),
        ("Spätestens im Sommer steht der Bau.", True),
        ("Von 1972 bis 1986 war er Lehrer.", False),
        ("Seit Ende September ist Ruhe.", False),
        ("Ursprünglich sollte der Bau bis Ende September stehen.", False),
    ],
)
def test_deadlines(text: str, deadline: bool) -> None:
    assert find_times(document(text), "de")[-1].deadline is deadline


@pytest.mark.parametrize(
    ("text", "word", "code", "tense"),
    [
        ("Die Koalition hatte am Freitag das Ende verkündet.", "Freitag", "de", "past"),
        ("Er teilte am Freitag mit, dass er gehen werde.", "Freitag", "de", "past"),
        ("Sie haben am Freitag den Vertrag unterzeichnet.", "Freitag", "de", "past"),
        ("Der Betrieb soll am Freitag beginnen.", "Freitag", "de", "future"),
        ("Am Freitag beginnt der Betrieb.", "Freitag", "de", "present"),
        ("Sie wollen bis Freitag alle Truppen abzuziehen versuchen.", "Freitag", "de", "future"),
        ("The vote will be held on Friday.", "Friday", "en", "future"),
        ("He said on Friday that he would go.", "Friday", "en", "past"),
        ("Ursprünglich sollten sie bis Freitag abziehen.", "Freitag", "de", "past"),
        ("Eigentlich hatte die Bahn am Freitag beginnen wollen.", "Freitag", "de", "past"),
        ("Eigentlich will die Bahn am Freitag beginnen.", "Freitag", "de", "future"),
        ("The bridge was supposed to open on Friday.", "Friday", "en", "past"),
        ("The law was passed on Friday.", "Friday", "en", "past"),
    ],
)
def test_tense(text: str, word: str, code: str, tense: str) -> None:
    start = text.index(word)
    assert tense_at(text, start, start + len(word), code) == tense


def test_event_that_is_counted_from() -> None:
    text = "Fast acht Jahre seit Beginn des Irakkriegs sind vergangen."
    (time,) = find_times(document(text), "de")
    reading = time.reading
    assert (time.text, time.mod, reading.anchor, reading.amount) == ("Fast acht Jahre", "LESS_THAN", "event", 8)
    assert reading.event_start is not None
    assert "Irakkriegs" in text[reading.event_start : reading.event_end]
    (known,) = anchor_times((time,), None, None, None)
    assert known.value == "P8Y"
    assert known.low
    assert known.high
    assert dt.date(2010, 4, 1) < known.low < dt.date(2010, 12, 1) < known.high < dt.date(2011, 4, 1)


def test_today_means_nowadays_in_an_essay_only() -> None:
    essay = "Heute lebt kaum jemand auf dem Hof. Früher waren es zwanzig."
    report = "Heute tagt der Rat. Am Freitag hatte er den Haushalt vertagt."
    day = dt.date(2021, 12, 15)
    assert found(essay, "de", day)[0].value == "PRESENT_REF"
    assert found(report, "de", day)[0].value == "2021-12-15"
