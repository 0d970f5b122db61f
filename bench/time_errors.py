"""How well time expressions are found, by type, and what is still wrong, by cause; as markdown.

    python bench/time_errors.py GOLD.jsonl SYSTEM.jsonl [--name NAME] [--into docs/scores.md]
    python bench/time_errors.py tests/gold/times-de.txt [--name NAME] [--into docs/scores.md]

SYSTEM is what ``chronik annotate --kinds time --trust-stated`` wrote; a ``.txt`` gold in the notation of
tests/marked.py is annotated here, told the true day. ``--into`` puts the markdown between the markers of NAME in that
file. Only the expressions themselves are shown, never the sentences around them, for most corpora are not ours.

Figures follow TempEval-3 (UzZaman et al. 2013): extents are paired one to one by overlap, micro-averaged over all
documents of the gold; found: they overlap; strict: they are the same; value: found, and the values mean the same.
By type, recall counts the gold of that type and precision what was found as that type.
"""

import argparse
import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

from marked import marked
from marked_page import put_between
from scoring import by_doc, load, pairs

Row = dict[str, Any]
TYPES = ("DATE", "TIME", "DURATION", "SET")
MEASURES = ("found", "strict", "value")
ROWS = 30  # errors shown
_WIDTH = 60  # characters of an expression shown


class Pair(NamedTuple):
    """What gold and system say of one place; one of them is missing where it was missed or is spurious."""

    gold: Row | None
    system: Row | None
    part: bool = False  # overlaps an expression of the other side that has another partner


class Error(NamedTuple):
    """One error: its cause, how many of the three measures it costs, and the pair."""

    cause: str
    cost: int
    pair: Pair


# ---------------------------------------------------------------- pairs and figures


def paired(gold: list[Row], system: list[Row]) -> list[Pair]:
    """All pairs of the documents that gold names; what is optional in gold is left out, found or not."""
    golds, systems = by_doc(gold, "time"), by_doc(system, "time")
    out: list[Pair] = []
    for doc in sorted({row["doc"] for row in gold}):
        g, s = golds[doc], systems[doc]
        both = pairs(g, s)
        mine, theirs = {i for i, _ in both}, {j for _, j in both}
        out += [Pair(g[i], s[j]) for i, j in sorted(both) if not g[i].get("optional")]
        out += [
            Pair(row, None, any(_meet(row, x) for x in s))
            for i, row in enumerate(g)
            if i not in mine and not row.get("optional")
        ]
        out += [Pair(None, row, any(_meet(row, x) for x in g)) for j, row in enumerate(s) if j not in theirs]
    return out


def _meet(a: Row, b: Row) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def same_value(gold: Row, system: Row) -> bool:
    """Whether the values mean the same, one of the alternatives that gold allows included."""
    return normal(system.get("value")) in {normal(v) for v in (gold["value"], *gold.get("alt", ()))}


def normal(value: str | None) -> str:
    """A TIMEX3 value as it is compared: capitals, an unknown year as one X, a colon in the clock, plain references."""
    text = re.sub(r"T(\d\d)\.(\d\d)", r"T\1:\2", (value or "").upper().replace("XXXX", "X"))
    return re.sub(r"^(FUTURE|PAST|PRESENT)_REF.*", r"\1_REF", text)


RIGHT: dict[str, Callable[[Row, Row], bool]] = {
    "found": lambda g, s: True,
    "strict": lambda g, s: (g["start"], g["end"]) == (s["start"], s["end"]),
    "value": same_value,
}


