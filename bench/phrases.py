"""How many everyday phrases are found whole, with a value that means the same.

    python bench/phrases.py PHRASES.jsonl [--errors] [--language de]

PHRASES.jsonl has a phrase a line: ``{"dim": "Time" | "Duration", "lang", "text", "value_expr"}``, as the examples of
duckling (github.com/facebook/duckling, BSD) do, whose reference time is 2013-02-12T04:30 at UTC-02:00. Each phrase is
annotated as a text of its own, written on that day. Phrases that no newspaper prints are left out; they stand with
their reasons in ``bench/phrases_left_out.toml``, at most 15 in 100.

**Found whole**: the expressions found leave out nothing of the phrase but words that stand outside a TIMEX3 extent in
KRAUTS: prepositions and articles, what joins the ends of a range, and adverbs of bound or stress (``_OUTSIDE``).

**Means the same**, where ``t`` is the phrase's time, ``grain`` its unit, and several finds count together:

- A duration: the same length (a year is 365.25 days, a month a twelfth of that, an hour 60 minutes).
- A day, month, quarter, year, week or feast: ``low`` and ``high`` are its first and last day. A feast that begins at
  sunset counts from its eve, on which duckling starts and may end it. A weekend is Saturday and Sunday, whether its
  Friday evening counts or not; a season is the same season, whether it begins with the month or the solstice.
- A clock time: the same minute; on the same day if the phrase names one, else the day is not compared, for the day of
  writing is a day and has no hour from which a clock time could be the next. An hour up to twelve without a word for
  the half of the day is the same hour in either half: the phrase does not say more. With a time zone, the same instant.
- A part of the day: the same part of the same day.
- A distance ("in drei Tagen"): the same length, or days that hold ``t``.
- A span from or up to now ("die letzten drei Tage"): the same length, as days counted from the day of writing
  or as whole periods, or ``low`` to ``high`` are its days.
- A deadline from now on ("binnen zwei Wochen"): the same last day.
- A range: its two ends are found as two expressions, each the same as above, or as one with ``low`` and ``high``.
- An open range ("bis 11 Uhr"): its end; which side is open is not compared.
"""

import argparse
import datetime as dt
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.model import Article, Document, Time

NOW = dt.datetime(2013, 2, 12, 4, 30)
ZONE = dt.timezone(dt.timedelta(hours=-2))
LEFT_OUT = Path(__file__).parent / "phrases_left_out.toml"
_OUTSIDE = re.compile(
    r"\W|\b(?:um|am|an|in|im|bis|vor|nach|von|vom|zu|zum|zur|ab|seit|gegen|auf|zwischen|binnen|innerhalb|und|aber|so"
    r"|der|die|das|den|dem|des|genau|pünktlich|frühestens|spätestens|ca|circa|zirka|etwa|ungefähr"
    r"|at|on|by|until|till|from|to|before|after|since|between|and|the|of|within|exactly|around|about)\b",
    re.IGNORECASE,
)
_TURNS = {  # what a part of the day covers: hours
    "MO": (3, 12),
    "MI": (11, 14),
    "AF": (12, 19),
    "EV": (17, 24),
    "NI": (0, 24),
}
_SECONDS = {"S": 1.0, "M": 60.0, "H": 3600.0}
_DAYS = {"D": 1.0, "W": 7.0, "M": 365.25 / 12, "Y": 365.25, "Q": 365.25 / 4, "DE": 3652.5, "CE": 36525.0}
_GRAIN = {"Second": "S", "Minute": "M", "Hour": "H", "Day": "D", "Week": "W", "Month": "M", "Quarter": "Q", "Year": "Y"}
_CLOCK_GRAINS = ("Second", "Minute", "Hour")
_SEASON_MONTHS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 3)}


# ---------------------------------------------------------------------- what a phrase means


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """What a value expression means: a duration of ``seconds``, or a time from ``low`` on, before ``end``.

    ``high`` is its last moment, the minute or day before ``end`` where it is a range.
    """

    kind: Literal["duration", "point", "range", "open"]
    seconds: float = 0.0
    grain: str = ""
    holiday: bool = False
    low: dt.datetime = NOW
    high: dt.datetime = NOW
    end: dt.datetime = NOW

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.low.date(), self.high.date()


def meaning(expression: str) -> Meaning:
    """A value expression read. Raises ValueError where it is none."""
    amount = re.fullmatch(r"\(DurationData (\d+) (\w+)\)", expression)
    if amount:
        grain = amount[2]
        return Meaning(kind="duration", seconds=float(amount[1]) * _length(_GRAIN[grain], grain in _CLOCK_GRAINS))
    moments = [_moment(m) for m in re.findall(r"\((\d+(?:, *\d+){5})\)", expression)]
    (grain,) = re.findall(rf"\b({'|'.join(_GRAIN)})\b", re.sub('".*', "", expression))
    low, holiday = moments[0], "Holiday" in expression
    if len(moments) == 2:
        step = dt.timedelta(minutes=1) if grain in _CLOCK_GRAINS else dt.timedelta(days=1)
        return Meaning(kind="range", grain=grain, holiday=holiday, low=low, high=moments[1] - step, end=moments[1])
    end = _next(low, grain)
    high = end - dt.timedelta(seconds=1)
    kind: Literal["open", "point"] = "open" if "OpenInterval" in expression else "point"
    return Meaning(kind=kind, grain=grain, holiday=holiday, low=low, high=high, end=end)


