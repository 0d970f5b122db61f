"""Check the rules for time expressions as they are written: what cannot run, and what nothing uses.

Every fault is one sentence that names file, line and rule and says what to do. What rules do to one another is looked
at by ``chronik.annotate.time_rivals``, what they find by ``chronik.annotate.times.check_examples``, what they and
their words mean by ``chronik.annotate.time_meanings``.
"""

import difflib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from chronik.annotate.time_meanings import meanings
from chronik.annotate.time_rules import PLACEHOLDER, TimeFile, TimeRule, compiled
from chronik.errors import LanguageError
from chronik.language import read
from chronik.language.files import source

_CONDITIONS = ("before", "not_before", "after", "not_after")
_NAMED = re.compile(r"(?<!\\[pP])\{([^\W\d]\w*)(?::\w*)?\}")  # what is meant for a placeholder, well written or not
_OWN_FIELDS = {"number"}  # placeholders that stand in no table: number words come from numbers.toml


def check_patterns(code: str) -> list[str]:
    """What keeps rules from being run at all: names that are not there, patterns that are none, empty matches."""
    file = read(code, "times", TimeFile)
    faults = [*_unknown(file), *_circles(file), *meanings(file)]
    if not faults:
        faults = [fault for rule in file.rule for fault in _pattern(rule, file, code)]
    return [located(fault, code) for fault in faults]


def check_parts(code: str) -> list[str]:
    """What is written and does nothing: parts that no rule uses, words that are never read, rules without examples."""
    file = read(code, "times", TimeFile)
    faults = [*_unused(file), *_words(file), *_two_meanings(file), *_examples(file)]
    return [located(fault, code) for fault in faults]


def located(fault: str, code: str) -> str:
    """``fault``, which begins with "rule NAME" or "[table]", behind its file and line (``de/times.toml:612: …``)."""
    fault = fault.removeprefix(f"{code}/times.toml: ")
    lines = source(code, "times").splitlines()
    begins = {}  # what faults in a rule or table begin with, and its line: of two rules of one name the last's
    for number, line in enumerate(lines, 1):
        name = re.fullmatch(r"""name\s*=\s*["'](.+)["']""", line.strip())
        begins[f"rule {name[1]}" if name else line.strip()] = number
    fitting = [b for b in begins if b.startswith(("rule ", "[")) and re.match(rf"{re.escape(b)}(?!\w)", fault)]
    if not fitting:
        return f"{code}/times.toml: {fault}"
    number = begins[max(fitting, key=len)]
    word = re.match(r'\[[^\]]+\] (?:has|gives) "(.+?)"', fault)
    own = re.compile(rf'\s*"?{re.escape(word[1])}"?\s*=') if word else None
    inside = itertools.takewhile(lambda n: not lines[n].startswith("["), range(number, len(lines)))
    number = next((n + 1 for n in inside if own and own.match(lines[n])), number)
    return f"{code}/times.toml:{number}: {fault}"


# ---------------------------------------------------------------- patterns


def _unknown(file: TimeFile) -> Iterator[str]:
    """Placeholders for which there is no table, or that are not written as placeholders are."""
    known = {*file.classes, *file.digits, *file.macros, *_OWN_FIELDS}
    for where, pattern in _patterns(file):
        for m in _NAMED.finditer(pattern):
            if m[1] in known and not PLACEHOLDER.fullmatch(m[0]):
                yield f"{where} has {m[0]}; write the field in small letters: {m[0].lower()}."
            elif m[1] not in known:
                close = difflib.get_close_matches(m[1].lower(), known, 1)
                add = f"add [classes.{m[1].lower()}] or correct the name."
                hint = f"did you mean {{{close[0]}}}?" if close else add
                yield f"{where} uses {m[0]}, which is no class, digits or macro; {hint}"
    yield from _conditions(file)
    for name in sorted(file.proper - file.classes.keys()):
        yield f'"{name}" stands under proper and is no class; take it out or correct the name.'


def _conditions(file: TimeFile) -> Iterator[str]:
    """Placeholders in conditions, which may only be macros without classes: conditions catch nothing."""
    plain = {name for name, pattern in file.macros.items() if not _NAMED.search(pattern)}
    for rule, field in itertools.product(file.rule, _CONDITIONS):
        for m in _NAMED.finditer(getattr(rule, field)):
            if m[0] not in {f"{{{name}}}" for name in plain}:
                close = difflib.get_close_matches(m[1].lower(), plain, 1)
                hint = f"did you mean {{{close[0]}}}?" if close else "only macros without classes may stand there."
                yield f"rule {rule.name} uses {m[0]} in its {field}; {hint}"


def _circles(file: TimeFile) -> Iterator[str]:
    for name in file.macros:
        if name in _reached([file.macros[name]], file):
            yield f"[macros] {name} contains itself; take {{{name}}} out of what it is made of."