def figures(all_pairs: list[Pair], kind: str | None = None) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by measure, of one type or of all."""
    golds = [p for p in all_pairs if p.gold and kind in (None, p.gold["type"])]
    systems = [p for p in all_pairs if p.system and kind in (None, p.system["type"])]
    out = {}
    for measure in MEASURES:
        r = _share(golds, measure)
        p = _share(systems, measure)
        out[measure] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return out


def _share(chosen: list[Pair], measure: str) -> float:
    right = sum(1 for p in chosen if p.gold and p.system and RIGHT[measure](p.gold, p.system))
    return right / len(chosen) if chosen else 0.0


# ---------------------------------------------------------------- causes, the first that applies


def errors(all_pairs: list[Pair]) -> list[Error]:
    """Every error with its cause."""
    return [error for pair in all_pairs for error in _errors(pair)]


def _errors(pair: Pair) -> Iterator[Error]:
    g, s = pair.gold, pair.system
    if g is None or s is None:
        cause = _spurious(s, pair.part) if s else _missed(g or {}, pair.part)
        yield Error(cause, 3, pair)
        return
    if not RIGHT["strict"](g, s):
        yield Error(_extent(g, s), 1, pair)
    if not same_value(g, s):
        yield Error(_value(g, s), 1, pair)
    elif g["type"] != s["type"]:
        yield Error(_types(g, s), 0, pair)


def _missed(g: Row, part: bool) -> str:
    """Why a gold expression has no partner: joined to another, else by what it is."""
    value = normal(g["value"])
    if part:
        return "two expressions joined"
    in_words = not re.search(r"\d", g["text"])
    if value.endswith("_REF") and value != "PRESENT_REF":
        return "vague word missed"
    if value == "PRESENT_REF" or (in_words and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        return "deictic missed"
    if g["type"] == "DATE":
        return "relative or named period missed" if in_words else "date missed"
    return {"TIME": "clock or part of day missed", "DURATION": "duration form missed", "SET": "set missed"}.get(
        g["type"], "other missed"
    )


def _spurious(s: Row, part: bool) -> str:
    """Why a found expression has no partner: a part of one, else by what it is."""
    if part:
        return "expression split"
    if normal(s["value"]).endswith("_REF"):
        return "spurious deictic or vague word"
    if re.fullmatch(r"\W*\d[\d.:/ ]*\W*", s["text"]):
        return "spurious number"
    return f"spurious {s['type'].lower()}"


def _extent(g: Row, s: Row) -> str:
    if g["start"] <= s["start"] and s["end"] <= g["end"]:
        return "extent too short"
    return "extent too long" if s["start"] <= g["start"] and g["end"] <= s["end"] else "extent shifted"


def _types(g: Row, s: Row) -> str:
    return "set or not" if "SET" in (g["type"], s["type"]) else "type differs, value right"


def _value(g: Row, s: Row) -> str:
    """Why the value is wrong: of another kind, else which part of it differs."""
    a, b = normal(g["value"]), normal(s.get("value"))
    if "SET" in (g["type"], s["type"]) and g["type"] != s["type"]:
        return "set or not"
    if a.endswith("_REF") or b.endswith("_REF"):
        return "reference or day (heute, now)"
    if a.startswith("P") or b.startswith("P"):
        return "duration or date" if a[:1] != b[:1] else "length of duration"
    days = a.partition("T")[0], b.partition("T")[0]
    return "clock or part of day" if days[0] == days[1] else _dates(*days)


def _dates(a: str, b: str) -> str:
    """How two calendar values differ: partial, of another precision, the year, or so many units off."""
    if "X" in a or "X" in b:
        return "year or day left open" if "X" in b else "year or day not left open"
    if _shape(a) != _shape(b):
        return "period granularity"
    if len(a) > 4 and a[4:] == b[4:]:
        return "wrong year"
    apart = _apart(a, b)
    if apart == 1:
        return "wrong anchor, one unit off"
    return "wrong week of a weekday" if apart == 7 and len(a) == 10 else "wrong anchor, further off"


def _shape(value: str) -> str:
    return re.sub(r"(?<=-)(SP|SU|FA|WI)", "S", re.sub(r"\d", "9", value))


def _apart(a: str, b: str) -> int | None:
    """Units between two values of one shape; None for shapes that cannot be counted."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", a):
            return abs((dt.date.fromisoformat(a) - dt.date.fromisoformat(b)).days)
        if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", a):
            other = b.split("-")
            days = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return abs((days - dt.date.fromisocalendar(int(other[0]), int(other[1][1:]), 1)).days) // 7
        if re.fullmatch(r"\d{4}-[QH]?\d+", a):
            per_year = {"Q": 4, "H": 2}.get(a[5], 12)
            ordinals = [int(v[:4]) * per_year + int(v[5:].lstrip("QH")) for v in (a, b)]
            return abs(ordinals[0] - ordinals[1])
        return abs(int(a) - int(b))
    except ValueError:
        return None


# ---------------------------------------------------------------- markdown


