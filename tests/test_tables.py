"""What the tables hold, in the terminal, as JSON Lines and as CSV."""

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronik import publish, show
from chronik.article import prepare
from chronik.model import (
    Annotations,
    Article,
    Cite,
    Conflict,
    EventCluster,
    Findings,
    Point,
    Position,
    Report,
    Series,
    Side,
)
from chronik.publish.tables import COLUMNS, Sources, entries, undated
from chronik.record import Case, Manifest

TEXT = "Im Lager Erbil standen 900 Soldaten. In Mossul waren es 300. Der Minister sprach in Kirkuk."
DAY = dt.date(2021, 3, 12)


def cluster(number: int, date: str | None, words: str) -> EventCluster:
    start = TEXT.index(words)
    return EventCluster(
        id=f"e{number}",
        event_class="other",
        date=date,
        low=DAY if date else None,
        high=DAY if date else None,
        status="occurred",
        label=words,
        actor=None,
        place=None,
        members=(Cite(doc="a.txt", start=start, end=start + len(words)),),
    )


def point(words: str, value: float) -> Point:
    start = TEXT.index(words)
    bounds: dict[str, None] = {"low": None, "high": None, "source": None}
    end = start + len(words)
    return Point(as_of=None, value=value, modifier="exact", sense="actual", doc="a.txt", start=start, end=end, **bounds)


FOUND = Findings(
    clusters=(cluster(1, "2021-03-12", "standen"), cluster(2, None, "sprach")),
    series=(
        Series(measure="troops", of="Soldaten", place=None, unit=None, points=(point("900", 900), point("300", 300))),
    ),
    positions=(
        Position(party="=HYPERLINK(1)", stance="demands", matter="-1+1", date=None, doc="a.txt", start=0, end=2),
    ),
    conflicts=(
        Conflict(
            about="Soldaten",
            type="figure",
            sides=tuple(Side(doc="a.txt", start=TEXT.index(w), end=TEXT.index(w) + 3, says=w) for w in ("900", "300")),
        ),
    ),
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "case.db", create=True) as opened:
        opened.put_manifest(Manifest(version="1", rules={}))
        document = prepare(Article(id="a.txt", source=TEXT, text=TEXT, language="de"))
        report = Report(language="de", best=DAY, low=DAY, high=DAY, confidence=0.9)
        opened.put(document, report, Annotations())
        opened.put_findings(FOUND)
        yield opened


def sources(case: Case) -> Sources:
    return Sources(case.quote, {d.doc: d.report for d in case.dossiers()})


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("words", [(), ("mossul",), ("erbil",), ("900", "soldaten"), ("Nirgendwo",)])
def test_table_and_json_show_the_same_findings(case: Case, table: str, words: tuple[str, ...]) -> None:
    shown = list(entries(table, case.findings(), sources(case), words))
    written = [json.loads(line) for line in publish.finding_lines_of(case, table, words)]
    assert len(shown) == len(written)
    for entry in shown:
        assert all(len(row) == len(COLUMNS[table]) for row in entry.rows)
    if table == "figures":
        assert [len(e.rows) for e in shown] == [len(line["points"]) for line in written]


def test_the_kind_of_a_line_is_its_records_and_not_a_word_in_it(case: Case) -> None:
    kinds = {t: {json.loads(line)["kind"] for line in publish.finding_lines_of(case, t, ())} for t in COLUMNS}
    assert {t: k for t, k in kinds.items() if k} == {
        "timeline": {"event_cluster"},
        "figures": {"series"},
        "conflicts": {"conflict"},
        "positions": {"position"},
        "reports": {"report"},
    }


def test_a_series_is_cut_to_the_points_that_name_a_place(case: Case) -> None:
    (line,) = (json.loads(line) for line in publish.finding_lines_of(case, "figures", ("Mossul",)))
    assert [p["value"] for p in line["points"]] == [300]


def test_a_conflict_keeps_both_sides(case: Case) -> None:
    (entry,) = entries("conflicts", case.findings(), sources(case), ("Mossul",))
    assert len(entry.rows) == 2


def test_events_without_a_day_are_counted(case: Case) -> None:
    assert [e.rows[0][0] for e in entries("timeline", FOUND, sources(case))] == ["2021-03-12"]
    assert undated(FOUND, sources(case)) == undated(FOUND, sources(case), ("kirkuk",)) == 1
    assert undated(FOUND, sources(case), ("Mossul",)) == 0
    assert show.undated_events(case, ("Mossul",)) is None


def test_no_cell_of_a_csv_is_a_formula(case: Case, tmp_path: Path) -> None:
    publish.write_csv(case, tmp_path)
    with (tmp_path / "positions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][2] == "'-1+1"
    assert rows[1][1] == "demands"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mrot\x1b[0m", "�[31mrot�[0m"),
        ("a\rb\x07\x9b2J\x7f", "a�b��2J�"),
        ("zwei\nZeilen\tund Straße „ä“", "zwei\nZeilen\tund Straße „ä“"),
    ],
)
def test_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert show.plain(text) == shown
