"""Whole sentences with every time expression in them: tests/cases/times_<language>.tsv.

A case a line: the day of writing, the sentence with what must be found in square brackets, the TIMEX3 values between
bars; three columns with tabs between them. A sentence without brackets must give nothing. A fourth column,
"xfail: why", marks a known failure, which must fail.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.model import Article, Document

CASES = Path(__file__).parent / "cases"


def cases() -> list[tuple[str, str, str, str, str]]:
    """Language, day of writing, marked sentence, values, why it still fails ("" where it does not)."""
    rows = []
    for path in sorted(CASES.glob("times_*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                day, sentence, values, why, *_ = [*line.split("\t"), "", ""]
                rows.append((path.stem.removeprefix("times_"), day, sentence, values, why.removeprefix("xfail: ")))
    return rows


def parameters() -> list[Any]:
    """A case with a reason is a known failure, strict."""
    return [
        pytest.param(*row, marks=[pytest.mark.xfail(strict=True, reason=why)] if why else []) for *row, why in cases()
    ]


@pytest.mark.parametrize(("code", "day", "sentence", "values"), parameters())
def test_time_case(code: str, day: str, sentence: str, values: str) -> None:
    text = re.sub(r"[\[\]]", "", sentence)
    document = Document(article=Article(id="case", source=text, text=text), sentences=())
    times = anchor_times(find_times(document, code), *[dt.date.fromisoformat(day)] * 3)
    assert [t.text for t in times] == re.findall(r"\[([^\]]*)\]", sentence)
    assert " | ".join(str(t.value) for t in times) == values


def test_each_case_stands_once() -> None:
    sentences = [(code, sentence) for code, _, sentence, *_ in cases()]
    assert len(sentences) == len(set(sentences))
