"""Bodies and groups by pattern: a country with a noun that names a body, compounds of such nouns, companies.

"irakisches Parlament", "Iraks Armee", "Regierung in Bagdad", "schiitische Milizen", "Bundesverwaltungsgericht",
"Nord Stream 2 AG"; in English "Iraqi forces", "Tunisian parliament".
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.annotate.persons import lexicon, parties
from chronik.article.tokens import Token, key_of, tokens
from chronik.language.countries import adjective_country, country_of
from chronik.language.world import organisations

Gender = str


class Head(NamedTuple):
    """A noun that names a body: which kind, and its gender (m, f, n, p)."""

    kind: str
    gender: Gender


class Found(NamedTuple):
    """A body: tokens ``first`` … ``last``, its plain name and id (None where it is known by its words alone)."""

    first: int
    last: int
    name: str
    id: str | None


@functools.cache
def _heads(code: str) -> dict[tuple[str, ...], Head]:
    """Nouns as their words' keys; endings of compounds begin with "-"."""
    table: dict[tuple[str, ...], Head] = {}
    for b in parties(code).body:
        for gender, words in (("m", b.masculine), ("f", b.feminine), ("n", b.neuter), ("p", (*b.plural, *b.heads))):
            for word in words:
                key = tuple(key_of(w) for w in word.split())
                table[key] = Head(b.name, gender)
    return table


@functools.cache
def _head_ends(code: str) -> dict[str, Head]:
    return {key[0][1:]: head for key, head in _heads(code).items() if key[0].startswith("-")}


def _head_at(toks: list[Token], i: int, code: str) -> tuple[int, Head] | None:
    """Last token and kind of the body noun that begins at token i."""
    table = _heads(code)
    for size in (2, 1):
        if i + size > len(toks):
            continue
        keys = tuple(t.key for t in toks[i : i + size])
        head = table.get(keys) or table.get((*keys[:-1], _without_genitive(keys[-1], code)))
        if head is not None and (code == "en" or toks[i].text[0].isupper()):
            return i + size - 1, head
    key = _without_genitive(toks[i].key, code)
    ended = next((h for end, h in _head_ends(code).items() if key.endswith(end)), None)
    return (i, ended) if ended is not None and toks[i].text[0].isupper() else None


def _without_genitive(key: str, code: str) -> str:
    if code == "en":
        return key.removesuffix("'s")
    return _without_s(key)


def bodies(toks: list[Token], code: str) -> Iterator[Found]:
    """Bodies and groups among the tokens of one sentence, left to right; all but a country's begin with a capital."""
    i = 0
    while i < len(toks):
        found = None
        initial = toks[i].text[0]
        if initial.isalpha():
            found = _of_country(toks, i, code)
            if found is None and initial.isupper():
                found = _seated(toks, i, code) or _compound(toks, i, code) or _company(toks, i, code)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def _of_country(toks: list[Token], i: int, code: str) -> Found | None:
    """Adjective or genitive of a country (or of a known kind of group), perhaps further adjectives, and the noun."""
    stem, iso = _owner(toks[i].text, toks[i].tag, code)
    if stem is None:
        return None
    at = i + 1
    while at < len(toks) and at - i <= 2 and toks[at].tag in ("ADJ", "WORD") and _head_at(toks, at, code) is None:
        at += 1
    head = _head_at(toks, at, code) if at < len(toks) else None
    if head is None or toks[at].start - toks[at - 1].end > 1:
        return None
    last, kind = head
    return Found(i, last, _plain(toks, i, last, stem, kind, code), _ident(iso, kind.kind, code) if iso else None)


def _ident(iso: str, kind: str, code: str) -> str:
    """The id of a country's body: the row of the world tables where they have one, else country and kind."""
    return _table_ids(code).get((iso, kind), f"organisation/{iso.lower()}-{kind}")


@functools.cache
def _table_ids(code: str) -> dict[tuple[str, str], str]:
    """Country and kind of body to the organisation whose spellings say so ("irakisches Militär")."""
    table: dict[tuple[str, str], str] = {}
    for o in organisations():
        for spelling in o.de if code == "de" else o.en:
            toks = tokens(spelling, 0, len(spelling), code)
            head = _head_at(toks, len(toks) - 1, code)
            owner = _owner(toks[0].text, toks[0].tag, code)[1] if len(toks) == 2 else None
            if o.country and head is not None and owner == o.country:
                table.setdefault((o.country, head[1].kind), f"organisation/{o.id}")
    return table


