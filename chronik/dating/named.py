"""Clues from names with a time: "Hurrikan Katrina", "Abwrackprämie", a person in the news for some years."""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

import msgspec

from chronik.dating.clue import Clue, Span
from chronik.language import read, world
from chronik.language.periods import periods, terms
from chronik.model import Reason

_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"[„“”\"»«‚‘›‹]")  # not ’, which is an apostrophe in names
_LAST_WORD = re.compile(r"(\w+) \Z")
LEAD = 250  # characters in which the news itself is told, before its background
_PEOPLE = ("person", "holder")
_MOMENTS = ("event", "case", "tournament")
_SUDDEN = ("event", "conflict", "case", "tournament", "disease")  # news from the day they begin
_NEWS = (*_SUDDEN, "plannable", "law", "product", "project", "term")  # what a report is about when it opens with it


class Known(NamedTuple):
    """What a spelling may mean: the kind, and the times of all that bear it."""

    kind: str
    spans: tuple[Span, ...]


class Named(NamedTuple):
    """A known name in a text."""

    start: int
    end: int
    known: Known


def name_clues(text: str, body: int, code: str, crowd: float) -> Iterator[Clue]:
    """One clue for each known name at its first place, and one for the newest that something sudden began."""
    found: dict[Known, Named] = {}
    for named in named_in(text, body, code):
        found.setdefault(named.known, named)
    people = sum(n.known.kind in _PEOPLE for n in found.values())
    for named in found.values():
        alike = people if named.known.kind in _PEOPLE else len(found) - people
        lead = named.known.kind in _NEWS and named.start < body + LEAD
        yield _clue(named, f"name_{named.known.kind}{'_lead' * lead}", text, named.known.spans, alike**-crowd)
    sudden = [n for n in found.values() if n.known.kind in _MOMENTS]
    if sudden:
        newest = max(sudden, key=lambda n: _begin(n.known))
        begin = _begin(newest.known)
        yield _clue(newest, "newest_name", text, ((begin, begin),), 1.0)


def _begin(known: Known) -> dt.date:
    return min(low or dt.date.min for low, _ in known.spans)


def _clue(named: Named, kind: str, text: str, spans: tuple[Span, ...], power: float) -> Clue:
    words = text[named.start : named.end]
    reason = Reason(clue=kind, text=words, start=named.start, end=named.end, low=_begin(named.known), high=None)
    return Clue(kind=kind, reason=reason, spans=spans, power=power)


def named_in(text: str, body: int, code: str, stop: int | None = None) -> Iterator[Named]:
    """Every known name in ``text`` from ``body`` (to ``stop``), the longest at each place; also in compounds."""
    by_word, end = _index(code), body
    words = [(m.group(), m.start()) for m in _WORD.finditer(text, body, len(text) if stop is None else stop)]
    for (word, start), (after, _) in zip_longest(words, words[1:], fillvalue=("", 0)):
        by_second = by_word.get(word)
        if by_second is None or start < end:
            continue
        for spelling, meanings in (*by_second.get(after, ()), *by_second.get("", ())):
            last = _ends(text, start, spelling)
            if last and not (" " not in spelling and _is_other(text, start, meanings, code)):
                yield from (Named(start, last, known) for known in meanings)
                end = last
                break


def _is_other(text: str, start: int, meanings: tuple[Known, ...], code: str) -> bool:
    """Whether a surname stands behind the given name of somebody else ("Karin Merkel")."""
    before = _LAST_WORD.search(text, max(0, start - 30), start)
    people = all(known.kind in _PEOPLE for known in meanings)
    return people and before is not None and before[1] in given_names(code)


@functools.cache
def given_names(code: str) -> frozenset[str]:
    """The given names of all people in the tables."""
    full = (o.person.split() for o in (*world.offices(), *terms()))
    people = (n.split() for p in periods() if p.kind == "person" for n in p.names[code])
    return frozenset(parts[0] for parts in (*full, *people) if len(parts) > 1 and len(parts[0]) > 2)


def _ends(text: str, start: int, spelling: str) -> int:
    """Where the spelling that begins at ``start`` ends, a genitive's -s included; 0 where it does not stand there."""
    end = start + len(spelling) if text.startswith(spelling, start) else _ends_quoted(text, start, spelling)
    if not end:
        return 0
    after = text[end : end + 2]
    if not after[:1].isalnum():
        return end
    return end + 1 if after[:1] == "s" and not after[1:2].isalnum() else 0


