"""Check that what rules and words are said to mean can be meant: fields of a reading, their values, examples.

A meaning that no reading can hold makes a rule read nothing, and nobody is told. Every fault is one sentence that
begins with the rule or table it is in.
"""

import difflib
import re
from collections.abc import Iterator
from typing import get_args, get_type_hints

import msgspec

from chronik.annotate.time_rules import PLACEHOLDER, Mod, TimeFile, TimeRule
from chronik.language.complaints import literals
from chronik.language.feasts import feasts
from chronik.model import Reading

_ALLOWED = {name: frozenset(literals(hint)) for name, hint in get_type_hints(Reading).items() if set(literals(hint))}
_ALLOWED |= dict.fromkeys(("approx", "edge"), frozenset(literals(Mod)) | {""})  # "" is a word that says nothing
_ALLOWED |= dict.fromkeys(("more_unit", "third_unit", "fourth_unit"), _ALLOWED["unit"])
_ALLOWED |= {"half_day": frozenset({"am", "pm", "noon", "night"})}
_RANGES = {"month": (1, 12), "day": (1, 31), "weekday": (1, 7), "week": (1, 53), "hour": (0, 24), "minute": (0, 59)}
_COUNTED = re.compile(r"(?:easter|orthodox)(?:-?[0-9]+)?|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")


def meanings(file: TimeFile) -> Iterator[str]:
    """What words and rules mean that no reading can hold, and examples that show nothing."""
    for rule in file.rule:
        yield from _fixed(rule)
        yield from _shown(rule)
    for name, field in sorted(_caught(file)):
        for word, value in file.classes[name].items():
            if why := _unmeant(field, value):
                yield f'[classes.{name}] has "{word}" = {value!r}, but {why}.'


def _fixed(rule: TimeRule) -> Iterator[str]:
    """Parts of a rule's meaning that do not depend on its words."""
    for name, value in [("kind", rule.kind), *rule.sets.items()]:
        close = difflib.get_close_matches(name, {*Reading.__struct_fields__, *_ALLOWED, *_RANGES}, 1, 0.75)
        if close and close[0] != name:
            yield f"rule {rule.name} sets {name}, which no reading has; did you mean {close[0]}?"
        elif why := _unmeant(name, value):
            yield f"rule {rule.name} has {name} = {value!r}, but {why}."


def _shown(rule: TimeRule) -> Iterator[str]:
    """Examples out of which nothing can be learnt."""
    for example in rule.match:
        marked = example.partition(" → ")[0]
        if not re.fullmatch(r"(?:[^\[\]]*\[[^\[\]]+\])+[^\[\]]*", marked):
            yield f"rule {rule.name} has the example {example!r}; put what it finds in square brackets: [ ]."
    if not all(example.strip() for example in rule.no_match):
        yield f"rule {rule.name} has an empty text under no_match; say what it must not find, or take it out."


def _caught(file: TimeFile) -> set[tuple[str, str]]:
    """Classes with each field of a reading that their words are taken for."""
    patterns = [*file.macros.values(), *(rule.pattern for rule in file.rule)]
    used = {(m[1], (m[2] or m[1]).removeprefix("until_")) for p in patterns for m in PLACEHOLDER.finditer(p)}
    return {(name, field) for name, field in used if name in file.classes}


def _unmeant(field: str, value: int | float | str) -> str | None:
    """Why no reading can have this value of a field, or None where one can."""
    if field in _ALLOWED:
        allowed = _ALLOWED[field]
        return None if value in allowed else f"{field} is one of {', '.join(sorted(filter(None, allowed)))}"
    if field in _RANGES:
        low, high = _RANGES[field]
        inside = isinstance(value, int) and low <= value <= high
        return None if inside else f"{field} is a whole number, {low} to {high}"
    if field == "feast":
        known = _COUNTED.fullmatch(str(value)) or value in feasts()
        return None if known else 'feast is a day ("05-01"), days from Easter ("easter39") or an id in feasts.toml'
    try:
        msgspec.convert({"kind": "calendar", field: value}, Reading)
    except msgspec.ValidationError:
        types = get_args(get_type_hints(Reading)[field]) or (get_type_hints(Reading)[field],)
        return f"{field} is {'a whole number' if int in types else 'a number' if float in types else 'a text'}"
    return None
