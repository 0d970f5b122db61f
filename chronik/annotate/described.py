"""Whom a description means that points back: "der Minister", "die Behörde", "der SPD-Politiker", "der 43-Jährige"."""

import functools
import re
from bisect import bisect_right

from chronik.annotate import gender
from chronik.annotate.mentions import Mentions
from chronik.annotate.persons import lexicon
from chronik.annotate.speaker_words import speaker_words
from chronik.article.tokens import key_of
from chronik.language.world import agency_names
from chronik.model import Name

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_BESIDE = 40  # characters in which the word beside a name lies
_EARLIER = 100  # names back to which "der Minister", "das Ministerium" may refer


class Descriptions:
    """The offices and bodies named in one document."""

    def __init__(self, text: str, names: tuple[Name, ...], mentions: Mentions, code: str) -> None:
        self._text, self._code, self._mentions = text, code, mentions
        self._people = [n for n in names if n.type == "person"]
        self._bodies = [n for n in names if n.type == "organisation"]
        self._beside: dict[int, tuple[list[str], list[str]]] = {}  # keys of the words beside a name, by its start
        self._said: dict[str, str] = {}  # who spoke, by the noun that named him
        self._kinds: list[str] = []  # bodies that spoke under one word ("Innenministerium")

    def spoke(self, name: str) -> None:
        """Remember a speaker who has no name: "Sprecher der Stadtwerke" is whom "der Sprecher" means later."""
        noun = next(iter(name.split()), "")
        if noun[:1].isupper() and len(name.split()) > 1:
            self._said[key_of(noun)] = name
        elif noun[:1].isupper():
            self._kinds.append(name)

    def meant(self, article: str, noun: str, start: int) -> str | None:
        """Whom "<article> <noun>" at ``start`` means, None where nobody named before fits."""
        key = key_of(noun)
        return (
            self._office(key, start)
            or self._said.get(key)
            or self._body(key, start)
            or self._kind(key)
            or self._any(article, key, start)
        )

    def _kind(self, key: str) -> str | None:
        """The body that spoke last under a compound of this word: "Innenministerium … das Ministerium"."""
        longer = (name for name in reversed(self._kinds) if len(name) > len(key) and key_of(name).endswith(key))
        return next(longer, None)

    def _office(self, key: str, start: int) -> str | None:
        """The person last named with this office: "Verteidigungsminister Jonas Ahlers … der Minister"."""
        for n in reversed(_before(self._people, start)[-_EARLIER:]):
            before, after = self._words_beside(n)
            if any(w.endswith(key) for w in before) or key in after:
                return n.name
        return None

    def _words_beside(self, n: Name) -> tuple[list[str], list[str]]:
        """Keys of the word before a name, and of the two after it in an apposition."""
        if n.start not in self._beside:
            before = _WORD.findall(self._text, max(0, n.start - _BESIDE), n.start)[-1:]
            apposition = self._text[n.end : n.end + 1] == ","
            after = _WORD.findall(self._text, n.end, n.end + _BESIDE)[:2] if apposition else []
            self._beside[n.start] = [key_of(w) for w in before], [key_of(w) for w in after]
        return self._beside[n.start]

    def _body(self, key: str, start: int) -> str | None:
        """ "das Ministerium": the one named before; "die Firma", "die Behörde": the last one named that can be one."""
        earlier = _before(self._bodies, start)[-_EARLIER:]
        same = (n for n in reversed(earlier) if any(key_of(w).endswith(key) for w in _WORD.findall(n.name)))
        if (body := next(same, None)) is not None:
            return body.name
        fits = (n for n in reversed(earlier) if self._can_be(n, key))
        return next((n.name for n in fits), None)

    def _can_be(self, n: Name, key: str) -> bool:
        """Whether a body may be called "Behörde", "Partei", "Firma", "Zeitung", by what its name shows."""
        words = speaker_words(self._code).described
        name = key_of(n.name.split()[0])
        party = n.name in _marks(self._code) or n.text in _marks(self._code)
        agency = name.endswith(words.agency_ends)
        medium = n.name in agency_names() or key_of(n.name).endswith(words.media_ends)
        if key in words.agencies:
            return agency
        if key in words.parties:
            return party
        if key in words.media:
            return medium
        company = n.name.split()[-1] in lexicon(self._code).company_forms
        if key in words.companies:
            return company or not (party or agency or medium or self._is_union(n))
        return (key in words.unions and self._is_union(n)) or (
            key in words.associations and not (party or agency or medium or company)
        )

    def _is_union(self, n: Name) -> bool:
        return any(w in speaker_words(self._code).described.unions for w in self._words_beside(n)[0] + [key_of(n.name)])

    def _any(self, article: str, key: str, start: int) -> str | None:
        """ "der SPD-Politiker", "die 38-Jährige": the one person of that gender spoken of."""
        words = speaker_words(self._code)
        if not words.described.persons or not key.endswith(words.described.persons):
            return None
        several = key_of(article) == "die" and not key.endswith(words.described.singular)
        wanted = "" if several else gender.of_words(f"{article} {key}", self._code).replace("p", "")
        return self._mentions.meant(wanted, start, persons=True) if wanted else None


@functools.cache
def _marks(code: str) -> frozenset[str]:
    return lexicon(code).marks | {m.upper() for m in lexicon(code).marks}


def _before(names: list[Name], start: int) -> list[Name]:
    """Those of the names that begin before an offset."""
    return names[: bisect_right(names, start - 1, key=lambda n: n.start)]
