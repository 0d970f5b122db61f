"""Whether two records are about one matter: class kin, and parties, places or content words in common."""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from chronik.language import codes, read
from chronik.language.countries import owner_of
from chronik.link.spelling import fold
from chronik.model import Dossier, Event, Pledge, Record, Report

# Classes that fulfil one another: a withdrawal ends a mission, a handover too; an opening begins.
KIN = {"withdraw": "end", "handover": "end", "begin": "open", "deploy": "open"}
FORCES = frozenset(("withdraw", "deploy"))  # of these a force and a country say enough what is meant
_WORD = re.compile(r"[^\W\d_]{2,}")
_KNOWN_DAYS = 400
_STEM = 5  # letters kept: a crude stem under which compounds meet (Kampftruppen, Kampfeinsatz)


class Matter(NamedTuple):
    """What a record is about: stems of the things it names, countries it names, and those where it takes place."""

    things: frozenset[str]
    countries: frozenset[str]
    where: frozenset[str]


class Told(Record, frozen=True, kw_only=True):
    """An event in its article, with the day the article was written and what it is about."""

    doc: str
    written: dt.date | None
    event: Event
    matter: Matter


class _Lists(msgspec.Struct):
    """What is read of parties.toml."""

    whole_words: tuple[str, ...]
    whole_forces: tuple[str, ...]
    missions: tuple[str, ...]
    agreements: tuple[str, ...]
    common_nouns: tuple[str, ...]


def told_events(dossiers: Iterable[Dossier]) -> Iterator[Told]:
    """Every event of the pile with what it is compared by."""
    for d in dossiers:
        for e in d.annotations.events:
            matter = matter_of(e.actor, e.target, e.place)
            yield Told(doc=d.doc, written=day_written(d.report), event=e, matter=matter)


def kin(event_class: str) -> str:
    """The class that a class counts as when promise and outcome are compared."""
    return KIN.get(event_class, event_class)


def matter_of(actor: str | None, *objects: str | None) -> Matter:
    """What is said of somebody (``actor``) doing something to, in or with the ``objects``."""
    whose, rest = _countries(actor), _countries(*objects)
    return Matter(_things(actor, *objects), whose | rest, rest - whose)


def pledge_matter(p: Pledge, triggers: frozenset[str]) -> Matter:
    """What a pledge is about; ``triggers`` (stems of event words) say what is done, not to what."""
    m = matter_of(p.who, p.what)
    return m._replace(things=m.things - triggers)


def trigger_stems(dossiers: Iterable[Dossier]) -> frozenset[str]:
    """Stems of every word that an event of the pile is told by."""
    return frozenset(fold(w)[:_STEM] for d in dossiers for e in d.annotations.events for w in _WORD.findall(e.text))


def same_matter(a: Matter, b: Matter, event_class: str) -> bool:
    """Whether two records of one class may be about one matter.

    Two places in different countries never are. A movement of forces is the same where a country agrees; anything else
    where a thing is named alike, or where one of the two names nothing ("Die Eröffnung wurde verschoben").
    """
    if a.where and b.where and not a.where & b.where:
        return False
    if not (a.things or a.countries) or not (b.things or b.countries):
        return True
    if a.things & b.things:
        return True
    return event_class in FORCES and bool(a.countries & b.countries)


def _countries(*texts: str | None) -> frozenset[str]:
    words = (w for text in texts if text for w in (text, *text.split()))
    return frozenset(c for c in map(owner_of, words) if c)


def _things(*texts: str | None) -> frozenset[str]:
    """Capitalised content words folded and cut to their first letters; no countries, no words for any force."""
    words = (w for text in texts if text for w in _WORD.findall(text))
    return frozenset(fold(w)[:_STEM] for w in words if _tells(w))


def _tells(word: str) -> bool:
    """Names, nouns and acronyms (BER) tell matters apart; short words and nouns of time, rank and force do not."""
    if not word[0].isupper() or (len(word) <= 3 and not word.isupper()) or owner_of(word):
        return False
    return fold(word) not in _common()


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(fold(w) for t in _lists() for w in (*t.common_nouns, *t.whole_forces))


@functools.cache
def _lists() -> tuple[_Lists, ...]:
    return tuple(read(code, "parties", _Lists) for code in codes())


@functools.cache
def _whole_words() -> frozenset[str]:
    return frozenset(fold(w) for t in _lists() for w in t.whole_words)


@functools.cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(fold(w) for t in _lists() for w in getattr(t, name))


def of_all(*texts: str | None) -> bool:
    """Whether words say that all or the last are meant ("die letzten Soldaten", "vollständiger Abzug")."""
    return any(fold(w) in _whole_words() for text in texts if text for w in _WORD.findall(text))


def names_mission(*texts: str | None) -> bool:
    """Whether a mission is named ("Kampfeinsatz", "combat mission")."""
    return any(fold(w).endswith(_endings("missions")) for text in texts if text for w in _WORD.findall(text))


def names_agreement(*texts: str | None) -> bool:
    """Whether an agreement or mandate is named ("Sicherheitsabkommen", "treaty")."""
    return any(fold(w).endswith(_endings("agreements")) for text in texts if text for w in _WORD.findall(text))


def day_written(report: Report) -> dt.date | None:
    """The likeliest day of writing where it is known to within a year or so; order is not told from less."""
    if report.low is None or report.high is None or (report.high - report.low).days > _KNOWN_DAYS:
        return None
    return report.best
