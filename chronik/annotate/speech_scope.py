"""What a prepositional cue reaches over: its clause or sentence, never past another cue of its kind.

"laut Kommando 240 Wagen, kurdischen Quellen zufolge 310" are two attributions that keep apart.
"""

import re

from chronik.annotate.cue import Cue, phrase_from
from chronik.annotate.speech_lexicon import grammar, mood_forms, speech
from chronik.annotate.speech_span import Content, is_relative, quoted, span, verb_first
from chronik.article.phrases import Parse, Phrase, extended
from chronik.model import Document


def lead_content(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """The content of a cue without a verb, or None where nothing is left beside it."""
    if cue.lead and cue.lead.place == "so":
        return _before_so(p, cue, document)
    if attribute := _attribute(p, cue):
        return span(p, *attribute, "indirect")
    start, end = _scope(p, cue, cues)
    head = [t for t in p.tokens if start <= t.start < cue.start and t.tag not in ("PUNCT", "AND", "BUT", "ADV")]
    if not head:
        return span(p, _after_relative(p, cue), end, "indirect")
    tail = p.text[cue.end : end].strip(" .,;:–-)!?")
    return span(p, start, end if tail else cue.start, "indirect")


def _after_relative(p: Parse, cue: Cue) -> int:
    """Where what follows a cue begins: past a relative clause on its speaker ("… eines Experten, der …, würde …").

    Also past an apposition ("… von Jan Veit, dem Leiter des Amts, …") and a note in brackets.
    """
    after = [k for k, t in enumerate(p.tokens) if t.start >= cue.end]
    if after and p.tokens[after[0]].text == "(":
        return next((p.tokens[k].end for k in after if p.tokens[k].text == ")"), cue.end)
    if len(after) > 2 and p.tokens[after[0]].text == ",":
        x = phrase_from(p, after[1])
        apposition = x is not None and not x.pronoun and p.tokens[x.first].tag in ("OBL", "DET") and x.first < x.last
        if x is not None and apposition and p.tokens[x.first].key in _DATIVE:
            end = extended(p, x)[1]
            verb = next((t for t in p.tokens if t.start >= end), None)
            if verb is not None and (verb.text == "," or verb.tag in ("AUX", "VERB")):
                return verb.end if verb.text == "," else end
        if p.tokens[after[1]].key in grammar(p.code).relative:
            return next((p.tokens[k].end for k in after[2:] if p.tokens[k].text == ","), cue.end)
    return cue.end


def governed(p: Parse, x: Phrase) -> Phrase | None:
    """What a noun of saying has with a preposition after the one who says it: "die Forderung des Rats nach Hilfe"."""
    nouns = speech(p.code).nouns
    word = next((w for ending, w in nouns.governs.items() if p.tokens[x.head].key.endswith(ending)), None)
    holder = phrase_from(p, x.last + 1) or phrase_from(p, x.last + 2)
    if word is None or holder is None or not (holder.genitive or holder.prep in grammar(p.code).agents):
        return None
    end = extended(p, x)[1] if holder.genitive else extended(p, holder)[1]
    after = next((y for y in p.phrases if y.start >= end), None)
    adjacent = after is not None and p.text[end : after.start].split() == [word]
    return after if adjacent else None


def governed_content(p: Parse, cue: Cue) -> Content | None:
    """The phrase that a noun of saying governs, with what hangs on it."""
    y = governed(p, cue.noun) if cue.noun else None
    return span(p, *extended(p, y), "indirect") if y else None


_DATIVE = ("dem", "der", "den", "einem", "einer")


def _attribute(p: Parse, cue: Cue) -> tuple[int, int] | None:
    """The noun phrase that a cue is set into: "die ihrer Meinung nach zu hohe Miete im Viertel".

    A number that a cue corrects ("100, nach anderen Angaben 110 Kilometer") is all that it says.
    """
    first = next(k for k, t in enumerate(p.tokens) if t.end > cue.start)
    after = next((k for k, t in enumerate(p.tokens) if t.start >= cue.end), len(p.tokens))
    before = p.tokens[first - 1] if first else None
    if before is None or after >= len(p.tokens) or (cue.lead and cue.lead.place in ("so", "adverb")):
        return None
    noun = next((k for k in range(after, len(p.tokens)) if p.tokens[k].tag == "NOUN"), None)
    if noun is None or any(t.tag not in ("ADJ", "NUM", "ADV", "WORD", "VERB") for t in p.tokens[after:noun]):
        return None
    x = next((x for x in p.phrases if x.first <= noun <= x.last), None)
    end = extended(p, x)[1] if x else p.tokens[noun].end
    if before.tag in ("DET", "OBL") and noun > after:
        return before.start, end
    numbered = before.text in (",", "(") and p.tokens[after].tag == "NUM"
    return (p.tokens[after].start, end) if numbered and _is_last(p, end) else None


def _is_last(p: Parse, end: int) -> bool:
    """Whether only a mark follows."""
    return next((t.tag == "PUNCT" for t in p.tokens if t.start >= end), True)


def _before_so(p: Parse, cue: Cue, document: Document) -> Content | None:
    """…, so X: what stands before, the quotation if one ends there"""
    first = p.tokens[0].start
    for q in document.quotes:
        near = q.end <= cue.start and cue.start - q.end <= 5 and not re.search(r"\w", p.text[q.end : cue.start])
        if near and not q.scare and q.start <= first + 4:
            return quoted(p, q)
    start = max((t.end for t in p.tokens[: cue.token - 1] if t.text in (";", ":")), default=first)
    return span(p, start, p.tokens[-1].end if _goes_on(p, cue) else cue.start, "indirect")


_QUOTED = re.compile(r"[„»«\"][^„“”»«\"]*[“”»«\"]")
_REST = 4  # words after "so X" up to which nothing goes on


def _goes_on(p: Parse, cue: Cue) -> bool:
    """Whether the sentence that "so X" is set into goes on after it, not only a relative clause or a quotation."""
    after = [k for k, t in enumerate(p.tokens) if t.start >= cue.end]
    k = next((k for k in after if p.tokens[k].tag not in ("PUNCT", "PREP")), None)
    if k is None or p.tokens[after[0]].text == ":":
        return False
    if not any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[: cue.token]):
        return True  # "Bis Mai, so X, der …, seien 20 Häuser fertig"
    first = p.tokens[k].key
    relative = first in grammar(p.code).relative_dative or (first in grammar(p.code).relative and not phrase_from(p, k))
    if p.tokens[after[0]].text == "," and (relative or p.tokens[k].tag == "SUB"):
        return False
    rest = p.text[cue.end : p.tokens[-1].end]
    outside = _QUOTED.sub(" ", rest)
    if outside != rest:
        return len(re.findall(r"\w+", outside.split(":")[0])) >= _REST
    return len(rest.split(":")[0].split()) > _REST


