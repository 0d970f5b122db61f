"""How well statements are found, by whom they are said and in which form, and what is still wrong; as markdown.

    python bench/statements.py ARTICLES GOLD [--free] [--errors] [--examples N] [--into docs/scores.md --name NAME]

ARTICLES is a folder of texts or a file of rows (.jsonl), GOLD has one object of kind "statement" for each statement
(the format of annotations) and any object for each text without one. ``--free`` leaves out models that were trained on
data for non-commercial use, as CHRONIK_MODELS=free does. ``--errors`` adds the commonest errors by cause, at most 30;
``--examples`` prints N of each with their texts, and never goes into a page, for most corpora are not ours. ``--into``
writes between the markers of NAME in that page.

Two statements are one where their contents share half of their union, paired greedily one to one and counted over all
documents of the gold. Speaker F1 counts what is found with the right speaker, accuracy is its share of what is found.
The interval is that of 1,000 bootstrap samples of the documents: 95 of 100 lie in it.
"""

import argparse
import json
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from marked_page import put_between
from statement_errors import FORMS, Error, Page, Pair, Row, errors, paired, right_speaker

from chronik import pipeline, publish
from chronik.model import Skipped

ROWS = 30  # errors by cause
SAMPLES = 1000
STATEMENT = frozenset(("statement",))


class Count(NamedTuple):
    """Statements found and right, found and spurious, missed."""

    right: int
    spurious: int
    missed: int

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        p = self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0
        r = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


# ---------------------------------------------------------------- reading


def golds(path: Path) -> dict[str, list[Row]]:
    """The statements of every document that gold names in any kind. Raises SystemExit where it is no such file."""
    out: dict[str, list[Row]] = defaultdict(list)
    if not path.is_file():
        raise SystemExit(f"There is no {path}; give a gold file (.jsonl).")
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line) if line.strip() else {"doc": None}
            out[str(row["doc"]).rsplit("/", 1)[-1]] += [row] if row.get("kind") == "statement" else []
        except (ValueError, KeyError, AttributeError) as e:
            raise SystemExit(f"{path}:{n} is no annotation ({e!r}); each line is an object with doc and kind.") from e
    out.pop("None", None)
    return out


def pages(articles: Path, gold: Path) -> Iterator[Page]:
    """Each article that gold names, annotated; one that cannot be read stops it, for it would look like misses."""
    known = golds(gold)
    seen = set()
    for item in pipeline.annotate_pile([articles], alone=True):
        if isinstance(item, Skipped):
            raise SystemExit(item.why)
        article = item.document.article
        doc = article.id.rsplit("/", 1)[-1]
        if doc in known:
            seen.add(doc)
            lines = publish.article_lines(article, item.report, item.found, STATEMENT)
            yield Page(item.document, known[doc], [json.loads(line) for line in lines])
    if missing := sorted(known.keys() - seen):
        raise SystemExit(f"{gold} names {missing[0]}, which is not in {articles}; give the articles that belong to it.")


# ---------------------------------------------------------------- figures


def count(pairs: Iterable[Pair], *, speaker: bool = False) -> Count:
    """What is found; with ``speaker`` only what has the right one counts as found."""
    right = spurious = missed = 0
    for p in pairs:
        both = bool(p.gold and p.found) and (not speaker or right_speaker(p.gold or {}, p.found or {}))
        right += both
        spurious += bool(p.found) and not both
        missed += bool(p.gold) and not both
    return Count(right, spurious, missed)


def interval(documents: Sequence[Sequence[Pair]], samples: int = SAMPLES, seed: int = 5) -> tuple[float, float]:
    """Ends of the interval in which 95 of 100 found F1 of documents drawn with replacement lie."""
    counts = [count(pairs) for pairs in documents]
    draw = random.Random(seed)
    reached = sorted(_sum(draw.choices(counts, k=len(counts))).scores[2] for _ in range(samples))
    return reached[int(0.025 * samples)], reached[min(samples - 1, int(0.975 * samples))]


def _sum(counts: Iterable[Count]) -> Count:
    return Count(*map(sum, zip(*counts, strict=True)))


def markdown(documents: Sequence[Sequence[Pair]], with_errors: bool = False) -> str:
    """The tables: found and speaker, by form, forms confused, and errors by cause."""
    pairs = [p for some in documents for p in some]
    tables = [_found(documents, pairs), _by_form(pairs), _confused(pairs)]
    if with_errors:
        tables.append(by_cause([e for some in documents for e in errors(some)]))
    return "\n\n".join(tables)


