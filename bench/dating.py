"""How well texts are dated, as markdown: figures, calibration, which clue decided, and by what the texts contain.

    python bench/dating.py ARTICLES [GOLD] [--alone] [--brief] [--sample N --seed S] [--into PAGE --name NAME]
    python bench/dating.py ARTICLES --speed [--sample N]

ARTICLES is a folder of texts or a file of rows (.jsonl); of a .jsonl.gz the rows' own ``date_publish`` is the truth,
and it and the ``url`` are withheld. GOLD has one object of kind "report" for each article, with ``low`` and ``high``
(the format of annotations); without it ARTICLES has them itself. The articles are dated as one pile, or each by
itself; only time expressions are annotated, all that dating needs. ``--brief`` leaves all tables but the first;
``--into`` writes between the markers of NAME in that page.

``--speed`` prints words a second of dating without links on one core, and where the time goes, function by function;
ARTICLES may there be a .csv.gz of 10kGNAD. Reading, preparing and finding the time expressions are not counted.
"""

import argparse
import cProfile
import datetime as dt
import gzip
import io
import json
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import itertools

from marked_page import put_between

from chronik import rounds
from chronik.annotate.times import find_times
from chronik.article import prepare
from chronik.dating import FLAT_PRIOR, Prior, date, weigh
from chronik.dating.anchor import anchor_times
from chronik.dating.belief import normalised, shortest
from chronik.dating.infer import Evidence
from chronik.dating.prior import log_prior
from chronik.ingest import read
from chronik.link import Text, find_copies
from chronik.model import Annotations, Article, Document, Report, Skipped
from chronik.spool import Spool, Worked

Span = tuple[dt.date, dt.date]
SHARES = (0.5, 0.8, 0.9, 0.95)
REACHES = (("31 days", 31), ("1 year", 366), ("3 years", 1097))
BINS = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.9, 1.01)
SHARP = 731  # days; a clue has decided where the interval is narrower
RARE = 0.02  # share of answers below which reasons are told together
NEVER = 10**6
GROUPS = {  # what a text contains, the first that holds
    "a date line": ("date_line",),
    "a header, an address, a change": ("stated", "bound", "address", "update_line"),
    "its own year": (),
    "another year": (),
    "only names and offices": ("name_", "office", "age", "since_event", "newest_name"),
    "only days without a year, weekdays": ("weekday", "day_and_month", "month"),
    "nothing": ("",),
}


class Answer(NamedTuple):
    """What was said of one text, and the truth."""

    doc: str
    truth: Span
    report: Report
    believed: tuple[Span, ...]  # the shortest interval of each of SHARES
    nats: float  # logarithm of the probability of the true day
    contains: str

    @property
    def bounds(self) -> Span:
        """The interval, open ends as far away as calendars go."""
        return self.report.low or dt.date.min, self.report.high or dt.date.max

    @property
    def width(self) -> int:
        """Days of the interval."""
        return (self.bounds[1] - self.bounds[0]).days + 1

    @property
    def off(self) -> int:
        """Days from the likeliest day to the truth; NEVER where there is none."""
        best, (low, high) = self.report.best, self.truth
        return NEVER if best is None else max(0, (low - best).days, (best - high).days)


# ---------------------------------------------------------------- reading


def truths(path: Path) -> dict[str, Span]:
    """First and last day on which each document can have been written."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    day = dt.date.fromisoformat
    return {r["doc"]: (day(r["low"]), day(r["high"])) for r in rows if r.get("kind") == "report"}


def withheld(path: Path, target: Path) -> dict[str, Span]:
    """The rows of a .jsonl.gz written to ``target`` without day and address; their days."""
    out: dict[str, Span] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines, target.open("w", encoding="utf-8") as rows:
        for row in map(json.loads, lines):
            year, month, day = map(int, row.pop("date_publish")[:10].split("-"))
            row.pop("url", None)
            out[str(row["id"])] = (dt.date(year, month, day),) * 2
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")
    return out


def articles(path: Path, gold: Path | None, sample: int | None, seed: int) -> tuple[list[Article], dict[str, Span]]:
    """The articles whose day is known, a sample of them in their order, and the days."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "rows.jsonl" if path.suffix == ".gz" else path
        known = withheld(path, target) if path.suffix == ".gz" else truths(gold or path)
        found = [a for a in read([target]) if not isinstance(a, Skipped) and a.id in known]
    if sample and sample < len(found):
        places = sorted(random.Random(seed).sample(range(len(found)), sample))
        found = [found[n] for n in places]
    return found, {a.id: known[a.id] for a in found}


def timed(article: Article) -> tuple[Document, Annotations]:
    """An article with its time expressions."""
    document = prepare(article)
    return document, Annotations(times=find_times(document, article.language))


# ---------------------------------------------------------------- dating