def _moment(numbers: str) -> dt.datetime:
    year, month, day, hour, minute, second = map(int, numbers.split(","))
    return dt.datetime(year, month or 1, day or 1, hour, minute, second)


def _next(moment: dt.datetime, grain: str) -> dt.datetime:
    months = {"Month": 1, "Quarter": 3, "Year": 12}.get(grain)
    if months:
        years, month = divmod(moment.month - 1 + months, 12)
        return moment.replace(year=moment.year + years, month=month + 1)
    return moment + dt.timedelta(seconds=_length(_GRAIN[grain], grain in _CLOCK_GRAINS))


def _length(unit: str, clock: bool) -> float:
    return _SECONDS[unit] if clock else _DAYS[unit] * 86400


def seconds(value: str) -> float | None:
    """Length of a TIMEX3 duration, None where it is none or vague."""
    if not re.fullmatch(r"P(?=.)(?:[\d.]+(?:DE|CE|[YMWDQ]))*(?:T(?:[\d.]+[HMS])+)?", value):
        return None
    days, _, clock = value[1:].partition("T")
    total = sum(float(n) * _DAYS[u] * 86400 for n, u in re.findall(r"([\d.]+)(DE|CE|[YMWDQ])", days))
    return total + sum(float(n) * _SECONDS[u] for n, u in re.findall(r"([\d.]+)([HMS])", clock))


# ---------------------------------------------------------------------- does what is found mean the same?


def same(wanted: Meaning, times: list[Time], phrase: str) -> bool:
    """Does one of the finds, or their combination, mean what the phrase means? As the head of the file says."""
    if wanted.kind == "duration":
        return any(_close(seconds(t.value or ""), wanted.seconds) for t in times)
    if wanted.kind == "range":
        return _same_range(wanted, times, phrase)
    if wanted.kind == "open":
        return any(_same_end(wanted, t, times, phrase) for t in times)
    return any(_same_point(wanted, t, times, phrase) for t in _finest(times))


def _finest(times: list[Time]) -> list[Time]:
    """A clock time says more than the day beside it."""
    return [t for t in times if "T" in (t.value or "") and t.type == "TIME"] or times


def _close(a: float | None, b: float) -> bool:
    return a is not None and abs(a - b) <= max(1.0, 0.001 * b)


def _same_point(m: Meaning, t: Time, times: list[Time], phrase: str) -> bool:
    if t.type == "DURATION":
        return _same_distance(m, t)
    if m.grain in _CLOCK_GRAINS:
        if t.value == "PRESENT_REF":
            return m.low == NOW
        return _same_clock(m.low, t, times, phrase)
    return _same_days(m, t)


def _same_distance(m: Meaning, t: Time) -> bool:
    length = seconds(t.value or "")
    if length is not None and _close(length, abs((m.low - NOW).total_seconds())):
        return True
    return bool(t.low and t.high and t.low <= m.low.date() <= t.high)


def _same_days(m: Meaning, t: Time) -> bool:
    if t.value == "PRESENT_REF":
        return m.days == (NOW.date(), NOW.date())
    if (t.low, t.high) == m.days:
        return True
    eve = m.holiday and t.low and t.high and (t.high - t.low).days >= 1
    return bool(eve and t.low == m.days[0] and t.high and abs((t.high - m.days[1]).days) <= 1)


def _same_clock(moment: dt.datetime, t: Time, times: list[Time], phrase: str) -> bool:
    m = re.search(r"T(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?$", t.value or "")
    if not m or not t.low:
        return False
    got = dt.datetime.combine(t.low, dt.time()) + dt.timedelta(hours=int(m[1]), minutes=int(m[2] or 0))
    if m[3]:
        got = _zoned(got, m[3])
    day_named = len(times) > 1 or not (t.value or "").startswith(NOW.date().isoformat())
    if day_named and got.date() != moment.date():
        return False
    apart = abs((got.hour - moment.hour) * 60 + got.minute - moment.minute)
    half = r"früh|morgens|mittag|nachm|abend|nacht|am |pm\b"
    twelve = int(m[1]) <= 12 and not re.search(half, phrase.split(t.text)[-1] + t.text, re.IGNORECASE)
    return apart == 0 or (apart == 720 and twelve)


def _zoned(got: dt.datetime, zone: str) -> dt.datetime:
    offset = "+00:00" if zone == "Z" else zone
    return dt.datetime.fromisoformat(f"{got.isoformat()}{offset}").astimezone(ZONE).replace(tzinfo=None)


