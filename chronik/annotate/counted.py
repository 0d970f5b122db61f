"""What a quantity counts: the noun phrase after it, and the measure that the noun, or the clause, says.

"etwa 400 deutsche Soldaten" → troops; "rund 7.000 [wurden] verwundet" → wounded, of whatever the
sentence counted before. No tagger: German nouns by capital, English heads by their plural.
"""

from collections.abc import Collection
from typing import NamedTuple

from chronik.annotate.figure_rules import Grammar, Words, clause_words, lexicon
from chronik.annotate.quantities import Quantity
from chronik.article.phrases import Parse, Phrase, subject
from chronik.article.tokens import Token, key_of
from chronik.language.countries import country_of
from chronik.language.numbers import table


class Counted(NamedTuple):
    """The counted noun phrase: tokens ``first`` … ``head``; ``partitive`` where "of", "der" or "von" leads to it."""

    first: int
    head: int
    partitive: bool


def counted(p: Parse, q: Quantity, code: str) -> Counted | None:
    """The noun phrase that the quantity counts, right after it, or None."""
    i, partitive = q.last + 1, False
    if i < len(p.tokens) and _leads(p.tokens[i], q, code):
        i, partitive = i + 1, True
        i += i < len(p.tokens) and p.tokens[i].tag in ("DET", "OBL")
    if partitive and q.unit is None and i < len(p.tokens) and p.tokens[i].tag == "NUM":
        return None  # "40 of the 60 trucks": the noun belongs to the whole
    found = noun_phrase(p, i, code, oblique=partitive or (q.first > 0 and p.tokens[q.first - 1].tag in _OBLIQUE))
    if found is None:
        return None
    return found._replace(partitive=partitive)


_OBLIQUE = frozenset(("PREP", "CONT", "DET", "OBL", "ADJ"))


def noun_phrase(p: Parse, i: int, code: str, *, oblique: bool = True) -> Counted | None:
    """The noun phrase that begins at token i, if its noun can be counted.

    ``oblique``: adjectives may end in -en; without it they end in -e, and "500 erhielten Asyl" is no phrase.
    """
    g = lexicon(code).rules.grammar
    head = _english_head(p.tokens, i, g) if g.plurals else _german_head(p.tokens, i, g, table(code).scales, oblique)
    if head is None or p.tokens[head].key in lexicon(code).not_counted:
        return None
    return Counted(i, head, False)


def _leads(t: Token, q: Quantity, code: str) -> bool:
    """ "Hunderte von Menschen", "20 Prozent der Wähler", "40 of the men"; "12 der Männer" only where the unit asks."""
    if code == "en":
        return t.key == "of"
    percent = q.unit is not None and q.unit.measure == "percent"
    return t.key in lexicon(code).rules.grammar.of and (percent or (q.number.kind == "vague" and t.tag == "PREP"))


def _german_head(toks: list[Token], i: int, g: Grammar, scales: Collection[str], oblique: bool) -> int | None:
    """The noun after adjectives, "weitere", "mehr" and a number in a partitive ("der 90 neuen Zelte")."""
    for k in range(i, min(i + 6, len(toks))):
        t = toks[k]
        if t.tag == "NOUN" and len(t.text) > 1 and t.key not in scales:
            return k
        inside = t.tag == "NUM" or t.key in g.inside or t.key in scales
        joins = t.text in (",", "und") and k > i and toks[k - 1].tag == "ADJ" and _is_adjective(toks, k + 1, oblique)
        if not (inside or joins or (_is_adjective(toks, k, oblique) and k + 1 < len(toks))):
            return None
    return None


def _is_adjective(toks: list[Token], k: int, oblique: bool) -> bool:
    """An adjective by its ending: -e, -er, -es, after prepositions and articles also -en."""
    if k >= len(toks) or toks[k].tag not in ("ADJ", "WORD", "VERB") or not toks[k].text[0].islower():
        return False
    return toks[k].key.endswith(
        ("e", "er", "es", "en") if oblique or toks[k].key.endswith("ischen") else ("e", "er", "es")
    )


_STOPS = frozenset(("PREP", "AND", "BUT", "SUB", "PRON", "PROB", "AUX", "PUNCT", "ADV", "DET"))


def _english_head(toks: list[Token], i: int, g: Grammar) -> int | None:
    """The first plural within five words; "dead soldiers" goes on to the soldiers."""
    for k in range(i, min(i + 6, len(toks))):
        t = toks[k]
        capitals = t.text.isupper() and len(t.text) < 5  # "US" is no pronoun and no plural
        if t.tag in _STOPS and not capitals and t.key not in g.inside:
            return None
        if capitals or not _is_plural(t, g):
            continue
        goes_on = t.key in g.adjectival and k + 1 < len(toks) and toks[k + 1].tag == "WORD"
        return k + 1 if goes_on and _is_plural(toks[k + 1], g) else k
    return None


def _is_plural(t: Token, g: Grammar) -> bool:
    return t.key in g.plurals or (t.key.endswith("s") and len(t.key) > 3 and not t.key.endswith(g.no_plural_endings))


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
    if before is not None and key_of(before.split()[-1]) not in lexicon(code).not_counted:
        return before
    clause, lex = p.clause_of(q.first), lexicon(code)
    keys = range(clause.first, clause.last + 1)
    verbs, _, implied, _ = clause_words(code, "money")
    if q.unit is None or q.unit.measure == "money":
        said = (p.tokens[k] for k in keys if k < q.first and (p.tokens[k].key,) not in verbs)
        found = next((t.text for t in said if implied.holds(t.key)), None)
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
    key = p.tokens[k].key
    if phrase is None or key in lex.time_units or key in lex.not_counted or (phrase.prep and not led):
        return None
    if any(t.tag == "NUM" for t in p.tokens[phrase.first : k + 1]):
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
    head, lex = p.tokens[c.head], lexicon(code)
    by_form = head.key.endswith(lex.rules.grammar.people_endings)
    return by_form or lex.people.holds(head.key) or country_of(head.text) is not None


class Segment(NamedTuple):
    """The stretch of a sentence that speaks of one quantity: tokens ``first`` … ``last``."""

    first: int
    last: int


_CUTS = frozenset((",", ";", ":", "–", "—", "(", ")", "|"))


def segment(p: Parse, first: int, last: int, others: list[tuple[int, int]], code: str) -> Segment:
    """Tokens round the quantity up to commas, and up to "und" where another quantity follows it."""
    joins, toks = lexicon(code).rules.grammar.joins, p.tokens

    def cuts(i: int) -> bool:
        return toks[i].text in _CUTS or (toks[i].key in joins and any(0 <= start - i <= 3 for start, _ in others))

    begin, end = first, last
    while begin > 0 and not cuts(begin - 1):
        begin -= 1
    while end + 1 < len(toks) and not cuts(end + 1):
        end += 1
    return Segment(begin, end)


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
