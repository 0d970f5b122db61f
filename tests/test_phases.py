"""Missions and agreements in force: what begins one, what closes it, and what is none."""

from pathlib import Path

import pytest
from piles import dossier, drawn, event, findings_of

from chronik.model import Event, Phase


def phases(*told: Event) -> tuple[Phase, ...]:
    return drawn(*(dossier(chr(97 + n), e.date, events=(e,)) for n, e in enumerate(told))).phases


def begin(day: str = "2014-10-17", **fields: str) -> Event:
    fields = {"target": "Einsatz der US-Truppen", "place": "Irak"} | fields
    return event("begin", "begann", day, **fields)


def end(day: str, **fields: str) -> Event:
    fields = {"target": "Einsatz der US-Truppen", "place": "Irak"} | fields
    return event("end", "endete", day, **fields)


def test_a_mission_from_its_begin_to_its_end() -> None:
    (found,) = phases(begin(), end("2021-12-09"))
    assert (found.phase, found.from_, found.until) == ("mission", "2014-10-17", "2021-12-09")
    assert [m.doc for m in found.members] == ["a", "b"]


def test_an_agreement_in_force() -> None:
    (found,) = phases(
        event("agree", "unterzeichneten", "2008-11-17", actor="USA", target="Truppenabkommen", place="Irak"),
        event("end", "lief aus", "2011-12-31", target="Truppenabkommen", place="Irak"),
    )
    assert (found.phase, found.from_, found.until) == ("agreement", "2008-11-17", "2011-12-31")


def test_a_mission_that_goes_on() -> None:
    (found,) = phases(begin())
    assert (found.from_, found.until) == ("2014-10-17", None)


@pytest.mark.parametrize(
    "closing",
    [
        pytest.param(end("2011-12-18"), id="an end before the begin"),
        pytest.param(
            event("meet", "Treffen", "2016-05-02", target="Einsatz der US-Truppen", place="Irak"), id="a meeting on it"
        ),
        pytest.param(end("2021-06-30", target="Einsatz der Bundeswehr", place="Afghanistan"), id="of another mission"),
        pytest.param(event("end", "enden", "2021-12-09", place="Irak", status="planned"), id="planned"),
        pytest.param(event("end", "endet", "2021-12-09", place="Irak", status="denied"), id="denied"),
    ],
)
def test_what_does_not_close_it(closing: Event) -> None:
    (found,) = [p for p in phases(begin(), closing) if p.from_ == "2014-10-17"]
    assert found.until is None


@pytest.mark.parametrize(
    "told",
    [
        event("begin", "begann", None, target="Einsatz der US-Truppen", place="Irak"),
        event("begin", "beginnt", "2022-01-01", target="Einsatz der US-Truppen", place="Irak", status="planned"),
        event("meet", "Treffen", "2014-10-17", place="Irak"),
        event("begin", "begann", "2014-10-17"),
        event("begin", "begann", "2014-10-17", target="Prozess", place="Frankfurt"),
        event("open", "eröffnet", "2014-10-17", target="Museum", place="Berlin"),
    ],
    ids=["undated", "planned", "a meeting", "of nothing", "a trial", "a museum"],
)
def test_no_phase(told: Event) -> None:
    assert phases(told) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In Frankfurt begann am Montag der Prozess gegen einen früheren Soldaten.",
        "In Berlin wurde am Dienstag ein Museum eröffnet.",
        "In Genf begannen am Montag Gespräche über den Haushalt.",
    ],
)
def test_no_mission_along_the_path(tmp_path: Path, text: str) -> None:
    found = findings_of(tmp_path, ("2021-03-02", f"Berlin (dpa) - {text}"))
    assert [p for p in found.phases if p.phase == "mission"] == []


def test_a_mission_along_the_path(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path,
        ("2014-10-20", "Bagdad (dpa) - Der US-Kampfeinsatz im Irak hat am 17. Oktober 2014 begonnen."),
        ("2021-12-10", "Bagdad (dpa) - Der US-Kampfeinsatz im Irak wurde am 9. Dezember 2021 beendet."),
    )
    assert [(p.phase, p.from_, p.until) for p in found.phases] == [("mission", "2014-10-17", "2021-12-09")]
