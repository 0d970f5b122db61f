"""Days in web addresses and file names: "/2021/12/31/", "20211231-irak.html", "31.12.2021 Abzug.txt".

News sites put the day of publication into their addresses, people the day of a report into the names of files. Numbers
of articles, versions and prices are no dates, nor is the day on which a web archive fetched a page.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from chronik.ingest.day_words import calendar_day, month_numbers
from chronik.model import Day, Record

Where = Literal["url", "file_name"]

_FIRST_WEB_YEAR, _FIRST_YEAR = 1990, 1900
_ARCHIVED = re.compile(r"https?://(?:web\.archive\.org/web|archive\.(?:today|is|ph|org))/\d+\w*/(?=https?:/)", re.I)
_DATE_KEYS = frozenset(
    {"date", "datum", "day", "tag", "pubdate", "published", "publishdate", "publicationdate", "ausgabe"}
)
_DAY_FIRST = (".de", ".at", ".ch", ".li", ".uk", ".ie", ".au", ".nz")
# Where "/2020/12/" in front of an address is the twelfth issue of the year, not December.
_WEEKLIES = ("zeit.de",)
_ISSUE = re.compile(r"/((?:19|20)\d\d)/(\d\d)(?=/)")
# The first date in dpa's item numbers, urn-newsml-dpa-com-20090101-211231-99-…, is that of the number scheme itself.
_DPA = r"20090101-(?P<dpa>\d{6})-\d\d-\d+"
_YEAR, _MONTH, _DAY = r"(?:19|20|21)\d\d", r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[T_-]?(?:[01]\d|2[0-3])[-_:]?[0-5]\d(?:[-_:]?[0-5]\d)?Z?)?"
_NO_DAY = r"(?:v|version|rev|nr|id|build)[-_.=/ ]?"  # before figures of another kind
_NUMBERED = r"(?:artikel|article|aid|doc|dok|p|page|seite|story)[-_.=/ ]"  # before digits without a break
_RANGE = r"(?:bis|ab|seit|until|till|from|since|to|zum|vor|before|after|nach)[-_ +]"
_SEASON = r"(?:saison|season|winter|spielzeit|haushalt|geschaeftsjahr|geschäftsjahr|budget|fy)[-_ ]?"


class AddressDate(Record, frozen=True, kw_only=True):
    """The days from ``low`` to ``high`` that the words ``text`` in an address or a file name mean."""

    low: Day
    high: Day
    text: str
    where: Where


def address_dates(url: str | None, name: str) -> tuple[AddressDate, ...]:
    """Every day or month that a report's address and its file name state, in their order.

    ``url`` is the whole address (or None), ``name`` the file's name, folders before it allowed. Where the order of
    day and month is open ("04-05-2020"), both days are given, with the same ``text``.
    """
    found: list[AddressDate] = []
    if url:
        found += _from_url(_ARCHIVED.sub("", url.strip()))
    if name:
        found += _found(re.sub(r"\.[A-Za-z][A-Za-z0-9]{1,6}$", "", name), "file_name")
        found += _at_front(name.rsplit("/", 1)[-1])
    return tuple(dict.fromkeys(found))


def _from_url(url: str) -> Iterator[AddressDate]:
    """Dates in the path, and in those parts of the query that are named date, as the site's country orders them."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return
    weekly = _ISSUE.match(parts.path) if host.endswith(_WEEKLIES) else None
    if weekly is not None:
        yield from _issue(weekly)
    path = unquote(parts.path[weekly.end() :] if weekly else parts.path)
    found = list(_found(path, "url"))
    for key, value in parse_qsl(parts.query):
        if key.lower() in _DATE_KEYS:
            found += _found(value, "url")
    yield from _in_order(found, day_first=host.endswith(_DAY_FIRST))


def _issue(m: re.Match[str]) -> Iterator[AddressDate]:
    """The days around which the issue of a weekly paper came out, whose number the address names as "/2020/12/"."""
    year, week = int(m[1]), int(m[2])
    if 1 <= week <= 53:
        monday = dt.date(year, 1, 4) + dt.timedelta(days=7 * (week - 1))
        monday -= dt.timedelta(days=monday.weekday())
        low, high = monday - dt.timedelta(days=14), monday + dt.timedelta(days=6)
        yield AddressDate(low=low, high=high, text=m[0].strip("/"), where="url")


