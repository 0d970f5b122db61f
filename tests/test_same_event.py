"""Which mentions tell one event: tables of pairs, and clusters over several reports."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import dossier, event, findings_of

from chronik.link.parties import Register
from chronik.link.same_event import Mention, find_clusters, label, same
from chronik.model import Event, EventCluster


def clusters(*told: tuple[str, Event]) -> tuple[EventCluster, ...]:
    return find_clusters([dossier(doc, "2021-08-01", events=(e,)) for doc, e in told], Register(()))


def attack(day: str | None, **fields: str) -> Event:
    fields.setdefault("place", "Bagdad")
    return event("attack", "Anschlag", day, **fields)


JOINED = [
    pytest.param(attack("2021-07-19"), attack("2021-07-19"), id="one day, one place"),
    pytest.param(attack("2021-07-19"), attack("2021-07-19", place="Irak"), id="capital and country"),
    pytest.param(
        attack("2021-07-19"), event("kill", "getötet", "2021-07-19", place="Bagdad"), id="a deadly attack and its dead"
    ),
    pytest.param(
        event("withdraw", "Abzug", "2021-08-30", actor="USA", place="Afghanistan"),
        event("handover", "Übergabe", "2021-08-30", actor="USA", place="Afghanistan"),
        id="a withdrawal and the handover",
    ),
    pytest.param(attack("2021-07-19"), attack("2021-07-19", status="ongoing"), id="done and under way"),
]
APART = [
    pytest.param(attack("2021-07-19"), attack("2021-07-20"), id="the day after"),
    pytest.param(attack("2021-07-19"), attack("2021-07-19", place="Kabul"), id="another country"),
    pytest.param(
        attack("2021-07-19", actor="IS"), attack("2021-07-19", actor="IS", place="Kabul"), id="one actor, two countries"
    ),
    pytest.param(
        attack("2021-07-19", actor="USA"),
        attack("2021-07-19", actor="USA", place="Kabul"),
        id="one country, in two others",
    ),
    pytest.param(attack("2021-07-19"), attack("2021-07-19", status="planned"), id="done and planned"),
    pytest.param(attack("2021-07-19"), attack("2021-07-19", status="denied"), id="done and denied"),
    pytest.param(attack("2021-07-19"), event("meet", "Treffen", "2021-07-19", place="Bagdad"), id="another class"),
    pytest.param(attack(None), attack("2021-07-19"), id="one without a day"),
    pytest.param(attack(None), attack(None), id="both without a day"),
    pytest.param(
        event("speak", "Rede", "2021-07-19", actor="Angela Merkel"),
        event("speak", "Rede", "2021-07-19", actor="Emmanuel Macron"),
        id="two speakers of one day",
    ),
    pytest.param(
        event("begin", "Beginn", "2021-07-19"), event("begin", "Beginn", "2021-07-19"), id="nobody named, nowhere"
    ),
    pytest.param(
        event("deploy", "Einsatz", "2003-01-01/2014-12-31", actor="USA", place="Irak"),
        event("deploy", "Einsatz", "2005-01-01/2011-12-31", actor="USA", place="Irak"),
        id="both within many years",
    ),
]


@pytest.mark.parametrize(("a", "b"), JOINED)
def test_one_event(a: Event, b: Event) -> None:
    assert [len(c.members) for c in clusters(("a", a), ("b", b))] == [2]


@pytest.mark.parametrize(("a", "b"), APART)
def test_two_events(a: Event, b: Event) -> None:
    assert [len(c.members) for c in clusters(("a", a), ("b", b))] == [1, 1]


def test_a_vague_mention_does_not_join_two_days() -> None:
    found = clusters(("a", attack("2021-07-03")), ("b", attack("2021-07-20")), ("c", attack("2021-07")))
    days = [{m.doc for m in c.members} for c in found]
    assert not any({"a", "b"} <= docs for docs in days)


def test_the_most_exact_mention_leads() -> None:
    vague = event("withdraw", "Rückzug", "2021-08", actor="USA", place="Afghanistan")
    exact = event("withdraw", "Abzug", "2021-08-30", actor="USA", place="Afghanistan", start=40)
    (found,) = clusters(("a", vague), ("b", exact))
    assert (found.id, found.date, found.label) == ("event/1", "2021-08-30", "USA · Abzug (Afghanistan)")
    assert [(m.doc, m.start) for m in found.members] == [("a", 10), ("b", 40)]


def test_in_the_order_of_their_days() -> None:
    found = clusters(("a", attack("2021-07-19")), ("b", attack("2021-05-02")), ("c", attack(None)))
    assert [(c.id, c.date) for c in found] == [("event/1", "2021-05-02"), ("event/2", "2021-07-19"), ("event/3", None)]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Abzug"),
        ({"actor": "USA"}, "USA · Abzug"),
        ({"actor": "USA", "place": "Irak"}, "USA · Abzug (Irak)"),
        ({"actor": "US-Truppen im Irak", "place": "Irak"}, "US-Truppen im Irak · Abzug"),
        ({"target": "Soldaten", "place": "Mali"}, "Abzug · Soldaten (Mali)"),
    ],
)
def test_label(fields: dict[str, str], told: str) -> None:
    assert label(event("withdraw", "Abzug", None, **fields)) == told


days = st.sampled_from([None, "2021-07", "2021-07-03", "2021-07-20", "2021", "2022-01-03"])
places = st.sampled_from([None, "Bagdad", "Irak", "Kabul", "Mossul"])
statuses = st.sampled_from(["occurred", "planned", "denied", "ongoing"])
events = st.builds(
    lambda day, place, status: event("attack", "Anschlag", day, place=place, status=status), days, places, statuses
)


@given(st.lists(events, max_size=8))
def test_every_mention_stands_in_one_cluster(told: list[Event]) -> None:
    found = clusters(*((str(i), e) for i, e in enumerate(told)))
    assert sorted(m.doc for c in found for m in c.members) == sorted(str(i) for i in range(len(told)))
    assert [c.id for c in found] == [f"event/{n}" for n in range(1, len(found) + 1)]


@given(events, events)
def test_either_way_round(x: Event, y: Event) -> None:
    a, b = (Mention(doc="a", event=e, parties=frozenset({"country/IQ", "bagdad"})) for e in (x, y))
    assert same(a, b) == same(b, a)
    assert same(a, a) == (x.low is not None)
    if {x.status, y.status} & {"planned", "denied"} and x.status != y.status:
        assert not same(a, b)


def test_two_attacks_of_one_month(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path,
        (
            "2021-07-04",
            "Bagdad (dpa) - Bei einem Anschlag in Bagdad sind am 3. Juli 2021 fünf Menschen getötet worden.",
        ),
        ("2021-07-21", "Bagdad (dpa) - Bei einem Anschlag in Bagdad sind am 20. Juli 2021 dreißig Menschen gestorben."),
        ("2021-09-21", "Bagdad (dpa) - Im Juli 2021 hatte es in Bagdad einen Anschlag gegeben."),
    )
    assert not any({"a", "b"} <= {m.doc for m in c.members} for c in found.clusters)
