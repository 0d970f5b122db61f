"""``chronik.date``: one text in, its day of writing out."""

import datetime as dt

import pytest

import chronik
from chronik.language import world

DAY = dt.date(2014, 3, 14)
PLAIN = "Am Freitag ist die neue Brücke eröffnet worden. Viele Menschen kamen zum Fest."
DE = "Berlin (dpa) - Die Brücke ist am Freitag eröffnet worden, wie die Stadt mitteilte.\n\n(dpa, 14.03.2014)\n"
EN = "LONDON, March 14, 2014 (Reuters) - The bridge over the river was opened on Friday, the council said.\n"
CH = (
    "Bern (sda) - Die neue Strasse über den Pass ist am Freitag eröffnet worden. Das Bundesamt für Strassen äusserte "
    "sich zufrieden.\n\n(sda, 14.3.2014)\n"
)


@pytest.mark.parametrize("text", [DE, EN, CH], ids=["German", "English", "Swiss spelling"])
def test_a_date_line_says_it(text: str) -> None:
    found = chronik.date(text)
    assert (found.low, found.best, found.high) == (DAY, DAY, DAY)
    assert found.confidence > 0.9
    assert (found.stated, found.stated_conflict) == (None, False)
    assert "date_line" in [r.clue for r in found.reasons]


def test_reasons_rest_on_words_of_the_text_as_given() -> None:
    text = f" date 2014-03 {DE}"
    found = chronik.date(text)
    assert found.stated == "2014-03"
    assert all(text[r.start : r.end] == r.text for r in found.reasons if r.start is not None)


