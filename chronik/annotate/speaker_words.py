"""The words of a language about speakers (``speakers.toml``)."""

import msgspec

from chronik.language import read
from chronik.language.files import Section


class Agreement(Section, frozen=True, kw_only=True):
    """Forms and endings that show number; empty in languages where the order of words tells the subject.

    ``open`` are articles that leave it open, ``plural_open`` what shows the plural after them.
    """

    plural_forms: tuple[str, ...] = ()
    plural_verbs: tuple[str, ...] = ()
    plural_words: frozenset[str] = frozenset()
    singular_words: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    amounts: tuple[str, ...] = ()
    plural_ends: tuple[str, ...] = ()
    singular_ends: tuple[str, ...] = ()
    plural_open: tuple[str, ...] = ()


class Gender(Section, frozen=True, kw_only=True):
    """Gender by article, ending and given name: "m", "f", "n", "p" for the plural; several letters leave it open."""

    articles: dict[str, str] = msgspec.field(default_factory=dict)
    pronouns: dict[str, str] = msgspec.field(default_factory=dict)
    feminine_ends: tuple[str, ...] = ()
    masculine_ends: tuple[str, ...] = ()
    neuter_ends: tuple[str, ...] = ()
    of_things: frozenset[str] = frozenset()
    forms_of_address: dict[str, str] = msgspec.field(default_factory=dict)
    feminine_names: frozenset[str] = frozenset()
    masculine_names: frozenset[str] = frozenset()


class Described(Section, frozen=True, kw_only=True):
    """Words that stand for somebody named before, by what they can stand for; explained in the file."""

    persons: tuple[str, ...] = ()
    singular: tuple[str, ...] = ()
    agencies: frozenset[str] = frozenset()
    agency_ends: tuple[str, ...] = ()
    parties: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    media_ends: tuple[str, ...] = ()
    unions: frozenset[str] = frozenset()
    associations: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    sourced: tuple[tuple[str, ...], ...] = ()
    citing: frozenset[str] = frozenset()
    reports: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    kinds_of_media: tuple[str, ...] = ()


class SpeakerWords(Section, frozen=True, kw_only=True):
    """The file speakers.toml.

    ``neuter``            pronouns that may stand for a body ("Das Gericht … Es")
    ``lets``              forms of a verb that lets its subject speak ("ließ verlauten")
    ``either``            words that are a preposition or a conjunction ("während")
    ``parts``             pronouns that a genitive follows ("einer der Forscher")
    ``definite``          definite articles in oblique cases
    ``relatives``         relative pronouns, which mean the phrase before them
    ``thereby``           adverbs that mean the last source ("demnach")
    ``relative_adverbs``  that stand for a report named right before them ("wonach")
    ``indefinite``        articles of a thing that opens a clause as its object ("Eine Rückkehr schließt sie aus")
    ``fielded``           endings of bodies whose name tells their field with "für"
    ``circumstances``     words after a person's name that tell where, when or how he speaks ("im Interview")
    """

    agreement: Agreement = Agreement()
    gender: Gender = Gender()
    described: Described = Described()
    neuter: frozenset[str] = frozenset()
    lets: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    thereby: frozenset[str] = frozenset()
    relative_adverbs: frozenset[str] = frozenset()
    circumstances: frozenset[str] = frozenset()
    fielded: tuple[str, ...] = ()
    indefinite: frozenset[str] = frozenset()


def speaker_words(code: str) -> SpeakerWords:
    """The words of a language about speakers."""
    return read(code, "speakers", SpeakerWords)
