"""The findings of a pile: into the case file, each line tied to the sentence it cites, and back."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from chronik.model import Findings, Record
from chronik.record.rows import Row, insert, json_text, row


def _article(doc: str) -> str:
    """SQL for the number of the article that the parameter ``doc`` names."""
    return f"(SELECT id FROM article WHERE doc = :{doc})"


def _cite(prefix: str = "") -> dict[str, str]:
    """The columns of a citation, computed from a record's doc, start and end."""
    article, start = _article(f"{prefix}doc"), f":{prefix}start"
    sentence = f'SELECT id FROM sentence WHERE article = {article} AND start <= {start} AND "end" > {start}'
    return {
        f"{prefix}article": article,
        f"{prefix}start": start,
        f"{prefix}end": f":{prefix}end",
        f"{prefix}sentence": f"({sentence} ORDER BY start DESC LIMIT 1)",
    }


class Table(Record, frozen=True, kw_only=True):
    """A table of findings. ``computed``: SQL for the columns that cite.

    ``lines`` is the table of the lines a finding holds in its field ``field``, ``of`` the column there that leads
    back to it, and ``text`` the column for lines that are plain texts.
    """

    name: str
    computed: dict[str, str] = msgspec.field(default_factory=dict)
    lines: str = ""
    field: str = "members"
    of: str = ""
    text: str = ""
    cites: bool = True


# By their field in Findings, in the order of the path.
TABLES = {
    "parties": Table(name="party", lines="party_name", field="names", of="party", text="name", cites=False),
    "clusters": Table(name="event_cluster", lines="event_member", of="cluster"),
    "lineage": Table(name="lineage", computed=_cite()),
    "copies": Table(
        name="copy",
        computed={"article": _article("doc"), "of_article": _article("of")},
        lines="copy_change",
        field="changes",
        of="copy",
        text="change",
        cites=False,
    ),
    "series": Table(name="series", lines="point", field="points", of="series"),
    "outcomes": Table(
        name="pledge_outcome",
        computed=_cite() | _cite("outcome_"),
        lines="outcome_reason",
        field="reasons",
        of="pledge_outcome",
        cites=False,
    ),
    "positions": Table(name="position", computed=_cite()),
    "phases": Table(name="phase", lines="phase_member", of="phase"),
    "conflicts": Table(name="conflict", lines="conflict_side", field="sides", of="conflict"),
}


def write(db: sqlite3.Connection, findings: Findings) -> None:
    """Store the findings in place of all earlier ones and mark whose they are. The caller's transaction.

    Raises sqlite3.IntegrityError where a finding cites an article that is not in the case.
    """
    clear(db)
    for field, table in TABLES.items():
        _write_table(db, table, getattr(findings, field))
    db.execute("INSERT OR IGNORE INTO manifest (id) VALUES (1)")
    db.execute("UPDATE manifest SET findings_of = ?", (pile_digest(db),))


def clear(db: sqlite3.Connection) -> None:
    """Empty all tables of findings. The caller's transaction."""
    for name in [t.lines for t in TABLES.values() if t.lines] + [t.name for t in TABLES.values()]:
        db.execute(f"DELETE FROM {name}")
    db.execute("UPDATE manifest SET findings_of = NULL")


def complete(db: sqlite3.Connection) -> bool:
    """Whether the findings stored were drawn with the last rules, from what each article's own rules found in it."""
    mark = db.execute("SELECT findings_of FROM manifest").fetchone()
    return mark is not None and mark[0] == pile_digest(db)


def pile_digest(db: sqlite3.Connection) -> str:
    """One SHA-256 over what findings depend on: the last rules, and each article, its text and its rules."""
    digest = hashlib.sha256(json_text(db.execute("SELECT ruleset FROM manifest").fetchone()).encode())
    for article in db.execute("SELECT doc, digest, ruleset FROM article ORDER BY doc"):
        digest.update(json_text(article).encode())
    return digest.hexdigest()


def read(db: sqlite3.Connection) -> Findings:
    """All findings, typed and in the order in which they were put in."""
    kinds = []
    for field, table in TABLES.items():
        records = [record for (record,) in db.execute(f"SELECT record FROM {table.name} ORDER BY id")]
        kinds.append(f'"{field}":[{",".join(records)}]')
    return msgspec.json.decode("{" + ",".join(kinds) + "}", type=Findings)


def _write_table(db: sqlite3.Connection, table: Table, found: tuple[Record, ...]) -> None:
    rows = [_row(record, number) for number, record in enumerate(found, 1)]
    db.executemany(insert(db, table.name, **table.computed), rows)
    if table.lines:
        computed = _cite() if table.cites else {}
        db.executemany(insert(db, table.lines, **computed), _lines(table, rows))


def _row(record: Record, number: int) -> Row:
    """A finding's row: numbered, its own id in the column named for what it is."""
    values = row(record)
    own = values.get("id")
    return {"party": own, "cluster": own, "since": values.get("from")} | values | {"id": number}


def _lines(table: Table, rows: Iterable[Row]) -> Iterator[Row]:
    number = 0
    for finding in rows:
        for line in finding[table.field]:
            number += 1
            yield (line if isinstance(line, dict) else {table.text: line}) | {"id": number, table.of: finding["id"]}
