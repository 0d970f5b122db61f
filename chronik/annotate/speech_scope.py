"""What a prepositional cue reaches over: its clause or sentence, never past another cue of its kind.

"laut Kommando 240 Wagen, kurdischen Quellen zufolge 310" are two attributions that keep apart.
"""

import re

from chronik.annotate.cue import Cue
from chronik.annotate.speech_lexicon import grammar
from chronik.annotate.speech_span import Content, is_relative, quoted, span
from chronik.article.phrases import Parse
from chronik.model import Document


def lead_content(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """The content of a cue without a verb, or None where nothing is left beside it."""
    if cue.lead and cue.lead.place == "so":
        return _before_so(p, cue, document)
    start, end = _scope(p, cue, cues)
    head = [t for t in p.tokens if start <= t.start < cue.start and t.tag not in ("PUNCT", "AND", "BUT", "ADV")]
    if not head:
        return span(p, _after_relative(p, cue), end, "indirect")
    tail = p.text[cue.end : end].strip(" .,;:–-)!?")
    return span(p, start, end if tail else cue.start, "indirect")


def _after_relative(p: Parse, cue: Cue) -> int:
    """Where what follows a cue begins: past a relative clause on its speaker ("… eines Experten, der …, würde …")."""
    after = [k for k, t in enumerate(p.tokens) if t.start >= cue.end]
    if len(after) > 2 and p.tokens[after[0]].text == "," and p.tokens[after[1]].key in grammar(p.code).relative:
        return next((p.tokens[k].end for k in after[2:] if p.tokens[k].text == ","), cue.end)
    return cue.end


def _before_so(p: Parse, cue: Cue, document: Document) -> Content | None:
    """…, so X: what stands before, the quotation if one ends there"""
    first = p.tokens[0].start
    for q in document.quotes:
        near = q.end <= cue.start and cue.start - q.end <= 5 and not re.search(r"\w", p.text[q.end : cue.start])
        if near and not q.scare and q.start <= first + 4:
            return quoted(p, q)
    start = max((t.end for t in p.tokens[: cue.token - 1] if t.text == ";"), default=first)
    rest = re.split(r"[:„»«]", p.text[cue.end : p.tokens[-1].end])[0].split()
    return span(p, start, p.tokens[-1].end if len(rest) > 4 else cue.start, "indirect")


def _scope(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> tuple[int, int]:
    relative = _relative_clause(p, cue)
    if relative:
        return relative
    clause = p.clause_of(cue.token)
    hangs = clause.opener == "sub" or (clause.opener == "rel" and is_relative(p, clause))
    if hangs and clause.first > 0:
        return p.tokens[clause.first].start, p.tokens[clause.last].end
    start = max((t.end for t in p.tokens if t.text == ";" and t.end <= cue.start), default=p.tokens[0].start)
    end = min((t.start for t in p.tokens if t.text == ";" and t.start >= cue.end), default=p.tokens[-1].end)
    for other in cues:
        if other.lead is None or other.token == cue.token or other.lead.place == "adverb":
            continue
        if other.start >= cue.end:
            end = min(end, _break_between(p, cue.end, other.start))
        elif other.end <= cue.start:
            start = max(start, _break_between(p, other.end, cue.start))
    return start, end


def _relative_clause(p: Parse, cue: Cue) -> tuple[int, int] | None:
    """Extent of a relative clause that a cue stands in right after its pronoun ("die nach dessen Angaben …")."""
    first = next(k for k, t in enumerate(p.tokens) if t.end > cue.start)
    if first < 2 or p.tokens[first - 2].text != "," or p.tokens[first - 1].key not in grammar(p.code).relative:
        return None
    marks = (t.start for t in p.tokens[first:] if t.start >= cue.end and t.text in (",", ";", "–"))
    return p.tokens[first - 1].start, next(marks, p.tokens[-1].end)


def _break_between(p: Parse, low: int, high: int) -> int:
    """The last mark or "und" between two cues."""
    between = [t for t in p.tokens if low <= t.start < high]
    marks = [t.start for t in between if t.text in (",", "–", ":") or t.tag in ("AND", "BUT")]
    return marks[-1] if marks else high