@functools.cache
def _groups(code: str) -> frozenset[str]:
    """Adjectives of known kinds of groups ("schiitisch")."""
    return frozenset(key_of(g) for g in parties(code).groups.adjectives)


_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")


@functools.lru_cache(maxsize=1 << 14)
def _owner(word: str, tag: str, code: str) -> tuple[str | None, str | None]:
    """Stem of an adjective (or the genitive itself) and the country it speaks of. Cached, for words come again."""
    stem = _ADJECTIVE_ENDING.sub("", word) if code == "de" else word
    if key_of(stem) in _groups(code):
        return stem, None
    iso = adjective_country(word)
    if iso is not None and (code == "en" or word[0].islower() or tag in ("ADJ", "NOUN")) and stem != word:
        return stem, iso
    if code == "en":
        iso = iso or (country_of(word.removesuffix("'s")) if word.endswith("'s") else None)
        return (word, iso) if iso and word[0].isupper() else (None, None)
    if word[0].isupper() and word.endswith("s") and (iso := country_of(word)):
        return word, iso
    return None, None


_ENDINGS = {"m": "er", "f": "e", "n": "es", "p": "e"}


def _plain(toks: list[Token], first: int, last: int, stem: str, head: Head, code: str) -> str:
    """The nominative without article: "irakisches Parlament" for "irakischen Parlaments"."""
    words = [t.text for t in toks[first : last + 1]]
    if code == "de":
        if toks[first].text != stem:
            words[0] = stem + _ENDINGS[head.gender]
            for k in range(1, len(words) - 1):
                words[k] = _ADJECTIVE_ENDING.sub(_ENDINGS[head.gender], words[k])
        if head.gender in "mn":
            words[-1] = _without_s(words[-1])
        if head.gender == "p":
            words[-1] = re.sub(r"(kräfte|kreise)n$", r"\1", words[-1])
    return " ".join(words)


_SEATS = frozenset(("in", "von", "im"))


def _seated(toks: list[Token], i: int, code: str) -> Found | None:
    """The noun with its seat: "Regierung in Bagdad", "Parlament in Kiew"; the plural means several."""
    if code == "en" or i + 2 >= len(toks) or toks[i + 1].key not in _SEATS:
        return None
    head = _head_at(toks, i, code)
    iso = country_of(toks[i + 2].text) if toks[i + 2].text[0].isupper() else None
    if head is None or iso is None or head[0] != i or head[1].kind not in ("government", "parliament"):
        return None
    name = f"{_without_s(toks[i].text)} {toks[i + 1].text} {toks[i + 2].text}"
    return Found(i, i + 2, name, _ident(iso, head[1].kind, code))


_GENITIVE = re.compile(r"(?<=[a-zäöü]{4}[^s])e?s$")


def _without_s(word: str) -> str:
    return _GENITIVE.sub("", word) if word.endswith("s") else word


def _compound(toks: list[Token], i: int, code: str) -> Found | None:
    """One word that names one body: "Bundesverwaltungsgericht"."""
    endings = parties(code).compounds.endings
    key = _without_genitive(toks[i].key, code)
    if not endings or not key.endswith(endings):
        return None
    return Found(i, i, _without_s(toks[i].text), f"organisation/{key}")


def _company(toks: list[Token], i: int, code: str) -> Found | None:
    """Capitals (and numbers) up to a legal form: "Nord Stream 2 AG"."""
    if toks[i].tag not in ("NOUN", "WORD"):
        return None
    forms = lexicon(code).company_forms
    if toks[i].text in forms:
        return None
    for j in range(i + 1, min(i + 5, len(toks))):
        if toks[j].start - toks[j - 1].end != 1:
            return None
        if toks[j].text in forms:
            name = " ".join(t.text for t in toks[i : j + 1])
            return Found(i, j, name, f"organisation/{re.sub(r'[^a-z0-9äöüß]+', '-', name.lower()).strip('-')}")
        if not (toks[j].text[0].isupper() or toks[j].text[0].isdigit() or toks[j].text == "&"):
            return None
    return None
