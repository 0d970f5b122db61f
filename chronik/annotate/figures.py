"""Figures: numbers that somebody states, with what they count, where, as of when and in which sense.

``quantities`` finds the numbers, ``counted`` what they count; here a number without a noun of its own ("waren es
mehr als 3.000") gets it from the clause before, and each figure its place, time and sense. By whose count is
filled in later, from the statement the figure stands in.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import re2

from chronik.annotate.counted import Counted, Segment, casualty, costs, counted, has_verb, is_people, noun_measure, noun_phrase, segment, topic, words_of
from chronik.annotate.figure_rules import clause_words, lexicon, sense_words
from chronik.annotate.quantities import Quantity, quantities
from chronik.article import prepare
from chronik.article.phrases import Parse, Parses
from chronik.language.numbers import number_pattern, table
from chronik.model import Article, Document, Figure, Name, Sense, Time


class Draft(NamedTuple):
    """A quantity on its way to a figure."""

    index: int  # of the sentence
    q: Quantity
    c: Counted | None
    measure: str
    of: str | None
    shared: bool = False  # with what the figure after it counts


def find_figures(
    document: Document, parses: Parses, names: tuple[Name, ...], times: tuple[Time, ...], code: str
) -> tuple[Figure, ...]:
    """Figures in the prose of a document, in the order of the text.

    ``names`` and ``times`` are those found in the same document, in the order of the text. ``as_of`` and the source
    stay open; ``time_start`` points to the time expression that says as of when, None means the text's own day.
    """
    out: list[Figure] = []
    memory = _Memory()
    for index in _sentences_with_numbers(document, parses, code):
        p = parses[index]
        found = [q for q in quantities(p.tokens, code) if not _taken(p, q, names, times)]
        drafts = _sharing(_apart([_draft(p, index, q, found, code) for q in found]), p, code)
        kept = _settle(p, drafts, memory, parses, code)
        for d in kept:
            out.append(_figure(p, d, kept, names, times, memory, code))
            memory.add(d, out[-1])
    return tuple(out)


class _Memory:
    """What earlier sentences counted: where a number without a noun finds what it counts."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.places: dict[str, str] = {}

    def add(self, draft: Draft, figure: Figure) -> None:
        self.drafts.append(draft)
        if figure.place is not None:
            self.places[figure.measure] = figure.place


# ---------------------------------------------------------------- where to look


@functools.cache
def _cues(code: str) -> "re2._Regexp":
    """A digit, a number word or an order of magnitude anywhere in the text."""
    options = re2.Options()
    options.max_mem = 512 << 20
    options.case_sensitive = False
    lex, t = lexicon(code), table(code)
    words = {w for keys in (*lex.vague, *lex.fractions) for w in (" ".join(keys),)}
    words |= set(t.tens) | {w for w, v in t.small.items() if v >= 2} | {*t.hundred, *t.thousand, *t.scales}
    listed = "|".join(sorted(map(re2.escape, words), key=len, reverse=True))
    return re2.compile(rf"[0-9]+|{listed}", options)


def _sentences_with_numbers(document: Document, parses: Parses, code: str) -> Iterator[int]:
    seen = -1
    for m in _cues(code).finditer(document.article.text):
        index = parses.index_at(m.start())
        if index is not None and index > seen:
            seen = index
            yield index


def _taken(p: Parse, q: Quantity, names: Sequence[Name], times: Sequence[Time]) -> bool:
    """Whether the number belongs to a time expression or a name ("Nord Stream 2 AG")."""
    start, end = p.tokens[q.number.first].start, p.tokens[q.number.last].end
    if any(t.start < end and start < t.end for t in times):
        return True
    return any(n.start <= start and end <= n.end and (n.start, n.end) != (start, end) for n in names)


# ---------------------------------------------------------------- what is counted


def _draft(p: Parse, index: int, q: Quantity, found: list[Quantity], code: str) -> Draft:
    c = counted(p, q, code)
    if q.unit is not None:
        return Draft(index, q, None, q.unit.measure, topic(p, q, c, code))
    measure = noun_measure(p, c, code) if c is not None else ""
    seg = segment(p, q.first, c.head if c is not None else q.last, [(o.first, o.last) for o in found if o != q])
    if is_people(p, c, measure, code) and measure in ("", "troops", "other", "killed"):
        measure = casualty(p, q, c, seg, code) or measure
    return Draft(index, q, c, measure, words_of(p, c))


