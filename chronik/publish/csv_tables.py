"""The dossier as a folder of CSV tables (RFC 4180, UTF-8 with byte order mark, so that spreadsheets read umlauts)."""

import csv
from pathlib import Path

from chronik.publish.tables import COLUMNS, Row, Sources, entries
from chronik.record import Case

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(case: Case, folder: Path) -> None:
    """One file for each table of ``publish.tables`` into ``folder``, which is made where it is missing.

    No cell begins as a formula does: texts of reports come from anywhere, and spreadsheets run what they open.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sources = Sources(case.quote, {d.doc: d.report for d in case.dossiers()})
    findings = case.findings()
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(columns)
            for entry in entries(table, findings, sources):
                writer.writerows(map(_harmless, entry.rows))


def _harmless(row: Row) -> Row:
    """The row with a ' before each cell that a spreadsheet would take for a formula."""
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)
