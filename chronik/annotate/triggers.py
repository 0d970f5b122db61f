"""The words that tell of an event, as the language's ``events.toml`` lists them, and where they stand in a text.

A trigger is a verb form, a nominalisation or the last part of a compound; whether it tells of an event, and of
which class, depends on its clause: that is decided in ``events``. The classes are those of docs/records.md, their
PLOVER types those of the PLOVER codebook (Halterman et al. 2023).
"""

import functools
import re
from typing import Literal, NamedTuple

from chronik.article.tokens import key_of
from chronik.language import read
from chronik.language.files import Rule, Section
from chronik.language.verbs import VerbKind, forms
from chronik.model import Status

Governs = Literal["", "light", "planned", "demanded", "denied", "hypothetical", "occurred"]


class Needs(Rule, frozen=True, kw_only=True, rename={"event_class": "class", "with_": "with"}):
    """What verbs and nouns have in common.

    ``subject``, ``object`` and ``any`` name lists of nouns of which one must head such a phrase of the clause,
    ``with`` words that must stand in it, ``without`` words that must not; ``governs`` is the status of an event
    that depends on the word ("fordern": demanded); "light" verbs lend a noun their own ("fand statt"). A rule
    without class only governs.
    """

    event_class: str = ""
    governs: Governs = ""
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class VerbRule(Needs, frozen=True, kw_only=True, rename={"event_class": "class", "with_": "with"}):
    """Verbs in principal parts (see ``language.verbs``); ``present``: status of a present tense without future time.

    ``theme``: the subject is what the event befalls ("der Abzug beginnt"), not who does it. ``phase``: with an
    event noun as subject or object the noun says what the event is ("die Gespräche begannen": meet).
    ``telling``: an event only where what is told lies ahead ("teilte mit, die Mission werde verkleinert").
    ``impersonal``: only in a passive without subject ("wird gewählt").
    ``attests``: what it is said not to do ("nicht bestätigt") stays open.
    ``stative``: with a form of be the participle tells of a state ("waren stationiert"), not of an event.
    """

    verbs: tuple[str, ...]
    present: Status = "ongoing"
    stative: bool = False
    attests: bool = False
    telling: bool = False
    impersonal: bool = False
    theme: bool = False
    phase: bool = False


class NounRule(Needs, frozen=True, kw_only=True, rename={"event_class": "class", "with_": "with"}):
    """Nouns with all their forms in one string; they may end a compound unless it ends like one of ``not_in``.

    ``victim``: the genitive is whom it befalls ("die Tötung des Generals"), not who does it. ``occasion``: also
    told by "in seiner Rede …", "bei einem Treffen …" alone.
    """

    nouns: tuple[str, ...]
    not_in: tuple[str, ...] = ()
    victim: bool = False
    occasion: bool = False


class Mood(Section, frozen=True, kw_only=True):
    """Closed-class words by what they say about whether something happened."""

    planned: tuple[str, ...]
    duty: tuple[str, ...]
    possible: tuple[str, ...]
    achieved: tuple[str, ...]
    future: tuple[str, ...]
    conditional: tuple[str, ...]
    perfect: tuple[str, ...]
    pluperfect: tuple[str, ...]
    past: tuple[str, ...]
    negation: tuple[str, ...]
    negation_only: tuple[str, ...]
    doubt: tuple[str, ...]
    late: tuple[str, ...]
    if_words: tuple[str, ...]
    purpose: tuple[str, ...]
    that: tuple[str, ...]
    adjectives: dict[str, Status]
    future_words: tuple[str, ...]
    past_words: tuple[str, ...]
    again: tuple[str, ...]
    done: tuple[str, ...]
    nearly: tuple[str, ...]
    wants: tuple[str, ...]
    permits: tuple[str, ...]
    plural_verbs: tuple[str, ...]
    singular_articles: tuple[str, ...]
    near_miss: tuple[str, ...]
    scarcely: tuple[str, ...]
    hearsay_leads: tuple[str, ...]
    false: tuple[str, ...]
    true: tuple[str, ...]
    since: tuple[str, ...]
    resultative: tuple[str, ...]


class Roles(Section, frozen=True, kw_only=True):
    """Prepositions of actor, target, place, time and of what a governing word is about."""

    agent: tuple[str, ...]
    target: tuple[str, ...]
    place: tuple[str, ...]
    temporal: tuple[str, ...]
    content: tuple[str, ...]
    of_time: tuple[str, ...]
    before_time: tuple[str, ...]
    postpositions: tuple[str, ...]


