"""The prior that the texts of a pile give each other."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.dating.prior import FLAT_PRIOR, MOST, Sample, learn, log_prior, monthly

DAYS = np.arange(FIRST_DAY.toordinal(), newest_known_day().toordinal() + 1)


def known(day: dt.date) -> np.ndarray:
    """The monthly likelihood of a text that knows its day."""
    return monthly((day.toordinal() == DAYS).astype(float), DAYS)


def unknown() -> np.ndarray:
    return monthly(np.ones(len(DAYS)), DAYS)


def share(log_weights: np.ndarray, first: int, last: int) -> float:
    """The part of a prior that lies in the years from first to last."""
    belief = np.exp(log_weights) / np.exp(log_weights).sum()
    years = np.array([dt.date.fromordinal(int(d)).year for d in DAYS])
    return float(belief[(years >= first) & (years <= last)].sum())


def test_one_text_has_the_flat_prior() -> None:
    assert learn([known(dt.date(2011, 12, 18))]) == FLAT_PRIOR
    assert not log_prior(FLAT_PRIOR, unknown(), DAYS).any()


def test_texts_that_know_their_day_date_those_that_do_not() -> None:
    prior = learn([known(dt.date(2011, m, 10)) for m in range(1, 13)] + [unknown()] * 3)
    assert share(log_prior(prior, unknown(), DAYS), 2009, 2013) > 0.4


def test_nobody_speaks_for_themselves() -> None:
    days = [dt.date(1995, 5, 5), *(dt.date(2011, m, 10) for m in range(1, 13))]
    prior = learn([known(d) for d in days])
    assert share(log_prior(prior, known(days[0]), DAYS), 1994, 1996) < 0.06
    assert share(log_prior(prior, unknown(), DAYS), 1994, 1996) > share(
        log_prior(prior, known(days[0]), DAYS), 1994, 1996
    )


def test_texts_without_any_clue_leave_it_flat() -> None:
    prior = log_prior(learn([unknown()] * 20), unknown(), DAYS)
    assert prior.max() - prior.min() < 0.5


def test_a_large_pile_is_sampled_evenly() -> None:
    sample, likelihood = Sample(), np.zeros(3)
    for n in range(2 * MOST + 5):
        sample.add(likelihood + n)
    assert len(sample.kept) <= MOST + 1
    kept = [int(row[0]) for row in sample.kept]
    assert kept == list(range(0, 2 * MOST + 5, kept[1] - kept[0]))


@given(st.lists(st.dates(dt.date(1991, 1, 1), dt.date(2024, 12, 31)), min_size=2, max_size=12))
def test_a_prior_is_positive_and_the_same_for_any_order(days: list[dt.date]) -> None:
    there, back = learn([known(d) for d in days]), learn([known(d) for d in days[::-1]])
    assert there.shares == pytest.approx(back.shares, abs=1e-5)
    assert np.isfinite(log_prior(there, known(days[0]), DAYS)).all()


def test_months_are_weighed_by_their_days() -> None:
    assert unknown() == pytest.approx(np.full(len(unknown()), 1 / len(unknown())))