def _apart(drafts: list[Draft]) -> list[Draft]:
    """Without numbers inside the noun phrase of another: "five new 737 aircraft"."""
    phrases = [d.c for d in drafts if d.c is not None and not d.c.partitive]
    return [d for d in drafts if not any(c.first <= d.q.first and d.q.last <= c.head for c in phrases)]


def _sharing(drafts: list[Draft], p: Parse, code: str) -> list[Draft]:
    """ "von 25 auf 18 Prozent", "360.000 bzw. eine Million Euro", "120 oder 240 Bilder": what follows holds for both."""
    joiners = lexicon(code).rules.shares
    out = list(drafts)
    for k in range(len(out) - 2, -1, -1):
        a, b = out[k], out[k + 1]
        between = [t.key for t in p.tokens[a.q.last + 1 : b.q.first]]
        if a.c is not None or a.q.unit is not None or " ".join(between) not in joiners:
            continue
        if b.q.unit is not None or b.c is not None:
            out[k] = a._replace(q=a.q._replace(unit=b.q.unit), measure=b.measure, of=b.of, shared=True)
    return out


def _settle(p: Parse, drafts: list[Draft], memory: _Memory, parses: Parses, code: str) -> list[Draft]:
    """Give numbers without noun what they count, drop those that state nothing."""
    out: list[Draft] = []
    for k, d in enumerate(drafts):
        if d.measure == "" or (not d.shared and d.measure in ("killed", "wounded") and d.of is None):
            d = _elliptic(p, d, [*memory.drafts, *out], drafts[k + 1 :], parses, code)
        if d.of is None and d.q.unit is not None and d.q.unit.measure == "percent":
            before = _last_counting(out, d)
            d = d._replace(of=before.of if before is not None else None)
        if d.measure and _states(p, d, code):
            out.append(d)
    return _coordinated(p, out, code)


def _last_counting(before: list[Draft], d: Draft) -> Draft | None:
    """The figure before, in this sentence or the last two, that counts things."""
    near = [b for b in before if d.index - b.index <= 2 and b.of is not None and b.measure not in ("money", "distance")]
    return near[-1] if near else None


def _elliptic(
    p: Parse, d: Draft, before: list[Draft], after: list[Draft], parses: Parses, code: str
) -> Draft:
    """A number without noun: counts what the figure before counted, or what a noun nearby implies."""
    partner = _whole_of(p, d, after)
    if partner is not None:
        return d._replace(measure=partner.measure, of=partner.of)
    antecedent = _last_counting(before, d)
    if d.measure in ("killed", "wounded"):
        return d._replace(of=antecedent.of if antecedent is not None else None)
    named = _numbered(p, d, code)
    if named is not None and not _is_bare(p, d, code):
        return d._replace(measure=noun_measure(p, named, code), of=words_of(p, named))
    if _is_bare(p, d, code):
        return d
    if d.q.number.scaled and d.q.number.kind != "vague" and costs(p, d.q, code):
        return d._replace(measure="money", of=topic(p, d.q, None, code))
    if antecedent is not None and antecedent.measure != "percent":
        return d._replace(measure=antecedent.measure, of=antecedent.of)
    if _implies_troops(p, d, parses, code):
        return d._replace(measure="troops")
    return d._replace(measure="other")


def _whole_of(p: Parse, d: Draft, after: list[Draft]) -> Draft | None:
    """The whole that follows a part: "40 der 60 Lastwagen", "28 von 30 Abgeordneten"."""
    if not after or not 0 < after[0].q.first - d.q.last <= 3 or after[0].c is None:
        return None
    between = [t.key for t in p.tokens[d.q.last + 1 : after[0].q.first]]
    return after[0] if between and between[0] in ("der", "von", "of", "des") else None


