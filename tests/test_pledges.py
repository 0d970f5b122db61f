"""Pledges: tables of cases in both languages, and what must hold for any text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from chronik.annotate.events import find_events
from chronik.annotate.names import find_names
from chronik.annotate.pledges import find_pledges
from chronik.annotate.statements import find_statements
from chronik.annotate.times import find_times
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.model import Article, Pledge


def found(text: str, code: str, said: bool = True) -> tuple[str, tuple[Pledge, ...], dict[int | None, str]]:
    """The readable text, its pledges, and its time expressions by their start."""
    document = prepare(Article(id="x", source=text, text=text, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    names, times = find_names(document, parses, code), find_times(document, code)
    statements = find_statements(document, parses, names, code) if said else ()
    events = find_events(document, parses, names, times, statements, code)
    pledges = find_pledges(document, parses, events, statements, times, code)
    return document.article.text, pledges, {t.start: t.text for t in times}


@pytest.mark.parametrize(("code", "row"), table("pledges", "made", "negative", "known_failures"))
def test_case(code: str, row: dict[str, Any]) -> None:
    _, pledges, times = found(row["text"], code)
    told = [
        {
            "who": p.who,
            "what": p.what,
            "class": p.event_class,
            "due": times.get(p.due_time_start),
            "made": times.get(p.made_time_start),
            "vague": p.vague_due,
        }
        for p in pledges
    ]
    assert told == row["pledges"]


@pytest.mark.parametrize(
    ("text", "code", "recalled"),
    [
        ("Ursprünglich sollte der Bahnhof 2019 öffnen.", "de", True),
        ("Eigentlich hatte die Bahn den Tunnel 2021 eröffnen wollen.", "de", True),
        ("Die Bahn will den Tunnel 2031 eröffnen.", "de", False),
        ("The station was originally scheduled to open in 2019.", "en", True),
    ],
)
def test_an_earlier_plan_is_only_recalled(text: str, code: str, recalled: bool) -> None:
    assert [p.recalled for p in found(text, code)[1]] == [recalled]


WORDS = {
    "de": "die Armee will soll ihre Truppen bis Mai 2019 abziehen kündigte den Abzug an , dass . im Jahr 2020 öffnen",
    "en": "the army will withdraw its troops by May 2019 announced that , open in 2020 agreed to .",
}


@given(st.sampled_from(["de", "en"]), st.data())
def test_any_mixture_has_exact_offsets(code: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS[code].split()), max_size=16))
    readable, pledges, times = found(" ".join(words), code, said=False)
    for pledge in pledges:
        assert 0 <= pledge.start < pledge.end <= len(readable)
        assert pledge.due_time_start is None or pledge.due_time_start in times
        assert pledge.made_time_start is None or pledge.made_time_start in times
        assert pledge.what


def test_a_coalition_ends_its_own_mission_whoever_announces_it() -> None:
    text = "Der Minister hat das Ende des Einsatzes der internationalen Koalition angekündigt."
    (pledge,) = found(text, "de")[1]
    assert pledge.who is not None
    assert "Koalition" in pledge.who


def test_a_medium_that_reports_a_plan_does_not_make_it() -> None:
    (pledge,) = found("Die Brücke soll im Mai 2031 öffnen, meldet der Spiegel.", "de")[1]
    assert pledge.who is not None
    assert "Spiegel" not in pledge.who
