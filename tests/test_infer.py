"""The day of writing as a distribution: what clues add up to, and what must hold for any of them."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chronik.dating.belief import best_day, gain, log_weights, normalised, shortest
from chronik.dating.clue import BEFORE, STRETCHES, WITHIN, Clue, Span, stretches
from chronik.dating.infer import evidence, infer, trusted
from chronik.dating.stated import every_year
from chronik.dating.weights import model
from chronik.model import Article, Document, Reason, Report

TERM = (dt.date(2009, 1, 20), dt.date(2017, 1, 20))
DAY = dt.date(2014, 6, 17)


def clue(kind: str, *spans: Span, **fields: object) -> Clue:
    low, high = spans[0] if spans else (None, None)
    return Clue(kind=kind, reason=Reason(clue=kind, text=str(low), low=low, high=high), spans=spans, **fields)


def on(day: dt.date) -> Clue:
    return clue("date_line", (day, day))


def stated(low: dt.date, high: dt.date) -> Clue:
    return clue("stated", (low, high), within=-math.log((high - low).days + 1))


def weekday(number: int) -> Clue:
    return clue("weekday_past", shape="weekday", weekday=number)


def document(header: str | None = None) -> Document:
    return Document(article=Article(id="a", source="", text="", language="de", stated=header), sentences=())


def inferred(*clues: Clue) -> Report:
    return infer(document(), evidence(clues))


def test_without_clues_undated() -> None:
    found = inferred()
    assert (found.low, found.best, found.high, found.confidence, found.reasons) == (None, None, None, 0.0, ())


def test_a_date_line_says_it_all() -> None:
    found = inferred(on(DAY), clue("office", TERM), weekday(2))
    assert (found.low, found.best, found.high) == (DAY, DAY, DAY)
    assert found.confidence > 0.95
    assert found.reasons[0].clue == "date_line"


def test_a_term_of_office_is_an_interval() -> None:
    found = inferred(clue("office", TERM))
    assert found.best is not None
    assert TERM[0] <= found.best <= TERM[1]


def test_two_terms_meet_where_both_were_in_office() -> None:
    merkel = (dt.date(2005, 11, 22), dt.date(2021, 12, 8))
    cameron = (dt.date(2010, 5, 11), dt.date(2016, 7, 13))
    one, three = inferred(clue("office", TERM)), inferred(*(clue("office", term) for term in (TERM, merkel, cameron)))
    assert three.best is not None
    assert cameron[0] <= three.best <= cameron[1]
    assert width(three) < width(one)


def test_a_weekday_picks_its_days() -> None:
    week = (dt.date(2021, 12, 13), dt.date(2021, 12, 19))
    alone, picked = (evidence([clue("date_line", week), *more]) for more in ((), (weekday(4),)))
    days = picked.days - alone.days[0]
    shares = normalised(picked.logs)[(picked.days >= week[0].toordinal()) & (picked.days <= week[1].toordinal())]
    assert len(days) == len(picked.days)
    assert int(np.argmax(shares)) in (3, 4)  # Thursday, or the day after


def test_a_header_that_the_text_agrees_with() -> None:
    found = inferred(stated(DAY, DAY), clue("office", TERM))
    assert not found.stated_conflict
    assert found.best == DAY


def test_a_header_years_late_is_a_conflict_and_an_upper_bound() -> None:
    found = inferred(stated(dt.date(2019, 5, 1), dt.date(2019, 5, 31)), on(DAY))
    assert found.stated_conflict
    assert (found.low, found.high) == (DAY, DAY)
    assert {"stated", "date_line"} <= {r.clue for r in found.reasons}  # both sides


def test_a_header_before_what_the_text_tells_is_no_bound() -> None:
    told = clue("past_day_lead", (DAY, DAY))
    found = inferred(stated(dt.date(2004, 5, 1), dt.date(2004, 5, 1)), told, clue("office", TERM))
    assert found.stated_conflict
    assert found.high is None or found.high >= DAY


def test_a_header_before_the_first_day_looked_at() -> None:
    header = (dt.date(1985, 5, 1), dt.date(1985, 5, 31))
    found = inferred(stated(*header))
    assert not found.stated_conflict
    assert found.best is not None
    assert header[0] <= found.best <= header[1]


@pytest.mark.parametrize(
    ("header", "low", "high", "confidence"),
    [
        ("2014-06-17", "2014-06-17", "2014-06-17", 1.0),
        ("2014-06", "2014-06-01", "2014-06-30", 0.0333),
        ("2014", "2014-01-01", "2014-12-31", 0.0027),
    ],
)
def test_trusted(header: str, low: str, high: str, confidence: float) -> None:
    found = trusted(document(header))
    assert found is not None
    assert (str(found.low), str(found.best), str(found.high), found.confidence) == (low, low, high, confidence)


@pytest.mark.parametrize("header", [None, "", "XXXX-06", "gestern"])
def test_not_to_be_trusted(header: str | None) -> None:
    assert trusted(document(header)) is None


# ---------------------------------------------------------------- stretches

FIRST, LAST = dt.date(1990, 1, 1).toordinal(), dt.date(2026, 1, 1).toordinal()


@pytest.mark.parametrize(
    ("span", "day", "number"),
    [
        ((DAY, DAY), DAY, len(BEFORE)),
        ((DAY, DAY), DAY - dt.timedelta(days=1), 0),
        ((DAY, DAY), DAY - dt.timedelta(days=7), 1),
        ((DAY, DAY), DAY - dt.timedelta(days=8), 2),
        ((DAY, DAY), DAY - dt.timedelta(days=4000), len(BEFORE) - 1),
        ((DAY, DAY), DAY + dt.timedelta(days=1), len(BEFORE) + len(WITHIN)),
        ((DAY, DAY), DAY + dt.timedelta(days=7), len(BEFORE) + len(WITHIN) + 1),
        ((DAY, DAY), DAY + dt.timedelta(days=8), len(BEFORE) + len(WITHIN) + 2),
        (TERM, DAY, len(BEFORE) + 5),  # more than three years in
        ((TERM[0], None), dt.date(2025, 1, 1), len(BEFORE) + 6),
        ((None, TERM[1]), dt.date(1990, 1, 1), len(BEFORE)),
        ((None, TERM[1]), dt.date(2017, 1, 21), len(BEFORE) + len(WITHIN)),
    ],
)
def test_a_day_lies_in_its_stretch(span: Span, day: dt.date, number: int) -> None:
    parts = stretches((span,), FIRST, LAST)
    assert [p.number for p in parts if p.first <= day.toordinal()][-1] == number


def test_half_way_between_two_years_the_next_is_near() -> None:
    third_of_may = every_year(5, 3)
    parts = stretches(third_of_may, FIRST, LAST)
    number = [p.number for p in parts if p.first <= dt.date(2010, 5, 1).toordinal()][-1]
    assert number == 1  # two days before


some_days = st.dates(dt.date(1985, 1, 1), dt.date(2030, 12, 31))
some_spans = st.lists(
    st.tuples(some_days, st.integers(0, 5000)).map(lambda p: (p[0], p[0] + dt.timedelta(days=p[1]))),
    min_size=1,
    max_size=4,
)


@given(some_spans)
def test_stretches_cover_every_day_once(spans: list[Span]) -> None:
    parts = stretches(spans, FIRST, LAST)
    firsts = [p.first for p in parts]
    assert firsts[0] == FIRST
    assert firsts == sorted(set(firsts))
    assert firsts[-1] <= LAST
    assert all(0 <= p.number < STRETCHES for p in parts)


# ---------------------------------------------------------------- what holds for any clues

days = st.dates(dt.date(1995, 1, 1), dt.date(2020, 12, 31))
KINDS = sorted(set(model().stretch) - {"date_line", "date_line_yearless", "date_lines", "stated", "bound"})
weak = st.one_of(
    st.builds(weekday, st.integers(1, 7)),
    st.builds(lambda d: clue("day_and_month_past", *every_year(d.month, d.day)), days),
)
named = st.builds(lambda s, kind: clue(kind, *s), some_spans, st.sampled_from(KINDS))
any_clues = st.builds(  # a text has one header at most
    lambda found, header: header + found,
    st.lists(st.one_of(weak, named, days.map(on)), min_size=1, max_size=6),
    st.lists(st.builds(lambda d: stated(d, d), days), max_size=1),
)


@example([clue("day_and_month_open", *every_year(1, 1))])
@given(any_clues)
def test_the_likeliest_day_lies_in_the_interval(clues: list[Clue]) -> None:
    found = inferred(*clues)
    if all(c.shape == "weekday" for c in clues):  # which say nothing
        assert found.best is None
    if found.best is None:
        assert (found.low, found.high, found.confidence) == (None, None, 0.0)
    else:
        assert (found.low or dt.date.min) <= found.best <= (found.high or dt.date.max)


@given(any_clues)
def test_an_interval_is_in_order_and_its_reasons_are_clues(clues: list[Clue]) -> None:
    assume(any(c.shape != "weekday" for c in clues))
    found = inferred(*clues)
    assert (found.low or dt.date.min) <= (found.high or dt.date.max)
    assert 0 < found.confidence <= 1 or found.best is None
    assert set(found.reasons) <= {c.reason for c in clues}


@given(any_clues)
def test_belief_is_a_distribution(clues: list[Clue]) -> None:
    found = evidence(clues)
    belief = normalised(found.logs)
    assert belief.sum() == pytest.approx(1.0)
    assert (belief >= 0).all()
    assert np.isfinite(found.logs).all()
    assert found.monthly.sum() == pytest.approx(1.0)


@given(any_clues)
def test_the_order_of_clues_does_not_matter(clues: list[Clue]) -> None:
    there, back = inferred(*clues), inferred(*clues[::-1])
    assert there.confidence == pytest.approx(back.confidence, abs=1e-3)
    assert there.stated_conflict == back.stated_conflict


@given(st.lists(weak, min_size=1, max_size=1), days)
def test_a_date_line_narrows_what_soft_clues_say(clues: list[Clue], day: dt.date) -> None:
    before, after = inferred(*clues), inferred(*clues, on(day))
    assert after.best == day
    assert width(after) <= width(before)


@given(named)
def test_a_factor_is_worth_no_more_than_it_says(one: Clue) -> None:
    """The mean of a factor over all days is what ``gain`` measures it against."""
    axis = np.arange(FIRST, LAST + 1)
    logs = log_weights([one], axis, model())
    gains = [gain(one, at, axis, model()) for at in (0, 5000, len(axis) - 1)]
    expected = [logs[at] - math.log(np.exp(logs).mean()) for at in (0, 5000, len(axis) - 1)]
    assert gains == pytest.approx(expected, abs=1e-6)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=60).filter(lambda p: sum(p) > 0), st.sampled_from([0.5, 0.95]))
def test_the_shortest_interval_holds_its_share(shares: list[float], share: float) -> None:
    belief = np.array(shares) / sum(shares)
    first, last = shortest(belief, share)
    assert belief[first : last + 1].sum() >= share - 1e-6
    assert not any(belief[n : n + last - first].sum() > share + 1e-6 for n in range(len(belief) - (last - first) + 1))
    assert 0 <= best_day(belief) < len(belief)


def width(found: Report) -> int:
    return ((found.high or dt.date(2030, 1, 1)) - (found.low or dt.date(1990, 1, 1))).days


def test_the_likeliest_of_two_days_is_one_of_them() -> None:
    belief = np.full(1000, 0.1 / 1000)
    belief[[400, 458]] = 0.45
    assert best_day(belief) in (400, 458)