def _is_bare(p: Parse, d: Draft, code: str) -> bool:
    """A small number without anything that says it is a quantity: a label, an age, a score."""
    n, lex = d.q.number, lexicon(code)
    grouped = n.kind == "digits" and not n.plain
    joined = d.q.range and p.tokens[n.first - 1].text in ("-", "–")  # "737-800" without noun or unit
    if d.q.modifier != "exact" or n.scaled or (grouped or d.q.range) and not joined:
        return False
    before = p.tokens[d.q.first - 1].key if d.q.first else ""
    if before in lex.rules.further:
        return not has_verb(p.tokens, d.q.last + 1, min(d.q.last + 2, len(p.tokens) - 1))
    clause = p.clause_of(d.q.first)
    counts = before in lex.rules.counting_after and not _year_like(d)
    return not (counts and any(lex.counting.holds(t.key) for t in p.tokens[clause.first : clause.last + 1]))


def _numbered(p: Parse, d: Draft, code: str) -> Counted | None:
    """ "die Zahl der Soldaten sank auf 850": the noun phrase that hangs on a word for number earlier in the clause."""
    clause, nouns = p.clause_of(d.q.first), lexicon(code).number_nouns
    for k in range(clause.first, d.q.first - 1):
        if nouns.holds(p.tokens[k].key) and p.tokens[k + 1].key in ("der", "von", "of"):
            return noun_phrase(p, k + 2, code)
    return None


def _implies_troops(p: Parse, d: Draft, parses: Parses, code: str) -> bool:
    """Whether this sentence or the one before speaks of a force."""
    implied = clause_words(code, "troops")[2]
    toks = p.tokens[: d.q.first] + (parses[d.index - 1].tokens if d.index else [])
    return any(implied.holds(t.key) for t in toks)


def _coordinated(p: Parse, drafts: list[Draft], code: str) -> list[Draft]:
    """ "losses of 40 soldiers and 90 civilians": people joined by "und" without a verb share what befell them."""
    out = list(drafts)
    for k in range(1, len(out)):
        if out[k - 1].measure in _CASUALTIES and _joined(p, out[k - 1], out[k]):
            out[k] = _befallen(p, out[k], out[k - 1].measure, code)
    for k in range(len(out) - 1, 0, -1):
        if out[k].measure in _CASUALTIES and _joined(p, out[k - 1], out[k]) and out[k - 1].c is not None:
            out[k - 1] = _befallen(p, out[k - 1], out[k].measure, code)
    return out


_CASUALTIES = ("killed", "wounded")


def _joined(p: Parse, a: Draft, b: Draft) -> bool:
    end = a.c.head if a.c is not None else a.q.last
    between = p.tokens[end + 1 : b.q.first]
    joined = any(t.key in ("und", "and", "sowie", ",") for t in between) and len(between) <= 3
    return joined and not has_verb(p.tokens, end + 1, b.q.first - 1)


def _befallen(p: Parse, d: Draft, measure: str, code: str) -> Draft:
    fits = d.measure in ("other", "troops") and d.q.unit is None and is_people(p, d.c, d.measure, code)
    return d._replace(measure=measure) if fits else d


# ---------------------------------------------------------------- does it state a quantity?


def _states(p: Parse, d: Draft, code: str) -> bool:
    """Not a year, not an age in brackets, not a label after a noun, not a small number that counts nothing."""
    n, lex = d.q.number, lexicon(code)
    if n.kind == "fraction" or n.unit is not None or d.q.unit is not None or n.scaled or d.shared:
        return True
    if _year_like(d) and not _counts_in_spite(p, d, code):
        return False
    before = p.tokens[n.first - 1] if n.first else None
    if d.c is None and d.measure not in ("killed", "wounded") and _is_bare(p, d, code):
        return _whole_follows(p, d)
    if n.kind == "digits" and n.plain and d.q.modifier == "exact" and before is not None and before.text == "(":
        return d.c is not None
    if d.c is not None and before is not None and n.plain and d.q.modifier == "exact" and n.value < 13:
        return not (before.tag == "NOUN" and before.key not in lex.year_cues and p.tokens[n.first].start - before.end == 1 and d.measure == "other")
    return True


def _whole_follows(p: Parse, d: Draft) -> bool:
    return d.of is not None and d.measure != "" and p.tokens[d.q.last + 1].key in ("der", "von", "of") if d.q.last + 1 < len(p.tokens) else False