def _in_order(found: list[AddressDate], *, day_first: bool) -> Iterator[AddressDate]:
    """Without second readings of "04-05-2020" that the country or a month named in the same address rules out."""
    months = [d for d in found if d.low != d.high]
    for d in found:
        readings = [other for other in found if other.text == d.text]
        fitting = [r for r in readings if any(m.low <= r.low <= m.high for m in months)]
        if len(readings) == 1 or d in (fitting or (readings[:1] if day_first else readings)):
            yield d


def _found(text: str, where: Where) -> Iterator[AddressDate]:
    """Dates in figures, days before months, no two from the same characters."""
    for m in _pattern().finditer(text):
        if m["number"] or m["range"] or m["until"] or (m["serial"] and m["y2"]):
            continue
        for low, high in _days(m):
            if low.year >= (_FIRST_WEB_YEAR if where == "url" else _FIRST_YEAR):
                yield AddressDate(low=low, high=high, text=m["date"], where=where)


def _days(m: re.Match[str]) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of each reading of a hit."""
    days: list[dt.date | None] = []
    if m["dpa"]:
        days = [calendar_day(2000 + int(m["dpa"][:2]), int(m["dpa"][2:4]), int(m["dpa"][4:]))]
    elif m["y1"]:
        days = [calendar_day(int(m["y1"]), _month(m["m1"]), int(m["d1"]))]
    elif m["y2"]:
        days = [calendar_day(int(m["y2"]), int(m["m2"]), int(m["d2"]))]
    elif m["y3"]:
        year, a, b = int(m["y3"]), int(m["a"]), int(m["b"])
        days = [calendar_day(year, b, a), None if m["sep3"] == "." else calendar_day(year, a, b)]
    elif m["y4"]:
        days = [calendar_day(2000 + int(m["y4"]), int(m["m4"]), int(m["d4"]))]
    elif not m["season"]:
        first = dt.date(int(m["y5"]), int(m["m5"]), 1)
        yield first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    yield from ((day, day) for day in dict.fromkeys(days) if day is not None)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else month_numbers()[text.lower()]


@functools.cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![^\W_])(?:(?P<number>{_NO_DAY})|(?P<serial>{_NUMBERED})|(?P<range>{_RANGE})|(?P<season>{_SEASON})))?(?<![^\W_])(?<!\d[.,])(?P<date>"
        rf"{_DPA}"
        rf"|(?P<y1>{_YEAR})(?P<sep1>[-/._])(?P<m1>0?[1-9]|1[0-2]|{names})(?P=sep1)(?P<d1>0?[1-9]|[12]\d|3[01])(?!\d)(?!\.\d)"
        rf"|(?P<y2>{_YEAR})(?:/(?=\d{{4}}\b))?(?P<m2>{_MONTH})(?P<d2>{_DAY}){_CLOCK}(?![^\W_])"
        rf"|(?P<a>{_DAY}|[1-9])(?P<sep3>[-._/])(?P<b>{_DAY}|[1-9])(?P=sep3)(?P<y3>{_YEAR})(?!\d)(?!\.\d)"
        rf"|(?P<d4>{_DAY})\.(?P<m4>{_MONTH})\.(?P<y4>\d\d)(?![^\W_])(?!\.\d)"
        rf"|(?P<y5>{_YEAR})[-/_](?P<m5>{_MONTH})(?![^\W_]|[-_]\d{{4}})"
        rf")(?P<until>[-_ ](?:bis|to|until|till)[-_ ])?",
        re.IGNORECASE,
    )


def _at_front(name: str) -> Iterator[AddressDate]:
    """A date in words that a file's name begins with: "31. Dezember 2021 Abzug.txt". Later on it may be the subject."""
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    m = re.match(rf"({_DAY}|[1-9])\.?[ _-]?({names})\.?[ _-]({_YEAR})(?![^\W_])", name, re.IGNORECASE)
    day = calendar_day(int(m[3]), month_numbers()[m[2].lower()], int(m[1])) if m else None
    if m and day:
        yield AddressDate(low=day, high=day, text=m[0], where="file_name")
