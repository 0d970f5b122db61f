"""Learn how sure a statement is and who says it: chronik/annotate/models/statements-de.json.

    python bench/learn_statements.py FOLDER [-o FILE] [--curve]
    python bench/learn_statements.py ARTICLES.jsonl GOLD.jsonl [-o FILE] [--curve]

FOLDER is ``data/train`` of the corpus as it is published (Petersen-Frey and Biemann 2024, "Dataset of Quotation
Attribution in German News Articles", github.com/uhh-lt/german-news-quotation-attribution-2024, CC BY-NC-SA 4.0): one
JSON object a file. The second form is the same in Chronik's rows: articles, and objects of kind "statement".

The annotators of that corpus seldom mark "wies die Vorwürfe zurück" as a statement; this project does. So its own
examples (``examples/*``, ``tests/gold``) are learned from too, for whether a finding is a statement.

Two conditional log-linear models over the clues of ``speech_clues`` and ``speech_rivals``, found with L-BFGS and held
near zero by Gaussian priors; nothing is drawn by chance, so two runs write the same file. What the rules chose as a
speaker counts a fixed amount: the rules were written with this corpus in view, so how often they are right in it says
too much for them. ``--curve`` prints what five-fold cross-validation reaches with a quarter, half, three quarters and
all of the articles, and writes nothing.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from chronik.annotate.names import find_names
from chronik.annotate.speech_clues import Surroundings
from chronik.annotate.speech_rivals import Rivals
from chronik.annotate.speech_weights import Model
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.offsets import to_source
from chronik.article.phrases import Parses
from chronik.ingest import read
from chronik.model import Article, Skipped

Array = npt.NDArray[np.float64]
Extent = tuple[int, int]
CORPUS = "github.com/uhh-lt/german-news-quotation-attribution-2024"
DATA = f"statements in {{}} German Wikinews articles, as marked in the training part of {CORPUS}, and in our examples"
LICENCE = "CC-BY-NC-SA-4.0 (the corpus); these weights count clues and single words, no text of it is in them"
ROOT = Path(__file__).parents[1]
OUT = ROOT / "chronik" / "annotate" / "models" / "statements-de.json"
KEEP = 0.2  # probability from which on a statement is kept; readers differ about reported speech, so low
TRUST = 2.0  # what the rules' choice of a speaker counts: odds of about 7 to 1
TIGHT_STATEMENT, TIGHT_SPEAKER = 8.0, 4.0  # one over the variance of the priors
RAREST = 4  # clues that were seen less often are left out
SMALLEST = 0.02  # weights below it are left out
FOLDS = 5


class Marked(NamedTuple):
    """A statement as annotators marked it: extents into the text as given; ours are marked by their cue."""

    content: Extent | None
    speaker: Extent | None
    cue: Extent | None = None


class Found(NamedTuple):
    """A finding of the rules: its clues, which marked statement it is if any, its possible speakers."""

    clues: tuple[str, ...]
    marked: bool
    rivals: list[tuple[str, ...]]
    chosen: int
    right: list[bool]


# ---------------------------------------------------------------- the corpus


def corpus(paths: Sequence[Path]) -> Iterator[tuple[Article, list[Marked]]]:
    """Articles with their marked statements, in the order of their names."""
    if len(paths) == 1:
        yield from _published(paths[0])
        return
    marked: dict[str, list[Marked]] = defaultdict(list)
    for line in paths[1].read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "statement":
            speaker = None if row["speaker_start"] is None else (row["speaker_start"], row["speaker_end"])
            marked[row["doc"]].append(Marked((row["content_start"], row["content_end"]), speaker))
    for article in read([paths[0]]):
        if not isinstance(article, Skipped):
            yield article, marked[article.id]


def _published(folder: Path) -> Iterator[tuple[Article, list[Marked]]]:
    files = sorted(folder.glob("*.json"))
    if not files:
        sys.exit(f"{folder} holds no JSON files; give the folder data/train of {CORPUS}.")
    for file in files:
        row = json.loads(file.read_text(encoding="utf-8"))
        text = row["originalText"]
        found = [(_extent(a["quote"]), _extent(a["speaker"])) for a in row["annotations"]]
        name = row["documentName"].split(" - ")[0]
        yield Article(id=name, source=text, text=text, language="de"), [Marked(c, s) for c, s in found if c]


def own() -> Iterator[tuple[Article, list[Marked]]]:
    """The German examples of this project with their statements."""
    for gold in sorted((ROOT / "tests" / "gold").glob("*.jsonl")):
        folder = ROOT / "examples" / gold.stem
        if not folder.is_dir():
            continue
        cues: dict[str, list[Marked]] = defaultdict(list)
        for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            if row["kind"] == "statement" and row["start"] is not None:
                cues[row["doc"]].append(Marked(None, None, (row["start"], row["end"])))
        for article in read([folder]):
            if not isinstance(article, Skipped) and article.language == "de":
                yield article, cues[article.id]


def _extent(part: dict[str, Any]) -> Extent | None:
    spans = part["spans"]
    return (min(s["charBegin"] for s in spans), max(s["charEnd"] for s in spans)) if spans else None


# ---------------------------------------------------------------- findings and their clues


def findings(article: Article, marked: list[Marked]) -> list[Found]:
    """What the rules find in an article, with clues and with what annotators marked."""
    document = prepare(article)
    parses = Parses(document.article.text, document.sentences, "de")
    names = find_names(document, parses, "de")
    found = [s for s in find_statements(document, parses, names, "de") if s.content_start is not None]

    def given(extent: Extent | None) -> Extent | None:
        return to_source(document.article, *extent) if extent else None

    pairs = paired([given((s.content_start or 0, s.content_end or 0)) for s in found], [m.content for m in marked])
    cued = {k for k, s in enumerate(found) if any(m.cue and same(given((s.start, s.end)), m.cue) for m in marked)}
    around, rivals = Surroundings(document, parses, found), Rivals(document, parses, names)
    out = []
    for k, s in enumerate(found):
        others = rivals.of(s, found[:k]) if k in pairs else []
        right = [same(given(r.extent), marked[pairs[k]].speaker) for r in others]
        chosen = next((n for n, r in enumerate(others) if r.chosen), 0)
        out.append(Found(around.clues(k), k in pairs or k in cued, [r.clues for r in others], chosen, right))
    return out


def paired(found: Sequence[Extent | None], marked: Sequence[Extent | None]) -> dict[int, int]:
    """Which finding is which marked statement: extents that share half of their union, the largest share first."""
    shares = [(share(f, m), i, k) for i, f in enumerate(found) if f for k, m in enumerate(marked) if m]
    out: dict[int, int] = {}
    for part, i, k in sorted(shares, key=lambda x: (-x[0], x[2], x[1])):
        if part >= 0.5 and i not in out and k not in out.values():
            out[i] = k
    return out


def share(a: Extent, b: Extent) -> float:
    """The part of the union of two extents that they have in common."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def same(a: Extent | None, b: Extent | None) -> bool:
    """Whether two speakers overlap, or neither is one."""
    if a is None or b is None:
        return a is b
    return min(a[1], b[1]) > max(a[0], b[0])


