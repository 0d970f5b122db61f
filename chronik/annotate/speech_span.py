"""Extents of what is said, after REDEWIEDERGABE (Brunner et al. 2020).

Direct speech with its quotation marks, indirect speech from the word that opens the clause to its end without the
closing mark, reported speech the whole clause that tells of it.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from chronik.annotate.cue import CLOSING_MARKS, OPENING_MARKS, Cue
from chronik.annotate.speech_lexicon import grammar, mood_forms
from chronik.article.phrases import Clause, Parse
from chronik.article.tokens import Token
from chronik.model import Form, Quote

_SHORTEST = 3  # characters


class Content(NamedTuple):
    """A stretch that is said, and its form."""

    start: int
    end: int
    form: Form


def span(p: Parse, start: int, end: int, form: Form) -> Content | None:
    """The stretch without space, marks and unpaired quotation marks at its edges; None where nothing is left."""
    start, end = _trim(p.text, start, end)
    return Content(start, end, form) if end - start >= _SHORTEST else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.!?–—-("):
        end -= 1
    if end > start and text[end - 1] in CLOSING_MARKS and not re.search('[„“"«»]', text[start : end - 1]):
        return _trim(text, start, end - 1)
    if end > start and text[start] in OPENING_MARKS and not re.search('[“”"«»]', text[start + 1 : end]):
        return _trim(text, start + 1, end)
    return start, end


_SENTENCE = re.compile(r"[.!?…](?=\s)")


def with_marks(text: str, q: Quote) -> tuple[int, int]:
    """Extent of a quotation with its marks; of one that is never closed nor goes on, its first sentence."""
    start = q.start - 1 if q.start and not text[q.start - 1].isalnum() else q.start
    closed = q.end < len(text) and text[q.end] in "“”\"«»'’‘›‹"
    if closed or text[q.end :].lstrip()[:1] in ("„", '"', "»", "«", "“"):
        return start, q.end + closed
    first = _SENTENCE.search(text, q.start, q.end)
    return start, first.end() if first else q.end


def quoted(p: Parse, q: Quote) -> Content:
    """A quotation as direct content."""
    start, end = with_marks(p.text, q)
    return Content(start, end, "direct")


def stops(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> int:
    """Where what follows a cue ends: the sentence, a semicolon, the next verb of speaking with its own subject,
    a quotation after a colon, or ", so X".
    """
    ends = [p.tokens[-1].end]
    ends += [k for o in cues if o.sense and o.token > cue.last and (k := _next_report(p, cue, o))]
    ends += [o.start for o in cues if _closing_so(p, cue, o)]
    ends += [t.start for t in p.tokens[cue.token + 1 :] if t.text == ";"]
    for t, after in pairwise(p.tokens[cue.last + 2 :]):
        if t.text == ":" and after.text in _OPENING:
            ends.append(t.start)
    return min(ends)


_OPENING = ("„", "»", "«", "“", '"')


def _closing_so(p: Parse, cue: Cue, other: Cue) -> bool:
    """ "…, so X" after what is said."""
    so = other.lead is not None and other.lead.place == "so"
    return so and other.token > cue.last + 1 and p.tokens[other.token - 1].text == ","


def _next_report(p: Parse, cue: Cue, other: Cue) -> int:
    """Where "und" or a comma begins the report of another verb of speaking, 0 where it is part of what is said.

    Between the conjunction and the verb stands at most its subject ("…, doch ein Sprecher erklärte"); in the
    reported mood it is part of what is said.
    """
    k = other.token - 1
    if p.tokens[k].tag == "AND":
        return p.tokens[k].start
    if other.opener != "main" or not other.sense or other.sense.kind not in ("present", "past"):
        return 0
    found = [n for n in range(cue.last + 2, k + 1) if p.tokens[n].tag in ("AND", "BUT")]
    if not found or any(t.tag in ("AUX", "VERB", "SUB") or t.text == "," for t in p.tokens[found[-1] : k + 1]):
        return 0
    subject = next((x for x in p.phrases if x.first > found[-1]), None)
    beside = subject is not None and subject.first <= found[-1] + 2 and not subject.prep and not subject.oblique
    return p.tokens[found[-1]].start if beside else 0


def clause_end(p: Parse, cue: Cue) -> int:
    """Where the reporting clause ends."""
    return p.tokens[min(cue.last, len(p.tokens) - 1)].end


def verb_first(p: Parse, cue: Cue) -> bool:
    """Whether a reporting clause opens with its verb ("…, sagte X")."""
    first = p.tokens[cue.first]
    return cue.token - cue.first <= 1 or first.tag == "AUX" or first.key == "so"


def is_relative(p: Parse, c: Clause) -> bool:
    """A relative clause: "die" with no noun after it, "der am Montag …"; "die Union …" opens a main clause."""
    if c.opener != "rel":
        return False
    k = c.first
    while p.tokens[k].tag == "PREP":
        k += 1
    if p.tokens[k].tag not in ("DET", "OBL") or p.tokens[k].key in grammar(p.code).relative_only:
        return True
    return not any(x.first == k and not x.pronoun for x in p.phrases)


def tells_circumstance(p: Parse, c: Clause) -> bool:
    """Whether a clause tells when, why or on what condition; "seit" and "während" may also open a main clause."""
    words, first = grammar(p.code), p.tokens[c.first]
    if c.first + 1 < c.last and first.key == "damit" and p.tokens[c.first + 1].tag == "AUX":
        return False  # "damit solle ein Streit vermieden werden": the adverb
    opening = {t.key for t in p.tokens[c.first : c.first + 3]}
    if first.key not in words.circumstance and first.key not in words.condition:
        return c.last - c.first > 2 and not opening.isdisjoint(words.circumstance)  # "zwei Tage nachdem …"
    if first.tag != "PREP":
        return True
    body = [t for t in p.tokens[c.first : c.last + 1] if t.tag != "PUNCT"]
    return body[-1].tag == "AUX" or not any(t.tag == "AUX" for t in body)


def in_mood(p: Parse, c: Clause) -> bool:
    """Whether a clause has a verb in the reported mood or a form that stands in for it."""
    sure, stand_in = mood_forms(p.code)
    shown = sure | stand_in | grammar(p.code).unreal
    return any(t.key in shown and t.tag != "NOUN" for t in p.tokens[c.first : c.last + 1])


def next_mark(p: Parse, k: int) -> int:
    """The first mark after token k, the dot of "1. Oktober" left out; the number of tokens where none follows."""
    marks = (n for n in range(k + 1, len(p.tokens)) if p.tokens[n].tag == "PUNCT")
    last = len(p.tokens) - 1
    return next((n for n in marks if n == last or p.tokens[n].text != "." or p.tokens[n - 1].tag != "NUM"), last + 1)


def bare_infinitive(p: Parse, k: int) -> bool:
    """Whether an infinitive with "zu" follows token k without a comma: "kündigte an | die Preise zu senken"."""
    close = next_mark(p, k)
    return close - k > 2 and has_zu(p, p.tokens[max(k + 1, close - 2) : close])


def has_zu(p: Parse, found: list[Token]) -> bool:
    """Whether words hold an infinitive with zu, apart ("zu räumen") or inside ("abzuziehen")."""
    for t, after in pairwise(found):
        if t.key == "zu" and (after.tag in ("WORD", "VERB", "AUX") or after.key == "sein") and after.key.endswith("n"):
            return True
    prefixes = tuple(word + "zu" for word in grammar(p.code).separable)
    return any(t.tag != "NOUN" and t.key.endswith("n") and t.key.startswith(prefixes) and len(t.key) > 6 for t in found)
