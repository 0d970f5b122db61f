"""Persons by pattern: an office or a given name before a name, a party in brackets after it.

Precision before recall: a capitalised German word is no name merely because nobody knows it.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from chronik.annotate.known import fold
from chronik.article.tokens import Token, closed_class, key_of
from chronik.language import codes, read
from chronik.language.files import Rule, Section


class Body(Rule, frozen=True, kw_only=True):
    """Nouns that name a body beside a country; in German by gender, in English as they stand (``heads``)."""

    masculine: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    neuter: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


class Examples(Section, frozen=True, kw_only=True):
    """A list of words with the examples that tests run."""

    adjectives: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    given: str = ""
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Parties(msgspec.Struct, frozen=True, kw_only=True):
    """The file parties.toml."""

    titles: tuple[str, ...]
    days: tuple[str, ...]
    not_names: tuple[str, ...]
    well_known: tuple[str, ...]
    doubtful_surnames: tuple[str, ...]
    party_marks: tuple[str, ...]
    body: tuple[Body, ...]
    groups: Examples
    compounds: Examples
    companies: Examples
    persons: Examples


class Lexicon(NamedTuple):
    """The same, ready to look up."""

    titles: frozenset[str]
    title_ends: tuple[str, ...]
    not_names: frozenset[str]
    marks: frozenset[str]
    given: frozenset[str]
    company_forms: frozenset[str]
    days: tuple[str, ...]


@functools.cache
def parties(code: str) -> Parties:
    """parties.toml of a language."""
    return read(code, "parties", Parties)


@functools.cache
def lexicon(code: str) -> Lexicon:
    """Words about persons; given names of all languages, since reports are full of foreigners."""
    p = parties(code)
    whole = [t.lstrip("-").rstrip(".") for t in p.titles]  # the dot of "Gen." is a token of its own
    return Lexicon(
        titles=frozenset(key_of(t) for t in whole),
        title_ends=tuple(key_of(t[1:]) for t in p.titles if t.startswith("-")),
        not_names=frozenset(p.not_names),
        marks=frozenset(p.party_marks),
        given=frozenset(w for c in codes() for w in parties(c).persons.given.split()),
        company_forms=frozenset(p.companies.forms),
        days=tuple(p.days),
    )


class Found(NamedTuple):
    """A personal name: tokens ``first`` … ``last``, whether its office was named before it."""

    first: int
    last: int
    titled: bool


def is_title(t: Token, code: str) -> bool:
    """Whether an office, trade or form of address stands here."""
    if code == "de" and not t.text[0].isupper():
        return False
    lex = lexicon(code)
    key = t.key.removesuffix("s") if t.key not in lex.titles else t.key
    return key in lex.titles or (code == "de" and key.endswith(lex.title_ends))


def persons(toks: list[Token], code: str) -> Iterator[Found]:
    """Names of persons among the tokens of one sentence, left to right."""
    lex, i = lexicon(code), 0
    while i < len(toks):
        t = toks[i]
        end, titled = None, False
        if is_title(t, code) and i + 1 < len(toks) and not is_title(toks[i + 1], code):
            start = i + 1 + (toks[i + 1].text == "." and toks[i + 1].start == t.end)
            end, titled = _name_end(toks, start, code, given=False), True
        elif t.text in lex.given:
            start = i
            end = _name_end(toks, start, code, given=True)
            end = end if end is not None and end > start else None
        else:
            start = i
            end = _marked(toks, i, code)
        if end is None:
            i += 1
            continue
        yield Found(start, end, titled)
        i = end + 1


_PARTICLES = frozenset(
    ("von", "van", "al", "el", "bin", "ibn", "zu", "del", "di", "da", "la", "le", "dos", "ben", "de")
)
_AFTER_PARTICLE = frozenset(("der", "den", "dem", "la", "los"))
_JOINED = re.compile(r"(?:al|el|as|ad|ul|asch|ar|an|at|ash|az|d|o)[-'’][^\W\d_]+", re.IGNORECASE)


def _name_end(toks: list[Token], start: int, code: str, *, given: bool) -> int | None:
    """Last token of the name that begins at ``start``: up to four capitals, pieces of names between them."""
    last, i, count = None, start, 0
    while i < len(toks) and count < 4:
        t = toks[i]
        if _is_name_word(t, code) or (given and i == start) or _is_surname(toks, i, start):
            last, count = i, count + 1
        elif not _is_particle(toks, i, start, code):
            break
        i += 1
        if not _touches(toks, i) or (code == "de" and count > 1 and t.text.endswith("s") and len(t.text) > 3):
            break
    return last


def _is_surname(toks: list[Token], i: int, start: int) -> bool:
    """A surname in -ung or the like right after a given name: "Lutz Hartung", "Minister Franz Josef Jung"."""
    named = start < i and toks[i - 1].text in _all_given() and toks[i].start - toks[i - 1].end == 1
    return named and bool(_SURNAME.fullmatch(toks[i].text))


@functools.cache
def _all_given() -> frozenset[str]:
    return frozenset(name for code in codes() for name in lexicon(code).given)


_SURNAME = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{0,12}(?:ung|nis|heit|tion)")


def _is_particle(toks: list[Token], i: int, start: int, code: str) -> bool:
    """ "von", "al" after a given name or an office, "der" after "von"; elsewhere "von" opens a new phrase."""
    if i == start or i + 1 >= len(toks):
        return i == start and toks[i].key in _PARTICLES and toks[i].key != "von"
    before = toks[i - 1]
    return (toks[i].key in _PARTICLES and before.text in lexicon(code).given) or (
        toks[i].key in _AFTER_PARTICLE and before.key in ("von", "van", "de")
    )


def _touches(toks: list[Token], i: int) -> bool:
    return i < len(toks) and toks[i].start - toks[i - 1].end == 1


# Surnames that end like abstract nouns are told by the given name before them ("Lutz Hartung", "Franz Jung").
_NOUN_ENDING = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|ismus|nis|ungen|ionen|täten|schaften)s?$")


def _is_name_word(t: Token, code: str) -> bool:
    lex = lexicon(code)
    if _JOINED.fullmatch(t.text):
        return True
    if not t.text[0].isupper() or t.text in lex.not_names or t.key in closed_class(code):
        return False
    if t.text.startswith(lex.days):
        return False
    if code == "de" and (_NOUN_ENDING.search(t.key) or is_title(t, code)):
        return False
    if len(t.text) == 2 and t.text[1] == ".":
        return True
    return not (len(t.text) > 1 and t.text.isupper()) and len(t.text) > 1


def _marked(toks: list[Token], i: int, code: str) -> int | None:
    """A name followed by a party in brackets, with or without age: "Huber (ÖVP)", "Keller (61, CDU)"."""
    if i + 3 >= len(toks) or toks[i + 1].text != "(" or not _is_name_word(toks[i], code):
        return None
    j = i + 2
    if toks[j].text[0].isdigit() and toks[j + 1].text == ",":
        j += 2
    close = next((k for k in range(j, min(j + 4, len(toks))) if toks[k].text == ")"), None)
    if close is None or close == j:
        return None
    inside = " ".join(t.text for t in toks[j:close])
    return i if fold(inside).split("-")[0].split(",")[0].strip() in lexicon(code).marks else None
