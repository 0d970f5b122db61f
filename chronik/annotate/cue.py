"""A cue: the place in a parsed sentence that says somebody says something."""

import re
from typing import NamedTuple

from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_lexicon import Preposition, Sense
from chronik.article.phrases import Parse, Phrase, extended
from chronik.model import Act

Extent = tuple[int, int]


class Cue(NamedTuple):
    """A cue at ``start``…``end``; ``token`` is its verb, noun or preposition, ``first``…``last`` the reporting clause.

    One of ``sense`` (a verb's reading), ``lead`` (a preposition's rule) and ``noun`` says what kind it is;
    ``speaker`` is set where the cue itself holds him.
    """

    start: int
    end: int
    token: int
    first: int
    last: int
    opener: str
    act: Act
    takes: tuple[str, ...]
    passive: bool = False
    sense: Sense | None = None
    lead: Preposition | None = None
    noun: Phrase | None = None
    speaker: Extent | None = None


def phrase_from(p: Parse, token: int) -> Phrase | None:
    """The phrase that begins at a token."""
    return next((x for x in p.phrases if x.first == token), None)


def phrase_to(p: Parse, token: int) -> Phrase | None:
    """The phrase that ends at a token."""
    return next((x for x in p.phrases if x.last == token), None)


OPENING_MARKS, CLOSING_MARKS = '„“"»«', '“”"»«'  # of quotations, in German, Swiss and English use
NAMED = re.compile(r"\s[„\"«“»][^„“”\"«»\n]{1,40}[“”\"»«]")


def extended_name(p: Parse, x: Phrase) -> Extent:
    """A phrase with what hangs on it, a name in quotation marks included (das Magazin „RT DE“)."""
    start, end = extended(p, x)
    named = NAMED.match(p.text, end)
    kind = p.tokens[x.head].key.endswith(speaker_words(p.code).described.kinds_of_media)
    if named and not kind and p.code == "de" and p.text[end + 2].islower():  # "nennt Huber „zynisch“": what he says
        return start, end
    return start, named.end() if named else end
