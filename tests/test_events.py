"""Events: tables of cases in both languages, the rules' own examples, and what must hold for any text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from chronik.annotate.events import check_examples, find_events
from chronik.annotate.names import find_names
from chronik.annotate.statements import find_statements
from chronik.annotate.times import find_times
from chronik.annotate.triggers import lexicon, plover_types
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.language import codes
from chronik.model import Article, Event


def found(text: str, code: str, body: int = 0, said: bool = True) -> tuple[str, tuple[Event, ...], dict[int, str]]:
    """The readable text, its events, and its time expressions by their start."""
    document = prepare(Article(id="x", source=text, text=text, body=body, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    names, times = find_names(document, parses, code), find_times(document, code)
    statements = find_statements(document, parses, names, code) if said else ()
    events = find_events(document, parses, names, times, statements, code)
    return document.article.text, events, {t.start: t.text for t in times}


@pytest.mark.parametrize(("code", "row"), table("events", "made", "negative", "known_failures"))
def test_case(code: str, row: dict[str, Any]) -> None:
    _, events, times = found(row["text"], code)
    told = [
        {
            "trigger": e.text,
            "class": e.event_class,
            "status": e.status,
            "actor": e.actor,
            "target": e.target,
            "place": e.place,
            "time": times.get(e.time_start) if e.time_start is not None else None,
        }
        for e in events
    ]
    assert [{k: e[k] for k in wanted} for e, wanted in zip(told, row["events"], strict=False)] == row["events"]
    assert len(told) == len(row["events"])


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_rules(code: str) -> None:
    assert check_examples(code) == []


@pytest.mark.parametrize("code", codes())
def test_every_class_of_the_rules_is_known(code: str) -> None:
    classes = {rule.event_class for rule in (*lexicon(code).verb, *lexicon(code).noun)} - {""}
    assert classes <= plover_types().keys()
    lists = {name for r in (*lexicon(code).verb, *lexicon(code).noun) for name in (*r.subject, *r.object, *r.any)}
    assert lists <= lexicon(code).lists.keys()


@given(st.text(max_size=200), st.sampled_from(["de", "en"]))
def test_any_text_is_read(text: str, code: str) -> None:
    readable, events, _ = found(text, code, said=False)
    assert all(readable[e.start : e.end] == e.text for e in events)


WORDS = {
    "de": "die Armee hat ihre Truppen nicht im Mai abgezogen , die wollte kündigte an zog ab und wenn Angriff auf . ?",
    "en": "the army has not withdrawn its troops in May , which will attack announced that if and by . ?",
}


@given(st.sampled_from(["de", "en"]), st.data())
def test_any_mixture_of_cues_has_exact_offsets_and_reasons(code: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[code].split()), max_size=16))
    readable, events, times = found(" ".join(words), code, said=False)
    assert list(events) == sorted(events, key=lambda e: (e.start, e.end))
    assert len({e.start for e in events}) == len(events), "one event for each trigger"
    for event in events:
        assert readable[event.start : event.end] == event.text
        assert event.reasons
        assert event.time_start is None or event.time_start in times
        for r in event.reasons:
            assert r.start is None or r.end is None or readable[r.start : r.end] == r.text


def test_the_header_is_left_out() -> None:
    text = " date 2018-06 Am Freitag zogen die Briten ihre Truppen ab."
    assert [e.text for e in found(text, "de", body=14)[1]] == ["zogen"]


def test_a_pluperfect_without_time_is_unsure_of_the_day() -> None:
    (event,) = found("Zuvor hatten die Briten ihre Truppen abgezogen.", "de")[1]
    assert event.time_start is None
    assert event.confidence < 0.5
    assert event.reasons[0].clue == "pluperfect"


def test_a_pronoun_means_the_person_named_last() -> None:
    text = "Präsident Joe Biden kam am Montag nach Warschau. Er kündigte den Abzug der Truppen an."
    announced = next(e for e in found(text, "de")[1] if e.event_class == "announce")
    assert announced.actor is not None
    assert "Biden" in announced.actor


def test_what_follows_an_event_takes_its_time() -> None:
    text = "Am 3. Mai 2019 griffen Rebellen den Flughafen an. Daraufhin übergab die Koalition den Stützpunkt der Armee."
    _, (attack, handover), _ = found(text, "de")
    assert handover.time_start == attack.time_start
    assert handover.confidence < attack.confidence
