"""The setting of a figure: in which sense it is stated, where, and as of when.

Each is looked for in the figure's own segment of the sentence first, then in its clause, then in the sentence.
"""

from collections.abc import Sequence

from chronik.annotate.counted import Segment
from chronik.annotate.ellipsis import Draft, is_part
from chronik.annotate.figure_rules import lexicon, sense_words
from chronik.article.phrases import Parse
from chronik.model import Name, Sense, Time

Extents = list[tuple[int, int]]  # first and last tokens of the other quantities of a sentence

_SITED = ("troops", "killed", "wounded", "vehicles")
_SENSES: tuple[Sense, ...] = ("ceiling", "change", "part", "total", "plan")


def sense(p: Parse, d: Draft, others: Extents, code: str) -> Sense:
    """In which sense the figure is stated; a ceiling only with "up to" or a word for limit."""
    q = d.q
    if any(is_part(p, last, q.first, code) for _, last in others):
        return "total"
    clause = p.clause_of(q.first)
    words = tuple(t.key for t in p.tokens[clause.first : clause.last + 1])
    if _is_start(p, q.first, others, code):
        single, _, _ = sense_words(code, "ceiling")
        return "ceiling" if any(single.holds(w) and w.endswith(single.ends) for w in words) else "actual"
    before = tuple(t.key for t in p.tokens[: q.number.first])
    for name in _SENSES:
        single, several, right_before = sense_words(code, name)
        if any(before[-len(b) :] == b or before[: q.first][-len(b) :] == b for b in right_before):
            return name
        listed = [w for w in words if single.holds(w)]
        if name == "ceiling" and q.modifier != "up_to":
            listed = [w for w in listed if w.endswith(single.ends)]
        if listed or any(_holds(words, s) for s in several):
            return name
    following = p.tokens[q.last + 1].key if q.last + 1 < len(p.tokens) else ""
    shares = d.c is None and d.of is not None and d.measure not in ("money", "distance")
    return "part" if shares and following in lexicon(code).rules.grammar.of else "actual"


def _is_start(p: Parse, first: int, others: Extents, code: str) -> bool:
    """The first value of a change: "von 1.100 auf 600", "to 600, from 1,100"."""
    g = lexicon(code).rules.grammar
    if not first or p.tokens[first - 1].key not in g.change_from:
        return False
    return any(start and p.tokens[start - 1].key in g.change_to and abs(start - first) < 7 for start, _ in others)


def _holds(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[i : i + len(phrase)] == phrase for i in range(len(words) - len(phrase) + 1))


def is_negated(p: Parse, first: int, code: str) -> bool:
    """Whether the figure at token ``first`` is denied: "weder 5 noch 3", "nicht 300", "nicht bei den 40 Euro"."""
    g, clause = lexicon(code).rules.grammar, p.clause_of(first)
    keys = [t.key for t in p.tokens[clause.first : first]]
    if g.neither[0] in keys:
        return True
    back = first - 1
    while back > clause.first and (_leads(p, back) or p.tokens[back].key in g.not_at):
        back -= 1
    return back >= clause.first and p.tokens[back].key in g.negations


def _leads(p: Parse, i: int) -> bool:
    """Whether a word is an article, or an adjective after one, before a number."""
    tag, before = p.tokens[i].tag, p.tokens[i - 1].tag
    return tag in ("DET", "OBL", "ADJ") or (tag in ("WORD", "VERB") and before in ("DET", "OBL"))


def place(p: Parse, d: Draft, seg: Segment, names: Sequence[Name], last: dict[str, str], code: str) -> str | None:
    """Plain name of the place: led by "in", "aus" and the like, nearest in segment, clause or sentence.

    ``names`` are those of the sentence; ``last`` the place last named for each measure, which holds on for forces
    and casualties. Distances have none, amounts only one in their segment.
    """
    if d.measure == "distance":
        return None
    led = [n for n in names if n.type == "place" and _leads_to(p, n, d, code)]
    clause = p.clause_of(d.q.first)
    reach = [(seg.first, seg.last), (clause.first, clause.last), (0, len(p.tokens) - 1)]
    if d.q.unit is not None:
        reach = reach[:1]
    elif d.measure not in _SITED and d.c is not None:
        reach = reach[:2]
    for first, end in reach:
        inside = [n for n in led if p.tokens[first].start <= n.start < p.tokens[end].end]
        if inside:
            anchor = p.tokens[d.q.last].end
            return min(inside, key=lambda n: abs(n.start - anchor)).name
    return last.get(d.measure) if d.measure in _SITED and not led else None


def _leads_to(p: Parse, n: Name, d: Draft, code: str) -> bool:
    """Whether a locative preposition leads to the name; "aus" not from another noun ("nach Angaben aus Genf")."""
    g, at = lexicon(code).rules.grammar, p.token_at(n.start) or 0
    k = next((k for k in range(at - 1, max(-1, at - 4), -1) if p.tokens[k].tag not in ("DET", "OBL", "ADJ")), None)
    if k is None or p.tokens[k].key not in g.locative:
        return False
    own = d.c is not None and d.c.head == k - 1
    return own or k == 0 or p.tokens[k].key not in g.origin or p.tokens[k - 1].tag != "NOUN"


def as_of(p: Parse, d: Draft, seg: Segment, others: Extents, times: Sequence[Time]) -> int | None:
    """Start of the date that says as of when: in the segment, else in the clause unless nearer to another figure.

    ``times`` are those of the sentence; vague references ("früher"), durations and what is counted from ("seit März")
    date nothing.
    """
    dates = [t for t in times if _dates(t) and not _from_then(p, t)]
    anchor = p.tokens[d.q.first].start
    clause = p.clause_of(d.q.first)
    for first, last, shared in ((seg.first, seg.last, False), (clause.first, clause.last, True)):
        inside = [t for t in dates if p.tokens[first].start <= t.start < p.tokens[last].end]
        if shared:
            inside = [t for t in inside if not _nearer_to_others(p, others, t, anchor)]
        if inside:
            return min(inside, key=lambda t: abs(t.start - anchor)).start
    return None


def _dates(t: Time) -> bool:
    """A date, or a distance from the day of the text ("vor drei Jahren", a DURATION in TimeML)."""
    if t.type in ("DATE", "TIME"):
        return t.reading.kind != "reference"
    return t.reading.kind == "shift" and t.reading.direction != 0 and t.reading.amount is not None


def _from_then(p: Parse, t: Time) -> bool:
    """ "Seit März 2003": the count begins there and is of the day of the text."""
    at = p.token_at(t.start)
    return at is not None and at > 0 and p.tokens[at - 1].key in lexicon(p.code).rules.grammar.since


def undated(p: Parse, d: Draft) -> bool:
    """Whether the clause speaks of a peak whose day it does not name ("auf dem Höhepunkt des Krieges")."""
    clause = p.clause_of(d.q.first)
    peaks = lexicon(p.code).rules.grammar.peaks
    return any(t.key in peaks for t in p.tokens[clause.first : clause.last + 1])


def _nearer_to_others(p: Parse, others: Extents, t: Time, anchor: int) -> bool:
    return any(abs(p.tokens[first].start - t.start) < abs(anchor - t.start) for first, _ in others)
