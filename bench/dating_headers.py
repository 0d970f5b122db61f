"""How well wrong headers are found, as markdown: true dates as stated dates, a tenth of them made too late.

    python bench/dating_headers.py ARTICLES.jsonl GOLD.jsonl [--seed 4] [--draws 1] [--into docs/scores.md --name NAME]

Every article is given its day of writing as its stated date; a tenth are given one 1 to 10 years later, uniform in
days. On one half, drawn at random, the weights of clues are learned (bench/learn_dating.py); on the other the flags
``stated_conflict`` are counted as the package sets them, with those weights. Then: what the flag would do at another
threshold, with another picture of how headers err, or with the pile's own days as the prior; such a threshold is set
on the first half too, each quarter with weights learned on the other. With several draws, from that seed on, the
counts of all are added up.
"""

import argparse
import datetime as dt
import itertools
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import structs

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from dating import Span, _table, answers, articles, put_between, timed
from learn_dating import EARLY, LATE, WRONG, learned, written

from chronik.dating import weigh, weights
from chronik.dating.belief import log_weights, normalised
from chronik.dating.clue import BEFORE
from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.dating.infer import EVEN
from chronik.dating.prior import Prior, learn, log_prior, monthly
from chronik.model import Article

Array = npt.NDArray[np.float64]
SHARE, LEAST, MOST = 0.1, 366, 3652  # of headers made wrong, and by how many days
LATENESS = (366, 731, 1462, 2557, 3653)  # first days of the groups that recall is told by
PRECISION = 0.9  # asked of the flags
WIDTHS = tuple(itertools.pairwise((*BEFORE, 12000)))  # first days of the stretches of lateness, and of the next
UNIFORM = tuple(max(0, min(b, MOST) - max(a, LEAST)) / (MOST - LEAST) for a, b in WIDTHS)


class Header(NamedTuple):
    """An article with its stated date and by how many days that is too late."""

    article: Article
    late: int


class Odds(NamedTuple):
    """For one header: the logarithm of the odds that it is right, and by how many days it is late."""

    right: float
    late: int


def headers(found: Sequence[Article], known: dict[str, Span], seed: int) -> list[Header]:
    """All articles with a stated date, in an order drawn at random; the halves are the even and the odd."""
    draw = random.Random(seed)
    order = draw.sample(list(found), len(found))
    out = []
    for n, article in enumerate(order):
        late = draw.randint(LEAST, MOST) if n < SHARE * len(order) else 0
        stated = known[article.id][0] + dt.timedelta(days=late)
        out.append(Header(structs.replace(article, stated=stated.isoformat()), late))
    return out


@contextmanager
def weights_of(half: Sequence[Header], known: dict[str, Span]) -> Iterator[None]:
    """Within, the package weighs clues as learned from one half alone."""
    with tempfile.TemporaryDirectory() as folder:
        texts, gold = Path(folder) / "texts.jsonl", Path(folder) / "gold.jsonl"
        rows = [{"id": h.article.id, "maintext": h.article.source, "language": h.article.language} for h in half]
        days = [{"kind": "report", "doc": h.article.id, "low": str(known[h.article.id][0])} for h in half]
        for path, lines in ((texts, rows), (gold, days)):
            path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        model = msgspec.toml.decode(written("one half", "", learned(str(texts), str(gold))), type=weights.Model)
    with patch.object(weights, "_read", lambda name: model):
        yield


# ---------------------------------------------------------------- the flags as the package sets them


def flagged(half: Sequence[Header], known: dict[str, Span], alone: bool) -> list[tuple[bool, int]]:
    """Whether each header is called wrong, and how late it is."""
    said = {a.doc: a.report.stated_conflict for a in answers([h.article for h in half], known, alone)}
    return [(said[h.article.id], h.late) for h in half]


def row(name: str, flags: Sequence[tuple[bool, int]]) -> list[str]:
    """Precision, recall, and recall by how late."""
    right = sum(flag and late > 0 for flag, late in flags)
    called, wrong = sum(flag for flag, _ in flags), sum(late > 0 for _, late in flags)
    by = []
    for low, high in itertools.pairwise(LATENESS):
        some = [flag for flag, late in flags if low <= late < high]
        by.append(f"{sum(some)} of {len(some)}")
    share = f"{right} of {called} = {right / (called or 1):.2f}"
    return [name, str(len(flags)), share, f"{right} of {wrong} = {right / (wrong or 1):.2f}", *by]


HEAD = ["", "headers", "precision", "recall", "1 to 2 years late", "2 to 4", "4 to 7", "7 to 10"]


# ---------------------------------------------------------------- other thresholds, errors and priors


class Variant(NamedTuple):
    """A picture of how headers err, by the stretches of lateness; whether the pile's days are the prior.

    ``near``: up to so many days late a header is no error.
    """

    name: str
    late: tuple[float, ...]
    of_pile: bool
    near: int


VARIANTS = tuple(
    Variant(f"{errors}, {'pile' if of_pile else 'flat'}, beyond {near} days", late, of_pile, near)
    for errors, late in (("LATE", LATE), ("uniform", UNIFORM))
    for of_pile in (False, True)
    for near in (0, 31)
)


