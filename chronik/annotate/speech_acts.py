"""What somebody does by saying it: claim, announce, promise, demand, deny, confirm, accuse, warn, welcome, ask.

The ten are Searle's classes (1976) as news needs them: assertives (claim, confirm, deny, accuse, warn of what is),
directives (demand, ask), commissives (promise; announce where it is the speaker's own deed to come), expressives
(welcome). Decided in this order:

1. the verb or noun of saying, if it says so ("dementierte", "nach Forderung von"); a negated one is none ("bestätigte
   nicht"); of a verb that only brings a noun ("erneuerte die Kritik") the noun;
2. an explicit performative in what is said (Austin 1962): "wir fordern", "man lehne ab";
3. how what is said is put, by the rules of speech.toml, the first that holds: a question, "müsse", "man werde …".

A verb of thinking says no more than its own word. A statement without a word of saying goes by 2 and 3 alone.
"""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from chronik.annotate.speech_evidence import evidence_of, hedge_of
from chronik.annotate.speech_lexicon import ActRule, Sense, senses, speech
from chronik.annotate.speech_telling import Telling, name_of, telling
from chronik.annotate.within import beside
from chronik.article.phrases import Parses
from chronik.article.tokens import key_of
from chronik.errors import LanguageError
from chronik.model import Act, Name, Statement

_OPENING = 300  # characters of what is said in which its act is looked for


def judged(found: Iterable[Statement], parses: Parses, names: tuple[Name, ...]) -> tuple[Statement, ...]:
    """Finished statements with act, evidence and hedge; the act they come with is that of the cue's reading, if any."""
    out: list[Statement] = []
    for s in found:
        t = telling(s, parses)
        near = beside(names, s.speaker_start or 0, s.speaker_end or 0)
        out.append(
            msgspec.structs.replace(
                s,
                act=act_of(t, parses.text, parses.code),
                evidence=evidence_of(t, parses.text, near, parses.code),
                hedge=hedge_of(t, parses.text, parses.code),
            )
        )
    return tuple(out)


def act_of(t: Telling, text: str, code: str) -> Act:
    """The act of one statement."""
    act = _carried(t, code) or _before_colon(t, text, code) or _lexical(t, code)
    if act != "claim" and _negated(t, code):
        return "claim"
    s = t.statement
    undecided = act == "claim" or _is(t, speech(code).acts.neutral, code)
    if not undecided or s.form == "reported" or s.content_start is None or s.content_end is None:
        return act
    if _only_thinks(t, code):
        return act
    said = text[s.content_start : min(s.content_end, s.content_start + _OPENING)]
    return _performed(said, s, code) or _put(said.lower(), t, code) or act


# ---------------------------------------------------------------- by the cue


def _lexical(t: Telling, code: str) -> Act:
    """The act of the verb or noun of saying: that of a rule, else the one it was read as, else of all its readings."""
    s, tables = t.statement, _tables(code)
    if t.kind in ("mood", "mark"):
        return s.act
    if t.kind in ("noun", "lead"):
        return next((tables.nouns[x.key] for x in t.cue if x.key in tables.nouns), s.act)
    if ruled := [tables.verbs[name] for v in t.verbs if (name := name_of(v, code)) in tables.verbs]:
        return ruled[0]
    read = {v.group.act for v in t.verbs}
    return read.pop() if s.act == "claim" and len(read) == 1 else s.act


def _is(t: Telling, verbs: frozenset[str], code: str) -> bool:
    return t.kind == "verb" and any(name_of(v, code) in verbs for v in t.verbs)


def _only_thinks(t: Telling, code: str) -> bool:
    return _is(t, speech(code).acts.opinion, code)


def _carried(t: Telling, code: str) -> Act | None:
    """The act of the object that the verb only brings: "erneuerte die Forderung"; "auf die Forderung" is no object."""
    if t.parse is None or not t.clause or not _is(t, speech(code).acts.carriers, code):
        return None
    s, nouns = t.statement, _tables(code).nouns
    for x in t.parse.phrases:
        inside = t.clause[0].start <= x.start < t.clause[-1].end and not x.prep
        head = t.parse.tokens[x.head]
        speaks = s.speaker_start is not None and s.speaker_start <= x.start < (s.speaker_end or 0)
        if inside and not speaks and head.key in nouns:
            return nouns[head.key]
    return None


