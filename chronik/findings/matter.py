"""Whether two records are about one matter: class kin, and parties, places or content words in common."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator

import msgspec

from chronik.language import codes, read
from chronik.language.countries import owner_of
from chronik.link.spelling import fold
from chronik.model import Dossier, Event, Pledge, Record, Report

# Classes that fulfil one another: a withdrawal ends a mission, a handover too; an opening begins.
KIN = {"withdraw": "end", "handover": "end", "begin": "open", "deploy": "open"}
_WORD = re.compile(r"[^\W\d_]{2,}")
# Nouns in which no matter differs from another.
_KNOWN_DAYS = 400
_STEM = 5  # letters kept: a crude stem under which compounds meet (Kampftruppen, Kampfeinsatz)
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
            yield Told(doc=d.doc, written=day_written(d.report), event=e, words=words_of(e.actor, e.target, e.place))


def kin(event_class: str) -> str:
    """The class that a class counts as when promise and outcome are compared."""
    return KIN.get(event_class, event_class)


def words_of(*texts: str | None) -> frozenset[str]:
    """Countries, and capitalised content words folded and cut to their first letters."""
    out: set[str] = set()
    for text in texts:
        if not text:
            continue
        country = owner_of(text)
        out |= {f"country/{country}"} if country else set()
        out |= {fold(w)[:_STEM] for w in _WORD.findall(text) if _tells(w)}
    return frozenset(out)


def _tells(word: str) -> bool:
    """Names, nouns and acronyms (BER) tell matters apart; short words and nouns of time and rank do not."""
    return word[0].isupper() and (len(word) > 3 or word.isupper()) and fold(word) not in _COMMON


def pledge_words(p: Pledge, triggers: frozenset[str]) -> frozenset[str]:
    """What a pledge is compared by; ``triggers`` (stems of event words) say what is done, not to what."""
    return words_of(p.who, p.what) - triggers


def trigger_stems(dossiers: Iterable[Dossier]) -> frozenset[str]:
    """Stems of every word that an event of the pile is told by."""
    return frozenset(fold(w)[:_STEM] for d in dossiers for e in d.annotations.events for w in _WORD.findall(e.text))


def same_matter(a: frozenset[str], b: frozenset[str]) -> bool:
    """Words in common, or one of the two names nothing ("Die Eröffnung wurde verschoben")."""
    return bool(a & b) or not a or not b


def things(words: frozenset[str]) -> frozenset[str]:
    """The words without the countries."""
    return frozenset(w for w in words if not w.startswith("country/"))


class _Wholes(msgspec.Struct):
    whole_words: tuple[str, ...]


@functools.cache
def _whole_words() -> frozenset[str]:
    return frozenset(fold(w) for code in codes() for w in read(code, "parties", _Wholes).whole_words)


def of_all(*texts: str | None) -> bool:
    """Whether words say that all or the last are meant ("die letzten Soldaten", "vollständiger Abzug")."""
    return any(fold(w) in _whole_words() for text in texts if text for w in _WORD.findall(text))


def day_written(report: Report) -> dt.date | None:
    """The likeliest day of writing where it is known to within a year or so; order is not told from less."""
    if report.low is None or report.high is None or (report.high - report.low).days > _KNOWN_DAYS:
        return None
    return report.best
