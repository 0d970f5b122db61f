"""Which clues to the day of writing a text gives, and the words they rest on."""

import math

import pytest

from chronik.annotate.document import annotate
from chronik.article import prepare
from chronik.dating.anchor import anchor_times
from chronik.dating.clue import Clue
from chronik.dating.clues import find_clues
from chronik.model import Article, StatedDate


def clues(text: str, **fields: object) -> tuple[Clue, ...]:
    document = prepare(Article(id="a", source=text, text=text, language="de", **fields))
    times = anchor_times(annotate(document).times, None, None, None)
    return find_clues(document, times, "de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(APA, 31.12.2021) Das Parlament tagte.", [("date_line", "31.12.2021")]),
        ("Bagdad, 12. November 2021 (dpa) - Das Parlament tagte.", [("date_line", "12. November 2021")]),
        ("Er sprach am 3. Mai 2020.", [("past_date", "3. Mai 2020")]),
        ("Er wird am 3. Mai 2020 sprechen.", [("future_date", "3. Mai 2020")]),
        ("Er kam im März 2019 und ging am 3. Mai 2020.", [("past_date", "3. Mai 2020")]),
        ("Er soll bis Ende 2021 gehen.", [("future_date", "Ende 2021")]),
        ("US-Präsident Barack Obama dankte.", [("office", "US-Präsident Barack Obama")]),
        ("Er sprach am Freitag.", [("weekday", "Freitag")]),
        ("Er sprach am 3. Mai.", [("day_and_month", "3. Mai")]),
        ("Er sprach im Juli.", [("month", "Juli")]),
        ("Das Parlament tagte.", []),
        ("", []),
    ],
)
def test_clues(text: str, expected: list[tuple[str, str]]) -> None:
    found = clues(text)
    for c in found:
        assert text[c.reason.start : c.reason.end] == c.reason.text
    told = [c for c in found if not c.kind.startswith(("newest_", "begin_of_", "name_"))]
    assert [(c.reason.clue, c.reason.text) for c in told] == expected


def test_a_distance_from_a_world_event() -> None:
    (since,) = [
        c
        for c in clues("Fast neun Jahre nach dem US-Einmarsch in den Irak zogen sie ab.")
        if c.reason.clue == "since_event"
    ]
    low, high = since.spans[0]
    assert (low.year, high.year) == (2011, 2012)


def test_the_newest_event_named() -> None:
    (event,) = [c for c in clues("Seit dem Mauerfall und der Wiedervereinigung.") if c.kind == "newest_name"]
    assert event.reason.text == "Wiedervereinigung"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Er kam am 3. Mai 2020.", "past_day_lead"),
        (f"{'Das Parlament tagte lange. ' * 12}Er kam am 3. Mai 2020.", "past_day"),
        ("Er kam im März 2020.", "past_month_lead"),
        ("Seit 2020 ist er da.", "told_since"),
        ("Die Wahl soll am 3. Mai 2020 stattfinden.", "future_day"),
        ("Er soll bis Ende 2021 gehen.", "deadline_day"),
        ("Die Eröffnung war für 2020 geplant.", "planned_year"),
        ("Der Start wurde auf den 3. Mai 2020 verschoben.", "planned_day"),
        ("Die anstehende Wahl am 3. Mai 2020 ist wichtig.", "future_day"),
        ("Er gewann die Ski-WM 2009.", "label"),
        ("Er traf in der Saison 2006/2007 oft.", "season"),
    ],
)
def test_how_a_date_is_told(text: str, kind: str) -> None:
    assert kind in [c.kind for c in clues(text)]


@pytest.mark.parametrize("text", ["Die Anschläge vom 11. September waren schlimm.", "Vor drei Jahren kam er."])
def test_no_date_of_its_own(text: str) -> None:
    assert not [c for c in clues(text) if c.kind.startswith(("past_", "open_", "future_", "label"))]


@pytest.mark.parametrize(("stated", "days"), [("2018-06-03", 1), ("2018-06", 30), ("2018", 365)])
def test_a_header_of_a_month_says_less_of_each_day(stated: str, days: int) -> None:
    (clue,) = clues("Das Parlament tagte.", stated=stated)
    assert (clue.kind, clue.reason.text, clue.within) == ("stated", stated, pytest.approx(-math.log(days)))


@pytest.mark.parametrize(
    ("text", "words", "low"),
    [
        ("Zwei Jahre nach der Explosion in Beirut trauert das Land.", "Zwei Jahre nach der Explosion in Beirut", 2022),
        (
            "Fast neun Jahre nach dem US-Einmarsch in den Irak zogen sie ab.",
            "Fast neun Jahre nach dem US-Einmarsch in den Irak",
            2011,
        ),
    ],
)
def test_so_long_after_an_event(text: str, words: str, low: int) -> None:
    (found,) = [c for c in clues(text) if c.kind == "since_event"]
    assert found.reason.text == words
    assert found.spans[0][0] is not None
    assert found.spans[0][0].year == low


def test_a_header_that_names_no_days_is_no_clue() -> None:
    assert clues("Das Parlament tagte.", stated="XXXX-06") == ()


def test_the_header_is_no_date_line() -> None:
    header = "3. Juni 2018\n"
    assert clues(header + "Das Parlament tagte.", body=len(header)) == ()


def test_days_in_addresses_and_file_names() -> None:
    found = clues("Das Parlament tagte.", url="https://example.org/2021/12/31/abzug", path="berichte/20211231.txt")
    assert [(c.kind, c.reason.text) for c in found] == [("address", "2021/12/31")]


def test_an_address_that_repeats_the_header_is_no_second_clue() -> None:
    found = clues("Das Parlament tagte.", stated="2021-12-31", url="https://example.org/2021/12/31/abzug")
    assert [c.kind for c in found] == ["stated"]


@pytest.mark.parametrize(
    ("changed", "expected"), [("2014-03-10", []), ("2014-03-14", []), ("2014-03-20", ["2014-03-20"])]
)
def test_a_change_bounds_only_what_was_published_before_it(changed: str, expected: list[str]) -> None:
    dates = (StatedDate(origin="meta", date="2014-03-14"), StatedDate(origin="json", date=changed, updated=True))
    found = clues("Das Parlament tagte.", stated="2014-03-14", dates=dates)
    assert [str(c.spans[0][1]) for c in found if c.kind == "last_change"] == expected