def _year_like(d: Draft) -> bool:
    n = d.q.number
    return n.kind == "digits" and n.plain and 1900 <= n.value <= 2100


def _counts_in_spite(p: Parse, d: Draft, code: str) -> bool:
    """A year's number that counts all the same: of a measure, or round and with a plural, and after no "seit"."""
    before = p.tokens[d.q.first - 1].key if d.q.first else ""
    if d.c is None:
        return d.q.modifier != "exact" and d.q.number.value % 100 == 0 and d.measure != ""
    if before in lexicon(code).year_cues and d.q.modifier == "exact":
        return False
    return d.measure != "other" or d.q.modifier != "exact" or d.q.number.value % 50 == 0


# ---------------------------------------------------------------- the record


def _figure(
    p: Parse, d: Draft, drafts: list[Draft], names: Sequence[Name], times: Sequence[Time], memory: _Memory, code: str
) -> Figure:
    q = d.q
    last = d.c.head if d.c is not None and q.unit is None else q.last
    start, end = p.tokens[q.first].start, p.tokens[last].end
    others = [(o.q.first, o.q.last) for o in drafts if o is not d]
    seg = segment(p, q.first, last, others)
    return Figure(
        start=start,
        end=end,
        text=p.text[start:end],
        value=q.value,
        low=q.low,
        high=q.high,
        modifier=q.modifier,
        measure=d.measure,
        unit=q.unit.name if q.unit is not None else None,
        sense=_sense(p, d, others, code),
        of=d.of,
        place=_place(p, d, seg, names, memory),
        time_start=_time(p, d, seg, others, times),
        confidence=0.9 if d.c is not None or q.unit is not None else 0.7,
    )


def _sense(p: Parse, d: Draft, others: list[tuple[int, int]], code: str) -> Sense:
    q = d.q
    if any(_is_part_of(p, last, q.first) for _, last in others):
        return "total"
    following = p.tokens[q.last + 1].key if q.last + 1 < len(p.tokens) else ""
    keys = tuple(t.key for t in p.tokens[: q.number.first])
    clause = p.clause_of(q.first)
    words = [t.key for t in p.tokens[clause.first : clause.last + 1]]
    for sense in ("ceiling", "change", "part", "total", "plan"):
        single, several, before = sense_words(code, sense)
        if any(keys[-len(b) :] == b or tuple(keys[: q.first][-len(b) :]) == b for b in before):
            return _as_sense(sense)
        if sense == "ceiling" and q.modifier != "up_to" and not any(w.endswith(tuple(single.ends)) for w in words if single.ends):
            continue
        if any(single.holds(w) for w in words) or any(_contains(words, s) for s in several):
            return _as_sense(sense)
    if following in ("der", "von", "of") and d.c is None and d.of is not None:
        return "part"
    return "actual"


def _is_part_of(p: Parse, last: int, first: int) -> bool:
    """Whether only "der", "of the" stands between a part and the whole that begins at token ``first``."""
    between = [t.key for t in p.tokens[last + 1 : first]]
    return between in (["der"], ["von"], ["of"], ["of", "the"], ["von", "den"])


def _as_sense(name: str) -> Sense:
    known: dict[str, Sense] = {"ceiling": "ceiling", "change": "change", "part": "part", "total": "total", "plan": "plan"}
    return known[name]


def _contains(words: list[str], phrase: tuple[str, ...]) -> bool:
    size = len(phrase)
    return any(tuple(words[i : i + size]) == phrase for i in range(len(words) - size + 1))


_LOCATIVE = frozenset(("in", "im", "auf", "bei", "at", "on", "near", "nahe", "within", "inside", "aus", "from", "nach", "to", "into"))