class Watch:
    """Calls ``date`` as the rounds do, and keeps what it was sure of each article at the last call."""

    def __init__(self, known: dict[str, Span], alone: bool) -> None:
        self.answers: dict[str, Answer] = {}
        self._known, self._alone = known, alone

    def __call__(
        self, document: Document, found: Evidence, *, trust_stated: bool = False, prior: Prior = FLAT_PRIOR
    ) -> Report:
        report = date(document, found, trust_stated=trust_stated, prior=prior)
        if self._alone or prior.texts:
            doc = document.article.id
            self.answers[doc] = answer(document, found, prior, report, self._known[doc])
        return report


def answer(document: Document, found: Evidence, prior: Prior, report: Report, truth: Span) -> Answer:
    """The report with the probability mass it rests on."""
    belief = normalised(found.logs + log_prior(prior, found.monthly, found.days))
    ends = [shortest(belief, share) for share in SHARES]
    first = int(found.days[0])
    believed = tuple((_day(first + a), _day(first + b)) for a, b in ends)
    inside = belief[max(0, truth[0].toordinal() - first) : truth[1].toordinal() - first + 1]
    nats = float(np.log(max(1e-12, inside.mean()))) if len(inside) else float(np.log(1e-12))
    return Answer(document.article.id, truth, report, believed, nats, contains(document, found, truth))


def _day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def contains(document: Document, found: Evidence, truth: Span) -> str:
    """What there is to date the text by: the first of GROUPS that holds."""
    kinds = {c.kind for c in found.clues}
    years = _years(document)
    for group, beginnings in GROUPS.items():
        own = any(truth[0].year <= y <= truth[1].year for y in years)
        if {"its own year": own, "another year": bool(years)}.get(group, False):
            return group
        if beginnings and any(kind.startswith(beginnings) for kind in kinds):
            return group
    return "nothing"


def _years(document: Document) -> set[int]:
    """Years that the prose names with their digits."""
    article = document.article
    times = anchor_times(find_times(document, article.language), None, None, None)
    dated = (t for t in times if t.start >= article.body and t.low and t.high and t.type != "SET")
    return {t.low.year for t in dated if t.low and t.high and t.low.year == t.high.year and _has_year(t.text, t.low)}


def _has_year(text: str, day: dt.date) -> bool:
    return str(day.year) in text or text.rstrip(".").endswith(f"{day.year % 100:02}")


def answers(found: Sequence[Article], known: dict[str, Span], alone: bool = False) -> list[Answer]:
    """All articles dated, as one pile or each by itself."""
    watch = Watch(known, alone)
    if alone:
        for article in found:
            document, annotations = timed(article)
            watch(document, weigh(document, annotations))
    else:
        _settled(found, watch)
    return [watch.answers[a.id] for a in found if a.id in watch.answers]


def _settled(found: Sequence[Article], watch: Watch) -> None:
    """As ``pipeline.annotate_pile``, with no annotations but times."""
    with Spool() as spool:
        for document, annotations in map(timed, found):
            spool.put(Worked(document, date(document, weigh(document, annotations)), annotations))
        copies = find_copies(_text(key, worked) for key, worked in spool.worked())
        with patch.object(rounds, "date", watch):
            rounds.settle(spool.worked, spool.replace, copies)


def _text(key: str, worked: Worked) -> Text:
    article, report = worked.document.article, worked.report
    day = report.best if report.low == report.high else None
    return Text(doc=key, text=article.text[article.body :], best=day, agencies=report.agencies)


# ---------------------------------------------------------------- figures


