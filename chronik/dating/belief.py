"""How likely each day is: the product of all clues' factors, as logarithms over days."""

import functools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from chronik.dating.clue import BEFORE, WITHIN, Clue, Span, stretches
from chronik.dating.weights import Model, Weights

Days = npt.NDArray[np.int64]
_INSIDE = range(len(BEFORE), len(BEFORE) + len(WITHIN))


class Steps(NamedTuple):
    """Where a factor changes: indexes into the days, and the number of the stretch from there on."""

    at: npt.NDArray[np.int64]
    number: npt.NDArray[np.int64]
    inside: npt.NDArray[np.bool_]
    lengths: npt.NDArray[np.int64]


@functools.lru_cache(maxsize=50_000)
def steps_of(spans: tuple[Span, ...], first: int, last: int) -> Steps:
    """The stretches round ``spans`` over the days from ``first`` to ``last``; the same names come again and again."""
    parts = stretches(spans, first, last)
    at = np.array([p.first - first for p in parts])
    number = np.array([p.number for p in parts])
    inside = (number >= _INSIDE[0]) & (number <= _INSIDE[-1])
    return Steps(at, number, inside, np.diff(at, append=last + 1 - first))


def log_weights(clues: Sequence[Clue], days: Days, weights: Model) -> Weights:
    """Natural logarithm of the product of the factors for each of ``days`` (consecutive proleptic ordinals)."""
    changes = np.zeros(len(days))
    weekly = [_weekly(clue, days, weights) for clue in clues if clue.shape == "weekday"]
    for clue in clues:
        if clue.shape == "lag":
            steps, values = _values(clue, days, weights)
            changes[steps.at] += np.diff(values, prepend=0.0)
    total: Weights = np.cumsum(changes)
    for weights_of_weekday in weekly:
        total += weights_of_weekday
    return total


def _values(clue: Clue, days: Days, weights: Model) -> tuple[Steps, Weights]:
    steps = steps_of(clue.spans, int(days[0]), int(days[-1]))
    values = clue.power * weights.table(clue.kind)[steps.number]
    return steps, values + clue.within * steps.inside if clue.within else values


def gain(clue: Clue, at: int, days: Days, weights: Model) -> float:
    """What the clue says for the day of index ``at``: log of its factor there over its mean factor (nats)."""
    if clue.shape == "weekday":
        return 0.0
    steps, values = _values(clue, days, weights)
    here = values[np.searchsorted(steps.at, at, side="right") - 1]
    return float(here - np.log((steps.lengths * np.exp(values)).sum() / len(days)))


def _weekly(clue: Clue, days: Days, weights: Model) -> Weights:
    """The weights of 0 to 6 days since the weekday; ordinal 1 (0001-01-01) is a Monday."""
    lag = ((days - 1) % 7 + 1 - clue.weekday) % 7
    found: Weights = np.array(weights.weekday[clue.kind])[lag]
    return found


def normalised(logs: Weights) -> Weights:
    """The probabilities that logarithms of weights come to; they sum to 1."""
    belief = np.exp(logs - logs.max())
    out: Weights = belief / belief.sum()
    return out


def shortest(belief: Weights, share: float) -> tuple[int, int]:
    """First and last index of the shortest run of days that holds ``share`` of the probability."""
    mass = np.concatenate(([0.0], np.cumsum(belief)))
    ends = np.searchsorted(mass, mass[:-1] + share - 1e-9)
    widths = np.where(ends < len(mass), ends - np.arange(len(belief)), len(belief) + 1)
    first = int(np.argmin(widths))
    return first, min(int(ends[first]) - 1, len(belief) - 1)


def best_day(belief: Weights) -> int:
    """Index of the day with most probability on it and near it: within a month and a year."""
    mass = np.concatenate(([0.0], np.cumsum(belief)))
    n = len(belief)
    at = np.arange(n)
    near = 1.01 * belief  # of two days two months apart it is one of them, none between
    for reach in (31, 366):
        near += mass[np.minimum(at + reach + 1, n)] - mass[np.maximum(at - reach, 0)]
    return int(np.argmax(near))
