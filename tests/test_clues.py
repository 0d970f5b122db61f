"""Which clues to the day of writing a text gives, and the words they rest on."""

import itertools

import pytest

from chronik.annotate.document import annotate
from chronik.article import prepare
from chronik.dating.anchor import anchor_times
from chronik.dating.clue import Clue
from chronik.dating.clues import LAGS, find_clues
from chronik.model import Article


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
    assert [(c.reason.clue, c.reason.text) for c in found] == expected


def test_a_distance_from_a_world_event() -> None:
    (since,) = [
        c
        for c in clues("Fast neun Jahre nach dem US-Einmarsch in den Irak zogen sie ab.")
        if c.reason.clue == "since_event"
    ]
    low, high = since.spans[0]
    assert (low.year, high.year) == (2011, 2012)


def test_the_newest_world_event() -> None:
    (event,) = [c for c in clues("Seit dem Mauerfall und der Wiedervereinigung.") if c.reason.clue == "world_event"]
    assert event.reason.text == "Wiedervereinigung"
    assert event.spans[0][1] is None


@pytest.mark.parametrize(("stated", "miss"), [("2018-06-03", 0.02), ("2018-06", 0.03)])
def test_a_full_header_date_is_trusted_more(stated: str, miss: float) -> None:
    (clue,) = clues("Das Parlament tagte.", stated=stated)
    assert (clue.shape, clue.reason.text, clue.miss) == ("stated", stated, miss)


def test_a_header_that_names_no_days_is_no_clue() -> None:
    assert clues("Das Parlament tagte.", stated="XXXX-06") == ()


def test_the_header_is_no_date_line() -> None:
    header = "3. Juni 2018\n"
    assert clues(header + "Das Parlament tagte.", body=len(header)) == ()


def test_the_strongest_come_first() -> None:
    text = "(APA, 31.12.2021) US-Präsident Joe Biden sprach am Freitag."
    assert [c.shape for c in clues(text)] == ["on", "within", "weekday"]


@pytest.mark.parametrize("key", sorted(LAGS))
def test_lags_are_shares_of_all_cases(key: tuple[int, str]) -> None:
    bins = LAGS[key]
    assert sum(share for _, _, share in bins) == pytest.approx(1.0)
    assert all(first <= last for first, last, _ in bins)
    assert all(b[0] == a[1] + 1 for a, b in itertools.pairwise(bins))
