"""Anchoring: what stays open without a day of writing, within bounds, and how days and EDTF are counted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.dating.days import easter, period, shift, value
from chronik.dating.edtf import dated, edtf, interval
from chronik.model import Article, Document, Time


def times(text: str, code: str = "de") -> tuple[Time, ...]:
    return find_times(Document(article=Article(id="x", source=text, text=text), sentences=()), code)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am 11. Juli 2016", "2016-07-11"),
        ("am Freitag", "XXXX-WXX-5"),
        ("am Sonntagmorgen", "XXXX-WXX-7TMO"),
        ("im Juli", "XXXX-07"),
        ("am 3. Mai", "XXXX-05-03"),
        ("im Sommer", "XXXX-SU"),
        ("um 13.05 Uhr", "T13:05"),
        ("letztes Jahr", "XXXX"),
        ("vor drei Jahren", "P3Y"),
        ("die kommenden Wochen", "FUTURE_REF"),
    ],
)
def test_without_a_day_of_writing(text: str, value: str) -> None:
    (time,) = anchor_times(times(text), None, None, None)
    assert time.value == value


@pytest.mark.parametrize(
    ("text", "low", "high", "value"),
    [
        ("Er sprach am Donnerstag.", "2021-12-09", "2021-12-12", "2021-12-09"),
        ("Er sprach am Donnerstag.", "2021-12-01", "2021-12-31", "XXXX-WXX-4"),
        ("Er sprach gestern.", "2021-12-09", "2021-12-12", "2021-12"),
        ("Er sprach letztes Jahr.", "2021-12-01", "2021-12-31", "2020"),
        ("Er sprach letztes Jahr.", "2020-12-01", "2021-12-31", "XXXX"),
        ("Er sprach im Juli.", "2021-08-01", "2021-12-31", "2021-07"),
        ("Er sprach im Juli.", "2021-01-01", "2021-12-31", "XXXX-07"),
        ("Er sprach im Juli 2019.", "2010-01-01", "2021-12-31", "2019-07"),
    ],
)
def test_within_bounds(text: str, low: str, high: str, value: str) -> None:
    first, last = dt.date.fromisoformat(low), dt.date.fromisoformat(high)
    (time,) = anchor_times(times(text), first, first, last)
    assert time.value == value


def test_an_open_bound_is_no_day() -> None:
    (time,) = anchor_times(times("Er sprach am Freitag."), None, dt.date(2021, 12, 15), dt.date(2021, 12, 15))
    assert time.value == "XXXX-WXX-5"


def test_bounds_are_the_widest() -> None:
    first, last = dt.date(2021, 12, 9), dt.date(2021, 12, 12)
    (time,) = anchor_times(times("Er sprach gestern."), first, first, last)
    assert (time.low, time.high) == (dt.date(2021, 12, 8), dt.date(2021, 12, 11))


def test_anchoring_again_starts_afresh() -> None:
    found = times("Am Freitag kam er, zwei Tage zuvor sie, im Juli das Kind.")
    once = anchor_times(found, *[dt.date(2021, 12, 15)] * 3)
    assert anchor_times(anchor_times(once, *[dt.date(2011, 1, 1)] * 3), *[dt.date(2021, 12, 15)] * 3) == once


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Vor drei Jahren kam er.", "2018-12-01", "2018-12-31"),
        ("Vor zehn Tagen kam er.", "2021-12-05", "2021-12-05"),
        ("Während der kommenden Monate soll er gehen.", "2021-12-15", "2022-12-15"),
        ("Während der vergangenen Wochen regnete es.", "2021-09-15", "2021-12-15"),
        ("Bis Ende September soll er gehen.", "2022-09-30", "2022-09-30"),
        ("Ende September war er gegangen.", "2021-09-21", "2021-09-30"),
        ("Anfang 2019 kam er.", "2019-01-01", "2019-03-31"),
        ("bis zum Jahresende", "2021-12-31", "2021-12-31"),
        ("Am Wochenende war Wahl.", "2021-12-11", "2021-12-12"),
        ("seit zwei Wochen", "2021-12-01", "2021-12-15"),
    ],
)
def test_days(text: str, low: str, high: str) -> None:
    (time,) = anchor_times(times(text), *[dt.date(2021, 12, 15)] * 3)
    assert (str(time.low), str(time.high)) == (low, high)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("Während der kommenden Monate soll er gehen.", "2021-12-15/2022-12~"),
        ("im Juli 2019", "2019-07"),
        ("2014", "2014"),
        ("am 5. Mai 2020", "2020-05-05"),
        ("Die Reise dauert drei Tage.", None),
        ("im ersten Halbjahr 2015", "2015-01-01/2015-06-30"),
    ],
)
def test_edtf_that_dates_a_record(text: str, expression: str | None) -> None:
    (time,) = anchor_times(times(text), *[dt.date(2021, 12, 15)] * 3)
    assert dated(time) == expression


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-W50", "2021-12-13", "2021-12-19"),
        ("2021-W50-WE", "2021-12-18", "2021-12-19"),
        ("2021-Q4", "2021-10-01", "2021-12-31"),
        ("2021-H1", "2021-01-01", "2021-06-30"),
        ("2021-WI", "2021-12-01", "2022-02-28"),
        ("199", "1990-01-01", "1999-12-31"),
        ("2020-06-12T04:15", "2020-06-12", "2020-06-12"),
        ("2020-06-12/2021-06~", "2020-06-12", "2021-06-30"),
        ("../2021-12-31", "0001-01-01", "2021-12-31"),
        ("2020-06-12/..", "2020-06-12", "9999-12-31"),
    ],
)
def test_interval(text: str, low: str, high: str) -> None:
    assert interval(text) == (dt.date.fromisoformat(low), dt.date.fromisoformat(high))


@pytest.mark.parametrize("text", ["P3Y", "PAST_REF", "XXXX-07", "2021-02-30", "2021-W60", "", "0000", "2021/2020"])
def test_no_interval(text: str) -> None:
    assert interval(text) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y", "WE", "DECADE"]))
def test_periods_and_values_agree(day: dt.date, unit: str) -> None:
    assert interval(value(day, unit)) == period(day, unit)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_edtf_and_back(a: dt.date, b: dt.date) -> None:
    low, high = min(a, b), max(a, b)
    written = edtf(low, high)
    assert written is not None
    assert interval(written) == (low, high)


def test_easter() -> None:
    assert [easter(y) for y in (2000, 2019, 2024)] == [dt.date(2000, 4, 23), dt.date(2019, 4, 21), dt.date(2024, 3, 31)]


def test_shifts_stay_in_the_month() -> None:
    assert shift(dt.date(2024, 1, 31), 1, "M") == dt.date(2024, 2, 29)
    assert shift(dt.date(2024, 2, 29), -1, "Y") == dt.date(2023, 2, 28)
