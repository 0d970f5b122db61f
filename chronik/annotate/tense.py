"""Tense of the clause around a stretch of text, from a small lexicon of finite verb forms.

A clause is what lies between marks of punctuation; one without a verb ("am Freitag, dem 3. Juli") takes the
tense of its neighbours, the nearer first. Perfect is an auxiliary with a participle in the same clause.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import re2

from chronik.annotate.time_rules import TenseWords, ruleset
from chronik.errors import LanguageError
from chronik.model import Tense

_REACH = 250  # no clause that bears on an expression begins or ends further away
_WORD = re.compile(r"\w+")
_FAR = 10_000  # further than any verb
_NEAR = 60  # characters in which the words just before an expression lie
# not after an ordinal ("am 15. April") or a letter ("p.m. EDT"), before a figure only behind a long word; opens with
# all that can begin a stop, for speed
_STOP = re.compile(
    r"[.!?…;:\n](?:(?<=[.!?…])(?<!\d\.)(?<![\s.]\w\.)[.!?…]*[\"“”»«']*\s+(?=[\"„“»«']?[A-ZÄÖÜ])"
    r"|(?<=[^\W\d]{5}\.)\s+(?=\d)|(?<=[;:])\s|(?<=\n)\s*\n)"
)
_FORMS = ("future", "past", "auxiliary", "participle", "present")
_LEAD = ("backward", "attributive", "onward")
_LOOK_AHEAD = re.compile(r"\(\?![^()]*\)")
_RE2: Any = re2  # the binding has no types
_CLAUSE = r"[,\s()„“”\"»«—](?:(?<=,)\s|(?<=\s)(?:[–—-]+|{words})\s|(?<=[()„“”\"»«—]))"


class Lexicon(NamedTuple):
    """Compiled tense patterns of a language."""

    clause: re.Pattern[str]
    future: re.Pattern[str]
    auxiliary: re.Pattern[str]
    participle: re.Pattern[str]
    past: re.Pattern[str]
    not_past: re.Pattern[str]
    before_participle: re.Pattern[str]
    present: re.Pattern[str]
    recalled: re.Pattern[str]
    becoming: re.Pattern[str]
    announcing: re.Pattern[str]
    stative: re.Pattern[str]
    infinitive: re.Pattern[str]
    no_infinitive: re.Pattern[str]
    finite: re.Pattern[str]
    reached: re.Pattern[str]
    forward: re.Pattern[str]
    done: re.Pattern[str]
    state: re.Pattern[str]
    attribute: re.Pattern[str]
    conjunct: re.Pattern[str]


@functools.cache
def _forms(code: str) -> Any:
    """One automaton that says which of _FORMS a clause may hold, in a sixth of the time it takes to search for each."""
    return _any_of(_FORMS, r"{}(?:[^\pL\pN_]|$)", code)


@functools.cache
def _lead(code: str) -> Any:
    """One automaton that says which of _LEAD end the words before an expression."""
    return _any_of(_LEAD, r"(?i:{})\s*$", code)


def _any_of(names: Sequence[str], within: str, code: str) -> Any:
    options = _RE2.Options()
    options.log_errors = False
    patterns = _RE2.Set.SearchSet(options)
    for name in names:
        words = _LOOK_AHEAD.sub("", getattr(ruleset(code).file.tense, name))  # which RE2 does not have
        try:
            patterns.Add(rf"(?:^|[^\pL\pN_]){within.format(f'(?:{words})')}")
        except _RE2.error as e:
            raise LanguageError(f"{code}/times.toml: RE2 does not know a sign in tense.{name}: {e}.") from e
    patterns.Compile()
    return patterns


@functools.cache
def lexicon(code: str) -> Lexicon:
    """Tense patterns of a language."""
    words: TenseWords = ruleset(code).file.tense
    # Half of all borders end a word: the look-ahead passes them over before the many verbs are tried.
    patterns = {name: rf"\b(?=\w)(?:{getattr(words, name)})\b" for name in Lexicon._fields}
    patterns["conjunct"] = words.conjunct  # without a border before it, so that its first letters are skimmed for
    patterns["clause"] = _CLAUSE.replace("{words}", words.clause)
    patterns["forward"] = rf"(?:,?\s+)?(?:{words.forward})\b"
    patterns["done"] = rf",?\s+(?:{words.done})\b"
    patterns["before_participle"] = rf"\b{words.before_participle}\s+\Z"
    return Lexicon(**{name: re.compile(pattern) for name, pattern in patterns.items()})


def tense_at(text: str, start: int, end: int, code: str) -> Tense:
    """Tense of the clause that holds ``text[start:end]``; of the nearest one where it has no verb; "" if none has."""
    words = lexicon(code)
    left = text[max(0, start - _NEAR) : start]
    lead = {_LEAD[i] for i in _lead(code).Match(left) or ()}
    if "backward" in lead:
        return "past"
    if words.forward.match(text, end):
        return "future"
    if "attributive" in lead and words.done.match(text, end):
        return "past"
    clauses = _clauses(text, start, end, code)
    own, at = next(clauses)
    tense = tense_of(own, at, code) or next(filter(None, (tense_of(*other, code) for other in clauses)), "")
    if tense == "past" and "onward" in lead and words.state.search(own):
        return "past" if any(_finite(m, words) for m in words.past.finditer(own)) else "future"
    return "past" if tense != "past" and words.recalled.search(own) else tense


def is_recalled(text: str, start: int, end: int, code: str) -> bool:
    """Whether the clause that holds ``text[start:end]`` tells of an earlier plan ("sollte ursprünglich …")."""
    words, _ = next(_clauses(text, start, end, code))
    return bool(lexicon(code).recalled.search(words))


def is_reached(text: str, start: int, end: int, code: str) -> bool:
    """Whether the clause that holds ``text[start:end]`` tells how far something had come ("stieg bis Montag auf")."""
    clauses = _clauses(text, start, end, code)
    words, _ = next(clauses)
    if _fronted(text, start, end):  # "By Friday, they had left"
        words = next((w for w, at in clauses if tense_of(w, at, code)), words)
    return bool(lexicon(code).reached.search(words))


def clause_tense(text: str, start: int, end: int, code: str) -> Tense:
    """Tense of the very clause that holds ``text[start:end]``, "" where it has no finite verb."""
    words, at = next(_clauses(text, start, end, code))
    return tense_of(words, at, code)


def state_of_affairs(text: str, start: int, end: int, code: str, verb: bool = False) -> bool:
    """Does the clause that holds ``text[start:end]`` tell how things are, and nothing done or about to be done?

    Where it opens its sentence before a comma, the nearest clause of its sentence that has a verb tells.
    "Heute werden die Daten elektronisch erfasst" and "wird es zum Problem" have an auxiliary of the future and no
    infinitive at their end: they are passive or tell of a change, in the present. With ``verb`` a verb of being,
    having or the like must stand in the clause.
    """
    clauses = _clauses(text, start, end, code)
    own, at = next(clauses)
    if verb and not lexicon(code).stative.search(own):
        return False
    tense = tense_of(own, at, code)
    if not tense and _fronted(text, start, end):  # "Heute, fünf Jahre nach dem Brand, wurde …"
        own, tense = next(((words, t) for words, at in clauses if (t := tense_of(words, at, code))), (own, tense))
    if tense != "future":
        return tense != "past"
    known = lexicon(code)
    future = [m.group() for m in known.future.finditer(own)]
    if any(map(known.announcing.fullmatch, future)):
        return False
    return not any(map(known.becoming.fullmatch, future)) or not _ends_in_infinitive(own, known)


def _fronted(text: str, start: int, end: int) -> bool:
    """Does ``text[start:end]`` open its sentence, a conjunction aside, with a comma behind it?"""
    before = _STOP.split(text[max(0, start - _REACH) : start + 1])[-1][:-1]
    return text.startswith(",", end) and len(before.split()) <= 1


def _ends_in_infinitive(words: str, known: Lexicon) -> bool:
    last = re.search(r"(\w+)\W*\Z", words)
    other = known.participle, known.no_infinitive
    return bool(last and known.infinitive.fullmatch(last[1])) and not any(p.fullmatch(last[1]) for p in other if last)


def clause_words(text: str, start: int, end: int, code: str) -> list[str]:
    """Words of the very clause that holds ``text[start:end]``, in lower case, the expression itself left out."""
    words, _ = next(_clauses(text, start, end, code))
    return re.findall(r"[\w'’]+", words.lower())


def _clauses(text: str, start: int, end: int, code: str) -> Iterator[tuple[str, int]]:
    """Clauses of the sentence around ``text[start:end]``, its own first, and where in each the expression lies."""
    clause = lexicon(code).clause
    left, right = text[max(0, start - _REACH) : start + 1], text[end : end + _REACH]
    before = clause.split(_STOP.split(left)[-1][:-1])
    after = clause.split(_STOP.split(right, maxsplit=1)[0])
    if "," in text[start:end] and right.startswith(",") and len(after) > 1:  # "am Dienstag, dem 17. Januar, … besucht"
        after = after[1:]
    yield from _conjuncts(f"{before[-1]} ~ {after[0]}", len(before[-1]), code)
    for i in range(1, max(len(before), len(after))):
        if i < len(before):
            yield before[-1 - i], len(before[-1 - i])
        if i < len(after):
            yield after[i], 0


def _conjuncts(clause: str, at: int, code: str) -> Iterator[tuple[str, int]]:
    """``clause``, or the part of it around ``at`` that has a verb of its own ("wurde erbaut und ist ~ leer"), then
    the others."""
    low, high = 0, len(clause)
    for m in lexicon(code).conjunct.finditer(clause):
        if m.start() and clause[m.start() - 1].isalnum():
            continue
        if m.start() < at:
            low = m.end()
        else:
            high = min(high, m.end())
    yield clause[low:high], max(0, at - low)
    if low:
        yield clause[:low], low
    if high < len(clause):
        yield clause[high:], 0


def tense_of(clause: str, at: int, code: str) -> Tense:
    """Tense of one clause by its verbs; where two speak against each other, by the one nearer to ``at``."""
    words = lexicon(code)
    forms = {_FORMS[i] for i in _forms(code).Match(clause) or ()}
    future = [*words.future.finditer(clause)] if "future" in forms else []
    ahead = [m for m in future if not (m.start() >= at and words.attribute.fullmatch(m.group()))]
    verbs = _past_forms(clause, code) if "past" in forms else iter(())
    past = (_distance(m, at) for m in verbs if _finite(m, words))
    if ahead:
        return "past" if min(past, default=_FAR) <= min(_distance(m, at) for m in ahead) else "future"
    perfect = forms.issuperset(("auxiliary", "participle")) and words.participle.search(clause)
    if perfect or next(past, None) is not None:
        return "past"
    if future:
        return "future"
    return "present" if "present" in forms else ""


def _past_forms(clause: str, code: str) -> Iterator[re.Match[str]]:
    """What looks like a past form; word by word where the forms are single words, for most have been seen before."""
    past = lexicon(code).past
    if " " in past.pattern:
        return past.finditer(clause)
    return (m for m in _WORD.finditer(clause) if _is_past(m.group(), code))


@functools.lru_cache(maxsize=65536)
def _is_past(word: str, code: str) -> bool:
    return bool(lexicon(code).past.fullmatch(word))


def _distance(m: re.Match[str], at: int) -> int:
    """Characters between a verb and ``at``."""
    return at - m.end() if m.end() <= at else abs(m.start() - at)


def _finite(m: re.Match[str], words: Lexicon) -> bool:
    """Is what looks like a past form one, and not an adjective or a participle ("will be held")?"""
    if words.finite.fullmatch(m.group()):
        return True
    before = m.string[max(0, m.start() - 20) : m.start()]
    return not words.not_past.fullmatch(m.group()) and not words.before_participle.search(before)
