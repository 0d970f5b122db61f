"""Who says a quotation that no verb of the lexicon claims.

German sets the reporting clause after a quotation with its verb first, and any verb may stand there ("„…“, freut
sich X"); before a quotation it ends with a colon, whatever its verb ("X stellte den Plan in Frage: „…“").
"""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from chronik.annotate.cue import Cue, Extent
from chronik.annotate.english_subject import main_subject
from chronik.annotate.gender import is_party
from chronik.annotate.persons import is_title
from chronik.annotate.speakers import speaker_of
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.speech_extent import whole
from chronik.annotate.speech_lexicon import grammar, senses, speech
from chronik.annotate.speech_subject import able, is_time, says_what
from chronik.article.phrases import Parse, Phrase
from chronik.model import Act, Name

_VERBAL = ("AUX", "VERB", "WORD")
_STOPS = frozenset(',;:.!?„“”"«»')
_LINK = re.compile(r"[“”\"»«’‘']*\s*[,–—-]\s*[“”\"»«]?\s*|[“”\"»«’‘']*\s+")
_COMMA = re.compile(r"\s*[,–—]|[^,–—]*[,!?…][“”\"»«’‘']")


class Told(NamedTuple):
    """A reporting clause: its cue, the act, who speaks."""

    cue: Extent
    who: Extent | None
    act: Act = "claim"


def told_after(p: Parse, end: int, names: tuple[Name, ...]) -> Told | None:
    """The reporting clause right after a quotation that ends at ``end``, marks included: "„…“, freut sich X"."""
    if not _COMMA.match(p.text, end, p.tokens[-1].end) and p.text[end - 2 : end - 1] not in ("!", "?", "…"):
        return None
    link = _LINK.match(p.text, end)
    at = link.end() if link else end
    k = next((k for k, t in enumerate(p.tokens) if t.start == at), None)
    if k is None:
        return None
    k = _after_words(p, k)
    if k >= len(p.tokens) or p.tokens[k].tag not in _VERBAL or not p.tokens[k].text[0].islower():
        return None
    stop = next((j for j in range(k + 1, len(p.tokens)) if p.tokens[j].text in _STOPS), len(p.tokens))
    x = _speaking(p, [x for x in p.phrases if k < x.first < stop], names)
    if x is None or (p.tokens[k].tag == "WORD" and p.phrases and x.first > k + 4):
        return None
    return Told((p.tokens[k].start, p.tokens[k].end), whole(p, x))


def _after_words(p: Parse, k: int) -> int:
    """Past "mit diesen Worten", after which the verb stands as it does without."""
    said = [t.key for t in p.tokens[k : k + 3]]
    return k + 3 if len(said) == 3 and said[0] in ("mit", "in") and said[2] in speech(p.code).nouns.quoting else k


def told_before(p: Parse, offset: int, names: tuple[Name, ...]) -> Extent | None:
    """Who speaks in the clause that ends at ``offset``: its subject, else the noun of speaking with its genitive."""
    if p.code == "en":
        return _english_before(p, offset, names)
    mains = [c for c in p.clauses if c.opener == "main" and p.tokens[c.first].start < offset]
    for c in reversed(mains):
        found = [x for x in p.phrases if c.first <= x.first <= c.last and x.end <= offset]
        if x := _speaking(p, found, names):
            return whole(p, x)
    earlier = [x for x in p.phrases if x.end <= offset]
    if x := _speaking(p, earlier, names):
        return whole(p, x)
    noun = next((x for x in reversed(earlier) if p.tokens[x.head].key in speech(p.code).nouns.quoting), None)
    return whole(p, noun) if noun and whole(p, noun)[1] > noun.end else None


def is_being(p: Parse, who: Extent, names: tuple[Name, ...]) -> bool:
    """Whether an extent names somebody who can speak: a person, a body, an office, "er" or "sie"."""
    if any(n.type != "place" and n.start < who[1] and who[0] < n.end for n in names):
        return True
    inside = [t for t in p.tokens if who[0] <= t.start < who[1]]
    if len(inside) == 1 and inside[0].key in ("er", "sie"):
        return True
    return any(t.tag == "NOUN" and (is_title(t, p.code) or is_party(t.text, p.code)) for t in inside)


