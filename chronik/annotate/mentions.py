"""Who was named where, sentence by sentence, with gender: among whom a pronoun finds the one it means.

A pronoun means the subject of the sentence before or whoever spoke there, rarely anybody further back than three
sentences (accessibility of referents, Ariel 1990; salience of subjects, Grosz, Joshi and Weinstein 1995). Where two
are as likely, nobody is meant rather than either.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from chronik.annotate import gender
from chronik.annotate.cue import OPENING_MARKS
from chronik.annotate.speech_lexicon import mood_forms
from chronik.article.tokens import closed_class, key_of
from chronik.model import Name, Span

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CHAIN = 4  # words before a name among which its preposition or article stands
_REACH = 3  # sentences back to which a pronoun reaches
_OPENING = re.compile(
    r"(?:[^\W\d_]+ ){0,2}(?P<all>(?P<article>[^\W\d_]+) (?:[a-zäöüß-]+ )?(?P<noun>[A-ZÄÖÜ][\w-]+))(?= [a-zäöüß])"
)


class Mention(NamedTuple):
    """Somebody named at an offset; ``free`` that no preposition or genitive stands before the name."""

    start: int
    name: str
    gender: str
    person: bool
    free: bool


class Mentions:
    """The names of one document by sentence, and who has spoken so far."""

    def __init__(self, text: str, sentences: tuple[Span, ...], names: tuple[Name, ...], code: str) -> None:
        self._text, self._sentences, self._names, self._code = text, sentences, names, code
        self._starts = [n.start for n in names]
        self._sentence_starts = [s.start for s in sentences]
        self._made: dict[int, list[Mention]] = {}
        self._genders: dict[str, str] = {}
        self._spoken: dict[int, Mention] = {}  # the last speaker of a sentence

    def sentence_of(self, offset: int) -> int:
        """Number of the sentence an offset lies in or after."""
        return bisect_right(self._sentence_starts, offset) - 1

    def spoke(self, start: int, surface: str, name: str, person: bool) -> None:
        """Remember that the one called ``surface`` spoke in the sentence at ``start``."""
        known = self._genders.get(name) or gender.of_words(surface, self._code)
        self._spoken[self.sentence_of(start)] = Mention(start, name, known, person, True)

    def meant(self, wanted: str, start: int, *, persons: bool = False, back: int = _REACH) -> str | None:
        """Who of this gender a pronoun at ``start`` means; ``persons`` where only a person can be."""
        here = self.sentence_of(start)
        if (inside := self._inside(wanted, start, here, persons)) is not None:
            return inside
        for i in range(here - 1, max(-1, here - 1 - back), -1):
            able = [m for m in self._of(i) if gender.agree(wanted, m.gender) and (m.person or not persons)]
            found = self._likeliest(wanted, able, self._spoken.get(i), persons)
            if found is not None or len({m.name for m in able}) > 1:
                return found
        return self._told_of(wanted, start, here, persons)

    def _inside(self, wanted: str, start: int, here: int, persons: bool) -> str | None:
        """Somebody named before in the same sentence; not in what is said ("Huber sei krank, sagte er")."""
        first = self._sentences[here].start if here >= 0 else 0
        before = self._text[first:start]
        words = _WORD.findall(before)
        colon = before.rfind(": ")
        if colon > 0 and before[colon + 2 :]:  # "Besorgt zeigte sich Huber: Man müsse warten, sagte er"
            told = [m for m in self._of(here) if m.person and m.free and m.start < first + colon]
            if told and gender.agree(wanted, told[0].gender):
                return told[0].name
        if not words or any(c in before for c in OPENING_MARKS):
            return None
        table = closed_class(self._code)
        leads = table.get(key_of(words[0])) == "SUB"
        if not (leads or table.get(key_of(words[-1])) == "SUB" or before.rstrip()[-1:] in ":;"):
            return None
        able = [m for m in self._of(here) if m.start < start and gender.agree(wanted, m.gender)]
        return self._likeliest(wanted, [m for m in able if m.person or not persons], None, persons)

    def _told_of(self, wanted: str, start: int, here: int, persons: bool) -> str | None:
        """Where nobody was named before: "Huber hält den Mai für möglich, sagte er", told in the indicative."""
        before = self._text[self._sentences[here].start if here >= 0 else 0 : start]
        sure = mood_forms(self._code)[0]
        if any(c in before for c in OPENING_MARKS) or any(key_of(w) in sure for w in _WORD.findall(before)):
            return None
        able = [m for m in self._of(here) if m.start < start and m.free and (m.person or not persons)]
        return able[0].name if able and gender.agree(wanted, able[0].gender) else None

    def _likeliest(self, wanted: str, able: list[Mention], spoke: Mention | None, persons: bool) -> str | None:
        """The speaker of a sentence, else the first named in it as its subject, else the only one who can be."""
        if spoke is not None and gender.agree(wanted, spoke.gender) and (spoke.person or not persons):
            return spoke.name
        free = [m for m in able if m.free]
        sure = [m for m in free if set(m.gender) <= set(wanted)]
        for some in (sure, free):
            if some:
                return some[0].name
        return able[0].name if len({m.name for m in able}) == 1 else None

    def _of(self, i: int) -> list[Mention]:
        """Those named in a sentence, in order, with the noun it opens with where that is no name."""
        if i not in self._made:
            s = self._sentences[i]
            low = max(0, bisect_right(self._starts, s.start) - 1)
            names = [n for n in self._names[low : bisect_right(self._starts, s.end)] if s.start <= n.start < s.end]
            named = (n for n in names if n.type in ("person", "organisation"))
            found = [self._mention(n, s.start) for n in named if not self._is_mark(n)]
            opening = self._opening(s.start, s.end, found)
            self._made[i] = [opening, *found] if opening else found
            for m in found:
                self._genders[m.name] = m.gender
        return self._made[i]

    def _is_mark(self, n: Name) -> bool:
        """Whether a name in brackets is the party or the short name of the one before it: "Huber (ÖVP)"."""
        return n.type == "organisation" and self._text[max(0, n.start - 1) : n.start] == "("

    def _opening(self, start: int, end: int, found: list[Mention]) -> Mention | None:
        """The noun that a sentence opens with ("Die Anwohner wehren sich"), where no name is part of it."""
        m = _OPENING.match(self._text, start, end)
        if m is None or closed_class(self._code).get(key_of(m["article"])) != "DET":
            return None
        apposed = any(x.person and self._text[x.start - 2 : x.start] == ", " for x in found)
        if apposed or any(m.start("all") <= x.start <= m.end("all") + 1 for x in found):
            return None
        known = gender.of_words(m["all"], self._code)
        if not gender.is_party(m["noun"], self._code):  # a thing in the singular says nothing
            known = "p" if "p" in known else ""
        return Mention(m.start("noun"), m["noun"], known, False, True) if known else None

    def _mention(self, n: Name, first: int) -> Mention:
        before = _WORD.findall(self._text, max(first, n.start - 60), n.start)[-_CHAIN:]
        tags = [closed_class(self._code).get(key_of(w)) for w in before]
        article = next((k for k in range(len(before) - 1, -1, -1) if tags[k] in ("DET", "OBL")), None)
        governed = tags[-2:] + ([tags[article - 1]] if article else [])
        chain = [t for t in governed if t in ("PREP", "CONT")]
        oblique = article is not None and (tags[article] == "OBL" or key_of(before[article]) in ("der", "den"))
        hung = article is not None and oblique and article > 0 and before[article - 1][0].isupper()
        if n.type == "person":
            title = before[-1] if before and before[-1][0].isupper() else ""
            return Mention(n.start, n.name, gender.of_person(n.name, title, self._code), True, not chain and not hung)
        surface = f"{before[-1]} {n.name}" if before and tags[-1] in ("DET", "OBL") else n.name
        return Mention(n.start, n.name, gender.of_words(surface, self._code), False, not chain and not hung)
