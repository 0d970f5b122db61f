"""The verb groups of a sentence: which tokens belong to one verb, though commas, quotes and insertions part them.

``article.phrases`` cuts a sentence at its marks. Here the pieces of one clause are joined again ("Der Vertrag, den
…, wurde gekündigt"; 'wollen "so bald wie möglich" reduzieren') and coordinated verbs are told apart ("stimmte
für … und forderte …"), so that tense, negation, subject and object are sought where they belong.
"""

import functools
from bisect import bisect_right
from typing import NamedTuple

from chronik.annotate.triggers import VerbHit, in_list, lexicon, verb_hits
from chronik.article.phrases import Parse, Phrase
from chronik.article.tokens import Token, Words, key_of
from chronik.language import read


class Group(NamedTuple):
    """Tokens of one verb group in order; ``opener`` main, sub or rel; ``word`` the key that opens the clause.

    ``clause`` numbers the clause, ``part`` the coordinated piece of it, ``whole`` are all tokens of the clause.
    """

    tokens: tuple[int, ...]
    opener: str
    word: str
    clause: int
    part: int
    whole: tuple[int, ...]


_INNER = frozenset('„“”"«»‚‘’›‹()')
_NOT_FINITE = frozenset(("worden", "gewesen", "geworden", "been", "being", "be", "having"))
_PREFIXES = ("be", "ver", "er", "ent", "zer", "über", "unter")


def groups(p: Parse) -> list[Group]:
    """The verb groups of a sentence, in the order in which they begin."""
    units = _joined(p, _merged(p))
    out: list[Group] = []
    for number, (opener, indices) in enumerate(units):
        word = next((p.tokens[i].key for i in indices if p.tokens[i].tag not in ("PUNCT", "PREP", "AND", "BUT")), "")
        for part, piece in enumerate(_coordinated(p, indices)):
            out.append(Group(tuple(piece), opener, word, number, part, tuple(indices)))
    return out


def group_of(found: list[Group], token: int) -> Group | None:
    """The group that holds a token."""
    return next((g for g in found if token in g.tokens), None)


@functools.cache
def _auxiliaries(code: str) -> frozenset[str]:
    m = lexicon(code).mood
    lists = (m.planned, m.duty, m.possible, m.achieved, m.future, m.conditional, m.perfect, m.pluperfect, m.past)
    return frozenset(key_of(w) for words in lists for w in words)


def has_particle(p: Parse, found: list[Group], group: Group, verb: int, hit: VerbHit) -> bool:
    """Whether a separable verb's prefix stands at the end of its clause, and for a simple verb, that none does."""
    if p.code == "en":
        after = p.tokens[verb + 1].key if verb + 1 < len(p.tokens) else ""
        return not hit.particle or after == hit.particle
    end = _end_particle(p, found, group, verb)
    if hit.particle:
        return end == hit.particle
    return end is None or hit.kind not in ("present", "past", "konjunktiv")


@functools.cache
def _separable(code: str) -> frozenset[str]:
    """Prefixes that part from their verb."""
    return frozenset(read(code, "words", Words).particles)


def _end_particle(p: Parse, found: list[Group], group: Group, verb: int) -> str | None:
    """The separated prefix: last word of the group or before a mark in it, or alone after an inserted clause."""
    toks = p.tokens
    inside = [i for i in group.tokens if i > verb]
    for i in inside:
        closes = i == inside[-1] or toks[i + 1].tag in ("PUNCT", "AND")
        if closes and toks[i].key in _separable(p.code):
            return toks[i].key
    for g in found:
        if len(g.tokens) <= 2 and g.tokens[0] > verb and toks[g.tokens[0]].key in _separable(p.code):
            return toks[g.tokens[0]].key
    return None


