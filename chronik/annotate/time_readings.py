"""From the words a rule caught to a Reading: what the expression says, before anything is counted.

Each field of the rule's pattern is turned by its name: a class gives the value that its table has for the
word, digits their number. Some fields are not fields of Reading but make one:

``number``, ``plus``, ``minutes``   the amount; what is added ("und eine halbe"); an amount of minutes ("Viertelstunde")
``hour``, ``minute``, ``zone``      the clock; ``past``: minutes after the hour, negative before it ("halb vier": -30);
                                    ``east``, ``west``: hours and minutes from UTC ("GMT+8");
                                    ``half_day``: am, pm, noon, night, for hours up to twelve
``yy``, ``decade``, ``century``     a year of two digits; the year's first digits
``feast``                           "12-25" is its month and day too; ids and "easter39" are worked out when anchored
``more``, ``third``, ``fourth``     further parts of a compound duration, each with its ``…_unit``
``approx``, ``edge``, ``freq``      the TIMEX3 mod and freq

Fields of Reading whose sense hangs on others: ``nth`` counts weekdays, days, weeks or weekends (``unit``) in a month,
or weekdays after or before (``direction``) a feast; ``amount`` with a weekday and ``unit`` W counts weeks off.
In a range, fields named ``until_…`` are the second half's own.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from chronik.annotate.time_rules import Ready, Ruleset, ruleset
from chronik.language import parse_number
from chronik.model import Reading

_PIVOT = 50  # years of two digits: 50 … 99 are of the twentieth century
_DECADE_PIVOT = 3  # "die 30er Jahre" are of the twentieth century, "die 20er Jahre" are left to the context
_CLOCK_UNITS = ("H", "MIN", "S")
_PARTS = ("more", "third", "fourth")  # of a compound duration, after the first
_AFTER_NOON: dict[str, Callable[[int], bool]] = {  # is an hour so called one of the second half of the day?
    "pm": lambda hour: hour < 12,
    "noon": lambda hour: hour < 4,
    "night": lambda hour: 6 < hour <= 12,
}
_UNITS = ("S", "MIN", "H", "D", "WE", "W", "M", "Q", "Y", "DECADE", "CENTURY")  # smallest first

_LONGEST = 1e11  # of any unit; the world is 14 thousand million years old

Value = int | float | str


class Found(NamedTuple):
    """One expression inside a hit: its extent there, reading, TIMEX3 mod and freq."""

    start: int
    end: int
    reading: Reading
    mod: str | None
    freq: str | None


def readings(rules: Ruleset, ready: Ready, hit: str, code: str) -> tuple[Found, ...]:
    """The expressions that ``ready`` reads in ``hit``: one, two for a range, none where the numbers make no sense.

    Each half of a range borrows what only the other says ("5. bis 22. November").
    """
    m = ready.shape.fullmatch(hit)
    if m is None:
        return ()
    caught = {name: text for name, text in m.groupdict().items() if text is not None}
    fields = [
        (name, _value(ready.classes[name], text, rules, code)) for name, text in caught.items() if name in ready.classes
    ]
    if any(value is None for _, value in fields):
        return ()
    if "a" not in caught:
        return _to_far_end(_found(m.span("it" if "it" in caught else 0), fields, ready), fields)
    first = [(name, value) for name, value in fields if not name.startswith("until_")]
    own = [(name.removeprefix("until_"), value) for name, value in fields if name.startswith("until_")]
    hour = any(name == "hour" for name, _ in own)  # a new hour has minutes of its own
    second = [(name, value) for name, value in first if not (hour and name.startswith("minute"))] + own
    first = _before_new_year(first, dict(own))
    a, b = _found(m.span("a"), first, ready), _found(m.span("b"), second, ready)
    return (*a, *b) if a and b else ()


def _found(span: tuple[int, int], fields: list[tuple[str, Value | None]], ready: Ready) -> tuple[Found, ...]:
    """One expression from its fields; in a range the first half has borrowed what only the second says."""
    values: dict[str, Any] = dict(ready.rule.sets)
    values |= {name.partition("__")[0]: value for name, value in fields if not name.startswith("until_")}
    approx, edge, freq = (values.pop(name, "") for name in ("approx", "edge", "freq"))
    try:
        for name in [n for n in _TURNS if n in values]:
            _TURNS[name](values)
        reading = _possible(msgspec.convert({"kind": ready.rule.kind} | values, Reading))
    except (ValueError, OverflowError):  # no such date or amount; msgspec.ValidationError is one too
        return ()
    return (Found(*span, reading, edge or approx or ready.rule.mod, f"{freq}X" if freq else None),)


def _before_new_year(first: list[tuple[str, Value | None]], own: dict[str, Value | None]) -> list[tuple[str, Any]]:
    """The first half with the second's month where it has none, and the year before where it has a later one."""
    said: dict[str, Any] = {"month": own.get("month"), **dict(first)}
    year = next((name for name in ("year", "yy") if name in said), None)
    if year and said["month"] and own.get("month") and said["month"] > own["month"]:
        said[year] = (said[year] - 1) % (10000 if year == "year" else 100)
    return [(name, value) for name, value in said.items() if value is not None]