def _pattern(rule: TimeRule, file: TimeFile, code: str) -> Iterator[str]:
    """What is wrong with one pattern, and where in it."""
    try:
        (ready,) = compiled(msgspec.structs.replace(file, rule=(rule,)), code).rules
        shape = ready.shape
    except LanguageError as e:
        yield str(e)
        return
    if shape.fullmatch("") or shape.fullmatch(" "):
        yield f"rule {rule.name} matches where there is nothing; make one of its parts obligatory (without ?)."
    elif shape.groups > len(shape.groupindex):
        at = re.search(r"(?<!\\)\((?!\?)", rule.pattern)
        where = f" at {rule.pattern[at.start() : at.start() + 20]!r}" if at else ", through a macro or digits"
        yield f"rule {rule.name} has a plain group{where}; write (?:…), which RE2 runs faster."


def _patterns(file: TimeFile) -> Iterator[tuple[str, str]]:
    """Every pattern with the words that say where it stands."""
    yield from ((f"[macros] {name}", pattern) for name, pattern in file.macros.items())
    yield from ((f"rule {rule.name}", rule.pattern) for rule in file.rule)


def _names(pattern: str) -> list[str]:
    return [m[1] for m in PLACEHOLDER.finditer(pattern)]


def _reached(patterns: list[str], file: TimeFile) -> set[str]:
    """Every name that the patterns use, through macros too."""
    seen: set[str] = set()
    todo = list(itertools.chain.from_iterable(map(_names, patterns)))
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += _names(file.macros.get(name, ""))
    return seen


# ---------------------------------------------------------------- tables and examples


def _unused(file: TimeFile) -> Iterator[str]:
    read = ("pattern", "before", "not_before", "after", "not_after")
    used = _reached([getattr(rule, field) for rule in file.rule for field in read], file)
    for name in file.classes:
        if name not in used:
            yield f"[classes.{name}] is used by no rule; use {{{name}}} in a pattern or delete the table."
    for table, names in (("digits", file.digits), ("macros", file.macros)):
        for name in names:
            if name not in used:
                yield f"[{table}] {name} is used by no rule; use {{{name}}} in a pattern or delete the line."


def _words(file: TimeFile) -> Iterator[str]:
    """Words that are never read, for they are looked up in lower case, and values that are not of one kind."""
    for name, table in file.classes.items():
        if not table:
            yield f"[classes.{name}] has no words; add one or delete the table."
        for word in table:
            if word != word.lower():
                yield f'[classes.{name}] has "{word}" with a capital, which is never read; write "{word.lower()}".'
            elif word != " ".join(word.split()):
                yield f'[classes.{name}] has "{word}" with stray blanks; write "{" ".join(word.split())}".'
        kinds = {type(value).__name__ for value in table.values()} - {"float"}
        if len(kinds) > 1:
            odd = min(table, key=lambda word: sum(type(v) is type(table[word]) for v in table.values()))
            yield f'[classes.{name}] gives "{odd}" a value of another kind ({table[odd]!r}) than the other words.'


def _two_meanings(file: TimeFile) -> Iterator[str]:
    """Words that mean two things for one field, so that it depends on the rule which of the two counts."""
    by_field = defaultdict(set)
    for _, pattern in _patterns(file):
        for m in PLACEHOLDER.finditer(pattern):
            if m[1] in file.classes:
                by_field[(m[2] or m[1]).removeprefix("until_")].add(m[1])
    told = set()
    for field, names in sorted(by_field.items()):
        for a, b in itertools.combinations(sorted(names), 2):
            for word in file.classes[a].keys() & file.classes[b].keys():
                values = file.classes[a][word], file.classes[b][word]
                if values[0] != values[1] and (a, b, word) not in told:
                    told.add((a, b, word))
                    yield (
                        f'[classes.{b}] has "{word}" as {values[1]!r}, [classes.{a}] as {values[0]!r}, both for the '
                        f"field {field}; keep one of them."
                    )


def word_notes(code: str) -> list[str]:
    """Words of two classes, with a meaning for each: no fault, but a rule that holds both classes must choose."""
    classes = read(code, "times", TimeFile).classes
    notes = []
    for a, b in itertools.combinations(classes, 2):
        both = [w for w in classes[a] if w in classes[b] and classes[a][w] != classes[b][w]]
        if both:
            said = ", ".join(f'"{w}" is {classes[a][w]!r} there and {classes[b][w]!r} here' for w in both[:3])
            notes.append(f"[classes.{b}] shares words with [classes.{a}]: {said}; take care which one a pattern names.")
    return [located(note, code) for note in notes]


def _examples(file: TimeFile) -> Iterator[str]:
    """Rules that show nothing of what they do, and two of one name."""
    names = [rule.name for rule in file.rule]
    for rule in file.rule:
        if not rule.match:
            yield f'rule {rule.name} has no example; add match = ["… [what it finds] … → value"].'
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield f"rule {name} is the name of {names.count(name)} rules; give the others names of their own."
