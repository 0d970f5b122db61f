"""The prior over days that the texts of a pile give each other; a single text has the flat prior.

Learned by expectation and maximisation (Dempster, Laird and Rubin 1977) over months: from the flat prior each text's
own distribution, from all of them the share of each month, smoothed over two years and mixed with a few
texts' worth of flat prior. A text never speaks for itself: its own share is taken out of the prior it gets.
"""

import datetime as dt
import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.model import Record

Days = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
ROUNDS = 3
FLAT = 15.0  # texts' worth of flat prior
SMOOTH = (8, 24, 2400)  # months of the box that runs over the shares twice: at least, at most, and over how many texts
MOST = 5_000  # texts that a prior is learned from; of a larger pile every second, fourth, …


class Prior(Record, frozen=True, kw_only=True):
    """``shares``: texts expected in each month from 1990 on, smoothed; ``texts`` how many they are of."""

    shares: tuple[float, ...] = ()
    texts: int = 0


FLAT_PRIOR = Prior()


def monthly(likelihood: Weights, days: Days) -> Weights:
    """The mean likelihood of the days of each month from 1990 to the newest known; sums to 1."""
    month = _month_of_day()
    inside = days - FIRST_DAY.toordinal()
    kept = (inside >= 0) & (inside < len(month))
    sums = np.bincount(month[inside[kept]], weights=likelihood[kept], minlength=month[-1] + 1)
    means = sums / np.bincount(month) + 1e-12
    out: Weights = means / means.sum()
    return out


class Sample:
    """The monthly likelihoods that a prior is learned from: all of a pile, of a large one every n-th."""

    def __init__(self) -> None:
        self.kept: list[npt.NDArray[np.float32]] = []
        self._seen, self._every = 0, 1

    def add(self, likelihood: Weights) -> None:
        """One more text of the pile, in its order."""
        if self._seen % self._every == 0:
            self.kept.append(likelihood.astype(np.float32))
            if len(self.kept) > MOST:
                self.kept, self._every = self.kept[::2], self._every * 2
        self._seen += 1


def learn(likelihoods: Sequence[npt.NDArray[np.floating]]) -> Prior:
    """The prior of texts from their monthly likelihoods."""
    if len(likelihoods) < 2:
        return FLAT_PRIOR
    known, width = np.array(likelihoods, dtype=float), _width(len(likelihoods))
    own = _smoothed(known, width)
    for _ in range(ROUNDS):
        posterior = known * _mixed(own.sum(axis=0) - own, len(known) - 1)
        own = _smoothed(posterior / posterior.sum(axis=1, keepdims=True), width)
    return Prior(shares=tuple(np.round(own.sum(axis=0), 6).tolist()), texts=len(known))


def log_prior(prior: Prior, likelihood: Weights, days: Days) -> Weights:
    """Natural logarithm of the prior of each of ``days`` for a text of the pile with that monthly likelihood."""
    if prior.texts < 2:
        return np.zeros(len(days))
    shares = np.array(prior.shares)
    posterior = likelihood * _mixed(shares, prior.texts)
    others = shares - _smoothed((posterior / posterior.sum())[None, :], _width(prior.texts))[0]
    density = np.log(_mixed(np.maximum(others, 0.0), prior.texts - 1) / np.bincount(_month_of_day()))
    at = np.clip(days - FIRST_DAY.toordinal(), 0, len(_month_of_day()) - 1)
    out: Weights = density[_month_of_day()[at]]
    return out


def _mixed(shares: Weights, texts: int) -> Weights:
    out: Weights = (shares + FLAT / shares.shape[-1]) / (texts + FLAT)
    return out


def _width(texts: int) -> int:
    """Months over which the days of so many texts are smoothed: of few texts little is known of the others."""
    least, most, months = SMOOTH
    return min(most, max(least, months // texts))


def _smoothed(rows: Weights, width: int) -> Weights:
    """Each row under two boxes of ``width`` months, mirrored at the ends."""
    for shift in (0, 1):
        before = width // 2 - shift
        padded = np.pad(rows, ((0, 0), (before + 1, width - before - 1)), mode="symmetric")
        sums = np.cumsum(padded, axis=1)
        rows = (sums[:, width:] - sums[:, :-width]) / width
    return rows


@functools.cache
def _month_of_day() -> Days:
    """Months since January 1990 of every day from then to the newest that any table names."""
    last = newest_known_day().toordinal() + 1
    days = (dt.date.fromordinal(d) for d in range(FIRST_DAY.toordinal(), last))
    return np.array([(d.year - FIRST_DAY.year) * 12 + d.month - 1 for d in days])
