"""Whom a speaker's surface form means: names in full, pronouns, "der Minister", "die Behörde".

A pronoun means the last speaker of its kind, else the person the sentence before begins with; an office means the
last person named with it. What cannot be resolved keeps its own words without the article, or None for a pronoun.
"""

import re
from bisect import bisect_right

from chronik.annotate.speech_lexicon import speech
from chronik.article.tokens import closed_class, key_of
from chronik.model import Name, Span, Statement

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ANTECEDENT = re.compile(r"((?:[\w-]+ )?[A-ZÄÖÜ][\w-]+),\s$")  # before a relative pronoun
_SUBJECT = re.compile(r"\W*(\w+) ((?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)")  # an article and its nouns
_BACK = 600  # characters that a work may have been named before
_BESIDE = 40  # characters in which the word beside a name lies


class Speakers:
    """The names and speakers of one document, as far as it has been read."""

    def __init__(self, text: str, sentences: tuple[Span, ...], names: tuple[Name, ...], code: str) -> None:
        self._text, self._sentences, self._names, self._code = text, sentences, names, code
        self._starts = [n.start for n in names]
        self._sentence_starts = [s.start for s in sentences]
        self._last: Statement | None = None
        self._people = [n for n in names if n.type == "person"]
        self._bodies = [n for n in names if n.type == "organisation"]
        self._titles: dict[int, tuple[list[str], list[str]]] = {}  # keys of the words beside a name, by its start

    def met(self, statement: Statement) -> None:
        """Remember a speaker."""
        if statement.speaker_name and statement.speaker:
            self._last = statement

    def meant(self, start: int, end: int) -> str | None:
        """The name behind the speaker ``text[start:end]``, None for a pronoun that nothing resolves."""
        surface = self._text[start:end]
        words = _WORD.findall(surface)
        if not words:
            return None
        if len(words) == 1 and closed_class(self._code).get(key_of(words[0])) in (
            "PRON",
            "PROB",
            "DET",
            "OBL",
            "ADV",
            "SUB",
        ):
            return self._pronoun(key_of(words[0]), start)
        quoted = re.search(r"[„\"«“»]([^„“”\"«»]+)[“”\"»«]", surface)
        if quoted:
            return quoted.group(1)
        return self._named(start, end) or self._described(surface, words, start)

    def _named(self, start: int, end: int) -> str | None:
        """The person named inside the extent, or the body or place that its first noun names."""
        inside = self._between(start, end)
        people = [n for n in inside if n.type == "person" and not self._hangs_on(start, n)]
        if people:
            return max(people, key=lambda n: (len(n.name.split()), -n.start)).name
        beside = next((n for n in self._between(end, end + 3) if self._text[end : n.start] == ", "), None)
        if beside is not None and beside.type == "person":  # "der Sprecher des Ministeriums, Philip Kern"
            return beside.name
        first = next((m.start() for m in _WORD.finditer(self._text, start, end) if m.group()[0].isupper()), start)
        noun = self._noun_from(first)
        body = next((n for n in inside if n.start <= noun < n.end and not _possesses(n, end)), None)
        beside = next(
            (n for n in inside if body and n.start >= body.end and not self._text[body.end : n.start].strip()), None
        )
        named = beside or body
        return named.name if named else None

    def _hangs_on(self, start: int, name: Name) -> bool:
        """Whether a person is named only as the one somebody belongs to: "die Anhänger des Predigers Tarik Said"."""
        before = self._text[start : name.start].split()
        nouns = speech(self._code).nouns
        return (
            len(before) > 2 and before[-2].casefold() in nouns.belonging and before[-1].endswith(nouns.belonging_ends)
        )

    def _noun_from(self, start: int) -> int:
        """The first noun at or after ``start``: an article or preposition may have a capital too."""
        table = closed_class(self._code)
        for m in _WORD.finditer(self._text, start):
            if m.group()[0].isupper() and key_of(m.group()) not in table:
                return m.start()
        return start

    def _between(self, start: int, end: int) -> list[Name]:
        first = max(0, bisect_right(self._starts, start) - 1)
        return [n for n in self._names[first : bisect_right(self._starts, end)] if n.end > start and n.start < end]

    def _pronoun(self, key: str, start: int) -> str | None:
        nouns = speech(self._code).nouns
        if key in nouns.anaphors:
            return self._work(start)
        if key not in nouns.pronouns:
            return None
        if relative := _ANTECEDENT.search(self._text, max(0, start - _BESIDE), start):
            return self._named(relative.start(), relative.end()) or relative.group(1)
        here = self._sentence_of(start)
        if (subject := self._subject_before(key, start, here)) is not None:
            return subject
        if self._last and self._sentence_of(self._last.start) >= here - 1:
            return self._last.speaker_name
        if here > 0:
            before = self._between(self._sentences[here - 1].start, self._sentences[here - 1].end)
            person = next((n for n in before if n.type == "person"), None)
            if person:
                return person.name
        if earlier := _before(self._people, start):
            return earlier[-1].name
        return self._last.speaker_name if self._last else None

    def _subject_before(self, key: str, start: int, here: int) -> str | None:
        """What agrees with the pronoun: the subject before a colon, or the body that the sentence before begins with.

        "Die Gewerkschaft … zweifelt: Sie rechnet …"; a statement made since then comes first.
        """
        first = self._sentences[here].start
        colon = self._text[first:start].rstrip(' „"').endswith(":")
        at = first if colon else self._sentences[here - 1].start if here else start
        found = _SUBJECT.match(self._text, at, start)
        since = self._last is not None and self._last.start >= at
        if found is None or since or speech(self._code).nouns.agreeing.get(key_of(found.group(1))) != key:
            return None
        extent = found.start(2), found.end(2)
        body = next((n for n in self._between(*extent) if n.type == "organisation"), None)
        return body.name if body else found.group(2) if colon else None

    def _sentence_of(self, offset: int) -> int:
        return bisect_right(self._sentence_starts, offset) - 1

    def _work(self, start: int) -> str | None:
        """ "heißt es darin": the written work named last."""
        works = "|".join(re.escape(w) for w in speech(self._code).nouns.works)
        found = re.compile(rf"(?i)(?:\b\w+(?:n|r|s|e|m)\s)?\b\w*(?:{works})\b")
        named = [m.group() for m in found.finditer(self._text, max(0, start - _BACK), start)]
        return _bare(named[-1], self._code) if named else None

    def _described(self, surface: str, words: list[str], start: int) -> str:
        """An office or a kind of body that was named before, else the words themselves without the article."""
        plain = _bare(surface, self._code)
        key = key_of(plain.split()[0]) if plain else ""
        definite = key_of(words[0]) in speech(self._code).nouns.definite
        if not definite or len(plain.split()) != 1:
            return plain
        return self._office(key, start) or self._body(key, start) or plain

    def _office(self, key: str, start: int) -> str | None:
        """The person last named with this office: "Verteidigungsminister Jonas Ahlers … der Minister"."""
        for n in reversed(_before(self._people, start)[-_EARLIER:]):
            before, after = self._beside(n)
            if any(w.endswith(key) for w in before) or key in after:
                return n.name
        return None

    def _beside(self, n: Name) -> tuple[list[str], list[str]]:
        """Keys of the word before a name, and of the two after it in an apposition."""
        if n.start not in self._titles:
            before = _WORD.findall(self._text, max(0, n.start - _BESIDE), n.start)[-1:]
            apposition = self._text[n.end : n.end + 1] == ","
            after = _WORD.findall(self._text, n.end, n.end + _BESIDE)[:2] if apposition else []
            self._titles[n.start] = [key_of(w) for w in before], [key_of(w) for w in after]
        return self._titles[n.start]

    def _body(self, key: str, start: int) -> str | None:
        """ "das Ministerium": the one named before; "die Firma", "die Behörde": the organisation named last."""
        earlier = _before(self._bodies, start)[-_EARLIER:]
        same = (n for n in reversed(earlier) if any(key_of(w).endswith(key) for w in _WORD.findall(n.name)))
        if (body := next(same, None)) is not None:
            return body.name
        return earlier[-1].name if earlier and key in speech(self._code).nouns.bodies else None


_EARLIER = 100  # names back to which "der Minister", "das Ministerium" may refer


def _possesses(n: Name, end: int) -> bool:
    """ "Britain's biggest steelmaker" is not Britain."""
    return n.text.endswith(("'s", "’s")) and n.end < end


def _before(names: list[Name], start: int) -> list[Name]:
    """Those of the names that begin before an offset."""
    return names[: bisect_right(names, start - 1, key=lambda n: n.start)]


def _bare(surface: str, code: str) -> str:
    """A phrase without its article: "die US-Regierung" is "US-Regierung"."""
    first, _, rest = surface.partition(" ")
    if rest and closed_class(code).get(key_of(first)) in ("DET", "OBL"):
        return rest
    return surface
