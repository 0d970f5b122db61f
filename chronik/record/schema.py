"""The shape of a case file and how an older file comes by it.

The numbered files in ``migrations/`` are the only source: a fresh file is made by running all of them, an older
one by running those it lacks, so both end up the same. ``schema.sql`` is what comes out, written down to be read:
``schema_text()`` gives it, and a test compares.
"""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from chronik.errors import CaseError

APPLICATION_ID = 0x43685231  # "ChR1", in the file's header: tells a case from any other SQLite file


def migrations() -> list[str]:
    """The migrations in their order; the file's ``user_version`` counts those it has had."""
    folder = files("chronik.record") / "migrations"
    return [f.read_text(encoding="utf-8") for f in sorted(folder.iterdir(), key=lambda f: f.name)]


def check(db: sqlite3.Connection, path: Path, create: bool) -> None:
    """Raise CaseError unless the file is a case, or empty and to be created, and not newer than this program."""
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if empty and not create:
        raise CaseError(f"{path} is empty; run chronik build again to fill it.")
    if not empty and db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise CaseError(f"{path} is an SQLite file, but no case file; name the one that chronik build wrote.")
    if version(db) > len(migrations()):
        raise CaseError(f"{path} was written by a newer version of Chronik; update Chronik to open it.")


def version(db: sqlite3.Connection) -> int:
    """How many migrations the file has had."""
    number = db.execute("PRAGMA user_version").fetchone()[0]
    assert isinstance(number, int)
    return number


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file up to date, in one transaction: it is the old one or the new one, never something between."""
    steps = migrations()
    if version(db) == len(steps):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        for script in steps[version(db) :]:  # asked again under the lock: another process may have been faster
            for statement in statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: sqlite3's executescript would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def schema_text() -> str:
    """The shape of a fresh case file, as SQL to be read."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    kept = "sql IS NOT NULL AND name NOT LIKE 'sentence_search_%'"  # those belong to FTS5 itself
    rows = db.execute(f"SELECT sql FROM sqlite_master WHERE {kept} ORDER BY rowid").fetchall()
    head = "-- What the migrations make, written by chronik.record.schema.schema_text(); change it there, not here.\n"
    numbers = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {version(db)};\n"
    return head + numbers + "".join(f"\n{sql};\n" for (sql,) in rows)
