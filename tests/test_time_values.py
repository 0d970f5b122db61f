"""Values of time expressions: ends of intervals, mod, quant and freq, EDTF, and the reasons for what may be doubted."""

import datetime as dt
import re

import pytest

from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.dating.edtf import edtf_of, interval
from chronik.dating.range_check import check_ranges
from chronik.language import codes
from chronik.model import Article, Document, Time
from chronik.publish.jsonl import to_fields

DAY = dt.date(2021, 12, 15)


def anchored(text: str, code: str = "de", days: tuple[dt.date, dt.date, dt.date] = (DAY, DAY, DAY)) -> tuple[Time, ...]:
    return anchor_times(
        find_times(Document(article=Article(id="x", source=text, text=text), sentences=()), code), *days
    )


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_words_that_make_intervals(code: str) -> None:
    assert check_ranges(code) == []


@pytest.mark.parametrize(
    ("text", "code", "ends"),
    [
        ("Geöffnet montags, von 7 bis 19 Uhr.", "de", ("XXXX-WXX-1T07:00", "XXXX-WXX-1T19:00")),
        ("Die Kasse ist donnerstags bis 20 Uhr besetzt.", "de", (None, "XXXX-WXX-4T20:00")),
        ("Das Amt ist Montag bis Freitag 8 bis 12 Uhr offen.", "de", ("T08:00", "T12:00")),
        ("Der Markt war von Montag bis Freitag offen.", "de", ("2021-12-13", "2021-12-17")),
        ("Sie will von Freitag bis Mittwoch reisen.", "de", ("2021-12-17", "2021-12-22")),
        ("Das Amt bleibt vom 28. Dezember bis 3. Januar zu.", "de", ("2021-12-28", "2022-01-03")),
        ("Von 2014 bis heute fehlt der Beleg.", "de", ("2014", "2021-12-15")),
        ("Die Bauzeit (2014–2017) war lang.", "de", ("2014", "2017")),
        ("Die Messe (3.5.2014 - 5.5.2014) fiel aus.", "de", ("2014-05-03", "2014-05-05")),
        ("Von Freitag auf Samstag schneite es.", "de", ("2021-12-10", "2021-12-11")),
        ("Das Spiel wurde von Freitag auf Samstag verlegt.", "de", (None, None)),
        ("Die Straße ist ab Montag, 20 Uhr, bis Dienstag, 5 Uhr, zu.", "de", ("2021-12-20T20:00", "2021-12-21T05:00")),
        ("In der Spielzeit 2019/2020 stieg sie auf.", "de", ("2019", "2020")),
        ("Im Winter 1978/79 fror der See zu.", "de", (None, None)),
        ("Seit dem 24.2.2022 wird gezählt.", "de", ("2022-02-24", None)),
        ("the winter of 1978-79", "en", (None, None)),
        ("Seit über 20 Jahren lebt sie hier.", "de", ("2001~", "2021-12-15")),
        ("Der Bau ist seit Mai gesperrt.", "de", ("2021-05", "2021-12-15")),
        ("Das Dorf war seit Mai von der Welt abgeschnitten.", "de", ("2021-05", None)),
        ("Seit drei Wochen war sie krank gewesen.", "de", (None, None)),
        ("vor zwei Jahren und fünf Monaten", "de", ("2019-07", "2021-12-15")),
        ("binnen zwei Wochen soll er zahlen", "de", ("2021-12-15", "2021-W52")),
        ("vor anderthalb Jahren", "de", ("2020-06", "2021-12-15")),
        ("Das war vor drei Stunden.", "de", (None, "2021-12-15")),
        ("vor 3000 Jahren lag hier Wald", "de", (None, "2021-12-15")),
        ("She must pay by Friday.", "en", (None, "2021-12-17")),
        ("The ban will last from May to September 2022.", "en", ("2022-05", "2022-09")),
        ("It has killed ten people since March.", "en", ("2021-03", "2021-12-15")),
        ("It had killed ten people since March.", "en", ("2021-03", None)),
    ],
)
def test_ends(text: str, code: str, ends: tuple[str | None, str | None]) -> None:
    time = anchored(text, code)[-1]
    assert (time.begin, time.finish) == ends


@pytest.mark.parametrize(
    ("text", "written", "days"),
    [
        ("Von Freitag auf Samstag schneite es.", "2021-12-17", ("2021-12-10", "2021-12-11")),
        ("Von Freitag auf Samstag schneite es.", "2021-12-18", ("2021-12-17", "2021-12-18")),
        ("Von Freitag auf Samstag soll es schneien.", "2021-12-18", ("2021-12-24", "2021-12-25")),
        ("Der Markt war von Montag bis Freitag offen.", "2021-12-13", ("2021-12-06", "2021-12-10")),
        ("Die Züge sollen am Dienstag und Mittwoch ausfallen.", "2021-12-15", ("2021-12-21", "2021-12-22")),
        ("Die Züge fielen am Dienstag und Mittwoch aus.", "2021-12-15", ("2021-12-14", "2021-12-15")),
    ],
)
def test_weekdays_named_together_are_in_order(text: str, written: str, days: tuple[str, str]) -> None:
    first, last = anchored(text, days=(dt.date.fromisoformat(written),) * 3)
    assert (first.value, last.value) == days


