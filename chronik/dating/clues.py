"""Find the clues to the day of writing in one document.

Strongest first: date lines, the stated date, dated mentions by tense, distances from dated world events, terms of
office (``dating.offices``), dates without a year, weekdays. The shares of error (``miss``) and scales were set from
the lags between mention and day of writing in dated German news; docs/limits.md names them.
"""

import calendar
import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from chronik.article.tokens import key_of
from chronik.dating.clue import Bins, Clue, stated_reason
from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.dating.edtf import interval
from chronik.dating.offices import office_clues
from chronik.language import read, world
from chronik.language.patterns import Pattern, compile_pattern, whole
from chronik.model import Document, Reason, Time

# Shares of "day of writing minus last day mentioned", in days, by tense and by how exact the mention is; for the
# future "first day mentioned minus day of writing". Rounded counts over 400 dated German reports; what is told as
# future lies behind the writer in four of ten cases (plans that are recalled), hence the heavy negative bins. Full
# past dates were moved towards older ones: those reports name the year always, newspapers only where it is not the
# current one.
LAGS: dict[tuple[int, str], Bins] = {
    (-1, "day"): (
        (-2500, -31, 0.02), (-30, -1, 0.03), (0, 7, 0.13), (8, 31, 0.09), (32, 366, 0.34), (367, 1500, 0.22),
        (1501, 20000, 0.17),
    ),
    (-1, "month"): ((-2500, -32, 0.08), (-31, 31, 0.14), (32, 366, 0.44), (367, 1100, 0.22), (1101, 20000, 0.12)),
    (-1, "year"): ((-2500, -367, 0.08), (-366, 0, 0.24), (1, 366, 0.16), (367, 1500, 0.20), (1501, 20000, 0.32)),
    (0, "day"): (
        (-2500, -46, 0.12), (-45, -1, 0.10), (0, 7, 0.34), (8, 31, 0.05), (32, 366, 0.18), (367, 20000, 0.21),
    ),
    (0, "month"): ((-2500, -32, 0.12), (-31, 31, 0.23), (32, 366, 0.30), (367, 1200, 0.25), (1201, 20000, 0.10)),
    (0, "year"): ((-2500, -367, 0.12), (-366, 0, 0.20), (1, 366, 0.10), (367, 1500, 0.15), (1501, 20000, 0.43)),
    (1, "day"): ((-20000, -367, 0.15), (-366, -1, 0.20), (0, 31, 0.35), (32, 366, 0.24), (367, 2500, 0.06)),
    (1, "month"): ((-20000, -367, 0.15), (-366, -32, 0.20), (-31, 31, 0.30), (32, 366, 0.25), (367, 2500, 0.10)),
    (1, "year"): ((-20000, -367, 0.25), (-366, 0, 0.27), (1, 800, 0.34), (801, 6000, 0.14)),
}  # fmt: skip
_YEAR = 365.2425


class GoalWords(msgspec.Struct, frozen=True, kw_only=True):
    """Prepositions that lead to the day something is moved to, from words.toml."""

    goal_prepositions: tuple[str, ...]


def find_clues(document: Document, times: Sequence[Time], code: str) -> tuple[Clue, ...]:
    """All clues of a document; ``times`` anchored as far as they go without a day of writing."""
    prose = [t for t in times if t.start >= document.article.body and not _in_date_line(document, t)]
    return (
        *_date_lines(document),
        *_stated(document),
        *_mentions(prose, document.article.text, code),
        *_distances(prose, document.article.text),
        *_world_events(document.article.text, document.article.body, code),
        *office_clues(document.article.text, document.article.body, code),
        *_yearless(prose),
        *_weekday(prose),
    )


def _in_date_line(document: Document, t: Time) -> bool:
    return any(z.kind == "date_line" and z.start <= t.start < z.end for z in document.zones)


def _reason(clue: str, text: str, start: int, end: int, low: dt.date | None, high: dt.date | None) -> Reason:
    return Reason(clue=clue, text=text[start:end], start=start, end=end, low=low, high=high)


# ---------------------------------------------------------------- what the page or agency says


def _date_lines(document: Document) -> Iterator[Clue]:
    text = document.article.text
    for zone in document.zones:
        if zone.start < document.article.body:  # the header is the stated date
            continue
        if re.fullmatch(r"\d{4}-\d\d-\d\d", zone.value):
            day = dt.date.fromisoformat(zone.value)
            reason = _reason("date_line", text, zone.start, zone.end, day, day)
            yield Clue(shape="on", reason=reason, spans=((day, day),), miss=1e-8)
        elif re.fullmatch(r"--\d\d-\d\d", zone.value):
            reason = _reason("date_line", text, zone.start, zone.end, None, None)
            yield Clue(shape="on", reason=reason, spans=_every_year(zone.value), miss=1e-5)


def _every_year(month_day: str) -> tuple[tuple[dt.date, dt.date], ...]:
    """A day without its year ("--07-05"), in each year that is looked at."""
    month, day = int(month_day[2:4]), int(month_day[5:])
    years = range(FIRST_DAY.year, newest_known_day().year + 2)
    days = (dt.date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1])
    return tuple((d, d) for d in days)


def _stated(document: Document) -> Iterator[Clue]:
    """The header's date; a full day is trusted more than a month, as a crawler's folder gives months."""
    article = document.article
    span = interval(article.stated) if article.stated else None
    if span is None:
        return
    low, high = span
    reason = stated_reason(article, low, high)
    miss = 0.02 if low == high else 0.03
    yield Clue(shape="stated", reason=reason, spans=((low, high),), miss=miss, scale=700)