def _ends_quoted(text: str, start: int, spelling: str) -> int:
    """Where the spelling ends if quotation marks in the text are passed over ("Raumfähre „Discovery“"); else 0."""
    if not _QUOTE.search(text, start, start + len(spelling) + 2):
        return 0
    at = start
    for letter in spelling:
        while _QUOTE.match(text, at):
            at += 1
        if text[at : at + 1] != letter:
            return 0
        at += 1
    return at


@functools.cache
def _index(code: str) -> dict[str, dict[str, tuple[tuple[str, tuple[Known, ...]], ...]]]:
    """Spellings by their first word and their second ("" where there is none), the longest first.

    A second word may go on with a genitive's -s, so it is found with and without.
    """
    out: dict[str, dict[str, list[tuple[str, tuple[Known, ...]]]]] = {}
    for spelling, meanings in _spellings(code).items():
        first, *more = _WORD.findall(spelling) or ("",)
        seconds = {more[0], f"{more[0]}s"} if len(more) == 1 else {more[0]} if more else {""}
        for second in seconds:
            out.setdefault(first, {}).setdefault(second, []).append((spelling, meanings))
            if not more:
                out.setdefault(f"{first}s", {}).setdefault("", []).append((spelling, meanings))
    return {
        first: {second: tuple(sorted(found, key=lambda f: -len(f[0]))) for second, found in seconds.items()}
        for first, seconds in out.items()
    }


def _spellings(code: str) -> dict[str, tuple[Known, ...]]:
    """What each spelling may mean; of people both when they were in the news and when in office."""
    meant: dict[str, dict[str, list[Span]]] = {}
    for period in periods():
        for name in _unquoted(period.names[code]):
            kind = _kind(period.kind, name, code)
            meant.setdefault(name, {}).setdefault(kind, []).append((period.since, period.until))
    for event in world.events():
        for name in _unquoted(event.de if code == "de" else event.en):
            if len(name) > 6:
                meant.setdefault(name, {}).setdefault("event", []).append((event.start, event.end or event.start))
    for name, spans in _holders(code).items():
        if name not in meant or set(meant[name]) == {"person"}:
            meant.setdefault(name, {})["holder"] = list(spans)
    return {
        name: tuple(Known(kind, tuple(dict.fromkeys(spans))) for kind, spans in kinds.items() if spans)
        for name, kinds in meant.items()
    }


def _unquoted(names: tuple[str, ...]) -> Iterator[str]:
    """Spellings without quotation marks; one wholly in them is left out: its words mean other things."""
    bare = (_QUOTE.sub("", n) for n in names if not (_QUOTE.match(n) and _QUOTE.match(n, len(n) - 1)))
    yield from dict.fromkeys(bare)


class PlannableWords(msgspec.Struct, frozen=True, kw_only=True):
    """From words.toml: what is known under such a name may be spoken of before it comes."""

    plannable: tuple[str, ...]


def _kind(kind: str, name: str, code: str) -> str:
    """The kind of a name; what can be planned ("Eröffnung des …", "Olympische Spiele in …") is told before its day."""
    if kind not in ("event", "tournament", "case", "project"):
        return kind
    words, plannable = _WORD.findall(name.lower()), read(code, "words", PlannableWords).plannable
    return "plannable" if any(w.startswith(plannable) or w.endswith(plannable) for w in words) else kind


def _holders(code: str) -> dict[str, tuple[Span, ...]]:
    """Who has held office, by full name, or by a surname that is theirs alone, with all terms."""
    spans: dict[str, list[Span]] = {}
    names: dict[str, set[str]] = {}
    own = {o.id for o in world.offices()}
    for office in (*world.offices(), *terms()):
        spans.setdefault(office.person, []).append((office.since, office.until))
        for name in {office.person, *office.names[code]}:
            if " " in name or (office.id in own and len(name) > 3):
                names.setdefault(name, set()).add(office.person)
    return {name: tuple(spans[next(iter(people))]) for name, people in names.items() if len(people) == 1}
