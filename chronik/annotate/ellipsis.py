"""Quantities on their way to figures: what those without a noun of their own count, and which state nothing.

"laut Nato 4.400 Soldaten, nach anderer Zählung sind es weniger als 4.000": the second counts what the first did.
"""

from collections.abc import Sequence
from typing import NamedTuple

from chronik.annotate.counted import (
    Counted,
    casualty,
    costs,
    counted,
    has_verb,
    is_people,
    noun_measure,
    noun_phrase,
    segment,
    topic,
    words_of,
)
from chronik.annotate.figure_rules import clause_words, lexicon
from chronik.annotate.quantities import Quantity
from chronik.article.phrases import Parse, Parses

CASUALTIES = ("killed", "wounded")


class Draft(NamedTuple):
    """A quantity of sentence ``sentence``: its noun phrase, measure ("" not known yet), and what it is of."""

    sentence: int
    q: Quantity
    c: Counted | None
    measure: str
    of: str | None
    shared: bool = False  # unit or noun taken from the figure after it


def drafts(p: Parse, sentence: int, found: list[Quantity], code: str) -> list[Draft]:
    """The quantities of a sentence with what stands right by them."""
    made = [_draft(p, sentence, q, found, code) for q in found]
    phrases = [d.c for d in made if d.c is not None and not d.c.partitive]
    inside = [any(c.first <= d.q.first and d.q.last <= c.head for c in phrases) for d in made]  # "five 737 aircraft"
    return _sharing([d for d, within in zip(made, inside, strict=True) if not within], p, code)


def _draft(p: Parse, sentence: int, q: Quantity, found: list[Quantity], code: str) -> Draft:
    c = counted(p, q, code)
    if q.unit is not None:
        return Draft(sentence, q, None, q.unit.measure, topic(p, q, c, code))
    measure = noun_measure(p, c, code) if c is not None else ""
    if measure == "money" and not q.number.scaled:  # "drei Investitionen"
        measure = "other"
    if measure in ("", "troops", "other", "killed") and is_people(p, c, measure, code):
        others = [(o.first, o.last) for o in found if o != q]
        seg = segment(p, q.first, c.head if c is not None else q.last, others, code)
        measure = casualty(p, q, c, seg, code) or measure
    return Draft(sentence, q, c, measure, words_of(p, c))


def _sharing(made: list[Draft], p: Parse, code: str) -> list[Draft]:
    """ "von 25 auf 18 Prozent", "360.000 bzw. 1 Mio. Euro", "120 oder 240 Bilder": what follows holds for both."""
    joiners, out = lexicon(code).rules.shares, list(made)
    for k in range(len(out) - 2, -1, -1):
        a, b = out[k], out[k + 1]
        between = " ".join(t.key for t in p.tokens[a.q.last + 1 : b.q.first])
        if a.c is None and a.q.unit is None and between in joiners and (b.q.unit is not None or b.c is not None):
            out[k] = a._replace(q=a.q._replace(unit=b.q.unit), measure=b.measure, of=b.of, shared=True)
    return out


def settle(p: Parse, made: list[Draft], earlier: Sequence[Draft], parses: Parses, code: str) -> list[Draft]:
    """The drafts of one sentence with what they count; those that state no quantity left out.

    ``earlier`` are the drafts of the sentences before.
    """
    out: list[Draft] = []
    for k, d in enumerate(made):
        if d.measure == "" or (not d.shared and d.measure in CASUALTIES and d.of is None):
            d = _completed(p, d, [*earlier, *out], made[k + 1 :], parses, code)
        if d.measure == "percent" and d.of is None:
            before = _last_counting(out, d)
            d = d._replace(of=before.of if before is not None else None)
        if d.measure and _states(p, d, code):
            out.append(d)
    return _coordinated(p, out, code)


def _completed(p: Parse, d: Draft, before: list[Draft], after: list[Draft], parses: Parses, code: str) -> Draft:
    """A number without noun: counts what the figure before counted, or what a noun nearby implies."""
    whole = _whole_of(p, d, after, code)
    if whole is not None:
        return d._replace(measure=whole.measure, of=whole.of)
    antecedent = _last_counting(before, d)
    if d.measure in CASUALTIES:
        return d._replace(of=antecedent.of if antecedent is not None else None)
    if is_bare(p, d, code):
        return d
    named = _numbered(p, d, code)
    if named is not None:
        return d._replace(measure=noun_measure(p, named, code), of=words_of(p, named))
    money = next((b for b in reversed(before) if b.sentence == d.sentence and b.measure == "money"), None)
    if (
        money is not None and d.q.number.scaled and money.q.number.scaled
    ):  # "3 Milliarden Franken, bisher 900 Millionen"
        return d._replace(measure="money", q=d.q._replace(unit=money.q.unit), of=money.of)
    if d.q.number.scaled and d.q.number.kind != "vague" and costs(p, d.q, code):
        return d._replace(measure="money", of=topic(p, d.q, None, code))
    if antecedent is not None and antecedent.measure != "percent":
        return d._replace(measure=antecedent.measure, of=antecedent.of)
    return d._replace(measure="troops" if _implies_troops(p, d, parses, code) else "other")


def _last_counting(before: Sequence[Draft], d: Draft) -> Draft | None:
    """The figure before, in this sentence or the last two, that counts things."""
    near = (b for b in reversed(before) if d.sentence - b.sentence <= 2)
    return next((b for b in near if b.of is not None and b.measure not in ("money", "distance")), None)


