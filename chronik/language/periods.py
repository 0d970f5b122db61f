"""When a name was news: persons, parties, laws, companies, events and the words that came with them, with their days.

The tables lie in ``chronik/language/knowledge/periods`` (names), ``terms`` (terms of office, with the columns of
offices.csv) and ``births``; SOURCES.txt describes them. They serve dating alone: what a text names bounds the day on
which it can have been written.
"""

import csv
import datetime as dt
import functools
import io
from collections.abc import Iterator

import msgspec

from chronik.language.files import folder
from chronik.language.world import Office, first_day, last_day, office

KINDS = (
    *("person", "party", "body", "law", "company", "product", "project", "event", "conflict", "tournament", "case"),
    *("disease", "currency", "state", "term"),
)


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when a name was current; ``until`` None where it still was when the tables were written.

    ``since`` is the first day on which a text can have used the name, ``names`` its spellings by language.
    """

    id: str
    kind: str
    since: dt.date
    until: dt.date | None
    names: dict[str, tuple[str, ...]]
    source: str


class Birth(msgspec.Struct, frozen=True, kw_only=True):
    """A person's day of birth, and of death where it is past and known."""

    person: str
    born: dt.date
    died: dt.date | None


@functools.cache
def periods() -> tuple[Period, ...]:
    """Every name with its time, in the order of the files' names."""
    return tuple(
        Period(
            id=row["id"],
            kind=row["kind"],
            since=first_day(row["from"]),
            until=last_day(row["to"]) if row["to"] else None,
            names={code: tuple(filter(None, row[code].split("|"))) for code in ("de", "en")},
            source=row["source"],
        )
        for _, row in rows("periods")
    )


@functools.cache
def terms() -> tuple[Office, ...]:
    """Every further term of office: ministers, party leaders, heads of bodies and companies, coaches."""
    return tuple(office(row) for _, row in rows("terms"))


@functools.cache
def births() -> tuple[Birth, ...]:
    """Every known day of birth."""
    return tuple(
        Birth(
            person=row["person"],
            born=dt.date.fromisoformat(row["born"]),
            died=last_day(row["died"]) if row["died"] else None,
        )
        for _, row in rows("births")
    )


def rows(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of the files of a table, each with the name of its file."""
    files = sorted((f for f in (folder() / "knowledge" / table).iterdir()), key=lambda f: f.name)
    for file in files:
        if file.name.endswith(".csv"):
            for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
                yield file.name, row