def is_finite(t: Token, code: str) -> bool:
    """Whether a token may be a finite verb, by form alone."""
    if t.tag in ("AUX",) or t.key in _auxiliaries(code):
        return t.key not in _NOT_FINITE
    if t.tag not in ("VERB", "WORD"):
        return False
    kinds = {h.kind for h in verb_hits(t.key, code)}
    if kinds and code == "de":
        return bool(kinds & {"present", "past", "konjunktiv"}) and not kinds & {"infinitive", "participle"}
    if code == "en":
        return t.key.endswith("ed") or t.key in ("said", "says", "told", "came", "made", "went", "took", "led", "put")
    return t.tag == "VERB" and not is_participle(t.key) and t.key.endswith(("t", "te", "ten"))


def is_participle(key: str) -> bool:
    """German: "gesehen", "angegriffen", "verkündet" by form."""
    ends = key.endswith(("t", "en"))
    return ends and (key.startswith("ge") or "ge" in key[2:6] or (key.startswith(_PREFIXES) and key.endswith("t")))


def _has_finite(p: Parse, indices: list[int]) -> bool:
    return any(is_finite(p.tokens[i], p.code) for i in indices)


def _merged(p: Parse) -> list[tuple[str, list[int]]]:
    """Clauses as token lists; what only a pair of quotation marks or brackets cut off is put back."""
    out: list[tuple[str, list[int]]] = []
    for c_first, c_last, c_opener in _with_relatives(p):
        piece = list(range(c_first, c_last + 1))
        if out:
            opener, before = out[-1]
            gap = [p.tokens[k].text for k in range(before[-1] + 1, c_first)]
            content = p.code == "en" and _gives_content(p, before[-1], c_first)
            if all(x in _INNER for x in gap) and not content and not (_has_finite(p, before) and _has_finite(p, piece)):
                out[-1] = (opener, before + piece)
                continue
        out.append((c_opener, piece))
    return out


def _gives_content(p: Parse, noun: int, first: int) -> bool:
    """English "reports that troops left": a clause that says what the noun before it is about."""
    return p.tokens[first].key == "that" and in_list(p.tokens[noun].key, ("account", "rumour"), p.code)


_RELATIVES = frozenset(["der", "die", "das", "den", "dem", "denen", "deren", "dessen", "welche", "welcher", "welches"])


def _with_relatives(p: Parse) -> list[tuple[int, int, str]]:
    """The clauses of the parse, cut too where a verbless beginning meets a relative clause ("Die Mission, die …,")."""
    out: list[tuple[int, int, str]] = []
    for c in p.clauses:
        comma = next((k for k in range(c.first + 1, c.last) if _opens_relative(p, k, c.last)), None)
        if comma is None or _has_finite(p, list(range(c.first, comma))):
            out.append((c.first, c.last, c.opener))
        else:
            out += [(c.first, comma - 1, c.opener), (comma + 1, c.last, "rel")]
    return out


def _opens_relative(p: Parse, k: int, last: int) -> bool:
    """A comma, a relative pronoun, and the verb at the end."""
    if p.code != "de" or p.tokens[k].text != ",":
        return False
    first = k + 2 if p.tokens[k + 1].tag == "PREP" else k + 1
    ends = [i for i in range(max(k, last - 1), last + 1) if p.tokens[i].tag in ("AUX", "VERB", "WORD")]
    return first < last and p.tokens[first].key in _RELATIVES and bool(ends)