def test_days_of_seasons_that_span_two_years() -> None:
    for text, code, last in (
        ("Im Winter 1978/79 fror der See zu.", "de", dt.date(1979, 2, 28)),
        ("the winter of 1978-79", "en", dt.date(1979, 2, 28)),
        ("In der Spielzeit 2019/2020 stieg sie auf.", "de", dt.date(2020, 12, 31)),
    ):
        assert anchored(text, code)[0].high == last


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Der Pass ist vom 3. bis 5. Mai gesperrt.", False),
        ("Der Pass ist vom 3. bis zum 5. Mai gesperrt.", False),
        ("Der Pass ist ab Montag, 20 Uhr, bis Dienstag, 5 Uhr, gesperrt.", False),
        ("Der Pass ist bis zum 5. Mai gesperrt.", True),
        ("Am Montag begann die Sperre, bis Mai soll sie enden.", True),
    ],
)
def test_the_end_of_a_range_is_no_deadline(text: str, due: bool) -> None:
    assert anchored(text)[-1].deadline == due


def test_ends_keep_only_what_is_certain() -> None:
    (time,) = anchored("Seit Mai 2019 steht der Bau.", days=(DAY, DAY, dt.date(2021, 12, 20)))
    assert (time.begin, time.finish) == ("2019-05", "2021-12")
    (time,) = anchored("Vor zwei Wochen kam sie.", days=(dt.date(2020, 1, 1), DAY, DAY))
    assert (time.begin, time.finish) == (None, None)


def test_anchoring_again_forgets_ends_and_reasons() -> None:
    text = "Vor zwei Wochen kam sie. Am Montag, 13.12., ging sie, zwei Tage zuvor er. Heute lebt er dort."
    found = anchored(text)
    bare = find_times(Document(article=Article(id="x", source=text, text=text), sentences=()), "de")
    assert anchor_times(found, None, None, None) == anchor_times(bare, None, None, None)
    assert anchor_times(anchor_times(found, None, None, None), DAY, DAY, DAY) == found


@pytest.mark.parametrize(
    ("text", "code", "quant", "freq"),
    [
        ("jeden zweiten Dienstag", "de", "EVERY", None),
        ("zweimal pro Woche", "de", None, "2X"),
        ("jeden letzten Samstag im Monat", "de", "EVERY", None),
        ("montags", "de", "EVERY", None),
        ("alle zwei Wochen", "de", "EVERY", None),
        ("twice a week", "en", None, "2X"),
        ("every two weeks", "en", "EVERY", None),
    ],
)
def test_sets(text: str, code: str, quant: str | None, freq: str | None) -> None:
    (time,) = anchored(text, code)
    assert (time.type, time.quant, time.freq) == ("SET", quant, freq)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("Jeden Montag um 18 Uhr probt der Chor.", "de", "XXXX-WXX-1T18:00"),
        ("Um 18 Uhr jeden Montag probt der Chor.", "de", "XXXX-WXX-1T18:00"),
        ("Täglich um 18 Uhr läutet die Glocke.", "de", "T18:00"),
        ("Montags und mittwochs um 18 Uhr wird geübt.", "de", "T18:00"),
        ("Werktags ab 8 Uhr ist jemand da.", "de", "XXXX-WXX-WDT08:00"),
        ("Jeden Montag, abends um 8 Uhr, probt der Chor.", "de", "XXXX-WXX-1T20:00"),
        ("Von Montag bis Mittwoch wird um 18 Uhr gespielt.", "de", "T18:00"),
        ("Vom 3. bis 5. Mai, jeweils 10 bis 18 Uhr, ist Markt.", "de", "T10:00"),
        ("Every day at 8 a.m. the bell rings.", "en", "T08:00"),
        ("The bell rings at 8 a.m. every day.", "en", "T08:00"),
        ("The bell rings from 8 a.m. to 5 p.m. every day.", "en", "T08:00"),
        ("Every other Tuesday the choir meets at noon.", "en", "XXXX-WXX-2T12:00"),
        ("Wie jeden Tag kam er am Montag um 18 Uhr.", "de", "2021-12-13T18:00"),
        ("Sie probt jeden Tag. Um 18 Uhr brach der Brand aus.", "de", "2021-12-15T18:00"),
        ("Täglich fahren hier Züge; um 18 Uhr riss eine Leitung.", "de", "2021-12-15T18:00"),
    ],
)
def test_hours_of_what_recurs_have_no_day(text: str, code: str, value: str) -> None:
    hour = next(t for t in anchored(text, code) if t.reading.clock)
    assert (hour.type, hour.value) == ("TIME", value)
    assert (hour.low is None) == (not value[0].isdigit())


