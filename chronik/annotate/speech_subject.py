"""The subject of a German verb of speaking.

German clauses are read by place: what stands before the finite verb of a main clause is one constituent (Duden
grammar, § 1341 ff.), so a nominative that opens the clause is the subject, and otherwise the first nominative
after the verb is. English has its own (``english_subject``).
"""

import functools
import re

from chronik.annotate.cue import CLOSING_MARKS, OPENING_MARKS, Cue, phrase_from
from chronik.annotate.gender import is_party
from chronik.annotate.persons import is_title
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_agreement import agrees, is_plural_form
from chronik.annotate.speech_lexicon import content_nouns, grammar, mood_forms, senses
from chronik.article.phrases import Clause, Parse, Phrase, extended
from chronik.language.world import agency_names
from chronik.model import Name


def subject_phrase(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Phrase | None:
    """The phrase that may be the subject of the cue's verb, or None; ``names`` tell persons from things."""
    words = grammar(p.code)
    merged = next((x for x in p.phrases if x.first < cue.token < x.last and not x.prep), None)
    if merged and p.tokens[merged.first].key in words.pointers:  # "Das sagte Minister X" read as one phrase
        return _rest_of(p, merged, cue.token)
    found = [x for x in p.phrases if cue.first <= x.first <= cue.last and able(p, x) and not _is_quoted_word(p, x)]
    found = [_rest_of(p, x, cue.token) if _swallows(p, x, cue.token) else x for x in found]
    verb = _finite(p, cue)
    if conjoined := _after_while(p, cue):
        return conjoined
    bearer = _bears_number(p, cue, verb)
    if bearer is not None:
        plural = is_plural_form(p.tokens[bearer], p.code)
        found = [x for x in found if agrees(p, x, plural)]
    if joined := _after_and(p, cue, verb, found) or _after_and(p, cue, cue.token, found):
        return joined
    nominative = next((x for x in found if p.tokens[x.head].key in words.nominative), None)
    before = [x for x in found if x.last < verb]
    return nominative or _by_place(p, cue, before, [x for x in found if verb < x.first and x.last <= cue.last], names)


def _is_quoted_word(p: Parse, x: Phrase) -> bool:
    """ "»Mut«, sagte Reuter": a word in marks before a comma is what is said."""
    after = p.text[x.end : x.end + 2]
    return after[:1] in CLOSING_MARKS and after[1:] == "," and p.text[x.start - 1 : x.start] in OPENING_MARKS


def owner_of(p: Parse, cue: Cue) -> Phrase | None:
    """Whose "own" words a cue means: the subject of its clause ("Die Bahn hat nach eigenen Angaben …")."""
    own = grammar(p.code).own
    if cue.lead is None or not any(p.tokens[k].key in own for k in range(cue.token, min(cue.token + 3, len(p.tokens)))):
        return None
    c = p.clause_of(cue.token)
    verb = next((k for k in range(c.first, c.last + 1) if p.tokens[k].tag in ("AUX", "VERB")), None)
    if verb is None:
        return None
    return subject_phrase(p, Cue(*p.tokens[verb][:2], verb, c.first, c.last, c.opener, "claim", ()))


def able(p: Parse, x: Phrase) -> bool:
    """Whether a phrase can be a subject: nominative by form, no preposition, no time and no bare number."""
    genitive = x.genitive and not _after_example(p, x)
    return not (x.prep or x.oblique or genitive or is_time(p, x) or p.tokens[x.head].tag == "NUM")


def _after_example(p: Parse, x: Phrase) -> bool:
    """ "sagt zum Beispiel der Senator": what looks like a genitive is the subject."""
    before = p.tokens[max(0, x.first - 2) : x.first]
    return len(before) > 1 and before[1].key == "beispiel" and before[0].key == "zum"


def is_time(p: Parse, x: Phrase) -> bool:
    """Whether a phrase names a time ("Ende Mai", "zwei Jahre"), and no medium ("die Zeit", "The Times")."""
    if not _times(p.code).search(p.tokens[x.head].key):
        return False
    surface = " ".join(p.text[x.start : x.end].split())
    return surface.casefold() not in _media() and surface.rpartition(" ")[2] not in _media()


@functools.cache
def _media() -> frozenset[str]:
    """Names of agencies and media: in capitals as they stand, of several words in lower case, also with an article."""
    names = agency_names()
    joined = [name.casefold() for name in names if " " in name]
    articles = ("die", "der", "the")
    return frozenset((*filter(str.isupper, names), *joined, *(f"{a} {name}" for a in articles for name in joined)))


@functools.cache
def _times(code: str) -> re.Pattern[str]:
    """Nouns of time, alone or as the end of a compound, with any ending of the plural."""
    return re.compile(f"(?:{'|'.join(grammar(code).times)})(?:e|en|n|s|es)?$")


def says_what(p: Parse, x: Phrase) -> bool:
    """A thing said rather than one who says ("Die Vorwürfe wies X zurück", "Das teilte X mit")."""
    key = p.tokens[x.head].key
    return key in grammar(p.code).not_speaking or key in content_nouns(p.code)


def _swallows(p: Parse, x: Phrase, verb: int) -> bool:
    """Whether a verb was read as part of its subject: "Dennoch gehen Beobachter …"."""
    return x.first <= verb < x.last and all(t.tag == "ADV" for t in p.tokens[x.first : verb])


def _rest_of(p: Parse, x: Phrase, verb: int) -> Phrase:
    return x._replace(first=verb + 1, start=p.tokens[verb + 1].start, head=max(x.head, verb + 1))


def _finite(p: Parse, cue: Cue) -> int:
    """The auxiliary before a participle or infinitive, else the verb itself."""
    if cue.sense and cue.sense.kind in ("participle", "infinitive"):
        found = [i for i in range(cue.first, cue.token) if p.tokens[i].tag == "AUX"]
        return found[-1] if found else cue.token
    return cue.token


# ---------------------------------------------------------------- by place


def _by_place(p: Parse, cue: Cue, before: list[Phrase], after: list[Phrase], names: tuple[Name, ...]) -> Phrase | None:
    verb = _finite(p, cue)
    if verb == cue.first and (split := split_subject(p, cue)):
        named = bool(after) and cue.sense is not None and cue.sense.group.accusative and _is_amount(p, split)
        return after[0] if named else split
    if verb == cue.first and len(after) == 1 and _is_abstract(p, after[0]) and not _holds(after[0], names):
        return earlier_main(p, cue) or after[0]  # "…, erkannte die Zuständigkeit nicht an": no more than an object
    if verb > 0 and p.tokens[verb - 1].tag in ("AND", "BUT"):  # "… und forderte": the subject of the verb before
        return _of_conjunct(p, cue, verb, before, names)
    if after and _opens_with_as(p, cue, verb):
        return _first_speaking(p, after)  # "Als Begründung sagte X"
    head = before[0] if before else None
    opening = head if head and _opens_clause(p, cue, head) else None
    if cue.opener != "main" and (opening is None or verb == cue.last):
        return _subordinate(p, cue, before)
    named = bool(opening and after) and cue.sense is not None and cue.sense.group.accusative
    if opening and named and (_is_masculine(p, after[0], opening) or _is_amount(p, opening)):
        return after[0]
    if opening is not None and (person := _person_instead(p, cue, opening, after, names)):
        return person
    if opening is not None and not (after and says_what(p, opening)):
        return opening
    owned = bool(after) and p.tokens[after[0].first].key in grammar(p.code).possessive
    if after and not (owned and before and before[-1].last == verb - 1):
        return _first_speaking(p, after)
    return before[-1] if before else split_subject(p, cue) or earlier_main(p, cue)


def _opens_with_as(p: Parse, cue: Cue, verb: int) -> bool:
    """ "Als Trost für die Gäste sagte X", „Als „Glücksfall“ bezeichnete X …": a bare noun, and the verb is second."""
    after = p.tokens[cue.first + 1 : verb]
    return p.tokens[cue.first].key == "als" and bool(after) and after[0].tag in ("NOUN", "ADJ", "PUNCT")


def _bears_number(p: Parse, cue: Cue, verb: int) -> int | None:
    """The token that shows number: the finite verb, or the auxiliary after a participle ("dass er gesagt hat")."""
    if verb != cue.token or cue.sense is None or cue.sense.kind not in ("participle", "infinitive"):
        return verb
    return next((k for k in range(cue.token, cue.last + 1) if p.tokens[k].tag == "AUX"), None)


def _after_while(p: Parse, cue: Cue) -> Phrase | None:
    """ "Während der Verband warnte, …": a conjunction where the verb closes the clause, else a preposition."""
    words = speaker_words(p.code).either
    if not _ends_clause(p, cue):
        return None
    k = next((k for k in range(cue.token, -1, -1) if p.tokens[k].key in words or p.tokens[k].text in ";:"), None)
    x = phrase_from(p, k + 1) if k is not None else None
    return x if x and x.prep in words and not x.oblique and x.last < cue.token and not is_time(p, x) else None


def _after_and(p: Parse, cue: Cue, verb: int, found: list[Phrase]) -> Phrase | None:
    """The subject of a clause that "und" opens: "Das war nicht alles und die Anwohner befürchten"."""
    x = next(
        (x for x in found if cue.first < x.first and x.last < verb and extended(p, x)[1] == p.tokens[verb - 1].end),
        None,
    )
    if x is None or p.tokens[x.first - 1].tag not in ("AND", "BUT"):
        return None
    left = p.tokens[cue.first : x.first - 1]
    return x if any(t.tag in ("AUX", "VERB") for t in left) or not left else None


def _of_conjunct(p: Parse, cue: Cue, verb: int, before: list[Phrase], names: tuple[Name, ...]) -> Phrase | None:
    """The subject of "… und warnte": that of the verb joined, in the main clause if that one is what was said."""
    clauses = [c for c in p.clauses if c.first < verb]
    here = clauses[-1] if clauses else p.clauses[0]
    if here.opener != "main" and _ends_clause(p, cue):  # "dass er kam und forderte": verbs at the end
        return before[0] if before else earlier_main(p, cue)
    for c in reversed(clauses):
        if c.opener != "main" or (k := _verb_of(p, c, verb)) is None or _in_mood(p, k):
            continue
        speaks = any(not s.particle for s in senses(p.code).get(p.tokens[k].key, ()))
        if k > c.first or c.first == 0 or speaks:  # else "…, nimmt ihn in Schutz und warnt"
            own = cue._replace(token=k, first=c.first, last=min(c.last, verb - 2), opener="main", sense=None)
            if own.first <= k and (x := subject_phrase(p, own, names)) is not None:
                return x
    return before[0] if before else earlier_main(p, cue)


def _verb_of(p: Parse, c: Clause, stop: int) -> int | None:
    """The finite verb of a main clause, before token ``stop``."""
    here = range(c.first, min(c.last + 1, stop - 1))
    verbs = [k for k in here if p.tokens[k].tag in ("AUX", "VERB") and p.tokens[k].text[0].islower()]
    loose = [k for k in here if p.tokens[k].tag == "WORD" and p.tokens[k].text[0].islower()]
    return next(iter([*verbs, *loose]), None)


def _in_mood(p: Parse, verb: int) -> bool:
    return p.tokens[verb].key in mood_forms(p.code)[0]


def _ends_clause(p: Parse, cue: Cue) -> bool:
    """Whether the cue's verb, with its auxiliary, is the last word before a mark."""
    after = [t for t in p.tokens[cue.token + 1 : cue.token + 3] if t.tag != "AUX"]
    return not after or after[0].tag == "PUNCT"


def split_subject(p: Parse, cue: Cue) -> Phrase | None:
    """The subject that a relative clause parts from its verb: "Jan Veit, der Minister werden will, warf …"."""
    parted = before_relative(p, cue.first)
    if parted and p.tokens[parted[0]].key == "als":  # "Als Inszenierung, die …, kündigte Huber das Stück an"
        return None
    return next((x for x in p.phrases if parted and parted[0] <= x.first < parted[1] and able(p, x)), None)


def before_relative(p: Parse, first: int) -> tuple[int, int] | None:
    """Tokens of the forefield that a relative clause parts from the clause at ``first``; it holds no verb."""
    if first < 2 or p.tokens[first - 1].text != ",":
        return None
    c = p.clause_of(first - 2)
    start = p.clause_of(c.first - 2).first if c.opener == "rel" and c.first > 1 else c.first
    comma = next((k for k in range(start, first - 2) if p.tokens[k].text == "," and _opens_relative(p, k + 1)), None)
    if comma is None:
        return None
    if any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[start:comma]):
        return None
    if phrase_from(p, comma + 1) and p.tokens[first - 2].tag not in ("AUX", "VERB"):
        return None  # "Jan Veit, der Minister, warf": no relative clause
    return start, comma