def _scope(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> tuple[int, int]:
    relative = _relative_clause(p, cue)
    if relative:
        return relative
    clause = p.clause_of(cue.token)
    hangs = clause.opener == "sub" or (clause.opener == "rel" and is_relative(p, clause))
    if hangs and clause.first > 0:
        return p.tokens[clause.first].start, p.tokens[clause.last].end
    start = max((t.end for t in p.tokens if t.text in (";", ":") and t.end <= cue.start), default=p.tokens[0].start)
    end = min((t.start for t in p.tokens if t.text == ";" and t.start >= cue.end), default=p.tokens[-1].end)
    start = max(start, _after_report(p, cue, cues))
    if bracket := _bracket(p, cue):
        return bracket
    for other in cues:
        if other.lead is None or other.token == cue.token or other.lead.place == "adverb":
            continue
        if other.start >= cue.end:
            end = min(end, _break_between(p, cue.end, other.start))
        elif other.end <= cue.start:
            start = max(start, _break_between(p, other.end, cue.start))
    return start, end


def _bracket(p: Parse, cue: Cue) -> tuple[int, int] | None:
    """Extent of the brackets that a cue stands in."""
    opened = p.text.rfind("(", p.tokens[0].start, cue.start)
    closed = p.text.find(")", cue.end, p.tokens[-1].end)
    inside = opened >= 0 and closed >= 0 and ")" not in p.text[opened : cue.start]
    return (opened + 1, closed) if inside else None


def _after_report(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> int:
    """Where a clause in what another says begins: "X sagte, nach Ansicht des Rats sei …"."""
    for other in reversed(cues):
        if other.sense and other.last < cue.token and verb_first(p, other) is False and other.last + 1 < len(p.tokens):
            return p.tokens[other.last + 1].end
    return 0


def _relative_clause(p: Parse, cue: Cue) -> tuple[int, int] | None:
    """Extent of a relative clause that a cue stands in right after its pronoun ("die nach dessen Angaben …").

    Where the cue opens the clause with the pronoun ("…, laut denen …"), what follows it.
    """
    first = next(k for k, t in enumerate(p.tokens) if t.end > cue.start)
    edge = cue.speaker is not None and (cue.speaker[1] == cue.end or cue.speaker[0] == cue.start)
    opens = cue.speaker is not None and edge and _is_pronoun(p, cue.speaker)
    if opens and first and p.tokens[first - 1].text == ",":
        return cue.end, _clause_end(p, cue)
    if first < 2 or p.tokens[first - 2].text != "," or p.tokens[first - 1].key not in grammar(p.code).relative:
        return None
    return p.tokens[first - 1].start, _clause_end(p, cue)


def _is_pronoun(p: Parse, extent: tuple[int, int]) -> bool:
    t = next((t for t in p.tokens if t.start == extent[0]), None)
    return t is not None and t.end == extent[1] and t.tag != "NOUN"


def _clause_end(p: Parse, cue: Cue) -> int:
    """Where the subordinate clause ends that a cue opens: at the first mark after a verb."""
    marks = [k for k, t in enumerate(p.tokens) if t.start >= cue.end and t.text in _ENDING]
    closing = next((k for k in marks if p.tokens[k].text == ";" or _is_finite(p, k - 1)), None)
    return p.tokens[closing].start if closing else p.tokens[-1].end


_ENDING = (",", ";", "–", ".", "“")


def _is_finite(p: Parse, k: int) -> bool:
    """Whether a word may be the verb that closes a clause."""
    t = p.tokens[k]
    return t.tag in ("AUX", "VERB") or t.key in mood_forms(p.code)[0] or (t.tag == "WORD" and t.key.endswith("en"))


def _break_between(p: Parse, low: int, high: int) -> int:
    """The last mark or "und" between two cues."""
    between = [t for t in p.tokens if low <= t.start < high]
    marks = [t.start for t in between if t.text in (",", "–", ":") or t.tag in ("AND", "BUT")]
    return marks[-1] if marks else high
