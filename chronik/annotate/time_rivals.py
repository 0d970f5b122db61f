"""What the rules for time expressions do to one another: which is taken by which, and which could be left out.

All rules are compared on their own examples. Where two rules read the same stretch of text, the one that stands first
in the file explains it, so that a rule behind another one may never come to its turn.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from chronik.annotate.time_check import located
from chronik.annotate.time_readings import readings
from chronik.annotate.time_rules import Ready, TimeRule, ruleset
from chronik.annotate.times import find_times
from chronik.model import Article, Document, Time

# Fields of a rule that say which words it reads; what it says of them lies in its readings and in the other fields.
_FORM = {"name", "match", "no_match", "pattern", "before", "not_before", "after", "not_after", "runs_on"}
_FORM |= {"kind", "sets", "mod"}


class _Sight(NamedTuple):
    """A stretch in brackets in an example of ``rule``: the times found that lie in it, and all rules that read it."""

    rule: TimeRule
    stretch: str
    found: tuple[Time, ...]
    readers: tuple[Ready, ...]


def check_rivals(code: str) -> list[str]:
    """Rules that an earlier one shadows on every example of theirs, and rules without which nothing would change."""
    by_rule: dict[str, list[_Sight]] = {}
    for sight in _sights(code):
        by_rule.setdefault(sight.rule.name, []).append(sight)
    faults = (_fault(name, seen, code) for name, seen in by_rule.items())
    return [located(fault, code) for fault in faults if fault]


def rival_notes(code: str) -> list[str]:
    """Pairs of rules that read the same words differently, so that their order in the file decides."""
    pairs: dict[tuple[str, str], str] = {}
    for sight in _sights(code):
        winner = next((r for r in sight.readers if r.rule.name in {t.rule for t in sight.found}), None)
        for other in sight.readers:
            if winner and other is not winner and not _alike(winner, other, sight.stretch, code):
                pairs.setdefault((winner.rule.name, other.rule.name), sight.stretch)
    text = "rule {} reads {!r} before rule {}, which gives it another meaning; keep them in this order."
    return [located(text.format(a, stretch, b), code) for (a, b), stretch in pairs.items()]


def idle_rules(code: str, documents: Iterable[Document]) -> list[str]:
    """Names of the rules that find nothing in ``documents``, in the order of the file."""
    found = Counter(time.rule for document in documents for time in find_times(document, code))
    return [rule.name for rule in ruleset(code).file.rule if not found[rule.name]]


def _sights(code: str) -> Iterator[_Sight]:
    """Every bracket of every rule's examples."""
    rules = ruleset(code)
    for rule in rules.file.rule:
        for example in rule.match:
            text, spans = _example(example)
            times = find_times(Document(article=Article(id="", source=text, text=text), sentences=()), code)
            for start, end in spans:
                found = tuple(t for t in times if start <= t.start and t.end <= end)
                readers = tuple(
                    rules.rules[i]
                    for i in sorted(rules.which.Match(text[start:end]) or ())
                    if _reads(rules.rules[i], text, start, end, code)
                )
                yield _Sight(rule, text[start:end], found, readers)


def _reads(ready: Ready, text: str, start: int, end: int, code: str) -> bool:
    """Would the rule explain ``text[start:end]``, were it the only one?"""
    ends = ready.rule.runs_on or not text[end : end + 1].isalnum()
    return ends and ready.allows(text, start, end) and bool(readings(ruleset(code), ready, text[start:end], code))


def _example(example: str) -> tuple[str, list[tuple[int, int]]]:
    """An example's text without brackets and values, and where the brackets stood."""
    marked = example.partition(" → ")[0]
    at = [m.start() - i for i, m in enumerate(re.finditer(r"[\[\]]", marked))]
    return re.sub(r"[\[\]]", "", marked), list(zip(at[::2], at[1::2], strict=False))


def _fault(name: str, seen: list[_Sight], code: str) -> str | None:
    won = [s for s in seen if name in {t.rule for t in s.found}]
    if not won:
        return _shadowed(name, seen)
    own = [(s, next((r for r in s.readers if r.rule.name == name), None)) for s in won]
    others = [
        {r.rule.name for r in s.readers if r is not me and _alike(me, r, s.stretch, code)} if me else set()
        for s, me in own
    ]
    spare = sorted(set.intersection(*others))
    if not spare:
        return None
    return (
        f"rule {name} changes nothing: rule {spare[0]} reads all its examples alike; delete it, or add an example that "
        "only it reads."
    )


def _shadowed(name: str, seen: list[_Sight]) -> str:
    taken = Counter(t.rule for s in seen for t in s.found)
    if not taken:
        return f"rule {name} finds nothing, not even its own examples; correct its pattern or its conditions."
    return (
        f"rule {name} never wins: rule {taken.most_common(1)[0][0]} takes its examples first; move it before that "
        "rule, give that rule a not_before or not_after, or delete this one."
    )


def _alike(a: Ready, b: Ready, stretch: str, code: str) -> bool:
    """Do both rules say the same of ``stretch``?"""
    rules = ruleset(code)
    mine, other = (
        {name: value for name, value in msgspec.structs.asdict(r.rule).items() if name not in _FORM} for r in (a, b)
    )
    return mine == other and readings(rules, a, stretch, code) == readings(rules, b, stretch, code)
