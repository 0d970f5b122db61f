"""Bad input: no crash, no impossible day, exact extents, work linear in length; and only what is certain is kept."""

import datetime as dt
import itertools
import re
import sys
import time
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tables import table

from chronik import pipeline
from chronik.annotate.times import find_times
from chronik.article.offsets import to_source
from chronik.dating.anchor import anchor_times
from chronik.dating.edtf import edtf_of, interval
from chronik.language.files import folder
from chronik.model import Article, Document, Time

DAY = dt.date(2021, 12, 15)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
CODES = st.sampled_from(["de", "en"])

# ---------------------------------------------------------------- what a value may look like

_CLOCK = r"T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?|T(?:MO|MI|AF|EV|NI|DT)"
_YEAR = r"(?:\d{4}|XXXX)"
_PART = r"W(?:\d\d|XX)(?:-(?:[1-7]|WE|WD))?|Q[1-4X]|H[12X]|SP|SU|FA|WI|(?:\d\d|XX)(?:-(?:\d\d|XX))?"
_UNIT = r"(?:\d+(?:\.\d+)?|X)"
VALUE = re.compile(
    rf"(?:BC)?{_YEAR}(?:-(?:{_PART}))?(?:{_CLOCK})?|{_CLOCK}|\d{{1,3}}|X{{1,3}}|FY(?:\d{{4}}|XXXX)(?:-(?:{_PART}))?"
    rf"|P(?:{_UNIT}(?:DE|CE|WE|[YMWDHQ]))*(?:T(?:{_UNIT}[HMS])+)?|PAST_REF|PRESENT_REF|FUTURE_REF"
)
MODS = {None, "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER",
        "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}  # fmt: skip


def found(text: str, code: str) -> tuple[Time, ...]:
    return find_times(Document(article=Article(id="x", source=text, text=text), sentences=()), code)


def faults(times: tuple[Time, ...], text: str) -> list[str]:
    """What is wrong with anchored expressions of a text, whatever the text."""
    wrong = [f"{t.text!r} is not at its place" for t in times if text[t.start : t.end] != t.text or not t.text.strip()]
    wrong += [f"{a.text!r} runs into {b.text!r}" for a, b in itertools.pairwise(times) if a.end > b.start]
    wrong += [f"{t.text!r}: days in wrong order" for t in times if t.low and t.high and t.low > t.high]
    for t in times:
        for value in (t.value, t.begin, t.finish):
            if value is not None and not possible(value.removesuffix("~")):
                wrong.append(f"{t.text!r}: {value}")
        if t.value is None or t.mod not in MODS:
            wrong.append(f"{t.text!r}: {t.value} {t.mod}")
        wrong += [f"{t.text!r}: {e}" for e in [edtf_of(t)] if e and "XXXX" not in e and not interval(e)]
        wrong += [f"{r.clue} is not at its place" for r in t.reasons if text[r.start : r.end] != r.text]
    return wrong


def possible(value: str) -> bool:
    """Is a value well formed, and its day, week and hour such as calendars and clocks have?"""
    if not VALUE.fullmatch(value) or re.search(r"T24:(?!00)", value) or value in ("P", "0000", "BC0000"):
        return False
    if m := re.match(r"(\d{4}|XXXX)-(\d\d)(?:-(\d\d))?(?!\d)", value):
        return _is_day(2000 if m[1] == "XXXX" else int(m[1]), int(m[2]), int(m[3] or 1))
    if m := re.match(r"(\d{4}|XXXX)-W(\d\d)", value):
        return bool(interval(f"{'2020' if m[1] == 'XXXX' else m[1]}-W{m[2]}"))
    return not value.startswith("0000")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return bool(dt.date(year, month, day))
    except ValueError:
        return False


# ---------------------------------------------------------------- impossible days, odd characters

ODD = (
    "31. Februar", "31. Juni", "30.2.", "31.11.2021", "32.1.2021", "00.00.0000", "1.13.2020", "29. Februar",
    "2021-02-30", "2021-13-01", "0000-00-00", "im Jahr 0", "24:61 Uhr", "24:30 Uhr", "25 Uhr", "24 Uhr", "KW 54",
    "KW 53", "KW 0", "5. Quartal", "31. September nächsten Jahres", "29. Februar nächsten Jahres",
    "31. November desselben Jahres", "vom 28. bis 31. Februar 2021", "29. Februar bis 3. März 2021",
    "Nacht zum 31. April", "vor 9999 Jahren", "in 99999999999 Jahren", "vor 1e9 Jahren", "im 99. Jahrhundert",
    "im 1. Jahrhundert", "2019/99", "1.1.01", "2020-W60", "February 30, 2020", "31 June", "2/30/14", "13 pm",
    "0 am", "at 24:30", "week 54", "the year 0", "99999 years ago",
    "9" * 400 + " Jahre", "vor zwei Jahren und " + "9" * 400 + " Monaten", "1" * 40 + " days ago", "P" + "9" * 30 + "Y",
)  # fmt: skip
ODDER = (
    " ", " ", ".", "..", ",", "-", "–", "/", ":", "\n", "\n\n", "\u00a0", "\u200b", "\u00ad", "\u202e", "\u2067",
    "\ufeff", "\x00", "„", "“", "»", "'", '"', "(", ")", "😀", "👨‍👩‍👧", "e\u0308", "Ma\u0308rz", "\u0308", "שלום",
    "٣", "½", "Ⅳ", "²", "am", "vom", "bis", "von", "zwischen", "und", "seit", "vor", "in", "the", "of", "Mai",
    "May", "Freitag", "2021", "heute", "zwei Tage zuvor", "desselben Jahres", "Uhr", "20", "1000000", "später",
    "jeden", "Ende", "Anfang", "zuvor",
)  # fmt: skip
TOKENS = st.one_of(st.sampled_from(ODD), st.sampled_from(ODDER), st.from_regex(r"\A[0-9.:/ -]{1,12}\Z"))


@settings(max_examples=300, deadline=None)
@given(st.lists(TOKENS, max_size=12), st.sampled_from(["", " "]), CODES, DAYS, st.integers(0, 400))
def test_odd_text_gives_no_odd_day(parts: list[str], joint: str, code: str, day: dt.date, width: int) -> None:
    text = joint.join(parts)
    times = found(text, code)
    assert found(text, code) == times
    for days in ((None, None, None), (day, day, day), (day, day, day + dt.timedelta(days=width))):
        known = anchor_times(times, *days)
        assert faults(known, text) == []
        assert anchor_times(known, *days) == known


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), CODES)
def test_any_text(text: str, code: str) -> None:
    assert faults(anchor_times(found(text, code), DAY, DAY, DAY), text) == []


