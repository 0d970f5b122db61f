"""What is said in a clause of its own: "…, dass …", "…, die Union benötige …", "…, die Truppen abzuziehen"."""

from itertools import pairwise

from chronik.annotate.cue import Cue, phrase_from
from chronik.annotate.speech_lexicon import grammar, mood_forms
from chronik.annotate.speech_span import (
    Content,
    has_zu,
    in_mood,
    is_relative,
    span,
    stops,
    tells_circumstance,
    verb_first,
)
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Clause, Parse


def complement(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """The clause after a verb of speaking that says what is said, or None."""
    if p.code == "en":
        return _english(p, cue, cues)
    later = [c for c in p.clauses if c.first > max(cue.last, cue.token)]
    for n, c in enumerate(later):
        start = _start(p, c)
        if start is None or (is_relative(p, c) and not _ends_in_zu(p, c)):
            continue
        if any(_reports_itself(p, c, o) for o in cues):
            return None  # "…, hieß es aus Essen": a reporting clause of its own
        if tells_circumstance(p, c) and not (later[n + 1 :] and _opens_with_verb(p, later[n + 1])):
            continue
        if not _fits(p, cue, c) or _tells_on(p, cue, c, cues):
            return None
        return span(p, start, _end(p, cue, cues, later[n:]), "indirect")
    return _uncut(p, cue, cues) if "clause" in cue.takes else None


def _ends_in_zu(p: Parse, c: Clause) -> bool:
    """ "…, das im Streit Erreichte aufs Spiel zu setzen": an infinitive whose object looks like a relative pronoun."""
    words = [t.key for t in p.tokens[c.first : c.last + 1] if t.tag != "PUNCT"]
    return p.code == "de" and words[-2:-1] == ["zu"]


def _tells_on(p: Parse, cue: Cue, c: Clause, cues: tuple[Cue, ...]) -> bool:
    """After a verb that has its object: another's reaction ("…, die SP kritisierte ihn") or a circumstance."""
    words = grammar(p.code)
    if "object" not in cue.takes or p.tokens[c.first - 1].text == ":" or not _has_object(p, cue):
        return False
    if c.opener == "sub" and p.tokens[c.first].key in words.condition:
        return True
    verbs = [o for o in cues if o.sense and c.first < o.token <= c.last]
    return c.opener != "sub" and bool(verbs) and not in_mood(p, c) and not has_zu(p, p.tokens[c.first : c.last + 1])


def _has_object(p: Parse, cue: Cue) -> bool:
    """Whether two phrases without preposition stand in the reporting clause."""
    inside = [x for x in p.phrases if cue.first <= x.first <= cue.last and not (x.prep or x.genitive)]
    return len([x for x in inside if p.tokens[x.head].key != "sich" and not is_time(p, x)]) > 1


def _start(p: Parse, c: Clause) -> int | None:
    """Where a clause begins, with the quotation mark it opens with after a comma; None inside another quotation."""
    before = p.tokens[c.first - 1]
    if before.text not in ("„", "(", "»", "«", '"'):
        return p.tokens[c.first].start
    return before.start if before.text != "(" and c.first > 1 and p.tokens[c.first - 2].text in (",", ":") else None


def _reports_itself(p: Parse, c: Clause, other: Cue) -> bool:
    """Whether a clause opens with another verb of speaking, or its auxiliary."""
    if not other.sense or not verb_first(p, other):
        return False
    return other.token == c.first or (other.token == c.first + 1 and p.tokens[c.first].tag == "AUX")


def says_that(p: Parse, cue: Cue) -> bool:
    """Whether dass, ob or an infinitive follows: then what stands before the verb is not what is said."""
    words = grammar(p.code).that
    if p.code == "en":
        return any(c.first > cue.token and p.tokens[c.first].key in words for c in p.clauses)
    k = cue.last + 2
    if k >= len(p.tokens) or p.tokens[k - 1].text != ",":
        return False
    infinitive = "infinitive" in cue.takes and has_zu(p, p.tokens[k : p.clause_of(k).last + 1])
    return p.tokens[k].key in words or infinitive


def _opens_with_verb(p: Parse, c: Clause) -> bool:
    return p.tokens[c.first].tag in ("AUX", "VERB")


def _fits(p: Parse, cue: Cue, c: Clause) -> bool:
    """Whether a verb that takes infinitives or clauses can have this one."""
    words, first = grammar(p.code), p.tokens[c.first]
    colon = p.tokens[c.first - 1].text == ":"
    if first.key in words.coordinators and not colon:
        return False
    if c.opener == "main" and has_zu(p, p.tokens[c.first : c.last + 1]):
        return first.key != "um" and not {"infinitive", "clause"}.isdisjoint(cue.takes)
    if "clause" not in cue.takes:
        return False
    if first.key in words.that or first.key in words.question or (c.opener == "sub" and not tells_circumstance(p, c)):
        return True
    if _opens_with_verb(p, c) and not colon:  # the sentence goes on after a clause set into it
        return False
    return cue.opener == "main" or in_mood(p, c) or colon


def _end(p: Parse, cue: Cue, cues: tuple[Cue, ...], rest: list[Clause]) -> int:
    """Where it ends: also where the sentence goes back to its main clause (", dass …, zog X ab")."""
    end = stops(p, cue, cues)
    for before, c in pairwise(rest):
        if not _opens_with_verb(p, c):
            continue
        own = p.tokens[c.first].tag == "VERB" or not in_mood(p, c)  # "er sei unschuldig, erkannte … nicht an"
        after_main = own and before.opener != "sub" and p.tokens[c.first - 1].text == ","
        if cue.opener in ("sub", "rel") or after_main:
            return min(end, p.tokens[c.first].start)
    return end


def _uncut(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """A comma that the parse took for none of a clause, with the reported mood after it ("…, der Planer räume …")."""
    sure, _ = mood_forms(p.code)
    comma = next((k for k in range(cue.token + 1, len(p.tokens) - 2) if p.tokens[k].text == ","), None)
    if comma is None or not any(t.key in sure and t.text[0].islower() for t in p.tokens[comma + 1 :]):
        return None
    words, first = grammar(p.code), p.tokens[comma + 1].key
    if first in words.circumstance or ("object" in cue.takes and first in words.condition and _has_object(p, cue)):
        return None
    return span(p, p.tokens[comma + 1].start, stops(p, cue, cues), "indirect")


# ---------------------------------------------------------------- after a noun


def noun_complement(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """die Ankündigung, dass …; die Prognose, … würden …; die Drohung, zu …"""
    first = cue.last + 2
    comma = next((k for k in range(first, len(p.tokens)) if p.tokens[k].text in (",", "–")), len(p.tokens))
    if not _content_opens(p, first, comma):
        return None
    end = min(stops(p, cue, cues), _back_to_main(p, first, comma))
    return span(p, p.tokens[first].start, end, "indirect")


def _content_opens(p: Parse, first: int, comma: int) -> bool:
    """Whether the words up to the next comma can be what the noun says, not a relative clause about it."""
    words, opener = grammar(p.code), p.tokens[first]
    if opener.key == "um" or opener.tag in ("AND", "BUT"):
        return False
    if opener.key in words.that or has_zu(p, p.tokens[first:comma]):
        return True
    x = phrase_from(p, first)
    relative = opener.key in words.relative and (x is None or x.pronoun)
    return not relative and in_mood(p, Clause(first, comma - 1, "main"))


def _back_to_main(p: Parse, first: int, comma: int) -> int:
    """Where a comma with a finite verb after it takes up the main clause again."""
    before = p.tokens[first].key
    words = grammar(p.code)
    for k in range(comma, len(p.tokens) - 1):
        if p.tokens[k].text != ",":
            continue
        after = p.tokens[k + 1]
        free = before not in words.circumstance and before not in words.condition
        if free and after.tag in ("AUX", "VERB", "WORD"):
            return p.tokens[k].start
        before = after.key
    return p.tokens[-1].end


# ---------------------------------------------------------------- English


def _has_verb(p: Parse, first: int) -> bool:
    covered = {k for x in p.phrases for k in range(x.first, x.last + 1)}
    tags = ("AUX", "VERB", "WORD")
    return len(p.tokens) - first > 4 or any(
        p.tokens[k].tag in tags and k not in covered for k in range(first + 1, len(p.tokens))
    )


_FAR = 120  # characters between a verb and its that-clause


def _english(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """said (on Tuesday) that …; said the troops would leave; pledged to repay …; said: …"""
    if {"clause", "infinitive"}.isdisjoint(cue.takes):
        return None
    end, words = stops(p, cue, cues), grammar(p.code)
    that = next((c.first for c in p.clauses if c.first > cue.token and p.tokens[c.first].key in words.that), None)
    if that is not None and not _has_verb(p, that):  # "confirmed that timetable"
        return None
    if that is not None and p.tokens[that].start - p.tokens[cue.token].end < _FAR:
        return span(p, p.tokens[that].start, end, "indirect")
    k = cue.token + 1
    while k < len(p.tokens) and p.tokens[k].key in words.between:
        k += 1
    if k >= len(p.tokens) or (p.tokens[k].tag == "PUNCT" and p.tokens[k].text not in ':"“'):
        return None
    if p.tokens[k].text == ":":
        return span(p, p.tokens[k].end, end, "indirect")
    rest = p.tokens[k:]
    verbal = any(t.tag in ("AUX", "VERB") or t.key.endswith("ed") or t.key == "to" for t in rest)
    return span(p, rest[0].start, end, "indirect") if verbal and len(rest) > 2 else None
