"""Clues from terms of office: "US-Präsident Barack Obama" was written while he was in office, or looks back."""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.dating.clue import Clue, Span
from chronik.dating.named import given_names
from chronik.language import read, world
from chronik.language.files import Section
from chronik.language.periods import terms
from chronik.model import Reason

_CLAUSE_END = re.compile(r"[.!?,;:–](?=\s|$)|\n|\s(?=(?:und|and|während|while)\s)")
_ONE = r"(?:[A-ZÄÖÜ]\.|[A-ZÄÖÜ][\w'’-]*\w)"
_PART = r"(?:al-|el-|as-|von |de |bin |ibn |van |der |du )?"
_HONOUR = r"(?:Sir |Dame |Lord |Dr\. |Prof\. )?"
_NAME = re.compile(rf",?[ ]{_HONOUR}({_ONE}(?: {_PART}{_ONE}| al-[A-ZÄÖÜ]\w+){{0,3}}|al-[A-Z]\w+)")
_PREFIX = re.compile(r"(?:[A-ZÄÖÜ]\w*-|ex-|then-)*\Z")
_NUMBER = re.compile(r" [IVX]+\.?\Z")
_SURNAME = re.compile(r" (?![IVX]+\b)[A-ZÄÖÜ]")
_BEFORE = re.compile(r"(\w+)[ ](?:(\w+)[ ])?\Z")
_WORD = re.compile(r"\w+")
_REACH = 60
_BEFORE_END = dt.timedelta(days=31)  # what ends a term is told before its last day by law


class OfficeWords(Section, frozen=True, kw_only=True):
    """The file offices.toml: titles by office, words that put a term in the past or the future."""

    titles: dict[str, tuple[str, ...]]
    former: tuple[str, ...]
    former_prefix: tuple[str, ...]
    coming: tuple[str, ...]
    ended: tuple[str, ...]
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Titled(NamedTuple):
    """A title with the name behind it: where it begins and ends, the words before it, the terms that it may mean."""

    start: int
    end: int
    before: tuple[str, ...]
    prefix: str
    terms: tuple[world.Office, ...]


def check_examples(code: str) -> list[str]:
    """Every example of offices.toml that does not come out as stated: "[title and name] … | clue"."""
    words, faults = read(code, "offices", OfficeWords), []
    for example in words.match:
        marked, _, clue = example.rpartition(" | ")
        text = marked.replace("[", "").replace("]", "")
        found = [(c.reason.text, c.reason.clue) for c in office_clues(text, 0, code)]
        if found != [(marked[marked.index("[") + 1 : marked.index("]")], clue)]:
            faults.append(f"{example}: found {found}")
    return faults + [f"{t}: found an office" for t in words.no_match if any(office_clues(t, 0, code))]


def office_clues(text: str, body: int, code: str) -> Iterator[Clue]:
    """One clue for each holder named with the title, at the first place."""
    seen: set[tuple[str, ...]] = set()
    found = list(_titled(text, body, code))
    for n, titled in enumerate(found):
        key = tuple(o.id for o in titled.terms)
        if key not in seen:
            seen.add(key)
            near = (*found[max(0, n - 1) : n], *found[n + 1 : n + 2])
            beside = any(abs(other.start - titled.start) < _REACH for other in near)
            yield from _clue(titled, text, code, beside)


def _titled(text: str, body: int, code: str) -> Iterator[Titled]:
    """Every title that a known holder's name follows: [former] [US-]Title First Last."""
    titles, end = _titles(code), body
    for match in _WORD.finditer(text, body):
        candidates = titles.get(match.group())
        if candidates is None or match.start() < end:
            continue
        title = next((t for t in candidates if _stands(text, match.start(), t)), None)
        if title is None:
            continue
        end = match.start() + len(title)  # "Vice President" is another office than "President"
        name = _NAME.match(text, end)
        found, length = _terms(title, name[1], code) if name else ((), 0)
        if not name or not found:
            continue
        prefix = _PREFIX.search(text, max(0, match.start() - _REACH), match.start())
        start, end = prefix.start() if prefix else match.start(), name.start(1) + length
        words = _BEFORE.search(text, max(body, start - _REACH), start)
        before = tuple(w for w in words.groups() if w) if words else ()
        yield Titled(start, end, before, text[start : match.start()], _of_body(found, text[start : match.start()]))


def _stands(text: str, start: int, title: str) -> bool:
    after = start + len(title)
    return text.startswith(title, start) and not text[after : after + 1].isalnum()


