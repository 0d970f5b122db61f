"""Figures: numbers that somebody states, with what they count, where, as of when and in which sense.

``quantities`` finds the numbers, ``counted`` what stands right by them, ``ellipsis`` what those without a noun
count, ``setting`` place, time and sense. By whose count is filled in later, from the statement they stand in.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from chronik.annotate.counted import segment
from chronik.annotate.ellipsis import Draft, drafts, settle
from chronik.annotate.figure_rules import lexicon
from chronik.annotate.quantities import Quantity, quantities
from chronik.annotate.setting import as_of, is_negated, place, sense, undated
from chronik.annotate.within import within
from chronik.article import prepare
from chronik.article.phrases import Parse, Parses
from chronik.article.tokens import key_of
from chronik.language.numbers import table
from chronik.language.patterns import Pattern, compile_pattern
from chronik.model import Article, Document, Figure, Name, Time


def find_figures(
    document: Document, parses: Parses, names: tuple[Name, ...], times: tuple[Time, ...], code: str
) -> tuple[Figure, ...]:
    """Figures in the prose of a document, in the order of the text.

    ``names`` and ``times`` are those found in the same document, in the order of the text. ``as_of`` and the source
    stay open; ``time_start`` points to the time expression that says as of when, None means the text's own day.
    """
    out: list[Figure] = []
    earlier: list[Draft] = []
    places: dict[str, str] = {}
    for index in _sentences_with_numbers(document, parses, code):
        p = parses[index]
        start, end = p.tokens[0].start, p.tokens[-1].end
        named, dated = within(names, start, end), within(times, start, end)
        found = [q for q in quantities(p.tokens, code) if not _taken(p, q, named, dated)]
        settled = settle(p, drafts(p, index, found, code), earlier, parses, code)
        for d in settled:
            if is_negated(p, d.q.first, code):
                continue
            figure = _figure(p, d, settled, named, dated, places, code)
            if figure.place is not None:
                places[figure.measure] = figure.place
            out.append(figure)
        earlier = [d for d in earlier if index - d.sentence < 2] + settled
    return tuple(out)


@functools.cache
def _cues(code: str) -> Pattern:
    """A digit, a number word or an order of magnitude anywhere in the text."""
    lex, t = lexicon(code), table(code)
    words = {" ".join(keys) for keys in (*lex.vague, *lex.fractions)} | {*t.hundred, *t.thousand, *t.scales, *t.tens}
    words |= {w for w, value in t.small.items() if value >= 2}
    return compile_pattern("(?i)[0-9]+|" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _sentences_with_numbers(document: Document, parses: Parses, code: str) -> Iterator[int]:
    seen = -1
    for m in _cues(code).finditer(document.article.text, document.article.body):
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


def _thing(of: str | None, code: str) -> str | None:
    """What is counted, unless it is a day or a month ("300 on Friday")."""
    return of if of and key_of(of.split()[-1]) not in lexicon(code).not_counted else None


def _figure(
    p: Parse,
    d: Draft,
    settled: list[Draft],
    names: Sequence[Name],
    times: Sequence[Time],
    places: dict[str, str],
    code: str,
) -> Figure:
    q, whole = d.q, d.c is not None and d.q.unit is None
    last = d.c.head if d.c is not None and whole else q.last
    start, end = p.tokens[q.first].start, p.tokens[last].end
    others = [(o.q.first, o.q.last) for o in settled if o is not d]
    seg = segment(p, q.first, last, others, code)
    when = as_of(p, d, seg, others, times)
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
        sense=sense(p, d, others, code),
        of=_thing(d.of, code),
        place=place(p, d, seg, names, places, code),
        time_start=when,
        undated=when is None and undated(p, d),
        confidence=0.9 if whole or q.unit is not None else 0.7,
    )


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
        extents = [part.split("]")[0] for part in marked.split("[")[1:]]
        wanted = [f"{extent} {' '.join(w.split())}" for extent, w in zip(extents, said.split(";"), strict=True)]
        told = [f"{f.text} {f.value:.15g} {f.modifier} {f.measure} {f.sense}" for f in _figures_of(text, code)]
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
