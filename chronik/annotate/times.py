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

from chronik.annotate.clock_days import before_its_day, recurring, same_day
from chronik.annotate.event_anchor import event_anchor, of_event
from chronik.annotate.nowadays import nowadays
from chronik.annotate.ordinal_periods import counted
from chronik.annotate.tense import is_reached, is_recalled, tense_at
from chronik.annotate.time_ranges import bounded
from chronik.annotate.time_readings import Found, in_years, readings
from chronik.annotate.time_rules import Ready, Ruleset, ruleset
from chronik.model import Article, Document, Reading, Reason, Tense, Time, TimeType

Anchor = Callable[[tuple[Time, ...], dt.date, dt.date, dt.date], tuple[Time, ...]]  # as dating.anchor.anchor_times

_WORD = re.compile(r"\w+")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DEADLINE_REACH = 30
_LINE = 40  # characters beside an expression that stands alone in its line
_AMOUNTS = ("duration", "shift")
_WINDOW = 80  # no expression is longer


class _Hit(NamedTuple):
    start: int
    found: Found
    ready: Ready


def find_times(document: Document, code: str) -> tuple[Time, ...]:
    """Every time expression of the body of ``document``, in the order of the text, ``value`` still unknown.

    A pure function of the text. Raises LanguageError where the language ``code`` has no usable rules.
    """
    text = _encodable(document.article.text)
    times: list[Time] = []
    aside = [z for z in document.zones if z.kind in ("debris", "credit")]
    for hit in _hits(text, document.article.body, code):
        if any(z.start <= hit.start < z.end for z in aside):
            continue
        times.append(_time(text, hit, times[-1] if times else None, code))
    times = bounded(counted(before_its_day(times, text, code), text, code), text, code)
    return nowadays(recurring(times, text), text, code)


def _encodable(text: str) -> str:
    """``text`` with a sign of the same length for each half of a surrogate pair, which no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text


def _hits(text: str, body: int, code: str) -> Iterator[_Hit]:
    """Candidates from left to right, the longest at each place, as far as a rule explains them."""
    rules = ruleset(code)
    free = body
    for candidate in rules.candidates(text, max(0, body - 1)):
        found: tuple[int, int] | None = candidate
        far = candidate[1]
        while found and free < far:
            start = max(free, found[0] + (not text[found[0]].isalnum()))
            hits = _longest(text, start, min(found[1], start + _WINDOW), code)
            yield from hits
            free = hits[-1].start + hits[-1].found.end if hits else _next_word(text, start)
            far = max(far, found[1])
            found = _again(rules, text, free, far)


def _again(rules: Ruleset, text: str, free: int, far: int) -> tuple[int, int] | None:
    """The next candidate that begins from ``free`` on before ``far``; searched for in windows, for some are endless."""
    while free < far:
        low = free - 1
        m = rules.scan.search(text[low : low + 2 * _WINDOW])
        if m is None:
            free += _WINDOW
        elif m.start() <= _WINDOW:
            return (low + m.start(), low + m.end()) if low + m.start() < far else None
        else:  # it may reach beyond the window
            free = low + m.start() + 1
    return None


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
    rule, reading = hit.ready.rule, hit.found.reading
    if reading.kind in _AMOUNTS:
        reading = event_anchor(text, end, in_years(reading, code), code)
    reading = of_event(text, start, end, reading, code)
    deadline = _deadline(text, start, previous, code) and not text.startswith(ruleset(code).file.genitive, end)
    tensed = deadline or rule.tensed or _goes_by_tense(reading)
    tense = _tense(text, start, end, reading, previous, code) if tensed else ""
    if same_day(text, start, reading, previous):
        reading = msgspec.structs.replace(reading, anchor="previous")
    if rule.tensed and tense == "past":
        reading = msgspec.structs.replace(reading, value="PAST_REF")
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
        deadline=deadline and not (tense == "past" and _over(text, start, end, reading, code)),
        reasons=(Reason(clue=rule.clue, text=text[start:end], start=start, end=end),) if rule.clue else (),
        rule=rule.name,
    )


def _over(text: str, start: int, end: int, reading: Reading, code: str) -> bool:
    """Is what the past tells due no more: planned once, or how far something had come by then?"""
    return reading.kind in _AMOUNTS or is_recalled(text, start, end, code) or is_reached(text, start, end, code)


def _goes_by_tense(reading: Reading) -> bool:
    """May the tense bear on the days that are meant? Not by "drei Jahre lang", "täglich", "jetzt"."""
    return reading.kind not in ("set", "reference") and (reading.kind != "duration" or bool(reading.direction))


def _tense(text: str, start: int, end: int, reading: Reading, previous: Time | None, code: str) -> Tense:
    """Tense of its clause; alone in its line it is announced, and in "Monday's attack is" what is told may be over.

    A date with its year alone in a line may as well head the entry of a chronicle.
    """
    listed = reading.year is None and _listed(text, start, end, previous, code)
    tense = tense_at(text, start, end, code) or ("future" if listed else "")
    return "" if tense == "present" and text.startswith(ruleset(code).file.genitive, end) else tense


def _type(kind: TimeType, reading: Reading) -> TimeType:
    """ "Neun Stunden später" names no day; it is a DURATION whatever it is counted from."""
    return "DURATION" if reading.kind == "shift" and reading.unit in ("S", "MIN", "H") else kind


def _listed(text: str, start: int, end: int, previous: Time | None, code: str) -> bool:
    """Does it stand alone in its line, as what is announced does in a programme ("Samstag, 20 Uhr")?"""
    if previous and previous.tense == "past" and "\n" not in text[previous.end : start]:
        return False
    low, high = max(0, start - _LINE), min(len(text), end + _LINE)  # no further, for lines may be endless
    first, last = text.rfind("\n", low, start) + 1, text.find("\n", end, high)
    if (not first and low) or (last < 0 and high < len(text)):
        return False
    last = high if last < 0 else last
    beside = _beside(code)
    return bool(beside.fullmatch(text, first, start) and beside.fullmatch(text, end, last))


@functools.cache
def _beside(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\w\n]|\d|\b(?:{ruleset(code).file.beside})\b)*")


@functools.cache
def _deadline_words(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<!\w)(?:{ruleset(code).file.deadline})\s*\Z)")


def _deadline(text: str, start: int, previous: Time | None, code: str) -> bool:
    """Do the words before say "by then"? "1983 bis 1990" is a range, no deadline (other ranges: ``bounded``)."""
    low = max(0, start - _DEADLINE_REACH)
    left = text[max(low, previous.end if previous else 0) : start]
    words = _deadline_words(code).search(left)
    ranged = previous is not None and previous.end >= low and previous.type != "DURATION"  # "six weeks until the vote"
    directly = ranged and words and not left[: words.start()].strip()
    return bool(words) and not directly


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