# ---------------------------------------------------------------- the two models


def learn(articles: Sequence[list[Found]], ours: Sequence[list[Found]]) -> Model:
    """Both models from the findings in articles of the corpus and, for the first of them, of ours."""
    told = [f for article in articles for f in article if f.marked and any(f.right) and not all(f.right)]
    found = [f for article in (*articles, *ours) for f in article]
    return Model(
        data=DATA.format(len(articles)),
        licence=LICENCE,
        keep=KEEP,
        trust=TRUST,
        statement=_statements(found),
        speaker=_speakers(told),
    )


def _statements(found: Sequence[Found]) -> dict[str, float]:
    names = ["", *_common(f.clues for f in found)]
    x = _table([("", *f.clues) for f in found], names)
    y = np.array([f.marked for f in found], dtype=np.float64)

    def loss(w: Array) -> tuple[float, Array]:
        z = x @ w
        held = TIGHT_STATEMENT * np.where(np.arange(len(w)) == 0, 0.0, w)
        value = np.logaddexp(0, z).sum() - y @ z + held @ w / 2
        return float(value), x.T @ (1 / (1 + np.exp(-z)) - y) + held

    return _fitted(loss, names)


def _speakers(told: Sequence[Found]) -> dict[str, float]:
    names = _common(clues for f in told for clues in f.rivals)
    x = _table([clues for f in told for clues in f.rivals], names)
    sizes = [len(f.rivals) for f in told]
    first = np.cumsum([0, *sizes[:-1]])
    group = np.repeat(np.arange(len(told)), sizes)
    right = np.array([r for f in told for r in f.right])
    trust = np.array([TRUST * (n == f.chosen) for f in told for n in range(len(f.rivals))])

    def total(z: Array) -> tuple[Array, Array]:
        top = np.maximum.reduceat(z, first)
        e = np.exp(z - top[group])
        s = np.add.reduceat(e, first)
        return top + np.log(s), e / s[group]

    def loss(w: Array) -> tuple[float, Array]:
        z = x @ w + trust
        (every, p), (good, q) = total(z), total(np.where(right, z, -1e9))
        value = (every - good).sum() + TIGHT_SPEAKER * (w @ w) / 2
        return float(value), x.T @ (p - q) + TIGHT_SPEAKER * w

    return _fitted(loss, names)


