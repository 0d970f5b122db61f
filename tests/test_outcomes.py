"""What came of a pledge: tables of two or three reports each, and what no later sentence may turn it into."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from piles import dossier, drawn, event, findings_of

from chronik.model import Findings, Pledge, PledgeOutcome

Told = tuple[str, str]
IRAQ: Told = (
    "2021-07-26",
    "Washington (dpa) - US-Präsident Joe Biden kündigte an, alle US-Soldaten bis Ende 2021 aus dem Irak abzuziehen. "
    "Derzeit sind 2.500 US-Soldaten im Irak.",
)
KABUL: Told = (
    "2021-04-14",
    "Washington (dpa) - Die USA kündigten an, ihre Soldaten bis Ende August 2021 aus Afghanistan abzuziehen.",
)
MALI: Told = (
    "2021-06-10",
    "Paris (AFP) - Präsident Emmanuel Macron kündigte an, Frankreich werde seine Soldaten bis Ende 2021 aus Mali "
    "abziehen.",
)
THOUSAND: Told = (
    "2020-06-12",
    "Washington (dpa) - Das Pentagon kündigte an, bis Ende 2020 1.000 Soldaten aus Afghanistan abzuziehen.",
)
BER: Told = (
    "2011-10-20",
    "Berlin (dpa) - Der Flughafen BER soll am 3. Juni 2012 eröffnet werden. Das kündigte die Flughafengesellschaft an.",
)


def outcome(found: Findings, doc: str = "a") -> PledgeOutcome:
    (only,) = [o for o in found.outcomes if o.doc == doc]
    return only


CAME_TO = [
    (KABUL, "2021-08-31", "Die letzten US-Soldaten sind am 30. August 2021 aus Afghanistan abgezogen.", "kept"),
    (BER, "2012-06-04", "Der Flughafen BER ist am 3. Juni 2012 eröffnet worden.", "kept"),
    (BER, "2012-06-20", "Der Flughafen BER soll nun am 17. März 2013 eröffnet werden.", "slipped"),
    (BER, "2012-01-20", "Der Flughafen BER soll wie geplant am 3. Juni 2012 eröffnet werden.", "restated"),
    (BER, "2012-05-08", "Die Eröffnung des Flughafens BER wurde verschoben.", "slipped"),
]
NOT = [
    (IRAQ, "2022-01-20", "Im Irak sind weiterhin 2.490 US-Soldaten stationiert.", "kept"),
    (MALI, "2021-08-31", "Die US-Soldaten sind am Montag aus Afghanistan abgezogen.", "kept"),
    (MALI, "2021-08-31", "Frankreich hat seine Soldaten am Montag aus Afghanistan abgezogen.", "kept"),
    (
        THOUSAND,
        "2020-08-20",
        "Das Pentagon kündigte an, bis Ende 2021 500 Soldaten aus dem Irak abzuziehen.",
        "slipped",
    ),
    (BER, "2012-06-04", "Eine Ausstellung der Nationalgalerie ist am 3. Juni 2012 eröffnet worden.", "kept"),
    (BER, "2011-09-01", "Der Flughafen BER ist am 1. September 2011 eröffnet worden.", "kept"),
    (BER, "2012-06-04", "Der Flughafen BER ist nicht am 3. Juni 2012 eröffnet worden.", "kept"),
    (KABUL, "2021-08-31", "Die USA wollen ihre Soldaten aus Afghanistan abziehen.", "kept"),
]


@pytest.mark.parametrize(("pledged", "day", "later", "came"), CAME_TO)
def test_what_came_of_it(tmp_path: Path, pledged: Told, day: str, later: str, came: str) -> None:
    found = outcome(findings_of(tmp_path, pledged, (day, f"Berlin (dpa) - {later}")))
    assert (found.outcome, found.outcome_doc) == (came, "b")
    assert found.reasons


@pytest.mark.parametrize(("pledged", "day", "later", "not_this"), NOT)
def test_what_did_not_come_of_it(tmp_path: Path, pledged: Told, day: str, later: str, not_this: str) -> None:
    assert outcome(findings_of(tmp_path, pledged, (day, f"Berlin (dpa) - {later}"))).outcome != not_this


@pytest.mark.parametrize("pledged", [IRAQ, KABUL, MALI, BER])
def test_without_a_later_report_it_is_open(tmp_path: Path, pledged: Told) -> None:
    found = outcome(findings_of(tmp_path, pledged))
    assert (found.outcome, found.outcome_doc, found.contested, found.reasons) == ("open", None, False, ())


@pytest.mark.parametrize(
    ("country", "day", "later", "came"),
    [
        ("Afghanistan", "2021-08-31", "The last US soldiers left Afghanistan on 30 August 2021.", "kept"),
        ("Iraq", "2021-09-20", "There are still 2,490 US troops in Iraq, the Pentagon said.", "open"),
        ("Iraq", "2021-09-01", "The last US soldiers left Afghanistan on 30 August 2021.", "open"),
    ],
)
def test_in_english(tmp_path: Path, country: str, day: str, later: str, came: str) -> None:
    promise = f"Joe Biden promised to withdraw all US troops from {country} by the end of August 2021."
    pledged = ("2021-04-14", f"WASHINGTON (AP) - {promise}")
    assert outcome(findings_of(tmp_path, pledged, (day, f"BAGHDAD (AP) - {later}"), language="en")).outcome == came


# ---------------------------------------------------------------- by hand


def pledge(**fields: object) -> Pledge:
    plain = {"who": "Nato", "what": "die Brücke bei Mossul eröffnen", "event_class": "open", "made": "2020-01-10"}
    return Pledge(start=0, end=40, **(plain | fields))


def came_of(due: str | None, *told: tuple[str, str | None, str]) -> PledgeOutcome:
    """Told: class, day and status, each in a report a day after that day."""
    pledges = (pledge(due=due),)
    later = [
        dossier(
            f"l{n}",
            f"{(day or '2021')[:4]}-12-31",
            events=(event(kind, "getan", day, status=status, target="Brücke bei Mossul"),),
        )
        for n, (kind, day, status) in enumerate(told)
    ]
    return outcome(drawn(dossier("a", "2020-01-10", pledges=pledges), *later))


@pytest.mark.parametrize(
    ("due", "told", "came"),
    [
        ("2020-06-30", ("open", "2020-06-20", "occurred"), "kept"),
        ("2020-06-30", ("open", "2020-07-20", "occurred"), "kept"),  # within some weeks after
        (None, ("open", "2020-07-20", "occurred"), "kept"),
        ("2020-06-30", ("delay", "2020-05-20", "occurred"), "slipped"),
        ("2020-06-30", ("open", "2020-06-20", "planned"), "open"),
        ("2020-06-30", ("open", "2020-06-20", "hypothetical"), "open"),
        ("2020-06-30", ("open", "2020-06-20", "demanded"), "open"),
        ("2020-06-30", ("attack", "2020-06-20", "occurred"), "open"),
        ("2020-06-30", ("open", "2019-06-20", "occurred"), "open"),
        ("2020-06-30", ("open", None, "occurred"), "open"),
    ],
)
def test_by_class_day_and_status(due: str | None, told: tuple[str, str | None, str], came: str) -> None:
    assert came_of(due, told).outcome == came


def test_the_first_report_that_shows_it_counts() -> None:
    found = came_of("2020-06-30", ("open", "2021-06-20", "planned"), ("open", "2020-06-20", "occurred"))
    assert (found.outcome, found.outcome_doc) == ("kept", "l1")


tales = st.tuples(
    st.sampled_from(["open", "begin", "delay", "reject", "attack"]),
    st.sampled_from([None, "2019-06-20", "2020-06-20", "2020-06", "2023"]),
    st.sampled_from(["occurred", "ongoing", "planned", "denied", "demanded", "hypothetical"]),
)


@settings(max_examples=50)
@given(st.sampled_from([None, "2020-06-30", "2020", "2020-01-10/2021-01~"]), st.lists(tales, max_size=4))
def test_an_outcome_cites_a_later_sentence_or_is_open(due: str | None, told: list[tuple[str, str | None, str]]) -> None:
    found = came_of(due, *told)
    assert (found.outcome == "open") == (found.outcome_doc is None)
    assert found.outcome_doc != "a"
    assert bool(found.reasons) == (found.outcome != "open")