def _possible(reading: Reading) -> Reading:
    """The reading, if some calendar and clock have it. Raises ValueError: 31 June, week 54, 24:30, the year 0."""
    r = reading
    if r.month and r.day:  # a leap year where none is named
        dt.date(2000 if r.year is None else r.year, r.month, r.day)
    elif r.month:
        dt.date(2000, r.month, 1)
    if r.week is not None:
        dt.date.fromisocalendar(2020 if r.year is None else r.year, r.week, 1)
    if r.year == 0 or not 1 <= (r.quarter or 1) <= 4 or not 1 <= (r.half or 1) <= 2:
        raise ValueError("no such year, or part of one")
    if r.amount is not None and r.amount > _LONGEST:
        raise ValueError(f"nothing lasts {r.amount}")
    if r.clock and r.clock[:5] > "24:00":
        raise ValueError(f"{r.clock} is no time of day")
    return reading


def _to_far_end(found: tuple[Found, ...], fields: list[tuple[str, Value | None]]) -> tuple[Found, ...]:
    """What was found, with the last year of "2019/20"; nothing where that is not the next one ("2019/45")."""
    last = next((value for name, value in fields if name in ("until_yy", "until_year")), None)
    if last is None or not found or found[0].reading.year is None:
        return found
    year = found[0].reading.year + 1
    if last not in (year, year % 100):
        return ()
    until = Reading(kind="calendar", year=year)
    return (found[0]._replace(reading=msgspec.structs.replace(found[0].reading, until=until)),)


def _value(kind: str, text: str, rules: Ruleset, code: str) -> Value | None:
    """What a caught stretch of a class means."""
    table = rules.file.classes.get(kind)
    if table is not None:
        return table.get(" ".join(text.lower().split()))
    if kind == "number":
        return parse_number(text, code)
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None


def _clock(values: dict[str, Any]) -> None:
    """ "Viertel nach drei am Nachmittag"; ``past`` are minutes after the hour, fewer than none before it."""
    hour, minute, half = values.pop("hour"), values.pop("minute", 0), values.pop("half_day", "")
    if half in ("am", "pm") and hour > 12:
        raise ValueError(f"{hour} {half} is no hour")
    hour += 12 if half in ("pm", "noon", "night") and _AFTER_NOON[half](hour) else 0
    hour -= 12 if half == "am" and hour == 12 else 0
    if "past" in values:
        hour, minute = divmod(hour % 24 * 60 + minute + values.pop("past"), 60)
        hour %= 24
    values["clock"] = f"{hour:02}:{minute:02}{values.pop('zone', '') or _offset(values)}"


