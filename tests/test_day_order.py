"""Which number of a date with slashes is the day."""

import pytest

from chronik.article import prepare
from chronik.model import Article

REPORT = (
    "The coalition said on Friday that its combat mission had ended, as it had announced in the summer of that year."
)
BOTH = "[2020-04-05,2020-05-04]"


def value(line: str, language: str = "en", url: str | None = None, domain: str | None = None) -> str:
    text = f"{line}\n\n{REPORT}"
    zones = prepare(Article(id="a", source=text, text=text, language=language, url=url, domain=domain)).zones
    return next(z.value for z in zones if z.kind in ("date_line", "update_line"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Posted 04/05/2020", BOTH),
        ("Posted 4/5/20", BOTH),
        ("Updated 04/05/2020", BOTH),
        ("Posted 05/05/2020", "2020-05-05"),
        ("Posted 04/05/2020 9:15 AM EDT", "2020-04-05"),
        ("Posted 04/05/2020 14.05 BST", "2020-05-04"),
        ("Posted 04/21/2020", "2020-04-21"),
        ("Posted 21/04/2020", "2020-04-21"),
        ("Posted 2020/05/04", "2020-05-04"),
        ("Posted 04.05.2020", "2020-05-04"),
        ("Posted 04/05/2020, updated 04/21/2020", "2020-04-05"),
        ("Posted 04/05/2020, updated 21/05/2020", "2020-05-04"),
    ],
)
def test_a_line(line: str, expected: str) -> None:
    assert value(line) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://news.example.co.uk/a", "2020-05-04"),
        ("https://news.example.gov/a", "2020-04-05"),
        ("https://news.example.com/a", BOTH),
    ],
)
def test_an_address_shows_the_country(address: str, expected: str) -> None:
    assert value("Posted 04/05/2020", url=address) == expected


def test_the_domain_alone_will_do() -> None:
    assert value("Posted 04/05/2020", domain="example.ie") == "2020-05-04"


def test_dates_that_show_both_orders_show_none() -> None:
    assert value("Posted 04/05/2020, 04/21/2020, 21/04/2020") == BOTH


def test_german_has_the_day_first() -> None:
    assert value("Veröffentlicht am 04/05/2020", "de") == "2020-05-04"
    assert value("Veröffentlicht am 04.05.2020", "de") == "2020-05-04"


@pytest.mark.parametrize("line", ["Posted 31/31/2020", "Posted 00/05/2020", "Posted 04/05/2020/7"])
def test_what_no_calendar_has_is_no_date_line(line: str) -> None:
    text = f"{line}\n\n{REPORT}"
    zones = prepare(Article(id="a", source=text, text=text, language="en")).zones
    assert not [z for z in zones if z.kind == "date_line"]


def test_an_address_that_is_none_shows_nothing() -> None:
    assert value("Posted 04/05/2020", url="http://[::1") == BOTH
