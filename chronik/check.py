"""Run the examples of every rule of a language, as ``chronik check-language`` does and the tests do."""

from collections.abc import Callable

from chronik.annotate import events, figures, names, statements, times
from chronik.article import examples
from chronik.dating import offices
from chronik.dating.anchor import anchor_times
from chronik.errors import LanguageError
from chronik.language import codes

Check = Callable[[str], list[str]]
CHECKS: dict[str, Check] = {
    "abbreviations": examples.check_abbreviations,
    "datelines": examples.check_datelines,
    "times": lambda code: times.check_examples(code, anchor_times),
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
    return [f"{name}: {fault}" for name, check in CHECKS.items() for fault in check(code)]
