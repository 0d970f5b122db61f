"""Feasts and days that are counted in a month: their days by year, and what readings with them come to."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.annotate.time_rules import ruleset
from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.dating.days import nth_weekday
from chronik.dating.feasts import feast_days, feast_value, orthodox_easter
from chronik.dating.named_days import named_days, named_value
from chronik.language import codes
from chronik.language.feasts import feast_table, feasts
from chronik.model import Article, Document, Reading

DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("feast", "year", "first", "last"),
    [
        ("12-25", 2018, "2018-12-25", "2018-12-25"),
        ("easter-48", 2018, "2018-02-12", "2018-02-12"),
        ("orthodox0", 2018, "2018-04-08", "2018-04-08"),
        ("mothers_day", 2013, "2013-05-12", "2013-05-12"),
        ("mothering_sunday", 2019, "2019-03-31", "2019-03-31"),
        ("repentance_day", 2018, "2018-11-21", "2018-11-21"),
        ("first_advent", 2017, "2017-12-03", "2017-12-03"),
        ("fourth_advent", 2017, "2017-12-24", "2017-12-24"),
        ("advent", 2018, "2018-12-02", "2018-12-24"),
        ("sunday_of_the_dead", 2018, "2018-11-25", "2018-11-25"),
        ("memorial_sunday", 2018, "2018-11-18", "2018-11-18"),
        ("federal_fast", 2019, "2019-09-15", "2019-09-15"),
        ("thanksgiving", 2018, "2018-11-22", "2018-11-22"),
        ("black_friday", 2019, "2019-11-29", "2019-11-29"),
        ("kings_day", 2014, "2014-04-26", "2014-04-26"),
        ("kings_day", 2018, "2018-04-27", "2018-04-27"),
        ("lent", 2018, "2018-02-14", "2018-03-31"),
        ("great_lent", 2018, "2018-02-19", "2018-03-30"),
        ("ramadan", 2018, "2018-05-16", "2018-06-14"),
        ("eid_al_adha", 1966, "1966-04-01", "1966-04-01"),
        ("yom_kippur", 2018, "2018-09-18", "2018-09-19"),
        ("passover", 2018, "2018-03-30", "2018-04-07"),
        ("hanukkah", 2018, "2018-12-02", "2018-12-10"),
        ("purim", 2013, "2013-02-23", "2013-02-24"),
        ("yom_haatzmaut", 2018, "2018-04-18", "2018-04-19"),
        ("chinese_new_year", 2018, "2018-02-16", "2018-02-16"),
        ("diwali", 2019, "2019-10-27", "2019-10-27"),
        ("holi", 2019, "2019-03-21", "2019-03-21"),
        ("earth_hour", 2016, "2016-03-19", "2016-03-19"),
    ],
)
def test_days_of_a_feast(feast: str, year: int, first: str, last: str) -> None:
    assert feast_days(feast, year) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("feast", "year", "value"),
    [
        ("yom_kippur", 2018, "2018-09-19"),  # the day, not its eve
        ("hanukkah", 2018, "2018-12"),
        ("passover", 2018, "2018"),
        ("mothers_day", 2013, "2013-05-12"),
    ],
)
def test_value_of_a_feast(feast: str, year: int, value: str) -> None:
    assert feast_value(feast, year) == value


def test_beyond_the_table_nothing_is_known() -> None:
    assert feast_days("ramadan", 1900) is None
    assert feast_value("ramadan", 2100) is None


@pytest.mark.parametrize("feast", sorted(feasts()))
def test_every_feast_has_days_each_year(feast: str) -> None:
    first = 2007 if feast == "earth_hour" else 1951
    for year in range(first, 2051):
        days = feast_days(feast, year)
        assert days, year
        assert days[0] <= days[1]


def test_every_word_for_a_feast_means_one() -> None:
    for code in codes():
        for word, feast in ruleset(code).file.classes["feast"].items():
            assert feast_days(str(feast), 2018), word


def test_the_table_names_only_feasts() -> None:
    assert {feast for feast, _ in feast_table()} == {name for name, rule in feasts().items() if rule.table}


def test_orthodox_easter() -> None:
    days = [orthodox_easter(y) for y in (1982, 2016, 2018, 2021, 2025)]
    assert list(map(str, days)) == ["1982-04-18", "2016-05-01", "2018-04-08", "2021-05-02", "2025-04-20"]


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 7))
def test_the_last_weekday_of_a_month(year: int, month: int, weekday: int) -> None:
    last = nth_weekday(year, month, weekday, -1)
    assert last is not None
    assert (last.month, last.isoweekday()) == (month, weekday)
    assert (last + 7 * DAY).month != month
    assert last in (nth_weekday(year, month, weekday, 4), nth_weekday(year, month, weekday, 5))


@pytest.mark.parametrize(
    ("reading", "value"),
    [
        (Reading(kind="calendar", month=3, weekday=7, nth=-1), "2014-03-30"),
        (Reading(kind="calendar", month=10, unit="D", nth=3), "2014-10-03"),
        (Reading(kind="calendar", month=10, unit="W", nth=1), "2014-W41"),
        (Reading(kind="calendar", month=9, unit="W", nth=-1), "2014-W39"),
        (Reading(kind="calendar", month=9, unit="WE", nth=2), "2014-W37-WE"),
        (Reading(kind="calendar", month=2, weekday=7, nth=5), None),
        (Reading(kind="calendar", feast="12-25", weekday=2, nth=3, direction=1), "2015-01-13"),
        (Reading(kind="calendar", feast="easter", weekday=6, nth=-1, direction=-1), "2014-04-19"),
    ],
)
def test_the_nth_of_a_month_or_beside_a_feast(reading: Reading, value: str | None) -> None:
    assert named_value(reading, 2014) == value


@given(st.integers(1951, 2049), st.integers(1, 12), st.sampled_from([-2, -1, 1, 2, 3, 4]))
def test_weeks_of_a_month_begin_in_it(year: int, month: int, nth: int) -> None:
    days = named_days(Reading(kind="calendar", month=month, unit="W", nth=nth), year)
    assert days is None or (days[0].month == month and days[0].isoweekday() == 1)
    assert days is None or nth not in (1, -1) or days[1].month == month


def values(text: str, day: str, code: str = "de") -> list[tuple[str, str | None, str, str]]:
    document = Document(article=Article(id="x", source=text, text=text), sentences=())
    times = anchor_times(find_times(document, code), *[dt.date.fromisoformat(day)] * 3)
    return [(t.text, t.value, str(t.low), str(t.high)) for t in times]


def test_a_feast_of_several_days_keeps_them() -> None:
    assert values("Nach dem Ramadan 2018 reiste sie.", "2019-01-01") == [
        ("Ramadan 2018", "2018", "2018-05-16", "2018-06-14")
    ]


def test_a_clock_time_before_its_day_is_on_that_day() -> None:
    found = values("Das Konzert soll um 20 Uhr am Samstag beginnen.", "2013-02-12")
    assert [value for _, value, *_ in found] == ["2013-02-16T20:00", "2013-02-16"]


def test_what_stands_alone_in_its_line_is_to_come() -> None:
    assert values("Konzerte\nMontag, 20 Uhr\n", "2013-02-12")[0][1] == "2013-02-18T20:00"
    assert values("Muttertag", "2013-06-12")[0][1] == "2014-05-11"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Am Freitag, dem 13., war er gestürzt.", "2012-07-13"),
        ("Am Freitag, dem 15., soll er gehen.", "2013-02-15"),
        ("Am Freitag, dem 13., soll er gehen.", "2013-09-13"),
    ],
)
def test_a_day_without_its_month(text: str, value: str) -> None:
    assert values(text, "2013-02-12")[0][1] == value
