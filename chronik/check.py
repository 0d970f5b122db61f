"""Check the rule files of a language, as ``chronik check-language`` does and the tests do: every example is run.

Time rules are looked at more closely: patterns that cannot run, parts that nothing uses, rules that never win.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from chronik.annotate import events, figures, names, statements, time_check, time_rivals, times
from chronik.article import examples, prepare
from chronik.dating import offices, range_check
from chronik.dating.anchor import anchor_times
from chronik.errors import LanguageError
from chronik.ingest import page_lines, read
from chronik.language import codes
from chronik.language.files import place
from chronik.model import Skipped

Check = Callable[[str], list[str]]


def check_ranges(code: str) -> list[str]:
    """Every fault of the words that make intervals, with its line."""
    return [time_check.located(fault, code) for fault in range_check.check_ranges(code)]


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
    "pages": page_lines.check_examples,
}


def check_language(code: str) -> list[str]:
    """Every example that does not come out as its rule says, one line each, behind the path of the file it stands in.

    Raises LanguageError for no such code.
    """
    if code not in codes():
        raise LanguageError(f"There are no rules for {code}; languages with rules are {', '.join(codes())}.")
    # Nothing that needs a time can be run while a pattern of times.toml cannot.
    checks = {"times": time_check.check_patterns} if time_check.check_patterns(code) else CHECKS
    return [f"{name}: {_placed(fault, code)}" for name, check in checks.items() for fault in check(code)]


def order_notes(code: str) -> list[str]:
    """What is no fault but good to know of the time rules: pairs of rules whose order decides, and words with a meaning
    in each of two classes.
    """
    return [_placed(note, code) for note in (*time_rivals.rival_notes(code), *time_check.word_notes(code))]


def idle_rules(code: str, paths: Iterable[str | Path]) -> tuple[int, list[str]]:
    """How many texts in that language ``paths`` hold, and the names of the time rules that find nothing in them."""
    articles = [a for a in read(paths) if not isinstance(a, Skipped) and a.language == code]
    return len(articles), time_rivals.idle_rules(code, map(prepare, articles))


def _placed(fault: str, code: str) -> str:
    """``fault`` with the path of the file that was read for the one it begins with, which may be one's own."""
    return re.sub(rf"\A{re.escape(code)}/\w+\.toml", lambda m: str(place(m[0])), fault)
