"""bench/phrases.py: what counts as found whole and as meaning the same, on phrases of our own."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

import phrases


@pytest.mark.parametrize(
    ("phrase", "expression"),
    [
        ("drei Tage", "(DurationData 3 Day)"),
        ("eine Woche", "(DurationData 7 Day)"),
        ("anderthalb Stunden", "(DurationData 90 Minute)"),
        ("am 4. Mai 2014", "(datetime (2014, 5, 4, 0, 0, 0) Day)"),
        ("im Juni 2014", "(datetime (2014, 6, 0, 0, 0, 0) Month)"),
        ("Fastenzeit 2019", '(datetimeIntervalHoliday ((2019, 3, 6, 0, 0, 0), (2019, 4, 21, 0, 0, 0)) Day "Lent")'),
        ("um 9 Uhr", "(datetime (2013, 2, 12, 9, 0, 0) Hour)"),
        ("um 9 Uhr", "(datetime (2013, 2, 12, 21, 0, 0) Hour)"),  # nothing says which half of the day
        ("von 9:15 bis 10:45", "(datetimeInterval ((2013, 2, 12, 9, 15, 0), (2013, 2, 12, 10, 46, 0)) Minute)"),
        ("vom 3. bis 5. April", "(datetimeInterval ((2013, 4, 3, 0, 0, 0), (2013, 4, 6, 0, 0, 0)) Day)"),
        ("heute Abend", "(datetimeInterval ((2013, 2, 12, 18, 0, 0), (2013, 2, 13, 0, 0, 0)) Hour)"),
        ("in vier Tagen", "(datetime (2013, 2, 16, 4, 0, 0) Hour)"),
        ("die letzten fünf Tage", "(datetimeInterval ((2013, 2, 7, 0, 0, 0), (2013, 2, 12, 0, 0, 0)) Day)"),
    ],
)
def test_the_same(phrase: str, expression: str) -> None:
    assert phrases.verdict(phrase, expression, "de") == "right"


@pytest.mark.parametrize(
    ("phrase", "expression", "why"),
    [
        ("drei Tage", "(DurationData 4 Day)", "another value"),
        ("am 4. Mai 2014", "(datetime (2014, 5, 0, 0, 0, 0) Month)", "another value"),
        ("um 9 Uhr abends", "(datetime (2013, 2, 12, 9, 0, 0) Hour)", "another value"),
        ("um 15 Uhr", "(datetime (2013, 2, 12, 3, 0, 0) Hour)", "another value"),
        ("um 9.20 Uhr", "(datetime (2013, 2, 12, 9, 0, 0) Hour)", "another value"),
        ("heute Abend", "(datetimeInterval ((2013, 2, 13, 18, 0, 0), (2013, 2, 14, 0, 0, 0)) Hour)", "another value"),
        ("am Brunnen", "(datetime (2013, 2, 12, 0, 0, 0) Day)", "nothing found"),
        ("3. Mai am Brunnen", "(datetime (2013, 5, 3, 0, 0, 0) Day)", "found in part"),
    ],
)
def test_not_the_same(phrase: str, expression: str, why: str) -> None:
    assert phrases.verdict(phrase, expression, "de") == why


def test_what_is_left_out_and_the_share(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ("drei Tage", "(DurationData 3 Day)"),
        ("guru nanak 2019", "(DurationData 1 Day)"),
        ("ein Apfel", "(DurationData 1 Day)"),
    ]
    file = tmp_path / "phrases.jsonl"
    lines = [json.dumps({"dim": "Duration", "lang": "de", "text": t, "value_expr": v}) for t, v in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["phrases.py", str(file), "--errors"])
    phrases.main()
    printed = capsys.readouterr().out
    assert printed.startswith("3 phrases, 1 left out (33.3%), 1 of 2 right: 0.500")
    assert "ein Apfel" in printed
