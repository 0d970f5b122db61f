"""Give time expressions their values once the day of writing is known, or known within bounds (ISO-TimeML TIMEX3).

The article's expressions are resolved in the order of the text, as if written on one day; a later one may count
from an earlier one ("zwei Tage zuvor", "desselben Jahres"). Where the day of writing is only known within bounds,
this is done for the lowest, best and highest day, and what all three agree on is kept: a weekday stays
``XXXX-WXX-5``, a month keeps its year only where the year is sure.
"""

import datetime as dt

import msgspec

from chronik.annotate.time_readings import duration
from chronik.dating.certain import common
from chronik.dating.choose import choose, choose_beside, choose_month, choose_weekday
from chronik.dating.days import Days, period, shift, value
from chronik.dating.days_known import event_day
from chronik.dating.edges import narrowed
from chronik.dating.edtf import interval
from chronik.dating.named_days import named_days, named_value
from chronik.dating.ranges import amounts, moved_by, with_ends
from chronik.dating.reasons import with_reasons
from chronik.dating.resolved import Resolved, in_order, in_turn
from chronik.model import Reading, Time

_HORIZON = {  # how far "in the coming …s" reaches at most
    "S": (1, "D"),
    "MIN": (1, "D"),
    "H": (1, "D"),
    "D": (1, "M"),
    "W": (3, "M"),
    "WE": (3, "M"),
    "M": (1, "Y"),
    "Q": (2, "Y"),
    "Y": (10, "Y"),
    "DECADE": (50, "Y"),
    "CENTURY": (300, "Y"),
}
_SLACK = 0.1  # "fast neun Jahre" are nine years less a tenth at most, "gut neun Jahre" a tenth more
_LESS, _MORE = ("LESS_THAN", "EQUAL_OR_LESS"), ("MORE_THAN", "EQUAL_OR_MORE")
_MEMORY = 50  # expressions that a reader still has in mind
_NEAR = 2  # days around the writing within which a story stays on the day it has named
_IN_MONTHS = ("D", "W", "M")  # what "im selben Monat" may count from
_AHEAD = 60  # days on within which a clock time of what is announced is of the day last named
_TOLD = 14  # days back within which a clock time of what is told is of the day last named
_BLUR = {"Y": "M", "Q": "W", "M": "W", "DECADE": "Y", "CENTURY": "DECADE"}
_UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX", "DECADE": "XXX",
            "CENTURY": "XX"}  # fmt: skip


def anchor_times(
    times: tuple[Time, ...], low: dt.date | None, best: dt.date | None, high: dt.date | None
) -> tuple[Time, ...]:
    """``times`` with their values and days for a text written between ``low`` and ``high``, likeliest ``best``.

    ``times`` are all expressions of one article in the order of the text. Without ``best``, or with an open
    bound, only what needs no day of writing is given. Pure: running it again with other days starts afresh.
    """
    if best is None or low is None or high is None:
        loose = _resolved(times, None)
        return _explained(with_ends(tuple(map(_written, times, loose)), ()), loose, None)
    days = tuple(dict.fromkeys((best, low, high)))
    runs = [_resolved(times, day) for day in days]
    results = runs[0]
    if len(runs) > 1:
        loose = _resolved(times, None)
        results = [_agreed([run[i] for run in runs], loose[i], time) for i, time in enumerate(times)]
    known = with_ends(tuple(map(_written, times, results)), days)
    return _explained(known, runs[0], best)


def _explained(times: tuple[Time, ...], run: list[Resolved], day: dt.date | None) -> tuple[Time, ...]:
    """``times`` with their reasons; ``run`` is what they come to on the likeliest ``day``."""
    origins: dict[int, int | None] = {}
    for i, time in enumerate(times):
        r = time.reading
        if r.anchor == "next":
            j = _following(times, i)
            origins[i] = j if j is not None and run[i].low and run[i].low == run[j].low else None
        elif r.kind == "calendar" and (r.clock or r.part) and not _has_date(r):
            named = _day_named(time, day, run, i)
            origins[i] = origins.get(named, named) if named is not None else None  # not the 9 of "9 bis 17 Uhr"
        elif r.anchor == "previous":
            origins[i] = _origin(time, day, run, i)
    return with_reasons(times, origins, day)


def _on(value: str, days: Days | None, unit: str = "") -> Resolved:
    return Resolved(value, *days, unit) if days else Resolved(value, unit=unit)


def _written(time: Time, result: Resolved) -> Time:
    return msgspec.structs.replace(time, value=result.value, low=result.low, high=result.high)