def _offset(values: dict[str, Any]) -> str:
    """The zone of "GMT+8" and "UTC-3:30": "+08:00", "-03:30"."""
    for name, sign in (("east", "+"), ("west", "-")):
        if name in values:
            offset = values.pop(name)
            hours, minutes = divmod(offset, 100) if offset > 99 else (offset, 0)
            return f"{sign}{hours:02}:{minutes:02}"
    return ""


def _short_year(values: dict[str, Any]) -> None:
    yy = values.pop("yy")
    values["year"] = yy + (1900 if yy >= _PIVOT else 2000)


def _decade(values: dict[str, Any]) -> None:
    tens = int(values.pop("decade")) // 10
    values["year_digits"] = str(tens if tens >= 100 else tens + (190 if tens >= _DECADE_PIVOT else 200))


def _century(values: dict[str, Any]) -> None:
    values["year_digits"] = f"{values.pop('century') - 1:02}"


def _fiscal(values: dict[str, Any]) -> None:
    """ "FY2019": TIMEX3 keeps a financial year apart, for its days are its owner's."""
    values["year_digits"] = f"FY{values.pop('fiscal')}"


def _feast(values: dict[str, Any]) -> None:
    """The day of "12-25"; what else there is ``chronik.dating.feasts`` works out."""
    feast = str(values["feast"])
    if feast[0].isdigit():
        values["month"], values["day"] = map(int, feast.split("-"))


def _amount(values: dict[str, Any]) -> None:
    """ "Fünf und eine halbe": ``plus`` is the fraction that is added."""
    values["amount"] = float(values.pop("number")) + values.pop("plus", 0)


def _minutes(values: dict[str, Any]) -> None:
    values["amount"], values["unit"] = float(values.pop("minutes")), "MIN"


def _compound(values: dict[str, Any]) -> None:
    """ "zwei Jahre und fünf Monate": the value is finished, the amount is kept in the first unit."""
    unit = values["unit"]
    text = duration(values["amount"], unit)
    for name in [n for n in _PARTS if n in values]:
        larger, amount, unit = unit, values.pop(name), values.pop(f"{name}_unit")
        if _UNITS.index(unit) >= _UNITS.index(larger):
            raise ValueError(f"{unit} is no part of {larger}")
        text += "T" * (unit in _CLOCK_UNITS and larger not in _CLOCK_UNITS) + duration(amount, unit).lstrip("PT")
    values["value"] = text


_TURNS = {
    "hour": _clock,
    "yy": _short_year,
    "decade": _decade,
    "century": _century,
    "fiscal": _fiscal,
    "feast": _feast,
    "number": _amount,
    "minutes": _minutes,
    "more": _compound,
}


def in_years(reading: Reading, code: str) -> Reading:
    """``reading`` with its decades, centuries and parts of years given in years, where the language's rules say so."""
    years = {"Y": 1, "DECADE": 10, "CENTURY": 100}.get(reading.unit or "")
    if years is None or reading.value or not ruleset(code).file.durations_in_years:
        return reading
    amount = reading.amount and reading.amount * years
    if amount is not None and amount < 1:  # half a year is P6M all the same
        return reading
    return msgspec.structs.replace(reading, value=f"P{_digits(amount)}Y")


def _digits(amount: float | None) -> str:
    return "X" if amount is None else f"{amount:g}" if amount < 1e6 else str(int(amount))


def duration(amount: float | None, unit: str) -> str:
    """TIMEX3 value of an amount of time, "X" where it is vague: P9Y, PT30M, PXM, P2DE; P1Y6M for a year and a half."""
    if amount is not None and unit == "Y" and amount != int(amount) and amount * 12 == int(amount * 12):
        years, months = divmod(int(amount * 12), 12)
        return f"P{years}Y{months}M" if years else f"P{months}M"
    if unit == "Q" and amount is not None:
        amount, unit = amount * 3, "M"
    digits = _digits(amount)
    if unit in _CLOCK_UNITS:
        return f"PT{digits}{unit[0]}"
    return f"P{digits}{ {'DECADE': 'DE', 'CENTURY': 'CE'}.get(unit, unit) }"