class Told(NamedTuple):
    """What a text says of its day of writing (logarithms over days), and the index of its stated date."""

    logs: Array
    days: npt.NDArray[np.int64]
    at: int


def all_odds(half: Sequence[Header]) -> dict[str, list[Odds]]:
    """How the texts speak for their headers, by variant."""
    told = [_told(h.article) for h in half]
    return {v.name: _variant(half, told, v) for v in VARIANTS}


def _variant(half: Sequence[Header], told: Sequence[Told], v: Variant) -> list[Odds]:
    prior = learn([_monthly(t, v.late) for t in told]) if v.of_pile else Prior()
    out = []
    for t, header in zip(told, half, strict=True):
        belief = normalised(t.logs + log_prior(prior, _monthly(t, v.late), t.days))
        out.append(Odds(_odds(belief, t.at, v), header.late))
    return out


def _told(article: Article) -> Told:
    """The days of the text under all its clues but the stated date, and the index of that date."""
    found = weigh(*timed(article))
    clues = [c for c in found.clues if c.kind not in ("stated", "bound")]
    stated = dt.date.fromisoformat(article.stated or "")
    days = np.arange(FIRST_DAY.toordinal(), max(newest_known_day(), stated).toordinal() + 1)
    return Told(log_weights(clues, days, weights.model()), days, stated.toordinal() - FIRST_DAY.toordinal())


def _header(days: int, at: int, late: Sequence[float]) -> Array:
    """The probability of the header on each day of writing: right, late by stretches of lateness, or early."""
    out = np.full(days, EARLY / days)
    for (first, last), share in zip(WIDTHS, late, strict=True):
        out[max(0, at - last + 1) : max(0, at - first + 1)] += WRONG * share / (last - first)
    out[at] = 1 - WRONG - EARLY
    return out


def _monthly(t: Told, late: Sequence[float]) -> Array:
    return monthly(normalised(t.logs) * _header(len(t.days), t.at, late), t.days)


def _odds(belief: Array, at: int, v: Variant) -> float:
    mass = belief * _header(len(belief), at, v.late)
    right = float(mass[max(0, at - v.near) : at + 1].sum())
    return float(np.log(right + 1e-300) - np.log(float(mass.sum()) - right + 1e-300))


def threshold(all_: Sequence[Odds]) -> float:
    """The highest odds below which headers are flagged with the precision asked, and as many of them as can be."""
    best, most = -np.inf, 0
    ranked = sorted(all_)
    right = 0
    for n, one in enumerate(ranked, 1):
        right += one.late > 0
        if right / n >= PRECISION and right > most:
            best, most = one.right + 1e-9, right
    return float(best)


class Drawn(NamedTuple):
    """What one draw gives: the package's flags, and odds by variant, of the first half and of the second."""

    flags: dict[str, list[tuple[bool, int]]]
    learnt: dict[str, list[Odds]]
    measured: dict[str, list[Odds]]


def drawn(found: Sequence[Article], known: dict[str, Span], seed: int) -> Drawn:
    """One draw of wrong headers and halves."""
    all_ = headers(found, known, seed)
    first, second = all_[::2], all_[1::2]
    learnt: dict[str, list[Odds]] = {v.name: [] for v in VARIANTS}
    for one, other in ((first[::2], first[1::2]), (first[1::2], first[::2])):
        with weights_of(one, known):
            for name, some in all_odds(other).items():
                learnt[name] += some
    with weights_of(first, known):
        flags = {name: flagged(second, known, alone) for name, alone in (("each alone", True), ("one pile", False))}
        return Drawn(flags, learnt, all_odds(second))


def study(draws: Sequence[Drawn]) -> list[list[str]]:
    """Rows of figures for each variant: at the present threshold, at that of the first halves, at the second's best."""
    rows = []
    for v in VARIANTS:
        learnt = [o for d in draws for o in d.learnt[v.name]]
        measured = [o for d in draws for o in d.measured[v.name]]
        places = {
            "EVEN": float(np.log(EVEN / (1 - EVEN))),
            "first halves": threshold(learnt),
            "best": threshold(measured),
        }
        for how, at in places.items():
            label = f"{v.name}, below {1 / (1 + np.exp(-at)):.3g} ({how})"
            rows.append(row(label, [(o.right < at, o.late) for o in measured]))
    return rows


def measure(texts: Path, gold: Path, seed: int, count: int) -> str:
    """The tables."""
    found, known = articles(texts, gold, None, seed)
    draws = [drawn(found, known, seed + n) for n in range(count)]
    as_is = [row(name, [flag for d in draws for flag in d.flags[name]]) for name in draws[0].flags]
    return "\n\n".join((_table(HEAD, as_is), _table(HEAD, study(draws))))


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--name", default="headers", help="the markers' name in the page")
    parser.add_argument("--into", type=Path, help="a page with <!-- dating: NAME --> and <!-- end of dating: NAME -->")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    block = measure(options.articles, options.gold, options.seed, options.draws)
    if options.into is None:
        print(block)
        return
    page = options.into.read_text(encoding="utf-8")
    options.into.write_text(put_between(page, options.name, block), encoding="utf-8")


if __name__ == "__main__":
    main()
