"""How fast a case is built: report words per second, seconds per stage, peak memory.

    python bench/throughput.py PILE [--limit N] [--profile]

PILE is a text, a folder of texts (.txt), or a ``.csv.gz`` of lines ``label;'text'`` (10kGNAD). One process, one core.
The stages are timed by wrapping the functions that pipeline.py calls, so that the path measured is the path used.
"""

import argparse
import cProfile
import csv
import gzip
import io
import json
import pstats
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chronik import pipeline
from chronik.record import Case

STAGES = ("prepare", "annotate", "weigh", "date", "anchor", "redate", "find")
SECONDS: dict[str, float] = defaultdict(float)


def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its seconds added up under its name."""

    def call(*args: Any, **kwargs: Any) -> Any:
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            SECONDS[name] += time.perf_counter() - begin

    return call


def rows(path: Path, limit: int | None) -> Iterator[dict[str, str]]:
    """Articles of a 10kGNAD file as news-please rows."""
    csv.field_size_limit(1 << 24)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, row in enumerate(csv.reader(lines, delimiter=";", quotechar="'")):
            if limit is not None and n >= limit:
                return
            yield {"id": f"gnad-{n:05}", "maintext": row[1]}


def pile(path: Path, limit: int | None, folder: Path) -> tuple[list[Path], int]:
    """What to build from, and its words (split at white space). Ends the program where there is nothing."""
    if not path.exists():
        raise SystemExit(f"There is no {path}; give a text, a folder of texts (.txt) or a .csv.gz.")
    if not path.name.endswith(".csv.gz"):
        files = sorted(p for p in path.rglob("*.txt"))[:limit] if path.is_dir() else [path]
        if not files:
            raise SystemExit(f"{path} holds no texts (.txt).")
        return files, sum(len(p.read_text(encoding="utf-8", errors="replace").split()) for p in files)
    target = folder / "pile.jsonl"
    words = 0
    with target.open("w", encoding="utf-8") as out:
        for row in rows(path, limit):
            words += len(row["maintext"].split())
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return [target], words


def main() -> None:
    """Build once and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--profile", action="store_true", help="also print where the time goes, function by function")
    options = parser.parse_args()
    for name in STAGES:
        setattr(pipeline, name, timed(name, getattr(pipeline, name)))
    Case.put = timed("record", Case.put)
    profile = cProfile.Profile() if options.profile else None
    with tempfile.TemporaryDirectory() as folder:
        files, words = pile(options.pile, options.limit, Path(folder))
        begin = time.perf_counter()
        if profile:
            profile.enable()
        with Case.open(Path(folder) / "case.db", create=True) as case:
            pipeline.build(files, case)
            articles = sum(1 for _ in case.documents())
            skipped = len(case.skipped())
        if profile:
            profile.disable()
        seconds = time.perf_counter() - begin
        size = (Path(folder) / "case.db").stat().st_size
    report(articles, skipped, words, seconds, size)
    if profile:
        text = io.StringIO()
        pstats.Stats(profile, stream=text).sort_stats("tottime").print_stats(30)
        print(text.getvalue())


def report(articles: int, skipped: int, words: int, seconds: float, size: int) -> None:
    """The figures, one a line."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    print(f"{articles} articles, {skipped} skipped, {words} words in {seconds:.1f} s: {words / seconds:,.0f} words/s")
    rest = seconds - sum(SECONDS.values())
    for name, spent in [*sorted(SECONDS.items(), key=lambda p: -p[1]), ("read and the rest", rest)]:
        print(f"  {name:18} {spent:7.1f} s  {spent / seconds:5.1%}")
    print(f"  peak memory {peak:,.0f} MB, case file {size / 1e6:,.1f} MB")


if __name__ == "__main__":
    main()
