"""Find time expressions: what they say, without any day to count from (ISO-TimeML TIMEX3; find first, anchor later).

Extents follow KRAUTS (Strötgen et al. 2018): prepositions stay outside, article and modifier inside. The rules
are data (``language/<code>/times.toml``); ``chronik.dating.anchor`` gives the values.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from chronik.annotate.event_anchor import event_anchor
from chronik.annotate.nowadays import nowadays
from chronik.annotate.ordinal_periods import counted
from chronik.annotate.tense import is_reached, is_recalled, tense_at
from chronik.annotate.time_ranges import bounded
from chronik.annotate.time_readings import Found, in_years, readings
from chronik.annotate.time_rules import Ready, ruleset
from chronik.model import Article, Document, Reading, Tense, Time, TimeType

Anchor = Callable[[tuple[Time, ...], dt.date, dt.date, dt.date], tuple[Time, ...]]  # as dating.anchor.anchor_times

_WORD = re.compile(r"\w+")
_NEW_SENTENCE = re.compile(r"(?:(?<!\d)[.]|[!?…])[\"“”»«')]*\s+[\"„“»«'(]?[A-ZÄÖÜ\d]|\n\s*\n")
_DEADLINE_REACH = 30
_LINE = 40  # characters beside an expression that stands alone in its line
_BESIDE = re.compile(r"(?:[^\w\n]|\d|\b[a-zäöü]{1,3}\b|\bUhr\b)*")
_JOINS_DAY = re.compile(r"\)?,?\s(?:am\s|vom\s|des\s|on\s)?")
_OF_DAY = re.compile(r"\)?\s(?:am|vom|des|on)\s")  # whatever day was named before: "at noon on Dec. 20"
_JOINS_CLOCK = re.compile(r"\s\(")  # the same time elsewhere: "9 a.m. (1300 GMT) on Monday"
_GENITIVE = ("'s ", "’s ")  # "hit by Monday's storm" is no deadline
_AMOUNTS = ("duration", "shift")
_BY_TENSE: dict[str, str] = {"past": "PAST_REF"}
_WINDOW = 80  # no expression is longer


class _Hit(NamedTuple):
    start: int
    found: Found
    ready: Ready


def find_times(document: Document, code: str) -> tuple[Time, ...]:
    """Every time expression of the body of ``document``, in the order of the text, ``value`` still unknown.

    A pure function of the text. Raises LanguageError where the language ``code`` has no usable rules.
    """
    text = document.article.text
    times: list[Time] = []
    aside = [z for z in document.zones if z.kind in ("debris", "credit")]
    for hit in _hits(text, document.article.body, code):
        if any(z.start <= hit.start < z.end for z in aside):
            continue
        times.append(_time(text, hit, times[-1] if times else None, code))
    times = _before_its_day(times, text)
    return nowadays(bounded(counted(times, text, code), text, code), text, code)


def _hits(text: str, body: int, code: str) -> Iterator[_Hit]:
    """Candidates from left to right, the longest at each place, as far as a rule explains them."""
    rules = ruleset(code)
    free = body
    for start, end in rules.candidates(text, max(0, body - 1)):
        while start < end:
            start = max(free, start + (not text[start].isalnum()))
            hits = _longest(text, start, end, code)
            yield from hits
            free = hits[-1].start + hits[-1].found.end if hits else _next_word(text, start)
            if free >= end:
                break
            again = rules.scan.search(text[free - 1 : end + _WINDOW])
            if again is None or free - 1 + again.start() >= end:
                break
            start, end = free - 1 + again.start(), free - 1 + again.end()


def _next_word(text: str, start: int) -> int:
    word = _WORD.match(text, start)
    return word.end() if word else start + 1


def _longest(text: str, start: int, end: int, code: str) -> list[_Hit]:
    """The longest stretch from ``start`` on, within the candidate, that a rule explains."""
    hits = _classified(text, start, end, code)
    if hits:
        return hits
    shorter = (m.end() for m in reversed([*_WORD.finditer(text, start, end)]) if m.end() < end)
    return next(filter(None, (_classified(text, start, stop, code) for stop in shorter)), [])


def _classified(text: str, start: int, end: int, code: str) -> list[_Hit]:
    """The first rule that fits ``text[start:end]`` as a whole and whose conditions hold there."""
    fits = _fits(text[start:end], code)
    if not fits or not _whole(text, start, end):
        return []
    joined = text[end - 1].isalnum() and text[end : end + 1].isalnum()
    for index, found in fits:
        ready = ruleset(code).rules[index]
        if (not joined or (ready.rule.runs_on and text[end].isupper())) and ready.allows(text, start, end):
            return [_Hit(start, f, ready) for f in found]
    return []


@functools.lru_cache(maxsize=8192)
def _fits(hit: str, code: str) -> tuple[tuple[int, tuple[Found, ...]], ...]:
    """Rules that read ``hit``, first rule first. Cached, for news repeats its expressions."""
    rules = ruleset(code)
    read = ((i, readings(rules, rules.rules[i], hit, code)) for i in sorted(rules.which.Match(hit) or ()))
    return tuple((i, found) for i, found in read if found)


def _whole(text: str, start: int, end: int) -> bool:
    """Does the expression begin where a word does, and is it no part of a longer number?"""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in ("'", "’") and before[:1].isalpha():
        return False
    if before[-1:].isalnum() or (before[:1].isdigit() and before[-1:] in ".,:" and text[start].isdigit()):
        return False
    return not (text[end - 1].isdigit() and after[:1] in tuple(".,:") and after[1:].isdigit())


def _time(text: str, hit: _Hit, previous: Time | None, code: str) -> Time:
    start, end = hit.start + hit.found.start, hit.start + hit.found.end
    reading = hit.found.reading
    rule = hit.ready.rule
    if reading.kind in _AMOUNTS:
        reading = event_anchor(text, end, in_years(reading, code), code)
    deadline = _deadline(text, start, previous, code) and not text.startswith(_GENITIVE, end)
    bears = deadline or rule.tensed or _goes_by_tense(reading)
    tense = _tense(text, start, end, previous, code) if bears else ""
    if _same_day(text, start, reading, previous):
        reading = msgspec.structs.replace(reading, anchor="previous")
    if rule.tensed and tense in _BY_TENSE:
        reading = msgspec.structs.replace(reading, value=_BY_TENSE[tense])
    if deadline and tense == "past":  # what is over is due no more
        over = is_recalled(text, start, end, code) or is_reached(text, start, end, code)
        deadline = reading.kind not in _AMOUNTS and not over
    return Time(
        start=start,
        end=end,
        text=text[start:end],
        type=_type(rule.type, reading),
        reading=reading,
        mod=hit.found.mod,
        quant=rule.quant or (None if rule.type != "SET" or hit.found.freq else "EVERY"),
        freq=hit.found.freq,
        tense=tense,
        deadline=deadline,
        rule=rule.name,
    )


def _goes_by_tense(reading: Reading) -> bool:
    """May the tense bear on the days that are meant? Not by "drei Jahre lang", "täglich", "jetzt"."""
    return reading.kind not in ("set", "reference") and (reading.kind != "duration" or bool(reading.direction))


def _tense(text: str, start: int, end: int, previous: Time | None, code: str) -> Tense:
    """Tense of its clause; alone in its line it is announced, and in "Monday's attack is" what is told may be over."""
    tense = tense_at(text, start, end, code) or ("future" if _listed(text, start, end, previous) else "")
    return "" if tense == "present" and text.startswith(_GENITIVE, end) else tense


def _type(kind: TimeType, reading: Reading) -> TimeType:
    """ "Neun Stunden später" names no day; it is a DURATION whatever it is counted from."""
    return "DURATION" if reading.kind == "shift" and reading.unit in ("S", "MIN", "H") else kind


def _same_day(text: str, start: int, reading: Reading, previous: Time | None) -> bool:
    """Is this a time of day whose day the same sentence has just named ("am Samstag … um 20 Uhr")?"""
    if previous is None or reading.kind != "calendar" or not (reading.clock or reading.part):
        return False
    if reading.day or reading.weekday or reading.feast:
        return False
    return not _NEW_SENTENCE.search(text, previous.end, start + 1)


def _listed(text: str, start: int, end: int, previous: Time | None) -> bool:
    """Does it stand alone in its line, as what is announced does in a programme ("Samstag, 20 Uhr")?"""
    if previous and previous.tense == "past" and "\n" not in text[previous.end : start]:
        return False
    low, high = max(0, start - _LINE), min(len(text), end + _LINE)  # no further, for lines may be endless
    first, last = text.rfind("\n", low, start) + 1, text.find("\n", end, high)
    if (not first and low) or (last < 0 and high < len(text)):
        return False
    last = high if last < 0 else last
    return bool(_BESIDE.fullmatch(text, first, start) and _BESIDE.fullmatch(text, end, last))


def _before_its_day(times: list[Time], text: str) -> list[Time]:
    """``times`` with each time of day that is followed by its day ("um 20 Uhr am Samstag") counted from that."""
    out = list(times)
    for i in range(len(out) - 1, 0, -1):
        clock, day = out[i - 1], out[i]
        joins = _JOINS_CLOCK if day.reading.anchor == "next" else _JOINS_DAY if _only_day(day.reading) else None
        between = joins and joins.fullmatch(text, clock.end, day.start)
        sure = between and (joins is _JOINS_CLOCK or _OF_DAY.fullmatch(between[0]))
        if between and (_clock_only(clock) if sure else _seeks_day(out[: i - 1], clock, text)):
            out[i - 1] = msgspec.structs.replace(clock, reading=msgspec.structs.replace(clock.reading, anchor="next"))
    return out


def _only_day(reading: Reading) -> bool:
    return _names_day(reading) and not reading.clock


def _seeks_day(earlier: list[Time], clock: Time, text: str) -> bool:
    """Is it a time of day without a day of its own, or the same time again, in brackets?"""
    if not _clock_only(clock):
        return False
    again = bool(earlier) and bool(_JOINS_CLOCK.fullmatch(text, earlier[-1].end, clock.start))
    return clock.reading.anchor == "written" or again


def _clock_only(time: Time) -> bool:
    r = time.reading
    return r.kind == "calendar" and bool(r.clock) and not _names_day(r)


def _names_day(reading: Reading) -> bool:
    day_off = reading.kind == "shift" and reading.unit == "D" and reading.amount is not None
    return reading.kind == "weekday" or bool(reading.day or reading.feast) or day_off


@functools.cache
def _deadline_words(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<!\w)(?:{ruleset(code).file.deadline})\s*\Z)")


def _deadline(text: str, start: int, previous: Time | None, code: str) -> bool:
    """Do the words before say "by then"? "von 1983 bis 1990" is a range, no deadline."""
    left = text[max(0, start - _DEADLINE_REACH, previous.end if previous else 0) : start]
    if not _deadline_words(code).search(left):
        return False
    return previous is None or bool(_WORD.search(text, previous.end, start - len(left.lstrip())) or len(left) > 8)


def check_examples(code: str, anchor: Anchor | None = None) -> list[str]:
    """Run every rule's examples; one sentence for each that fails, none where all hold.

    In ``match`` the extents stand in square brackets; after an arrow follow the values, one for each, on the
    file's reference day. They are compared where the caller brings ``chronik.dating.anchor.anchor_times``, which
    comes later on the path.
    """
    out = []
    for rule in ruleset(code).file.rule:
        for example in rule.match:
            out += [f"{code}/times.toml: rule {rule.name}: {why}" for why in _fails(example, rule.name, code, anchor)]
        for example in rule.no_match:
            hits = [t.text for t in _find(example, code) if t.rule == rule.name]
            out += [f"{code}/times.toml: rule {rule.name} must not find {hit!r} in {example!r}." for hit in hits]
    return out


def _find(text: str, code: str) -> tuple[Time, ...]:
    return find_times(Document(article=Article(id="", source=text, text=text), sentences=()), code)


def _fails(example: str, rule: str, code: str, anchor: Anchor | None) -> Iterator[str]:
    marked, _, values = example.partition(" → ")
    text = re.sub(r"[\[\]]", "", marked)
    times = _find(text, code)
    wanted = re.findall(r"\[([^\]]*)\]", marked)
    if [t.text for t in times] != wanted:
        yield f"finds {[t.text for t in times]} in {marked!r}."
    elif rule not in {t.rule for t in times}:
        yield f"is not the rule that finds {wanted} (that is {', '.join(t.rule for t in times)})."
    elif anchor and values:
        day = ruleset(code).file.reference
        got = [t.value for t in anchor(times, day, day, day)]
        if got != [v.strip() for v in values.split("|")]:
            yield f"gives {' | '.join(map(str, got))} for {marked!r}, not {values}."
