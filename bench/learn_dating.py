"""Learn the weights of clues from articles whose day of writing is known: chronik/dating/models/learned.toml.

    python bench/learn_dating.py ARTICLES.jsonl GOLD.jsonl [-o chronik/dating/models/learned.toml]
    python bench/learn_dating.py --assumed [-o chronik/dating/models/assumed.toml]

A conditional log-linear model over days: the probability of a day is its share among the corpus's own days (to the
power OWN_DAYS: whole, the far past and future would be left to chance) times the factors of all clues. Its logarithm is
concave in the weights; they are found with L-BFGS, held near the assumed weights and near their neighbours along time
by Gaussian priors. Then all factors are raised to the power with which, on halves not learned from, 95 of 100 intervals
of 95 % hold. GOLD has one object of kind "report" for each article, with ``low`` and ``high`` (as in annotations).
"""

import argparse
import datetime as dt
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from chronik.annotate.times import find_times
from chronik.article import prepare
from chronik.dating.anchor import anchor_times
from chronik.dating.belief import normalised, shortest
from chronik.dating.clue import AFTER, BEFORE, STRETCHES, WITHIN, Clue, stretches
from chronik.dating.clues import find_clues
from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.ingest import read
from chronik.language.periods import KINDS
from chronik.model import Skipped

Array = npt.NDArray[np.float64]
CROWD = 0.25
SHARE, POWERS = 0.95, np.arange(1.0, 1.55, 0.05)
OWN_DAYS = 0.3  # power of the corpus's own prior: whole, the far past and future would be left to chance
DATA = "days of writing of 699 German Wikinews articles, 2004 to 2022, as dated in the corpus quotes-train"
LICENCE = "CC-BY-NC-SA-4.0 (the corpus); these weights count lags, no text of it is in them"
NEAR_ASSUMED, NEAR_NEIGHBOUR = 0.3, 2.0
FIXED = (
    "last_change",
    "disproved",
    "date_line",
    "date_lines",
    "date_line_yearless",
    "stated",
    "bound",
    "update_line",
    "copy",
    "same_event",
    "address",
)
OWN = (0.94, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01)
WEEKDAY = {
    "weekday_past": (0.40, 0.30, 0.10, 0.06, 0.05, 0.04, 0.05),
    "weekday_future": (1 / 7,) * 7,
    "weekday_own": OWN,
}
HORIZON = (("day", 60, 1.8), ("month", 120, 1.6), ("year", 500, 1.4))  # plans to the day look less far ahead
PLANNED = (0.0, 0.0, 0.0, 0.0, -0.3, -0.7, -1.2, -2.2)
LATE = (0.03, 0.04, 0.05, 0.08, 0.15, 0.28, 0.32, 0.05)  # of wrong headers, by how late: a day … over ten years
WRONG, EARLY = 0.05, 0.004  # shares of headers that are late, and that are too early


# ---------------------------------------------------------------- what is assumed without data


def assumed() -> dict[str, list[float]]:
    """Natural logarithms of plain assumptions, by kind of clue, in the order of the stretches."""
    return _told() | _yearless() | _known() | _stated()


def _told() -> dict[str, list[float]]:
    """Dates by how the text tells of them."""
    out: dict[str, list[float]] = {}
    for told, other in (("past", 0.06), ("open", 0.3)):
        for exact, near in (("day", 3), ("month", 30), ("year", 200)):
            out[f"{told}_{exact}"] = _falling(near, 1.0, before=other)
            if exact == "year":  # a plan taken for a past lies some years ahead
                out[f"{told}_{exact}"][: len(BEFORE)] = [math.log(other) + x for x in PLANNED]
            out[f"{told}_{exact}_lead"] = out[f"{told}_{exact}"]
        out[f"{told}_weekday"] = _falling(2, 1.5, before=other)
    out["told_since"] = _falling(1500, 1.0, before=0.03)
    for exact, near, steep in HORIZON:
        ahead, past = _mirrored(_falling(near, steep, before=1.0)), _falling(near, 1.0, before=1.0)
        out[f"planned_{exact}"] = [*ahead[: len(BEFORE)], *past[len(BEFORE) :]]
    for told in ("future", "deadline"):
        for exact, near, steep in HORIZON:
            out[f"{told}_{exact}"] = _mirrored(_falling(near, steep, before=0.35))
    out["label"] = _falling(200, 1.0, before=0.5)
    out["season"] = _falling(200, 1.0, before=0.8)
    for often in ("once", "twice", "often"):
        out[f"newest_{often}"] = out[f"newest_{often}_of_many"] = [0.0] * STRETCHES
    return out


