"""Whether two records are about one matter: class kin, and parties, places or content words in common."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from chronik.language.countries import country_of
from chronik.link.spelling import fold
from chronik.model import Dossier, Event, Pledge, Record

# Classes that fulfil one another: a withdrawal ends a mission, a handover too; an opening begins.
KIN = {"withdraw": "end", "handover": "end", "begin": "open", "deploy": "open"}
_WORD = re.compile(r"[^\W\d_]{4,}")
# Nouns in which no matter differs from another.
_COMMON_WORDS = """
jahr jahre jahren jahres monat monate monaten woche wochen ende anfang land landes zeit teil plan plane regierung
prasident ministerprasident year years month months week weeks end time country part government president
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Told(Record, frozen=True, kw_only=True):
    """An event in its article, with the day the article was written and the words it is known by."""

    doc: str
    written: dt.date | None
    event: Event
    words: frozenset[str]


def told_events(dossiers: Iterable[Dossier]) -> Iterator[Told]:
    """Every event of the pile with what it is compared by."""
    for d in dossiers:
        for e in d.annotations.events:
            yield Told(doc=d.doc, written=d.report.best, event=e, words=words_of(e.actor, e.target, e.place, e.text))


def kin(event_class: str) -> str:
    """The class that a class counts as when promise and outcome are compared."""
    return KIN.get(event_class, event_class)


def words_of(*texts: str | None) -> frozenset[str]:
    """Countries, and capitalised content words folded to their first six letters (a crude German stem)."""
    out: set[str] = set()
    for text in texts:
        if not text:
            continue
        country = country_of(text)
        out |= {f"country/{country}"} if country else set()
        out |= {fold(w)[:6] for w in _WORD.findall(text) if w[0].isupper() and fold(w) not in _COMMON}
    return frozenset(out)


def pledge_words(p: Pledge) -> frozenset[str]:
    """What a pledge is compared by."""
    return words_of(p.who, p.what)