@pytest.mark.parametrize(
    ("text", "code", "mod"),
    [
        ("Ende 2011", "de", "END"),
        ("Anfang Mai", "de", "START"),
        ("Mitte Mai", "de", "MID"),
        ("den frühen achtziger Jahren", "de", "START"),
        ("um 1900", "de", "APPROX"),
        ("gegen 18 Uhr", "de", "APPROX"),
        ("um 18 Uhr", "de", None),
        ("mehr als zwei Jahre zuvor", "de", "BEFORE"),
        ("fast zwei Jahre später", "de", "BEFORE"),
        ("mindestens zwei Jahre später", "de", "ON_OR_AFTER"),
        ("fast zwei Jahre lang", "de", "LESS_THAN"),
        ("around May 2014", "en", "APPROX"),
        ("more than two years later", "en", "AFTER"),
        ("the late 1980s", "en", "END"),
    ],
)
def test_mod(text: str, code: str, mod: str | None) -> None:
    (time,) = anchored(text, code)
    assert time.mod == mod


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ende der siebziger Jahre", ("1977-01-01", "1979-12-31")),
        ("den frühen achtziger Jahren", ("1980-01-01", "1983-12-31")),
        ("Mitte der 1990er Jahre", ("1994-01-01", "1996-12-31")),
    ],
)
def test_days_of_a_third_of_a_decade(text: str, days: tuple[str, str]) -> None:
    (time,) = anchored(text)
    assert (str(time.low), str(time.high)) == days


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("im Juli 2019", "2019-07"),
        ("am 5. Mai 2020", "2020-05-05"),
        ("am 5. Mai 2020 um 20 Uhr", "2020-05-05"),
        ("in den 1990er Jahren", "199X"),
        ("im 19. Jahrhundert", "18XX"),
        ("im Sommer 2019", "2019-22"),
        ("im Winter 2019/20", "2019-24"),
        ("im ersten Halbjahr 2015", "2015-01/2015-06"),
        ("im dritten Quartal 2015", "2015-07/2015-09"),
        ("um 1900", "1900~"),
        ("Ende 2011", "2011-10-01~/2011-12-31"),
        ("Anfang 2011", "2011-01-01/2011-03-31~"),
        ("Mitte 2011", "2011-05-01~/2011-08-31~"),
        ("mehr als zwei Jahre zuvor", "../2019"),
        ("mehr als zwei Jahre später", "2023/.."),
        ("Während der kommenden Monate soll er gehen.", "2021-12-15/2022-12~"),
        ("Fast neun Jahre nach Beginn des Irakkriegs gingen sie.", "2011-04-07/2012-03-31"),
        ("Damals war alles anders.", "../2021-12-15"),
        ("Künftig wird alles anders.", "2021-12-15/.."),
        ("letzte Woche", "2021-12-06/2021-12-12"),
        ("Die Reise dauert drei Tage.", None),
        ("jeden Tag", None),
    ],
)
def test_edtf(text: str, expression: str | None) -> None:
    written = edtf_of(anchored(text)[0])
    assert written == expression
    assert written is None or interval(written), "what is written can be read"


