"""Movable feasts as facts: the rule for each one's days, and a table for those that follow the moon.

The rules lie in ``knowledge/feasts.toml``, the table, 1950 to 2050, in ``knowledge/feast_days.csv``; how it was
made is told in ``bench/feast_days.py``. What the rules come to in a year is worked out by ``chronik.dating.feasts``.
"""

import csv
import datetime as dt
import functools
import io

import msgspec

from chronik.errors import LanguageError
from chronik.language.files import Section, folder


class Feast(Section, frozen=True, kw_only=True):
    """How a feast's days follow from the year; the fields are explained at the head of ``feasts.toml``."""

    nth: int | None = None
    weekday: int = 7  # ISO: Monday 1 … Sunday 7
    month: int | None = None
    before: str | None = None  # "12-25"
    easter: int | None = None
    orthodox: int | None = None
    table: bool = False
    fixed: str | None = None  # "04-27"
    not_on: int = 0  # a weekday
    plus: int = 0
    days: int = 1
    until: str | None = None  # "12-24"
    eve: bool = False


@functools.cache
def feasts() -> dict[str, Feast]:
    """Every movable feast that has a rule of its own, by id. Raises LanguageError where the file cannot be used."""
    file = folder() / "knowledge" / "feasts.toml"
    try:
        return msgspec.toml.decode(file.read_bytes(), type=dict[str, Feast])
    except msgspec.MsgspecError as e:
        raise LanguageError(f"knowledge/feasts.toml cannot be used: {e}; correct that field.") from e


@functools.cache
def feast_table() -> dict[tuple[str, int], tuple[dt.date, dt.date]]:
    """First and last day by feast and year of the first day; the earlier one where a year has the feast twice."""
    text = (folder() / "knowledge" / "feast_days.csv").read_text(encoding="utf-8")
    table: dict[tuple[str, int], tuple[dt.date, dt.date]] = {}
    for row in csv.DictReader(io.StringIO(text)):
        first, last = dt.date.fromisoformat(row["first"]), dt.date.fromisoformat(row["last"])
        table.setdefault((row["feast"], first.year), (first, last))
    return table
