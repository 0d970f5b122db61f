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
_CLAUSE = re.compile(r",\s|\s[–—-]+\s|[()„“”\"»«]|—")


class Lexicon(NamedTuple):
    """Compiled tense patterns of a language."""

    future: re.Pattern[str]
    auxiliary: re.Pattern[str]
    participle: re.Pattern[str]
    past: re.Pattern[str]
    not_past: re.Pattern[str]
    present: re.Pattern[str]


@functools.cache
def lexicon(code: str) -> Lexicon:
    """Tense patterns of a language."""
    words: TenseWords = ruleset(code).file.tense
    return Lexicon(*(re.compile(rf"\b(?:{getattr(words, name)})\b") for name in Lexicon._fields))


def tense_at(text: str, start: int, end: int, code: str) -> Tense:
    """Tense of the clause that holds ``text[start:end]``; "" where no finite verb is near."""
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    cut = 0
    for m in _STOP.finditer(left):
        if not _ordinal(left, m.start()):
            cut = m.end()
    stop = next((m.start() for m in _STOP.finditer(right) if not _ordinal(right, m.start())), len(right))
    before, after = _CLAUSE.split(left[cut:]), _CLAUSE.split(right[:stop])
    clauses = [f"{before[-1]} {after[0]}"]
    for i in range(1, max(len(before), len(after))):
        clauses += [after[i]] if i < len(after) else []
        clauses += [before[-1 - i]] if i < len(before) else []
    return next(filter(None, (tense_of(clause, code) for clause in clauses)), "")


def tense_of(clause: str, code: str) -> Tense:
    """Tense of one clause by its verbs."""
    words = lexicon(code)
    if words.future.search(clause):
        return "future"
    if words.auxiliary.search(clause) and words.participle.search(clause):
        return "past"
    if any(not words.not_past.fullmatch(m.group()) for m in words.past.finditer(clause)):
        return "past"
    return "present" if words.present.search(clause) else ""


def _ordinal(text: str, stop: int) -> bool:
    """Is the full stop at ``stop`` that of an ordinal or a date ("am 15. April")?"""
    return text[stop] == "." and stop > 0 and text[stop - 1].isdigit()