def _english_before(p: Parse, offset: int, names: tuple[Name, ...]) -> Extent | None:
    """The subject of an English sentence where it is a pronoun or somebody named."""
    run = main_subject(p, next((k for k, t in enumerate(p.tokens) if t.start >= offset), len(p.tokens)))
    if run is None:
        return None
    start, end = p.tokens[run.first].start, p.tokens[run.last].end
    named = any(n.start < end and start < n.end for n in names if n.type != "place")
    return (start, end) if named or p.tokens[run.first].tag == "PRON" else None


def _speaking(p: Parse, found: Iterable[Phrase], names: tuple[Name, ...]) -> Phrase | None:
    """The phrase that may speak: a nominative pronoun or a name before a thing, the first one otherwise."""
    can = [x for x in found if able(p, x) and not says_what(p, x) and not _joined_to_place(p, x)]
    words = grammar(p.code)
    pronoun = next((x for x in can if x.pronoun and p.tokens[x.head].key in words.nominative), None)
    if pronoun:
        return pronoun
    beings = [n for n in names if n.type != "place"]
    named = next((x for x in can if any(n.start < x.end and x.start < n.end for n in beings)), None)
    first = next((x for x in can if not _is_thing(p, x)), None)
    if named and (first is None or not first.pronoun):
        return named if first is None or named.first < first.first or _is_lifeless(p, first) else first
    return first


def _is_thing(p: Parse, x: Phrase) -> bool:
    """Whether the head is an abstract noun or a noun of speaking, which says nothing of itself."""
    words, key = grammar(p.code), p.tokens[x.head].key
    abstract = key.endswith(words.abstract) and not key.endswith(words.institutions)
    owned = p.tokens[x.first].key in words.possessive and x.first != x.last and not x.pronoun
    return abstract or owned or key in speech(p.code).nouns.quoting


def _is_lifeless(p: Parse, x: Phrase) -> bool:
    """Whether a phrase is more likely the object where a name follows: neuter, or "jede Mitschuld", "keine Eile"."""
    return p.tokens[x.first].key in grammar(p.code).lifeless


def _joined_to_place(p: Parse, x: Phrase) -> bool:
    """ "mit Aldrin und Collins": the second of two after a preposition."""
    if x.first < 2 or p.tokens[x.first - 1].tag != "AND":
        return False
    return any(y.last == x.first - 2 and y.prep for y in p.phrases)


# ---------------------------------------------------------------- als „…“ bezeichnet


def told_as(p: Parse, start: int, names: tuple[Name, ...]) -> Told | None:
    """The verb that a quotation is the predicate or object of: "als „…“ eingestuft", "von „…“ sprach"."""
    if p.code == "en":  # found by its verb already
        return None
    k = next((k for k, t in enumerate(p.tokens) if t.start >= start), None)
    if not k:
        return None
    word = _introducing(p, k - 1)
    if p.tokens[k - 1].key in speech(p.code).nouns.indefinite and (told := _named_so(p, k, names)):
        return told
    if told := _object_of(p, k, names):
        return told
    if word is None or word not in _takers(p.code):
        return _for_whom(p, k, names) if p.text[p.tokens[k].end : p.tokens[k].end + 1].islower() else None
    for cue in find_cues(p):
        if not cue.sense or word not in cue.takes or not _near(p, cue.token, k) or p.tokens[cue.token - 1].key == "zu":
            continue
        who = speaker_of(p, cue, names)
        if cue.passive and who is None and p.tokens[k + 1 : k + 2] and p.tokens[k + 1].tag == "NOUN":
            return None  # "was als „Sonnenwind“ bezeichnet wird": a term
        return Told((cue.start, cue.end), who, cue.act)
    return _parted(p, k, word, names)