def figures(all_: Sequence[Answer]) -> dict[str, float]:
    """Shares, and the median width in days: the definitions of the reference scorer (kind "report")."""
    n = len(all_) or 1
    out = {"n": float(len(all_)), "holds": sum(holds(a) for a in all_) / n}
    out["width"] = float(sorted(a.width for a in all_)[len(all_) // 2]) if all_ else 0.0
    out |= {name: sum(a.off <= reach for a in all_) / n for name, reach in REACHES}
    return out | {"nats": sum(a.nats for a in all_) / n}


def holds(a: Answer, span: Span | None = None) -> bool:
    """Whether the interval, or the one given, meets the truth."""
    low, high = span or a.bounds
    return low <= a.truth[1] and a.truth[0] <= high


def markdown(all_: Sequence[Answer], brief: bool = False) -> str:
    """Five tables, or the first."""
    head = ["n", "holds the truth", "median width", *(f"best within {name}" for name, _ in REACHES), "nats"]
    first = _table(head, [_cells(figures(all_))])
    if brief:
        return first
    parts = [first, _calibration(all_), _confidence(all_), _decided(all_)]
    groups = {g: [a for a in all_ if a.contains == g] for g in GROUPS}
    rows = [[group, *_cells(figures(some))] for group, some in groups.items() if some]
    return "\n\n".join([*parts, _table(["the text names", *head], rows)])


def _cells(f: dict[str, float]) -> list[str]:
    shares = (f"{f[name]:.2f}" for name, _ in REACHES)
    return [f"{f['n']:.0f}", f"{f['holds']:.3f}", f"{f['width']:,.0f} days", *shares, f"{f['nats']:.2f}"]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _calibration(all_: Sequence[Answer]) -> str:
    """Of the shortest intervals with so much probability, how many hold the truth."""
    n = len(all_) or 1
    held = [sum(holds(a, a.believed[i]) for a in all_) / n for i in range(len(SHARES))]
    wide = [
        sorted((a.believed[i][1] - a.believed[i][0]).days + 1 for a in all_)[len(all_) // 2] for i in range(len(SHARES))
    ]
    rows = [[f"{share:.2f}", f"{h:.3f}", f"{w:,} days"] for share, h, w in zip(SHARES, held, wide, strict=True)]
    return _table(["probability of the interval", "holds the truth", "median width"], rows)


def _confidence(all_: Sequence[Answer]) -> str:
    """Of the likeliest days, by the confidence given, how many are right."""
    rows = []
    for low, high in itertools.pairwise(BINS):
        some = [a for a in all_ if a.report.best and low <= a.report.confidence < high]
        if some:
            mean = sum(a.report.confidence for a in some) / len(some)
            right = sum(a.off == 0 for a in some)
            rows.append([f"{low:g} to {min(high, 1):g}", str(len(some)), f"{mean:.4f}", f"{right / len(some):.4f}"])
    return _table(["confidence of the likeliest day", "answers", "mean", "right"], rows)


def _decided(all_: Sequence[Answer]) -> str:
    """By the strongest reason: answers, those with an interval below two years, and how often it holds."""
    by: dict[str, list[Answer]] = {}
    for a in all_:
        by.setdefault(a.report.reasons[0].clue if a.report.reasons else "none", []).append(a)
    ranked = sorted(by.items(), key=lambda p: (-len(p[1]), p[0]))
    rare = [(clue, some) for clue, some in ranked if len(some) < RARE * len(all_)]
    if len(rare) > 1:
        others = (f"{len(rare)} others", [a for _, some in rare for a in some])
        ranked = [*ranked[: -len(rare)], others]
    rows = [_decided_row(clue, some, all_) for clue, some in ranked]
    return _table(["strongest reason", "answers", "share", "below two years", "share of these", "holds"], rows)


def _decided_row(clue: str, some: Sequence[Answer], all_: Sequence[Answer]) -> list[str]:
    near, sharp = (sum(a.width < SHARP for a in part) for part in (some, all_))
    shares = len(some) / len(all_), near / (sharp or 1), sum(map(holds, some)) / len(some)
    return [clue, str(len(some)), f"{shares[0]:.3f}", str(near), f"{shares[1]:.3f}", f"{shares[2]:.3f}"]


# ---------------------------------------------------------------- speed


def speed(ready: Sequence[tuple[Document, Annotations]]) -> str:
    """Words a second of anchoring without a day, clues and inference, first with names that no cache knows."""
    words = sum(len(d.article.text[d.article.body :].split()) for d, _ in ready)
    weigh(*ready[0])  # tables and patterns are read once for a process
    rows = []
    for name in ("not seen before", "again"):
        seconds = _seconds(lambda: _date_all(ready))
        rows.append([f"{len(ready)} texts, {name}", f"{words:,}", f"{seconds:.2f}", f"{words / seconds:,.0f}"])
    return _table(["", "words", "seconds", "words/s"], rows)


def by_function(ready: Sequence[tuple[Document, Annotations]]) -> str:
    """Where the time goes."""
    profile = cProfile.Profile()
    profile.runcall(_date_all, ready)
    text = io.StringIO()
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("tottime").print_stats(35)
    return text.getvalue()


def _date_all(ready: Sequence[tuple[Document, Annotations]]) -> None:
    for document, annotations in ready:
        date(document, weigh(document, annotations))


def _seconds(run: Callable[[], Any]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


def gnad(path: Path, limit: int | None) -> Iterator[Article]:
    """Articles of a 10kGNAD file."""
    from throughput import rows

    for row in rows(path, limit):
        yield Article(id=row["id"], source=row["maintext"], text=row["maintext"], language="de")


# ---------------------------------------------------------------- the page


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--alone", action="store_true", help="each text by itself, with the flat prior")
    parser.add_argument("--brief", action="store_true", help="the first table only")
    parser.add_argument("--sample", type=int, metavar="N", help="N articles drawn at random")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--name", help="the markers' name in the page (default: the name of ARTICLES)")
    parser.add_argument("--into", type=Path, help="a page with <!-- dating: NAME --> and <!-- end of dating: NAME -->")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    gnads = options.articles.name.endswith(".csv.gz")
    drawn = options.articles, options.gold, options.sample, options.seed
    found, known = (list(gnad(options.articles, options.sample)), {}) if gnads else articles(*drawn)
    if gnads or options.speed:
        ready = [timed(article) for article in found]
        block = speed(ready)
        print(by_function(ready))
    else:
        block = markdown(answers(found, known, options.alone), options.brief)
    if options.into is None:
        print(block)
        return
    page = options.into.read_text(encoding="utf-8")
    options.into.write_text(
        put_between(page, f"dating: {options.name or options.articles.name}", block), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