STATED = [
    ("2014-03-14", DAY, DAY),
    (DAY, DAY, DAY),
    (dt.datetime(2014, 3, 14, 8, 30), DAY, DAY),
    ("2014-03-14 08:30:00", DAY, DAY),
    ("2014-03", dt.date(2014, 3, 1), dt.date(2014, 3, 31)),
    ("2014", dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
]


@pytest.mark.parametrize(("stated", "first", "last"), STATED)
def test_a_stated_date_that_nothing_contradicts(stated: str | dt.date, first: dt.date, last: dt.date) -> None:
    found = chronik.date(PLAIN, stated)
    assert found.low is not None
    assert found.high is not None
    assert found.best is not None
    assert first - dt.timedelta(7) <= found.low <= found.best <= found.high <= last
    assert not found.stated_conflict


def test_a_stated_date_that_the_text_contradicts_is_not_averaged() -> None:
    found = chronik.date(DE, stated="2018-06")
    assert (found.low, found.high, found.stated, found.stated_conflict) == (DAY, DAY, "2018-06", True)
    assert {"stated_date", "date_line"} <= {r.clue for r in found.reasons}  # both sides


def test_a_stated_date_goes_before_the_header() -> None:
    assert chronik.date(f" date 2019-05 {PLAIN}", stated="2014-03-14").stated == "2014-03-14"


def test_an_address_with_a_day() -> None:
    found = chronik.date(PLAIN, url="https://www.example.org/lokales/2014/03/14/bruecke.html")
    assert found.best == DAY
    assert "address" in [r.clue for r in found.reasons]


@pytest.mark.parametrize("url", ["https://www.example.org/bruecke.html", "no address at all", ""])
def test_an_address_without_a_day(url: str) -> None:
    assert chronik.date(PLAIN, url=url) == chronik.date(PLAIN)


def test_nothing_says_when() -> None:
    found = chronik.date(PLAIN)
    assert (found.low, found.best, found.high, found.confidence) == (None, None, None, 0.0)
    assert repr(found) == "WrittenDate(unknown, reasons: 0)"


FRENCH = "Le gouvernement a annoncé vendredi le retrait de ses soldats. « Nous partons », a déclaré le porte-parole."
WRONG = [
    ("", None, "The text holds no words"),
    (" \n\n", None, "The text holds no words"),
    (FRENCH, None, "The text seems to be in French; Chronik reads German and English"),
    (PLAIN, "yesterday", "The stated date 'yesterday' is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD."),
    (PLAIN, "2014-02-30", "The stated date '2014-02-30' is no date"),
    (PLAIN, "", "The stated date '' is no date"),
    (FRENCH, "14.3.2014", "The stated date '14.3.2014' is no date"),
]


@pytest.mark.parametrize(("text", "stated", "message"), WRONG)
def test_what_cannot_be_dated_is_said_in_one_sentence(text: str, stated: str | None, message: str) -> None:
    with pytest.raises(chronik.InputError) as error:
        chronik.date(text, stated)
    assert str(error.value).startswith(message)


def test_it_is_pleasant_to_look_at() -> None:
    assert repr(chronik.date(DE, stated="2018-06")).startswith(
        "WrittenDate(2014-03-14/2014-03-14, best 2014-03-14, confidence "
    )
    assert ", stated 2018-06 contradicted, reasons: " in repr(chronik.date(DE, stated="2018-06"))
    assert len(repr(chronik.date(DE))) < 100
    assert chronik.date(DE) == chronik.date(DE)
    assert hash(chronik.date(DE)) == hash(chronik.date(DE))


# ---------------------------------------------------------------- texts from after the end of the tables


LATER = [
    "Berlin (dpa) - Bundeskanzlerin Erna Quitschmann hat am 3. März 2031 den Rücktritt ihres Kabinetts erklärt.",
    "Am 3. März 2031 wurde die Brücke eröffnet. Bundeskanzler Friedrich Merz war dabei, wie die Stadt mitteilte.",
    "BERLIN (Reuters) - Chancellor Erna Quitschmann resigned on March 3, 2031, her spokesman told reporters.",
    "Die Brücke ist seit Monaten offen.\n\n(dpa, 03.03.2031)\n",
]


@pytest.mark.parametrize("text", LATER)
def test_a_text_from_after_the_facts_is_not_pulled_back(text: str) -> None:
    found = chronik.date(text)
    assert found.best is not None
    assert found.best.year == 2031
    assert found.best > world.as_of()


HOLDERS = [
    "Bundeskanzler Friedrich Merz hat die Brücke eröffnet. Es sei ein guter Tag für die Region, sagte er.",
    "Chancellor Friedrich Merz opened the bridge over the river. It was a good day for the region, he said.",
    "Bundeskanzler Friedrich Merz hat am Montag die Brücke eröffnet. Es sei ein guter Tag für die Region, sagte er.",
    "Bundeskanzler Friedrich Merz hat am Donnerstag die Brücke eröffnet. Es sei ein guter Tag, sagte er.",
]


@pytest.mark.parametrize("text", HOLDERS)
def test_a_term_that_runs_on_leaves_the_end_open(text: str) -> None:
    found = chronik.date(text)
    assert found.low is not None
    assert found.low >= dt.date(2025, 1, 1)
    assert found.high is None


OLD = "Die Bundesregierung hat am 3. Mai neue Regeln beschlossen, wie ein Sprecher mitteilte."


@pytest.mark.parametrize("year", [1901, 1960, 1975, 1989, 1990, 2030, 2099])
def test_a_day_without_its_year_agrees_with_a_date_of_any_year(year: int) -> None:
    day = dt.date(year, 5, 4)
    for found in (chronik.date(OLD, stated=day), chronik.date(f"Berlin, 4. Mai {year} (dpa) - {OLD}")):
        assert found.best == day
        assert not found.stated_conflict
        assert found.low is not None, "an answer to the day is open at no end"


@pytest.mark.parametrize("stated", ["0001-01-01", "0001", "9999-12-31", "9999"])
def test_what_stands_for_no_date_dates_nothing(stated: str) -> None:
    found = chronik.date(PLAIN, stated=stated)
    assert (found.low, found.best, found.high, found.stated_conflict) == (None, None, None, False)


@pytest.mark.parametrize("years", ["9000", "9.000.000.000"])
def test_ages_of_the_earth_are_counted_from_no_event(years: str) -> None:
    found = chronik.date(f"Noch {years} Jahre nach dem Mauerfall wird es so sein. {PLAIN}")
    assert "since_event" not in [r.clue for r in found.reasons]


def test_half_a_surrogate_pair_is_passed_over() -> None:
    text = f"Die Br\ud800cke. {DE}"
    assert chronik.date(text).best == DAY
