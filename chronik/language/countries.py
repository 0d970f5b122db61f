"""Which country a word or phrase means: "irakische", "Iraks", "US-Soldaten", "Bagdad", "Iraqi", "Weißes Haus"."""

import functools
import re

from chronik.language import world

_WORD = re.compile(r"U\.S\.|[^\W\d_]+(?:-[^\W\d_]+)*", re.UNICODE)
_GERMAN_ENDING = re.compile(r"(?:e[nmrs]?|s)$")


@functools.lru_cache(maxsize=50_000)
def country_of(text: str) -> str | None:
    """ISO code of the first country that a phrase names by name, adjective, people or capital, or None."""
    phrases, words = _tables()
    for phrase, iso in phrases:
        if phrase in text:
            return iso
    for word in _WORD.findall(text):
        found = _word(word, words)
        if found:
            return found
    return None


def _word(word: str, words: dict[str, str]) -> str | None:
    for candidate in (word, *word.split("-")):
        bare = candidate.rstrip("s") if len(candidate) > 4 else candidate
        for form in (candidate, bare, _GERMAN_ENDING.sub("", candidate)):
            if form in words:
                return words[form]
    return None


@functools.cache
def _tables() -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Phrases of several words, longest first; and single words."""
    phrases: dict[str, str] = {}
    words: dict[str, str] = {}
    for c in world.countries():
        for table in (c.names, c.adjectives, c.people, c.capitals):
            for spellings in table.values():
                for s in spellings:
                    (phrases if " " in s else words).setdefault(s, c.iso)
                    if table is c.adjectives:
                        words.setdefault(s[:1].upper() + s[1:], c.iso)
    for o in world.organisations():
        if o.country and o.kind in ("government", "military"):
            for s in (*o.de, *o.en):
                (phrases if " " in s else words).setdefault(s, o.country)
    return tuple(sorted(phrases.items(), key=lambda p: (-len(p[0]), p[0]))), words
