"""Run the examples of a language's event rules: every trigger found as said, nothing where nothing is told."""

import re
from typing import NamedTuple

from chronik.annotate.events import find_events
from chronik.annotate.statements import find_statements
from chronik.annotate.times import find_times
from chronik.annotate.triggers import NounRule, VerbRule, lexicon
from chronik.article.phrases import Parses
from chronik.article.prepare import prepare
from chronik.model import Article, Event

_EXAMPLE = re.compile(
    r"^(?P<before>.*)\[(?P<trigger>[^\]]+)\](?P<after>.*?)\s*=>\s*(?:(?P<class>\w+)/)?(?P<status>\w+)$"
)


class _Wanted(NamedTuple):
    text: str
    start: int
    event_class: str
    status: str


def check_examples(code: str) -> list[str]:
    """One line for every example of ``<code>/events.toml`` that does not come out as it says; empty if all do."""
    rules: tuple[VerbRule | NounRule, ...] = (*lexicon(code).verb, *lexicon(code).noun)
    return [problem for rule in rules for problem in _check(rule, code)]


def _check(rule: VerbRule | NounRule, code: str) -> list[str]:
    out = []
    for example in rule.match:
        w = _wanted(example, rule.event_class)
        if w is None:
            out.append(f"{code}/events.toml, {rule.name}: cannot read example {example!r}.")
            continue
        found = [(e.event_class, e.status) for e in events_in(w.text, code) if e.start == w.start]
        if (w.event_class, w.status) not in found:
            out.append(f"{code}/events.toml, {rule.name}: {example!r} gives {found or 'nothing'}.")
    for text in rule.no_match:
        found = [(e.event_class, e.status) for e in events_in(text, code) if e.event_class == rule.event_class]
        if found:
            out.append(f"{code}/events.toml, {rule.name}: {text!r} gives {found}, should give none.")
    return out


def _wanted(example: str, event_class: str) -> _Wanted | None:
    m = _EXAMPLE.match(example)
    if m is None:
        return None
    text = m["before"] + m["trigger"] + m["after"]
    return _Wanted(text, len(m["before"]), m["class"] or event_class, m["status"])


def events_in(text: str, code: str) -> tuple[Event, ...]:
    """The events of a short text, with its times and statements but without names."""
    document = prepare(Article(id="example", source=text, text=text, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    statements = find_statements(document, parses, (), code)
    return find_events(document, parses, (), find_times(document, code), statements, code)
