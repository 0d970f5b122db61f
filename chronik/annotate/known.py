"""What the world tables know by name: countries, capitals, bodies and office-holders, with the forms texts use.

``known(code)`` leads from the first word of a spelling to the things it may begin. Sources of the tables:
language/knowledge/SOURCES.txt.
"""

import functools
import re
from typing import NamedTuple

from chronik.article.tokens import tokens
from chronik.language import read
from chronik.language.files import Section
from chronik.language.world import agencies, countries, offices, organisations
from chronik.model import NameType


class Entry(NamedTuple):
    """A spelling as its words, what it names, and the plain spelling of that."""

    words: tuple[str, ...]
    type: NameType
    id: str
    name: str


class Places(Section, frozen=True, kw_only=True):
    """The file places.toml."""

    name: str
    cities: str
    regions: str
    doubtful: str = ""
    kinds: tuple[str, ...]
    kinds_inside: tuple[str, ...]
    town_endings: tuple[str, ...]
    town_prepositions: tuple[str, ...]
    not_towns: tuple[str, ...]
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


def fold(word: str) -> str:
    """How words of names are compared: case kept (it tells names), Swiss ss for ß, typographic apostrophes plain."""
    return word if word.isascii() else word.replace("ß", "ss").replace("’", "'").replace("‑", "-")


@functools.cache
def known(code: str) -> dict[str, tuple[Entry, ...]]:
    """First word of a spelling to its entries, longest first; earlier tables win over later ones."""
    table: dict[tuple[str, ...], Entry] = {}
    for spelling, kind, ident, name in (*_countries(code), *_bodies(code), *_people(code), *_towns(code), *_media()):
        words = tuple(fold(t.text) for t in tokens(spelling, 0, len(spelling), code))
        for form in _forms(words, code):
            table.setdefault(form, Entry(form, kind, ident, name))
    by_first: dict[str, list[Entry]] = {}
    for entry in sorted(table.values(), key=lambda e: (-len(e.words), e.words)):
        by_first.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(entries) for first, entries in by_first.items()}


def _forms(words: tuple[str, ...], code: str) -> tuple[tuple[str, ...], ...]:
    """The spelling itself and its genitive."""
    last = words[-1]
    if code == "en":
        return words, (*words[:-1], last + ("'" if last.endswith("s") else "'s"))
    if last[-1] in "sxzß.'" or not last[-1].isalpha():
        return words, (*words[:-1], last + "'")
    return words, (*words[:-1], last + "s")


_Row = tuple[str, NameType, str, str]


def _countries(code: str) -> list[_Row]:
    rows: list[_Row] = []
    for c in countries():
        rows += [(s, "place", f"country/{c.iso}", plain_of(s, c.names[code])) for s in c.names[code]]
        rows += [(s, "place", f"place/{s.replace(' ', '_')}", s) for s in c.capitals[code]]
    return rows


def _bodies(code: str) -> list[_Row]:
    rows: list[_Row] = []
    for o in organisations():
        own = o.de if code == "de" else o.en
        rows += [(s, "organisation", f"organisation/{o.id}", plain_of(s, own)) for s in own]
    return rows


def plain_of(spelling: str, spellings: tuple[str, ...]) -> str:
    """The first spelling that differs only in its endings: "Weißes Haus" for "Weißen Hauses"."""
    words = spelling.split()
    for other in spellings:
        parts = other.split()
        if len(parts) == len(words) and all(_same_stem(a, b) for a, b in zip(parts, words, strict=True)):
            return other
    return spelling


def _same_stem(a: str, b: str) -> bool:
    common = min(len(a), len(b))
    size = next((i for i in range(common) if a[i] != b[i]), common)
    return len(a) - size <= 2 and len(b) - size <= 3 and size >= 3


def _people(code: str) -> list[_Row]:
    """Office-holders with their full names; surnames alone are for ``surnames``."""
    rows: list[_Row] = []
    for o in offices():
        rows += [(s, "person", person_id(o.person), o.person) for s in (o.person, *o.names[code]) if " " in s]
    return rows


def person_id(name: str) -> str:
    """Stable id of a person in the world tables."""
    return "person/" + re.sub(r"\W+", "-", name.lower()).strip("-")


class Holder(NamedTuple):
    """An office-holder as a surname may mean one."""

    name: str
    country: str
    head: bool  # of state or government


@functools.cache
def surnames(code: str) -> dict[str, Holder]:
    """Single names that mean one office-holder of the tables and no other."""
    bearers: dict[str, set[Holder]] = {}
    for o in offices():
        for s in o.names[code]:
            if " " not in s:
                bearers.setdefault(fold(s), set()).add(Holder(o.person, o.country, o.office in _HEADS))
    return {s: max(h, key=lambda x: x.head) for s, h in bearers.items() if len({x.name for x in h}) == 1}


_HEADS = ("president", "prime_minister", "chancellor")


def _towns(code: str) -> list[_Row]:
    places = read(code, "places", Places)
    rows: list[_Row] = []
    for word in (*places.cities.split(), *places.regions.split()):
        spelling, _, plain = word.replace("_", " ").partition("=")
        rows.append((spelling, "place", f"place/{(plain or spelling).replace(' ', '_')}", plain or spelling))
    return rows


def _media() -> list[_Row]:
    """Agencies and media, spelled so that nobody takes an ordinary word for one: capitals or several words."""
    rows: list[_Row] = []
    for a in agencies():
        for s in a.names:
            telling = " " in s or sum(map(str.isupper, s)) > 1
            if len(s) > 2 and not s.islower() and telling and not s.startswith(("Der ", "Die ", "Das ")):
                rows.append((s, "organisation", f"agency/{a.id}", a.names[0]))
    return rows