def _opens_relative(p: Parse, k: int) -> bool:
    """A relative pronoun, perhaps with a preposition before it ("das Gesetz, über das …")."""
    k += p.tokens[k].tag == "PREP"
    return k < len(p.tokens) and p.tokens[k].key in grammar(p.code).relative


def _is_masculine(p: Parse, x: Phrase, opening: Phrase) -> bool:
    """ "Die Kosten bezifferte der Konzern": "der" is a nominative where the other phrase may be an object."""
    return p.tokens[x.first].key == "der" != p.tokens[opening.first].key


_AMOUNTS = ("kosten", "schaden", "schäden", "zahl", "verluste", "verlust", "summe", "höhe", "bedarf", "anteil", "preis")


def _is_amount(p: Parse, x: Phrase) -> bool:
    """ "Die Kosten bezifferte das Unternehmen auf …": amounts are named, they name nothing."""
    return p.tokens[x.head].key.endswith(_AMOUNTS)


def _opens_clause(p: Parse, cue: Cue, x: Phrase) -> bool:
    """Whether a phrase is the first constituent, so that the verb stands second."""
    k = cue.first
    while k < x.first and p.tokens[k].tag in ("AND", "BUT", "ADV", "PUNCT"):
        k += 1
    return k == x.first


_SAID_OF_THINGS = ("announce", "confirm", "deny", "promise", "demand")  # "Bodentruppen schloss Obama aus"