def _whole_of(p: Parse, d: Draft, after: list[Draft], code: str) -> Draft | None:
    """The whole that follows a part: "40 der 60 Lastwagen", "12 von 20 Abgeordneten"."""
    if not after or after[0].c is None:
        return None
    return after[0] if is_part(p, d.q.last, after[0].q.first, code) else None


def is_part(p: Parse, last: int, first: int, code: str) -> bool:
    """Whether only "der", "von den", "of the" stands between a part and the whole that begins at token ``first``."""
    between = p.tokens[last + 1 : first]
    of = lexicon(code).rules.grammar.of
    return 0 < len(between) <= 2 and between[0].key in of and all(t.tag in ("PREP", "DET", "OBL") for t in between)


def is_bare(p: Parse, d: Draft, code: str) -> bool:
    """A small number without anything that says it is a quantity: a label, an age, a score."""
    n, lex = d.q.number, lexicon(code)
    if d.q.modifier != "exact" or n.scaled or (n.kind == "digits" and not n.plain):
        return False
    if d.q.range:  # "737-800" without noun or unit
        return p.tokens[n.first - 1].text in ("-", "–")
    before = p.tokens[d.q.first - 1].key if d.q.first else ""
    if before in lex.rules.counting_pronouns:
        return d.q.first < 2 or p.tokens[d.q.first - 2].tag != "AUX"
    if before in lex.rules.further:
        return not has_verb(p.tokens, d.q.last + 1, d.q.last + 2)
    if before not in lex.rules.counting_after or _year_like(d):
        return True
    clause = p.clause_of(d.q.first)
    return not any(lex.counting.holds(t.key) for t in p.tokens[clause.first : clause.last + 1])


def _numbered(p: Parse, d: Draft, code: str) -> Counted | None:
    """ "die Zahl der Soldaten sank auf 850": the noun phrase that hangs on a word for number earlier in the clause."""
    clause, lex = p.clause_of(d.q.first), lexicon(code)
    for k in range(clause.first, d.q.first - 1):
        if lex.number_nouns.holds(p.tokens[k].key) and p.tokens[k + 1].key in lex.rules.grammar.of:
            return noun_phrase(p, k + 2, code)
    return None


def _implies_troops(p: Parse, d: Draft, parses: Parses, code: str) -> bool:
    """Whether this sentence up to the number, or the one before, speaks of a force."""
    implied = clause_words(code, "troops")[2]
    before = parses[d.sentence - 1].tokens if d.sentence else []
    return any(implied.holds(t.key) for t in (*before, *p.tokens[: d.q.first]))


def _coordinated(p: Parse, made: list[Draft], code: str) -> list[Draft]:
    """ "losses of 40 soldiers and 90 civilians": people joined by "und" without a verb share what befell them."""
    out = list(made)
    for k in range(1, len(out)):
        if out[k - 1].measure in CASUALTIES and _joined(p, out[k - 1], out[k], code):
            out[k] = _befallen(p, out[k], out[k - 1].measure, code)
    for k in range(len(out) - 1, 0, -1):
        if out[k].measure in CASUALTIES and out[k - 1].c is not None and _joined(p, out[k - 1], out[k], code):
            out[k - 1] = _befallen(p, out[k - 1], out[k].measure, code)
    return out


def _joined(p: Parse, a: Draft, b: Draft, code: str) -> bool:
    end = a.c.head if a.c is not None else a.q.last
    between, joins = p.tokens[end + 1 : b.q.first], lexicon(code).rules.grammar.joins
    if len(between) > 3 or not any(t.key in joins or t.text == "," for t in between):
        return False
    return not has_verb(p.tokens, end + 1, b.q.first - 1)


def _befallen(p: Parse, d: Draft, measure: str, code: str) -> Draft:
    fits = d.measure in ("other", "troops") and d.q.unit is None and is_people(p, d.c, d.measure, code)
    return d._replace(measure=measure) if fits else d


# ---------------------------------------------------------------- does it state a quantity?


def _states(p: Parse, d: Draft, code: str) -> bool:
    """Not a year, not an age in brackets, not a label after a noun, not a small number that counts nothing."""
    n = d.q.number
    if n.kind == "fraction" or d.q.unit is not None or n.scaled or d.shared:
        return True
    if _year_like(d) and not _counts_in_spite(p, d, code):
        return False
    if d.c is None and d.q.modifier == "exact" and d.q.value % 1 != 0:  # an index or a mark: "Schweden (3,16)"
        return False
    if d.c is None and d.measure not in CASUALTIES and is_bare(p, d, code):
        return d.measure != ""
    if not n.plain or d.q.modifier != "exact" or n.first == 0:
        return True
    before = p.tokens[n.first - 1]
    if before.text == "(":
        return d.c is not None
    label = before.tag == "NOUN" and before.key not in lexicon(code).year_cues and d.measure == "other"
    return not (label and n.value < 13 and p.tokens[n.first].start - before.end == 1)


def _year_like(d: Draft) -> bool:
    n = d.q.number
    return n.kind == "digits" and n.plain and 1900 <= n.value <= 2100


def _counts_in_spite(p: Parse, d: Draft, code: str) -> bool:
    """A year's number that counts all the same: qualified, of a known measure or round, and after no "seit"."""
    qualified = d.q.modifier != "exact"
    if d.c is None:
        return qualified and d.q.number.value % 100 == 0 and d.measure != ""
    before = p.tokens[d.q.first - 1].key if d.q.first else ""
    if before in lexicon(code).year_cues and not qualified:
        return False
    return qualified or d.measure != "other" or d.q.number.value % 50 == 0
