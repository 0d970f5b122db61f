"""What each article of a pile is about, in words that can be compared: capitalised words, countries as one word.

Cosine of TF-IDF vectors with the pile's own document frequencies (Salton and Buckley 1988). It only keeps stories on
different subjects apart; finding stories is another matter.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable

from chronik.language.countries import owner_of
from chronik.link.copies import Text
from chronik.link.spelling import fold

_WORD = re.compile(r"[^\W\d_][\w-]+")
_STEM = 7  # letters kept of a word: a crude stem that makes Flughafen and Flughafens one
RELATED = 0.05  # of pairs of short reports on different subjects, nine in ten lie below
CLOSE = 0.12  # … ninety-nine in a hundred


class Topics:
    """Which articles of a pile may tell of one story."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """Goes through the texts once and keeps their topic words."""
        self._words = {t.doc: topic_words(t.text) for t in texts}
        counted = Counter(w for words in self._words.values() for w in words)
        total = len(self._words)
        self._weight = {w: math.log(1 + total / n) ** 2 for w, n in counted.items()}
        self._norm = {doc: math.sqrt(sum(self._weight[w] for w in words)) for doc, words in self._words.items()}

    def similarity(self, a: str, b: str) -> float:
        """Cosine of two articles, 0 to 1."""
        x, y = self._words.get(a, frozenset()), self._words.get(b, frozenset())
        scale = self._norm.get(a, 0.0) * self._norm.get(b, 0.0)
        return sum(self._weight[w] for w in x & y) / scale if scale else 0.0


def topic_words(text: str) -> frozenset[str]:
    """Stems of the capitalised words of a text; names of one country, its people and capital are one word."""
    out: set[str] = set()
    for word in _WORD.findall(text):
        if word[0].isupper() and len(word) > 2:
            country = owner_of(word)
            out.add(f"country/{country}" if country else fold(word)[:_STEM])
    return frozenset(out)