def _place(p: Parse, d: Draft, seg: Segment, names: Sequence[Name], memory: _Memory) -> str | None:
    """The place named in the segment, else in the clause, else in the sentence, else last for this measure."""
    if d.measure == "distance":
        return None
    clause = p.clause_of(d.q.first)
    sentence = (p.tokens[0].start, p.tokens[-1].end)
    here = [n for n in names if n.type == "place" and sentence[0] <= n.start < sentence[1]]
    led = [n for n in here if _preposition(p, n) in _LOCATIVE]
    anchor = p.tokens[d.q.last].end
    reach = [(seg.first, seg.last), (clause.first, clause.last), (0, len(p.tokens) - 1)]
    if d.measure not in _SITED and d.c is not None or d.q.unit is not None:
        reach = reach[: 1 if d.q.unit is not None else 2]
    for first, last in reach:
        low, high = p.tokens[first].start, p.tokens[last].end
        inside = [n for n in led if low <= n.start < high]
        if inside:
            return min(inside, key=lambda n: abs(n.start - anchor)).name
    return memory.places.get(d.measure) if d.measure in _SITED and not led else None


_SITED = ("troops", "killed", "wounded", "vehicles")


def _preposition(p: Parse, n: Name) -> str:
    """The preposition that leads to a name, an article or adjective between allowed."""
    at = p.token_at(n.start)
    for k in range((at or 0) - 1, max(-1, (at or 0) - 4), -1):
        if p.tokens[k].tag in ("PREP", "CONT"):
            return p.tokens[k].key
        if p.tokens[k].tag not in ("DET", "OBL", "ADJ"):
            return ""
    return ""


def _time(
    p: Parse, d: Draft, seg: Segment, others: list[tuple[int, int]], times: Sequence[Time]
) -> int | None:
    """Start of the date in the figure's segment, else in its clause unless another figure is nearer to it."""
    clause = p.clause_of(d.q.first)
    dates = [t for t in times if t.type in ("DATE", "TIME") and t.reading.kind != "reference"]
    anchor = p.tokens[d.q.first].start
    for first, last, shared in ((seg.first, seg.last, False), (clause.first, clause.last, True)):
        low, high = p.tokens[first].start, p.tokens[last].end
        inside = [t for t in dates if low <= t.start < high]
        if shared:
            inside = [t for t in inside if not any(_nearer(p, o, t, anchor) for o in others)]
        if inside:
            return min(inside, key=lambda t: abs(t.start - anchor)).start
    return None


def _nearer(p: Parse, other: tuple[int, int], t: Time, anchor: int) -> bool:
    return abs(p.tokens[other[0]].start - t.start) < abs(anchor - t.start)


# ---------------------------------------------------------------- examples


def check_examples(code: str) -> list[str]:
    """Runs the examples of figures.toml; one sentence per example that fails.

    A ``match`` is a text with each figure in brackets, "|", and for each figure "value modifier measure" and
    perhaps the sense, joined by ";". In a ``no_match`` text no figure may be found.
    """
    r = lexicon(code).rules
    rules: list[tuple[str, Sequence[str], Sequence[str]]] = [("nothing", r.nothing.match, r.nothing.no_match)]
    for group in (r.modifier, r.vague, r.fraction, r.unit, r.measure, r.sense):
        rules += [(rule.name, rule.match, rule.no_match) for rule in group]
    return [
        f"{code}/figures, {name}: {problem}"
        for name, match, no_match in rules
        for problem in (*_mismatches(match, code), *_found_in(no_match, code))
    ]


def _mismatches(match: Sequence[str], code: str) -> Iterator[str]:
    for example in match:
        marked, _, said = example.partition("|")
        text = marked.replace("[", "").replace("]", "").strip()
        wanted = [
            " ".join((part.split("]")[0], *expected.split()))
            for part, expected in zip(marked.split("[")[1:], said.split(";"), strict=True)
        ]
        found = _figures_of(text, code)
        told = [f"{f.text} {f.value:.15g} {f.modifier} {f.measure} {f.sense}" for f in found]
        if len(told) != len(wanted) or not all(t.startswith(w) for t, w in zip(told, wanted, strict=True)):
            yield f"{text!r} should give {wanted}, but gives {told}."


def _found_in(no_match: Sequence[str], code: str) -> Iterator[str]:
    for text in no_match:
        if found := [f.text for f in _figures_of(text, code)]:
            yield f"{found} should not be found in {text!r}."


def _figures_of(text: str, code: str) -> tuple[Figure, ...]:
    document = prepare(Article(id="example", source=text, text=text, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    return find_figures(document, parses, (), (), code)