class Lexicon(Section, frozen=True, kw_only=True):
    """The file events.toml."""

    lists: dict[str, tuple[str, ...]]
    mood: Mood
    roles: Roles
    verb: tuple[VerbRule, ...]
    noun: tuple[NounRule, ...]


class VerbHit(NamedTuple):
    """A word that is a form of a rule's verb."""

    rule: VerbRule
    kind: VerbKind
    particle: str


class _Class(Section, frozen=True, kw_only=True):
    meaning: str
    plover: str | None = None


class _Classes(Section, frozen=True, kw_only=True):
    event_class: dict[str, _Class]


@functools.cache
def plover_types() -> dict[str, str | None]:
    """PLOVER type of each event class."""
    return {name: c.plover for name, c in read("knowledge", "event_classes", _Classes).event_class.items()}


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The event lexicon of a language."""
    return read(code, "events", Lexicon)


@functools.cache
def _verbs(code: str) -> dict[str, tuple[VerbHit, ...]]:
    """Every inflected form by its key, in the order of the rules."""
    table: dict[str, list[VerbHit]] = {}
    for rule in lexicon(code).verb:
        for parts in rule.verbs:
            for form in forms(parts, code):
                table.setdefault(key_of(form.text), []).append(VerbHit(rule, form.kind, form.particle))
    return {key: tuple(dict.fromkeys(hits)) for key, hits in table.items()}


@functools.cache
def _nouns(code: str) -> dict[str, tuple[NounRule, ...]]:
    table: dict[str, list[NounRule]] = {}
    for rule in lexicon(code).noun:
        for inflected in rule.nouns:
            for word in inflected.split():
                table.setdefault(key_of(word), []).append(rule)
    return {key: tuple(rules) for key, rules in table.items()}


@functools.cache
def event_forms(code: str) -> frozenset[str]:
    """The keys of all forms that may tell of an event."""
    return frozenset(key for key, hits in _verbs(code).items() if any(h.rule.event_class for h in hits))


def verb_hits(key: str, code: str) -> tuple[VerbHit, ...]:
    """The verbs of which a word (its key) may be a form."""
    return _verbs(code).get(key, ())


def noun_rules(word: str, code: str) -> tuple[NounRule, ...]:
    """The rules whose noun a word is or, in German, ends with ("Truppenabzug", "US-Angriff")."""
    if code == "de" and not word[0].isupper():
        return ()
    return _noun_rules(key_of(word), code)


@functools.lru_cache(maxsize=1 << 16)
def _noun_rules(key: str, code: str) -> tuple[NounRule, ...]:
    table = _nouns(code)
    if key in table:
        return table[key]
    last = key.rpartition("-")[2]
    if last in table:
        return table[last]
    if code != "de":
        return ()
    for cut in range(3, len(key) - 3):
        if key[cut:] in table:
            return tuple(r for r in table[key[cut:]] if not key.endswith(r.not_in))
    return ()


_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")


def sentences_with_triggers(text: str, spans: list[tuple[int, int]], code: str) -> list[int]:
    """Numbers of the spans (in order, apart) in which at least one word may tell of an event."""
    verbs = _verbs(code)
    out = []
    for number, (start, end) in enumerate(spans):
        for m in _WORD.finditer(text, start, end):
            word = m.group()
            if (key := key_of(word)) in verbs or ((code != "de" or word[0].isupper()) and _noun_rules(key, code)):
                out.append(number)
                break
    return out


def in_list(key: str, names: tuple[str, ...], code: str) -> bool:
    """Whether a noun (its key) is, or as a compound ends with, a word of one of the named lists."""
    members = _members(names, code)
    if key in members or key.rpartition("-")[2] in members:
        return True
    return code == "de" and key.endswith(_endings(names, code))


@functools.cache
def _members(names: tuple[str, ...], code: str) -> frozenset[str]:
    return frozenset(key_of(w) for n in names for w in lexicon(code).lists[n])


_SHORTEST_ENDING = 4  # "rat" ends too many words that are no councils


@functools.cache
def _endings(names: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(sorted(w for w in _members(names, code) if len(w) >= _SHORTEST_ENDING))
