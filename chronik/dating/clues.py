"""Find the clues to the day of writing in one document.

Date lines, the stated date, dated mentions by tense, distances from dated world events, terms of office
(``dating.offices``), names with a time (``dating.named``), ages, dates without a year, weekdays.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec import structs

from chronik.dating.ages import age_clues
from chronik.dating.clue import Clue
from chronik.dating.deictic import deictic_clues
from chronik.dating.mentions import mention_clues
from chronik.dating.named import name_clues, named_in
from chronik.dating.offices import office_clues
from chronik.dating.stated import every_year, stated_clues
from chronik.dating.weights import model
from chronik.language import read, world
from chronik.model import Document, Reason, Time

_YEAR = 365.2425
_CHRONICLE = 3  # full dates that head parts of a text
_LONGEST = 100_000  # days that a report can be from a dated event
_NEAR = 60  # characters in which a name begins and ends that "nach" leads to


class AfterWords(msgspec.Struct, frozen=True, kw_only=True):
    """From words.toml: what stands between an amount of time and the event that it is counted from."""

    after_event: str


def find_clues(document: Document, times: Sequence[Time], code: str) -> tuple[Clue, ...]:
    """All clues of a document; ``times`` anchored as far as they go without a day of writing."""
    article = document.article
    in_line, in_heading = _starts_in(document, ("date_line", "update_line")), _starts_in(document, ("heading",))
    prose = [t for t in times if t.start >= article.body and not in_line(t)]
    headings = {t.start for t in prose if _heads(t, article.text) or (_is_full(t) and in_heading(t))}
    prose = [structs.replace(t, tense="past") if t.start in headings else t for t in prose]
    told = (
        *mention_clues(prose, article.text, article.body, code),
        *_distances(prose, article.text, code),
        *age_clues(article.text, article.body, code),
        *_offices(document, code, chronicle=len(headings) >= _CHRONICLE),
        *name_clues(article.text, article.body, code, model().crowd),
    )
    own = (*deictic_clues(prose, article.text, code),)
    days = () if any(c.shape == "lag" for c in own) else _yearless(prose)
    weekdays = () if any(c.shape == "weekday" for c in own) else _weekday(prose)
    return (*stated_clues(document), *told, *_newest(told), *own, *days, *weekdays)


def _newest(told: Sequence[Clue]) -> Iterator[Clue]:
    """The newest day from which anything that the text names can have been named: of many things it is close."""
    begins = [(min(low for low, _ in c.spans if low), c) for c in told if _has_begun(c)]
    if begins:
        begin, newest = max(begins, key=lambda b: b[0])
        many = len({c.reason.start for _, c in begins})
        kind = f"begin_of_{'one' if many == 1 else 'few' if many < 5 else 'many'}"
        reason = structs.replace(newest.reason, clue="newest", low=begin, high=None)
        yield Clue(kind=kind, reason=reason, spans=((begin, begin),))


def _has_begun(clue: Clue) -> bool:
    known = clue.kind.startswith(("past_day", "past_weekday", "name_", "office")) and any(low for low, _ in clue.spans)
    return known and not clue.kind.startswith(("name_plannable", "office_to_come"))


def _is_full(t: Time) -> bool:
    return bool(t.reading.year and t.reading.day)


def _heads(t: Time, text: str) -> bool:
    """Whether a full date opens a line and a colon or a dash follows, as the entries of a chronicle begin."""
    opens = t.start == 0 or text[t.start - 1] == "\n"
    return opens and _is_full(t) and bool(re.match(r" ?(?::|–|-- )", text[t.end : t.end + 4]))


def _starts_in(document: Document, kinds: Sequence[str]) -> Callable[[Time], bool]:
    """Whether an expression begins in a zone of one of the kinds (which do not overlap)."""
    zones = sorted((z.start, z.end) for z in document.zones if z.kind in kinds)
    starts = [start for start, _ in zones]

    def inside(t: Time) -> bool:
        at = bisect_right(starts, t.start) - 1
        return at >= 0 and t.start < zones[at][1]

    return inside


def _offices(document: Document, code: str, *, chronicle: bool) -> Iterator[Clue]:
    """Terms of office; in a chronicle the holders of other years are named as if in office."""
    for clue in office_clues(document.article.text, document.article.body, code):
        if chronicle and clue.kind == "office":
            low = min(low for low, _ in clue.spans if low)
            reason = structs.replace(clue.reason, clue="office_ended", low=low, high=None)
            clue = structs.replace(clue, kind="office_ended", reason=reason, spans=((low, None),))
        yield clue


def _reason(clue: str, text: str, start: int, end: int, low: dt.date | None, high: dt.date | None) -> Reason:
    return Reason(clue=clue, text=text[start:end], start=start, end=end, low=low, high=high)


# ---------------------------------------------------------------- what the text tells of time


def _distances(times: Sequence[Time], text: str, code: str) -> Iterator[Clue]:
    """ "Gut ein Jahr nach dem Mauerfall", "zehn Jahre nach der Explosion in Beirut": so long after a dated event."""
    by_id = {e.id: e for e in world.events()}
    for t in times:
        length = _length(t)
        if length is None or t.reading.direction < 0:
            continue
        event = by_id.get(t.reading.event or "")
        if event:
            origin = event.end if event.point == "end" and event.end else event.start
            yield _after(t, text, origin, length, max(t.end, t.reading.event_end or t.end))
        elif t.reading.kind == "duration":
            yield from _after_name(t, text, length, code)


def _after_name(t: Time, text: str, length: float, code: str) -> Iterator[Clue]:
    """So long after an event that the tables of names know to the day."""
    behind = read(code, "words", AfterWords).after_event
    link = re.compile(behind).match(text, t.end)
    if link:
        for named in named_in(text, link.end(), code, link.end() + _NEAR):
            begin, end = named.known.spans[0]
            if named.start == link.end() and len(named.known.spans) == 1 and begin and begin == end:
                yield _after(t, text, begin, length, named.end)


def _after(t: Time, text: str, origin: dt.date, length: float, end: int) -> Clue:
    early, late = {"LESS_THAN": (-0.06, 0.0), "MORE_THAN": (0.0, 0.07)}.get(t.mod or "", (-0.04, 0.06))
    low, high = origin + dt.timedelta(length * (1 + early) - 7), origin + dt.timedelta(length * (1 + late) + 7)
    return Clue(kind="since_event", reason=_reason("since_event", text, t.start, end, low, high), spans=((low, high),))


def _length(t: Time) -> float | None:
    unit = {"D": 1.0, "W": 7.0, "M": _YEAR / 12, "Y": _YEAR}.get(t.reading.unit or "")
    length = t.reading.amount * unit if unit and t.reading.amount else None
    return length if length and length < _LONGEST else None


# ---------------------------------------------------------------- dates without a year, weekdays


def _yearless(times: Sequence[Time]) -> Iterator[Clue]:
    """The first day without a year, the first with a weekday beside it, else the first month."""
    found = [t for t in times if _is_yearless(t)]
    exact = next((t for t in found if t.reading.day and t.reading.weekday), None)
    day = next((t for t in found if t.reading.day and not t.reading.feast), None)
    month = next((t for t in found if not t.reading.day or t.reading.feast), None)
    for t in dict.fromkeys(filter(None, (exact, day if not exact else None, month if not day else None))):
        r = t.reading
        assert r.month is not None
        told = "future" if t.tense == "future" or t.deadline else "past" if t.tense == "past" else "open"
        spans = every_year(r.month, r.day, r.weekday if r.day else None)
        exactly = r.day and not r.feast
        name = "weekday_and_day" if exactly and r.weekday else "day_and_month" if exactly else "month"
        reason = Reason(clue=name, text=t.text, start=t.start, end=t.end)
        if spans:
            yield Clue(kind=f"{name}_{told}", reason=reason, spans=spans)


def _is_yearless(t: Time) -> bool:
    r = t.reading
    named = r.kind == "calendar" and r.month and not r.year and not r.year_digits
    return bool(named and not t.low and not r.until and not r.direction)


def _weekday(times: Sequence[Time]) -> Iterator[Clue]:
    """The first weekday told in each tense: news are written on the day they tell of or the next."""
    seen = set[str]()
    for t in times:
        r = t.reading
        told = {"": "past", "past": "past", "future": "future"}.get(t.tense)
        if r.kind == "weekday" and r.weekday and r.anchor != "none" and r.direction == 0 and told and told not in seen:
            seen.add(told)
            reason = Reason(clue="weekday", text=t.text, start=t.start, end=t.end)
            yield Clue(shape="weekday", kind=f"weekday_{told}", reason=reason, weekday=r.weekday)
