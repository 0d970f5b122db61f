"""Whom a speaker's surface form means: names in full, pronouns, "der Minister", "die Behörde".

A pronoun means the last speaker or subject of its gender (``mentions``); a description means the person last named
with that office or the body last named of that kind (``described``). What cannot be resolved keeps its own words
without the article, or None for a pronoun.
"""

import re
from bisect import bisect_right

from chronik.annotate import gender
from chronik.annotate.described import Descriptions
from chronik.annotate.mentions import Mentions
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_lexicon import speech
from chronik.article.tokens import closed_class, key_of
from chronik.model import Name, Span, Statement

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NAME = r"[A-ZÄÖÜ][\w-]+"
_ANTECEDENT = re.compile(  # before a relative pronoun: "ein Sprecher der Bahn, der …"
    rf"(?:\b(?P<article>(?:d(?:er|ie|as|en|em|es)|k?ein(?:e[nmrs]?)?)) )?(?P<noun>(?:[a-zäöüß]+ )?{_NAME}(?: {_NAME})*"
    rf"(?: (?:der|des|von|vom|aus|in|im|für) (?:[a-zäöüß]+en )?{_NAME}(?: {_NAME})*)*)"
    r"(?: \([^()]*\))?,\s(?:[a-zäöü]+ )?$"
)
_SUBJECT = re.compile(r"\W*(\w+) ((?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)*)")  # an article and its nouns
_QUOTED = re.compile(r"[„\"«“»]([^„“”\"«»]+)[“”\"»«]")
_PARTY = re.compile(r"\s*\([^()]*\)$")
_AND = re.compile(r"\s+(?:und|sowie|and)\s+")
_POINTING = ("PRON", "PROB", "DET", "OBL", "ADV", "SUB")
_BACK = 600  # characters that a work may have been named before
_THEREBY = 4  # sentences of a paragraph back to which "demnach" reaches
_SMALL = 2  # small words in a name: "Alonso de la Vega"
_BESIDE = 120  # characters in which the antecedent of a relative pronoun lies