@pytest.mark.parametrize(
    ("text", "low", "high", "expression"),
    [
        ("Sie kam gestern.", "2021-12-09", "2021-12-12", "2021-12-XX"),
        ("Sie kam gestern.", "2021-11-09", "2021-12-12", "2021-XX-XX"),
        ("Sie kam letzten Monat.", "2021-11-09", "2021-12-12", "2021-XX"),
        ("Sie kam am Freitag.", "2021-11-09", "2021-12-12", "2021-11-05/2021-12-10"),
        ("Sie kam am 3. Mai.", "2020-11-09", "2021-12-12", "XXXX-05-03"),
        ("Sie kam im Sommer.", "2020-11-09", "2021-12-12", "XXXX-22"),
    ],
)
def test_edtf_of_what_is_half_known(text: str, low: str, high: str, expression: str | None) -> None:
    first, last = dt.date.fromisoformat(low), dt.date.fromisoformat(high)
    assert edtf_of(anchored(text, days=(first, last, last))[0]) == expression


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Am Montag, 31.12.2021, soll er kommen.", [("weekday_conflict", "Montag, 31.12.2021")]),
        ("Am Freitag, 31.12.2021, soll er kommen.", []),
        ("Am Freitag, 31.12., soll er kommen.", [("year_by_weekday", "Freitag, 31.12.")]),
        ("Am 5. Mai 2020 kam er, zwei Tage zuvor sie.", [("counted_from", "5. Mai 2020")]),
        ("Am 5. Mai 2020 war sie da, um 20 Uhr ging sie.", [("counted_from", "5. Mai 2020")]),
        ("Im Mai kam sie.", [("year_by_tense", "Mai")]),
        ("Im vergangenen Mai kam sie.", [("year_by_words", "vergangenen Mai")]),
        ("Die Idylle im Mai.", [("year_nearest", "Mai")]),
        ("Am dritten Sonntag im Mai kam sie.", [("year_by_tense", "dritten Sonntag im Mai")]),
        ("Zu Ostern kam sie.", [("year_by_tense", "Ostern")]),
        ("Letztes Jahr im Mai kam sie.", []),
        ("Am Freitag kam sie.", [("week_by_tense", "Freitag")]),
        ("Bis Freitag kommt sie.", [("week_by_words", "Freitag")]),
        ("Markt: Freitag", [("week_nearest", "Freitag")]),
        ("Am vergangenen Freitag kam sie.", []),
        ("Am Freitag, dem 13., kam sie.", [("month_by_weekday", "Freitag, dem 13.")]),
        ("Um 20 Uhr kam sie.", [("day_of_writing", "20 Uhr")]),
        ("Am 5. Mai 2020 kam sie, um 20 Uhr am Samstag ging sie.", [("week_by_tense", "Samstag")]),
        ("Heute lebt kaum jemand auf dem Hof.", [("feature", "Heute")]),
        ("Der Verein wurde vor 30 Jahren gegründet und zählt heute 400 Mitglieder.", [("feature", "heute")]),
        ("Er wurde vor zwei Jahren entlassen und hat heute ausgesagt.", [("told_of_the_day", "heute")]),
        ("Der Rat, der am Freitag den Haushalt vertagte, tagt heute.", [("report_of_the_day", "Freitag")]),
    ],
)
def test_reasons(text: str, reasons: list[tuple[str, str]]) -> None:
    time = anchored(text)[-1]
    assert [(r.clue, r.text) for r in time.reasons] == reasons
    assert all(r.start is not None and text[r.start : r.end] == r.text for r in time.reasons)


def test_a_clock_before_its_day_counts_from_that() -> None:
    clock, _ = anchored("Sie kam um 20 Uhr am Samstag.")
    assert [(r.clue, r.text) for r in clock.reasons] == [("counted_from", "Samstag")]


@pytest.mark.parametrize("text", ["Sie kam im Mai.", "Sie kam am Freitag.", "Sie kam um 20 Uhr.", "Sie kam zu Ostern."])
def test_what_no_day_can_tell_has_no_reason(text: str) -> None:
    (time,) = anchored(text, days=(dt.date(2019, 1, 1), DAY, DAY))
    assert time.value is not None
    assert [r.clue for r in time.reasons] == (["day_of_writing"] if "20" in time.value else [])
    (time,) = anchor_times(anchored(text), None, None, None)
    assert (time.reasons, time.confidence) == ((), 1.0)


def test_guesses_are_less_sure_than_what_the_words_say() -> None:
    sure = ("am 5. Mai 2020", "Gestern kam sie.", "Am vergangenen Freitag kam sie.", "letztes Jahr im Mai")
    assert [anchored(text)[0].confidence for text in sure] == [1.0] * 4
    guessed = ("Am Freitag kam sie.", "Im Mai kam sie.", "Um 20 Uhr kam sie.", "Die Idylle im Mai.", "Markt: Freitag")
    found = [anchored(text)[0].confidence for text in guessed]
    assert found == sorted(found, reverse=True)
    assert 0 < found[-1] < found[0] < 1
    assert to_fields(anchored("Im Mai kam sie.")[0])["confidence"] == found[1]


def test_a_contradicted_date_is_kept() -> None:
    (time,) = anchored("Am Montag, 31.12.2021, soll er kommen.")
    assert (time.value, time.reasons[0].low) == ("2021-12-31", dt.date(2021, 12, 31))


def test_reasons_and_ends_are_written_out_and_the_bound_is_not() -> None:
    fields = to_fields(anchored("Seit Mai regiert er.")[0])
    assert {"begin", "finish", "reasons"} <= fields.keys()
    assert "bound" not in fields


def test_clues_of_times_are_named_where_reasons_are_given() -> None:
    from chronik.annotate import nowadays
    from chronik.dating import reasons

    assert reasons.__doc__
    assert all(clue in reasons.__doc__ for clue in reasons.ANCHORED)
    assert nowadays.nowadays.__doc__
    assert set(re.findall(r"``(\w+)`` \(", nowadays.nowadays.__doc__)) >= {"feature", "report_of_the_day"}
