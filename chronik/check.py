"""Check the rule files of a language, as ``chronik check-language`` does and the tests do: every example is run.

Time rules are looked at more closely: patterns that cannot run, parts that nothing uses, rules that never win.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from chronik.annotate import events, figures, names, statements, time_check, time_rivals, times
from chronik.article import examples, prepare
from chronik.dating import offices
from chronik.dating.anchor import anchor_times
from chronik.dating.range_check import check_ranges
from chronik.errors import LanguageError
from chronik.ingest import read
from chronik.language import codes
from chronik.model import Skipped

Check = Callable[[str], list[str]]


def check_times(code: str) -> list[str]:
    """Every fault of times.toml; those of patterns alone where there are some, for nothing else can be run then."""
    faults = time_check.check_patterns(code)
    if faults:
        return faults
    ran = [time_check.located(fault, code) for fault in times.check_examples(code, anchor_times)]
    return [*ran, *time_check.check_parts(code), *time_rivals.check_rivals(code)]


CHECKS: dict[str, Check] = {
    "abbreviations": examples.check_abbreviations,
    "datelines": examples.check_datelines,
    "times": check_times,
    "ranges": check_ranges,
    "figures": figures.check_examples,
    "names": names.check_examples,
    "statements": statements.check_examples,
    "events": events.check_examples,
    "offices": offices.check_examples,
}


def check_language(code: str) -> list[str]:
    """Every example that does not come out as its rule says, one line each. Raises LanguageError for no such code."""
    if code not in codes():
        raise LanguageError(f"There are no rules for {code}; languages with rules are {', '.join(codes())}.")
    if faults := time_check.check_patterns(code):  # without them nothing that needs a time can be run
        return [f"times: {fault}" for fault in faults]
    return [f"{name}: {fault}" for name, check in CHECKS.items() for fault in check(code)]


def language_notes(code: str, paths: Iterable[str | Path] = ()) -> list[str]:
    """What is no fault but good to know of the time rules: pairs of rules whose order decides, words with a meaning in
    each of two classes, and rules that find nothing in the texts given.
    """
    notes = [*time_rivals.rival_notes(code), *time_check.word_notes(code)]
    paths = list(paths)
    if paths:
        articles = [a for a in read(paths) if not isinstance(a, Skipped) and a.language == code]
        idle = time_rivals.idle_rules(code, map(prepare, articles))
        notes.append(f"In {len(articles)} texts these rules find nothing: {'; '.join(idle) or 'none'}.")
    return notes
