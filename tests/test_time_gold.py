"""Floors for time expressions on texts of our own, marked in place (tests/gold/times-*.txt), in each language.

Twice: told the true day, which is about times alone; and as files, whose day has to be found, headers right and wrong.
The floors lie just below what is reached, so that a change that costs quality fails here.
"""

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from marked import marked
from scripts import script

from chronik import work_through
from chronik.ingest import read
from chronik.model import Skipped

ROOT = Path(__file__).parent.parent
time_errors = script("bench/time_errors.py")
CODES = ("de", "en")
FILES = {code: ROOT / "tests" / "gold" / f"times-{code}.txt" for code in CODES}
TEXTS = {code: marked(file) for code, file in FILES.items()}

FLOORS = {
    "de": {"found": 0.98, "strict": 0.95, "value": 0.83},
    "en": {"found": 0.98, "strict": 0.98, "value": 0.96},
}
FLOORS_OF_FILES = {"de": {"found": 0.98, "value": 0.47}, "en": {"found": 0.98, "value": 0.63}}


def below(gold: list[Any], system: list[Any], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """F1 and floor of every measure that falls short."""
    figures = time_errors.figures(time_errors.paired(gold, system))
    return {name: (round(figures[name][2], 3), floor) for name, floor in floors.items() if figures[name][2] < floor}


@pytest.mark.parametrize("code", CODES)
def test_floor_told_the_true_day(code: str) -> None:
    gold, system = time_errors.annotated(FILES[code])
    assert not below(gold, system, FLOORS[code])


@pytest.mark.parametrize("code", CODES)
def test_floor_with_the_day_to_be_found(code: str, tmp_path: Path) -> None:
    gold, system = [], []
    for text in TEXTS[code]:
        content, times = text.file()
        (tmp_path / text.name).write_text(content, encoding="utf-8")
        gold += times
    for article in read([tmp_path]):
        assert not isinstance(article, Skipped), article.why
        document, _, found = work_through(article)
        assert document.article.text == article.source
        system += [time_errors.row(article.id, time) for time in found.times]
    assert not below(gold, system, FLOORS_OF_FILES[code])


# ---------------------------------------------------------------- the gold itself


@pytest.mark.parametrize("code", CODES)
def test_weekdays_of_the_gold_fall_on_their_dates(code: str) -> None:
    names = {
        "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    }[code]
    for time in (time for text in TEXTS[code] for time in text.times):
        day = re.match(r"\d{4}-\d\d-\d\d", time["value"])
        named = [number for number, name in enumerate(names, 1) if name in time["text"].lower()]
        if day and named:
            assert [dt.date.fromisoformat(day[0]).isoweekday()] == named, time


@pytest.mark.parametrize("code", CODES)
def test_offsets_of_the_gold_are_exact(code: str) -> None:
    for text in TEXTS[code]:
        content, times = text.file()
        assert [content[t["start"] : t["end"]] for t in times] == [t["text"] for t in times]
        assert all(a["end"] <= b["start"] for a, b in itertools.pairwise(times))
