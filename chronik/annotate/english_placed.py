"""English verbs of speaking with their subjects: before the verb, after it, of the verb before, or behind "by"."""

from typing import NamedTuple

from chronik.annotate.english_content import quote_before
from chronik.annotate.english_subject import Run, main_subject, subject_after, subject_before
from chronik.annotate.english_verbs import Verb, is_finite
from chronik.annotate.english_words import closed
from chronik.article.phrases import Parse
from chronik.model import Quote


class Placed(NamedTuple):
    """A verb with its subject and the token that its reporting clause begins with."""

    verb: Verb
    subject: Run | None
    first: int
    inverted: bool


def place(p: Parse, v: Verb, earlier: list[Placed], quotes: tuple[Quote, ...]) -> Placed:
    """The verb with its subject: before it, after it, that of the verb before, or the agent of a passive."""
    if v.voice == "passive":
        return Placed(v, _agent(p, v), v.first, False)
    if v.voice == "gerund":
        return Placed(v, _of_gerund(p, v, earlier), v.first, False)
    if _comes_first(p, v, quotes) and (after := subject_after(p, v.token)) is not None:
        return Placed(v, after, v.first, True)
    before = p.tokens[v.first - 1] if v.first else None
    if before is not None and (before.tag in ("AND", "BUT") or (before.text == "," and _coordinates(p, v, earlier))):
        return Placed(v, _shared(p, v, earlier), v.first, False)
    subject = subject_before(p, v.first)
    return Placed(v, subject, subject.first if subject else v.first, False)


def _comes_first(p: Parse, v: Verb, quotes: tuple[Quote, ...]) -> bool:
    """Whether the verb opens its reporting clause: after a quotation, a comma or a dash, and its subject follows."""
    told = "whom" in v.sense.group.takes and "clause" in v.sense.group.takes and v.sense.group.name != "warn"
    if told or v.first != v.token or v.sense.kind not in ("past", "present"):
        return False
    if v.token == 0 or quote_before(p, p.tokens[v.token].start, quotes) is not None:
        return True
    k = v.token - 1
    if _ends_apposition(p, v.token) and not _between_commas(p, v):
        return False
    if p.tokens[k].key == "as" or p.tokens[k].key == "so":
        return True
    marked = p.tokens[k].text in (",", "–", "—", "-", "--", "”", '"', "’", "''")
    return marked and p.tokens[v.token].key in closed().inverted and _only_subject(p, v)


def _ends_apposition(p: Parse, verb: int) -> bool:
    """ "Ann Marsh, the chief executive, said": nothing but a subject stands before the verb."""
    subject = subject_before(p, verb)
    return subject is not None and not any(is_finite(p, k) or p.tokens[k].key == "to" for k in range(verb))


def _between_commas(p: Parse, v: Verb) -> bool:
    """ "Real change, say the critics, can only come from below": the subject ends at the next comma."""
    after = subject_after(p, v.token) if p.tokens[v.token].key in ("say", "says") else None
    return after is not None and p.tokens[min(after.last + 1, len(p.tokens) - 1)].text == ","


def _only_subject(p: Parse, v: Verb) -> bool:
    """Whether nothing but a subject, a time or a place stands between the verb and the next mark."""
    after = subject_after(p, v.token)
    if after is None or p.tokens[after.first].key in _THAT:
        return False
    k = after.last + 1
    ends = k >= len(p.tokens) or p.tokens[k].tag in ("PUNCT", "PREP", "SUB", "ADV") or p.tokens[k].key in _WHEN
    later = p.tokens[k : next((j for j in range(k, len(p.tokens)) if p.tokens[j].tag == "PUNCT"), len(p.tokens))]
    return ends and not any(t.tag == "AUX" for t in later)


_THAT = frozenset(("that", "to", "it", "he", "she", "they", "there", "we", "i", "you"))


_WHEN = frozenset(("late", "early", "last", "earlier", "later", "yesterday", "today", "who", "which"))


def _coordinates(p: Parse, v: Verb, earlier: list[Placed]) -> bool:
    """ "accused the senate, rejected the plan and left": a verb after a comma that shares the subject before it."""
    return bool(earlier) and subject_before(p, v.first) is None


def _shared(p: Parse, v: Verb, earlier: list[Placed]) -> Run | None:
    """The subject of the verb of speaking before, unless a clause with another subject lies between."""
    for placed in reversed(earlier):
        if placed.subject is not None and placed.verb.voice != "gerund":
            return placed.subject
    return main_subject(p, v.first)


def _of_gerund(p: Parse, v: Verb, earlier: list[Placed]) -> Run | None:
    """Who is saying: the noun right before, whom somebody quotes, or the subject of the clause before."""
    before = p.tokens[v.first - 1] if v.first else None
    if before is None:
        comma = next((k for k in range(v.last, len(p.tokens)) if p.tokens[k].text == ","), None)
        return _opening_subject(p, comma) if comma is not None else None
    if before.tag in ("NOUN", "WORD", "PRON", "PROB"):
        x = next((x for x in p.phrases if x.last == v.first - 1 or x.first <= v.first - 1 <= x.last), None)
        return Run(x.first if x else v.first - 1, v.first - 1)
    if before.key == "as":
        return _quoted_person(p, v.first - 1)
    return _shared(p, v, earlier)


def _opening_subject(p: Parse, comma: int) -> Run | None:
    """The subject of the clause behind an introduction: "Citing costs, the firm closed"."""
    x = next((x for x in p.phrases if x.first > comma), None)
    return Run(x.first, x.last) if x is not None and not x.prep else None


def _quoted_person(p: Parse, k: int) -> Run | None:
    """ "quoted Ann Marsh as saying", "Ann Marsh was quoted by the paper as saying"."""
    for j in range(k - 1, -1, -1):
        t = p.tokens[j]
        if t.key in ("quoted", "quotes", "quote", "quoting", "cited", "citing", "cites"):
            passive = j > 0 and p.tokens[j - 1].tag == "AUX"
            group = next((i for i in range(j, -1, -1) if p.tokens[i].tag != "AUX" and i < j), -1)
            return subject_before(p, group + 1) if passive else Run(j + 1, k - 1) if j + 1 < k else None
    return None


def _agent(p: Parse, v: Verb) -> Run | None:
    """ "was denied by the ministry": whom "by" names, before the next mark."""
    for k in range(v.last + 1, len(p.tokens) - 1):
        if p.tokens[k].tag == "PUNCT" or p.tokens[k].key == "that":
            return None
        if p.tokens[k].key == "by":
            return None if p.tokens[k + 1].key.endswith("ing") else subject_after(p, k)
    return None
