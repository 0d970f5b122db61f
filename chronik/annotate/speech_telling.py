"""How the reporter tells of a statement: the words of its cue and of the reporting clause, apart from what is said."""

from typing import Literal, NamedTuple

from chronik.annotate.speech_lexicon import Sense, content_nouns, lead_words, senses
from chronik.article.phrases import Parse, Parses
from chronik.article.tokens import Token
from chronik.model import Statement

CueKind = Literal["verb", "noun", "lead", "mood", "mark"]


class Telling(NamedTuple):
    """A statement with its cue: its kind, its tokens, those of the reporting clause, and the verbs it may be.

    Of a cue without a reporting clause of its own (a preposition, a noun, a verb in the reported mood) ``clause`` is
    the cue itself; ``parse`` is None for a bare quotation, whose cue is its opening mark.
    """

    statement: Statement
    kind: CueKind
    parse: Parse | None = None
    cue: tuple[Token, ...] = ()
    clause: tuple[Token, ...] = ()
    verbs: tuple[Sense, ...] = ()


def telling(s: Statement, parses: Parses) -> Telling:
    """How a statement is told."""
    i = parses.index_at(s.start) if any(map(str.isalnum, s.cue)) else None
    if i is None:
        return Telling(s, "mark")
    p = parses[i]
    first = p.token_at(s.start) or 0
    cue = tuple(t for t in p.tokens[first:] if t.end <= s.end) or (p.tokens[first],)
    if s.form in ("indirect_free_indirect", "free_indirect"):
        return Telling(s, "mood", p, cue, cue, _senses(p, first, cue))
    if cue[0].key in lead_words(p.code) or cue[-1].key in lead_words(p.code):
        return Telling(s, "lead", p, cue, cue)
    verbs = _senses(p, first, cue)
    if cue[0].tag == "NOUN" and cue[0].key.endswith(content_nouns(p.code)) and (first or not verbs):
        return Telling(s, "noun", p, cue, cue)
    return Telling(s, "verb", p, cue, _clause(s, p, first), verbs)


def _clause(s: Statement, p: Parse, verb: int) -> tuple[Token, ...]:
    """The reporting clause without what is said; where it tells of it (form reported) the whole of it."""
    c = p.clause_of(verb)
    here = p.tokens[c.first : c.last + 1]
    if s.form == "reported" or s.content_start is None or s.content_end is None:
        return tuple(here)
    return tuple(t for t in here if not s.content_start <= t.start < s.content_end)


_REACH = 40  # tokens between a verb and its particle


def _senses(p: Parse, first: int, cue: tuple[Token, ...]) -> tuple[Sense, ...]:
    """The readings of the cue's verb; those with a prefix that stands apart only where it does, and then no others."""
    found = next((table for t in cue if (table := senses(p.code).get(t.key))), ())
    after = _closing(p, first) if any(x.particle for x in found) else set()
    parted = tuple(x for x in found if x.particle and x.particle in after)
    return parted or tuple(x for x in found if not x.particle)


def _closing(p: Parse, verb: int) -> set[str]:
    """The words after a verb that close a clause, as a separated prefix does; in English the word right after it."""
    if p.code == "en":
        return {t.key for t in p.tokens[verb + 1 : verb + 2]}
    out: set[str] = set()
    for k in range(verb + 1, min(len(p.tokens), verb + _REACH)):
        if p.tokens[k].text in (";", ":"):
            break
        if k + 1 == len(p.tokens) or p.tokens[k + 1].tag in ("PUNCT", "AND", "BUT", "SUB"):
            out.add(p.tokens[k].key)
    return out


def name_of(sense: Sense, code: str) -> str:
    """The verb as rules name it: "zurückweisen", "rule out"."""
    return sense.verb.split()[0].replace("|", "" if code == "de" else " ")