def _person_instead(p: Parse, cue: Cue, opening: Phrase, after: list[Phrase], names: tuple[Name, ...]) -> Phrase | None:
    """A person after the verb where the clause opens with what cannot speak ("Eine Verschiebung nannte X")."""
    if _holds(opening, names):
        return None
    if pronoun := _pronoun_instead(p, cue, opening, after):
        return pronoun
    people = tuple(n for n in names if n.type == "person")
    if _is_abstract(p, opening):
        return next((x for x in after if _holds(x, people)), None)
    bare = opening.first == opening.last and p.tokens[opening.head].tag == "NOUN"
    beside = next((x for x in after if x.first == cue.token + 1 and _holds(x, people)), None)
    return beside if bare and cue.act in _SAID_OF_THINGS and cue.sense and "als" not in cue.takes else None


def _pronoun_instead(p: Parse, cue: Cue, opening: Phrase, after: list[Phrase]) -> Phrase | None:
    """ "Eine Rückkehr schließt sie aus": right after the verb "sie" is the subject where a thing opens the clause."""
    sie = bool(after) and after[0].pronoun and p.tokens[after[0].head].key == "sie"
    beside = sie and after[0].first == _finite(p, cue) + 1
    nouns = [t for t in p.tokens[opening.first : opening.last + 1] if t.tag == "NOUN"]
    lives = not nouns or any(is_party(t.text, p.code) or is_title(t, p.code) for t in nouns)
    thing = p.tokens[opening.first].key in speaker_words(p.code).indefinite or _is_abstract(p, opening)
    return after[0] if beside and thing and not lives else None


