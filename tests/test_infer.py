"""The day of writing as a distribution: what clues add up to, and what must hold for any of them."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chronik.dating.clue import Clue, weights
from chronik.dating.clues import LAGS
from chronik.dating.infer import _belief, _days, infer, trusted
from chronik.model import Article, Document, Reason, Report

TERM = (dt.date(2009, 1, 20), dt.date(2017, 1, 20))
DAY = dt.date(2014, 6, 17)


def clue(shape: str, *spans: tuple[dt.date | None, dt.date | None], **fields: object) -> Clue:
    low, high = spans[0] if spans else (None, None)
    return Clue(shape=shape, reason=Reason(clue=shape, text=str(low), low=low, high=high), spans=spans, **fields)


def on(day: dt.date) -> Clue:
    return clue("on", (day, day), miss=1e-6)


def document(stated: str | None = None) -> Document:
    return Document(article=Article(id="a", source="", text="", language="de", stated=stated), sentences=())


def inferred(*clues: Clue) -> Report:
    return infer(document(), clues)


def test_without_clues_undated() -> None:
    found = inferred()
    assert (found.low, found.best, found.high, found.confidence, found.reasons) == (None, None, None, 0.0, ())


def test_a_date_line_says_it_all() -> None:
    found = inferred(on(DAY), clue("within", TERM, miss=0.02), clue("weekday", weekday=2))
    assert (found.low, found.best, found.high) == (DAY, DAY, DAY)
    assert found.confidence > 0.95
    assert [r.clue for r in found.reasons] == ["on", "within", "weekday"]


def test_a_term_of_office_is_an_interval() -> None:
    found = inferred(clue("within", TERM, miss=0.001))
    assert TERM[0] <= found.low <= found.high <= TERM[1]
    assert (found.high - found.low).days > 0.9 * (TERM[1] - TERM[0]).days


def test_two_terms_meet_where_both_were_in_office() -> None:
    merkel = (dt.date(2005, 11, 22), dt.date(2021, 12, 8))
    cameron = (dt.date(2010, 5, 11), dt.date(2016, 7, 13))
    found = inferred(*(clue("within", term, miss=0.001) for term in (TERM, merkel, cameron)))
    assert cameron[0] <= found.low <= found.high <= cameron[1]


def test_a_weekday_picks_its_days() -> None:
    week = (dt.date(2021, 12, 13), dt.date(2021, 12, 19))
    found = inferred(clue("within", week, miss=1e-6), clue("weekday", weekday=4))
    assert found.best == dt.date(2021, 12, 16)


def test_a_header_that_the_text_agrees_with() -> None:
    found = inferred(clue("stated", (DAY, DAY), miss=0.02, scale=700), clue("within", TERM, miss=0.02))
    assert not found.stated_conflict
    assert found.best == DAY


def test_a_header_years_late_is_a_conflict_and_an_upper_bound() -> None:
    header = (dt.date(2019, 5, 1), dt.date(2019, 5, 31))
    found = inferred(clue("stated", header, miss=0.03, scale=700), on(DAY))
    assert found.stated_conflict
    assert (found.low, found.high) == (DAY, DAY)


def test_a_header_before_the_first_day_looked_at() -> None:
    header = (dt.date(1985, 5, 1), dt.date(1985, 5, 31))
    found = inferred(clue("stated", header, miss=0.03, scale=700))
    assert not found.stated_conflict
    assert header[0] <= found.best <= header[1]


@pytest.mark.parametrize(
    ("stated", "low", "high", "confidence"),
    [
        ("2014-06-17", "2014-06-17", "2014-06-17", 1.0),
        ("2014-06", "2014-06-01", "2014-06-30", 0.0333),
        ("2014", "2014-01-01", "2014-12-31", 0.0027),
    ],
)
def test_trusted(stated: str, low: str, high: str, confidence: float) -> None:
    found = trusted(document(stated))
    assert (str(found.low), str(found.best), str(found.high), found.confidence) == (low, low, high, confidence)


@pytest.mark.parametrize("stated", [None, "", "XXXX-06", "gestern"])
def test_not_to_be_trusted(stated: str | None) -> None:
    assert trusted(document(stated)) is None


# ---------------------------------------------------------------- what holds for any clues

days = st.dates(dt.date(1995, 1, 1), dt.date(2020, 12, 31))
weak = st.one_of(
    st.builds(lambda n: clue("weekday", weekday=n, miss=0.01), st.integers(1, 7)),
    st.builds(
        lambda d, n: clue("yearless", (d, d), scale=12.0, miss=0.03, direction=n), days, st.sampled_from([-1, 0, 1])
    ),
)
mentions = st.builds(
    lambda d, key: clue("mention", (d, d), direction=key[0], bins=LAGS[key]), days, st.sampled_from(sorted(LAGS))
)
spans = st.tuples(days, st.integers(0, 4000)).map(lambda p: (p[0], p[0] + dt.timedelta(days=p[1])))
withins = st.builds(lambda s, miss: clue("within", s, miss=miss), spans, st.sampled_from([0.001, 0.02, 0.15]))
stateds = st.builds(lambda d: clue("stated", (d, d), miss=0.02, scale=700.0), days)
any_clues = st.builds(  # a text has one header at most
    lambda found, header: header + found,
    st.lists(st.one_of(weak, mentions, withins, days.map(on)), min_size=1, max_size=6),
    st.lists(stateds, max_size=1),
)


NEW_YEAR = (dt.date(2000, 1, 1), dt.date(2000, 1, 1))


@example([clue("yearless", NEW_YEAR, scale=12.0, miss=0.03)])
@given(any_clues)
def test_the_likeliest_day_lies_in_the_interval(clues: list[Clue]) -> None:
    found = inferred(*clues)
    if all(c.shape == "weekday" for c in clues):  # which say nothing
        assert found.best is None
        return
    assert found.best is not None
    assert (found.low or dt.date.min) <= found.best <= (found.high or dt.date.max)


@given(any_clues)
def test_an_interval_is_in_order_and_has_all_reasons(clues: list[Clue]) -> None:
    assume(any(c.shape != "weekday" for c in clues))
    found = inferred(*clues)
    assert (found.low or dt.date.min) <= (found.high or dt.date.max)
    assert 0 < found.confidence <= 1
    assert {r.text for r in found.reasons} == {c.reason.text for c in clues}


@given(any_clues)
def test_belief_is_a_distribution(clues: list[Clue]) -> None:
    axis = _days(clues)
    belief = _belief(clues, axis)
    assert belief.sum() == pytest.approx(1.0)
    assert (belief >= 0).all()
    for one in clues:
        assert (weights(one, axis) > 0).all()
        assert np.isfinite(weights(one, axis)).all()


@given(any_clues)
def test_the_order_of_clues_does_not_matter(clues: list[Clue]) -> None:
    there, back = inferred(*clues), inferred(*clues[::-1])
    assert there.confidence == pytest.approx(back.confidence, abs=1e-3)
    assert there.stated_conflict == back.stated_conflict


@given(st.lists(weak, min_size=1, max_size=4), days)
def test_a_date_line_narrows_what_soft_clues_say(clues: list[Clue], day: dt.date) -> None:
    before, after = inferred(*clues), inferred(*clues, on(day))
    assert after.best == day
    assert width(after) <= width(before)


def width(found: Report) -> int:
    return ((found.high or dt.date(2030, 1, 1)) - (found.low or dt.date(1990, 1, 1))).days