def _agreed(results: list[Resolved], loose: Resolved, time: Time) -> Resolved:
    """What the runs have in common; bounds are the widest of them all.

    "Am Freitag kam sie. Am Tag darauf ging sie" says nothing on a Friday, a day that may lie between those of the runs.
    """
    if all(r == results[0] for r in results):
        return results[0]
    if _told_on(time):
        return _unknown(time.reading)
    lows, highs = [r.low for r in results], [r.high for r in results]
    low = min(d for d in lows if d) if all(lows) else None
    high = max(d for d in highs if d) if all(highs) else None
    return Resolved(common([r.value for r in results], loose.value), low, high)


def _resolved(times: tuple[Time, ...], day: dt.date | None) -> list[Resolved]:
    """Each expression as if written on ``day``; None: as far as it can be known without."""
    out: list[Resolved] = []
    for i, time in enumerate(times):
        try:
            out.append(_by_the_next(times, i, day, out) or _RESOLVE[time.reading.kind](time, day, out))
        except (OverflowError, ValueError):  # a day that no calendar has, such as one of the year 12050
            out.append(Resolved(_beyond_days(time)))
        if i and (time.bound == "last" or (time.tense == "future" and in_turn(times[i - 1], time))):
            out[-2:] = in_order(out[-2], out[-1], (times[i - 1], time), day)
    return out


def _beyond_days(time: Time) -> str:
    """The value of what has no day: of an amount of time the amount, of a date how fine it is."""
    r = time.reading
    if time.type == "DURATION":
        return r.value or duration(r.amount, r.unit or "D")
    return _unknown(r).value


def _unknown(r: Reading) -> Resolved:
    """A date of which only its fineness is known: XXXX-XX, XXXX-XX-XXTEV."""
    return Resolved(_UNKNOWN.get(r.unit or "", "XXXX-XX-XX") + _hour(r))


def _by_the_next(times: tuple[Time, ...], i: int, day: dt.date | None, earlier: list[Resolved]) -> Resolved | None:
    """A time of day whose day stands behind it ("um 20 Uhr am Samstag"); None for any other."""
    if times[i].reading.anchor != "next":
        return None
    j = _following(times, i)
    if j is None:
        return None
    named = _RESOLVE[times[j].reading.kind](times[j], day, earlier)
    if named.unit != "D" or named.low is None:
        return None
    return Resolved(named.low.isoformat() + _hour(times[i].reading), named.low, named.low, "D")


def _following(times: tuple[Time, ...], i: int) -> int | None:
    """Place of the day behind place ``i``, past other times of day that seek it; None where none is near."""
    places = range(i + 1, min(len(times), i + 1 + _MEMORY))
    return next((j for j in places if times[j].reading.anchor != "next"), None)


# ---------------------------------------------------------------- the kinds of reading


