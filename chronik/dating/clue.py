"""A clue: what one piece of evidence says about the day of writing, as a weight over days with its reason.

The weights are likelihoods up to a factor, so that independent clues multiply (a naive Bayes model over days,
as in de Jong, Rode and Hiemstra 2005 for whole texts). Each shape keeps a floor (``miss``): the share of cases in
which such a clue misleads. A floor is what lets two strong clues contradict each other openly, not average out.
"""

import datetime as dt
from typing import Literal

import numpy as np
import numpy.typing as npt

from chronik.model import Article, Reason, Record

Days = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]
Shape = Literal["on", "stated", "mention", "within", "yearless", "weekday"]
Bins = tuple[tuple[int, int, float], ...]  # first and last lag in days, share of cases


class Clue(Record, frozen=True, kw_only=True):
    """``spans`` are the days (first, last; None open) that the clue allows.

    ``scale`` is the number of days over which its weight halves, ``miss`` the weight elsewhere,
    ``direction`` -1 where the day named lies before the day of writing, +1 after, 0 unsaid; ``bins`` is the
    histogram of "day of writing minus day mentioned" (for a future mention the other way round).
    """

    shape: Shape
    reason: Reason
    spans: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
    scale: float = 30.0
    miss: float = 0.01
    direction: int = 0
    month: int = 0
    day: int | None = None
    weekday: int = 0
    bins: Bins = ()


def stated_reason(article: Article, low: dt.date, high: dt.date) -> Reason:
    """The stated date as a reason, with the days it covers."""
    return Reason(
        clue="stated_date",
        text=article.stated or "",
        start=article.stated_start,
        end=article.stated_end,
        low=low,
        high=high,
    )


def weights(clue: Clue, days: Days) -> Weights:
    """Weight of each day (proleptic ordinals) under the clue; positive everywhere."""
    inside = np.zeros(len(days), dtype=bool)
    for low, high in clue.spans:
        first = low.toordinal() if low else days[0]
        last = high.toordinal() if high else days[-1]
        inside |= (days >= first) & (days <= last)
    match clue.shape:
        case "on":
            return np.where(inside, 1.0, clue.miss)
        case "within":
            return _within(clue, inside)
        case "stated":
            return _stated(clue, days, inside)
        case "mention":
            return _mention(clue, days)
        case "yearless":
            return _yearless(clue, days)
        case "weekday":
            lag = (_weekday(days) - clue.weekday) % 7
            return np.array([0.40, 0.30, 0.10, 0.06, 0.05, 0.04, 0.05])[lag] + clue.miss


def _weekday(days: Days) -> Days:
    """ISO weekday, Monday 1; ordinal 1 (0001-01-01) is a Monday."""
    return (days - 1) % 7 + 1


def _stated(clue: Clue, days: Days, inside: npt.NDArray[np.bool_]) -> Weights:
    """A header date: right with 1 - miss; otherwise late, so that the text is older by days or by years."""
    low, high = clue.spans[0]
    assert low is not None
    assert high is not None
    right = (1 - clue.miss) / ((high - low).days + 1)
    lag = np.maximum(low.toordinal() - days, 1)
    older = clue.miss / (clue.scale * (1 + lag / clue.scale) * np.log1p(len(days) / clue.scale))
    return np.where(inside, right, np.where(days < low.toordinal(), older, 1e-8))


def _within(clue: Clue, inside: npt.NDArray[np.bool_]) -> Weights:
    """Even inside; the share of error is spread over all the days outside."""
    n = max(1, int(inside.sum()))
    outside = max(1, len(inside) - n)
    return np.where(inside, 1.0, clue.miss * min(1.0, n / outside))


def _mention(clue: Clue, days: Days) -> Weights:
    """The histogram of lags as a smooth density: its bins' densities joined over the logarithm of the lag."""
    low, high = clue.spans[0]
    assert low is not None
    assert high is not None
    lag = low.toordinal() - days if clue.direction > 0 else days - high.toordinal()
    middles = [_stretched((first + last) / 2) for first, last, _ in clue.bins]
    densities = [np.log(share / (last - first + 1)) for first, last, share in clue.bins]
    first, last = clue.bins[0][0], clue.bins[-1][1]
    smooth = np.exp(np.interp(_stretched(lag), middles, densities))
    return np.where((lag >= first) & (lag <= last), smooth, 0.0) + 2e-6


def _stretched(lag: npt.ArrayLike) -> Weights:
    """Signed logarithm: near lags apart, far ones together."""
    stretched: Weights = np.sign(lag) * np.log1p(np.abs(lag))
    return stretched


def _yearless(clue: Clue, days: Days) -> Weights:
    """ "3. Mai" or "im Juli" without a year: distance round the year to the day or month named."""
    first, last = clue.spans[0]
    assert first is not None
    assert last is not None
    width = (last - first).days
    offset = (_day_of_year(days) - first.timetuple().tm_yday) % 365
    since = np.maximum(offset - width, 0)
    until = np.where(offset <= width, 0, 365 - offset)
    lag = {-1: since, 0: np.minimum(since, until), 1: until}[clue.direction]
    return 1 / (1 + lag / clue.scale) ** 1.5 + clue.miss


def _day_of_year(days: Days) -> Days:
    """Day of the year, to within a day (leap years), from ordinals."""
    return ((days - 1) % 365.2425).astype(np.int64) + 1
