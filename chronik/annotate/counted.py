"""What a quantity counts: the noun phrase after it, and the measure that the noun, or the clause, says.

"rund 2.500 amerikanische Soldaten" → troops; "mehr als 30 000 [wurden] verletzt" → wounded, of whatever the
sentence counted before. No tagger: German nouns by capital, English heads by their plural.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from chronik.annotate.figure_rules import Words, clause_words, lexicon
from chronik.annotate.known import country_of
from chronik.annotate.quantities import Quantity
from chronik.article.phrases import Parse, Phrase, subject
from chronik.article.tokens import Token
from chronik.language.numbers import table


class Counted(NamedTuple):
    """The counted noun phrase: tokens ``first`` … ``head``; ``partitive`` where "of", "der" or "von" leads to it."""

    first: int
    head: int
    partitive: bool


def counted(p: Parse, q: Quantity, code: str) -> Counted | None:
    """The noun phrase that the quantity counts, right after it, or None."""
    i, partitive = q.last + 1, False
    if i < len(p.tokens) and _leads(p.tokens, i, q, code):
        partitive = True
        i += 1 if q.number.kind == "vague" or p.tokens[i].key in ("der", "des") else _articles(p.tokens, i + 1)
    if partitive and q.unit is None and i < len(p.tokens) and p.tokens[i].tag == "NUM":
        return None  # "40 of the 60 trucks": the noun belongs to the whole
    found = noun_phrase(p, i, code)
    return found._replace(partitive=partitive) if found is not None else None


def noun_phrase(p: Parse, i: int, code: str) -> Counted | None:
    """The noun phrase that begins at token i, if its noun can be counted."""
    head = _german_head(p.tokens, i, table(code).scales) if code == "de" else _english_head(p.tokens, i)
    if head is None or p.tokens[head].key in lexicon(code).not_counted:
        return None
    return Counted(i, head, False)


def _leads(toks: list[Token], i: int, q: Quantity, code: str) -> bool:
    """ "Hunderte von Menschen", "20 Prozent der Wähler", "40 of the men"."""
    key = toks[i].key
    if code == "en":
        return key == "of"
    percent = q.unit is not None and q.unit.measure == "percent"
    return (key == "von" and (percent or q.number.kind == "vague")) or (key in ("der", "des") and percent)


def _articles(toks: list[Token], i: int) -> int:
    return 2 if i < len(toks) and toks[i].tag in ("DET", "OBL") else 1


def _german_head(toks: list[Token], i: int, scales: Collection[str]) -> int | None:
    """The noun after adjectives, "weitere", "mehr" and a number in a partitive ("der 1.400 Türen")."""
    for k in range(i, min(i + 6, len(toks))):
        t = toks[k]
        if t.key in scales:
            continue
        if t.tag == "NOUN" and len(t.text) > 1:
            return k
        inside = t.tag in ("ADJ", "NUM") or t.key in ("weitere", "weiteren", "weiterer", "mehr", "anderen", "andere")
        joins = t.text in (",", "und") and k > i and toks[k - 1].tag == "ADJ" and _is_adjective(toks, k + 1)
        attributive = t.tag in ("WORD", "VERB") and _is_adjective(toks, k) and k + 1 < len(toks)
        if not (inside or joins or attributive):
            return None
    return None


def _is_adjective(toks: list[Token], k: int) -> bool:
    """Adjective endings, and not a verb before the noun it governs: "15 reichen Bürgern" is believed, "15 kamen" not."""
    return k < len(toks) and toks[k].tag in ("ADJ", "WORD") and toks[k].key.endswith(("e", "en", "er", "es"))


_EN_PLURALS = frozenset(
    "people men women children troops police dead injured wounded personnel aircraft servicemen servicewomen "
    "fishermen policemen policewomen gunmen airmen guardsmen militiamen congressmen lawmen sheep fish media data lives".split()
)
_EN_NO_PLURAL = ("ss", "us", "is", "'s", "ous")
_EN_STOP = frozenset(("PREP", "AND", "BUT", "SUB", "PRON", "PROB", "AUX", "PUNCT", "ADV"))


def _english_head(toks: list[Token], i: int) -> int | None:
    """The first plural within five words; "dead soldiers" goes on to the soldiers."""
    for k in range(i, min(i + 6, len(toks))):
        t = toks[k]
        capital = t.text.isupper() and len(t.text) < 5
        if t.tag in _EN_STOP and not capital and t.key not in ("more", "other", "others"):
            return None
        if t.tag == "DET" and t.key not in ("more", "other", "such"):
            return None
        if not capital and _english_plural(t):
            follows = toks[k + 1] if k + 1 < len(toks) else None
            adjectival = t.key in ("dead", "injured", "wounded", "police")
            if adjectival and follows is not None and follows.tag == "WORD" and _english_plural(follows):
                return k + 1
            return k
    return None


def _english_plural(t: Token) -> bool:
    key = t.key
    return key in _EN_PLURALS or (key.endswith("s") and len(key) > 3 and not key.endswith(_EN_NO_PLURAL))


def words_of(p: Parse, c: Counted | None) -> str | None:
    """The counted noun phrase as it stands."""
    return p.text[p.tokens[c.first].start : p.tokens[c.head].end] if c is not None else None


# ---------------------------------------------------------------- what an amount is said of


def topic(p: Parse, q: Quantity, c: Counted | None, code: str) -> str | None:
    """What an amount with a unit is said of.

    In this order: the noun after it, the noun before a colon or a preposition ("Verlust von …"), a noun of money in
    the clause, the subject of "kosten", "betragen" and the like.
    """
    if c is not None:
        return words_of(p, c)
    before = _noun_before(p, q.first, code)
    if before is not None:
        return before
    clause, lex = p.clause_of(q.first), lexicon(code)
    keys = range(clause.first, clause.last + 1)
    implied = clause_words(code, "money")[2]
    if q.unit is None or q.unit.measure == "money":
        found = next((p.tokens[k].text for k in keys if k < q.first and implied.holds(p.tokens[k].key)), None)
        if found is not None and p.tokens[clause.first].text[0].isalpha():
            return found
    verb = next((k for k in keys if p.tokens[k].key in lex.rules.amounts), None)
    who = subject(p, verb) if verb is not None else None
    if who is None or who.pronoun or (who.first <= q.last and q.first <= who.last):
        return None
    if not _is_noun(p.tokens[who.head], code):
        return None
    return _without_determiner(p, who)


def _noun_before(p: Parse, first: int, code: str) -> str | None:
    """ "Baukosten: 2,5 …", "Strafen bis zu …", "einen Verlust von …" """
    k, lex = first - 1, lexicon(code)
    led = k > 0 and (p.tokens[k].text == ":" or p.tokens[k].key in lex.rules.amount_prepositions)
    k -= led
    if k < 0 or (code == "en" and not led):
        return None
    phrase = next((x for x in p.phrases if x.last == k and not x.pronoun), None)
    if phrase is None or p.tokens[k].key in lex.time_units or (phrase.prep and not led):
        return None
    return _without_determiner(p, phrase) if _is_noun(p.tokens[k], code) else None


def _is_noun(t: Token, code: str) -> bool:
    return t.tag == "NOUN" or (code == "en" and t.tag == "WORD")


def _without_determiner(p: Parse, x: Phrase) -> str:
    first = x.first + (p.tokens[x.first].tag in ("DET", "OBL") and x.last > x.first)
    return p.text[p.tokens[first].start : x.end]


def costs(p: Parse, q: Quantity, code: str) -> bool:
    """Whether the clause speaks of money: a verb such as "kosten" or a noun such as "Budget"."""
    passive, _, implied, _ = clause_words(code, "money")
    clause = p.clause_of(q.first)
    keys = [t.key for t in p.tokens[clause.first : clause.last + 1]]
    return any((k,) in passive or implied.holds(k) for k in keys)


# ---------------------------------------------------------------- measure


def noun_measure(p: Parse, c: Counted, code: str) -> str:
    """The measure that the noun (with its adjectives) says: troops, killed, wounded, vehicles, or other."""
    keys = [t.key for t in p.tokens[c.first : c.head + 1]]
    for measure in ("killed", "wounded"):
        if len(keys) > 1 and any(k in clause_words(code, measure)[3] for k in keys[:-1]):
            return measure
    for measure, nouns in lexicon(code).nouns.items():
        if nouns.holds(keys[-1]) or " ".join(keys[-2:]) in nouns.whole:
            return measure
    return "other"


def is_people(p: Parse, c: Counted | None, measure: str, code: str) -> bool:
    """Whether what is counted can be killed or wounded: people, troops, inhabitants, or nothing said."""
    if c is None or measure == "troops":
        return True
    head = p.tokens[c.head]
    return lexicon(code).people.holds(head.key) or country_of(head.text) is not None or _is_agent(head, code)


def _is_agent(head: Token, code: str) -> bool:
    """Nouns of persons by their ending: "Bewohner", "Wachleute", "Passanten", "guards"."""
    if code == "de":
        return re.search(r"(?:leute[n]?|[^t]er[n]?|isten|anten|enten|ierte[n]?|linge[n]?|innen|mitglieder[n]?)$", head.key) is not None
    return re.search(r"(?:ers|ors|ists|ans|ards|ees|ents|men|ians|lings)$", head.key) is not None


class Segment(NamedTuple):
    """The stretch of a sentence that speaks of one quantity: tokens ``first`` … ``last``."""

    first: int
    last: int


_CUTS = frozenset((",", ";", ":", "–", "—", "(", ")", "|"))
_JOINS = frozenset(("und", "and", "sowie", "while", "oder", "or"))


def segment(p: Parse, first: int, last: int, others: list[tuple[int, int]]) -> Segment:
    """Tokens round the quantity up to commas, and up to "und" where another quantity follows it."""
    toks = p.tokens
    begin = first
    while begin > 0 and not _is_cut(toks, begin - 1, others):
        begin -= 1
    end = last
    while end + 1 < len(toks) and not _is_cut(toks, end + 1, others):
        end += 1
    return Segment(begin, end)


def _is_cut(toks: list[Token], i: int, others: list[tuple[int, int]]) -> bool:
    if toks[i].text in _CUTS:
        return True
    if toks[i].key not in _JOINS:
        return False
    return any(0 <= start - i <= 3 for start, _ in others)


def casualty(p: Parse, q: Quantity, c: Counted | None, seg: Segment, code: str) -> str | None:
    """ "killed" or "wounded" where a verb of the segment says so of what is counted, or None."""
    preposition = q.first > 0 and p.tokens[q.first - 1].tag in ("PREP", "CONT")
    last = c.head if c is not None else q.last
    for measure in ("wounded", "killed"):
        passive, active, _, _ = clause_words(code, measure)
        after = find_keys(p.tokens, active, seg.first, q.first - 1)
        if after is not None and (not preposition or p.tokens[q.first - 1].key == "at"):
            return measure
        if preposition:
            continue
        if code == "de" and find_keys(p.tokens, active, last + 1, seg.last) is not None:
            return measure if last + 1 == seg.last else None
        if find_keys(p.tokens, passive, last + 1, seg.last) is not None:
            return measure
        if code == "de" and find_keys(p.tokens, passive, seg.first, q.first - 1) is not None:
            return measure
    return None


def find_keys(toks: list[Token], cues: tuple[Words, ...], first: int, last: int) -> int | None:
    """Token where one of the cues begins in ``first`` … ``last`` (inclusive), or None."""
    keys = [t.key for t in toks[first : last + 1]]
    for i in range(len(keys)):
        for cue in cues:
            if tuple(keys[i : i + len(cue)]) == cue:
                return first + i
    return None


def has_verb(toks: list[Token], first: int, last: int) -> bool:
    """Whether a verb stands in ``first`` … ``last`` (inclusive)."""
    return any(t.tag in ("AUX", "VERB") or (t.tag == "WORD" and t.key.endswith("ed")) for t in toks[first : last + 1])