def _common(lists: Iterable[tuple[str, ...]]) -> list[str]:
    seen = Counter(clue for clues in lists for clue in set(clues))
    return sorted(clue for clue, n in seen.items() if n >= RAREST)


def _table(rows: Sequence[tuple[str, ...]], names: Sequence[str]) -> sparse.csr_array:
    number = {clue: k for k, clue in enumerate(names)}
    cells = [(i, number[c]) for i, clues in enumerate(rows) for c in clues if c in number]
    i, k = np.array(cells).T
    return sparse.csr_array((np.ones(len(cells)), (i, k)), shape=(len(rows), len(names)))


def _fitted(loss: Any, names: Sequence[str]) -> dict[str, float]:
    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {clue: round(float(v), 2) for clue, v in zip(names, w, strict=True) if abs(v) >= SMALLEST}


# ---------------------------------------------------------------- how good


class Score(NamedTuple):
    """Counts over the findings of some articles."""

    marked: int
    found: int
    right: int
    spoken: int

    def __str__(self) -> str:
        p, r = self.right / max(1, self.found), self.right / max(1, self.marked)
        f, s = (2 * x / (self.found + self.marked) for x in (self.right, self.spoken))
        return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  speaker F1 {s:.3f}  accuracy {self.spoken / max(1, self.right):.3f}"


def score(model: Model | None, articles: Sequence[list[Found]], marked: int) -> Score:
    """What is kept of the findings, and the speakers chosen; without a model all, and the rules' speakers."""
    found = right = spoken = 0
    for f in (f for article in articles for f in article):
        if model and model.chance(f.clues) < model.keep:
            continue
        found, right = found + 1, right + f.marked
        if f.marked:
            favours = [model.favour(c, n == f.chosen) if model else n == f.chosen for n, c in enumerate(f.rivals)]
            spoken += f.right[int(np.argmax(favours))]
    return Score(marked, found, right, spoken)


def crossed(articles: Sequence[list[Found]], ours: Sequence[list[Found]], counts: Sequence[int], part: float) -> Score:
    """Five-fold cross-validation, learning from a part of the other folds."""
    scores = []
    for fold in range(FOLDS):
        others = [a for n, a in enumerate(articles) if n % FOLDS != fold]
        held = [n for n in range(len(articles)) if n % FOLDS == fold]
        model = learn(others[: round(len(others) * part)], ours)
        scores.append(score(model, [articles[n] for n in held], sum(counts[n] for n in held)))
    return Score(*(sum(x) for x in zip(*scores, strict=True)))


def curve(articles: Sequence[list[Found]], ours: Sequence[list[Found]], counts: Sequence[int]) -> None:
    """Print what is reached with parts of the corpus."""
    print(f"rules alone         {score(None, articles, sum(counts))}")
    for part in (0.25, 0.5, 0.75, 1.0):
        size = round(len(articles) * (FOLDS - 1) / FOLDS * part)
        print(f"{size:>4} articles learned {crossed(articles, ours, counts, part)}")


def main() -> None:
    """Learn, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=OUT)
    parser.add_argument("--curve", action="store_true")
    args = parser.parse_args()
    if len(args.paths) > 2:
        parser.error("give the folder of the corpus, or ARTICLES.jsonl and GOLD.jsonl")
    pairs = [(findings(article, marked), len(marked)) for article, marked in corpus(args.paths)]
    articles, counts = [a for a, _ in pairs], [n for _, n in pairs]
    ours = [findings(article, marked) for article, marked in own()]
    if args.curve:
        curve(articles, ours, counts)
        return
    model = learn(articles, ours)
    args.output.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=1) + b"\n")
    print(f"{len(model.statement)} and {len(model.speaker)} weights: {score(model, articles, sum(counts))}")


if __name__ == "__main__":
    main()
