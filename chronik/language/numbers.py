"""Numbers as German and English news write them, in figures and in words.

``number_pattern(code)`` is an RE2 pattern without groups or look-around, to be set between word boundaries
by whoever uses it; ``parse_number(text, code)`` gives the value. National forms: 2.500, 2 500, 2'500, 2,5
Millionen (de); 2,500, 2.5 million (en); numbers in words below a million ("zweihundertfünfzig", "two hundred and
fifty"); anderthalb, zweieinhalb, ein Dutzend. A number grouped wrongly (2.50.000) has no value.
"""

import functools
import re
from collections.abc import Iterable

from chronik.language.files import Rule, read

_GROUPS = 4  # of three figures, behind the first: 999.999.999.999.999 is more than news count
_SPACE = "[ \u00a0\u2009\u202f]"


class Numbers(Rule, frozen=True, kw_only=True):
    """The file words' part on numbers. ``small``: words to values; ``scales``: words that multiply what precedes."""

    decimal: str
    thousands: tuple[str, ...]
    small: dict[str, float]
    tens: dict[str, float]
    joiner: str  # between units and tens: "und" (einundzwanzig), "-" (twenty-one)
    units_first: bool
    hundred: tuple[str, ...]
    thousand: tuple[str, ...]
    scales: dict[str, float]


@functools.cache
def table(code: str) -> Numbers:
    """Number words of a language."""
    return read(code, "numbers", Numbers)


@functools.cache
def word_values(code: str) -> dict[str, float]:
    """Every single number word below a million that is written together, lower case, with its value."""
    t = table(code)
    below_hundred = _below_hundred(code)
    values = dict(below_hundred)
    if t.units_first:  # written together as one word
        for head, count in [("", 1.0), *((w, v) for w, v in t.small.items() if 1 <= v <= 19 and v == int(v))]:
            for scale_words, scale in ((t.hundred, 100.0), (t.thousand, 1000.0)):
                for word in scale_words:
                    values[head + word] = count * scale
        values |= {w + t.thousand[0]: v * 1000 for w, v in below_hundred.items() if v >= 20}
    else:
        values |= dict.fromkeys(t.hundred, 100.0) | dict.fromkeys(t.thousand, 1000.0)
    return values


@functools.cache
def _below_hundred(code: str) -> dict[str, float]:
    t = table(code)
    values = dict(t.small) | t.tens
    for tens_word, tens in t.tens.items():
        for unit_word, unit in t.small.items():
            if 1 <= unit <= 9 and unit == int(unit):
                joined = unit_word + t.joiner + tens_word if t.units_first else tens_word + t.joiner + unit_word
                values[joined] = tens + unit
    return values


@functools.cache
def _compound(code: str) -> re.Pattern[str]:
    """A German number word below a million as its parts: thousands, hundreds, the rest."""
    t = table(code)
    below = "|".join(sorted(map(re.escape, _below_hundred(code)), key=len, reverse=True))
    hundred, thousand, joiner = t.hundred[0], t.thousand[0], t.joiner
    part = rf"(?:(?P<h{{0}}>{below})?(?P<H{{0}}>{hundred})(?:{joiner})?)?(?P<r{{0}}>{below})?"
    return re.compile(rf"(?:{part.format(1)}(?P<T>{thousand})(?:{joiner})?)?{part.format(2)}")


@functools.lru_cache(maxsize=4096)
def word_value(word: str, code: str) -> float | None:
    """Value of one number word, compounds included ("zweihundertfünfzig"), or None."""
    word = word.lower()
    known = word_values(code).get(word)
    if known is not None or not table(code).units_first or len(word) < 8:
        return known
    m = _compound(code).fullmatch(word)
    if m is None:
        return None
    values = _below_hundred(code)
    parts = [
        (values[m[f"h{n}"]] if m[f"h{n}"] else 1.0) * 100 * bool(m[f"H{n}"]) + (values[m[f"r{n}"]] if m[f"r{n}"] else 0)
        for n in (1, 2)
    ]
    return (parts[0] or 1.0) * 1000 * bool(m["T"]) + parts[1]


@functools.cache
def number_pattern(code: str, words: bool = True) -> str:
    """RE2 pattern for one number; with ``words`` also in words. Case is for the caller's flag to decide."""
    t = table(code)
    group = "|".join(re.escape(s) if s != " " else _SPACE for s in t.thousands)
    digits = rf"(?:[0-9]{{1,3}}(?:(?:{group})[0-9]{{3}}){{1,{_GROUPS}}}|[0-9]+)(?:{re.escape(t.decimal)}[0-9]+)?"
    scale = "|".join(sorted(map(re.escape, t.scales), key=len, reverse=True))
    if not words:
        return rf"{digits}(?:{_SPACE}(?:{scale}))?"
    names = _names(code)
    multiplier = "|".join(map(re.escape, (*t.hundred, *t.thousand)))
    return rf"(?:(?:{digits}|(?:{names})(?:{_SPACE}(?:{multiplier}))?)(?:{_SPACE}(?:{scale}))?)"


def _names(code: str) -> str:
    """Pattern of the words of ``word_values`` by their parts; a list of them makes an automaton ten times as large."""
    t = table(code)
    units = _any(w for w, v in t.small.items() if 1 <= v <= 9 and v == int(v))
    few = _any(w for w, v in t.small.items() if 1 <= v <= 19 and v == int(v))
    small, tens, large = _any(t.small), _any(t.tens), _any((*t.hundred, *t.thousand))
    joiner = re.escape(t.joiner)
    if t.units_first:
        return rf"(?:{units}{joiner})?{tens}(?:{re.escape(t.thousand[0])})?|{few}?{large}|{small}"
    return rf"{tens}(?:{joiner}{units})?|{large}|{small}"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, reverse=True)))})"


def parse_number(text: str, code: str) -> float | None:
    """Value of a number as ``number_pattern`` finds it, or None."""
    t = table(code)
    value: float | None = None
    for word in _words(text):
        if word[0].isdigit():
            if value is not None:
                return None
            value = _digits(word, code)
            if value is None:
                return None
        elif word in t.scales:
            value = (1.0 if value is None else value) * t.scales[word]
        else:
            known = word_value(word, code)
            if known is None:
                return None
            multiplies = value is not None and word in (*t.hundred, *t.thousand)
            value = value * known if multiplies and value is not None else known
    return value


def _words(text: str) -> list[str]:
    """Split at blanks, but keep a number grouped with blanks ("30 000") in one piece."""
    return re.sub(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))", "", text).lower().split()


@functools.cache
def _written(code: str) -> re.Pattern[str]:
    """Groups of three from the right, one sign throughout; or no groups; a decimal part."""
    t = table(code)
    signs = "".join(re.escape(s) for s in t.thousands if s != " ")
    return re.compile(rf"(\d{{1,3}}(?:([{signs}])\d{{3}})(?:\2\d{{3}})*|\d+)(?:([.,])(\d+))?")


def _digits(word: str, code: str) -> float | None:
    """A number in figures. The other language's decimal sign is taken where it cannot group (Swiss "2.5")."""
    decimal = table(code).decimal
    m = _written(code).fullmatch(word)
    if m is None:
        return None
    whole, sign, point, rest = m.groups()
    if point is not None and point != decimal and (sign is not None or len(rest) > 2 or decimal == "."):
        return None
    digits = whole.replace(sign, "") if sign else whole
    return float(f"{digits}.{rest}") if rest else float(digits)
