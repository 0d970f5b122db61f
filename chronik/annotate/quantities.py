"""Numbers that state a quantity, with their modifier, range, scale and unit; not yet what they count.

Works on the tokens of one sentence. Left out are ordinals, years, clock times, scores, labels ("Artikel 5"),
telephone numbers and numbers of time units: those are time expressions or no quantities.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from chronik.annotate.figure_rules import Lexicon, Unit, lexicon
from chronik.article.tokens import Token
from chronik.language.countries import country_of
from chronik.language.numbers import parse_number, table, word_value
from chronik.model import Modifier

Kind = Literal["digits", "word", "vague", "fraction"]


class Number(NamedTuple):
    """One number: tokens ``first`` … ``last``; ``scaled`` with a scale word, ``plain`` up to four bare digits."""

    first: int
    last: int
    value: float
    kind: Kind
    scaled: bool = False
    plain: bool = False
    unit: Unit | None = None


class Quantity(NamedTuple):
    """A number or range with all that qualifies it: tokens ``first`` … ``last``; the noun is looked for after it."""

    first: int
    last: int
    number: Number
    low: float | None
    high: float | None
    value: float
    modifier: Modifier
    range: bool
    unit: Unit | None


def quantities(toks: list[Token], code: str) -> Iterator[Quantity]:
    """Quantities of a sentence, left to right."""
    lex, i = lexicon(code), 0
    while i < len(toks):
        number = read_number(toks, i, code)
        if number is None:
            i += 1
            continue
        found = _quantity(toks, number, code, lex)
        i = max(found.last if found is not None else number.last, i) + 1
        if found is not None and not _is_time(toks, found, lex) and not _is_clock(toks, found, code):
            yield found


# ---------------------------------------------------------------- one number


def read_number(toks: list[Token], i: int, code: str) -> Number | None:
    """The number that begins at token i, or None."""
    lex, t = lexicon(code), toks[i]
    listed = _listed(toks, i, code, lex) if t.key in lex.openers else None
    if listed is not None:
        return listed
    if t.text[0].isdigit():
        return _in_digits(toks, i, code)
    if t.text in lex.symbols or t.key in lex.symbols:
        return _after_symbol(toks, i, code, lex)
    if t.text[0].isalpha():
        return _hyphenated(toks, i, code) if "-" in t.text and code == "de" else _in_words(toks, i, code)
    return None


_NOT_FRACTION = frozenset(("of", "the"))  # told by the words that follow: "half of", "half the"
_PERCENT = Unit("percent", "%")


def _listed(toks: list[Token], i: int, code: str, lex: Lexicon) -> Number | None:
    """Fractions and orders of magnitude, which may have several words."""
    for size in (4, 3, 2, 1):
        if i + size > len(toks):
            continue
        keys = tuple(t.key for t in toks[i : i + size])
        if keys in lex.fractions and not (i and toks[i - 1].key in lex.not_fraction):
            last = i + size - 1
            return Number(i, last - (keys[-1] in _NOT_FRACTION), lex.fractions[keys], "fraction", unit=_PERCENT)
        if keys in lex.vague:
            return _scaled(toks, Number(i, i + size - 1, lex.vague[keys], "vague", scaled=True), code)
    return None


def _in_digits(toks: list[Token], i: int, code: str) -> Number | None:
    t = toks[i]
    value = parse_number(t.text, code)
    if value is None or (len(t.text) > 1 and t.text[0] == "0" and t.text[1].isdigit()) or not _stands_free(toks, i):
        return None
    plain = t.text.isdigit() and len(t.text) <= 4
    joined = _joined_to_noun(toks, i, value, code)
    if joined is not None:
        return joined
    if _hangs_on(toks, i, code):
        return None
    return _scaled(toks, Number(i, i, value, "digits", plain=plain), code)


def _adjacent(toks: list[Token], i: int) -> bool:
    """Whether token i touches the one before it."""
    return 0 < i < len(toks) and toks[i].start == toks[i - 1].end


def _stands_free(toks: list[Token], i: int) -> bool:
    """Nothing before the number that makes it a part of something: "+43", "1/3", "F-16", "§5", "#3"."""
    if not _adjacent(toks, i):
        return i == 0 or toks[i - 1].text not in ("§", "#", "+")
    before = toks[i - 1].text
    if before in ("+", "±"):  # "+1,1 Prozent" but not "+43 1 ..."
        return i + 1 < len(toks) and toks[i + 1].key in ("%", "prozent", "prozentpunkte", "percent")
    if before in ("-", "–", "—"):  # a range or a parenthesis; "word-5" is one token
        return not (i > 1 and _adjacent(toks, i - 1) and not toks[i - 2].text[-1].isdigit())
    return before[-1] in "([„“\"«»‚'€$£¥:~–—<>≈"


def _hangs_on(toks: list[Token], i: int, code: str) -> bool:
    """An ordinal ("27. Oktober"), an age ("59-Jähriger"), "20er", "3/4": what touches the number changes it."""
    if not _adjacent(toks, i + 1):
        return False
    after = toks[i + 1]
    if after.text == ".":
        return code == "de" and i + 2 < len(toks) and toks[i + 2].text not in "\"“”»«)'"
    if after.text in ("-", "–", "—"):
        return _adjacent(toks, i + 2) and not toks[i + 2].text[0].isdigit()
    if after.text[0].isalpha():
        keys = (after.key,)
        return after.key not in table(code).scales and keys not in lexicon(code).units
    return after.text in ("/", ":", "‑", "_", "@", "'")


def _joined_to_noun(toks: list[Token], i: int, value: float, code: str) -> Number | None:
    """ "20-Millionen-Euro-Vertrag", "$2-billion project": scale and currency joined to the number."""
    if i + 2 >= len(toks) or toks[i + 1].text != "-" or not (_adjacent(toks, i + 1) and _adjacent(toks, i + 2)):
        return None
    return _joined(i, i + 2, value, toks[i + 2].key.split("-"), code)


def _joined(first: int, last: int, value: float, parts: list[str], code: str) -> Number | None:
    lex, scales = lexicon(code), table(code).scales
    scale = scales.get(parts[0])
    rest = parts[1:] if scale is not None else parts
    unit = next((lex.units[(w,)] for w in rest[:1] if (w,) in lex.units), None)
    if scale is None and (unit is None or unit.measure != "money"):
        return None
    return Number(first, last, _times(value, scale or 1.0), "digits", scaled=scale is not None, unit=unit)


def _hyphenated(toks: list[Token], i: int, code: str) -> Number | None:
    """ "Drei-Millionen-Euro-Vorhaben" """
    parts = toks[i].key.split("-")
    value = word_value(parts[0], code)
    return _joined(i, i, value, parts[1:], code) if value is not None and len(parts) > 2 else None


def _after_symbol(toks: list[Token], i: int, code: str, lex: Lexicon) -> Number | None:
    """ "$40 million", "€ 5 Mio.", "CHF 300" """
    if i + 1 >= len(toks) or not toks[i + 1].text[0].isdigit():
        return None
    value = parse_number(toks[i + 1].text, code)
    if value is None:
        return None
    unit = lex.symbols.get(toks[i].text) or lex.symbols[toks[i].key]
    joined = _joined_to_noun(toks, i + 1, value, code)
    if joined is not None:
        return joined._replace(first=i, unit=unit)
    return _scaled(toks, Number(i, i + 1, value, "digits", unit=unit), code)


def _in_words(toks: list[Token], i: int, code: str) -> Number | None:
    t = toks[i]
    if i and t.tag == "NOUN" and len(t.key) < 9:  # "die Elf", "außer Acht": nouns; long compounds are numbers
        return None
    value = word_value(t.key, code)
    if value is None:
        return None
    last, value = _more_words(toks, i, value, code)
    if t.key in lexicon(code).rules.grammar.articles and last == i:
        after = toks[i + 1].key if i + 1 < len(toks) else ""
        half = word_value(after, code) if i + 1 < len(toks) else None
        if half is not None and half < 1 and _scaled_after(toks, i + 1, code):
            return _scaled(toks, Number(i, i + 1, half, "word"), code)
        if not _scaled_after(toks, i, code):
            return None
    return _scaled(toks, Number(i, last, value, "word"), code)


def _more_words(toks: list[Token], i: int, value: float, code: str) -> tuple[int, float]:
    """ "two hundred and fifty thousand", "fünf hundert": further number words up to the scale."""
    t, last, total, current = table(code), i, 0.0, value
    for k in range(i + 1, len(toks)):
        key = toks[k].key
        if key in t.hundred and 0 < current < 100:
            current *= 100
        elif key in t.thousand and 0 < current < 1000:
            total, current = total + current * 1000, 0.0
        elif key == "and" and k + 1 < len(toks) and toks[k - 1].key in (*t.hundred, *t.thousand):
            continue
        elif toks[k - 1].key in (*t.hundred, *t.thousand, "and") and k > i + 1 and (below := word_value(key, code)):
            current += below if below < 100 else 0.0
        else:
            break
        last = k
    return last, total + current


def _scaled_after(toks: list[Token], i: int, code: str) -> bool:
    return i + 1 < len(toks) and toks[i + 1].key in table(code).scales


_SHORT_SCALES = frozenset(("m", "k"))


def _scaled(toks: list[Token], n: Number, code: str) -> Number:
    """The number with the scale that follows it: "Millionen", "Mrd.", "bn" """
    i, t = n.last + 1, table(code)
    if i >= len(toks):
        return n
    key = toks[i].key
    if key in (*t.hundred, *t.thousand) and n.kind == "digits" and n.value < 1000:
        factor = 100.0 if key in t.hundred else 1000.0
        return n._replace(last=i, value=n.value * factor, scaled=True, plain=False)
    if key not in t.scales or (key in _SHORT_SCALES and not (_adjacent(toks, i) and n.unit is not None)):
        return n
    last = i + 1 if _adjacent(toks, i + 1) and toks[i + 1].text == "." and i + 2 < len(toks) and len(key) <= 3 else i
    return n._replace(last=last, value=_times(n.value, t.scales[key]), scaled=True, plain=False)


def _times(value: float, factor: float) -> float:
    """The product as written: 8,2 Milliarden is 8200000000, without the noise of binary fractions."""
    return float(f"{value * factor:.12g}")


# ---------------------------------------------------------------- range, modifier, unit


def _quantity(toks: list[Token], n: Number, code: str, lex: Lexicon) -> Quantity | None:
    if _is_label(toks, n, lex):
        return None
    first, last, low_end = n.first, n.last, n
    other = _range_end(toks, n, code)
    if other is not None:
        last = other.last
        low_end = n._replace(value=_times(n.value, _shared_scale(toks, n, other, code)))
        first -= n.first > 0 and toks[n.first - 1].key in lex.rules.grammar.between
    unit, last = _unit(toks, last, other or n, lex)
    first, modifier = _modifier_before(toks, first, n.value, lex, unit)
    if n.kind == "vague" and modifier in (None, "about", "more_than"):
        modifier = "more_than"
    after, last = _modifier_after(toks, last, lex)
    said = modifier or after or "exact"
    if other is not None:
        middle = (low_end.value + other.value) / 2
        return Quantity(first, last, other, low_end.value, other.value, middle, said, True, unit)
    low, high = _bounds(n.value, said)
    return Quantity(first, last, n, low, high, n.value, said, False, unit)


def _bounds(value: float, modifier: Modifier) -> tuple[float | None, float | None]:
    low = None if modifier in ("less_than", "up_to") else value
    high = None if modifier == "more_than" else value
    return low, high


def _is_label(toks: list[Token], n: Number, lex: Lexicon) -> bool:
    """ "Artikel 5", "Resolution 1441", "Nr. 3" """
    k = n.first - 1
    if k >= 0 and toks[k].text == "." and k > 0:
        k -= 1
    if k < 0 or n.kind not in ("digits", "word") or n.scaled or n.unit is not None:
        return False
    return lex.labels.holds(toks[k].key)


def _range_end(toks: list[Token], n: Number, code: str) -> Number | None:
    """The far end of "20 bis 25", "1.200–1.500", "zwischen 300 und 400"."""
    i, g = n.last + 1, lexicon(code).rules.grammar
    if i + 1 >= len(toks) or n.kind not in ("digits", "word"):
        return None
    before, joiner = toks[n.first - 1].key if n.first else "", toks[i].key
    if not (joiner in g.range_joins or (before in g.between and joiner in g.between_joins)):
        return None
    if joiner in _DASHES and _adjacent(toks, i) != _adjacent(toks, i + 1):
        return None
    if joiner not in _DASHES and before in g.no_range_after:
        return None
    other = read_number(toks, i + 1, code)
    if other is None or other.kind not in ("digits", "word"):
        return None
    return other if n.value * _shared_scale(toks, n, other, code) < other.value else None


_DASHES = frozenset(("-", "–", "—"))


def _shared_scale(toks: list[Token], n: Number, other: Number, code: str) -> float:
    """ "3 bis 4 Millionen": the scale said once holds for both."""
    if n.scaled or not other.scaled or n.value >= 1000:
        return 1.0
    keys = (toks[other.last].key, toks[max(other.first, other.last - 1)].key)
    t = table(code)
    scale = next((t.scales[k] for k in keys if k in t.scales), None)
    return scale if scale is not None else 1000.0 if keys[0] in t.thousand else 100.0 if keys[0] in t.hundred else 1.0


def _unit(toks: list[Token], last: int, n: Number, lex: Lexicon) -> tuple[Unit | None, int]:
    """The unit right after the number and where it ends."""
    if n.unit is not None:  # "$249 USD"
        after = tuple(t.key for t in toks[last + 1 : last + 3])
        sizes = (k for k in (2, 1) if k <= len(after) and lex.units.get(after[:k]) == n.unit)
        return n.unit, last + next(sizes, 0)
    for size in (2, 1):
        keys = tuple(t.key for t in toks[last + 1 : last + 1 + size])
        if len(keys) == size and keys in lex.units and not _is_letter(toks, last + 1):
            return lex.units[keys], last + size
    k = last + 1  # "Schweizer Franken", "kanadische Dollar"
    unit = lex.units.get((toks[k + 1].key,)) if k + 1 < len(toks) else None
    if unit is not None and unit.measure == "money" and country_of(toks[k].text) is not None:
        return unit, k + 1
    return None, last


def _is_letter(toks: list[Token], i: int) -> bool:
    """A single capital letter is no unit: "Gruppe 3 M"."""
    return len(toks[i].text) == 1 and toks[i].text.isalpha() and toks[i].text.isupper()


def _modifier_before(
    toks: list[Token], first: int, value: float, lex: Lexicon, unit: Unit | None
) -> tuple[int, Modifier | None]:
    """The modifier that ends right before token ``first``, longest first, and where it begins."""
    for size in (4, 3, 2, 1):
        if first < size:
            continue
        keys = tuple(t.key for t in toks[first - size : first])
        modifier = lex.before.get(keys)
        if modifier is None or (size == 1 and _is_preposition(toks, first - 1, lex, unit)):
            continue
        if value % 10 == 0 or " ".join(keys) not in lex.rules.grammar.ambiguous_round:
            return first - size, modifier
    return first, None


def _is_preposition(toks: list[Token], i: int, lex: Lexicon, unit: Unit | None) -> bool:
    """ "über", "over" as prepositions: after "Aufträge", "verfügt"; "unter" before anything but units."""
    key, g = toks[i].key, lex.rules.grammar
    if key in g.ambiguous_less:
        return unit is None and not (i and toks[i - 1].key in g.less_after)
    return key in g.ambiguous and any(t.key in lex.prepositional for t in toks[max(0, i - 3) : i])


def _modifier_after(toks: list[Token], last: int, lex: Lexicon) -> tuple[Modifier | None, int]:
    for size in (2, 1):
        keys = tuple(t.key for t in toks[last + 1 : last + 1 + size])
        if len(keys) == size and keys in lex.after:
            return lex.after[keys], last + size
    return None, last


# ---------------------------------------------------------------- what is no quantity


def _is_time(toks: list[Token], q: Quantity, lex: Lexicon) -> bool:
    """Numbers of years and hours ("drei lange Jahre"), repetitions ("1.000 Mal"), rates ("pro 100 Einwohner")."""
    after = toks[q.last + 1 : q.last + 4]
    if q.first and toks[q.first - 1].key in lex.rules.rates and q.number.kind != "vague":
        return q.unit is None
    if not after or q.unit is not None:
        return False
    if after[0].key in lex.uncountable:
        return True
    if after[0].key in lex.time_units or after[0].key.startswith(("jährig", "monatig", "tägig", "stündig", "wöchig")):
        return True
    if after[0].tag in ("ADJ", "WORD") and len(after) > 1 and after[1].key in lex.time_units:
        return True
    return after[0].text in ("/", "-") and len(after) > 1 and after[1].key in lex.time_units


_CLOCK = re.compile(r"([01]?\d|2[0-4])\.[0-5]\d")


def _is_clock(toks: list[Token], q: Quantity, code: str) -> bool:
    """ "22.15" in German without a unit: a clock time, in listings without "Uhr"."""
    n = q.number
    bare = q.unit is None and not n.scaled and n.kind == "digits"
    return bare and table(code).decimal == "," and _CLOCK.fullmatch(toks[n.last].text) is not None