def markdown(all_pairs: list[Pair]) -> str:
    """Three tables: figures by type, all errors by cause, the worst of them."""
    found = errors(all_pairs)
    causes = Counter(e.cause for e in found)
    costs: Counter[str] = Counter()
    for e in found:
        costs[e.cause] += e.cost
    order = sorted(causes, key=lambda c: (-costs[c], -causes[c], c))
    lines = ["| type | gold | found P / R / F1 | strict P / R / F1 | value P / R / F1 |", "|---|---|---|---|---|"]
    lines += [_figures_row(all_pairs, kind) for kind in (*TYPES, None)]
    lines += ["", "| errors | cause |", "|---|---|", *(f"| {causes[c]} | {c} |" for c in order)]
    lines += ["", "| cause | expression | gold | Chronik |", "|---|---|---|---|"]
    return "\n".join((*lines, *_worst(found, order)))


def _figures_row(all_pairs: list[Pair], kind: str | None) -> str:
    count = sum(1 for p in all_pairs if p.gold and kind in (None, p.gold["type"]))
    cells = [" / ".join(f"{x:.3f}" for x in triple) for triple in figures(all_pairs, kind).values()]
    return f"| {kind or 'all'} | {count} | {' | '.join(cells)} |"


def _worst(found: list[Error], order: list[str]) -> Iterator[str]:
    """At most ROWS distinct errors, those of the costliest causes in turn, so that none hides another."""
    queues: dict[str, list[str]] = {cause: [] for cause in order}
    seen: Counter[str] = Counter()
    for error in sorted(found, key=lambda e: -e.cost):
        row = _error_row(error)
        seen[row] += 1
        if seen[row] == 1:
            queues[error.cause].append(row)
    chosen: dict[str, list[str]] = defaultdict(list)
    left = ROWS
    while left and any(queues.values()):
        for cause in [c for c in order if queues[c]][:left]:
            chosen[cause].append(queues[cause].pop(0))
            left -= 1
    for row in (row for cause in order for row in chosen[cause]):
        yield row if seen[row] == 1 else f"{row[:-2]} ({seen[row]} times) |"


def _error_row(error: Error) -> str:
    g, s = error.pair.gold, error.pair.system
    words = " / ".join(dict.fromkeys(_cell(r["text"]) for r in (g, s) if r))
    return f"| {error.cause} | {words} | {_said(g)} | {_said(s)} |"


def _said(row: Row | None) -> str:
    return f"{row['type']} {_cell(row.get('value') or '')}" if row else "nothing"


def _cell(text: str) -> str:
    flat = " ".join(text.split()).replace("|", "\\|")
    return flat if len(flat) <= _WIDTH else flat[: _WIDTH - 1] + "…"


# ---------------------------------------------------------------- reading


def annotated(path: Path) -> tuple[list[Row], list[Row]]:
    """Gold and what Chronik finds in a marked file, told the true day; the language stands at the end of its name."""
    from chronik import work_through
    from chronik.model import Article

    language = path.stem.rpartition("-")[2]
    gold, system = [], []
    for m in marked(path):
        article = Article(id=m.name, source=m.text, text=m.text, stated=m.written, language=language)
        _, _, found = work_through(article, trust_stated=True)
        gold += [{"doc": m.name, "kind": "report"}, *m.times]
        system += [row(m.name, t) for t in found.times]
    return gold, system


def row(doc: str, time: Any) -> Row:
    """A time expression as the row of an annotation file, as far as it is scored."""
    fields = {name: getattr(time, name) for name in ("start", "end", "text", "type", "value")}
    return {"doc": doc, "kind": "time"} | fields


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the markdown, or put it into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path, nargs="?")
    parser.add_argument("--name", help="the markers' name in the page (default: the gold file's name)")
    parser.add_argument(
        "--into", type=Path, help="a page with the lines <!-- times: NAME --> and <!-- end of times: NAME -->"
    )
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    if options.system is None and options.gold.suffix != ".txt":
        parser.error(f"{options.gold} needs SYSTEM.jsonl, what chronik annotate wrote for it")
    gold, system = (load(options.gold), load(options.system)) if options.system else annotated(options.gold)
    block = markdown(paired(gold, system))
    if options.into is None:
        print(block)
        return
    page = options.into.read_text(encoding="utf-8")
    name = options.name or options.gold.name
    options.into.write_text(put_between(page, f"times: {name}", block), encoding="utf-8")


if __name__ == "__main__":
    main()
