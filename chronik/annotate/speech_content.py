"""What is said: the stretch of text that a cue attributes, and in which form.

Extents follow REDEWIEDERGABE (Brunner et al. 2020): direct speech with its quotation marks, indirect speech from
the word that opens the clause to its end without the closing mark, reported speech the whole clause that tells
of it. A prepositional cue reaches over its clause.
"""

import re
from typing import NamedTuple

from chronik.annotate.speech_cues import Cue
from chronik.annotate.speech_lexicon import mood_forms
from chronik.article.phrases import Clause, Parse
from chronik.article.tokens import Token
from chronik.model import Document, Form, Quote


class Content(NamedTuple):
    """A stretch that is said, and its form."""

    start: int
    end: int
    form: Form


def content_of(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """The main content of a cue, or None where it says nothing (then it is no statement)."""
    if cue.lead:
        return _lead(p, cue, cues, document)
    if cue.noun:
        return _noun_complement(p, cue, cues, document)
    rules = (
        (_wie, _quote_near, _complement, _set_in, _object)
        if _dass_follows(p, cue)
        else (_wie, _quote_near, _set_in, _complement, _object)
    )
    for rule in rules:
        found = rule(p, cue, cues, document)
        if found is not None and found.end > found.start:
            return found
    return None


# ---------------------------------------------------------------- extents


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without space, marks and conjunctions at the edges; a closing quotation mark stays where it is opened."""
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-)"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.!?–—-("):
        end -= 1
    if end > start and text[end - 1] in '“”"«»' and not _opened(text, start, end - 1):
        return _trim(text, start, end - 1)
    if end > start and text[start] in '„“"«»' and not re.search('[“”"«»]', text[start + 1 : end]):
        return _trim(text, start + 1, end)
    return start, end


def _opened(text: str, start: int, mark: int) -> bool:
    return bool(re.search('[„“"«»]', text[start:mark]))


def _span(p: Parse, start: int, end: int, form: Form) -> Content | None:
    start, end = _trim(p.text, start, end)
    return Content(start, end, form) if end - start > 2 else None


def _bounds(p: Parse) -> tuple[int, int]:
    return p.tokens[0].start, p.tokens[-1].end


def _stops(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> int:
    """Where what follows a cue ends: the sentence, a semicolon, or "und" before the next verb of speaking."""
    end = p.tokens[-1].end
    for other in cues:
        if other.token > cue.last and not other.lead and other.sense and p.tokens[other.token - 1].tag == "AND":
            end = min(end, p.tokens[other.token - 1].start)
    for t in p.tokens[cue.token + 1 :]:
        if t.text == ";":
            end = min(end, t.start)
    return end


# ---------------------------------------------------------------- verbs


def _wie(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """Wie X mitteilte, …;  …, wie X mitteilte."""
    opener = p.tokens[cue.first].key
    opens = (cue.opener == "sub" and opener == "wie") or (p.code == "en" and opener == "as")
    if not opens or "clause" not in cue.takes:
        return None
    start, end = _bounds(p)
    for q in document.quotes:
        gap = p.text[q.end : p.tokens[cue.first].start]
        if q.end <= p.tokens[cue.first].start and len(gap) <= 5 and not re.search(r"\w", gap) and not q.scare:
            return Content(*with_marks(p.text, q), "direct")
    if cue.first == 0 or p.tokens[cue.first].start - start < 3:
        return _span(p, _clause_end(p, cue), end, "indirect")
    rest = p.text[_clause_end(p, cue) : end].strip(' .,;:!?“"»«')
    stop = end if len(rest.split()) > 2 else p.tokens[cue.first].start
    return _span(p, start, stop, "indirect")


def _clause_end(p: Parse, cue: Cue) -> int:
    return p.tokens[min(cue.last, len(p.tokens) - 1)].end


def _quote_near(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """A quotation that ends right before the reporting clause or begins right after it."""
    if "quote" not in cue.takes:
        return None
    start, end = p.tokens[cue.first].start, _clause_end(p, cue)
    for q in document.quotes:
        gap = p.text[q.end : start]
        if q.end <= start and len(gap) <= 6 and not re.search(r"\w", gap) and _verb_first(p, cue) and not q.scare:
            return Content(*with_marks(p.text, q), "direct")
        gap = p.text[end : q.start]
        if q.start >= end and len(gap) <= 8 and not re.search(r"[\w.!?]", gap) and (":" in gap or not q.scare):
            if ":" in gap or "\n" not in gap:
                return Content(*with_marks(p.text, q), "direct")
    return None


def _verb_first(p: Parse, cue: Cue) -> bool:
    """Whether the reporting clause opens with its verb, or in English with subject and verb at the end."""
    if p.code == "en":
        return True
    return cue.token - cue.first <= 1 or p.tokens[cue.first].tag == "AUX" or p.tokens[cue.first].key == "so"


def with_marks(text: str, q: Quote) -> tuple[int, int]:
    """Extent of a quotation with its marks."""
    start = q.start - 1 if q.start and not text[q.start - 1].isalnum() else q.start
    end = q.end + 1 if q.end < len(text) and not text[q.end].isalnum() and not text[q.end].isspace() else q.end
    return start, end


def _set_in(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """…, sagte X(, …): the sentence that the reporting clause is set into."""
    if "clause" not in cue.takes or cue.first == 0 or cue.opener != "main":
        return None
    if cue.passive and cue.act not in ("announce", "confirm") and cue.sense and cue.sense.group.name != "say":
        return None
    if p.code == "de" and cue.first != cue.token and p.tokens[cue.first].tag != "AUX":
        if not (p.tokens[cue.first].key == "so" and cue.token == cue.first + 1):
            return None
    if p.tokens[cue.first - 1].text not in (",", "–", "—", "“", "”", '"', "«", "»", "-"):
        return None
    if p.code == "en" and not _english_parenthesis(p, cue):
        return None
    start = _left(p, cue)
    if not _may_be_said(p, start, cue):
        return None
    later = [c for c in p.clauses if c.first > cue.last]
    goes_on = bool(later) and _goes_on(p, later[0])
    return _span(p, start, _stops(p, cue, cues) if goes_on else p.tokens[cue.first].start, "indirect")


def _may_be_said(p: Parse, start: int, cue: Cue) -> bool:
    """Whether a main clause, or one with dass, ob or a question word, stands before the reporting clause."""
    if p.code == "en":
        covered = {k for x in p.phrases for k in range(x.first, x.last + 1)}
        left = [k for k in range(cue.first) if p.tokens[k].start >= start]
        if any(x.last + 1 == y.first for x, y in zip(p.phrases, p.phrases[1:], strict=False) if y.last < cue.first):
            return True  # a verb lies hidden between two phrases ("The U.S. cuts its force")
        return any(p.tokens[k].tag in ("AUX", "VERB") or (p.tokens[k].tag == "WORD" and k not in covered) for k in left)
    earlier = [c for c in p.clauses if p.tokens[c.first].start >= start and c.last < cue.first]
    for c in earlier:
        key = p.tokens[c.first].key
        if key in _SAYING_OPENERS:
            return True
        if (
            not _relative(p, c)
            and key not in _ADVERBIAL
            and key not in ("wenn", "falls", "weil", "da", "sofern", "solange", "wie")
        ):
            if any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[c.first : c.last + 1]) and not (
                c is not earlier[0] and p.tokens[c.last].tag in ("AUX", "VERB") and earlier[0].opener == "sub"
            ):
                return True
    return False


_SAYING_OPENERS = frozenset(("dass", "ob", "warum", "weshalb", "wer", "was", "wann", "wo", "wieso"))


def _dass_follows(p: Parse, cue: Cue) -> bool:
    """Whether the next clause opens with dass or ob, so that what stands before the verb is not what is said."""
    if p.code == "en":
        return any(c.first > cue.token and p.tokens[c.first].key in ("that", "whether") for c in p.clauses)
    k = cue.last + 2
    return k < len(p.tokens) and p.tokens[k].key in ("dass", "ob") and p.tokens[k - 1].text == ","


def _noun_complement(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """die Ankündigung, dass …; die Prognose, … würden …; die Drohung, zu …"""
    first = cue.last + 2
    comma = next((k for k in range(first, len(p.tokens)) if p.tokens[k].text in (",", "–")), len(p.tokens))
    piece = Clause(first, comma - 1, "main")
    opener = p.tokens[first].key
    said = opener in _SAYING_OPENERS or _has_zu(p.tokens[first:comma])
    if not said and (p.tokens[first].key in _RELATIVE and _phrase_at(p, first) is None or not _in_mood(p, piece)):
        return None
    if opener == "um" or p.tokens[first].tag in ("AND", "BUT"):
        return None
    end = _stops(p, cue, cues)
    before = opener
    for k in range(comma, len(p.tokens) - 1):
        after = p.tokens[k + 1]
        if p.tokens[k].text == "," and after.tag in ("AUX", "VERB", "WORD") and before not in _CIRCUMSTANCE:
            end = min(end, p.tokens[k].start)
            break
        if p.tokens[k].text == ",":
            before = after.key
    return _span(p, p.tokens[first].start, end, "indirect")


def _phrase_at(p: Parse, token: int) -> object:
    return next((x for x in p.phrases if x.first == token and not x.pronoun), None)


def _english_parenthesis(p: Parse, cue: Cue) -> bool:
    """, officials say;  , Obama has said: nothing but subject, verb and a few words in the clause"""
    return cue.last - cue.first <= 9


def _left(p: Parse, cue: Cue) -> int:
    """Where the sentence around a reporting clause begins: after a semicolon or an earlier colon."""
    for t in reversed(p.tokens[: cue.first - 1]):
        if t.text in (";", ":"):
            return t.end
    return p.tokens[0].start


def _goes_on(p: Parse, clause: Clause) -> bool:
    """After "sagte X": a clause of one's own, not one that hangs on X or tells when he said it."""
    key = p.tokens[clause.first].key
    return not _relative(p, clause) and key not in _ADVERBIAL and len(range(clause.first, clause.last)) > 1


_ADVERBIAL = frozenset(("nachdem", "während", "als", "bevor", "ehe", "wobei", "obwohl", "indem", "um", "ohne", "seit", "sobald", "when", "while", "after", "before", "although", "though", "as", "damit", "woraufhin"))  # fmt: skip


def _relative(p: Parse, clause: Clause) -> bool:
    """A relative clause: "die" with no noun after it, "der am Montag …"; "die Union …" opens a main clause."""
    if clause.opener != "rel":
        return False
    k = clause.first
    while p.tokens[k].tag == "PREP":
        k += 1
    following = p.tokens[k + 1] if k + 1 < len(p.tokens) else None
    if p.tokens[k].key in ("deren", "dessen", "denen", "who", "which", "whose"):
        return True
    if following is None or p.tokens[k].tag not in ("DET", "OBL"):
        return True
    phrase = next((x for x in p.phrases if x.first == k), None)
    return phrase is None or phrase.pronoun


def _complement(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """…, dass …; …, die Union …; …, die Truppen abzuziehen; in English also without a mark."""
    if p.code == "en":
        return _english_complement(p, cue, cues)
    later = [c for c in p.clauses if c.first > max(cue.last, cue.token)]
    for n, c in enumerate(later):
        if p.tokens[c.first - 1].text in ("„", "(", "»", "«") or _relative(p, c):
            continue
        following = later[n + 1] if n + 1 < len(later) else None
        if any(other.token in (c.first, c.first + 1) and not other.lead and _verb_first(p, other) for other in cues):
            return None  # "…, hieß es aus Essen": a reporting clause of its own
        if p.tokens[c.first].key in _CIRCUMSTANCE and not (
            following and p.tokens[following.first].tag in ("AUX", "VERB")
        ):
            continue
        if not _fits(p, cue, c):
            return None
        return _span(p, p.tokens[c.first].start, _complement_end(p, cue, cues, later[n:]), "indirect")
    return _uncut_complement(p, cue, cues) if "clause" in cue.takes else None


def _uncut_complement(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """A comma that the parse did not take for a clause's, with the reported mood after it ("…, der Planer räume …")."""
    sure, _ = mood_forms(p.code)
    for k in range(cue.token + 1, len(p.tokens) - 2):
        if p.tokens[k].text == ",":
            said = any(t.key in sure and t.text[0].islower() for t in p.tokens[k + 1 :])
            return _span(p, p.tokens[k + 1].start, _stops(p, cue, cues), "indirect") if said else None
    return None


_CIRCUMSTANCE = _ADVERBIAL | {"wenn", "falls", "weil", "da", "so", "sodass", "wie", "sofern", "solange"}


def _fits(p: Parse, cue: Cue, c: Clause) -> bool:
    """Whether a verb that takes infinitives or clauses can have this one."""
    first = p.tokens[c.first]
    colon = p.tokens[c.first - 1].text == ":"
    if first.tag in ("AND", "BUT", "PREP") and first.key in _NO_COMPLEMENT and not colon:
        return False
    infinitive = _has_zu(p.tokens[c.first : c.last + 1])
    if infinitive and c.opener == "main":
        return "infinitive" in cue.takes or "clause" in cue.takes
    if "clause" not in cue.takes:
        return False
    if first.key in _SAYING_OPENERS or first.key in ("wie", "welche", "welcher", "welches", "inwieweit"):
        return True
    if c.opener == "sub" and first.key not in _CIRCUMSTANCE:
        return True
    if first.tag in ("AUX", "VERB") and not colon:  # the sentence goes on after a clause set into it
        return False
    return cue.opener == "main" or _in_mood(p, c) or colon


_NO_COMPLEMENT = frozenset(("und", "aber", "sondern", "doch", "denn", "sowie", "oder", "jedoch"))


def _in_mood(p: Parse, c: Clause) -> bool:
    sure, stand_in = mood_forms(p.code)
    return any(t.key in sure or t.key in stand_in for t in p.tokens[c.first : c.last + 1])


def _has_zu(found: list[Token]) -> bool:
    for t, after in zip(found, found[1:], strict=False):
        if t.key == "zu" and after.tag in ("WORD", "VERB", "AUX") and after.key.endswith("n"):
            return True
    return any(re.match(r"(?:ab|an|auf|aus|bei|dar|durch|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|um|vor|weg|weiter|wieder|zurück|zusammen|bereit|teil|über)\w*zu\w+n$", t.key) for t in found if t.tag != "NOUN")  # fmt: skip


def _complement_end(p: Parse, cue: Cue, cues: tuple[Cue, ...], rest: list[Clause]) -> int:
    end = _stops(p, cue, cues)
    if cue.opener in ("sub", "rel"):  # the sentence goes back to its main clause: ", dass …, zog X ab"
        for c in rest[1:]:
            if p.tokens[c.first].tag in ("AUX", "VERB"):
                return min(end, p.tokens[c.first].start)
    for before, c in zip(rest, rest[1:], strict=False):  # "er sei unschuldig, erkannte … nicht an"
        first = p.tokens[c.first]
        verb = first.tag == "VERB" or (first.tag == "AUX" and not _in_mood(p, c))
        if verb and before.opener != "sub" and p.tokens[c.first - 1].text == ",":
            return min(end, first.start)
    return end


def _english_complement(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """said (Tuesday) that …, said the troops would leave; told X that …"""
    if not {"clause", "infinitive"} & set(cue.takes):
        return None
    end = _stops(p, cue, cues)
    after = p.tokens[cue.token + 1 :]
    opener = next(
        (c for c in p.clauses if c.first > cue.token and p.tokens[c.first].key in ("that", "whether", "if")), None
    )
    if opener is not None and p.tokens[opener.first].start - p.tokens[cue.token].end < 120:
        return _span(p, p.tokens[opener.first].start, end, "indirect")
    k = cue.token + 1
    while k < len(p.tokens) and (
        p.tokens[k].text in _DAYS or p.tokens[k].key in ("on", "last", "late", "in", ",", "also", "again")
    ):
        k += 1
    if k >= len(p.tokens) or (p.tokens[k].tag == "PUNCT" and p.tokens[k].text not in (":", '"', "“")):
        return None
    if p.tokens[k].text == ":":
        return _span(p, p.tokens[k].end, end, "indirect")
    rest = p.tokens[k:]
    verbal = any(t.tag in ("AUX", "VERB") or t.key.endswith("ed") or t.key in ("to",) for t in rest)
    return _span(p, rest[0].start, end, "indirect") if verbal and len(rest) > 2 else None


_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))


def _object(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    """kündigte den Abzug an; sprach von …; nannte X als Y: the clause that tells of it"""
    words = {t.key for t in p.tokens[cue.first : cue.last + 1]}
    if "clause" in cue.takes and _points_back(p, cue):
        return _sentence_before(p, document)
    number = "number" in cue.takes and any(t.tag == "NUM" for t in p.tokens[cue.first : cue.last + 1])
    if cue.passive or not (number or any(t == "object" or t in words for t in cue.takes)):
        return None
    if any(p.tokens[k].key in ("man", "niemand") for k in range(cue.first, cue.last + 1)):
        return None
    others = [x for x in p.phrases if cue.first <= x.first <= cue.last and x.first != cue.token]
    if not others:
        return None
    return _span(p, *_around(p, cue), "reported")


def _around(p: Parse, cue: Cue) -> tuple[int, int]:
    """The reporting clause with the clauses that hang on it."""
    start, end = p.tokens[cue.first].start, _clause_end(p, cue)
    for c in p.clauses:
        span = p.tokens[c.first : c.last + 1]
        verbless = not any(t.tag in ("AUX", "VERB") for t in span)
        if c.first > cue.last and (c.opener != "main" or verbless or _has_zu(span)):
            end = p.tokens[c.last].end
        elif c.first > cue.last:
            break
    if cue.opener == "main" and cue.first > 0 and p.tokens[cue.first - 1].text == ",":
        start = p.tokens[0].start
    return start, end


def _points_back(p: Parse, cue: Cue) -> bool:
    """Das teilte X mit. Dies bestätigte X."""
    if p.tokens[cue.first].key not in ("das", "dies") or cue.first > 1:
        return False
    finite = cue.first + 1
    return finite == cue.token or (p.tokens[finite].tag == "AUX" and not cue.passive)


def _sentence_before(p: Parse, document: Document) -> Content | None:
    """The sentences before in the same paragraph, three at most; at its beginning the last one of the paragraph above."""
    here = p.tokens[0].start
    earlier = [s for s in document.sentences if s.end <= here]
    if not earlier:
        return None
    start = earlier[-1].start
    for s, after in zip(reversed(earlier[-3:-1]), reversed(earlier[-2:]), strict=False):
        if "\n" in p.text[s.end : after.start]:
            break
        start = s.start
    return _span(p, start, earlier[-1].end, "indirect")


# ---------------------------------------------------------------- prepositional cues


def _lead(p: Parse, cue: Cue, cues: tuple[Cue, ...], document: Document) -> Content | None:
    place = cue.lead.place if cue.lead else ""
    if place == "so":
        return _so(p, cue, document)
    start, end = _scope(p, cue, cues)
    if place != "after" or p.text[start : cue.start].strip(" ,–-") == "":
        head = p.text[start : cue.start].strip(' ,–-(„"').casefold()
        if head in ("", "und", "aber", "doch", "denn", "auch", "and", "but"):
            return _span(p, cue.end, end, "indirect")
    tail = p.text[cue.end : end].strip(" .,;:–-)!?")
    if not tail:
        return _span(p, start, cue.start, "indirect")
    return _span(p, start, end, "indirect")


def _so(p: Parse, cue: Cue, document: Document) -> Content | None:
    """…, so X: what stands before, the quotation if one ends there"""
    for q in document.quotes:
        if (
            q.end <= cue.start
            and not re.search(r"\w", p.text[q.end : cue.start])
            and cue.start - q.end <= 5
            and not q.scare
        ):
            start, end = with_marks(p.text, q)
            if start <= p.tokens[0].start + 3 or start < p.tokens[0].start:
                return Content(start, end, "direct")
    start = p.tokens[0].start
    for t in p.tokens[: cue.token - 1]:
        if t.text == ";":
            start = t.end
    rest = re.split(r":|„|»|«", p.text[cue.end : p.tokens[-1].end])[0].strip(' .,;:!?–-“")')
    return _span(p, start, p.tokens[-1].end if len(rest.split()) > 4 else cue.start, "indirect")


def _scope(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> tuple[int, int]:
    """The clause or sentence a prepositional cue reaches over; another one in its own clause ends it."""
    start, end = p.tokens[0].start, p.tokens[-1].end
    relative = _relative_around(p, cue)
    if relative:
        return relative
    clause = p.clause_of(cue.token)
    if clause.opener in ("rel", "sub") and clause.first > 0 and not _verb_next(p, cue):
        start = p.tokens[clause.first].start
        end = p.tokens[clause.last].end
        return start, end
    for t in p.tokens:
        if t.text == ";" and t.end <= cue.start:
            start = t.end
        elif t.text == ";" and t.start >= cue.end:
            end = min(end, t.start)
    for other in cues:
        if other.lead is None or other.token == cue.token or other.lead.place == "adverb":
            continue
        if other.start >= cue.end:
            end = min(end, _break_between(p, cue.end, other.start))
        elif other.end <= cue.start:
            start = max(start, _break_between(p, other.end, cue.start))
    return start, end


def _relative_around(p: Parse, cue: Cue) -> tuple[int, int] | None:
    """Extent of a relative clause that a cue stands in right after its pronoun ("die nach dessen Angaben …")."""
    first = next(k for k, t in enumerate(p.tokens) if t.end > cue.start)
    if first < 2 or p.tokens[first - 2].text != "," or p.tokens[first - 1].key not in _RELATIVE:
        return None
    close = next(
        (t.start for t in p.tokens[first:] if t.start >= cue.end and t.text in (",", ";", "–")), p.tokens[-1].end
    )
    return p.tokens[first - 1].start, close


_RELATIVE = frozenset(("der", "die", "das", "dem", "den", "denen"))


def _verb_next(p: Parse, cue: Cue) -> bool:
    clause = p.clause_of(cue.token)
    return not _relative(p, clause) if clause.opener == "rel" else False


def _break_between(p: Parse, low: int, high: int) -> int:
    """The last comma or "und" between two cues."""
    marks = [
        t.start for t in p.tokens if low <= t.start < high and (t.text in (",", "–", ":") or t.tag in ("AND", "BUT"))
    ]
    return marks[-1] if marks else high