def _calendar(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    r = time.reading
    if r.year_digits:
        return _on(r.year_digits, narrowed(interval(r.year_digits), time.mod, time.deadline), "DECADE")
    if not _has_date(r):
        return _time_of_day(time, day, earlier)
    year = _year(time, day, earlier)
    if r.day and not r.month and not r.feast and day and not r.nth:
        year, number = choose_month(time, day)
        r = msgspec.structs.replace(r, month=number)
    if year is None:
        return Resolved("XXXX" if _edge_of_year(time) else _calendar_value(r, None))
    text = _calendar_value(r, year)
    if _edge_of_year(time):
        return _on(text[:4], interval(text), "Y")
    days = (named_days(r, year) if r.feast or r.nth else None) or interval(text)
    if days is None and (r.day or r.week):  # 29 February of a year that has none
        return Resolved(_calendar_value(msgspec.structs.replace(r, year=None), None))
    return _on(text, narrowed(days, time.mod, time.deadline), _fineness(r))


def _year(time: Time, day: dt.date | None, earlier: list[Resolved]) -> int | None:
    """The year of a date: named, counted from another, or chosen."""
    r = time.reading
    if r.year is not None:
        return r.year
    if r.unit != "Y" and r.anchor == "previous" and r.direction:  # "im Februar darauf"
        origin = _origin(time, day, earlier, len(earlier))
        known = None if origin is None else earlier[origin]
        return choose_beside(r, (known.low, known.high)) if known and known.low and known.high else None
    base = _base(time, day, earlier) if r.unit == "Y" else None
    if base:
        return base.year + r.direction - _begun_last_year(r, base)
    return None if r.unit == "Y" and r.anchor == "previous" else choose(time, day)


def _edge_of_year(time: Time) -> bool:
    """ "Jahresende", "Jahresbeginn": the value is the year with its mod (ISO-TimeML), the day its last or first."""
    r = time.reading
    return (time.mod, r.month, r.day) in (("START", 1, 1), ("END", 12, 31)) and not (r.clock or r.part)


def _has_date(r: Reading) -> bool:
    parts = (r.year, r.month, r.season, r.quarter, r.half, r.week, r.feast, r.day)
    return any(p is not None for p in parts) or r.unit == "Y"


def _begun_last_year(r: Reading, base: dt.date) -> bool:
    """ "Diesen Winter", said in January or February, is the winter that began the year before."""
    return r.season == "WI" and base.month < 3 and not r.direction and r.anchor == "written"


def _fineness(r: Reading) -> str:
    if r.day or r.feast or r.nth:
        return "W" if r.nth and r.unit in ("W", "WE") else "D"
    return "M" if r.month else "W" if r.week else "Q" if r.quarter or r.season or r.half else "Y"


def _calendar_value(r: Reading, year: int | None) -> str:
    """``2021-07``, ``XXXX-SU``, ``2020-06-12T04:15`` and so on."""
    if (r.feast or r.nth) and year is not None:
        return (named_value(r, year) or f"{year:04}") + _hour(r)
    text = "XXXX" if year is None else f"{year:04}"
    if r.month:
        text += f"-{r.month:02}" + (f"-{r.day:02}" if r.day else "")
    elif r.feast:  # one that moves
        text += "-XX-XX"
    elif r.season or r.quarter or r.half or r.week:
        text += f"-{r.season}" if r.season else f"-Q{r.quarter}" if r.quarter else ""
        text += f"-H{r.half}" if r.half else f"-W{r.week:02}" if r.week else ""
    return text + _hour(r)


def _hour(r: Reading) -> str:
    return f"T{r.clock}" if r.clock else f"T{r.part}" if r.part else ""


def _time_of_day(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    """A clock time or part of a day: on the day its sentence names, else the last one named if near, else today."""
    named = _day_named(time, day, earlier, len(earlier))
    known = day if named is None else earlier[named].low
    if known:
        return Resolved(known.isoformat() + _hour(time.reading), known, known, "D")
    return Resolved(("XXXX-XX-XX" if time.reading.part else "") + _hour(time.reading))


def _day_named(time: Time, day: dt.date | None, earlier: list[Resolved], end: int) -> int | None:
    """Which of the expressions before place ``end`` names the day of a time of day, if one does."""
    places = range(end - 1, max(-1, end - 1 - _MEMORY), -1)
    named = next((i for i in places if earlier[i].unit == "D" and earlier[i].low), None)
    known = earlier[named].low if named is not None else None
    near = day and known and time.reading.part and abs((known - day).days) <= _NEAR
    told = day and known and time.reading.clock and time.tense == "past" and 0 <= (day - known).days <= _TOLD
    announced = day and known and time.reading.clock and time.tense == "future" and 0 < (known - day).days <= _AHEAD
    return named if near or told or announced or time.reading.anchor == "previous" else None


def _weekday(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    r = time.reading
    base = day if r.anchor == "written" else _base(time, day, earlier)
    found = choose_weekday(time, base) if base else None
    if found is None:
        return Resolved(f"XXXX-WXX-{r.weekday}{_hour(r)}")
    return Resolved(found.isoformat() + _hour(r), found, found, "D")


def _shift(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    r = time.reading
    unit = r.unit or "D"
    base = _base(time, day, earlier)
    if time.type == "DURATION":
        fine = "D" if unit in ("D", "W") else unit
        ago = fine if r.direction < 0 and r.anchor == "written" else ""  # "a week later" may count from it
        return _on(r.value or duration(r.amount, unit), _point(time, base), ago)
    if base is None:
        return _unknown(r)
    moved = _weekend(time, base) if unit == "WE" else shift(base, r.direction * (r.amount or 0), unit)
    if r.value == "FY":  # whose year it is, and so its days, is not known
        return Resolved(f"FY{value(moved, unit)}")
    days = period(moved, unit)
    if day and r.anchor == "previous" and time.tense == "past" and days[0] > day:  # what is told does not lie ahead
        return _unknown(r)
    return _on(value(moved, unit) + _hour(r), narrowed(days, time.mod, time.deadline), unit)


def _told_on(time: Time) -> bool:
    """Is it a date of what is told, counted on from another ("am Tag darauf kam sie")?"""
    r = time.reading
    counted = r.kind == "shift" and time.type != "DURATION" and r.anchor == "previous" and r.direction > 0
    return counted and time.tense == "past"


def _weekend(time: Time, base: dt.date) -> dt.date:
    """The Saturday that is meant: this week's or so many weeks off; "am" and "dieses Wochenende" go by the tense.

    "Kommendes Wochenende", said before the weekend, is this week's.
    """
    r = time.reading
    weeks = r.direction - (r.direction > 0 and base.weekday() < 5)
    saturday = base + dt.timedelta(days=5 - base.weekday() + 7 * weeks)
    fixed = r.amount and (r.direction or time.tense != "past")  # "dieses Wochenende kamen", said on Monday, is over
    if fixed or time.tense in ("future", "present") or saturday <= base:
        return saturday
    return saturday - dt.timedelta(days=7)


def _point(time: Time, base: dt.date | None) -> Days | None:
    """The days meant by a distance from ``base``: one finer unit is what such a phrase can be trusted for."""
    r = time.reading
    if base is None or r.amount is None or r.unit is None or not r.direction:
        return None
    if r.direction > 0 and r.anchor == "written" and time.tense == "past":
        return None  # "in zwei Jahren hat er drei Bücher geschrieben"
    parts = amounts(r)
    moved = moved_by(base, parts, r.direction)
    low, high = period(moved, _BLUR.get(parts[-1][1], "D"))
    slack = dt.timedelta(days=round(abs((moved - base).days) * _SLACK))
    toward_base, beyond = time.mod in _LESS, time.mod in _MORE
    if r.direction < 0:
        return low - slack * beyond, high + slack * toward_base
    return low - slack * toward_base, high + slack * beyond


def _duration(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    """An amount of time; with a direction its days reach back from, or on from, the day of writing."""
    r = time.reading
    text = r.value or duration(r.amount, r.unit or "D")
    if r.anchor == "event":
        return _on(text, _point(time, _base(time, day, earlier)))
    if day is None or r.amount is None or r.unit is None or not r.direction:
        return Resolved(text)
    far = moved_by(day, amounts(r), r.direction)
    return Resolved(text, min(day, far), max(day, far))


def _set(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    r = time.reading
    if r.value:
        return Resolved(r.value)
    if r.weekday:
        return Resolved(f"XXXX-WXX-{r.weekday}{_hour(r)}")
    if r.month or r.season:
        return Resolved(_calendar_value(r, None))
    return Resolved(duration(r.amount, r.unit) if r.unit else f"XXXX-XX-XX{_hour(r)}")


def _reference(time: Time, day: dt.date | None, earlier: list[Resolved]) -> Resolved:
    """PAST_REF and its like; "in den kommenden Monaten" reaches from the day of writing to at most a year on."""
    r = time.reading
    text = r.value or (duration(None, r.unit) if r.unit else "PRESENT_REF")  # "the last few weeks"
    if day is None:
        return Resolved(text)
    if r.unit and r.direction:
        far = shift(day, r.direction * _HORIZON[r.unit][0], _HORIZON[r.unit][1])
        return Resolved(text, min(day, far), max(day, far))
    past, future = text.startswith("PAST"), text.startswith("FUTURE")
    if not (past or future or text.startswith("PRESENT")):  # "later", but when?
        return Resolved(text)
    return Resolved(text, None if past else day, None if future else day)


_RESOLVE = {
    "calendar": _calendar,
    "weekday": _weekday,
    "shift": _shift,
    "duration": _duration,
    "set": _set,
    "reference": _reference,
}


def _base(time: Time, day: dt.date | None, earlier: list[Resolved]) -> dt.date | None:
    """The day that a shift counts from: of writing, of the expression before, or of the event."""
    r = time.reading
    if r.anchor == "none":
        return None
    if r.anchor == "event":
        return event_day(r.event, r.event_point)
    origin = _origin(time, day, earlier, len(earlier))
    if origin is not None:
        return earlier[origin].low
    ahead = r.anchor == "previous" and r.direction > 0 and time.tense != "future"
    return None if ahead else day  # "zehn Jahre danach ist davon wenig übrig": after what?


def _origin(time: Time, day: dt.date | None, earlier: list[Resolved], end: int) -> int | None:
    """Which of the expressions before place ``end``, not too long ago, one counts from that counts from one."""
    r = time.reading
    if r.anchor != "previous":
        return None
    day_only = r.unit in ("D", "W", "H", "MIN") or bool(r.clock or r.part) or r.kind == "weekday"
    fine = ("D",) if day_only else _IN_MONTHS if r.unit == "M" and r.amount in (0, 12) else ("D", "W", "M", "Q", "Y")
    for i in range(end - 1, max(-1, end - 1 - _MEMORY), -1):
        known = earlier[i]
        ahead = day and known.low and r.kind == "shift" and time.tense == "past" and known.low > day
        if known.unit in fine and known.low and not ahead:
            return i
    return None
