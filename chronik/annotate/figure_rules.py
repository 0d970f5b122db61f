"""The file figures.toml of a language, as it stands and ready to look up."""

import functools
from typing import NamedTuple

import msgspec

from chronik.article.tokens import key_of
from chronik.language import read
from chronik.language.files import Rule, Section
from chronik.model import Modifier, Sense

Words = tuple[str, ...]


class ModifierRule(Rule, frozen=True, kw_only=True):
    """Words that qualify the number right after (``before``) or right before them (``after``)."""

    modifier: Modifier
    before: Words
    after: Words = ()


class VagueRule(Rule, frozen=True, kw_only=True):
    """Orders of magnitude with the least they mean; ``many`` and a scale: twice the scale."""

    words: dict[str, float]
    many: Words
    scales: dict[str, float]


class FractionRule(Rule, frozen=True, kw_only=True):
    """Fractions in words, as percentages; after ``not_after`` they are halves of a game or a year."""

    words: dict[str, float]
    not_after: Words = ()


class UnitRule(Rule, frozen=True, kw_only=True):
    """Units after the number and symbols before it, with what the record keeps."""

    measure: str
    words: dict[str, str]
    symbols: dict[str, str] = msgspec.field(default_factory=dict)


class MeasureRule(Rule, frozen=True, kw_only=True):
    """Nouns, adjectives, participles and verbs that say what is counted; ``implied`` for numbers without noun."""

    nouns: Words
    implied: Words = ()
    adjectives: Words = ()
    passive: Words = ()
    active: Words = ()


class SenseRule(Rule, frozen=True, kw_only=True):
    """Words in the clause, or right before the figure, that say in which sense it is stated."""

    sense: Sense
    clause: Words = ()
    before: Words = ()


class Grammar(Section, frozen=True, kw_only=True):
    """Small words between numbers and what they count, and the endings of nouns of people."""

    between: Words
    between_joins: Words
    range_joins: Words
    no_range_after: Words
    of: Words
    joins: Words
    articles: Words
    inside: Words
    locative: Words
    origin: Words  # of the locative ones those that a noun may carry: "Angaben aus Genf"
    change_from: Words
    since: Words = ()
    peaks: Words = ()
    change_to: Words
    ambiguous: Words  # modifiers that may be prepositions
    ambiguous_round: Words  # those only before round numbers: "an die 300", but "an die vier Autoren"
    ambiguous_less: Words
    less_after: Words
    negations: Words
    not_at: Words  # prepositions that may stand between "nicht" and the number
    neither: Words
    people_endings: Words
    plurals: Words
    no_plural_endings: Words
    adjectival: Words  # plurals that may stand before another noun: "dead soldiers"


class Nothing(Section, frozen=True, kw_only=True):
    """Texts without a figure."""

    match: Words = ()
    no_match: Words = ()


class Figures(Section, frozen=True, kw_only=True):
    """The file figures.toml."""

    time_units: Words
    not_counted: Words
    uncountable: Words
    labels: Words
    year_cues: Words
    prepositional: Words
    people: Words
    shares: Words
    amounts: Words
    amount_prepositions: Words
    counting: Words
    counting_after: Words
    counting_pronouns: Words
    number_nouns: Words
    further: Words
    rates: Words
    grammar: Grammar
    modifier: tuple[ModifierRule, ...]
    vague: tuple[VagueRule, ...]
    fraction: tuple[FractionRule, ...]
    unit: tuple[UnitRule, ...]
    measure: tuple[MeasureRule, ...]
    sense: tuple[SenseRule, ...]
    nothing: Nothing


class WordSet(NamedTuple):
    """Words to be met whole, and endings of compounds."""

    whole: frozenset[str]
    ends: Words

    def holds(self, key: str) -> bool:
        """Whether the word, its last part after a hyphen, or its ending is listed."""
        return key in self.whole or key.endswith(self.ends) or ("-" in key and key.rpartition("-")[2] in self.whole)


