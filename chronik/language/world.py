"""Facts of the world that texts lean on: countries, office-holders, dated events, organisations, agencies.

The tables lie in ``chronik/language/knowledge/`` with their sources (SOURCES.txt); a row is a fact that can be
looked up, never an opinion. Spellings are given for German and English apart.
"""

import csv
import datetime as dt
import functools
import io
from typing import Literal

import msgspec

from chronik.language.files import Section, folder


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state: names, adjective stems ("irakisch"), people and capitals by language code."""

    iso: str
    names: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]
    capitals: dict[str, tuple[str, ...]]


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """One uninterrupted term of office; ``until`` None where it goes on, ``note`` with the party or company."""

    id: str
    person: str
    country: str
    office: str
    since: dt.date
    until: dt.date | None
    names: dict[str, tuple[str, ...]]
    note: str = ""


class WorldEvent(Section, frozen=True, kw_only=True):
    """A dated event that reports count from, with the phrases that mean it."""

    id: str
    start: dt.date
    end: dt.date | None = None
    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    event_class: str = msgspec.field(name="class", default="other")
    point: Literal["start", "end", "both"] = "both"
    source: str = ""


class Organisation(Section, frozen=True, kw_only=True):
    """A body, force, party or company and its spellings."""

    id: str
    type: str
    country: str = ""
    kind: str = "body"
    de: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Agency(Section, frozen=True, kw_only=True):
    """A news agency or medium and its spellings."""

    id: str
    kind: Literal["agency", "media"]
    names: tuple[str, ...]
    country: str = ""

    @property
    def short(self) -> str:
        """How it is credited: the spelling that is its id ("dpa"), else an agency's initials ("INA"), else its name."""
        own = (n for n in self.names if n.casefold() == self.id.casefold())
        initials = (n for n in self.names if self.kind == "agency" and n.isupper() and len(n) <= 5)
        return next(own, None) or next(initials, None) or self.names[0]


class _Age(Section, frozen=True, kw_only=True):
    as_of: dt.date


class _Events(Section, frozen=True, kw_only=True):
    event: tuple[WorldEvent, ...]


class _Organisations(Section, frozen=True, kw_only=True):
    organisation: tuple[Organisation, ...]


class _Agencies(Section, frozen=True, kw_only=True):
    agency: tuple[Agency, ...]


@functools.cache
def as_of() -> dt.date:
    """The day up to which the tables were kept; of anything later they know nothing."""
    return msgspec.toml.decode(_bytes("as_of.toml"), type=_Age).as_of


@functools.cache
def countries() -> tuple[Country, ...]:
    """Every state, with spellings."""
    return tuple(
        Country(
            iso=row["iso"],
            names=_by_language(row, "{}"),
            adjectives=_by_language(row, "{}_adjective"),
            people=_by_language(row, "{}_people"),
            capitals=_by_language(row, "{}_capital"),
        )
        for row in _rows("countries.csv")
    )


@functools.cache
def offices() -> tuple[Office, ...]:
    """Every term of office in the table, by office, country and day."""
    return tuple(office(row) for row in _rows("offices.csv"))


def office(row: dict[str, str]) -> Office:
    """A term of office from its row."""
    return Office(
        id=row["id"],
        person=row["person"],
        country=row["country"],
        office=row["office"],
        since=first_day(row["from"]),
        until=last_day(row["to"]) if row["to"] else None,
        names=_by_language(row, "{}_names"),
        note=row["note"],
    )


@functools.cache
def events() -> tuple[WorldEvent, ...]:
    """Dated world events."""
    return msgspec.toml.decode(_bytes("events.toml"), type=_Events).event


@functools.cache
def organisations() -> tuple[Organisation, ...]:
    """Bodies, forces, parties and companies."""
    return msgspec.toml.decode(_bytes("organisations.toml"), type=_Organisations).organisation


@functools.cache
def agencies() -> tuple[Agency, ...]:
    """News agencies and media."""
    return msgspec.toml.decode(_bytes("agencies.toml"), type=_Agencies).agency


@functools.cache
def agency_names() -> frozenset[str]:
    """Every spelling of a news agency or medium."""
    return frozenset(name for agency in agencies() for name in agency.names)


def _bytes(name: str) -> bytes:
    return (folder() / "knowledge" / name).read_bytes()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_bytes(name).decode("utf-8"))))


def _by_language(row: dict[str, str], column: str) -> dict[str, tuple[str, ...]]:
    return {code: tuple(filter(None, (row.get(column.format(code)) or "").split("|"))) for code in ("de", "en")}


def first_day(text: str) -> dt.date:
    """The day, or the first of the month or year ("2009-01-20", "2009-01", "2009"); raises ValueError for others."""
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return dt.date(year, month, day)


def last_day(text: str) -> dt.date:
    """The day, or the last of the month or year; raises ValueError for others."""
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
