"""The words of the page's interface, and numbers and days as its readers write them.

``words/<ui>.toml`` holds every word; the page shows numbers and days in the usual form of that language and keeps
the ISO form in the ``datetime`` attribute.
"""

import datetime as dt
import functools
import math
import re
from collections.abc import Mapping
from importlib.resources import files

import msgspec
from markupsafe import Markup

from chronik.dating.edtf import edtf
from chronik.errors import LanguageError

_EDTF = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")
_MILLION, _BILLION = 10**6, 10**9


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    """A file of interface words; the tables are named for what they translate."""

    lang: str
    group: str
    decimal: str
    day: str
    day_in_year: str
    day_short: str
    month: str
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    between: str
    dash: str
    from_: str
    until: str
    about: str
    range: str
    quoted: str
    counts: dict[str, tuple[str, str]]
    page: dict[str, str]
    codes: dict[str, str]
    things: dict[str, str]
    marks: dict[str, str]
    status: dict[str, str]
    outcome: dict[str, str]
    conflict: dict[str, str]
    sense: dict[str, str]
    modifier: dict[str, str]
    stance: dict[str, str]
    measure: dict[str, str]
    event: dict[str, str]
    phase: dict[str, str]
    act: dict[str, str]
    form: dict[str, str]
    evidence: dict[str, str]
    name: dict[str, str]
    clue: dict[str, str]
    unit: dict[str, str]
    scale: dict[str, str]


@functools.cache
def read_words(ui: str) -> Words:
    """The interface words of ``ui``. Raises LanguageError where there are none or the file has another shape."""
    folder = files("chronik.publish") / "words"
    known = sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    if ui not in known:
        raise LanguageError(f"The page has no words in {ui!r}; use {' or '.join(known)}.")
    try:
        return msgspec.toml.decode((folder / f"{ui}.toml").read_bytes(), type=Words)
    except msgspec.MsgspecError as e:
        raise LanguageError(f"publish/words/{ui}.toml cannot be used: {e}; correct that field.") from e


def word(table: Mapping[str, str], key: str) -> str:
    """The word for ``key``, and ``key`` itself where a newer stage uses one the page does not know."""
    return table.get(key, key)


def clue_word(words: Words, clue: str) -> str:
    """What a clue is called; a known name in the first lines as elsewhere, one of a newer kind "known name"."""
    known = clue.removesuffix("_lead")
    return words.clue.get(known) or (words.clue["name"] if known.startswith("name_") else known.replace("_", " "))


def count(words: Words, key: str, n: int) -> str:
    """ "1 report", "2 reports"."""
    return words.counts[key][n != 1].replace("{n}", number(words, n))


# ---------------------------------------------------------------- numbers


def number(words: Words, value: float) -> str:
    """A number with the language's marks; from a million on in words where that loses nothing."""
    for size, key in ((_BILLION, "billion"), (_MILLION, "million")):
        if abs(value) >= size and math.isclose(round(value / size, 3) * size, value, rel_tol=1e-12):
            return words.scale[key].replace("{n}", _plain(words, value / size))
    return _plain(words, value)


def amount(words: Words, value: float, low: float | None, high: float | None, modifier: str) -> str:
    """A figure as people say it: "about 2,500", "3,500 to 4,000"."""
    if low is not None and high is not None and low < high and modifier == "exact":
        return words.range.format(low=number(words, low), high=number(words, high))
    return word(words.modifier, modifier).replace("{n}", number(words, value))


def _plain(words: Words, value: float) -> str:
    return f"{value:,.15g}".replace(",", "\0").replace(".", words.decimal).replace("\0", words.group)


# ---------------------------------------------------------------- days


def day(words: Words, value: dt.date, *, short: bool = False) -> Markup:
    """A day as a ``time`` element."""
    return date(words, value.isoformat(), short=short)


def date(words: Words, when: str | None, *, short: bool = False) -> Markup:
    """An EDTF date or interval in words, each day in its ``time`` element; other text as it is, escaped."""
    if not when:
        return Markup(escape_undated(words))
    first, slash, last = _shortest(when).partition("/")
    if not slash or first == last:
        return _date(words, first, short)
    if first in ("", ".."):
        return _fill(words.until, high=_date(words, last, short))
    if last in ("", ".."):
        return _fill(words.from_, low=_date(words, first, short))
    if short:
        return _fill(words.dash, low=_date(words, first, short), high=_date(words, last, short))
    low = _date(words, first, short, in_year=first[:4] == last[:4] and "-" in first and not first.endswith("~"))
    return _fill(words.between, low=low, high=_date(words, last, short))


def interval(words: Words, low: dt.date | None, high: dt.date | None, *, short: bool = False) -> Markup:
    """The days from ``low`` to ``high``; None is open."""
    return date(words, edtf(low, high), short=short)


def escape_undated(words: Words) -> str:
    """What stands where no date is known."""
    return words.page["undated"]


def text_of(date_markup: Markup) -> str:
    """The same without its elements, for titles and labels."""
    return date_markup.striptags()


def _shortest(when: str) -> str:
    """An interval from the first to the last day of a month or year as that month or year."""
    first, _, last = when.partition("/")
    try:
        return edtf(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) or when
    except ValueError:
        return when


def _date(words: Words, when: str, short: bool, in_year: bool = False) -> Markup:
    match = _EDTF.fullmatch(when)
    shown = match and _shown(words, match, short, in_year)
    if match is None or shown is None:
        return Markup("{}").format(when)
    iso = when.rstrip("~?%")
    element = Markup('<time datetime="{}">{}</time>').format(iso, shown)
    return _fill(words.about, day=element) if match[4] else element


def _shown(words: Words, match: re.Match[str], short: bool, in_year: bool) -> str | None:
    """Year, month and year, or the whole day, without the year where it follows; None where there is no such month."""
    year, month = match[1], int(match[2] or 0)
    if not match[2]:
        return year
    if not 1 <= month <= 12:
        return None
    names = words.months_short if short else words.months
    if match[3] is None:
        return names[month - 1] if in_year else words.month.format(month=names[month - 1], year=year)
    form = words.day_short if short else words.day_in_year if in_year else words.day
    return form.format(
        day=int(match[3]), month=words.months[month - 1], short=words.months_short[month - 1], number=month, year=year
    )


def _fill(pattern: str, **parts: Markup) -> Markup:
    return Markup(pattern).format(**parts)
