"""How records get their days: from the time expression that dates them, or from the day of writing."""

import datetime as dt

import pytest
from piles import event, figure, report

from chronik.annotate.times import find_times
from chronik.dating.dates import anchor, when
from chronik.model import Annotations, Article, Document, Event, Figure, Pledge, Reading, Report, Time

WRITTEN = "2021-12-15"


def time(value: str, start: int = 40, **fields: object) -> Time:
    """A date named in full, at offset 40."""
    year, month, day = ([int(p) for p in value.split("-")] + [None, None])[:3]
    reading = Reading(kind="calendar", year=year, month=month, day=day)
    return Time(start=start, end=start + len(value), text=value, type="DATE", reading=reading, **fields)


def dated(record: Event | Figure | Pledge, *times: Time, written: Report | None = None) -> Event | Figure | Pledge:
    kind = {Event: "events", Figure: "figures", Pledge: "pledges"}[type(record)]
    found = anchor(Annotations(times=times, **{kind: (record,)}), written or report(WRITTEN))
    (out,) = getattr(found, kind)
    return out


@pytest.mark.parametrize(
    ("value", "edtf"), [("2021-07-20", "2021-07-20"), ("2021-07", "2021-07"), ("2014", "2014"), (None, WRITTEN)]
)
def test_a_figure_is_of_its_time_or_of_the_day_of_writing(value: str | None, edtf: str) -> None:
    times = (time(value),) if value else ()
    found = dated(figure(2500, "Soldaten", "Irak", time_start=40 if value else None), *times)
    assert found.as_of == edtf


def test_a_figure_of_a_day_it_does_not_name() -> None:
    assert dated(figure(2500, "Soldaten", "Irak", undated=True)).as_of is None


@pytest.mark.parametrize(
    ("written", "confidence", "as_of"),
    [
        ("2021-12-15", 1.0, "2021-12-15"),
        ("2021-12-14/2021-12-20", 0.9, "2021-12-14"),  # nearly sure: the rest is a long thin tail
        ("2021-12-14/2021-12-20", 0.3, "2021-12"),
        ("2021-11-20/2021-12-20", 0.1, "2021-11/2021-12"),
        ("2021-12", 0.1, "2021-12"),
        ("2015-01-01/2021-12-31", 0.01, None),  # as wide as that is as good as unknown
        (None, 0.0, None),
    ],
)
def test_the_day_of_writing_as_exactly_as_it_is_known(
    written: str | None, confidence: float, as_of: str | None
) -> None:
    found = dated(figure(2500, "Soldaten", "Irak"), written=report(written, confidence=confidence))
    assert found.as_of == as_of


@pytest.mark.parametrize(
    ("status", "confidence", "day"),
    [
        ("occurred", 1.0, WRITTEN),
        ("ongoing", 0.2, WRITTEN),
        ("denied", 1.0, WRITTEN),
        ("occurred", 0.3, None),
        ("planned", 1.0, None),
        ("demanded", 1.0, None),
        ("hypothetical", 1.0, None),
    ],
)
def test_an_event_without_a_time(status: str, confidence: float, day: str | None) -> None:
    assert dated(event("withdraw", "Abzug", None, status=status, confidence=confidence)).date == day


@pytest.mark.parametrize(
    ("told", "value", "status", "why"),
    [
        ("occurred", "2021-07-20", "occurred", []),
        ("occurred", "2021-12-15", "occurred", []),
        ("occurred", "2021-12", "occurred", []),
        ("occurred", "2022-01-10", "planned", ["after_writing"]),
        ("ongoing", "2022-01-10", "planned", ["after_writing"]),
        ("demanded", "2022-01-10", "demanded", []),
        ("planned", "2021-07-20", "planned", []),
    ],
)
def test_what_is_dated_after_the_day_of_writing_has_not_occurred(
    told: str, value: str, status: str, why: list[str]
) -> None:
    found = dated(event("withdraw", "Abzug", None, status=told, time_start=40), time(value))
    assert (found.date, found.status, [r.clue for r in found.reasons]) == (value, status, why)


def test_a_time_that_cannot_be_anchored_leaves_the_event_undated() -> None:
    unknown = Time(start=40, end=44, text="Juli", type="DATE", reading=Reading(kind="calendar", month=7))
    found = dated(event("withdraw", "Abzug", None, time_start=40), unknown, written=report(None))
    assert found.date is None


def pledge(**fields: object) -> Pledge:
    return Pledge(start=10, end=30, who="USA", what="Truppen abziehen", **fields)


def test_a_pledge_is_made_on_the_day_of_writing_and_due_on_its_own() -> None:
    found = dated(pledge(due_time_start=40), time("2022-06-30", deadline=True))
    assert (found.made, found.due, found.low, found.high) == (
        WRITTEN,
        "2022-06-30",
        dt.date(2022, 6, 30),
        dt.date(2022, 6, 30),
    )


def test_a_pledge_that_is_recalled() -> None:
    found = dated(pledge(made_time_start=60, due_time_start=40), time("2021-12"), time("2020-06-12", start=60))
    assert (found.made, found.due) == ("2020-06-12", "2021-12")


def test_a_vague_deadline_runs_from_the_day_it_was_made() -> None:
    text = "Das soll in den kommenden Monaten geschehen."
    (soon,) = find_times(Document(article=Article(id="x", source=text, text=text), sentences=()), "de")
    found = dated(pledge(due_time_start=soon.start, vague_due=True), soon)
    assert (found.due, found.low) == ("2021-12-15/2022-12~", dt.date(2021, 12, 15))


def test_a_pledge_without_a_day() -> None:
    found = dated(pledge())
    assert (found.made, found.due, found.low) == (WRITTEN, None, None)


def test_when_of_nothing() -> None:
    assert when(None) is None
    assert when(time("2021")) is None  # not anchored


def test_a_month_within_an_unknown_year_dates_nothing() -> None:
    wide = Time(
        start=0,
        end=7,
        text="im Juli",
        type="DATE",
        reading=Reading(kind="calendar", month=7),
        low=dt.date(2010, 7, 1),
        high=dt.date(2021, 7, 31),
    )
    assert when(wide) is None