def _before_colon(t: Telling, text: str, code: str) -> Act | None:
    """The act of a noun of saying right before a quotation: "äußerte Kritik: „…“"."""
    before = text[max(0, t.statement.start - _NEAR) : t.statement.start].rstrip() if t.kind == "mark" else ""
    words = key_of(before[:-1]).split()[-3:] if before.endswith(":") else []
    nouns = _tables(code).nouns
    return next((nouns[w] for w in words if w in nouns), None)


_NEAR = 60  # characters before a quotation


def _negated(t: Telling, code: str) -> bool:
    """Whether the reporting clause says that it was not done; "nicht nur" does not."""
    words = speech(code).acts
    keys = [x.key for x in t.clause] if t.kind == "verb" else []
    for k, key in enumerate(keys):
        if key in words.negations and keys[k + 1 : k + 2] and keys[k + 1] not in words.restricted:
            return True
        if key in words.negations and k + 1 == len(keys):
            return True
    return False


# ---------------------------------------------------------------- by what is said


def _performed(said: str, s: Statement, code: str) -> Act | None:
    """The act of a verb that the speaker does by saying it: "wir fordern …", in the reported mood "man fordere …"."""
    own = speech(code).acts.first if s.form == "direct" else speech(code).acts.third
    words = list(_WORD.finditer(said))
    for k, word in enumerate(words):
        if word[0].lower() in own:
            for near in (k - 1, k + 1) if code == "de" else (k + 1,):
                act = _act_at(said, words[near], s.form == "direct", code) if 0 <= near < len(words) else None
                if act is not None:
                    return act
    return None


_WORD = re.compile(r"[^\W\d_]+")
_NOT = re.compile(r"\s(?:\w+\s)?(?:nicht|not)\b")


def _act_at(said: str, verb: re.Match[str], first: bool, code: str) -> Act | None:
    """The act of the verb next to the pronoun, None where it has none, or two, or is negated."""
    if verb.start() > 1 and verb[0][0].isupper():
        return None
    rest = said[verb.end() : verb.end() + _FAR]
    found = [v for v in senses(code).get(key_of(verb[0]), ()) if _fits(v, rest, first)]
    parted = [v for v in found if v.particle]
    acts = {_act_of(v, code) for v in parted or found}
    return acts.pop() if len(acts) == 1 and "claim" not in acts and not _NOT.match(rest) else None


_FAR = 120  # characters between a verb and its prefix


def _fits(v: Sense, rest: str, first: bool) -> bool:
    """Whether a form can be that of one who speaks, with its prefix where it has one: before a mark or the end."""
    if v.group.with_ or not (v.kind == "konjunktiv" or (first and v.kind == "present" and v.plural)):
        return False
    return not v.particle or bool(re.search(rf"\b{v.particle}(?=\s*(?:[^\w\s]|\Z|und\b|aber\b))", rest.lower()))


def _act_of(v: Sense, code: str) -> Act:
    return _tables(code).verbs.get(name_of(v, code), v.group.act)


def _put(said: str, t: Telling, code: str) -> Act | None:
    """The act of the first rule that what is said is put like, None where there is none or it is a mere claim."""
    tables = _tables(code)
    words = set(_WORD.findall(said))
    if "?" in said[-3:]:
        words.add("?")
    if words.isdisjoint(tables.words):
        return None
    for rule, pattern, without in tables.said:
        if words.isdisjoint(rule.words) or (rule.forms and t.statement.form not in rule.forms):
            continue
        if rule.cues and not _is(t, rule.cues, code):
            continue
        if pattern.search(said) and not (without and without.search(said)):
            return rule.act
    return None


# ---------------------------------------------------------------- the rules, ready for look-up


class _Tables(NamedTuple):
    """Acts of verbs by name and of nouns by form; the rules on what is said, and every word that one of them needs."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    said: tuple[tuple[ActRule, re.Pattern[str], re.Pattern[str] | None], ...]
    words: frozenset[str]


def _compiled(pattern: str, rule: ActRule, code: str) -> re.Pattern[str]:
    """Raises LanguageError where it is no pattern."""
    try:
        return re.compile(pattern)
    except re.error as e:
        message = f"{code}/speech.toml, {rule.name}: {pattern!r} cannot be used ({e}); correct that pattern."
        raise LanguageError(message) from e


@functools.cache
def _tables(code: str) -> _Tables:
    rules = speech(code).acts.rules
    said = tuple(
        (r, _compiled(r.pattern, r, code), _compiled(r.without, r, code) if r.without else None)
        for r in rules
        if r.pattern
    )
    return _Tables(
        {verb: r.act for r in rules for verb in r.verbs},
        {key_of(noun): r.act for r in rules for noun in r.nouns},
        said,
        frozenset(w for r, *_ in said for w in r.words),
    )
