"""The error report on time expressions: right figures and causes on a tiny gold, and well-formed pages."""

import re
from pathlib import Path
from typing import Any

import pytest
from scripts import script

ROOT = Path(__file__).parent.parent
time_errors = script("bench/time_errors.py")
Row = dict[str, Any]


def time(start: int, text: str, kind: str, value: str, doc: str = "a", **more: Any) -> Row:
    extent = {"doc": doc, "kind": "time", "start": start, "end": start + len(text), "text": text}
    return extent | {"type": kind, "value": value} | more


REPORT = {"doc": "b", "kind": "report"}  # a text without gold: what is found in it is spurious
GOLD = [
    time(0, "Freitag", "DATE", "2021-12-10"),
    time(20, "den letzten zwei Jahren", "DURATION", "P2Y"),
    time(60, "damals", "DATE", "PAST_REF"),
    time(80, "20.30 Uhr", "TIME", "2021-12-10T20.30"),
    time(100, "jährlich", "SET", "P1Y", optional=True),
    REPORT,
]
SYSTEM = [
    time(0, "Freitag", "DATE", "2021-12-17"),
    time(32, "zwei Jahren", "DURATION", "P2Y"),
    time(80, "20.30 Uhr", "TIME", "2021-12-10T20:30"),
    time(100, "jährlich", "SET", "P1M"),
    time(5, "1700", "DATE", "1700", doc="b"),
    time(5, "1700", "DATE", "1700", doc="no gold at all"),
]


def test_figures() -> None:
    figures = time_errors.figures(time_errors.paired(GOLD, SYSTEM))
    assert figures["found"] == pytest.approx((3 / 4, 3 / 4, 3 / 4))
    assert figures["strict"] == pytest.approx((2 / 4, 2 / 4, 2 / 4))
    assert figures["value"] == pytest.approx((2 / 4, 2 / 4, 2 / 4))


def test_figures_by_type() -> None:
    pairs = time_errors.paired(GOLD, SYSTEM)
    assert time_errors.figures(pairs, "DATE")["found"] == pytest.approx((1 / 2, 1 / 2, 1 / 2))
    assert time_errors.figures(pairs, "DURATION")["value"] == pytest.approx((1, 1, 1))
    assert time_errors.figures(pairs, "DURATION")["strict"] == (0, 0, 0)
    assert time_errors.figures(pairs, "SET")["found"] == (0, 0, 0)


def test_causes_of_the_tiny_gold() -> None:
    causes = [e.cause for e in time_errors.errors(time_errors.paired(GOLD, SYSTEM))]
    assert causes == ["wrong week of a weekday", "extent too short", "vague word missed", "spurious number"]


CAUSES = [
    (("heuer", "DATE", "2021"), None, "relative or named period missed"),
    (("gestern", "DATE", "2021-12-14"), None, "deictic missed"),
    (("jetzt", "DATE", "PRESENT_REF"), None, "deictic missed"),
    (("tagelang", "DURATION", "PXD"), None, "duration form missed"),
    (("abends", "SET", "XXXX-XX-XXTEV"), None, "set missed"),
    (("20 Uhr", "TIME", "2021-12-14T20:00"), None, "clock or part of day missed"),
    (None, ("jetzt", "DATE", "PRESENT_REF"), "spurious deictic or vague word"),
    (None, ("Mai", "DATE", "2021-05"), "spurious date"),
    (("8. Mai", "DATE", "1945-05-08"), ("8. Mai", "DATE", "2021-05-08"), "wrong year"),
    (("heute", "DATE", "PRESENT_REF"), ("heute", "DATE", "2021-12-15"), "reference or day (heute, now)"),
    (("heute", "DATE", "2021-12-15"), ("heute", "DATE", "2021-12-14"), "wrong anchor, one unit off"),
    (("Wochenende", "DATE", "2021-W50-WE"), ("Wochenende", "DATE", "2021-W49-WE"), "wrong anchor, one unit off"),
    (("Quartal", "DATE", "2021-Q1"), ("Quartal", "DATE", "2020-Q4"), "wrong anchor, one unit off"),
    (("Mai", "DATE", "2021-05"), ("Mai", "DATE", "2021-09"), "wrong anchor, further off"),
    (("dieser Woche", "DATE", "2021-W50"), ("dieser Woche", "DATE", "2021-12-15"), "period granularity"),
    (("Freitag", "DATE", "2021-12-17"), ("Freitag", "DATE", "XXXX-WXX-5"), "year or day left open"),
    (("Mai", "SET", "XXXX-05"), ("Mai", "DATE", "2021-05"), "set or not"),
    (("ein Jahr", "DURATION", "P1Y"), ("ein Jahr", "DURATION", "P12M"), "length of duration"),
    (("ein Jahr", "DURATION", "P1Y"), ("ein Jahr", "DATE", "2020"), "duration or date"),
    (("18 Uhr", "TIME", "2021-12-15T18:00"), ("18 Uhr", "TIME", "2021-12-15T06:00"), "clock or part of day"),
    (("vor Jahren", "DATE", "PXY"), ("vor Jahren", "DURATION", "PXY"), "type differs, value right"),
]