class Unit(NamedTuple):
    """A unit: the measure it belongs to and how the record writes it."""

    measure: str
    name: str


class Lexicon(NamedTuple):
    """figures.toml ready to look up; keys of several words are tuples, ``openers`` first words of vague, fractions."""

    rules: Figures
    time_units: frozenset[str]
    not_counted: frozenset[str]
    labels: WordSet
    year_cues: frozenset[str]
    prepositional: frozenset[str]
    before: dict[Words, Modifier]
    after: dict[Words, Modifier]
    vague: dict[Words, float]
    fractions: dict[Words, float]
    units: dict[Words, Unit]
    symbols: dict[str, Unit]
    nouns: dict[str, WordSet]
    people: WordSet
    counting: WordSet
    number_nouns: WordSet
    uncountable: frozenset[str]
    not_fraction: frozenset[str]
    openers: frozenset[str]


def word_set(words: Words) -> WordSet:
    """The list as a WordSet; "-word" stands for the word and every compound that ends in it."""
    return WordSet(frozenset(key_of(w.lstrip("-")) for w in words), tuple(key_of(w[1:]) for w in words if w[0] == "-"))


def split(words: str) -> Words:
    """Words of a phrase as keys."""
    return tuple(key_of(w) for w in words.split())


@functools.cache
def lexicon(code: str) -> Lexicon:
    """figures.toml of a language. Raises LanguageError where it has another shape."""
    r = read(code, "figures", Figures)
    vague, fractions = _vague(r), {split(w): value for f in r.fraction for w, value in f.words.items()}
    return Lexicon(
        rules=r,
        time_units=frozenset(map(key_of, r.time_units)),
        not_counted=frozenset(map(key_of, r.not_counted)),
        labels=word_set(r.labels),
        year_cues=frozenset(map(key_of, r.year_cues)),
        prepositional=frozenset(map(key_of, r.prepositional)),
        before={split(w): m.modifier for m in r.modifier for w in m.before},
        after={split(w): m.modifier for m in r.modifier for w in m.after},
        vague=vague,
        fractions=fractions,
        units={split(w): Unit(u.measure, name) for u in r.unit for w, name in u.words.items()},
        symbols={w: Unit(u.measure, name) for u in r.unit for w, name in u.symbols.items()},
        nouns={m.name: word_set(m.nouns) for m in r.measure},
        people=word_set(r.people),
        counting=word_set(r.counting),
        number_nouns=word_set(r.number_nouns),
        uncountable=frozenset(map(key_of, r.uncountable)),
        not_fraction=frozenset(key_of(w) for f in r.fraction for w in f.not_after),
        openers=frozenset(words[0] for words in (*vague, *fractions)),
    )


def _vague(r: Figures) -> dict[Words, float]:
    table = {split(w): value for v in r.vague for w, value in v.words.items()}
    for v in r.vague:
        table |= {(*split(many), scale): 2 * value for many in v.many for scale, value in v.scales.items()}
        table |= {(*split(many), *split(w)): value for many in v.many for w, value in v.words.items()}
    return table


@functools.cache
def clause_words(code: str, measure: str) -> tuple[tuple[Words, ...], tuple[Words, ...], WordSet, frozenset[str]]:
    """Passive and active cues (as keys), nouns that imply it, and adjectives of a measure."""
    m = next(m for m in lexicon(code).rules.measure if m.name == measure)
    return (
        tuple(split(w) for w in m.passive),
        tuple(split(w) for w in m.active),
        word_set(m.implied),
        frozenset(map(key_of, m.adjectives)),
    )


@functools.cache
def sense_words(code: str, sense: str) -> tuple[WordSet, tuple[Words, ...], tuple[Words, ...]]:
    """Words of the clause (single, of several words) and words right before the figure, for a sense."""
    s = next(s for s in lexicon(code).rules.sense if s.sense == sense)
    several = tuple(split(w) for w in s.clause if " " in w)
    return word_set(tuple(w for w in s.clause if " " not in w)), several, tuple(split(w) for w in s.before)
