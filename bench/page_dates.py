"""On how many saved pages the day of first publication is found, beside htmldate (Barbaresi 2020) alone.

    python bench/page_dates.py FOLDER            figures, and the pages of the first half that came out wrong
    python bench/page_dates.py FOLDER --learn    weights of chronik/ingest/page_dates.py, learned on the first half

FOLDER holds dates.json (address → file, date) and html.tar.xz with these files. The first half are the pages whose
file name hashes (SHA-256) to an even number; rules and weights come from them, of the others only totals are shown.
htmldate runs in extensive mode, asked for the original date, with the page's address, as ours is.
"""

import argparse
import hashlib
import json
import logging
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from htmldate import find_date
from trafilatura import load_html

from chronik.ingest.decode import decode
from chronik.ingest.page_dates import WEIGHTS, months_of, stated_dates, traits_by_day, voices

# What learning starts from and is drawn to: rough log odds of such voices.
PRIOR = {
    "json_article": 2.0,
    "json_page": 1.8,
    "script": 1.5,
    "meta": 2.2,
    "meta_loose": 1.2,
    "item": 2.2,
    "time_marked": 1.8,
    "time": 0.8,
    "abbr": 0.8,
    "line_published": 2.2,
    "line": 0.8,
    "line_beside": 0.4,
    "updated": 0.2,
    "url": 2.2,
    "url_month": 1.5,
    "htmldate": 0.7,
    "htmldate_loose": 0.0,
    "near": 1.2,
    "before": 0.8,
    "above": -0.5,
    "aside": -1.0,
    "foot": -0.3,
    "first": 0.5,
}
SYSTEMS = ("htmldate alone", "Chronik", "Chronik without the address")
NAMES = tuple(WEIGHTS)
AT_LEAST = {"json_article": 1.0, "json_page": 1.0}  # that a page was changed says less than when it came out
AT_MOST = {"updated": 0.2}
PULL, STEPS, RATE = 3.0, 800, 0.05


class Page(NamedTuple):
    """A page with its address, its true day, htmldate's answer, and whether it is of the first half."""

    url: str
    html: str
    day: str
    guess: str | None
    first: bool


def pages(folder: Path) -> Iterator[Page]:
    """Every page of the collection."""
    rows = {row["file"]: (url, row["date"]) for url, row in json.loads((folder / "dates.json").read_bytes()).items()}
    with tarfile.open(folder / "html.tar.xz") as tar:
        for member in tar:
            file = tar.extractfile(member)
            name = Path(member.name).name
            if file is None or name not in rows:
                continue
            raw = file.read()
            html = decode(raw) or raw.decode("utf-8", "replace")
            url, day = rows[name]
            first = int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0
            yield Page(url, html, day, alone(html, url), first)


def alone(html: str, url: str | None) -> str | None:
    """htmldate's answer."""
    day: str | None = find_date(html, extensive_search=True, original_date=True, url=url, max_date="2199-12-31")
    return day


def ours(html: str, url: str | None, guess: str | None) -> tuple[str | None, float]:
    """Our answer, and how sure it is."""
    tree = load_html(html)
    found = stated_dates(tree, url, guess) if tree is not None else ()
    return (found[0].date, found[0].confidence) if found else (None, 0.0)


def measure(folder: Path) -> None:
    """Print the table, the errors of the first half, and how well the confidence holds."""
    counts: Counter[tuple[str, bool, str]] = Counter()
    sure: list[tuple[float, bool]] = []
    wrong: list[str] = []
    spent = 0.0
    for page in pages(folder):
        start = time.process_time()
        answer, confidence = ours(page.html, page.url, page.guess)
        spent += time.process_time() - start
        blind = ours(page.html, None, alone(page.html, None))[0]
        for who, day in zip(SYSTEMS, (page.guess, answer, blind), strict=True):
            counts[who, page.first, "none" if day is None else "right" if day == page.day else "wrong"] += 1
        sure.append((confidence, answer == page.day))
        if page.first and answer != page.day:
            wrong.append(f"{page.url}\n    is {page.day}, ours {answer} ({confidence:.2f}), htmldate {page.guess}")
    print("| | pages | right | wrong | none | right day |\n|---|---|---|---|---|---|")
    for who in SYSTEMS:
        for title, halves in (("first half", (True,)), ("second half", (False,)), ("all", (True, False))):
            n = {k: sum(counts[who, h, k] for h in halves) for k in ("right", "wrong", "none")}
            total = sum(n.values())
            share = n["right"] / total
            print(f"| {who}, {title} | {total} | {n['right']} | {n['wrong']} | {n['none']} | {share:.3f} |")
    high = [right for confidence, right in sure if confidence >= 0.9]
    print(f"\n{len(high)} answers with confidence .9 or more, {sum(high) / max(1, len(high)):.3f} of them right")
    print(f"{1000 * spent / len(sure):.1f} ms a page beside htmldate\n\n" + "\n".join(wrong))


def learn(folder: Path) -> None:
    """Print weights under which the true days of the first half are likeliest, drawn to the prior."""
    examples = [e for page in pages(folder) if page.first for e in example(page)]
    start = np.array([PRIOR[name] for name in NAMES])
    low = np.array([AT_LEAST.get(name, -np.inf) for name in NAMES])
    high = np.array([AT_MOST.get(name, np.inf) for name in NAMES])
    w, mean, square = start.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba 2015)
        gradient = PULL * (w - start)
        for x, true in examples:
            p = np.exp(x @ w - (x @ w).max())
            gradient += x.T @ (p / p.sum()) - x[true]
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        w = np.clip(w, low, high)
    print("\n".join(f'    "{name}": {value:.2f},' for name, value in zip(NAMES, w, strict=True)))


def example(page: Page) -> Iterator[tuple[np.ndarray, int]]:
    """What speaks for each day of a page, a row a day and one for none of them, and which row is true."""
    tree = load_html(page.html)
    if tree is not None:
        days = traits_by_day(list(voices(tree, page.url, page.guess)), months_of(page.url))
        rows = [[traits.get(name, 0.0) for name in NAMES] for traits in days.values()]
        true = [day.isoformat() for day in days].index(page.day) if page.day in map(str, days) else len(days)
        yield np.array([*rows, [0.0] * len(NAMES)]), true


def main() -> None:
    """Read the arguments, run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where dates.json and html.tar.xz lie")
    parser.add_argument("--learn", action="store_true", help="learn the weights")
    args = parser.parse_args()
    if not (args.folder / "dates.json").is_file():
        sys.exit(f"{args.folder} has no dates.json; give the folder of the saved pages.")
    logging.disable(logging.CRITICAL)
    (learn if args.learn else measure)(args.folder)


if __name__ == "__main__":
    main()