def _joined(p: Parse, units: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    """A clause that begins with its verb goes on with the verbless one before the inserted clauses."""
    out: list[tuple[str, list[int]]] = []
    for opener, piece in units:
        first = p.tokens[piece[0]]
        starts = opener == "main" and (is_finite(first, p.code) or is_participle(first.key)) and first.tag != "NOUN"
        open_one = next((k for k in range(len(out) - 2, -1, -1) if not _has_finite(p, out[k][1])), None)
        inserted = bool(out) and out[-1][0] != "main"
        if inserted and opener == "main" and not starts and _verb_final(p, piece):
            open_one = next((k for k in range(len(out) - 1, -1, -1) if out[k][0] == "main"), None)
            starts = open_one is not None
        if starts and open_one is not None and open_one < len(out) - 1 and inserted:
            out[open_one] = (out[open_one][0], out[open_one][1] + piece)
        else:
            out.append((opener, piece))
    return out


def _verb_final(p: Parse, piece: list[int]) -> bool:
    """The end of a clause whose finite verb stood before an inserted one: "…, künftig dort stationiert werden"."""
    words = [i for i in piece if p.tokens[i].tag != "PUNCT"]
    if p.code != "de" or len(words) < 2:
        return False
    finite = [i for i in words if is_finite(p.tokens[i], p.code)]
    return all(i in words[-2:] for i in finite) and _has_infinite(p, words[-2:])


def _coordinated(p: Parse, indices: list[int]) -> list[list[int]]:
    """Pieces of a clause that each hold a verb of their own, cut at the conjunction between them."""
    pieces: list[list[int]] = []
    current: list[int] = []
    for n, i in enumerate(indices):
        t = p.tokens[i]
        if (t.tag in ("AND", "BUT") or t.key in ("and", "but")) and _both_have_verbs(p, current, indices[n + 1 :]):
            pieces.append(current)
            current = []
        current.append(i)
    return [*pieces, current]


def _both_have_verbs(p: Parse, left: list[int], right: list[int]) -> bool:
    if not left or not right:
        return False
    if _has_finite(p, left) and _has_finite(p, _less_infinitive(p, right)):
        return True
    return _has_infinite(p, left) and _has_infinite(p, right)


def _less_infinitive(p: Parse, piece: list[int]) -> list[int]:
    """A piece without an auxiliary in the infinitive at its end ("… stationiert werden")."""
    words = [i for i in piece if p.tokens[i].tag != "PUNCT"]
    last = p.tokens[words[-1]].key if words else ""
    cluster = len(words) > 1 and last in ("werden", "haben", "sein") and _has_infinite(p, words[-2:-1])
    return words[:-1] if cluster else piece


def _has_infinite(p: Parse, indices: list[int]) -> bool:
    kinds = {"participle", "infinitive", "zu_infinitive"}
    return any(
        kinds & {h.kind for h in verb_hits(p.tokens[i].key, p.code)} and p.tokens[i].tag not in ("ADJ", "NOUN")
        for i in indices
    )


def phrases_in(p: Parse, indices: tuple[int, ...]) -> list[Phrase]:
    """The noun phrases whose first token is among the indices."""
    inside = set(indices)
    return [x for x in p.phrases if x.first in inside]


def position(p: Parse, phrase: Phrase) -> int:
    """Number of a phrase in its sentence; one cut short counts as the whole."""
    return bisect_right(p.phrases, phrase.first, key=lambda x: x.first) - 1


_NOUN_CUES = ("DET", "OBL", "NUM", "ADJ", "PREP")


def is_english_noun(p: Parse, token: int) -> bool:
    """English: "the attack", "oil demand", "of votes" against "they attack", "to vote"."""
    t = p.tokens[token]
    if token == 0 or p.code != "en":
        return False
    back = token - 1
    while back > 0 and p.tokens[back].tag == "ADV":
        back -= 1
    before = p.tokens[back] if p.tokens[back].tag == "DET" else p.tokens[token - 1]
    holder = next((x for x in p.phrases if x.first < token == x.last), None)
    if holder is not None and holder.prep not in ("", "about", "around", "over", "nearly", "that"):
        return True
    if before.tag in _NOUN_CUES and before.key != "to":
        return not t.key.endswith("ing") or before.tag in ("DET", "ADJ")
    if before.text.endswith(("'s", "’s")):
        return True
    kinds = {h.kind for h in verb_hits(t.key, "en")}
    base = "infinitive" in kinds and "past" not in kinds
    return base and before.tag in ("WORD", "NOUN") and not before.key.endswith("s") and before.key != "u.s."
