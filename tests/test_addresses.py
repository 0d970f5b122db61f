"""Days in web addresses and file names: what is a date, and what only looks like one."""

import datetime as dt

import pytest

from chronik.ingest.addresses import AddressDate, address_dates

URLS = [
    ("https://www.kurier-nord.example/politik/2021/12/31/abzug-aus-erbil.html", ["2021-12-31"]),
    ("https://news.example.at/20211231-abzug", ["2021-12-31"]),
    ("https://news.example.ch/abzug-31-12-2021.html", ["2021-12-31"]),
    ("https://news.example.de/abzug_31.12.2021.html", ["2021-12-31"]),
    ("https://www.example.com/world/2021/dec/31/troops-leave", ["2021-12-31"]),
    ("https://www.example.de/ausland/2021/dez/31/abzug", ["2021-12-31"]),
    ("https://www.example.org/2021-12-31/story", ["2021-12-31"]),
    ("https://www.example.org/2021_12_31_story", ["2021-12-31"]),
    ("https://www.example.org/2021/1231/story", ["2021-12-31"]),
    ("https://www.example.org/202112311015-meldung", ["2021-12-31"]),
    ("https://archiv.example/artikel?date=2021-12-31&ressort=3", ["2021-12-31"]),
    ("https://archiv.example/artikel?datum=31.12.2021", ["2021-12-31"]),
    ("https://www.example.com/12-31-2021/troops", ["2021-12-31"]),
    ("https://www.example.com/12/31/2021/troops", ["2021-12-31"]),
    ("https://www.example.com/story-04-05-2020", ["2020-05-04", "2020-04-05"]),
    ("https://www.example.de/bericht-04-05-2020", ["2020-05-04"]),
    ("https://www.example.com/2020-04/brief-04-05-2020", ["2020-04", "2020-04-05"]),
    ("https://blog.example/2011/12/kein-angriff/", ["2011-12"]),
    ("https://web.archive.org/web/20170102123456/http://www.example.de/2011/05/03/a.html", ["2011-05-03"]),
    ("https://www.example.de/dpa/urn-newsml-dpa-com-20090101-211231-99-563712", ["2021-12-31"]),
    ("https://www.example.de/2021%2F12%2F31/abzug", ["2021-12-31"]),
    ("https://www.example.de/2011/05/03/der-jahrestag-2021-09-11", ["2011-05-03", "2021-09-11"]),
]
NO_URL_DATES = [
    "https://www.example.de/artikel/1.20211231",
    "https://www.example.de/article-20211231",
    "https://www.example.de/artikel?id=20211231",
    "https://www.example.de/a.html?v=20211231",
    "https://www.example.de/reise?bis=2021-12-31",
    "https://www.example.de/politik/2021-13-05",
    "https://www.example.de/politik/2021/02/30/abzug",
    "https://www.example.de/10117-berlin-12345678.html",
    "https://www.example.de/sport/saison-2011-12/",
    "https://www.example.de/krieg-2003-2011",
    "https://www.example.de/handy-fuer-199.99-euro",
    "https://www.example.de/release-2.12.2021.4/",
    "https://www.example.de/frist-bis-31-12-2021",
    "https://www.example.de/chronik/1945/05/08/",
    "https://www.example.de/wahl-2021/a-1012345.html",
    "https://web.archive.org/web/20170102123456/http://www.example.de/abzug.html",
    "http://[kaputt",
    "",
]
NAMES = [
    ("2021-12-31_dpa.txt", ["2021-12-31"]),
    ("20211231-irak.html", ["2021-12-31"]),
    ("31.12.2021 Abzug.txt", ["2021-12-31"]),
    ("31.12.21 Abzug.txt", ["2021-12-31"]),
    ("Artikel 31.12.2021.txt", ["2021-12-31"]),
    ("dpa_20211231_1015.txt", ["2021-12-31"]),
    ("2021.12.31.txt", ["2021-12-31"]),
    ("31. Dezember 2021 Abzug.txt", ["2021-12-31"]),
    ("3_Jänner_2020.txt", ["2020-01-03"]),
    ("2021-12 Bericht.txt", ["2021-12"]),
    ("archiv/2021/12/31/abzug.txt", ["2021-12-31"]),
    ("04-05-2020.txt", ["2020-05-04", "2020-04-05"]),
    ("04.05.2020.txt", ["2020-05-04"]),
    ("31-12-2021", ["2021-12-31"]),
    ("1945-05-08.txt", ["1945-05-08"]),
]
NO_NAME_DATES = [
    "irak.txt",
    "v10.12.2021.txt",
    "Version 2021.12.txt",
    "report-1.2.3.txt",
    "preis 12.99.txt",
    "dpa_2021-02-30.txt",
    "a1b2c320211231ffee.txt",
    "Irak 2003-2011.txt",
    "Anschlag 11. September 2001.txt",
    "20210000.txt",
    "nr-20211231.txt",
    "irak.jsonl#3",
    "99999999.txt",
    "00000000.txt",
    "",
]


def spans(found: tuple[AddressDate, ...]) -> list[str]:
    """Days as they are, months without a day."""
    return [f"{d.low}" if d.low == d.high else f"{d.low:%Y-%m}" for d in found]


@pytest.mark.parametrize(("url", "days"), URLS)
def test_days_in_addresses(url: str, days: list[str]) -> None:
    found = address_dates(url, "")
    assert spans(found) == days
    assert {d.where for d in found} == {"url"}


@pytest.mark.parametrize("url", NO_URL_DATES)
def test_what_is_no_day_in_an_address(url: str) -> None:
    assert address_dates(url, "") == ()


@pytest.mark.parametrize(("name", "days"), NAMES)
def test_days_in_file_names(name: str, days: list[str]) -> None:
    found = address_dates(None, name)
    assert spans(found) == days
    assert all(d.text in name and d.where == "file_name" for d in found)


@pytest.mark.parametrize("name", NO_NAME_DATES)
def test_what_is_no_day_in_a_file_name(name: str) -> None:
    assert address_dates(None, name) == ()


def test_both_at_once() -> None:
    found = address_dates("https://www.example.de/2021/12/31/abzug", "2022-01-02_abzug.html")
    assert [(d.where, d.text) for d in found] == [("url", "2021/12/31"), ("file_name", "2022-01-02")]


def test_a_month_covers_its_days() -> None:
    (found,) = address_dates("https://blog.example/2012/02/schnee/", "")
    assert (found.low, found.high) == (dt.date(2012, 2, 1), dt.date(2012, 2, 29))


def test_issue_of_a_weekly_is_no_month() -> None:
    (found,) = address_dates("https://www.zeit.de/2020/12/bahnhof-umbau", "")
    assert (found.low, found.high) == (dt.date(2020, 3, 2), dt.date(2020, 3, 22))
    (month,) = address_dates("https://www.zeit.de/politik/2020-12/bahnhof-umbau", "")
    assert (month.low, month.high) == (dt.date(2020, 12, 1), dt.date(2020, 12, 31))


@pytest.mark.parametrize("text", ["2021-" * 4000, "1" * 20000, "/2021" * 4000, "31.12." * 3000, "%ff%fe/2021/12/3x"])
def test_odd_addresses_do_no_harm(text: str) -> None:
    assert isinstance(address_dates(f"https://www.example.de/{text}", text), tuple)
