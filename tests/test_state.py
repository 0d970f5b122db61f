"""The state on a day: what is in it, what is too old or not yet, and that each line stands on its sentence."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import point

from chronik.findings.state import state
from chronik.model import Cite, EventCluster, Findings, PledgeOutcome, Position, Series, State

ON = dt.date(2021, 12, 31)


def quote(doc: str, start: int) -> str:
    return f"Satz {doc}{start}"


def on_the_day(on: dt.date = ON, **found: Any) -> State:
    return state(Findings(**found), on, on, quote)


def troops(*points: object) -> tuple[Series, ...]:
    return (Series(measure="troops", of="US-Soldaten", place="Irak", points=points),)


def texts(found: State) -> list[str]:
    return [line.text for line in found.lines]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": 2500}, "2021-12-01: 2\u202f500 US-Soldaten (Irak) — Satz a10"),
        ({"value": 2500, "modifier": "about"}, "2021-12-01: ≈ 2\u202f500 US-Soldaten (Irak) — Satz a10"),
        ({"value": 2500, "source": "Pentagon"}, "2021-12-01: 2\u202f500 US-Soldaten (Irak), Pentagon — Satz a10"),
        ({"value": 3000, "sense": "plan"}, "2021-12-01: 3\u202f000 US-Soldaten (Irak), plan — Satz a10"),
        (
            {"value": 3750, "low": 3500, "high": 4000},
            "2021-12-01: 3\u202f500 – 4\u202f000 US-Soldaten (Irak) — Satz a10",
        ),
    ],
)
def test_a_figure(fields: dict[str, Any], told: str) -> None:
    found = on_the_day(series=troops(point(as_of="2021-12-01", **fields)))
    assert texts(found) == [told]
    assert [(x.doc, x.start, x.end) for x in found.lines] == [("a", 10, 12)]


@pytest.mark.parametrize(
    ("days", "kept"),
    [
        (["2020-06-12", "2021-12-01"], ["2021-12-01"]),  # the newest alone
        (["2021-11-01", "2021-12-01"], ["2021-11-01", "2021-12-01"]),  # claims of about one time side by side
        (["2021-12-01", "2022-03-01"], ["2021-12-01"]),  # of a later day
        (["2019-01-01"], []),  # too old to hold
        ([None], []),
    ],
)
def test_which_figures(days: list[str | None], kept: list[str]) -> None:
    points = [point(2500 + n, day, start=n * 10, end=n * 10 + 4) for n, day in enumerate(days)]
    assert [t.split(":")[0] for t in texts(on_the_day(series=troops(*points)))] == kept


def pledge(made: str | None, due: str | None, outcome: str = "open") -> PledgeOutcome:
    return PledgeOutcome(
        who="USA", what="abziehen", made=made, due=due, outcome=outcome, contested=False, doc="a", start=10, end=20
    )


@pytest.mark.parametrize(
    ("made", "due", "there"),
    [
        ("2021-07-26", "2021-12-31", True),
        ("2021-07-26", "2025", True),
        ("2021-12-01", None, True),
        ("2022-01-05", "2022-06-30", False),  # not yet made
        ("2019-01-01", "2019-12-31", False),  # long past
        ("2020-01-01", None, False),
        (None, "2021-12-31", False),
    ],
)
def test_which_pledges(made: str | None, due: str | None, there: bool) -> None:
    found = texts(on_the_day(outcomes=(pledge(made, due),)))
    assert found == ([f"open: USA — abziehen (due {due or '?'}) — Satz a10"] if there else [])


def cluster(day: str | None, status: str = "occurred", **fields: Any) -> EventCluster:
    low = high = dt.date.fromisoformat(day) if day else None
    plain: dict[str, Any] = {"low": low, "high": high} | fields
    return EventCluster(
        id="event/1",
        event_class="attack",
        date=day,
        status=status,
        label="Anschlag",
        actor=None,
        place=None,
        members=(Cite(doc="a", start=10, end=20),),
        **plain,
    )


@pytest.mark.parametrize(
    ("found", "there"),
    [
        (cluster("2021-12-09"), True),
        (cluster("2021-12-09", "ongoing"), True),
        (cluster("2021-12-09", "denied"), True),
        (cluster("2021-12-09", "planned"), False),
        (cluster("2021-12-09", "hypothetical"), False),
        (cluster("2022-01-09"), False),
        (cluster("2020-01-09"), False),
        (cluster(None), False),
    ],
)
def test_which_events(found: EventCluster, there: bool) -> None:
    assert bool(on_the_day(clusters=(found,)).lines) is there


@pytest.mark.parametrize(
    ("day", "there"), [("2021-11-02", True), ("2022-01-02", False), ("2020-01-02", False), (None, False)]
)
def test_which_positions(day: str | None, there: bool) -> None:
    held = Position(party="Iran", stance="demands", matter="Abzug", date=day, doc="a", start=10, end=20)
    assert texts(on_the_day(positions=(held,))) == (["Iran demands: Abzug — Satz a10"] if there else [])


def test_one_line_for_one_place() -> None:
    held = Position(party="Iran", stance="demands", matter="Abzug", date="2021-12-09", doc="a", start=10, end=20)
    assert len(on_the_day(clusters=(cluster("2021-12-09"),), positions=(held,)).lines) == 1


def test_an_empty_pile() -> None:
    assert on_the_day() == State(on=ON, known_by=ON, lines=())


days = st.dates(dt.date(2015, 1, 1), dt.date(2025, 1, 1))


@given(st.lists(days, max_size=8), days)
def test_nothing_of_a_later_day(told: list[dt.date], on: dt.date) -> None:
    points = [point(n, day.isoformat(), start=n, end=n + 1) for n, day in enumerate(told)]
    found = on_the_day(on, series=troops(*points), clusters=tuple(cluster(d.isoformat()) for d in told))
    assert all(text[:10] <= on.isoformat() for text in texts(found))
    assert len({(line.doc, line.start) for line in found.lines}) == len(found.lines)
