"""The words of speaking of a language (``speech.toml``), made ready for look-up by word form."""

import functools
import re
from typing import Literal, NamedTuple

import msgspec

from chronik.annotate.english_words import EnglishWords, closed
from chronik.article.tokens import key_of
from chronik.language import read
from chronik.language.files import Rule, Section
from chronik.language.verbs import VerbForm, VerbKind, forms
from chronik.model import Act, Form


class VerbGroup(Rule, frozen=True, kw_only=True, rename={"with_": "with"}):
    """Verbs with one act and one way of saying what is said; the fields are explained at the head of the file.

    ``predicates`` are words beside "sein" that say what a verb does elsewhere ("ist zuversichtlich, dass …").
    """

    act: Act
    takes: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    never: tuple[VerbKind, ...] = ()
    subject: str = ""
    speaker: str = ""
    passive_subject: bool = False
    impersonal: bool = False
    accusative: bool = False
    via: bool = False
    reflexive: bool = False
    mood: bool = False
    doubted: bool = False


class Preposition(Rule, frozen=True, kw_only=True):
    """Words that name the speaker without a verb; ``place`` says where he stands, ``nouns`` which must follow."""

    words: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    place: Literal["before", "noun", "after", "so", "adverb"]


class Nouns(Section, frozen=True, kw_only=True):
    """Nouns of speaking, and the words that stand for a speaker.

    ``cue``       after a preposition ("nach Angaben");   ``never_cue`` words that only end like one
    ``rulings``   what may be said to hold ("nach dem Plan"), with one of ``ruling_verbs``
    ``governs``   the preposition that says what, after the one who says it ("die Forderung des Rats nach Hilfe")
    ``content`` with content of their own ("die Forderung, …")
    ``works``     written works that say something;       ``bodies``   words for an organisation named before
    ``pronouns``  that mean a speaker;                    ``anaphors`` that mean a work ("heißt es darin")
    ``agreeing``  pronoun that agrees with each article in the nominative
    ``definite``  articles that point back;               ``naming``   words before a name in quotation marks
    ``predicates`` words before what somebody calls something;   ``indefinite`` the articles among them
    ``quoting``   nouns after which a quotation is somebody's words, not a name ("mit der Parole „…“")
    ``belonging`` articles and ``belonging_ends`` endings of a title in the genitive ("des Predigers Tarik Said")
    """

    cue: tuple[str, ...]
    never_cue: tuple[str, ...] = ()
    rulings: tuple[str, ...] = ()
    ruling_verbs: tuple[str, ...] = ()
    governs: dict[str, str] = msgspec.field(default_factory=dict)
    content: tuple[str, ...]
    acts: dict[str, Act] = msgspec.field(default_factory=dict)
    works: tuple[str, ...]
    bodies: tuple[str, ...]
    pronouns: tuple[str, ...]
    anaphors: tuple[str, ...] = ()
    agreeing: dict[str, str] = msgspec.field(default_factory=dict)
    definite: tuple[str, ...]
    naming: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    belonging_ends: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Mood(Section, frozen=True, kw_only=True):
    """The reported mood (Konjunktiv I); empty in languages without one."""

    sure: tuple[str, ...] = ()
    stand_in: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Hedges(Section, frozen=True, kw_only=True):
    """Words by which the reporter keeps a distance; the fields are explained in the file."""

    words: tuple[str, ...]
    inflected: tuple[str, ...] = ()
    styled: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()


class Sources(Section, frozen=True, kw_only=True):
    """Words for sources that are not named; "-" before a word: the end of a compound too."""

    unnamed: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    rumour: tuple[str, ...] = ()


class ActRule(Rule, frozen=True, kw_only=True):
    """What is done by saying it: by the verb or noun of saying, or by what is said; explained in the file."""

    act: Act
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    pattern: str = ""
    without: str = ""
    forms: tuple[Form, ...] = ()
    cues: frozenset[str] = frozenset()


class Acts(Section, frozen=True, kw_only=True):
    """The rules for acts, the first that holds decides, and the words they need."""

    rules: tuple[ActRule, ...] = ()
    neutral: frozenset[str] = frozenset()
    opinion: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    restricted: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    third: frozenset[str] = frozenset()


class Grammar(Section, frozen=True, kw_only=True):
    """Closed classes that decide whose words they are, lower case with ss for ß; explained in the file."""

    passive: frozenset[str]
    passive_participle: frozenset[str]
    be: frozenset[str] = frozenset()
    viewpoint: frozenset[str] = frozenset()
    lifeless: frozenset[str] = frozenset()
    have: frozenset[str]
    separable: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    causative: frozenset[str] = frozenset()
    like: frozenset[str]
    that: frozenset[str]
    question: frozenset[str] = frozenset()
    circumstance: frozenset[str]
    condition: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    relative: frozenset[str]
    relative_only: frozenset[str]
    relative_dative: frozenset[str] = frozenset()
    pointers: frozenset[str] = frozenset()
    nobody: frozenset[str]
    not_speaking: frozenset[str]
    nominative: frozenset[str]
    possessive: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    agents: frozenset[str]
    places: frozenset[str]
    holders: frozenset[str] = frozenset()
    times: tuple[str, ...]
    abstract: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()


