"""How likely each day is: the product of all clues' factors, as logarithms over days."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from chronik.dating.clue import BEFORE, WITHIN, Clue, stretches
from chronik.dating.weights import Model, Weights

Days = npt.NDArray[np.int64]
_INSIDE = range(len(BEFORE), len(BEFORE) + len(WITHIN))


def log_weights(clues: Sequence[Clue], days: Days, weights: Model) -> Weights:
    """Natural logarithm of the product of the factors for each of ``days`` (consecutive proleptic ordinals)."""
    steps = np.zeros(len(days) + 1)
    total = np.zeros(len(days))
    first, last = int(days[0]), int(days[-1])
    for clue in clues:
        if clue.shape == "weekday":
            total += _weekly(clue, days, weights)
            continue
        own, before = weights.stretch[clue.kind], 0.0
        for at, number in stretches(clue.spans, first, last):
            value = clue.power * own[number] + (clue.within if number in _INSIDE else 0.0)
            steps[at - first] += value - before
            before = value
    return total + np.cumsum(steps[:-1])


def gain(clue: Clue, at: int, days: Days, weights: Model) -> float:
    """What the clue says for the day of index ``at``: log of its factor there over its mean factor (nats)."""
    if clue.shape == "weekday":
        return 0.0
    first, last, own = int(days[0]), int(days[-1]), weights.stretch[clue.kind]
    parts = stretches(clue.spans, first, last)
    ends = [p.first for p in parts[1:]] + [last + 1]
    here, total = 0.0, 0.0
    for (start, number), end in zip(parts, ends, strict=True):
        value = clue.power * own[number] + (clue.within if number in _INSIDE else 0.0)
        total += (end - start) * math.exp(value)
        if start <= first + at < end:
            here = value
    return here - math.log(total / len(days))


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
    widths = np.where(ends < len(mass), ends - np.arange(len(belief) + 0), len(belief) + 1)
    first = int(np.argmin(widths))
    return first, min(int(ends[first]) - 1, len(belief) - 1)


def best_day(belief: Weights) -> int:
    """Index of the day with most probability on it and near it: within a month, a year and three years."""
    mass = np.concatenate(([0.0], np.cumsum(belief)))
    n = len(belief)
    at = np.arange(n)
    near = belief.copy()
    for reach in (31, 366, 1096):
        near += mass[np.minimum(at + reach + 1, n)] - mass[np.maximum(at - reach, 0)]
    return int(np.argmax(near))
