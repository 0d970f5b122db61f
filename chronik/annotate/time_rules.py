"""The rules for time expressions as they stand in ``language/<code>/times.toml``, made ready to run.

A rule's ``pattern`` is a regular expression in which a blank stands for any white space and

    {name}        for a class of words or of digits; what it catches becomes the field ``name`` of the reading
    {class:name}  for the same class under another field name
    {macro}       for a stretch of pattern under ``[macros]``, which catches nothing by itself

A field may stand in several places, of which one matches. All rules of a language make one RE2 alternation
with leftmost-longest matches, so their order does not decide how far an expression reaches; it decides only
which of two rules explains the same stretch (the earlier one whose conditions hold). Conditions on what stands
around a hit are ``before``, ``after`` and their ``not_`` forms, ordinary regular expressions next to the hit, which
may use macros that hold no class.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec
import re2

from chronik.errors import LanguageError
from chronik.language import number_pattern, read
from chronik.language.files import Rule, Section
from chronik.model import TimeType

# TIMEX3's values (TimeML 1.2.1); quant is free text there, and these are what news needs.
_Bound = Literal["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"]
_Size = Literal["LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"]
Mod = _Bound | _Size | Literal["START", "MID", "END", "APPROX"]
Quant = Literal["EVERY", "EVERY OTHER", "EACH"]
BLANK = "(?:[\\s\u00a0\u2009\u202f]{1,3})"
_REACH = 40  # characters of context that a condition may look at
_RE2: Any = re2  # the binding has no types
_CONDITIONS = ("before", "not_before", "after", "not_after")
PLACEHOLDER = re.compile(r"\{([a-z][a-z_]*)(?::([a-z_]+))?\}")


class TimeRule(Rule, frozen=True, kw_only=True):
    """One rule. ``sets`` are fields of the reading that do not depend on the words caught.

    ``runs_on``: a capital letter may follow without a blank ("31.12.2021Foto"). ``tensed``: the value goes by the
    tense of the clause ("in dieser Zeit" is PAST_REF in the past). ``clue``: a Reason's, where the reading is a guess.
    Groups ``a`` and ``b`` in the pattern mark the two halves of a range; fields named ``until_…`` are b's own. A group
    ``it`` marks the expression where the pattern begins with words before it: a pattern of its own "7" would have
    every number looked at, "um 7" only those.
    """

    pattern: str
    type: TimeType = "DATE"
    kind: str = "calendar"
    sets: dict[str, int | float | str] = msgspec.field(default_factory=dict)
    mod: Mod | None = None
    quant: Quant | None = None
    before: str = ""
    not_before: str = ""
    after: str = ""
    not_after: str = ""
    runs_on: bool = False
    tensed: bool = False
    clue: str = ""


class TenseWords(Section, frozen=True, kw_only=True):
    """Patterns for the tense of a clause.

    ``backward`` are words before a date that make it past ("seit März", "vom 3. Mai"), ``clause`` words that open
    a clause without a comma, ``auxiliary`` and ``participle`` together make a perfect, ``not_past`` are words that
    only look like a past form, ``before_participle`` words after which such a form is a participle, ``recalled``
    what tells of an earlier plan ("sollte ursprünglich"), ``becoming`` those future auxiliaries that also make a
    passive or mean "become", ``infinitive`` forms that make a future of them at the end of a clause (less
    ``no_infinitive``), ``stative`` verbs of being and having, ``announcing`` those that always tell of something
    about to be done, ``finite`` past forms that are never participles ("das sagte"), ``reached`` what tells how far
    something had come by a day ("stieg bis Montag auf"), ``forward`` words behind a date that make it one to come
    ("der für Mai geplante Umbau"), ``done`` participles behind it, and ``attributive`` words before it, that
    make it past ("die am 4. April beschlossene Reform"); behind one of ``onward`` an auxiliary of ``state`` with a
    participle is no perfect ("sind ab Montag geschlossen"); an ``attribute`` behind a date is no future of its clause
    ("the decision in January to cut jobs"); behind ``conjunct`` a clause goes on with a verb of its own ("wurde 1950
    gegründet und hat heute 400 Mitglieder").
    """

    backward: str
    clause: str
    future: str
    auxiliary: str
    participle: str
    past: str
    not_past: str
    before_participle: str
    present: str
    recalled: str
    becoming: str
    announcing: str
    stative: str
    infinitive: str
    no_infinitive: str
    finite: str = "[^\\s\\S]"
    reached: str = "[^\\s\\S]"
    forward: str = "[^\\s\\S]"
    attributive: str = "[^\\s\\S]"
    done: str = "[^\\s\\S]"
    onward: str = "[^\\s\\S]"
    state: str = "[^\\s\\S]"
    attribute: str = "[^\\s\\S]"
    conjunct: str = "[^\\s\\S]"


class RangeWords(Section, frozen=True, kw_only=True):
    """Words that make times the ends of an interval, in lower case; between them and the time ``link`` may stand.

    ``since``, ``onward_from`` and ``until`` before a time open or close one by themselves; ``first`` opens one with
    ``to`` and its end, or ``onward``, behind it, ``between`` with ``both``; ``overnight`` joins
    a weekday behind ``first`` to the next ("von Freitag auf Samstag"). Behind a verb of ``moved`` two times are
    no interval. ``still`` are forms that make "since" reach up to now. ``about`` before a time makes it approximate,
    ``about_day`` does so unless it is a time of day. In the examples values are "begin/finish".
    """

    since: frozenset[str] = frozenset()
    onward_from: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    onward: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    overnight: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    still: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    about_day: frozenset[str] = frozenset()
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class TimeFile(Section, frozen=True, kw_only=True):
    """``times.toml``. ``reference`` is the day on which the examples are written.

    ``proper`` classes hold words that are written with a capital letter (May, not may).
    ``durations_in_years``: "two decades" and "a year and a half" are P20Y and P1.5Y (MEANTIME), not P2DE and P1Y6M.
    ``deadline``: words before a time by which something is due. ``after_event``, ``before_event``: words between
    an amount of time and the event it is counted from; ``ending``: words that mean that event's end. ``range``: words
    that make times the ends of an interval. ``starting``: words beside a day that make it the beginning of something,
    from which "the third week" counts. ``of_day``: words between a clock time and its day ("um 20 Uhr am Samstag").
    ``beside``: words that may stand with a time alone in its line. ``genitive``: what makes a time an attribute, and so
    no deadline ("hit by Monday's storm").
    """

    name: str = ""
    reference: dt.date
    proper: frozenset[str] = frozenset()
    genitive: tuple[str, ...] = ()
    of_day: str = "[^\\s\\S]"
    beside: str = "[^\\s\\S]"
    durations_in_years: bool = False
    classes: dict[str, dict[str, int | float | str]]
    digits: dict[str, str]
    macros: dict[str, str]
    deadline: str
    after_event: str
    before_event: str
    ending: str
    starting: str
    range: RangeWords = RangeWords()
    tense: TenseWords
    rule: tuple[TimeRule, ...]


class Ready(NamedTuple):
    """A rule made ready: ``pattern`` has its fields as named groups, ``classes`` says which class each is of."""

    code: str
    rule: TimeRule
    pattern: str
    classes: dict[str, str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None

    @property
    def shape(self) -> re.Pattern[str]:
        """The pattern, compiled when first needed: a text needs few of the rules. Raises LanguageError."""
        try:
            return _compiled(self.pattern)
        except re.error as e:
            raise LanguageError(_no_expression(self.rule, e, self.code)) from e

    def allows(self, text: str, start: int, end: int) -> bool:
        """Do the conditions on the surroundings hold for ``text[start:end]``?"""
        low, high = max(0, start - _REACH), end + _REACH
        return not (
            (self.before and not self.before.search(text[low:start]))
            or (self.not_before and self.not_before.search(text[low:start]))
            or (self.after and not self.after.match(text, end, high))
            or (self.not_after and self.not_after.match(text, end, high))
        )


class Ruleset(NamedTuple):
    """A language's rules: ``scan`` finds candidates, ``which`` says which rules fit a candidate as a whole."""

    file: TimeFile
    rules: tuple[Ready, ...]
    scan: Any
    which: Any

    def candidates(self, text: str, start: int) -> Iterator[tuple[int, int]]:
        """Extents of candidates from ``start`` on, each with the character before it."""
        encoded = text.encode()  # RE2 works on bytes, and counts characters more slowly than Python
        at, characters = len(text[:start].encode()), start
        for m in self.scan.finditer(encoded, at):
            low, high = m.span()
            characters += len(encoded[at:low].decode())
            at, begin = high, characters
            characters += len(encoded[low:high].decode())
            yield begin, characters


@functools.cache
def ruleset(code: str) -> Ruleset:
    """The rules of a language. Raises LanguageError, naming rule and field, where one cannot be used."""
    return compiled(read(code, "times", TimeFile), code)


def compiled(file: TimeFile, code: str) -> Ruleset:
    """The rules of ``file`` in the language ``code``, ready to run. Raises LanguageError as ``ruleset`` does."""
    rules, plain = [], []
    for rule in file.rule:
        ready = _ready(rule, file, code)
        shape = re.sub(r"\(\?P<\w+>", "(?:", ready.pattern)  # RE2 is slower by far where it keeps groups
        plain.append(shape if rule.runs_on or shape.endswith(("\\.)", "\\.))")) else shape + r"\b")
        rules.append(ready)
    options = _RE2.Options()
    options.max_mem, options.longest_match, options.log_errors = 512 << 20, True, False
    try:
        scan = _RE2.compile(rf"(?:\A|[^\pL\pN])(?:{'|'.join(plain)})", options)
    except _RE2.error as e:
        raise LanguageError(_refused(rules, plain, code)) from e
    which = _RE2.Set.FullMatchSet(options)
    for shape in plain:
        which.Add(shape)
    which.Compile()
    return Ruleset(file, tuple(rules), scan, which)


def _ready(rule: TimeRule, file: TimeFile, code: str) -> Ready:
    classes: dict[str, str] = {}
    try:
        said = {f: PLACEHOLDER.sub(lambda m: file.macros[m[1]], getattr(rule, f)) for f in _CONDITIONS}
        return Ready(
            code,
            rule,
            f"(?i:{_expand(rule.pattern, file, code, classes)})",
            classes,
            _condition(rf"(?<!\w)(?:{said['before']})\s*\Z") if rule.before else None,
            _condition(rf"(?<!\w)(?:{said['not_before']})\s*\Z") if rule.not_before else None,
            _condition(rf"\s*(?:{said['after']})") if rule.after else None,
            _condition(rf"\s*(?:{said['not_after']})") if rule.not_after else None,
        )
    except KeyError as e:
        raise LanguageError(f"{code}/times.toml: rule {rule.name} uses {e}, which is no class, digits or macro.") from e
    except re.error as e:
        raise LanguageError(_no_expression(rule, e, code)) from e


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _no_expression(rule: TimeRule, error: re.error, code: str) -> str:
    return f"{code}/times.toml: rule {rule.name} is no regular expression: {error.msg}{_where(rule, error)}."


def _where(rule: TimeRule, error: re.error) -> str:
    """The place of the error: in the rule's own pattern, in one of its conditions, or else in what they are made of."""
    for field in ("pattern", "before", "not_before", "after", "not_after"):
        written = getattr(rule, field)
        try:
            re.compile(PLACEHOLDER.sub(lambda m: "x" * len(m[0]), written))
        except re.error as own:
            at = own.pos or 0
            return f" at character {at + 1} of its {field}, {written[at : at + 20]!r}"
    near = str(error.pattern)[max(0, (error.pos or 0) - 10) : (error.pos or 0) + 10]
    return f" near {near!r}, from a macro or digits"


def _refused(rules: list[Ready], plain: list[str], code: str) -> str:
    """Which rule RE2 does not take, and what of it."""
    options = _RE2.Options()
    options.log_errors = False
    for ready, shape in zip(rules, plain, strict=True):
        try:
            re.compile(ready.pattern)
            _RE2.compile(shape, options)
        except re.error as e:
            return _no_expression(ready.rule, e, code)
        except _RE2.error as e:
            said = e.args[0].decode() if isinstance(e.args[0], bytes) else str(e)
            return (
                f"{code}/times.toml: rule {ready.rule.name} has what RE2 does not know ({said}); without look-around "
                "and back-references: say it with before, after and their not_ forms."
            )
    return f"{code}/times.toml: RE2 cannot hold all rules together; make some of them shorter."


def _condition(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?i:{pattern})")


def _expand(pattern: str, file: TimeFile, code: str, classes: dict[str, str]) -> str:
    """The pattern with its placeholders filled in; ``classes`` learns which field is of which class."""

    def fill(m: re.Match[str]) -> str:
        name, field = m[1], m[2] or m[1]
        if name in file.macros:
            return f"(?:{_expand(file.macros[name], file, code, classes)})"
        again = sum(known.partition("__")[0] == field for known in classes)
        group = f"{field}__{again}" if again else field
        classes[group] = name
        if name == "number":
            return f"(?P<{group}>{number_pattern(code)})"
        if name in file.digits:
            return f"(?P<{group}>{file.digits[name]})"
        words = sorted(file.classes[name], reverse=True)  # RE2 joins neighbours that begin alike
        if name in file.proper:
            return f"(?P<{group}>(?-i:{'|'.join(_word(form) for w in words for form in (w.capitalize(), w.upper()))}))"
        return f"(?P<{group}>{'|'.join(map(_word, words))})"

    return PLACEHOLDER.sub(fill, pattern.replace(" ", BLANK))


def _word(word: str) -> str:
    return BLANK.join(map(re.escape, word.split(" ")))
