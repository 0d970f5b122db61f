"""The command line as a user meets it: exit codes, streams, and one clear sentence for each thing that is wrong."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (
    "Bagdad/Berlin (dpa) - Die Regierung in Bagdad hat am Freitag den Abzug von rund 1.200 Soldaten bis Ende Mai "
    "angekündigt. Das teilte ein Sprecher mit.\n\n(dpa, 12.03.2021)\n"
)


def chronik(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chronik", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120
    )


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    reports = folder / "reports"
    reports.mkdir()
    (reports / "good.txt").write_text(REPORT, encoding="utf-8")
    (reports / "windows.txt").write_bytes(REPORT.replace("12.03.", "13.03.").encode("cp1252"))
    (reports / "utf16.txt").write_bytes(REPORT.replace("12.03.", "14.03.").encode("utf-16"))
    (reports / "bom.txt").write_bytes(b"\xef\xbb\xbf" + REPORT.replace("12.03.", "15.03.").encode())
    (reports / "empty.txt").write_text("")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (reports / "french.txt").write_text(
        "Le gouvernement irakien a annoncé vendredi le retrait de ses soldats de la capitale. « Nous partons », "
        "a déclaré le porte-parole du ministère de la Défense devant la presse réunie à Bagdad.\n"
    )
    (reports / "nothing.html").write_text("<html><body><script>1</script></body></html>")
    (reports / "rows.jsonl").write_text(
        json.dumps({"id": "row-1", "maintext": REPORT, "date_publish": "2021-03-12 08:00:00"})
        + '\n{"id": "row-2", "title": "without a text"}\nnot json\n'
    )
    (reports / "impossible.txt").write_text(" date 2021-02-31 " + REPORT, encoding="utf-8")
    done = chronik("build", "reports", "-o", "case.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "log.txt").write_text(done.stderr, encoding="utf-8")
    return folder


LISTED = [
    "empty.txt",
    "binary.txt",
    "french.txt",
    "nothing.html",
    "rows.jsonl, line 2",
    "rows.jsonl, line 3",
    "impossible.txt",
]


@pytest.mark.parametrize("name", LISTED)
def test_bad_input_is_listed_in_one_sentence(pile: Path, name: str) -> None:
    lines = [line for line in (pile / "log.txt").read_text(encoding="utf-8").splitlines() if name in line]
    assert len(lines) == 1
    assert lines[0].startswith("Note: " if name == "impossible.txt" else "Skipped: ")  # that one is read all the same
    with sqlite3.connect(pile / "case.db") as db:
        assert db.execute("SELECT count(*) FROM skipped WHERE why LIKE ?", (f"%{name}%",)).fetchone()[0] == 1


def test_everything_readable_was_read(pile: Path) -> None:
    with sqlite3.connect(pile / "case.db") as db:
        docs = {row[0] for row in db.execute("SELECT doc FROM article")}
    assert docs == {"good.txt", "windows.txt", "utf16.txt", "bom.txt", "impossible.txt", "row-1"}


def test_annotate_writes_exact_offsets(pile: Path) -> None:
    done = chronik("annotate", "reports/good.txt", cwd=pile)
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"report", "time", "figure", "statement", "event"} <= {row["kind"] for row in found}
    for row in found:
        if "text" in row:
            assert REPORT[row["start"] : row["end"]] == row["text"]


def test_a_row_without_a_date_is_read_and_noted(tmp_path: Path) -> None:
    row = json.dumps({"id": "row-1", "maintext": REPORT, "date_publish": "gestern"})
    (tmp_path / "rows.jsonl").write_text(row, encoding="utf-8")
    done = chronik("annotate", "rows.jsonl", "--kinds", "report", cwd=tmp_path)
    assert json.loads(done.stdout)["doc"] == "row-1"
    assert done.stderr.startswith(
        "Note: rows.jsonl, line 1: gestern is no date; the row was read without a stated date"
    )


def test_timeml_beside_its_reports_is_no_report(pile: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        done = chronik("annotate", ".", "--format", "timeml", "-o", ".", cwd=tmp_path)
        assert done.returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["good.tml", "good.txt"]
    assert "Skipped: . holds TimeML documents (good.tml)" in done.stderr


def test_one_near_copy(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(REPORT * 3 + name, encoding="utf-8")
    built = chronik("build", ".", "-o", "case.db", cwd=tmp_path)
    assert "1 near-copy\n" in built.stdout


def test_annotate_reads_standard_input(pile: Path) -> None:
    done = chronik("annotate", "-", "--kinds", "report", cwd=pile, stdin=REPORT)
    row = json.loads(done.stdout)
    assert (row["kind"], row["best"], row["agencies"], row["dateline"]) == (
        "report",
        "2021-03-12",
        ["dpa"],
        "Bagdad/Berlin",
    )


@pytest.mark.parametrize("what", ["timeline", "figures", "pledges", "conflicts", "reports", "state", "sources"])
def test_show(pile: Path, what: str) -> None:
    done = chronik("show", "case.db", what, cwd=pile)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_state_as_json(pile: Path) -> None:
    done = chronik("show", "case.db", "state", "--on", "2021-03-20", "--known-by", "2021-03-20", "--json", cwd=pile)
    row = json.loads(done.stdout)
    assert (row["kind"], row["on"], row["known_by"]) == ("state", "2021-03-20", "2021-03-20")
    assert any("1\u202f200" in line["text"] for line in row["lines"])


def test_export_twice_is_equal_and_csv_opens(pile: Path) -> None:
    first, second = (chronik("export", "case.db", cwd=pile).stdout for _ in range(2))
    assert first == second
    assert chronik("export", "case.db", "--format", "csv", "-o", "tables", cwd=pile).returncode == 0
    assert (pile / "tables" / "figures.csv").read_text(encoding="utf-8-sig").startswith("thing,as of,figure")


def test_building_again_does_nothing_twice(pile: Path) -> None:
    before = chronik("export", "case.db", cwd=pile).stdout
    with sqlite3.connect(pile / "case.db") as db:
        ids = db.execute("SELECT id, doc FROM article ORDER BY doc").fetchall()
    assert chronik("build", "reports", "-o", "case.db", cwd=pile).returncode == 0
    with sqlite3.connect(pile / "case.db") as db:
        assert db.execute("SELECT id, doc FROM article ORDER BY doc").fetchall() == ids
    assert chronik("export", "case.db", cwd=pile).stdout == before


def test_the_page_goes_to_standard_output_too(pile: Path) -> None:
    done = chronik("publish", "case.db", "-o", "-", cwd=pile)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<!doctype html>")
    assert not (pile / "-").exists()


def test_texts_and_names_of_files_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "bad\x1b]0;x\x07.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(REPORT.replace("angekündigt.", "angekündigt\x1b[2J."), encoding="utf-8")
    built = chronik("build", ".", "-o", "case.db", cwd=tmp_path)
    shown = chronik("show", "case.db", "timeline", cwd=tmp_path)
    dated = chronik("date", "good.txt", cwd=tmp_path)
    printed = "".join(p.stdout + p.stderr for p in (built, shown, dated))
    assert not set(printed) & set("\x1b\x07")
    assert "�[2J." in shown.stdout
    assert "bad�]0;x�.txt" in built.stderr


def test_the_summary_counts_events_as_page_and_timeline_do(pile: Path) -> None:
    built = chronik("build", "reports", "-o", "case.db", cwd=pile)
    shown = chronik("show", "case.db", "timeline", "--json", cwd=pile)
    page = chronik("publish", "case.db", "-o", "-", cwd=pile).stdout
    found = re.search(r"(\d+) events?, (\d+) with a day, (\d+) without", built.stdout)
    assert found
    total, dated, undated = map(int, found.groups())
    assert (total, dated) == (dated + undated, len(shown.stdout.splitlines()))
    assert shown.stderr == (f"{undated} event{'s' * (undated != 1)} without a day left out; " * bool(undated)) + (
        "export and the page have them.\n" * bool(undated)
    )
    assert re.search(rf'href="#timeline">[^<]*</a>&nbsp;<span class="size">{total}</span>', page)


ERRORS = [
    (["show", "missing.db", "timeline"], 1, "missing.db"),
    (["export", "reports/good.txt"], 1, "good.txt"),
    (["export", "newer.db"], 1, "newer.db"),
    (["build", "no-such-folder", "-o", "none.db"], 1, "no-such-folder"),
    (["build", "reports", "-o", "no/such/folder/case.db"], 1, "no/such/folder"),
    (["show", "case.db", "state", "--on", "2021-02-31"], 2, "2021-02-31"),
    (["show", "case.db", "nonsense"], 2, "nonsense"),
    (["annotate", "reports", "--kinds", "colour"], 2, "colour"),
    (["check-language", "xx"], 1, "xx"),
]


@pytest.mark.parametrize(("arguments", "code", "named"), ERRORS)
def test_errors_name_the_thing_and_end_with_their_code(pile: Path, arguments: list[str], code: int, named: str) -> None:
    if "newer.db" in arguments:
        (pile / "newer.db").write_bytes((pile / "case.db").read_bytes())
        with sqlite3.connect(pile / "newer.db") as db:
            db.execute("PRAGMA user_version = 999")
    done = chronik(*arguments, cwd=pile)
    assert done.returncode == code
    assert named in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full on this system")
def test_a_full_disk_is_said(pile: Path) -> None:
    done = chronik("annotate", "reports/good.txt", "-o", "/dev/full", cwd=pile)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "/dev/full" in done.stderr or "space" in done.stderr