def told_outside(p: Parse, told: Told, content: Extent) -> Extent | None:
    """The subject outside the quotation where the one found lies in it: "Von „…“ spricht X"."""
    beside = 0 <= told.cue[0] - content[1] <= 1
    x = next((x for x in p.phrases if x.start >= told.cue[1]), None)
    return whole(p, x) if x and beside and able(p, x) else None


def _named_so(p: Parse, k: int, names: tuple[Name, ...]) -> Told | None:
    """The verb that calls somebody what the quotation says: "nannte ihn einen „…“"."""
    for cue in find_cues(p):
        if not cue.sense or not cue.sense.group.accusative or not (cue.token < k and cue.first <= k - 1 <= cue.last):
            continue
        if not any(t.key in grammar(p.code).nobody for t in p.tokens[cue.first : cue.last + 1]):
            return Told((cue.start, cue.end), speaker_of(p, cue, names), cue.act)
    return None


_WITH_OBJECT = ("demand", "promise", "accuse", "deny", "warn")  # acts whose object is in the speaker's words


def _object_of(p: Parse, k: int, names: tuple[Name, ...]) -> Told | None:
    """The verb right before a quotation that is its object: "Die Partei fordert „Augenmaß beim Sparen“"."""
    for cue in find_cues(p):
        takes = cue.token == k - 1 and "object" in cue.takes and cue.act in _WITH_OBJECT
        who = speaker_of(p, cue, names) if takes and not cue.passive else None
        if who and who[1] <= cue.start:
            return Told((cue.start, cue.end), who, cue.act)
    return None


def _for_whom(p: Parse, k: int, names: tuple[Name, ...]) -> Told | None:
    """The one for whom something is what the quotation says: "Für X ist das „…“"; a copula and somebody named."""
    words = grammar(p.code)
    c = p.clause_of(k - 1)
    copula = next((t for t in p.tokens[c.first : k] if t.key in words.be), None)
    if copula is None:
        return None
    for x in p.phrases:
        if not (c.first <= x.first < k) or x.prep not in words.viewpoint or is_time(p, x):
            continue
        if any(n.start < x.end and x.start < n.end for n in names if n.type != "place"):
            return Told((copula.start, copula.end), whole(p, x))
    return None


@functools.cache
def _takers(code: str) -> frozenset[str]:
    """The prepositions, and "als", after which a verb of speaking has what it says."""
    kinds = {"clause", "quote", "infinitive", "object", "number"}
    return frozenset(word for g in speech(code).verbs for word in g.takes) - kinds


def _parted(p: Parse, k: int, word: str, names: tuple[Name, ...]) -> Told | None:
    """A verb that a clause or the quotation itself parts from its predicate: "nannte X, sollte er kommen, …"."""
    for i in sorted(range(len(p.tokens)), key=lambda i: abs(i - k)):
        t = p.tokens[i]
        found = (s for s in senses(p.code).get(t.key, ()) if word in s.group.takes and s.kind in ("past", "present"))
        sense = next(found, None)
        if sense is None or sense.particle or t.tag == "NOUN" or not _near(p, i, k) or p.tokens[i - 1].key == "zu":
            continue
        c = p.clause_of(i)
        group = sense.group
        cue = Cue(t.start, t.end, i, c.first, c.last, c.opener, group.act, group.takes, sense=sense)
        return Told((t.start, t.end), speaker_of(p, cue, names), group.act)
    return None


def _introducing(p: Parse, k: int) -> str | None:
    """The preposition or "als" before a quotation, its article passed over."""
    articles = speech(p.code).nouns.indefinite
    if k > 0 and (p.tokens[k].key in articles or p.tokens[k].tag in ("DET", "OBL")):
        k -= 1
    return p.tokens[k].key if p.tokens[k].tag != "NOUN" else None


def _near(p: Parse, verb: int, k: int) -> bool:
    """Whether no other main clause and no semicolon stands between the verb and token k."""
    low, high = sorted((verb, k))
    return not any(t.text in (";", ":") or t.key in grammar(p.code).that for t in p.tokens[low + 1 : high])
