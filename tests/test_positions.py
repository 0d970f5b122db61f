"""Positions: who demands, rejects, supports, offers or warns of what; never the opposite of what was said."""

from pathlib import Path

import pytest
from piles import dossier, event, findings_of

from chronik.findings.positions import find_positions
from chronik.model import Evidence, Position, Statement


def positions(*reports: str, folder: Path) -> list[tuple[str, str, str]]:
    found = findings_of(folder, *(("2021-03-02", text) for text in reports))
    return [(p.party, p.stance, p.matter) for p in found.positions]


@pytest.mark.parametrize(
    ("text", "party", "stance", "matter"),
    [
        ("Die irakische Regierung forderte den Abzug der US-Truppen.", "irakische Regierung", "demands", "Abzug"),
        pytest.param("Die Opposition lehnte den Abzug der Truppen ab.", "Opposition", "rejects", "Abzug"),
        ("Die SPD lehnte den Haushalt ab.", "SPD", "rejects", "Haushalt"),
        ("Die SPD forderte das Ende des Einsatzes.", "SPD", "demands", "Ende"),
    ],
)
def test_a_position(tmp_path: Path, text: str, party: str, stance: str, matter: str) -> None:
    found = positions(f"Berlin (dpa) - {text}", folder=tmp_path)
    assert [(p, s) for p, s, m in found if matter in m] == [(party, stance)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Merkel versprach: «Wir werden die Truppen nicht abziehen».", {"offers", "demands", "supports"}),
        ("Merkel versprach, die Truppen nicht abzuziehen.", {"offers", "demands", "supports"}),
        ("Afghanistan forderte die USA auf, die Truppen nicht abzuziehen.", {"demands", "supports"}),
        ("Russland dementierte, Krankenhäuser angegriffen zu haben.", {"rejects", "demands", "supports"}),
        ("Die Bundesregierung lehnt den Abzug der Truppen nicht ab.", {"rejects"}),
    ],
)
def test_not_the_opposite_of_what_was_said(tmp_path: Path, text: str, wrong: set[str]) -> None:
    found = positions(f"Berlin (dpa) - {text}", folder=tmp_path)
    assert not [p for p in found if p[1] in wrong and "nicht" not in p[2]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran demanded the withdrawal of US troops.", [("Iran", "demands")]),
        ("Russia denied bombing hospitals.", []),
        ("Angela Merkel promised not to withdraw the troops.", []),
    ],
)
def test_in_english(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    found = findings_of(tmp_path, ("2021-03-02", f"BERLIN (AP) - {text}"), language="en")
    assert [(p.party, p.stance) for p in found.positions] == expected


def test_who_is_not_named_has_no_position() -> None:
    assert find_positions([dossier("a", "2021-03-02", events=(event("demand", "Forderung", "2021-03-02"),))]) == ()


@pytest.mark.parametrize("status", ["planned", "hypothetical", "denied", "demanded"])
def test_a_demand_that_was_not_made(status: str) -> None:
    asked = event("demand", "fordern", "2021-03-02", actor="Grüne", target="Abzug", status=status)
    assert find_positions([dossier("a", "2021-03-02", events=(asked,))]) == ()


def test_the_demanded_event_next_to_the_demand_is_the_matter() -> None:
    events = (
        event("demand", "fordern", "2021-03-02", actor="Iran", target="USA"),
        event("withdraw", "Abzug", None, status="demanded", start=40, target="Truppen"),
        event("open", "Öffnung", None, status="demanded", start=900),
    )
    (found,) = find_positions([dossier("a", "2021-03-02", events=events)])
    assert found == Position(
        party="Iran", stance="demands", matter="Abzug · Truppen", date="2021-03-02", doc="a", start=10, end=17
    )


def test_a_statement_takes_its_stance_on_the_event_it_tells() -> None:
    said = Statement(start=10, end=18, cue="begrüsste", speaker="Maas", act="welcome", content_start=20, content_end=60)
    told = (event("withdraw", "Abzug", "2021-03-02", start=30),)
    (found,) = find_positions([dossier("a", "2021-03-02", events=told, statements=(said,))])
    assert (found.party, found.stance, found.matter, found.date) == ("Maas", "supports", "Abzug", "2021-03-02")


@pytest.mark.parametrize("evidence", ["unnamed", "hearsay"])
def test_a_source_that_is_not_named_takes_no_stance(evidence: Evidence) -> None:
    said = Statement(
        start=10,
        end=18,
        cue="hieß es",
        speaker="Kreise",
        act="demand",
        evidence=evidence,
        content_start=20,
        content_end=60,
    )
    told = (event("withdraw", "Abzug", "2021-03-02", start=30),)
    assert find_positions([dossier("a", "2021-03-02", events=told, statements=(said,))]) == ()


def test_a_claim_is_no_position() -> None:
    said = Statement(start=10, end=15, cue="sagte", speaker="Maas", act="claim", content_start=20, content_end=60)
    told = (event("withdraw", "Abzug", "2021-03-02", start=30),)
    assert find_positions([dossier("a", "2021-03-02", events=told, statements=(said,))]) == ()


def test_by_party_and_day() -> None:
    def asks(doc: str, day: str, actor: str) -> object:
        return dossier(doc, day, events=(event("demand", "fordern", day, actor=actor, target="Abzug"),))

    found = find_positions(
        [asks("a", "2021-03-02", "Iran"), asks("b", "2020-01-05", "Iran"), asks("c", "2022-01-01", "Grüne")]
    )
    assert [(p.party, p.date) for p in found] == [
        ("Grüne", "2022-01-01"),
        ("Iran", "2020-01-05"),
        ("Iran", "2021-03-02"),
    ]
