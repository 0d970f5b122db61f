"""Which country a word or phrase speaks of: "irakische", "Iraks", "US-Soldaten", "Bagdad", "Iraqi", "Weißes Haus"."""

import functools
import re

from chronik.language.files import codes
from chronik.language.world import countries, organisations

_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNED = ("government", "military")  # bodies that speak and act for their country


def adjective_country(word: str) -> str | None:
    """ISO 3166 code of the country whose adjective this is ("irakischen", "Iraqi"), or None."""
    key, table = _key(word), _adjectives()
    return table.get(key) or table.get(_ADJECTIVE_ENDING.sub("", key))


@functools.lru_cache(maxsize=50_000)
def country_of(text: str) -> str | None:
    """ISO 3166 code of the country that a word or name speaks of, or None.

    Names with their genitive ("Iraks"), capitals, inhabitants, adjectives ("irakische") and compounds that
    begin with a country ("US-Soldaten").
    """
    if len(text) < 4 and text.islower():  # the pronoun "us"
        return None
    key, table = _key(text).strip(), _names()
    for form in (key, key.removesuffix("'s"), key.removesuffix("s"), key.removesuffix("n"), key.split("-")[0]):
        if form in table:
            return table[form]
    if (iso := adjective_country(text)) is not None:
        return iso
    return next(filter(None, (country_of(part) for part in key.split())), None) if " " in key else None


@functools.lru_cache(maxsize=50_000)
def owner_of(phrase: str) -> str | None:
    """The country that a phrase belongs to, also by its government's and forces' names ("Weißes Haus")."""
    table = _bodies()
    for spelling in (phrase, *_WORD.findall(phrase)):
        if spelling in table:
            return table[spelling]
    found = next((iso for spelling, iso in _long_bodies() if spelling in phrase), None)
    return found or next(filter(None, map(country_of, _WORD.findall(phrase))), None)


def _key(word: str) -> str:
    """Lower case, Swiss ss for ß, plain apostrophes and hyphens."""
    return word.replace("ß", "ss").replace("’", "'").replace("‑", "-").lower()


@functools.cache
def _names() -> dict[str, str]:
    """Names, people and capitals of all languages to the country."""
    table: dict[str, str] = {}
    for c in countries():
        for code in codes():
            for word in (*c.names.get(code, ()), *c.people.get(code, ()), *c.capitals.get(code, ())):
                table.setdefault(_key(word), c.iso)
    return table


@functools.cache
def _adjectives() -> dict[str, str]:
    table: dict[str, str] = {}
    for c in countries():
        for code in codes():
            for word in c.adjectives.get(code, ()):
                table.setdefault(_key(word), c.iso)
    return table


@functools.cache
def _bodies() -> dict[str, str]:
    owned = (o for o in organisations() if o.country and o.kind in _OWNED)
    return {spelling: o.country for o in owned for spelling in (*o.de, *o.en)}


@functools.cache
def _long_bodies() -> tuple[tuple[str, str], ...]:
    """Bodies of several words, to be found inside a phrase, longest first."""
    return tuple(sorted(((s, iso) for s, iso in _bodies().items() if " " in s), key=lambda p: (-len(p[0]), p[0])))