def _yearless() -> dict[str, list[float]]:
    """Days and months without a year."""
    out: dict[str, list[float]] = {"own_day": _exactly(-9)}
    for name, near in (("weekday_and_day", 3), ("day_and_month", 3), ("month", 30)):
        out[f"{name}_past"] = _falling(near, 1.2, before=0.1)
        out[f"{name}_open"] = _falling(near, 1.2, before=0.7)
        out[f"{name}_future"] = _mirrored(_falling(near, 1.2, before=0.2))
    return out


def _known() -> dict[str, list[float]]:
    """Names, terms of office, ages, distances from events."""
    out: dict[str, list[float]] = {}
    out["since_event"] = _level(before=-8, after=-8)
    out["age"] = [*([-3.0] * 5), *([-8.0] * 3), *([0.0] * len(WITHIN)), *([-3.0] * 6), *([-8.0] * 5)]
    out["office"] = _level(before=-5, after=-3)
    out["office_before"] = _level(before=-3, after=0)
    out["office_ended"] = _falling(200, 0.5, before=0.05)
    out["office_to_come"] = _mirrored(_falling(60, 2.0, before=0.05))
    for kind in (*KINDS, "holder"):
        out[f"name_{kind}"] = _news(kind)
        out[f"name_{kind}_lead"] = [x * 1.3 for x in _news(kind)]
    for many in ("one", "few", "many"):
        out[f"begin_of_{many}"] = _falling(365, 0.5, before=0.5)
    out["name_plannable"] = out["name_plannable_lead"] = _falling(60, 0.5, before=0.5)
    out["newest_name"] = _falling(60, 0.3, before=0.3)
    return out


def _stated() -> dict[str, list[float]]:
    """What header, page, address and other articles say; not learned."""
    return {
        "date_line": _exactly(-17),
        "date_lines": _lines(),
        "date_line_yearless": _exactly(-11),
        "update_line": _late(0.5),
        "stated": _late(WRONG),
        "bound": _level(0, -7),
        "last_change": _level(0, -7),
        "disproved": [0.0] * STRETCHES,
        "copy": _by_share(COPIED),
        "same_event": _by_share(RETOLD),
        "address": _late(0.1),
    }


def _news(kind: str) -> list[float]:
    """What was news from a day on: people, bodies and the like evenly, sudden things and new words falling off."""
    if kind in ("event", "tournament", "case"):
        return _falling(60, 0.7, before=0.01)
    within = -0.5 if kind in ("disease", "conflict") else -0.2 if kind in ("law", "term", "product") else 0.0
    return _lasting(-2.0 if kind == "holder" else -5.0, within)


def _falling(near: float, steep: float, before: float) -> list[float]:
    """Less likely the longer ago: (days + near) ** -steep; ``before`` times that ahead of the days named."""

    def at(days: float) -> float:
        return -steep * math.log(days + near) + steep * math.log(near)

    ahead = [at(d) + math.log(before) for d in BEFORE]
    return [*ahead, *(at(d) for d in WITHIN), *(at(d) for d in AFTER)]


def _mirrored(stretch: list[float]) -> list[float]:
    """The same ahead of the days named as after them."""
    b, w = len(BEFORE), len(WITHIN)
    after = stretch[b + w :]
    ahead = [stretch[b], *after[1:4], after[5], after[6] - 0.5, after[8], after[9]]
    return [*ahead, *stretch[b : b + w], *(x for x in (*stretch[:b], stretch[b - 1], stretch[b - 1], stretch[b - 1]))]


def _level(before: float, after: float) -> list[float]:
    """Even within; nearer the days named a little less unlikely than far away."""
    ahead = [before / 2 if d < 8 else before for d in BEFORE]
    return [*ahead, *([0.0] * len(WITHIN)), *(after / 2 if d < 32 else after for d in AFTER)]


def _lasting(before: float, within: float) -> list[float]:
    """Within even or falling off by ``within`` for each e-fold of years, slowly afterwards."""
    inside = [within * math.log(1 + d / 365) for d in WITHIN]
    return [*([before] * len(BEFORE)), *inside, *(inside[4] - 0.3 - 0.5 * math.log(1 + d / 365) for d in AFTER)]


COPIED = (  # shares of copies by how far from the other they are printed: before it, on its day, after it
    *(0.05, 0.03, 0.01, 0.005, 0.005, 0.004, 0.003, 0.003),
    *([0.60] * len(WITHIN)),
    *(0.15, 0.08, 0.03, 0.01, 0.005, 0.005, 0.004, 0.003, 0.003, 0.002, 0.002),
)


