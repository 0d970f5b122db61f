"""What is said: the stretch of text that a cue attributes, and in which form."""

import re
from itertools import pairwise

from chronik.annotate.cue import Cue
from chronik.annotate.speech_complement import complement, noun_complement, says_that
from chronik.annotate.speech_lexicon import grammar
from chronik.annotate.speech_scope import lead_content
from chronik.annotate.speech_span import (
    Content,
    clause_end,
    has_zu,
    is_relative,
    quoted,
    span,
    stops,
    tells_circumstance,
    verb_first,
)
from chronik.annotate.speech_subject import split_subject
from chronik.article.phrases import Clause, Parse
from chronik.model import Document, Quote

_DASHES = (",", "–", "—", "-")
_MARKS = ("“", "”", '"', "«", "»")


def content_of(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """The main content of a cue, or None where it says nothing (then it is no statement)."""
    if cue.lead:
        return lead_content(p, cue, cues, document)
    if cue.noun:
        return noun_complement(p, cue, cues)
    if says_that(p, cue) and _asks_infinitive(p, cue):
        return complement(p, cue, cues)  # "versprach, „endlose Kriege“ zu beenden"
    found = _as_told(p, cue, document) or _quote_near(p, cue, document)
    if found is None and says_that(p, cue):
        found = complement(p, cue, cues)
    return found or _set_in(p, cue, cues) or complement(p, cue, cues) or _points_back(p, cue, document) or _told(p, cue)


def _asks_infinitive(p: Parse, cue: Cue) -> bool:
    """Whether an infinitive with "zu" follows a German verb of speaking."""
    k = cue.last + 2
    return p.code == "de" and k < len(p.tokens) and has_zu(p, p.tokens[k : p.clause_of(k).last + 1])


# ---------------------------------------------------------------- quotations and "wie X mitteilte"


def _as_told(p: Parse, cue: Cue, document: Document) -> Content | None:
    """Wie X mitteilte, …;  …, wie X mitteilte."""
    opens = cue.opener == "sub" or p.code == "en"
    if not opens or p.tokens[cue.first].key not in grammar(p.code).like or "clause" not in cue.takes:
        return None
    first, start, end = p.tokens[cue.first].start, p.tokens[0].start, p.tokens[-1].end
    q = _ends_before(p, first, document)
    if q is not None:
        return quoted(p, q)
    if first - start < 3:
        return span(p, clause_end(p, cue), end, "indirect")
    rest = p.text[clause_end(p, cue) : end].strip(' .,;:!?“"»«').split()
    return span(p, start, end if len(rest) > 2 else first, "indirect")


def _ends_before(p: Parse, offset: int, document: Document) -> Quote | None:
    """The quotation that ends right before an offset."""
    for q in document.quotes:
        if q.end <= offset and not q.scare and offset - q.end <= 6 and not re.search(r"\w", p.text[q.end : offset]):
            return q
    return None


def _quote_near(p: Parse, cue: Cue, document: Document) -> Content | None:
    """A quotation that ends right before the reporting clause or begins right after it."""
    if "quote" not in cue.takes:
        return None
    before = _ends_before(p, p.tokens[cue.first].start, document) if verb_first(p, cue) else None
    if before is not None:
        return quoted(p, before)
    return next((quoted(p, q) for q in document.quotes if _begins_after(p, cue, q)), None)


def _begins_after(p: Parse, cue: Cue, q: Quote) -> bool:
    """Whether a quotation begins right after the reporting clause and is all that follows; else it is a part."""
    end, stop = clause_end(p, cue), p.tokens[-1].end
    gap = p.text[end : q.start] if q.start >= end else "w"
    colon = ":" in p.text[max(0, end - 1) : q.start]
    if len(gap) > 8 or re.search(r"[\w.!?]", gap) or (q.start >= stop and not colon):
        return False
    partly = "," in gap and bool(re.search(r"\w", p.text[q.end : max(stop, q.end)]))
    return colon or not (q.scare or "\n" in gap or partly)


# ---------------------------------------------------------------- set into the sentence


def _set_in(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """…, sagte X(, …): the sentence that the reporting clause is set into."""
    if "clause" not in cue.takes or cue.first == 0 or cue.opener != "main" or not _may_be_set_in(p, cue):
        return None
    start = max((t.end for t in p.tokens[: cue.first - 1] if t.text in (";", ":")), default=p.tokens[0].start)
    said = _english_clause_before(p, start, cue) if p.code == "en" else _main_clause_before(p, start, cue)
    if not said:
        return None
    later = [c for c in p.clauses if c.first > cue.last]
    goes_on = bool(later) and _goes_on(p, later[0])
    return span(p, start, stops(p, cue, cues) if goes_on else p.tokens[cue.first].start, "indirect")


_LONGEST_PARENTHESIS = 9  # tokens of an English reporting clause


def _may_be_set_in(p: Parse, cue: Cue) -> bool:
    """Whether a reporting clause stands after a mark and has the order of one."""
    if p.tokens[cue.first - 1].text not in (*_DASHES, *_MARKS) or split_subject(p, cue):
        return False
    if cue.passive and cue.sense and cue.sense.group.name not in ("say", "announce", "confirm"):
        return False
    if p.code == "en":
        return cue.last - cue.first <= _LONGEST_PARENTHESIS
    first = p.tokens[cue.first]
    opens = cue.first == cue.token or first.tag == "AUX" or (first.key == "so" and cue.token == cue.first + 1)
    elsewhere = cue.passive or bool(cue.sense and cue.sense.group.speaker)
    return opens and (elsewhere or _speaker_follows(p, cue))


def _speaker_follows(p: Parse, cue: Cue) -> bool:
    """Whether a nominative stands after the verb: "…, sagte X", not "X, der in Kabul war, sagte"."""
    return any(cue.first <= x.first <= cue.last and not (x.prep or x.oblique) for x in p.phrases)


def _main_clause_before(p: Parse, start: int, cue: Cue) -> bool:
    """Whether a main clause, or one with dass, ob or a question word, stands before the reporting clause."""
    words = grammar(p.code)
    earlier = [c for c in p.clauses if p.tokens[c.first].start >= start and c.last < cue.first]
    if any(p.tokens[c.first].key in words.that or p.tokens[c.first].key in words.question for c in earlier):
        return True
    return any(_is_statement(p, c) and not _ends_subordinate(p, c, earlier[0]) for c in earlier)


def _is_statement(p: Parse, c: Clause) -> bool:
    """A clause with a verb that tells no circumstance and hangs on no noun."""
    if is_relative(p, c) or tells_circumstance(p, c):
        return False
    return any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[c.first : c.last + 1])


def _ends_subordinate(p: Parse, c: Clause, opening: Clause) -> bool:
    """The last piece of a subordinate clause that opened the sentence: its verb stands at the end."""
    return c is not opening and opening.opener == "sub" and p.tokens[c.last].tag in ("AUX", "VERB")


def _english_clause_before(p: Parse, start: int, cue: Cue) -> bool:
    """Whether what stands before holds a verb, which may lie hidden between two phrases ("The firm cuts its staff")."""
    hangs = {k for c in p.clauses if c.opener == "rel" for k in range(c.first, c.last + 1)}
    earlier = [x for x in p.phrases if x.last < cue.first and x.first not in hangs]
    if any(x.last + 1 == y.first for x, y in pairwise(earlier)):
        return True
    covered = {k for x in p.phrases for k in range(x.first, x.last + 1)} | hangs
    left = [k for k in range(cue.first) if p.tokens[k].start >= start and k not in hangs]
    return any(p.tokens[k].tag in ("AUX", "VERB") or (p.tokens[k].tag == "WORD" and k not in covered) for k in left)


def _goes_on(p: Parse, c: Clause) -> bool:
    """After "sagte X": a clause of one's own, not one that hangs on X or tells when he said it."""
    if is_relative(p, c) or c.last - c.first <= 1:
        return False
    first = p.tokens[c.first].key
    participle = p.code == "en" and first.endswith("ing")  # "…, Miller said, meeting a deadline"
    return not participle and first not in grammar(p.code).circumstance


# ---------------------------------------------------------------- told in the reporting clause


def _points_back(p: Parse, cue: Cue, document: Document) -> Content | None:
    """Das teilte X mit: the sentences before in the same paragraph, three at most, else the last one above it."""
    first = p.tokens[cue.first]
    second = p.tokens[cue.first + 1] if cue.first + 1 < len(p.tokens) else None
    adjacent = cue.token == cue.first + 1 or (second is not None and second.tag == "AUX" and not cue.passive)
    if "clause" not in cue.takes or first.key not in grammar(p.code).pointers or cue.first > 1 or not adjacent:
        return None
    earlier = [s for s in document.sentences if s.end <= p.tokens[0].start][-3:]
    if not earlier:
        return None
    start = earlier[-1].start
    for s, after in zip(earlier[-2::-1], earlier[:0:-1], strict=False):
        if "\n" in p.text[s.end : after.start]:
            break
        start = s.start
    return span(p, start, earlier[-1].end, "indirect")


def _told(p: Parse, cue: Cue) -> Content | None:
    """kündigte den Abzug an; sprach von …; nannte X als Y: the clause that tells of it"""
    here = p.tokens[cue.first : cue.last + 1]
    keys = {t.key for t in here}
    number = "number" in cue.takes and any(t.tag == "NUM" for t in here)
    takes = number or "object" in cue.takes or not keys.isdisjoint(cue.takes)
    if cue.passive or not takes or not keys.isdisjoint(grammar(p.code).nobody) or _names_nothing(p, cue):
        return None
    others = [x for x in p.phrases if cue.first <= x.first <= cue.last and x.first != cue.token]
    return span(p, *_whole_clause(p, cue), "reported") if others else None


def _names_nothing(p: Parse, cue: Cue) -> bool:
    """ "nannte keinen Termin": nothing is said."""
    named = cue.sense is not None and cue.sense.group.name == "name"
    return named and any(t.key in _NOTHING for t in p.tokens[cue.first : cue.last + 1])


_NOTHING = frozenset(("nicht", "kein", "keine", "keinen", "keinerlei", "nichts"))


def _whole_clause(p: Parse, cue: Cue) -> tuple[int, int]:
    """The reporting clause with the clauses that hang on it."""
    start, end = p.tokens[cue.first].start, clause_end(p, cue)
    for c in [c for c in p.clauses if c.first > cue.last]:
        piece = p.tokens[c.first : c.last + 1]
        goes_on = c.opener == "main" and any(t.tag in ("AUX", "VERB") for t in piece) and not has_zu(p, piece)
        if goes_on or tells_circumstance(p, c):
            break
        end = p.tokens[c.last].end
    if cue.opener == "main" and cue.first > 0 and p.tokens[cue.first - 1].text == ",":
        start = p.tokens[0].start
    return start, end
