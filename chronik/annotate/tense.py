"""Tense of the clause around a stretch of text, from a small lexicon of finite verb forms.

A clause is what lies between marks of punctuation; one without a verb ("am Freitag, dem 3. Juli") takes the
tense of its neighbours, the nearer first. Perfect is an auxiliary with a participle in the same clause.
"""

import functools
import re
from typing import NamedTuple

from chronik.annotate.time_rules import TenseWords, ruleset
from chronik.model import Tense

_REACH = 250  # no clause that bears on an expression begins or ends further away
_STOP = re.compile(r"[.!?…]+[\"“”»«']*\s+(?=[\"„“»«']?[A-ZÄÖÜ])|\n\s*\n|[;:]\s")
_CLAUSE = r",\s|\s[–—-]+\s|[()„“”\"»«]|—"


class Lexicon(NamedTuple):
    """Compiled tense patterns of a language."""

    backward: re.Pattern[str]
    clause: re.Pattern[str]
    future: re.Pattern[str]
    auxiliary: re.Pattern[str]
    participle: re.Pattern[str]
    past: re.Pattern[str]
    not_past: re.Pattern[str]
    before_participle: re.Pattern[str]
    present: re.Pattern[str]
    recalled: re.Pattern[str]


@functools.cache
def lexicon(code: str) -> Lexicon:
    """Tense patterns of a language."""
    words: TenseWords = ruleset(code).file.tense
    patterns = {name: rf"\b(?:{getattr(words, name)})\b" for name in Lexicon._fields}
    patterns["clause"] = rf"{_CLAUSE}|\s{words.clause}\s"
    patterns["backward"] = rf"(?:\A|\W)(?i:{words.backward})\s*\Z"
    patterns["before_participle"] = rf"\b{words.before_participle}\s+\Z"
    return Lexicon(**{name: re.compile(pattern) for name, pattern in patterns.items()})


def tense_at(text: str, start: int, end: int, code: str) -> Tense:
    """Tense of the clause that holds ``text[start:end]``; of the nearest one where it has no verb; "" if none has."""
    if lexicon(code).backward.search(text[max(0, start - _REACH) : start]):
        return "past"
    if is_recalled(text, start, end, code):
        return "past"
    return next(filter(None, (tense_of(words, at, code) for words, at in _clauses(text, start, end, code))), "")


def is_recalled(text: str, start: int, end: int, code: str) -> bool:
    """Whether the clause that holds ``text[start:end]`` tells of an earlier plan ("sollte ursprünglich …")."""
    words, _ = _clauses(text, start, end, code)[0]
    return bool(lexicon(code).recalled.search(words))


def clause_tense(text: str, start: int, end: int, code: str) -> Tense:
    """Tense of the very clause that holds ``text[start:end]``, "" where it has no finite verb."""
    words, at = _clauses(text, start, end, code)[0]
    return tense_of(words, at, code)


def _clauses(text: str, start: int, end: int, code: str) -> list[tuple[str, int]]:
    """Clauses of the sentence around ``text[start:end]``, its own first, and where in each the expression lies."""
    clause = lexicon(code).clause
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    cuts = [m.end() for m in _STOP.finditer(left) if not _ordinal(left, m.start())]
    stops = [m.start() for m in _STOP.finditer(right) if not _ordinal(right, m.start())]
    before = clause.split(left[cuts[-1] if cuts else 0 :])
    after = clause.split(right[: stops[0] if stops else len(right)])
    if "," in text[start:end] and right.startswith(",") and len(after) > 1:  # "am Dienstag, dem 17. Januar, … besucht"
        after = after[1:]
    clauses = [(f"{before[-1]} {after[0]}", len(before[-1]))]
    for i in range(1, max(len(before), len(after))):
        clauses += [(before[-1 - i], len(before[-1 - i]))] if i < len(before) else []
        clauses += [(after[i], 0)] if i < len(after) else []
    return clauses


def tense_of(clause: str, at: int, code: str) -> Tense:
    """Tense of one clause by its verbs; where two speak against each other, by the one nearer to ``at``."""
    words = lexicon(code)
    future = [m.start() for m in words.future.finditer(clause)]
    past = [m.start() for m in words.past.finditer(clause) if _finite(m, words)]
    participles = [m.start() for m in words.participle.finditer(clause)]
    if participles and not future:
        past += [m.start() for m in words.auxiliary.finditer(clause)]
    if future and min(abs(p - at) for p in future) <= min((abs(p - at) for p in past), default=len(clause)):
        return "future"
    return "past" if past else "present" if words.present.search(clause) else ""


def _finite(m: re.Match[str], words: Lexicon) -> bool:
    """Is what looks like a past form one, and not an adjective or a participle ("will be held")?"""
    before = m.string[max(0, m.start() - 20) : m.start()]
    return not words.not_past.fullmatch(m.group()) and not words.before_participle.search(before)


def _ordinal(text: str, stop: int) -> bool:
    """Is the full stop at ``stop`` that of an ordinal or a date ("am 15. April")?"""
    return text[stop] == "." and stop > 0 and text[stop - 1].isdigit()
