"""The closed classes of English that tell a verb of speaking, its subject and what is said (``en/speech.toml``)."""

import functools

import msgspec

from chronik.language import read
from chronik.language.files import Section


class EnglishWords(Section, frozen=True, kw_only=True):
    """The section ``[english]``; what each list is for stands beside it in the file."""

    modals: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    went_on: frozenset[str]
    before_gerund: frozenset[str]
    no_adverbs: frozenset[str]
    adverbs: frozenset[str]
    nouns_in_ing: frozenset[str]
    plural: frozenset[str]
    relative: frozenset[str]
    openers: frozenset[str]
    no_speakers: frozenset[str]
    adjuncts: frozenset[str]
    inverted: frozenset[str]
    hearsay: frozenset[str]
    media: frozenset[str]
    question: frozenset[str]
    no_clause: frozenset[str]
    silent: frozenset[str]
    nouns_with_infinitive: frozenset[str]
    light: frozenset[str]
    no_sources: frozenset[str]
    past_forms: frozenset[str]
    also_nouns: frozenset[str]
    collectives: frozenset[str]
    rumour: frozenset[str]


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of speech.toml."""

    english: EnglishWords


@functools.cache
def closed() -> EnglishWords:
    """The closed classes."""
    return read("en", "speech", _File).english
