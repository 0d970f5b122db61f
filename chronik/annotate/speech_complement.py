"""What is said in a clause of its own: "…, dass …", "…, die Union benötige …", "…, die Truppen abzuziehen"."""

from itertools import pairwise

from chronik.annotate.cue import Cue, phrase_from
from chronik.annotate.speech_lexicon import grammar, mood_forms
from chronik.annotate.speech_span import (
    Content,
    bare_infinitive,
    has_zu,
    in_mood,
    is_relative,
    next_mark,
    span,
    stops,
    tells_circumstance,
    verb_first,
)
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Clause, Parse, extended


def complement(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """The clause after a verb of speaking that says what is said, or None."""
    if bare := _without_comma(p, cue) or _after_name(p, cue, cues):
        return bare
    if _goes_on_about_object(p, cue):
        return None
    later = [c for c in p.clauses if c.first > max(cue.last, cue.token)]
    for n, c in enumerate(later):
        start = _start(p, c, cue)
        if start is None or (is_relative(p, c) and not _ends_in_zu(p, c)):
            continue
        if any(_reports_itself(p, c, o) for o in cues):
            return None  # "…, hieß es aus Essen": a reporting clause of its own
        resumed = bool(later[n + 1 :]) and _opens_with_verb(p, later[n + 1])
        if _is_apposition(p, later, n) or (_only_tells_when(p, c) and not resumed):
            continue
        if not _fits(p, cue, c) or _tells_on(p, cue, c, cues):
            return None
        return span(p, _before_asides(p, cue, later, n) or start, _end(p, cue, cues, later[n:]), "indirect")
    return None if {"clause", "infinitive"}.isdisjoint(cue.takes) else _uncut(p, cue, cues)


def _without_comma(p: Parse, cue: Cue) -> Content | None:
    """ "hat angekündigt | die Preise zu senken": an infinitive after the end of the verb that no comma parts."""
    sense = cue.sense
    if sense is None or {"infinitive", "clause"}.isdisjoint(cue.takes):
        return None
    k = cue.token
    if sense.particle and sense.kind != "participle":
        k = next((n for n in range(k + 1, cue.last + 1) if p.tokens[n].key == sense.particle), k)
    if (k == cue.token and sense.kind != "participle") or not bare_infinitive(p, k):
        return None
    return span(p, p.tokens[k + 1].start, p.tokens[next_mark(p, k) - 1].end, "indirect")


def _after_name(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """ "sagte die Sprecherin, Lena Brandt, | das Angebot sei gut": a clause that the parse did not cut off."""
    if "clause" not in cue.takes or cue.opener == "rel":
        return None
    sure = mood_forms(p.code)[0]
    for k in (k for k in range(cue.token + 1, cue.last) if p.tokens[k].text == ","):
        x = phrase_from(p, k + 1)
        if x is None or x.oblique or x.genitive:
            continue
        verb = next((t for t in p.tokens[x.last + 1 :] if t.start >= extended(p, x)[1]), None)
        if verb is not None and verb.key in sure and verb.tag != "NOUN":
            return span(p, p.tokens[k + 1].start, stops(p, cue, cues), "indirect")
    return None


def _goes_on_about_object(p: Parse, cue: Cue) -> bool:
    """ "hatte einen Antrag abgelehnt, in dem …": what follows tells of the object."""
    k = cue.token + 1
    if cue.sense is None or cue.sense.kind != "participle" or [t.tag for t in p.tokens[k + 1 : k + 2]] != ["PREP"]:
        return False
    x = phrase_from(p, k + 2)
    relative = k + 2 < len(p.tokens) and p.tokens[k + 2].key in grammar(p.code).relative
    return p.tokens[k].text == "," and relative and (x is None or x.pronoun)


def _before_asides(p: Parse, cue: Cue, later: list[Clause], n: int) -> int | None:
    """Where an infinitive begins that asides part ("hat zugesagt, mit allen, auch der Opposition, zu reden")."""
    closes = cue.sense is not None and (bool(cue.sense.particle) or cue.sense.kind == "participle")
    if not n or not closes or not has_zu(p, p.tokens[later[n].first : later[n].last + 1]):
        return None
    between = p.tokens[later[0].first : later[n].first]
    return None if any(t.tag in ("AUX", "VERB", "SUB", "WORD") for t in between) else p.tokens[later[0].first].start


def _only_tells_when(p: Parse, c: Clause) -> bool:
    """A circumstance, not an infinitive that such a word stands in ("…, seit Jahren im Irrtum zu sein")."""
    if not tells_circumstance(p, c):
        return False
    first = p.tokens[c.first]
    if first.key == "wie" and c.last > c.first and p.tokens[c.first + 1].tag in ("ADJ", "ADV", "WORD"):
        return False  # "betonte, wie wenig …": a question
    body = [t for t in p.tokens[c.first : c.last + 1] if t.tag != "PUNCT"]
    opens = first.tag != "PREP" and first.key in grammar(p.code).circumstance
    return opens or not has_zu(p, body)


def _is_apposition(p: Parse, later: list[Clause], n: int) -> bool:
    """What explains the speaker before the clause with dass: "der Eigentümer, das hier tätige Haus Veit, dass …"."""
    after = later[n + 1 : n + 2]
    that = bool(after) and p.tokens[after[0].first].key in grammar(p.code).that
    return that and not any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[later[n].first : later[n].last + 1])


def _ends_in_zu(p: Parse, c: Clause) -> bool:
    """ "…, das im Streit Erreichte aufs Spiel zu setzen": an infinitive whose object looks like a relative pronoun."""
    return has_zu(p, [t for t in p.tokens[c.first : c.last + 1] if t.tag != "PUNCT"][-2:])


def _tells_on(p: Parse, cue: Cue, c: Clause, cues: tuple[Cue, ...]) -> bool:
    """After a verb that has its object: another's reaction ("…, die SP kritisierte ihn") or a circumstance."""
    words = grammar(p.code)
    told = "object" in cue.takes or (cue.sense is not None and cue.sense.group.mood)
    if not told or p.tokens[c.first - 1].text == ":" or not _has_object(p, cue):
        return False
    if c.opener == "sub" and p.tokens[c.first].key in words.condition:
        return True
    verbs = [o for o in cues if o.sense and c.first < o.token <= c.last]
    return c.opener != "sub" and bool(verbs) and not in_mood(p, c) and not has_zu(p, p.tokens[c.first : c.last + 1])


def _has_object(p: Parse, cue: Cue) -> bool:
    """Whether two phrases without preposition stand in the reporting clause."""
    inside = [x for x in p.phrases if cue.first <= x.first <= cue.last and not (x.prep or x.genitive)]
    return len([x for x in inside if p.tokens[x.head].key != "sich" and not is_time(p, x)]) > 1


def hanging(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """ "prangert Gewalt an, die zunehme", "fordert Hilfe, weil die Lage ernst sei": only the mood says who says it."""
    if cue.sense is None or cue.opener == "rel":
        return None
    sure = mood_forms(p.code)[0]
    for c in (c for c in p.clauses if c.first > cue.last):
        here = [t for t in p.tokens[c.first : c.last + 1] if t.tag != "PUNCT"]
        first = p.tokens[c.first].key
        hangs = first in _REASONS or (is_relative(p, c) and first not in ("nach", "laut"))
        if any(o.sense and cue.token < o.token < c.first for o in cues):
            return None
        if hangs and here[-1].key in sure and here[-1].tag != "NOUN":
            return span(p, p.tokens[c.first].start, min(stops(p, cue, cues), here[-1].end), "indirect")
        if c.opener == "main":
            return None
    return None


_REASONS = ("weil", "da")


def _start(p: Parse, c: Clause, cue: Cue) -> int | None:
    """Where a clause begins, with the quotation mark it opens with after a comma; None inside another quotation."""
    before = p.tokens[c.first - 1]
    between = [t.text for t in p.tokens[cue.token : c.first]]
    if before.text == ":" and between.count("„") > between.count("“"):  # the film „2001: Odyssee im Weltraum“
        return None
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
    k = cue.last + 2
    if k >= len(p.tokens) or p.tokens[k - 1].text != ",":
        return False
    infinitive = "infinitive" in cue.takes and has_zu(p, p.tokens[k : p.clause_of(k).last + 1])
    return p.tokens[k].key in words or infinitive


_OWN_CUES = ("wonach", "demnach", "demzufolge")  # they say themselves that something is said
_OTHER_INFINITIVES = ("um", "ohne", "statt", "anstatt", "als", "und", "oder")  # what opens them is never what is said


def _is_verbal(p: Parse, c: Clause) -> bool:
    return any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[c.first : c.last + 1])


def _opens_with_verb(p: Parse, c: Clause) -> bool:
    return p.tokens[c.first].tag in ("AUX", "VERB")


def _fits(p: Parse, cue: Cue, c: Clause) -> bool:
    """Whether a verb that takes infinitives or clauses can have this one."""
    words, first = grammar(p.code), p.tokens[c.first]
    colon = p.tokens[c.first - 1].text == ":"
    if p.tokens[c.first - 1].text in ("–", "—") and not _is_verbal(p, c):
        return False  # "drohte mit Klage – mehr dazu im Heft"
    if _ends_in_zu(p, c) or (c.opener == "main" and has_zu(p, p.tokens[c.first : c.last + 1])):
        takes = not {"infinitive", "clause"}.isdisjoint(cue.takes) and "von" not in cue.takes  # "sprach vom Zwang, …"
        return first.key not in _OTHER_INFINITIVES and takes
    if (first.key in words.coordinators and not colon) or (first.key in _OWN_CUES and cue.act != "deny"):
        return False
    if "clause" not in cue.takes:
        return False
    if first.key in words.that or first.key in words.question or (c.opener == "sub" and not tells_circumstance(p, c)):
        return True
    if not colon and (_opens_with_verb(p, c) or (cue.opener != "main" and first.tag == "WORD")):
        return False  # the sentence goes on after a clause set into it
    mood = in_mood(p, c)
    if not mood and not colon and cue.sense and (cue.passive or cue.sense.group.mood):
        return False  # "der Termin wurde bestätigt, der Bau beginnt"
    return cue.opener == "main" or mood or colon


def _end(p: Parse, cue: Cue, cues: tuple[Cue, ...], rest: list[Clause]) -> int:
    """Where it ends: also where the sentence goes back to its main clause (", dass …, zog X ab")."""
    end = stops(p, cue, cues)
    infinitive = bool(rest) and _ends_in_zu(p, rest[0])
    for before, c in pairwise(rest):
        if infinitive and p.tokens[c.first].key in _COMMENTS:
            return min(end, p.tokens[c.first].start)
        goes_back = cue.opener != "main" and p.tokens[c.first].tag == "WORD" and p.tokens[c.first - 1].text == ","
        if not _opens_with_verb(p, c) and not goes_back:
            continue
        own = p.tokens[c.first].tag == "VERB" or not in_mood(p, c)  # "er sei unschuldig, erkannte … nicht an"
        after_main = own and before.opener != "sub" and p.tokens[c.first - 1].text == ","
        if cue.opener in ("sub", "rel") or after_main:
            return min(end, p.tokens[c.first].start)
    return end


_COMMENTS = ("wobei", "woraufhin", "nachdem", "was")  # after an infinitive they open words of the reporter


def _uncut(p: Parse, cue: Cue, cues: tuple[Cue, ...]) -> Content | None:
    """A comma that the parse took for none of a clause, with the reported mood after it ("…, der Planer räume …")."""
    sure, _ = mood_forms(p.code)
    comma = next((k for k in range(cue.token + 1, len(p.tokens) - 2) if p.tokens[k].text == ","), None)
    if comma is not None and bare_infinitive(p, comma) and p.tokens[comma + 1].key not in _OTHER_INFINITIVES:
        return span(p, p.tokens[comma + 1].start, stops(p, cue, cues), "indirect")
    if comma is None or not any(t.key in sure and t.text[0].islower() for t in p.tokens[comma + 1 :]):
        return None
    words, first = grammar(p.code), p.tokens[comma + 1].key
    told = "object" in cue.takes or (cue.sense is not None and cue.sense.group.mood)
    if first in words.circumstance or (told and first in words.condition and _has_object(p, cue)):
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
    if opener.key == "um" or opener.tag in ("AND", "BUT", "AUX", "VERB") or opener.key in mood_forms(p.code)[0]:
        return False
    after = p.tokens[first + 1] if first + 1 < len(p.tokens) else opener
    if opener.key in words.relative and after.tag in ("AUX", "VERB"):
        return False  # "Erklärungen, die versuchen, …"
    if opener.key in words.that or (comma - first > 2 and has_zu(p, p.tokens[first:comma])):
        return True
    if opener.tag == "PREP" and first + 1 < len(p.tokens) and p.tokens[first + 1].key in words.relative:
        y = phrase_from(p, first + 1)
        if y is None or y.pronoun:
            return False  # "der Bericht, in dem mein Name stehe"; not "die Meldung, im Werk brenne es …"
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
