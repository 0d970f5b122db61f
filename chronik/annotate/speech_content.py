"""What is said: the stretch of text that a cue attributes, and in which form."""

import re
from itertools import pairwise

from chronik.annotate.cue import Cue, phrase_from
from chronik.annotate.speech_complement import complement, hanging, noun_complement, says_that
from chronik.annotate.speech_lexicon import grammar, mood_forms, speech
from chronik.annotate.speech_scope import governed_content, lead_content
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
from chronik.annotate.speech_subject import able, split_subject
from chronik.article.phrases import Clause, Parse
from chronik.model import Document, Quote

_APART = re.compile(r"[,–—-]")
_GAP = 12  # characters of marks and spaces between a quotation and its reporting clause
_DASHES = (",", "–", "—", "-")
_MARKS = ("“", "”", '"', "«", "»")


def content_of(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """The main content of a cue, or None where it says nothing (then it is no statement)."""
    if cue.lead:
        return lead_content(p, cue, cues, document)
    if cue.noun:
        return governed_content(p, cue) if "governed" in cue.takes else noun_complement(p, cue, cues)
    if says_that(p, cue) and _asks_infinitive(p, cue):
        return complement(p, cue, cues)  # "versprach, „endlose Kriege“ zu beenden"
    found = _as_told(p, cue, document) or _quote_near(p, cue, document)
    if found is None and says_that(p, cue):
        found = complement(p, cue, cues)
    return found or _set_in(p, cue, cues) or complement(p, cue, cues) or _last_resort(p, cue, cues, document)


def _last_resort(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    return _points_back(p, cue, document) or hanging(p, cue, cues) or _told(p, cue, cues)


def _asks_infinitive(p: Parse, cue: Cue) -> bool:
    """Whether an infinitive with "zu" follows the verb of speaking."""
    k = cue.last + 2
    return k < len(p.tokens) and has_zu(p, p.tokens[k : p.clause_of(k).last + 1])


# ---------------------------------------------------------------- quotations and "wie X mitteilte"


def _as_told(p: Parse, cue: Cue, document: Document) -> Content | None:
    """Wie X mitteilte, …;  …, wie X mitteilte."""
    if cue.opener != "sub" or p.tokens[cue.first].key not in grammar(p.code).like or "clause" not in cue.takes:
        return None
    first, start, end = p.tokens[cue.first].start, p.tokens[0].start, p.tokens[-1].end
    q = _ends_before(p, first, document)
    if q is not None:
        return quoted(p, q)
    if first - start < 3:
        uncut = p.code == "de" and cue.token < cue.last and p.tokens[cue.token + 1].tag in ("AUX", "VERB")
        return span(p, p.tokens[cue.token].end if uncut else clause_end(p, cue), end, "indirect")
    rest = p.text[clause_end(p, cue) : end].strip(' .,;:!?“"»«').split()
    return span(p, start, end if len(rest) > 2 else first, "indirect")


def _ends_before(p: Parse, offset: int, document: Document) -> Quote | None:
    """The quotation that ends right before an offset."""
    for q in document.quotes:
        gap = p.text[q.end : offset] if q.end <= offset <= q.end + _GAP else "w"
        said = not q.scare or ("," in gap and q.start - p.tokens[0].start <= 1)  # "„Wir bleiben“, sagte er"
        if said and not re.search(r"\w|\n", gap):
            return q
    return None


def _quote_near(p: Parse, cue: Cue, document: Document) -> Content | None:
    """A quotation that ends right before the reporting clause or begins right after it."""
    if "quote" not in cue.takes or _names_itself(p, cue):
        return None
    goes_on = p.tokens[cue.first].tag in ("AND", "BUT")  # "„…“ und fordert Hilfe"
    before = _ends_before(p, p.tokens[cue.first].start, document) if verb_first(p, cue) and not goes_on else None
    part = before is not None and p.code == "de" and _ends_reported(p, cue, before)
    if before is not None and not part and not _begins_anew(p, cue, before) and _stands_apart(p, cue, before):
        return quoted(p, before)
    return next((quoted(p, q) for q in document.quotes if _begins_after(p, cue, q)), None)


def _ends_reported(p: Parse, cue: Cue, q: Quote) -> bool:
    """ "Das sei „ein Skandal“, sagte X": a quotation that is the end of a clause in the reported mood."""
    if q.end - q.start < 2 or p.text[q.end - 1] in ".!?" or "," not in p.text[q.end : p.tokens[cue.first].start]:
        return False
    sure = mood_forms(p.code)[0]
    clause = p.tokens[max((k + 1 for k in range(cue.first - 1) if p.tokens[k].text in ":;"), default=0) : cue.first]
    return any(t.key in sure and t.tag != "NOUN" for t in clause if t.start < q.start)


def _names_itself(p: Parse, cue: Cue) -> bool:
    """ "die Gruppe, die sich „…“ nennt": a name, nothing said."""
    if cue.sense is None or cue.sense.group.name != "name":
        return False
    since = next((k for k in range(cue.token - 1, -1, -1) if p.tokens[k].text == ","), 0)
    return any(t.key in ("sich", "itself") for t in p.tokens[since : cue.last + 1])


def _begins_anew(p: Parse, cue: Cue, q: Quote) -> bool:
    """Whether the clause is a sentence of its own: "„…“ Er forderte …"; not "„…“, er sagte", "„…“ Das sagte X"."""
    first = p.tokens[cue.first]
    gap = p.text[q.end : first.start]
    own = first.text[0].isupper() and first.tag != "AUX" and cue.token > cue.first
    return own and not ("," in gap[:3] or first.key in grammar(p.code).pointers)


def _stands_apart(p: Parse, cue: Cue, q: Quote) -> bool:
    """Whether a quotation is no name in the clause: "„…“, sagte X", not "Die „…“ berichtete" nor "für ein „…“ warb"."""
    gap = p.text[q.end : p.tokens[cue.first].start]
    opens = q.start <= p.tokens[0].start + 1 or p.text[: q.start - 1].rstrip().endswith(":")
    if opens or _APART.search(gap) or p.text[q.end - 1] in ".!?…":
        return True
    said = p.text[q.start].islower() or any(t.tag == "AUX" for t in p.tokens if q.start <= t.start < q.end)
    inverted = cue.token == cue.first and any(x.first == cue.token + 1 and able(p, x) for x in p.phrases)
    return said or inverted or not {"als", "object"}.isdisjoint(cue.takes)


def _begins_after(p: Parse, cue: Cue, q: Quote) -> bool:
    """Whether a quotation begins right after the reporting clause and is all that follows; else it is a part."""
    end, stop = clause_end(p, cue), p.tokens[-1].end
    gap = p.text[end : q.start] if q.start >= end else "w"
    colon = ":" in p.text[max(0, end - 1) : q.start]
    if len(gap) > 8 or re.search(r"[\w.!?]", gap) or (q.start >= stop and not colon):
        return False
    partly = "," in gap and bool(re.search(r"\w", p.text[q.end : max(stop, q.end)]))
    return colon or not (q.scare or "\n" in gap or partly or _is_title(p, q))


def _is_title(p: Parse, q: Quote) -> bool:
    """What follows a noun and has no verb is its name: "schrieb Musik zu dem Film „…“"; not "mit der Parole „…“"."""
    inside = [t for t in p.tokens if q.start <= t.start < q.end]
    before = next((t for t in reversed(p.tokens) if t.end < q.start), None)
    if before is None or not inside or q.end - q.start < 2 or p.text[q.end - 1] in "!?":
        return False
    nouns = speech(p.code).nouns
    free = p.text[q.start].islower() or any(t.tag in ("AUX", "VERB") for t in inside)
    return before.key.endswith(nouns.naming) or (before.tag == "NOUN" and before.key not in nouns.quoting and not free)


# ---------------------------------------------------------------- set into the sentence


def _set_in(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """…, sagte X(, …): the sentence that the reporting clause is set into."""
    if "clause" not in cue.takes or cue.first == 0 or cue.opener != "main" or not _may_be_set_in(p, cue):
        return None
    start = max((t.end for t in p.tokens[: cue.first - 1] if t.text in (";", ":")), default=p.tokens[0].start)
    said = _main_clause_before(p, start, cue)
    if not said and p.tokens[cue.first].key == "so" and cue.last + 2 < len(p.tokens):
        return span(p, start, stops(p, cue, cues), "indirect")
    later = [c for c in p.clauses if c.first > cue.last]
    if not said and not (later and _parts_clause(p, start, cue, later[0])):
        return None
    goes_on = bool(later) and _goes_on(p, later[0])
    return span(p, start, stops(p, cue, cues) if goes_on else p.tokens[cue.first].start, "indirect")


def _parts_clause(p: Parse, start: int, cue: Cue, after: Clause) -> bool:
    """ "In zehn Jahren, so schätzt X, soll …": set into one clause, whose verb follows."""
    before = [t for t in p.tokens[: cue.first] if t.start >= start and t.text != ","]
    whole = bool(before) and not any(t.tag in ("AUX", "VERB", "WORD", "SUB") for t in before)
    return whole and p.tokens[after.first].tag in ("AUX", "VERB") and p.tokens[after.first - 1].text in _DASHES


_GOING_ON = frozenset(("aber", "jedoch", "hingegen", "allerdings", "also", "somit"))


def _may_be_set_in(p: Parse, cue: Cue) -> bool:
    """Whether a reporting clause stands after a mark and has the order of one."""
    if p.tokens[cue.first - 1].text not in (*_DASHES, *_MARKS) or split_subject(p, cue):
        return False
    if cue.passive and cue.sense and cue.sense.group.name not in ("say", "announce", "inform", "confirm"):
        return False
    first = p.tokens[cue.first]
    after = p.tokens[cue.token + 1].key if cue.token + 1 < len(p.tokens) else ""
    if after in _GOING_ON:  # "…, fordert aber mehr": the subject goes on
        return False
    opens = cue.first == cue.token or first.tag == "AUX" or (first.key == "so" and cue.token == cue.first + 1)
    elsewhere = cue.passive or bool(cue.sense and cue.sense.group.speaker)
    return opens and (elsewhere or _speaker_follows(p, cue))


def _speaker_follows(p: Parse, cue: Cue) -> bool:
    """Whether a nominative stands after the verb: "…, sagte X", not "X, der in Kabul war, sagte"."""
    return any(cue.first <= x.first <= cue.last and not (x.prep or x.oblique) for x in p.phrases)


def _main_clause_before(p: Parse, start: int, cue: Cue) -> bool:
    """Whether a main clause, or one with dass, ob or a question word, stands before the reporting clause."""
    words = grammar(p.code)
    opener = next((t for t in p.tokens if t.start >= start), p.tokens[0])
    if opener.key in words.circumstance and _only_subordinate(p, start, cue):
        return False  # "Nachdem er gehört hatte, warum …, schrieb er"
    earlier = [c for c in p.clauses if p.tokens[c.first].start >= start and c.last < cue.first]
    own = p.clause_of(cue.first)
    if own.first < cue.first - 1 and p.tokens[own.first].start >= start:  # "…, darunter eine Frau, sagte X": left uncut
        earlier.append(own._replace(last=cue.first - 2))
    if any(p.tokens[c.first].key in words.that or p.tokens[c.first].key in words.question for c in earlier):
        return True
    if _only_object(p, start, cue) or _only_subordinate(p, start, cue):
        return False
    return any(_is_statement(p, c) and not _ends_subordinate(p, c, earlier[0]) for c in earlier)


def _only_object(p: Parse, start: int, cue: Cue) -> bool:
    """ "In einem Brief, den er schrieb, sagte X, …": a phrase and clauses that hang on it, without a main verb."""
    here = [k for k in range(cue.first) if p.tokens[k].start >= start]
    commas = [k for k in here if p.tokens[k].text == ","]
    if len(commas) < 2:
        return False
    opener = commas[0] + 1 + (p.tokens[commas[0] + 1].tag == "PREP")
    if p.tokens[opener].key not in grammar(p.code).relative | grammar(p.code).relative_only:
        return False
    verbal = ("AUX", "VERB", "WORD")
    if any(p.tokens[k].tag in verbal for k in here if k < commas[0]):
        return False
    return not any(p.tokens[k + 1].tag in verbal for k in commas[1:-1])


def _only_subordinate(p: Parse, start: int, cue: Cue) -> bool:
    """ "Wie X mitteilte, sieht Y …": only a clause of circumstance stands before the verb, which is the main one."""
    words = grammar(p.code)
    here = [k for k in range(cue.first) if p.tokens[k].start >= start]
    first = p.tokens[here[0]].key if here else ""
    if first not in words.circumstance | words.condition | words.like or p.tokens[here[0]].tag != "SUB":
        return False
    commas = [k for k in here[:-1] if p.tokens[k].text == ","]
    return not any(p.tokens[k + 1].tag in ("AUX", "VERB", "WORD") for k in commas)


def _is_statement(p: Parse, c: Clause) -> bool:
    """A clause with a verb that tells no circumstance and hangs on no noun."""
    if is_relative(p, c) or tells_circumstance(p, c):
        return False
    return any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[c.first : c.last + 1])


def _ends_subordinate(p: Parse, c: Clause, opening: Clause) -> bool:
    """The last piece of a subordinate clause that opened the sentence: its verb stands at the end."""
    return c is not opening and opening.opener == "sub" and p.tokens[c.last].tag in ("AUX", "VERB")


def _goes_on(p: Parse, c: Clause) -> bool:
    """After "sagte X": a clause of one's own, not one that hangs on X or tells when he said it."""
    if is_relative(p, c) or c.last - c.first <= 1:
        return False
    return p.tokens[c.first].key not in grammar(p.code).circumstance


# ---------------------------------------------------------------- told in the reporting clause


def _points_back(p: Parse, cue: Cue, document: Document) -> Content | None:
    """Das teilte X mit: the sentence before, with the one before that where the two are all of the paragraph."""
    if _object_points_back(p, cue):
        before = [s for s in document.sentences if s.end <= p.tokens[0].start][-1:]
        return span(p, before[0].start, before[0].end, "indirect") if before else None
    first = p.tokens[cue.first]
    second = p.tokens[cue.first + 1] if cue.first + 1 < len(p.tokens) else None
    adjacent = cue.token == cue.first + 1 or (second is not None and second.tag == "AUX" and not cue.passive)
    if "clause" not in cue.takes or first.key not in grammar(p.code).pointers or not adjacent:
        return None
    if cue.first > 1:  # "Der Zug fährt später ab, das teilte die Bahn mit"
        parted = cue.opener == "main" and p.tokens[cue.first - 1].text in _DASHES
        return span(p, p.tokens[0].start, p.tokens[cue.first - 1].start, "indirect") if parted else None
    earlier = [s for s in document.sentences if s.end <= p.tokens[0].start][-3:]
    if not earlier:
        return None
    joined = ["\n" not in p.text[s.end : after.start] for s, after in pairwise(earlier)]
    both = joined[-1:] == [True] and joined[:-1] != [True]
    return span(p, earlier[-1 - both].start, earlier[-1].end, "indirect")


_ABOUT_IT = frozenset(("darüber", "davor"))


def _object_points_back(p: Parse, cue: Cue) -> bool:
    """ "Am Dienstag hatte der Sender das gemeldet", "Der Sprecher bestätigte das": the sentence before."""
    if cue.opener != "main" or cue.passive or "clause" not in cue.takes or cue.first > 1:
        return False
    words = grammar(p.code).pointers | (_ABOUT_IT if "quote" in cue.takes else set())
    k = next((n for n in range(cue.first + 1, cue.last + 1) if p.tokens[n].key in words), 0)
    x = phrase_from(p, k) if k else None
    ends = k + 1 == cue.token or k + 1 >= len(p.tokens) or p.tokens[k + 1].tag == "PUNCT"
    return bool(k) and ends and (x is None or x.first == x.last)


def _told(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """kündigte den Abzug an; sprach von …; nannte X als Y: the clause that tells of it"""
    here = p.tokens[cue.first : cue.last + 1]
    keys = {t.key for t in here}
    number = "number" in cue.takes and any(t.tag == "NUM" for t in here)
    takes = number or "object" in cue.takes or not keys.isdisjoint(cue.takes)
    by = here[0].key == "als" or "object" in cue.takes or not keys.isdisjoint(grammar(p.code).agents)
    valued = "als" in keys and by  # "Als Termin wurde der Mai genannt", "wird von X als Erfolg gewertet"
    if not takes or (cue.passive and not valued) or not keys.isdisjoint(grammar(p.code).nobody):
        return None
    if _names_nothing(p, cue) or _hardly_told(p, cue):
        return None
    others = [x for x in p.phrases if cue.first <= x.first <= cue.last and x.first != cue.token]
    return span(p, *_whole_clause(p, cue, cues), "reported") if others else None


def _hardly_told(p: Parse, cue: Cue) -> bool:
    """Told in passing, or no report at all: a relative clause, "ich fordere", "kann Änderungen fordern", a question."""
    here = p.tokens[cue.first : cue.last + 1]
    negated = any(t.key == "nicht" for t in here)
    may = cue.sense is not None and cue.sense.kind == "infinitive" and not negated
    own = any(t.key in ("ich", "wir") for t in here)
    asks = p.tokens[-1].text == "?"
    hangs = is_relative(p, p.clause_of(cue.token)) or _closes_relative(p, cue.token)
    return (hangs and cue.act != "demand") or may or own or asks


def _closes_relative(p: Parse, verb: int) -> bool:
    """ "Ein Rat, der den Plan ablehnte, …": a verb before a mark, after a comma with a relative pronoun."""
    if verb + 1 < len(p.tokens) and p.tokens[verb + 1].tag != "PUNCT":
        return False
    comma = next((k for k in range(verb, 0, -1) if p.tokens[k].text == ","), 0)
    return comma > 0 and comma + 2 < verb and p.tokens[comma + 1].key in grammar(p.code).relative


def _names_nothing(p: Parse, cue: Cue) -> bool:
    """ "nannte keinen Termin": nothing is said."""
    named = cue.sense is not None and cue.sense.group.name == "name"
    return named and any(t.key in _NOTHING for t in p.tokens[cue.first : cue.last + 1])


_NOTHING = frozenset(("nicht", "kein", "keine", "keinen", "keinerlei", "nichts"))


def _whole_clause(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> tuple[int, int]:
    """The reporting clause with what hangs on it, up to the next report ("lobte den Plan | und forderte …")."""
    joins = p.tokens[cue.first].tag == "AND"
    start, end = p.tokens[cue.first + joins].start, clause_end(p, cue)
    following = (o.token for o in cues if o.sense and cue.token < o.token <= cue.last)
    joined = next((k - 1 for k in following if p.tokens[k - 1].tag == "AND"), None)
    if joined is not None:
        return start, p.tokens[joined - 1].end
    for c in [c for c in p.clauses if c.first > cue.last]:
        piece = p.tokens[c.first : c.last + 1]
        goes_on = c.opener == "main" and any(t.tag in ("AUX", "VERB") for t in piece) and not has_zu(p, piece)
        if goes_on or tells_circumstance(p, c):
            break
        end = p.tokens[c.last].end
    told = cue.opener == "main" and cue.first > 0 and p.tokens[cue.first - 1].text == ","
    if told and not _only_subordinate(p, p.tokens[0].start, cue):
        start = p.tokens[0].start
    return start, end
