"""The same event in two articles of a pile, told by one of them with its day: so the other can be dated.

An article that tells an event as news, without a date, is written on the day of the event or soon after. Another
report of it shows by the same kind of event and by what stands around both: names, places and figures that are rare
in the pile. How rare, their inverse document frequencies say (Spärck Jones 1972): their sum has to be so high that
by chance alone hardly any article of the pile would share as much (as in record linkage, Fellegi and Sunter 1969).
"""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from chronik.dating import Sharp
from chronik.dating.dates import UNSURE
from chronik.language.countries import owner_of
from chronik.link.same_event import kin
from chronik.link.spelling import fold
from chronik.model import Annotations, Document, Event, Reading, Reason, Span, Time

LEAD = 3  # sentences in which news tell what is new
SURE = 3.0  # nats: of chance alone one article in twenty would find another that shares as much
AGREE = 7  # days within which all tellings of the pile must lie; else the event is one of several
CROWDED = 500  # tellings that share one thing; what more of them share tells no two apart
# How many of so many articles name a thing, before a pile says how many of its own do.
_COUNTRY, _FIGURE, _NAME, _ARTICLES = 5.0, 2.0, 0.1, 100
_STEM = 7  # letters kept of a name, so that a genitive is the same name
_NEWS = 2  # days after which an event is no longer told as news
_LEAST = 10  # smaller numbers are everywhere


class _Telling(NamedTuple):
    """An event as one article tells it, in numbers and short words, since all of a pile are held."""

    key: str
    kin: str
    things: tuple[int, ...]  # what is named in the sentence and those beside it
    day: dt.date | None  # the day that the text names, year and all
    ago: tuple[int, int]  # without it: least and most days before the day of writing
    lead: bool
    start: int
    end: int


class _Dated(NamedTuple):
    """A telling with the first and last day on which its event can have been."""

    telling: _Telling
    low: dt.date
    high: dt.date


_Index = Mapping[tuple[str, int], Sequence[_Dated]]  # by kind of event and thing named
_Hit = tuple[_Telling, _Dated]  # one without a day, and one that tells the same with its day