@pytest.mark.parametrize("text", ODD)
def test_impossible_days(text: str) -> None:
    for code in ("de", "en"):
        assert faults(anchor_times(found(text, code), DAY, DAY, DAY), text) == []


def test_letters_with_marks_of_their_own() -> None:
    source = "Im Ma\u0308rz 2019 und am 3.\u00adJa\u0308nner\u200b 2020 schloss das Café\u0301."
    document, _, annotations = pipeline.work_through(Article(id="x", source=source, text=source, language="de"))
    spans = [to_source(document.article, t.start, t.end) for t in annotations.times]
    assert [source[a:b] for a, b in spans] == ["Ma\u0308rz 2019", "3.\u00adJa\u0308nner\u200b 2020"]


# ---------------------------------------------------------------- values over our own texts


def _texts() -> list[tuple[str, str]]:
    """Examples of the rules and texts of the cases, with their language."""
    out = [(p.values[0], p.values[1]["text"]) for p in table("times", "wild", "made", "negative")]
    for code in ("de", "en"):
        file: dict[str, Any] = tomllib.loads((folder() / code / "times.toml").read_text("utf-8"))
        examples = [e for rule in [*file["rule"], file["range"]] for e in rule.get("match", [])]
        out += [(code, re.sub(r"[\[\]]", "", e.partition(" → ")[0])) for e in examples]
    return out