@pytest.mark.parametrize(("gold", "system", "cause"), CAUSES, ids=[f"{c}: {(g or s)[0]}" for g, s, c in CAUSES])
def test_cause(gold: tuple[str, str, str] | None, system: tuple[str, str, str] | None, cause: str) -> None:
    golds = [time(3, *gold)] if gold else [REPORT | {"doc": "a"}]
    systems = [time(3, *system)] if system else []
    assert [e.cause for e in time_errors.errors(time_errors.paired(golds, systems))] == [cause]


def test_a_part_of_an_expression_is_no_error_of_its_own_kind() -> None:
    one, two = (
        [time(0, "5. Mai 2021", "DATE", "2021-05-05")],
        [time(0, "5. Mai", "DATE", "X"), time(7, "2021", "DATE", "2021")],
    )
    assert "expression split" in {e.cause for e in time_errors.errors(time_errors.paired(one, two))}
    assert "two expressions joined" in {e.cause for e in time_errors.errors(time_errors.paired(two, one))}


def well_formed(block: str) -> None:
    """Three tables whose rows have as many cells as their heads, figures between 0 and 1, at most 30 errors."""
    figures, causes, worst = re.split(r"\n\n", block.strip())
    for table in (figures, causes, worst):
        rows = table.splitlines()
        assert re.fullmatch(r"(\|---)+\|", rows[1])
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in rows}
        assert len(cells) == 1, rows
    assert [r.split(" | ")[0] for r in figures.splitlines()[2:]] == ["| DATE", "| TIME", "| DURATION", "| SET", "| all"]
    assert all(0 <= float(x) <= 1 for x in re.findall(r"\d\.\d{3}", figures))
    assert len(worst.splitlines()) <= 2 + time_errors.ROWS


def test_markdown() -> None:
    block = time_errors.markdown(time_errors.paired(GOLD, SYSTEM))
    well_formed(block)
    assert "| all | 4 | 0.750 / 0.750 / 0.750 | 0.500 / 0.500 / 0.500 | 0.500 / 0.500 / 0.500 |" in block
    assert "| extent too short | den letzten zwei Jahren / zwei Jahren | DURATION P2Y | DURATION P2Y |" in block
    assert "| spurious number | 1700 | nothing | DATE 1700 |" in block


def test_written_between_its_markers(tmp_path: Path) -> None:
    page = tmp_path / "scores.md"
    page.write_text("# A\n\n<!-- times: x -->\nold\n<!-- end of times: x -->\n\nB\n", encoding="utf-8")
    time_errors.main([str(ROOT / "tests/gold/times-en.txt"), "--name", "x", "--into", str(page)])
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# A\n\n<!-- times: x -->\n\n| type |")
    assert text.endswith("|\n\n<!-- end of times: x -->\n\nB\n")
    assert "\nold\n" not in text
    with pytest.raises(SystemExit, match="There is no <!-- times: y -->"):
        time_errors.put_between(text, "times: y", "")


def test_scores_page_has_well_formed_blocks() -> None:
    page = (ROOT / "docs" / "scores.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- times: ([\w.-]+) -->\n(.*?)<!-- end of times: \1 -->", page, re.DOTALL)
    assert {name for name, _ in blocks} >= {"times-de.txt", "times-en.txt"}
    for _, block in blocks:
        well_formed(block)
