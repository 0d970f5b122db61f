"""The dossier as a folder of CSV tables (RFC 4180, UTF-8 with byte order mark, so that spreadsheets read umlauts)."""

import csv
from pathlib import Path

from chronik.publish.tables import COLUMNS, Sources, rows
from chronik.record import Case


def write_csv(case: Case, folder: Path) -> None:
    """One file for each table of ``publish.tables`` into ``folder``, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = Sources(case.quote, {d.doc: d.report for d in case.dossiers()})
    findings = case.findings()
    for table, columns in COLUMNS.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(columns)
            writer.writerows(rows(table, findings, sources))