RETOLD = (  # shares of articles by how far from the day of an event that they seem to tell; some tell another
    *(0.06, 0.06, 0.05, 0.02, 0.02, 0.02, 0.01, 0.01),
    *([0.30] * len(WITHIN)),
    *(0.12, 0.10, 0.08, 0.04, 0.02, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01),
)


def _by_share(shares: Sequence[float]) -> list[float]:
    """So many of all texts in each stretch, evenly over its days; all that is within is one day or nearly so."""
    widths = [*_widths(BEFORE), *([1] * len(WITHIN)), *_widths(AFTER)]
    return [math.log(share / width) for share, width in zip(shares, widths, strict=True)]


def _widths(firsts: Sequence[int]) -> list[int]:
    """Days in each stretch; the last ends after as many as are looked at."""
    return [b - a for a, b in zip(firsts, (*firsts[1:], 12000), strict=True)]


def _exactly(elsewhere: float) -> list[float]:
    """The days named and no others."""
    return [*([elsewhere] * len(BEFORE)), *([0.0] * len(WITHIN)), *([elsewhere] * len(AFTER))]


def _lines() -> list[float]:
    """The last of several date lines: of that day or written some days after it."""
    return [*([-7.0] * len(BEFORE)), *([0.0] * len(WITHIN)), -1.5, -3, -5, *([-7.0] * (len(AFTER) - 3))]


def _late(wrong: float) -> list[float]:
    """A header: right but for ``wrong`` of all, which are late by days or by years, hardly ever early."""
    ahead = [math.log(wrong * share / width) for share, width in zip(LATE, _widths(BEFORE), strict=True)]
    right = math.log(1 - wrong - EARLY)
    behind = [math.log(EARLY / 2), *([math.log(EARLY / 2 / 12000)] * (len(AFTER) - 1))]
    return [*ahead, *([right] * len(WITHIN)), *behind]


# ---------------------------------------------------------------- what is learned


class Corpus(NamedTuple):
    """Clues of all articles as steps: at which article and day the weight changes to which parameter."""

    days: npt.NDArray[np.int64]
    truth: npt.NDArray[np.int64]  # index of the day of writing, by article
    doc: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    parameter: npt.NDArray[np.int64]
    power: Array


def documents(articles: str, gold: str) -> Iterator[tuple[tuple[Clue, ...], dt.date]]:
    """The clues of each article whose day of writing ``gold`` names, and that day."""
    lines = Path(gold).read_text(encoding="utf-8").splitlines()
    days = {r["doc"]: r["low"] for r in map(json.loads, lines) if r["kind"] == "report"}
    for article in read([articles]):
        if not isinstance(article, Skipped) and article.id in days:
            document = prepare(article)
            times = anchor_times(find_times(document, article.language), None, None, None)
            yield find_clues(document, times, article.language), dt.date.fromisoformat(days[article.id])


def corpus(found: Sequence[tuple[tuple[Clue, ...], dt.date]], kinds: Sequence[str]) -> Corpus:
    """All clues laid out for the gradient."""
    days = np.arange(FIRST_DAY.toordinal(), newest_known_day().toordinal() + 1)
    at = {k: n * STRETCHES for n, k in enumerate(kinds)}
    steps = []
    for n, (clues, _) in enumerate(found):
        for clue in clues:
            if clue.kind in at:
                parts = stretches(clue.spans, int(days[0]), int(days[-1]))
                ends = [p.first for p in parts[1:]] + [int(days[-1]) + 1]
                for part, stop in zip(parts, ends, strict=True):
                    steps.append((n, part.first - days[0], stop - days[0], at[clue.kind] + part.number, clue.power))
    columns = list(zip(*steps, strict=True))
    truth = np.array([d.toordinal() - int(days[0]) for _, d in found])
    doc, start, end, parameter = (np.array(c, dtype=np.int64) for c in columns[:4])
    return Corpus(days, truth, doc, start, end, parameter, np.array(columns[4], dtype=float))


def own_days(c: Corpus, width: int = 182) -> Array:
    """Logarithm of the corpus's own share of each day, smoothed over half a year."""
    counts = np.bincount(c.truth, minlength=len(c.days)).astype(float)
    box = np.ones(width) / width
    smooth = np.convolve(np.convolve(counts, box, "same"), box, "same") + 0.02 * len(c.truth) / len(c.days)
    out: Array = np.log(smooth / smooth.sum())
    return out


def logarithms(c: Corpus, theta: Array) -> Array:
    """The logarithm of the product of all factors, by article and day."""
    docs, n = len(c.truth), len(c.days) + 1
    value = theta[c.parameter] * c.power
    steps: Array = np.bincount(c.doc * n + c.start, weights=value, minlength=docs * n).astype(float)
    steps -= np.bincount(c.doc * n + c.end, weights=value, minlength=docs * n)
    out: Array = np.cumsum(steps.reshape(docs, n), axis=1)[:, :-1]
    return out