def _clue(titled: Titled, text: str, code: str, beside: bool) -> Iterator[Clue]:
    """``beside``: another holder is named close by, so that nobody can tell whose end a word tells of."""
    words, found = read(code, "offices", OfficeWords), titled.terms
    ago = next((w for w in titled.before if w in words.former), "")
    coming = next((w for w in titled.before if w in words.coming), "")
    start = text.rindex(ago or coming, 0, titled.start) if ago or coming else titled.start
    if ago or titled.prefix.startswith(words.former_prefix):
        ends = [o.until for o in found if o.until]
        if ends:
            yield _of("office_before", text, start, titled.end, ((max(ends), None),))
    elif coming:
        since = max(o.since for o in found)
        yield _of("office_to_come", text, start, titled.end, ((None, since),))
    else:
        ends = [o.until for o in found if o.until]
        if not beside and _ended(text, titled, words):
            low = max(ends) - _BEFORE_END if len(ends) == len(found) else min(o.since for o in found)
            yield _of("office_ended", text, start, titled.end, ((low, None),))
        else:
            yield _of("office", text, start, titled.end, tuple((o.since, o.until) for o in found))


def _of(kind: str, text: str, start: int, end: int, spans: tuple[Span, ...]) -> Clue:
    low = min((s for s, _ in spans if s), default=None)
    ends = [e for _, e in spans if e]
    high = max(ends) if len(ends) == len(spans) else None
    reason = Reason(clue=kind, text=text[start:end], start=start, end=end, low=low, high=high)
    return Clue(kind=kind, reason=reason, spans=spans)


def _ended(text: str, titled: Titled, words: OfficeWords) -> bool:
    """Whether the clause tells how the holder lost the office: then it was written at its end or later."""
    after = _CLAUSE_END.split(text[titled.end : titled.end + _REACH], maxsplit=1)[0]
    before = _CLAUSE_END.split(text[max(0, titled.start - _REACH) : titled.start])[-1]
    return any(word in words.ended for word in _WORD.findall(f"{before} {after}"))


def _terms(title: str, name: str, code: str) -> tuple[tuple[world.Office, ...], int]:
    """Terms of that title whose holder bears the longest known name that begins ``name``, and that name's length."""
    offices = _offices_of_title(code)[title]
    by_name = _names(code)
    for stop in [m.end() for m in re.finditer(r"\S+", name)][::-1]:
        spelling = name[:stop]
        for candidate in (spelling, spelling.rstrip(".'’"), spelling.removesuffix("s")):
            found = tuple(o for o in by_name.get(candidate, ()) if o.office in offices)
            if found and not _is_given(candidate, name[stop:], code):
                return found, stop
    return (), 0


def _is_given(spelling: str, rest: str, code: str) -> bool:
    """Whether it is the given name of somebody else ("Premier Ahmed Davutoğlu"); a king's number may follow it."""
    return spelling in given_names(code) and bool(_SURNAME.match(rest))


def _of_body(found: tuple[world.Office, ...], prefix: str) -> tuple[world.Office, ...]:
    """Of several that bear the name those whose party or company the compound names ("VW-Chef"), if it names one's."""
    words = _same_body().get(prefix.strip("-"), (prefix.strip("-"),))
    return tuple(o for o in found if any(w and re.search(rf"\b{re.escape(w)}\b", o.note) for w in words)) or found


@functools.cache
def _same_body() -> dict[str, tuple[str, ...]]:
    """The spellings of each body, party or company by each of them."""
    return {name: (*o.de, *o.en) for o in world.organisations() for name in (*o.de, *o.en)}


@functools.cache
def _offices_of_title(code: str) -> dict[str, frozenset[str]]:
    titles = read(code, "offices", OfficeWords).titles
    out: dict[str, set[str]] = {}
    for office, words in titles.items():
        for word in words:
            out.setdefault(word, set()).add(office)
    return {title: frozenset(offices) for title, offices in out.items()}


# A title stands before the name, so that here the surname alone is safe even where it is an everyday word ("Kern").
@functools.cache
def _names(code: str) -> dict[str, tuple[world.Office, ...]]:
    out: dict[str, dict[str, world.Office]] = {}
    for office in (*world.offices(), *terms()):
        for name in _called(office, code):
            out.setdefault(name, {})[office.id] = office
    return {name: tuple(found.values()) for name, found in out.items()}


def _called(office: world.Office, code: str) -> set[str]:
    """How a holder is called behind the title: in full, by the surname, a ruler without number ("König Charles")."""
    full = {*office.names[code], office.person}
    return full | {office.person.split()[-1]} | {_NUMBER.sub("", n) for n in full} | {n.rstrip(".") for n in full}


@functools.cache
def _titles(code: str) -> dict[str, tuple[str, ...]]:
    """Titles by their first word, the longest first."""
    out: dict[str, list[str]] = {}
    for title in sorted(_offices_of_title(code), key=len, reverse=True):
        first = _WORD.match(title)
        if first:
            out.setdefault(first.group(), []).append(title)
    return {word: tuple(titles) for word, titles in out.items()}
