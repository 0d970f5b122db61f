"""The tables of names with their times: every row readable, sane and unmistakable."""

import datetime as dt
import itertools
import re
from collections import Counter

import pytest

from chronik.language import world
from chronik.language.periods import KINDS, rows
from chronik.language.world import first_day, last_day

DAY = re.compile(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
COLUMNS = {
    "periods": ["id", "kind", "from", "to", "de", "en", "source"],
    "terms": ["id", "person", "country", "office", "from", "to", "de_names", "en_names", "note"],
    "births": ["person", "born", "died"],
}
FILES = [(table, file) for table in COLUMNS for file in sorted({f for f, _ in rows(table)})]


def faults(table: str, row: dict[str, str]) -> list[str]:
    """What is wrong with a row."""
    if None in row or list(row) != COLUMNS[table] or None in row.values():
        return ["columns"]
    wrong = []
    start, end = ("born", "died") if table == "births" else ("from", "to")
    wrong += [c for c in (start, end) if not (DAY.fullmatch(row[c]) or (c == end and not row[c]))]
    if not wrong and row[end] and first_day(row[start]) > last_day(row[end]):
        wrong.append("from after to")
    if not wrong and row[end] and last_day(row[end]) > dt.date(2032, 12, 31):
        wrong.append("too far ahead")
    if table == "periods":
        names = [n for c in ("de", "en") for n in row[c].split("|") if n]
        wrong += [f"kind {row['kind']}"] * (row["kind"] not in KINDS)
        wrong += [
            f"spelling {n!r}"
            for n in names
            if n != n.strip() or (len(n) < 4 and not re.fullmatch(r"[A-Z0-9ÄÖÜ]{2,3}|[A-Z][a-z][A-Z]", n))
        ]
        wrong += ["no spelling"] * (not names) + ["no source"] * (not row["source"].strip())
    if table == "terms":
        wrong += ["no name"] * (not row["de_names"] and not row["en_names"])
        wrong += [f"country {row['country']}"] * (
            row["country"] not in {"", "VA", "EU", *(c.iso for c in world.countries())}
        )
    return wrong


@pytest.mark.parametrize(("table", "file"), FILES)
def test_rows_are_sane(table: str, file: str) -> None:
    own = (row for name, row in rows(table) if name == file)
    found = [f"{row.get('id') or row.get('person')}: {fault}" for row in own for fault in faults(table, row)]
    assert not found, "\n".join(found[:40])


@pytest.mark.parametrize("table", ["periods", "terms"])
def test_ids_are_unique(table: str) -> None:
    assert not [i for i, n in Counter(row["id"] for _, row in rows(table)).items() if n > 1]


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_spelling_means_one_thing_at_a_time(code: str) -> None:
    """Two rows of a kind may share a spelling ("Coronavirus": Sars, Mers, Covid) where one ends before the next."""
    spelled: dict[tuple[str, str], list[tuple[dt.date, dt.date]]] = {}
    for _, row in rows("periods"):
        span = first_day(row["from"]), last_day(row["to"]) if row["to"] else dt.date.max
        for name in set(row[code].split("|")) - {""}:
            spelled.setdefault((name, row["kind"]), []).append(span)
    clashes = [
        name
        for name, spans in spelled.items()
        if any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(sorted(spans)))
    ]
    assert not clashes