def _is_abstract(p: Parse, x: Phrase) -> bool:
    """Whether a noun shows by its ending that it is no body and nobody."""
    words, key = grammar(p.code), p.tokens[x.head].key
    return key.endswith(words.abstract) and not key.endswith(words.institutions)


def _holds(x: Phrase, names: tuple[Name, ...]) -> bool:
    return any(n.start < x.end and x.start < n.end for n in names)


def _first_speaking(p: Parse, after: list[Phrase]) -> Phrase:
    return next((x for x in after if not says_what(p, x)), after[0])


def _subordinate(p: Parse, cue: Cue, before: list[Phrase]) -> Phrase | None:
    """wie X mitteilte; die X genannt hatte; der angekündigt hatte (what the relative pronoun stands for)"""
    real = next((x for x in before if p.tokens[x.head].key not in grammar(p.code).not_speaking), None)
    if real is not None or cue.opener != "rel":
        return real
    nobody = next((x for x in before if p.tokens[x.head].key in grammar(p.code).nobody), None)
    earlier = [x for x in p.phrases if x.last < cue.first]
    return nobody or (earlier[-1] if earlier else None)  # "der Stern, von dem man annimmt": nobody


def earlier_main(p: Parse, cue: Cue) -> Phrase | None:
    """The subject left before a relative clause: "Der Minister, der in Kabul war, sagte"."""
    mains = [c for c in p.clauses if c.last < cue.first and c.opener == "main"]
    if not mains:
        return None
    return next((x for x in p.phrases if mains[-1].first <= x.first <= mains[-1].last and able(p, x)), None)
