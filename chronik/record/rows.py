"""Records as rows. A table's columns are named as exports name the fields, so the schema says which are stored."""

import sqlite3
from typing import Any

import msgspec

from chronik.model import Record

Row = dict[str, Any]  # column or field to value, for sqlite3's named parameters

# Each kind of annotation: its field in Annotations and its table.
TABLES = {
    "times": "time_expression",
    "figures": "figure",
    "statements": "statement",
    "events": "event",
    "pledges": "pledge",
    "names": "name",
}


def insert(db: sqlite3.Connection, table: str, **computed: str) -> str:
    """An INSERT into all columns of a table, with named parameters; ``computed`` gives SQL for a column instead."""
    columns = [column for _, column, *_ in db.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(computed.get(column, f":{column}") for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"


def row(record: Record, **more: object) -> Row:
    """A record's fields by the names exports use, days as ISO 8601, with ``record``, the whole as JSON.

    Raises UnicodeEncodeError where a text holds half a surrogate pair.
    """
    values: Row = msgspec.to_builtins(record)
    return values | {"record": json_text(record)} | more


def next_id(db: sqlite3.Connection, table: str) -> int:
    """First free number of a table. Numbers are given by us, in order, so that two equal builds are equal files."""
    number = db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
    assert isinstance(number, int)
    return number


def json_text(value: object) -> str:
    """Canonical JSON: the same value gives the same text."""
    return msgspec.json.encode(value, order="deterministic").decode("utf-8")