class Speakers:
    """The names and speakers of one document, as far as it has been read."""

    def __init__(self, text: str, sentences: tuple[Span, ...], names: tuple[Name, ...], code: str) -> None:
        self._text, self._sentences, self._names, self._code = text, sentences, names, code
        self._starts = [n.start for n in names]
        self._persons = frozenset(n.name for n in names if n.type == "person")
        self._last: Statement | None = None
        self._mentions = Mentions(text, sentences, names, code)
        self._described = Descriptions(text, names, self._mentions, code)

    def met(self, statement: Statement) -> None:
        """Remember a speaker."""
        name, surface = statement.speaker_name, statement.speaker
        if not name or not surface:
            return
        self._last = statement
        people = name in self._persons
        pronoun = closed_class(self._code).get(key_of(surface)) in _POINTING
        self._mentions.spoke(statement.start, name if pronoun else surface, name, people)
        if not people and not pronoun:
            self._described.spoke(name)

    def meant(self, start: int, end: int) -> str | None:
        """The name behind the speaker ``text[start:end]``, None for a pronoun that nothing resolves."""
        surface = " ".join(self._text[start:end].split())
        words = _WORD.findall(surface)
        if not words:
            return None
        key = key_of(words[0])
        thereby = key in speaker_words(self._code).thereby
        acronym = len(words[0]) > 1 and words[0].isupper()  # "WHO", "US"
        if len(words) == 1 and not acronym and (thereby or closed_class(self._code).get(key) in _POINTING):
            return self._pronoun(key, start)
        nouns = speech(self._code).nouns
        if len(words) == 2 and key in speaker_words(self._code).gender.pronouns and key_of(words[1]) in nouns.cue:
            return self._pronoun(key, start)  # "ihrer Meinung nach"
        if (several := self._several(start, end)) is not None:
            return several
        quoted = _QUOTED.search(surface)
        if quoted and not self._people(start, end):
            return quoted.group(1)
        return self._named(start, end) or self._description(surface, words, start)

    # ------------------------------------------------------------ names

    def _several(self, start: int, end: int) -> str | None:
        """ "SPD und Grüne", "die Minister Karl Huber und Anna Keller": each of two that "und" joins."""
        surface = self._text[start:end]
        joint = _AND.search(surface)
        if joint is None or "," in surface:
            return None
        halves = (start, start + joint.start()), (start + joint.end(), end)
        people = [self._people(*half) for half in halves]
        if all(people):
            return f"{people[0][-1].name} {joint.group().strip()} {people[1][0].name}"
        if any(_hangs(self._text[slice(*half)], self._code) for half in halves):
            return None
        parts = [self._whom(*half) for half in halves]
        return f"{parts[0]} {joint.group().strip()} {parts[1]}"

    def _whom(self, start: int, end: int) -> str:
        found = self._named(start, end)
        plain = _bare(self._text[start:end], self._code)
        return found if found and len(plain.split()) > 1 else plain

    def _people(self, start: int, end: int) -> list[Name]:
        inside = [n for n in self.between(start, end) if n.type == "person" and not self._hangs_on(start, n)]
        return [n for n in inside if not self._owns(n, end)]

    def _named(self, start: int, end: int) -> str | None:
        """The person named inside the extent, or the body or place that its first noun names."""
        inside = self.between(start, end)
        people = self._people(start, end)
        if people:
            return people[0].name
        if (apposed := self._apposed(start, end)) is not None:
            return apposed
        beside = next((n for n in self.between(end, end + 3) if self._text[end : n.start] == ", "), None)
        if beside is not None and beside.type == "person":  # "der Sprecher des Ministeriums, Philip Kern"
            return beside.name
        first = next((m.start() for m in _WORD.finditer(self._text, start, end) if m.group()[0].isupper()), start)
        noun = self._noun_from(first)
        body = next((n for n in inside if n.start <= noun < n.end and not self._possesses(n, end)), None)
        if body is not None and self._code == "en" and not self._is_head(body, start, end):
            return None
        beside = next((n for n in inside if body and n.type != "place" and _follows(self._text, body, n)), None)
        named = beside or body or self._after_kind(inside, noun)
        return named.name if named else None

    def _after_kind(self, inside: list[Name], noun: int) -> Name | None:
        """The body named right after the noun that says what it is: "die Gewerkschaft Verdi"."""
        word = _WORD.match(self._text, noun)
        if word is None or not gender.is_party(word.group(), self._code) or word.group().endswith(("in", "er", "chef")):
            return None
        return next((n for n in inside if n.type == "organisation" and n.start == word.end() + 1), None)

    def _possesses(self, n: Name, end: int) -> bool:
        """ "Britain's biggest steelmaker" is not Britain, "Berlins Polizei" not Berlin."""
        own = n.type != "organisation" and n.text.endswith("s") and not n.name.endswith("s")
        return n.end < end and (own or n.text.endswith(("'s", "’s")))

    def _apposed(self, start: int, end: int) -> str | None:
        """A name that no list knows, after an office: "der Leiter des Amtes, Elmar Gass"."""
        office, comma, name = _PARTY.sub("", self._text[start:end]).rpartition(", ")
        words = name.split()
        capitals = sum(w[0].isupper() for w in words)
        framed = capitals > 1 and words[0][0].isupper() and words[-1][0].isupper()
        known = comma and framed and len(words) - capitals <= _SMALL
        return name if known and closed_class(self._code).get(key_of(office.split()[0])) in ("DET", "OBL") else None

    def _is_head(self, n: Name, start: int, end: int) -> bool:
        """Whether an English phrase is the name itself, not "the UN agency" or "the head of the bank"."""
        preposition = re.search(r" (?:of|for|at|in|from|on|with) ", self._text[start:end])
        head = start + preposition.start() if preposition else end
        return (n.end >= head - 1 and n.start < head) or (n.start <= head < n.end)

    def _owns(self, n: Name, end: int) -> bool:
        """ "Ann Marsh's lawyer" is not Ann Marsh, "Merkels Sprecher" not Merkel."""
        if self._code == "de":
            own = n.text.endswith("s") and not n.name.endswith("s")
            return own and n.end + 2 < end and self._text[n.end : n.end + 2].strip().isalpha()
        genitive = n.text.endswith(("'s", "’s")) or self._text[n.end : n.end + 2] in ("'s", "’s")
        return genitive and n.end + 2 < end

    def _hangs_on(self, start: int, name: Name) -> bool:
        """Whether a person is named only as the one somebody belongs to: "die Anhänger des Predigers Tarik Said"."""
        before = self._text[start : name.start].split()
        nouns = speech(self._code).nouns
        if self._code == "de" and len(before) > 1 and before[-1] in ("von", "vom"):  # "ein Sprecher von Huber"
            return gender.is_party(before[-2], self._code)
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

    def between(self, start: int, end: int) -> list[Name]:
        """The names that overlap ``text[start:end]``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [n for n in self._names[first : bisect_right(self._starts, end)] if n.end > start and n.start < end]

    # ------------------------------------------------------------ what points back

    def _pronoun(self, key: str, start: int) -> str | None:
        words, nouns = speaker_words(self._code), speech(self._code).nouns
        if key in nouns.anaphors:
            return self._work(start)
        if key in words.thereby:
            return self._source_before(start)
        if key in words.relatives and (relative := _ANTECEDENT.search(self._text, max(0, start - _BESIDE), start)):
            named = self._named(*relative.span("noun"))
            whole = relative["noun"] if relative["article"] else _from_noun(relative["noun"], self._code)
            return named if named and len(relative["noun"].split()) < 3 else self._fuller(named, whole)
        wanted = words.gender.pronouns.get(key)
        if wanted is None:
            return None
        here = self._mentions.sentence_of(start)
        colon = self._subject_before(key, start, here)
        return colon or self._mentions.meant(self._number(wanted, start), start)

    def _fuller(self, named: str | None, phrase: str) -> str:
        """A person's name, but "Sprecher der Bahn" rather than "Bahn"."""
        return named if named in self._persons else phrase

    def _number(self, wanted: str, start: int) -> str:
        """What the verb beside a pronoun leaves of its gender: "sie sagen" are several, "sie sagt" is one."""
        if "p" not in wanted or len(wanted) < 2:
            return wanted
        after = re.match(r"\w+ ([a-zäöüß]+)", self._text[start : start + 60])
        before = re.search(r"([a-zäöüß]+) $", self._text[max(0, start - 40) : start])
        forms = speaker_words(self._code).agreement
        table = closed_class(self._code)
        for verb in (after, before):
            if verb and table.get(verb.group(1)) in (None, "AUX"):
                plural = verb.group(1).endswith(forms.plural_forms) or verb.group(1) in forms.plural_verbs
                return "p" if plural else wanted.replace("p", "")
        return wanted

    def _subject_before(self, key: str, start: int, here: int) -> str | None:
        """The subject before a colon: "Die Gewerkschaft … zweifelt: Sie rechnet …"; a statement since comes first."""
        first = self._sentences[here].start
        colon = self._text[first:start].rstrip(' „"').endswith(":")
        found = _SUBJECT.match(self._text, first, start) if colon else None
        since = self._last is not None and self._last.start >= first
        if found is None or since or speech(self._code).nouns.agreeing.get(key_of(found.group(1))) != key:
            return None
        body = next((n for n in self.between(*found.span(2)) if n.type == "organisation"), None)
        return body.name if body else found.group(2)

    def _source_before(self, start: int) -> str | None:
        """Whose word "demnach" refers to: the last speaker, in the sentence before or the same paragraph."""
        here = self._mentions.sentence_of(start)
        if self._last is None:
            return None
        since = self._mentions.sentence_of(self._last.start)
        parted = "\n" in self._text[self._last.start : start]
        if since < here - (1 if parted else _THEREBY):
            return None
        return self._last.speaker_name

    def _work(self, start: int) -> str | None:
        """ "heißt es darin": the written work named last."""
        works = "|".join(re.escape(w) for w in speech(self._code).nouns.works)
        found = re.compile(rf"(?i)(?:\b\w+(?:n|r|s|e|m)\s)?\b\w*(?:{works})\b")
        named = [m.group() for m in found.finditer(self._text, max(0, start - _BACK), start)]
        return _bare(named[-1], self._code) if named else None

    def _description(self, surface: str, words: list[str], start: int) -> str:
        """An office or a kind of body that was named before, else the words themselves without the article."""
        surface = _PARTY.sub("", surface)
        plain = _bare(surface, self._code)
        definite = key_of(words[0]) in speech(self._code).nouns.definite
        if not definite or len(plain.split()) != 1:
            return plain
        return self._described.meant(words[0], plain, start) or plain


def _follows(text: str, body: Name, n: Name) -> bool:
    """Whether a name stands right behind a body ("der Konzern Nordbau")."""
    return n.start >= body.end and not text[body.end : n.start].strip()


def _from_noun(phrase: str, code: str) -> str:
    """A phrase without what no noun phrase opens with: "auch Zeugen" is "Zeugen", "zwei Zeugen" stays."""
    first, _, rest = phrase.partition(" ")
    return rest if rest and closed_class(code).get(first) is not None else phrase


def _hangs(half: str, code: str) -> bool:
    """Whether one of two halves is a phrase with a genitive or a preposition, whose second noun "und" may join."""
    tags = [closed_class(code).get(key_of(w)) for w in _WORD.findall(half)]
    return any(t in ("PREP", "CONT", "OBL") for t in tags) or any(t == "DET" for t in tags[1:])


def _bare(surface: str, code: str) -> str:
    """A phrase without its article: "die US-Regierung" is "US-Regierung", "mehrere Abgeordnete" stays."""
    first, _, rest = surface.partition(" ")
    several = key_of(first) in speaker_words(code).agreement.plural_words
    if rest and not several and closed_class(code).get(key_of(first)) in ("DET", "OBL"):
        return rest
    return surface