def _found(documents: Sequence[Sequence[Pair]], pairs: Sequence[Pair]) -> str:
    found, said = count(pairs), count(pairs, speaker=True)
    low, high = interval(documents)
    accuracy = said.right / found.right if found.right else 0.0
    cells = [str(len(documents)), str(found.right + found.missed), str(found.right + found.spurious)]
    cells += [_f(x) for x in found.scores] + [f"{_f(low)} to {_f(high)}", _f(said.scores[2]), _f(accuracy)]
    head = ["texts", "in gold", "found", "P", "R", "F1", "F1, 95 of 100", "speaker F1", "speaker accuracy"]
    return _table(head, [cells])


def _by_form(pairs: Sequence[Pair]) -> str:
    """Recall by the form in gold; precision by the form found."""
    rows = []
    for form, name in FORMS.items():
        mine = [p for p in pairs if p.gold and p.gold.get("form") == form]
        theirs = [p for p in pairs if p.found and p.found["form"] == form]
        if mine or theirs:
            both = [p for p in mine if p.found]
            right = sum(right_speaker(p.gold, p.found) for p in both if p.gold and p.found)
            precision = _share(sum(bool(p.gold) for p in theirs), len(theirs))
            recall = _share(len(both), len(mine))
            rows.append([name, str(len(mine)), recall, str(len(theirs)), precision, _share(right, len(both))])
    return _table(["form", "in gold", "recall", "found", "precision", "speaker accuracy"], rows)


def _confused(pairs: Sequence[Pair]) -> str:
    """Form in gold (rows) and the form found (columns), of what was found."""
    both = Counter((p.gold.get("form"), p.found["form"]) for p in pairs if p.gold and p.found)
    rows = [[name, *(str(both[form, other]) for other in FORMS)] for form, name in FORMS.items()]
    return _table(["in gold, found as", *FORMS.values()], rows)


def by_cause(found: Sequence[Error]) -> str:
    """The commonest errors, at most ROWS; those that are left make the last row."""
    ranked = Counter((e.kind, e.cause) for e in found).most_common()
    ranked.sort(key=lambda p: (-p[1], p[0]))
    kinds = Counter(e.kind for e in found)
    shown = ranked if len(ranked) <= ROWS else ranked[: ROWS - 1]
    rows = [[*key, str(n), _share(n, kinds[key[0]]), _share(n, len(found))] for key, n in shown]
    if rest := ranked[len(shown) :]:
        left = sum(n for _, n in rest)
        rows.append(["", f"{len(rest)} rarer causes", str(left), "", _share(left, len(found))])
    return _table(["error", "cause", "count", "of these errors", "of all errors"], rows)


def _f(x: float) -> str:
    return f"{x:.3f}"


def _share(part: int, whole: int) -> str:
    return _f(part / whole) if whole else "–"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# ---------------------------------------------------------------- examples


def examples(found: Iterable[Error], limit: int) -> Iterator[str]:
    """The first ``limit`` errors of each cause, with the sentence before and what stands there."""
    told: Counter[tuple[str, str]] = Counter()
    for e in found:
        told[e.kind, e.cause] += 1
        if told[e.kind, e.cause] <= limit:
            yield f"{e.kind}: {e.cause} ({e.pair.page.document.article.id})"
            yield f"    gold   {_shown(e.pair.page, e.pair.gold)}"
            yield f"    found  {_shown(e.pair.page, e.pair.found)}"


def _shown(page: Page, row: Row | None) -> str:
    if row is None:
        return "–"
    text = page.document.article.source
    start, end = row.get("content_start"), row.get("content_end")
    content = row.get("content") if start is None else text[start:end]
    near = text[max(0, (start or row.get("start") or 0) - 80) : start or row.get("start") or 0]
    said = " ".join(f"{near}⟨{content}⟩".split())
    return f"{row.get('form')} [{row.get('cue')}] {{{row.get('speaker')}}} …{said}"


# ---------------------------------------------------------------- the page


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the tables, or put them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--free", action="store_true", help="only what is trained on free data, and rules")
    parser.add_argument("--errors", action="store_true", help="the commonest errors by cause too")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N errors of each cause as well")
    parser.add_argument("--name", help="the markers' name in the page (default: the name of GOLD)")
    parser.add_argument("--into", type=Path, help="a page with <!-- statements: NAME --> and its end")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    if options.free:
        os.environ["CHRONIK_MODELS"] = "free"
    documents = [paired(page) for page in pages(options.articles, options.gold)]
    block = markdown(documents, options.errors)
    for line in examples((e for some in documents for e in errors(some)), options.examples):
        print(line)
    if options.into is None:
        print(block)
        return
    page = options.into.read_text(encoding="utf-8")
    options.into.write_text(
        put_between(page, f"statements: {options.name or options.gold.name}", block), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