# ---------------------------------------------------------------- what the text tells of time


def _is_goal(t: Time, text: str, code: str) -> bool:
    """ "Auf den 3. Juni verlegt": the date that something is moved to lies ahead, whatever the tense."""
    before = text[max(0, t.start - 12) : t.start].split()
    goals = read(code, "words", GoalWords).goal_prepositions
    articles = {key_of(w) for w in before[-1:]} & {"den", "die", "das", "the"}
    word = before[-2:-1] if articles else before[-1:]
    return bool(word) and key_of(word[0]) in goals


def _mentions(times: Sequence[Time], text: str, code: str) -> Iterator[Clue]:
    """The newest dated mention told as past, the next one told as future, the newest with no tense to go by."""
    dated = [t for t in times if t.type in ("DATE", "TIME") and t.low and t.high and (t.high - t.low).days < 366]
    past = [t for t in dated if t.tense == "past" and not t.deadline and not _is_goal(t, text, code)]
    future = [t for t in dated if t.tense == "future" or t.deadline]
    open_ = [t for t in dated if t.tense in ("present", "") and not t.deadline]
    if past:
        yield _mention(max(past, key=lambda t: (t.low or dt.date.min, t.high or dt.date.min)), "past_date", -1)
    elif open_:
        yield _mention(max(open_, key=lambda t: t.low or dt.date.min), "date_named", 0)
    if future:
        yield _mention(min(future, key=lambda t: (t.high or dt.date.max, t.low or dt.date.max)), "future_date", 1)


def _mention(t: Time, name: str, direction: int) -> Clue:
    assert t.low is not None
    assert t.high is not None
    width = (t.high - t.low).days
    exact = "day" if width == 0 else "month" if width < 40 else "year"
    bins = LAGS[direction, "year" if t.deadline else exact]  # deadlines lie as far ahead as plans do
    bounds = {-1: (t.low, None), 0: (None, None), 1: (None, t.high)}[direction]
    reason = Reason(clue=name, text=t.text, start=t.start, end=t.end, low=bounds[0], high=bounds[1])
    return Clue(shape="mention", reason=reason, spans=((t.low, t.high),), direction=direction, bins=bins)


def _distances(times: Sequence[Time], text: str) -> Iterator[Clue]:
    """ "Gut ein Jahr nach dem Mauerfall": so long after a dated world event."""
    by_id = {e.id: e for e in world.events()}
    for t in times:
        r = t.reading
        event = by_id.get(r.event or "")
        days = _length(t)
        if event is None or days is None or r.direction < 0:
            continue
        origin = event.end if event.point == "end" and event.end else event.start
        early, late = {"LESS_THAN": (-0.06, 0.0), "MORE_THAN": (0.0, 0.07)}.get(t.mod or "", (-0.04, 0.06))
        low, high = origin + dt.timedelta(days * (1 + early) - 7), origin + dt.timedelta(days * (1 + late) + 7)
        reason = _reason("since_event", text, t.start, max(t.end, r.event_end or t.end), low, high)
        yield Clue(shape="within", reason=reason, spans=((low, high),), miss=0.02)


def _length(t: Time) -> float | None:
    unit = {"D": 1.0, "W": 7.0, "M": _YEAR / 12, "Y": _YEAR}.get(t.reading.unit or "")
    return t.reading.amount * unit if unit and t.reading.amount else None


@functools.cache
def _event_pattern(code: str) -> tuple[Pattern, dict[str, world.WorldEvent]]:
    phrases = {p: e for e in world.events() for p in (e.de if code == "de" else e.en) if len(p) > 6}
    body = "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))
    return compile_pattern(body or "a^"), phrases


def _world_events(text: str, body: int, code: str) -> Iterator[Clue]:
    """The newest world event that the text names: it was written after its begin."""
    pattern, phrases = _event_pattern(code)
    found = [
        (phrases[m.group()], m.start(), m.end())
        for m in pattern.finditer(text, body)
        if whole(text, m.start(), m.end())
    ]
    if found:
        event, start, end = max(found, key=lambda f: (f[0].start, -f[1]))
        reason = _reason("world_event", text, start, end, event.start, None)
        yield Clue(shape="within", reason=reason, spans=((event.start, None),), miss=0.05)


# ---------------------------------------------------------------- dates without a year, weekdays


def _yearless(times: Sequence[Time]) -> Iterator[Clue]:
    for t in times:
        r = t.reading
        if r.kind != "calendar" or r.year or r.year_digits or not r.month or t.low or r.until or r.direction:
            continue
        first = dt.date(2001, r.month, min(r.day or 1, calendar.monthrange(2001, r.month)[1]))
        last = first if r.day else (dt.date(2001, r.month % 12 + 1, 1) - dt.timedelta(1)).replace(year=2001)
        direction = 1 if t.tense == "future" or t.deadline else -1 if t.tense == "past" else 0
        reason = Reason(clue="day_and_month" if r.day else "month", text=t.text, start=t.start, end=t.end)
        scale = 12.0 if r.day else 60.0
        yield Clue(shape="yearless", reason=reason, spans=((first, last),), scale=scale, miss=0.03, direction=direction)
        return


def _weekday(times: Sequence[Time]) -> Iterator[Clue]:
    """The first weekday told in the past: news are written on that day or the next."""
    for t in times:
        r = t.reading
        if r.kind == "weekday" and r.weekday and r.anchor != "none" and r.direction == 0 and t.tense in ("past", ""):
            reason = Reason(clue="weekday", text=t.text, start=t.start, end=t.end)
            yield Clue(shape="weekday", reason=reason, weekday=r.weekday, miss=0.01)
            return