class Tellings:
    """The events of a pile, each article added once."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}  # of articles, by key
        self._numbers: dict[str, int] = {}  # of things
        self._counts = Counter[int]()  # articles that name a thing beside an event
        self._told: list[_Telling] = []

    def add(self, key: str, document: Document, found: Annotations) -> None:
        """The events of one article; ``key`` is the name by which ``find`` gives it back."""
        self._names[key] = document.article.id
        times = {t.start: t for t in found.times}
        sentences = [s for s in document.sentences if s.end > document.article.body]
        told = list(self._tellings(key, sentences, times, found))
        self._counts.update({thing for telling in told for thing in telling.things})
        self._told += [telling for telling in told if len(telling.things) > 1]

    def _tellings(
        self, key: str, sentences: Sequence[Span], times: Mapping[int, Time], found: Annotations
    ) -> Iterator[_Telling]:
        at = 0
        for e in found.events:
            when = _when(e, times)
            if when is None or e.status not in ("occurred", "ongoing") or e.confidence < UNSURE:
                continue
            while at < len(sentences) and sentences[at].end <= e.start:
                at += 1
            beside = sentences[max(at - 1, 0) : at + 2]
            things = self._things(beside[0].start, beside[-1].end, found) if beside else ()
            yield _Telling(key, kin(e), things, *when, at < LEAD, e.start, e.end)

    def _things(self, start: int, end: int, found: Annotations) -> tuple[int, ...]:
        """Numbers of the names and figures from ``start`` to ``end``."""
        named = (_name(n.id, n.name) for n in found.names if start <= n.start < end)
        counted = (f"#{f.value:g}" for f in found.figures if start <= f.start < end and f.value >= _LEAST)
        things = sorted({*filter(None, named), *counted})
        return tuple(self._numbers.setdefault(thing, len(self._numbers)) for thing in things)

    def find(self, known: Mapping[str, Sharp | None]) -> dict[str, Reason]:
        """For articles that do not know their day the event in their lead whose days another tells, as a reason.

        ``known`` says by key who knows its day. The ``text`` of the reason is the name of the other article, its
        extent that of the words that tell the event in the first.
        """
        index, weights = self._index(known), self._weights()
        needed = math.log(len(self._names) + _ARTICLES) + SURE
        hits: dict[str, list[_Hit]] = defaultdict(list)
        for telling in self._told:
            if telling.lead and telling.day is None and known.get(telling.key) is None:
                hits[telling.key] += [(telling, other) for other in _same(telling, index, weights, needed)]
        return {key: self._reason(some) for key, some in hits.items() if some and _agree(some)}

    def _weights(self) -> list[float]:
        """By number of a thing: the negative logarithm of the share of other articles that name it."""
        total = len(self._names) + _ARTICLES
        return [math.log(total / (self._counts[n] - 1 + _usual(thing))) for thing, n in self._numbers.items()]

    def _index(self, known: Mapping[str, Sharp | None]) -> _Index:
        """All tellings whose day is known."""
        index: dict[tuple[str, int], list[_Dated]] = defaultdict(list)
        for telling in self._told:
            dated = _with_days(telling, known.get(telling.key))
            if dated:
                for thing in telling.things:
                    index[telling.kin, thing].append(dated)
        return index

    def _reason(self, hits: Iterable[_Hit]) -> Reason:
        """By the telling that knows its days best."""
        own, best = min(hits, key=lambda h: (h[1].high - h[1].low, h[1].low, self._name(h[1]), h[1].telling.start))
        return Reason(
            clue="same_event", text=self._name(best), start=own.start, end=own.end, low=best.low, high=best.high
        )

    def _name(self, dated: _Dated) -> str:
        return self._names[dated.telling.key]


def _same(telling: _Telling, index: _Index, weights: Sequence[float], needed: float) -> Iterator[_Dated]:
    """Tellings of other articles that share enough with this one.

    The rarest things are looked up first, until those left would not be enough by themselves.
    """
    own, seen = set(telling.things), set[_Telling]()
    ranked = sorted(own, key=lambda n: -weights[n])
    for place, thing in enumerate(ranked):
        if math.fsum(weights[n] for n in ranked[place:]) < needed:
            return
        near = index.get((telling.kin, thing), ())
        for dated in near if len(near) <= CROWDED else ():
            other = dated.telling
            shared = own.intersection(other.things)
            enough = len(shared) > 1 and math.fsum(weights[n] for n in shared) >= needed
            if enough and other.key != telling.key and other not in seen:
                seen.add(other)
                yield dated


def _agree(hits: Sequence[_Hit]) -> bool:
    days = [dated.high for _, dated in hits]
    return (max(days) - min(days)).days <= AGREE


def _with_days(telling: _Telling, written: Sharp | None) -> _Dated | None:
    """The telling with the days of its event, by the text or by its day of writing."""
    if telling.day:
        return _Dated(telling, telling.day, telling.day)
    least, most = map(dt.timedelta, telling.ago)
    return _Dated(telling, written.low - most, written.high - least) if written else None


def _when(e: Event, times: Mapping[int, Time]) -> tuple[dt.date | None, tuple[int, int]] | None:
    """The full day that the text names for the event, or how many days ago it tells it; None is any other time."""
    if e.time_start is None:
        return None, (0, 0)
    r = times[e.time_start].reading if e.time_start in times else None
    day = _full_day(r) if r else None
    ago = (0, 0) if day else _ago(r) if r else None
    return (day, ago) if ago else None


def _ago(r: Reading) -> tuple[int, int] | None:
    """Least and most days from what is told of "Montag", "gestern" or "am Abend" to the day of writing."""
    if r.kind == "weekday" and r.direction <= 0 and r.anchor != "none":
        return 0, 7
    if r.kind == "shift" and r.unit == "D" and r.anchor == "written" and r.direction <= 0 and r.amount:
        days = int(r.amount) * -r.direction
        return (days, days) if days <= _NEWS else None
    only_hour = r.kind == "calendar" and (r.part or r.clock) and not (r.year or r.month or r.day or r.weekday)
    return (0, 1) if only_hour and r.anchor == "written" else None


def _full_day(r: Reading) -> dt.date | None:
    if r.kind != "calendar" or not (r.year and r.month and r.day) or r.until:
        return None
    try:
        return dt.date(r.year, r.month, r.day)
    except ValueError:  # "31. Februar"
        return None


def _name(known: str | None, name: str) -> str | None:
    country = owner_of(name)
    if country:
        return f"country/{country}"
    words = name.split()
    return known or (fold(words[-1])[:_STEM] if words else None)


def _usual(thing: str) -> float:
    """How many of ``_ARTICLES`` articles name such a thing."""
    return _COUNTRY if thing.startswith("country/") else _FIGURE if thing.startswith("#") else _NAME
