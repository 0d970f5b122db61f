"""The tables brought up to date from a saved answer: what is closed, added, and only reported."""

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.scripts import script

refresh = script("bench/refresh_knowledge.py")
AS_OF = dt.date(2025, 12, 31)
HEAD = "id,person,country,office,from,to,de_names,en_names,note\n"
TERMS = HEAD + (
    "xa-president-berg-2020,Anna Berg,XA,president,2020-03-01,,Anna Berg|Berg,Anna Berg,\n"
    "xb-president-muñoz-2019,José Muñoz,XB,president,2019-05,,José Muñoz,José Muñoz,\n"
    "xa-president-alt-2010,Karl Alt,XA,president,2010-03-01,2020-03-01,Karl Alt,Karl Alt,sworn in a day late\n"
)
BIRTHS = "person,born,died\nAnna Berg,1960-01-02,\nKarl Alt,1940-05-06,\nEva Neu,1970-07-08,\n"


def binding(**values: str) -> dict[str, dict[str, str]]:
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def term(item: str, person: str, iso: str, since: str, to: str = "") -> dict[str, dict[str, str]]:
    ends = {"to": f"{to}T00:00:00Z"} if to else {}
    uri = f"http://www.wikidata.org/entity/{item}"
    return binding(
        item=uri, person=person, en=person, iso=iso, office="president", **{"from": f"{since}T00:00:00Z"}, **ends
    )


ANSWER = [
    term("Q1", "Anna Berg", "XA", "2020-03-01", "2026-03-01"),
    term("Q2", "Eva Neu", "XA", "2026-03-01"),
    term("Q3", "Jose Munoz", "XB", "2019-05-20"),
    term("Q4", "Karl Alt", "XA", "2010-03-05", "2020-02-20"),
    term("Q5", "Udo Lang", "XC", "2001-01-01", "2005-01-01"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms").mkdir()
    (tmp_path / "births").mkdir()
    (tmp_path / "terms/world.csv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "births/world.csv").write_text(BIRTHS, encoding="utf-8")
    (tmp_path / "as_of.toml").write_text("# kept to\nas_of = 2025-12-31\n", encoding="utf-8")
    (tmp_path / "result.json").write_text(json.dumps({"results": {"bindings": ANSWER}}), encoding="utf-8")
    return tmp_path


def merge(folder: Path, *more: str) -> int:
    status: int = refresh.main(["--merge", "terms", str(folder / "result.json"), *more], folder)
    return status


def test_what_is_done_and_what_is_only_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(folder) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "2 changes"
    assert "  xa-president-berg-2020: closed on 2026-03-01" in said
    assert [line for line in said if line.startswith("  xa-president-neu-2026: added")]
    assert said[3] == "3 differences, left as they are"
    assert "  xa-president-alt-2010: begins 2010-03-01 with us, 2010-03-05 in Q4" in said
    assert "  xa-president-alt-2010: ends 2020-03-01 with us, 2020-02-20 in Q4" in said
    assert "  Udo Lang, president XC, from 2001-01-01: not with us (Q5)" in said


def test_without_write_nothing_is_written(folder: Path) -> None:
    merge(folder, "--as-of", "2026-06-30")
    assert (folder / "terms/world.csv").read_text(encoding="utf-8") == TERMS
    assert "2025-12-31" in (folder / "as_of.toml").read_text(encoding="utf-8")


def test_written_and_then_nothing_is_left_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merge(folder, "--write", "--as-of", "2026-06-30")
    rows = (folder / "terms/world.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1] == "xa-president-berg-2020,Anna Berg,XA,president,2020-03-01,2026-03-01,Anna Berg|Berg,Anna Berg,"
    assert rows[-1] == "xa-president-neu-2026,Eva Neu,XA,president,2026-03-01,,Eva Neu,Eva Neu,Wikidata Q2"
    assert rows[3] == TERMS.splitlines()[3]
    assert (folder / "as_of.toml").read_text(encoding="utf-8") == "# kept to\nas_of = 2026-06-30\n"
    capsys.readouterr()
    merge(folder)
    assert capsys.readouterr().out.startswith("0 changes")


def test_the_page_s_own_download_is_read_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flat = [{name: cell["value"] for name, cell in row.items()} for row in ANSWER]
    (folder / "result.json").write_text(json.dumps(flat), encoding="utf-8")
    assert merge(folder) == 0
    assert capsys.readouterr().out.startswith("2 changes")


def test_days_of_death() -> None:
    rows = [dict(zip(("person", "born", "died"), line.split(","), strict=True)) for line in BIRTHS.splitlines()[1:]]
    answer = [
        {"item": "Q1", "person": "Anna Berg", "born": "1960-01-02T00:00:00Z", "died": "2026-02-03T00:00:00Z"},
        {"item": "Q9", "person": "Anna Berg", "born": "1801-01-02T00:00:00Z", "died": "1850-02-03T00:00:00Z"},
        {"item": "Q4", "person": "Karl Alt", "born": "1941-05-06T00:00:00Z"},
    ]
    report = refresh.merge_births(rows, answer)
    assert report.rows[0] == {"person": "Anna Berg", "born": "1960-01-02", "died": "2026-02-03"}
    assert report.done == ["Anna Berg: died 2026-02-03"]
    assert report.differs == ["Karl Alt: born 1940-05-06 with us, 1941-05-06 in Q4"]


def test_bodies_that_were_dissolved() -> None:
    rows = [
        {"id": "a", "kind": "party", "from": "2001", "to": "", "de": "Partei A|A-Partei"},
        {"id": "b", "kind": "company", "from": "1990", "to": "", "de": "Firma B"},
        {"id": "c", "kind": "term", "from": "2001", "to": "", "de": "Wort C"},
    ]
    answer = [
        {"item": "Q1", "name": "Partei A", "from": "2001-02-03T00:00:00Z", "to": "2026-01-31T00:00:00Z"},
        {"item": "Q2", "name": "Firma B", "from": "2015-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"},
        {"item": "Q3", "name": "Wort C", "from": "2001-01-01T00:00:00Z", "to": "2026-03-01T00:00:00Z"},
    ]
    report = refresh.merge_bodies(rows, answer, AS_OF)
    assert [row["to"] for row in report.rows] == ["2026-01-31", "", ""]
    assert report.done == ["a: closed on 2026-01-31"]
    assert report.differs == ["b: Q2 of that name began 2015-01-01 only"]
    asked = refresh.query("periods", rows, AS_OF)
    assert '"Partei A"@de "Firma B"@de' in asked
    assert "Wort C" not in asked


def test_the_queries() -> None:
    asked = refresh.query("terms", [], AS_OF)
    assert "wd:Q30461" in asked
    assert '"2025-12-31T00:00:00Z"^^xsd:dateTime' in asked
    assert asked.count("{") == asked.count("}")
    people = [{"person": "Anna Berg", "died": ""}, {"person": "Karl Alt", "died": "2001-01-01"}]
    lives = refresh.query("births", people, AS_OF)
    assert '"Anna Berg"@de' in lives
    assert "Karl Alt" not in lives


@pytest.mark.parametrize("table", ["offices", "terms", "births", "periods"])
def test_every_table_has_its_question(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert refresh.main(["--query", table]) == 0
    assert capsys.readouterr().out.startswith("SELECT ?item ?")


def test_a_file_that_is_no_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "result.json").write_text("<html>", encoding="utf-8")
    assert merge(folder) == 1
    assert "result.json" in capsys.readouterr().err
    assert refresh.main(["--merge", "terms", str(folder / "none.json")], folder) == 1