def _same_range(m: Meaning, times: list[Time], phrase: str) -> bool:
    if m.grain in ("Day", "Week", "Month", "Quarter", "Year"):
        ends = [t for t in times if t.low and t.high]
        if len(ends) > 1 and (ends[0].low, ends[-1].high) == m.days:
            return True
        return any(_same_span(m, t) for t in times)
    clocks = [t for t in times if re.search(r"T\d\d", t.value or "")]
    if len(clocks) > 1:
        last = m.end - dt.timedelta(minutes=1) if m.grain == "Minute" else m.end - dt.timedelta(hours=1)
        wanted = (m.low, clocks[0]), (last, clocks[-1])
        return all(_same_clock(moment, t, times, phrase) for moment, t in wanted)
    return any(_same_part(m, t) or (t.type == "DURATION" and _same_span(m, t)) for t in times)


def _same_part(m: Meaning, t: Time) -> bool:
    part = re.search(r"T(MO|MI|AF|EV|NI)$", t.value or "")
    if not part or t.low != m.low.date():
        return (t.value or "").endswith("-WE") and t.low == m.low.date() + dt.timedelta(days=1)
    first, last = _TURNS[part[1]]
    midnight = dt.datetime.combine(m.low.date(), dt.time())
    hours = [(x - midnight).total_seconds() / 3600 for x in (m.low, m.end)]
    return first <= hours[0] and hours[1] <= last


def _same_span(m: Meaning, t: Time) -> bool:
    season = re.search(r"-(SP|SU|FA|WI)$", t.value or "")
    if season:
        months = _SEASON_MONTHS[season[1]]
        return t.low is not None and (m.low.month, m.end.month) == months and abs((m.low.date() - t.low).days) < 31
    if t.type == "DURATION":
        length = seconds(t.value or "")
        whole = (m.end - m.low).total_seconds()
        if m.low == NOW and t.low == t.high == m.end.date():
            return True
        return _close(length, whole) or (length is not None and _months(m) == _in_months(t.value or ""))
    return _same_days(m, t)


def _months(m: Meaning) -> int:
    return (m.end.year - m.low.year) * 12 + m.end.month - m.low.month or -1


def _in_months(value: str) -> int:
    amount = re.fullmatch(r"P(\d+)([YMQ])", value)
    return int(amount[1]) * {"Y": 12, "Q": 3, "M": 1}[amount[2]] if amount else 0


def _same_end(m: Meaning, t: Time, times: list[Time], phrase: str) -> bool:
    if re.search(r"T\d\d", t.value or ""):
        return _same_clock(m.low, t, times, phrase)
    return bool(t.high and t.high + dt.timedelta(days=1) == m.low.date())


# ---------------------------------------------------------------------- measure


def found(phrase: str, code: str) -> list[Time]:
    document = Document(article=Article(id="phrase", source=phrase, text=phrase), sentences=())
    return list(anchor_times(find_times(document, code), *[NOW.date()] * 3))


def whole(phrase: str, times: list[Time]) -> bool:
    rest = phrase
    for t in reversed(times):
        rest = f"{rest[: t.start]} {rest[t.end :]}"
    return bool(times) and not _OUTSIDE.sub("", rest)


def verdict(phrase: str, expression: str, code: str) -> str:
    """ "right", or why not: nothing found, found in part, another value."""
    times = found(phrase, code)
    if not times:
        return "nothing found"
    if not whole(phrase, times):
        return "found in part"
    return "right" if same(meaning(expression), times, phrase) else "another value"


def left_out(code: str) -> list[re.Pattern[str]]:
    groups = tomllib.loads(LEFT_OUT.read_text(encoding="utf-8")).get(code, [])
    return [re.compile(p, re.IGNORECASE) for group in groups for p in group["phrases"]]


def phrases(path: Path, code: str) -> Iterator[dict[str, Any]]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return (r for r in rows if r["lang"] == code and r["dim"] in ("Time", "Duration"))


def main() -> None:
    """Print the share, and the failures by cause."""
    parser = argparse.ArgumentParser(description="Share of everyday phrases found whole with the same meaning.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--errors", action="store_true", help="list each failure with what was found")
    args = parser.parse_args()
    rows, patterns = list(phrases(args.path, args.language)), left_out(args.language)
    kept = [r for r in rows if not any(p.fullmatch(r["text"]) for p in patterns)]
    verdicts = [(verdict(r["text"], r["value_expr"], args.language), r) for r in kept]
    counts = Counter(v for v, _ in verdicts)
    less = len(rows) - len(kept)
    print(f"{len(rows)} phrases, {less} left out ({less / len(rows):.1%}), ", end="")
    print(f"{counts['right']} of {len(kept)} right: {counts['right'] / len(kept):.3f}")
    for cause, n in counts.most_common():
        print(f"{n:4} {cause}")
        for v, r in verdicts if args.errors and cause != "right" else ():
            if v == cause:
                got = " | ".join(f"{t.text}={t.value}[{t.low}..{t.high}]" for t in found(r["text"], args.language))
                print(f"       {r['text']!r} {r['value_expr']} → {got}")


if __name__ == "__main__":
    main()