def test_values_are_well_formed() -> None:
    wrong = []
    for code, text in _texts():
        for days in ((DAY, DAY, DAY), (DAY, DAY, DAY + dt.timedelta(days=40)), (None, None, None)):
            wrong += [f"{text!r}: {fault}" for fault in faults(anchor_times(found(text, code), *days), text)]
    assert wrong == []


# ---------------------------------------------------------------- linear


def calls(work: Callable[[], object]) -> int:
    """How many calls, of Python and of C, ``work`` makes: a measure that no other load on the machine disturbs."""
    count = 0

    def note(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def worked_through(text: str, code: str) -> None:
    times = found(text, code)
    anchor_times(times, None, None, None)
    anchor_times(times, DAY, DAY, DAY + dt.timedelta(days=100))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(ODDER)), min_size=1, max_size=5), CODES)
def test_work_grows_with_length(parts: list[str], code: str) -> None:
    """Four times the text takes about four times the work; sixteen would be quadratic."""
    piece = " ".join(parts) + " "
    short = piece * (600 // len(piece) + 1)
    worked_through(short, code)  # fills the caches
    one, four = calls(lambda: worked_through(short, code)), calls(lambda: worked_through(short * 4, code))
    assert four <= 6 * one + 1000, (one, four)


@pytest.mark.parametrize(
    "piece",
    ["Am 3. Mai 2020 um 20 Uhr, zwei Tage zuvor, ", "1.", "20 Uhr ", "am selben Tag ", "x2020 ", '„"“ ', "9 Uhr (",
     ".000", "montags um 8 Uhr ", "1 000 "],
)  # fmt: skip
def test_time_grows_with_length(piece: str) -> None:
    """Eight times the text takes about eight times the time; 64 would be quadratic. Tried thrice, for loads vary."""
    short = piece * (8000 // len(piece))
    ratios = (_seconds(short * 8) / max(_seconds(short), 1e-3) for _ in range(3))
    assert any(ratio < 24 for ratio in ratios)


def _seconds(text: str) -> float:
    start = time.process_time()
    worked_through(text, "de")
    return time.process_time() - start


@pytest.mark.parametrize(("code", "group", "unit"), [("de", ".000", " Tage"), ("en", ",000", " days")])
def test_endless_number_is_no_amount(code: str, group: str, unit: str) -> None:
    start = time.process_time()
    assert found("1" + group * 20_000 + unit, code) == ()
    assert time.process_time() - start < 20  # seconds; its cube would be hours


@pytest.mark.parametrize(("code", "clock", "day"), [("de", "9 Uhr", "am Montag"), ("en", "9 a.m.", "on Monday")])
def test_endless_chain_of_clocks_before_their_day(code: str, clock: str, day: str) -> None:
    times = anchor_times(found(f"{' ('.join([clock] * 5000)} {day}", code), DAY, DAY, DAY)
    assert len(times) == 5001
    assert times[-2].value == f"{times[-1].value}T09:00"


@pytest.mark.parametrize(
    ("code", "text"), [("de", "Am \ud83d 3. Mai 2020 kam er, \udc00"), ("en", "May 3, 2020 \ud83d")]
)
def test_half_a_surrogate_pair_is_passed_over(code: str, text: str) -> None:
    (day,) = anchor_times(found(text, code), DAY, DAY, DAY)
    assert day.value == "2020-05-03"
    assert text[day.start : day.end] == day.text


@pytest.mark.parametrize(
    "text",
    ["." * 1_000_000, "x" * 10_000_000, "1" * 1_000_000, "Mai2020" * 100_000, "😀" * 1_000_000, "\n" * 1_000_000],
    ids=["dots", "no blank", "digits", "no word ends", "emoji", "lines"],
)
def test_endless_text_is_worked_through(text: str) -> None:
    assert found(text, "de") == found(text, "en") == ()


# ---------------------------------------------------------------- an interval of days of writing

PHRASES = {
    "de": (
        "am Freitag", "gestern", "letzte Woche", "im Mai", "am 3. Mai", "am 29. Februar", "seit Mai",
        "vor zwei Wochen", "vor drei Jahren", "in den kommenden Monaten", "am Wochenende", "im nächsten Quartal",
        "zwei Tage zuvor", "am selben Tag", "im Jahr darauf", "Ende des Jahres", "im Sommer", "bis Ende September",
        "um 20 Uhr", "heute Abend", "am Abend", "letzten Freitag", "diesen Samstag", "zu Ostern", "in KW 53",
        "am Montag, 31.12.", "im Mai 2020", "vom 28. Dezember bis 3. Januar", "von Freitag bis Mittwoch",
        "am Tag darauf", "seit drei Wochen", "vorigen Monat", "im laufenden Jahrzehnt", "in der Nacht",
        "Mitte Dezember", "bis heute", "2021", "am 5. Mai 2020", "am Heiligabend",
    ),
    "en": (
        "on Friday", "yesterday", "last week", "in May", "on May 3", "since May", "two weeks ago",
        "in three years", "in the coming months", "this weekend", "next quarter", "two days earlier",
        "the same day", "a year later", "at the end of the year", "in the summer", "by Friday", "at 8 pm",
        "tonight", "last Friday", "this Saturday", "from Friday to Wednesday", "for the past two weeks",
        "last month", "early next year", "in May 2020", "on Easter",
    ),
}  # fmt: skip
TENSES = {"de": (" kam sie.", " wird sie kommen.", " kommt sie.", "."), "en": (" she came.", " she will come.", ".")}


def covers(value: str, other: str) -> bool:
    """Does a value say no more than another, which may say more?"""
    if value in (other, "PRESENT_REF"):  # the day of writing, whichever it is
        return True
    date, _, clock = value.partition("T")
    day, _, hour = other.partition("T")
    if clock not in ("", hour):
        return False
    if date[:8] == "XXXX-WXX":
        return date[9:] in ("", "WE") or (interval(day) or (DAY, DAY))[0].isoweekday() == int(date[9:])
    parts = zip(date.split("-"), day.split("-"), strict=False)
    return date == "" or all(not set(a) - {"X", "Q", "W", "H"} or a == b for a, b in parts)


@st.composite
def stories(draw: st.DrawFn) -> tuple[str, str]:
    code = draw(CODES)
    sentence = st.tuples(st.sampled_from(PHRASES[code]), st.sampled_from(TENSES[code])).map("".join)
    return code, " ".join(draw(st.lists(sentence, min_size=1, max_size=4)))


@settings(max_examples=400, deadline=None)
@example(("de", "von Freitag bis Mittwoch kam sie. am Tag darauf kam sie."), dt.date(2000, 6, 18), 75, 0, [0, 0.5])
@example(("de", "am Freitag kam sie. am Tag darauf kam sie."), dt.date(2000, 6, 18), 75, 0, [0, 0.44])
@given(stories(), DAYS, st.integers(0, 500), st.integers(0, 500), st.lists(st.floats(0, 1), min_size=4, max_size=8))
def test_only_what_holds_on_every_day_is_kept(
    story: tuple[str, str], first: dt.date, width: int, best: int, shares: list[float]
) -> None:
    code, text = story
    last, likeliest = first + dt.timedelta(days=width), first + dt.timedelta(days=min(best, width))
    times = found(text, code)
    kept = anchor_times(times, first, likeliest, last)
    for day in {first + dt.timedelta(days=round(share * width)) for share in shares}:
        for certain, exact in zip(kept, anchor_times(times, day, day, day), strict=True):
            assert certain.value
            assert exact.value
            assert covers(certain.value, exact.value), (text, certain.value, exact.value, day)
            for end, known in ((certain.begin, exact.begin), (certain.finish, exact.finish)):
                assert end is None or known is None or covers(end, known), (text, end, known, day)
            assert not (certain.low and exact.low) or certain.low <= exact.low, (text, day)
            assert not (certain.high and exact.high) or exact.high <= certain.high, (text, day)