class Turns(Section, frozen=True, kw_only=True):
    """Words of speech that no word of saying carries; the fields are explained in the file."""

    question: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    abbreviated: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    address: tuple[str, ...] = ()
    talk: frozenset[str] = frozenset()
    ago: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    wrote: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Speech(Section, frozen=True, kw_only=True):
    """The file speech.toml."""

    verbs: tuple[VerbGroup, ...]
    prepositions: tuple[Preposition, ...]
    nouns: Nouns
    mood: Mood
    hedges: Hedges
    sources: Sources = Sources()
    acts: Acts = Acts()
    grammar: Grammar
    turns: Turns = Turns()
    english: EnglishWords | None = None


class Sense(NamedTuple):
    """One reading of a word form: the verb's principal parts, the form it is, the group it belongs to."""

    verb: str
    kind: VerbKind
    particle: str
    plural: bool
    group: VerbGroup


@functools.cache
def speech(code: str) -> Speech:
    """The lexicon of a language."""
    return read(code, "speech", Speech)


def grammar(code: str) -> Grammar:
    """The closed classes of a language."""
    return speech(code).grammar


@functools.cache
def senses(code: str) -> dict[str, tuple[Sense, ...]]:
    """Readings of every word form (folded with ``key_of``) as a verb of speaking."""
    table: dict[str, list[Sense]] = {}
    for group in speech(code).verbs:
        for verb in group.verbs:
            for form in (*forms(verb, code), *_apart(verb, code)):
                table.setdefault(key_of(form.text), []).append(_sense(verb, form, group))
        for word in group.predicates:
            table.setdefault(key_of(word), []).append(Sense(word, "participle", "", False, group))
    return {word: tuple(dict.fromkeys(found)) for word, found in table.items()}


def _apart(verb: str, code: str) -> tuple[VerbForm, ...]:
    """Infinite forms that the prefix stands before as a word of its own ("bekannt gegeben", "klar gemacht")."""
    particle, _, base = verb.rpartition("|")
    if key_of(particle) not in grammar(code).apart:
        return ()
    return tuple(f._replace(particle=particle) for f in forms(base, code) if f.kind in ("participle", "infinitive"))


def _sense(verb: str, form: VerbForm, group: VerbGroup) -> Sense:
    return Sense(verb, form.kind, key_of(form.particle), form.plural, group)


@functools.cache
def lead_words(code: str) -> dict[str, tuple[Preposition, ...]]:
    """The prepositional cues by their first word ("according" for "according to")."""
    table: dict[str, list[Preposition]] = {}
    for rule in speech(code).prepositions:
        for word in rule.words:
            table.setdefault(key_of(word.split()[0]), []).append(rule)
    return {word: tuple(rules) for word, rules in table.items()}


@functools.cache
def _cue_nouns(code: str) -> tuple[str, ...]:
    return tuple(key_of(word) for word in speech(code).nouns.cue)


def is_cue_noun(word: str, code: str) -> bool:
    """Whether a noun, alone or as the end of a compound, is one of saying ("Polizeiangaben")."""
    return word.endswith(_cue_nouns(code))


@functools.cache
def content_nouns(code: str) -> tuple[str, ...]:
    """Nouns that a clause may say the content of, folded."""
    return tuple(key_of(word) for word in speech(code).nouns.content)


def noun_act(word: str, code: str) -> Act:
    """The act of a noun of saying: that of the verb it is made from, else a claim."""
    found = (
        act
        for ending, act in speech(code).nouns.acts.items()
        if word.startswith(key_of(ending)) or key_of(ending) in word
    )
    return next(found, "claim")


@functools.cache
def mood_forms(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Verb forms that show the reported mood for sure, and those that stand in for it."""
    mood = speech(code).mood
    sure = {key_of(word) for word in mood.sure}
    for verb in mood.verbs:
        sure |= {key_of(form.text) for form in forms(verb, code) if form.kind == "konjunktiv"}
    sure |= {key_of(verb[:-1] + "e") for verb in mood.verbs if verb.endswith("eln")}  # "handele" beside "handle"
    for group in speech(code).verbs:
        for verb in group.verbs:
            sure |= {key_of(f.text) for f in forms(verb, code) if f.kind == "konjunktiv"}
    return frozenset(sure), frozenset(key_of(word) for word in mood.stand_in)


@functools.cache
def _cue_words(code: str) -> frozenset[str]:
    nouns = frozenset(content_nouns(code)) | (closed().rumour if code == "en" else frozenset())
    return frozenset(senses(code)) | _telling_words(code) | nouns


def _telling_words(code: str) -> frozenset[str]:
    """One word of each prepositional cue that is rare enough to tell: "sicht" for "aus … Sicht"."""
    rules = speech(code).prepositions
    nouns = {key_of(noun) for rule in rules for noun in rule.nouns}
    return frozenset(nouns | {key_of(max(w.split(), key=len)) for rule in rules if not rule.nouns for w in rule.words})


_WORD = re.compile(r"[^\W\d_]+")


def has_cue(text: str, start: int, end: int, code: str) -> bool:
    """Whether a word of ``text[start:end]`` may be a cue; cheap, so that only such sentences are parsed."""
    return not _cue_words(code).isdisjoint(_WORD.findall(key_of(text[start:end])))