def fit(
    c: Corpus,
    start: Array,
    prior: Array,
    near_assumed: float = NEAR_ASSUMED,
    near_neighbour: float = NEAR_NEIGHBOUR,
    size: int = STRETCHES,
) -> Array:
    """The weights that give the true days most probability."""
    docs = len(c.truth)
    inside = (c.start <= c.truth[c.doc]) & (c.truth[c.doc] < c.end)
    seen = np.bincount(c.parameter, weights=c.power * inside, minlength=len(start))

    def loss(theta: Array) -> tuple[float, Array]:
        logs = logarithms(c, theta) + prior
        top = logs.max(axis=1, keepdims=True)
        belief = np.exp(logs - top)
        total = belief.sum(axis=1, keepdims=True)
        belief /= total
        log_p = logs[np.arange(docs), c.truth] - top[:, 0] - np.log(total[:, 0])
        mass = np.concatenate([np.zeros((docs, 1)), np.cumsum(belief, axis=1)], axis=1)
        expected = np.bincount(
            c.parameter, weights=c.power * (mass[c.doc, c.end] - mass[c.doc, c.start]), minlength=len(start)
        )
        change = (theta - start).reshape(-1, size)
        steps_ = np.diff(change, axis=1)
        penalty = near_assumed * (change**2).sum() + near_neighbour * (steps_**2).sum()
        slope = 2 * near_assumed * change
        slope[:, 1:] += 2 * near_neighbour * steps_
        slope[:, :-1] -= 2 * near_neighbour * steps_
        return -log_p.sum() + penalty, expected - seen + slope.ravel()

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x)


# ---------------------------------------------------------------- the file


def written(data: str, licence: str, stretch: dict[str, list[float]]) -> str:
    """The weights as the file that ``chronik.dating.weights`` reads."""
    weekday = {kind: [math.log(7 * share) for share in shares] for kind, shares in WEEKDAY.items()}
    lines = [
        "# Written by bench/learn_dating.py; natural logarithms, see chronik/dating/weights.py.",
        f'data = "{data}"',
    ]
    lines += [f'licence = "{licence}"', f"crowd = {CROWD}"]
    for name, table in (("stretch", stretch), ("weekday", weekday)):
        lines += ["", f"[{name}]", *(f"{k} = [{', '.join(f'{x:.2f}' for x in v)}]" for k, v in table.items())]
    return "\n".join(lines) + "\n"


def learned(articles: str, gold: str) -> dict[str, list[float]]:
    """The weights learned from dated articles; kinds that are not learned stay as assumed."""
    found = list(documents(articles, gold))
    stretch = assumed()
    kinds = [kind for kind in stretch if kind not in FIXED]
    start = np.array([stretch[k] for k in kinds]).ravel()
    own = OWN_DAYS * own_days(corpus(found, kinds))
    one, other = corpus(found[::2], kinds), corpus(found[1::2], kinds)
    halves = ((one, other), (other, one))
    power = sharpness([(test, logarithms(test, fit(train, start, own))) for train, test in halves])
    whole = power * fit(corpus(found, kinds), start, own)
    print(f"power of all factors {power:.2f}", file=sys.stderr)
    return stretch | {k: row.tolist() for k, row in zip(kinds, whole.reshape(-1, STRETCHES), strict=True)}


def sharpness(told: Sequence[tuple[Corpus, Array]]) -> float:
    """The power of all factors with which 95 of 100 intervals of 95 % hold the truth, on articles not learned from."""

    def miss(power: float) -> float:
        return abs(sum(held(c, logs * power) for c, logs in told) / len(told) - SHARE)

    return min(map(float, POWERS), key=lambda power: (round(miss(power), 4), power))


def held(c: Corpus, logs: Array) -> float:
    """The share of articles whose shortest interval of 95 % holds the day of writing."""
    intervals = (shortest(normalised(row), SHARE) for row in logs)
    return sum(low <= day <= high for (low, high), day in zip(intervals, c.truth.tolist(), strict=True)) / len(logs)


def main() -> None:
    """Learn, or assume, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="ARTICLES GOLD")
    parser.add_argument("--assumed", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    folder = Path(__file__).parent.parent / "chronik" / "dating" / "models"
    if options.assumed:
        text, name = written("none: plain assumptions", "CC0-1.0", assumed()), "assumed.toml"
    else:
        text, name = written(DATA, LICENCE, learned(*options.files)), "learned.toml"
    (options.output or folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
