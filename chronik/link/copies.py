"""Articles that repeat another's text: word shingles, containment, and what was changed.

Candidates come from an inverted index over a fixed sample of shingles (those whose hash is 0 modulo ``SAMPLE``,
Broder 1997), so that a pile is compared in one pass; containment is then counted on all shingles.
"""

import datetime as dt
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from chronik.model import Copy, Record

SHINGLE = 5
SAMPLE = 4
MIN_SHARE = 0.5
Hashes = npt.NDArray[np.uint64]
_WORD = re.compile(r"\w+")
_FACT = re.compile(r"\d[\d.,:' ]*\d|\d")


class Text(Record, frozen=True, kw_only=True):
    """What is compared of an article: its prose and what is known of its origin."""

    doc: str
    text: str
    best: dt.date | None = None  # the day of writing, where it is known to the day
    agencies: tuple[str, ...] = ()


class _Sketch(NamedTuple):
    doc: str
    best: dt.date | None
    agencies: tuple[str, ...]
    shingles: Hashes  # sorted, each once
    facts: frozenset[str]


def find_copies(texts: Iterable[Text]) -> tuple[Copy, ...]:
    """For every article that repeats another by at least half of its words: the earliest one it repeats."""
    sketches: list[_Sketch] = []
    index: dict[int, list[int]] = defaultdict(list)
    found: list[Copy] = []
    for text in texts:
        sketch = _sketch(text)
        sampled = sketch.shingles[sketch.shingles % SAMPLE == 0].tolist()
        shared = Counter(i for s in sampled for i in index[s])
        for i, n in sorted(shared.items(), key=lambda p: (-p[1], p[0])):
            copy = _copy(sketch, sketches[i]) if n >= 2 else None
            if copy:
                found.append(copy)
                break
        for s in sampled:
            index[s].append(len(sketches))
        sketches.append(sketch)
    return tuple(sorted(found, key=lambda c: (c.doc, c.of)))


def _sketch(text: Text) -> _Sketch:
    words = [w.lower().replace("ß", "ss") for w in _WORD.findall(text.text)]
    shingles = np.unique(np.fromiter(_hashes(words), dtype=np.uint64))
    return _Sketch(
        doc=text.doc,
        best=text.best,
        agencies=text.agencies,
        shingles=shingles,
        facts=frozenset(f.strip() for f in _FACT.findall(text.text)),
    )


def _hashes(words: list[str]) -> Iterator[int]:
    """Stable 64-bit hashes of runs of words (Python's own hash differs from run to run)."""
    for i in range(len(words) - SHINGLE + 1):
        run = " ".join(words[i : i + SHINGLE])
        yield int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")


def _copy(a: _Sketch, b: _Sketch) -> Copy | None:
    """The later one as a copy of the earlier, where half of the shorter text stands in the other.

    Without two days to go by, the longer text counts as the original: copies are cut.
    """
    both = len(np.intersect1d(a.shingles, b.shingles, assume_unique=True))
    shorter = min(len(a.shingles), len(b.shingles))
    if not shorter or both / shorter < MIN_SHARE:
        return None
    if a.best and b.best and a.best != b.best:
        first, later = sorted((a, b), key=lambda s: s.best or dt.date.max)
    else:
        first, later = sorted((a, b), key=lambda s: (-len(s.shingles), s.doc))
    shared = [x for x in first.agencies if x in later.agencies] or list(first.agencies or later.agencies)
    return Copy(
        doc=later.doc,
        of=first.doc,
        agency=shared[0] if shared else None,
        share=round(both / max(1, len(later.shingles)), 3),
        first=first.best.isoformat() if first.best else None,
        changes=_changes(first.facts, later.facts),
    )


def _changes(before: frozenset[str], after: frozenset[str]) -> tuple[str, ...]:
    """Numbers that the later text has more ("+ 3.000") and less ("- 2.500")."""
    return (*(f"+ {f}" for f in sorted(after - before)), *(f"- {f}" for f in sorted(before - after)))
