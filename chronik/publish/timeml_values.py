"""Values of time expressions as the TimeML schema allows them, and back.

Chronik writes a decade and a century in a duration as KRAUTS and HeidelTime do (P2DE, P1CE), the schema of TimeML
1.2.1 has one letter for each (P2E, P1C); it knows no duration in weekends and no value for working days. Fractions
(PT0.5H) and the time zone Z stay, as the schema of the TempEval-3 validator has them.
"""

import re

from chronik.dating.days import ONE
from chronik.model import Time, TimeType

UNKNOWN = "XXXX-XX-XX"
_POINTS = ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "START", "MID", "END", "APPROX")
MODS = frozenset((*_POINTS, "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"))
_CLOCK = r"T(?:\d\d(?::\d\d(?::\d\d)?)?Z?|MO|MI|AF|EV|NI|DT)"
_N = r"(?:\d+(?:\.\d+)?|X{1,2})"
_ALLOWED = re.compile(
    r"[\dX]{1,4}(?:-[\dX]{1,2}(?:-[\dX]{1,2})?)?"  # Date
    rf"|(?:[\dX]{{1,4}}-[\dX]{{1,2}}-[\dX]{{1,2}})?{_CLOCK}"  # Time
    rf"|[\dX]{{1,4}}-W[\dX]{{1,2}}(?:-(?:WE|[1-7X](?:{_CLOCK})?))?"  # WeekDate, WeekTime
    r"|[\dX]{1,4}-(?:SP|SU|FA|WI|H[12X]|Q[1-4X])"  # Season, PartOfYear
    r"|(?:PAST|PRESENT|FUTURE)_REF"  # PaPrFu
    rf"|P(?=.{{2}})(?:{_N}Y)?(?:{_N}M)?(?:{_N}D)?(?:T(?=.)(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?|P{_N}[WLECQ]"  # Duration
)
_WEEKENDS = re.compile(r"P(\d+|X)WE")
_ZONE = re.compile(r"(?<=T\d\d:\d\d)[+-]\d\d:?\d\d$")


def timex_value(value: str | None, kind: TimeType = "DATE") -> str:
    """The ``value`` of a TIMEX3 of that type for a value of Chronik's; XXXX-XX-XX where the schema has no word for it.

    Weekends are counted in days, two each, and where they recur are the weekend of any week; a working day is some day
    of the week (``WD`` is no day that the schema has); a clock time in another zone than UTC loses its zone, which the
    text still says. A fiscal year (FY2007) is no year of the calendar, so nothing is left of it.
    """
    if value is None:
        return UNKNOWN
    weekends = _WEEKENDS.fullmatch(value)
    if weekends and kind == "SET":
        value = "XXXX-WXX-WE"
    elif weekends:
        value = "PXD" if weekends[1] == "X" else f"P{2 * int(weekends[1])}D"
    elif value.startswith("P"):
        value = re.sub("(?:DE|CE)$", lambda m: {"DE": "E", "CE": "C"}[m[0]], value)
    elif value.endswith("-WD"):
        value = value.removesuffix("WD") + "X"
    value = _ZONE.sub("", value)
    return value if _ALLOWED.fullmatch(value) else UNKNOWN


def own_value(value: str) -> str:
    """The value as Chronik writes it for the ``value`` of a TIMEX3: decades and centuries in two letters."""
    return re.sub(r"^(P(?:\d+(?:\.\d+)?|X{1,2}))([EC])$", lambda m: m[1] + {"E": "DE", "C": "CE"}[m[2]], value)


def length(first: Time, last: Time) -> str:
    """How long it is from a date to another, both included, in the unit of the coarser: 1992 to 1995 is P4Y."""
    if first.low is None or last.high is None or last.high < first.low:
        return "PXD"
    low, high = first.low, last.high
    if (low.month, low.day, high.month, high.day) == (1, 1, 12, 31):
        return f"P{high.year - low.year + 1}Y"
    if low.day == 1 and (high + ONE).day == 1:
        return f"P{12 * (high.year - low.year) + high.month - low.month + 1}M"
    return f"P{(high - low).days + 1}D"
