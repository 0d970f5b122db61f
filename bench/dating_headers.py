"""How well wrong headers are found, as markdown: true dates as stated dates, a tenth of them made too late.

    python bench/dating_headers.py ARTICLES.jsonl GOLD.jsonl [--seed 4] [--draws 1] [--into docs/scores.md --name NAME]

Every article is given its day of writing as its stated date; a tenth are given one 1 to 10 years later, uniform in
days. On one half, drawn at random, the weights of clues are learned (bench/learn_dating.py); on the other the flags
``stated_conflict`` are counted as the package sets them, with those weights. With several draws, from that seed on,
the counts of all are added up.
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
from msgspec import structs

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from dating import Span, _table, answers, articles
from learn_dating import learned, written
from marked_page import put_between

from chronik.dating import weights
from chronik.model import Article

SHARE, LEAST, MOST = 0.1, 366, 3652  # of headers made wrong, and by how many days
LATENESS = (366, 731, 1462, 2557, 3653)  # first days of the groups that recall is told by


class Header(NamedTuple):
    """An article with its stated date and by how many days that is too late."""

    article: Article
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


def drawn(found: Sequence[Article], known: dict[str, Span], seed: int) -> dict[str, list[tuple[bool, int]]]:
    """One draw of wrong headers and halves: the package's flags on the second half, alone and as one pile."""
    all_ = headers(found, known, seed)
    with weights_of(all_[::2], known):
        return {name: flagged(all_[1::2], known, alone) for name, alone in (("each alone", True), ("one pile", False))}


def measure(texts: Path, gold: Path, seed: int, count: int) -> str:
    """The tables."""
    found, known = articles(texts, gold, None, seed)
    draws = [drawn(found, known, seed + n) for n in range(count)]
    return _table(HEAD, [row(name, [flag for d in draws for flag in d[name]]) for name in draws[0]])


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
    options.into.write_text(put_between(page, f"dating: {options.name}", block), encoding="utf-8")


if __name__ == "__main__":
    main()
