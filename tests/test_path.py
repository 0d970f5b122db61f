"""The whole path on the example piles: as stored, the same twice, and every line on a sentence that is there."""

import json
from pathlib import Path

import pytest
from store import PILES, ROOT, result, stored

from chronik import pipeline
from chronik.findings.days import bounds
from chronik.ingest import read
from chronik.model import Article, Skipped
from chronik.record import Case


@pytest.fixture(scope="module", params=PILES)
def pile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_result_is_as_stored(pile: str) -> None:
    assert result(pile) == stored(pile).read_text(encoding="utf-8"), "read the change, then run python tests/store.py"


def test_every_line_cites_a_span_that_is_there(pile: str) -> None:
    texts = {a.id: a.source for a in read([ROOT / "examples" / pile]) if isinstance(a, Article)}
    for line in stored(pile).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for cite in [row, *row.get("members", []), *row.get("points", []), *row.get("sides", [])]:
            if cite.get("start") is not None:
                assert 0 <= cite["start"] < cite["end"] <= len(texts[cite["doc"]])


def test_intervals_are_in_order(pile: str) -> None:
    for item in pipeline.annotate_pile([ROOT / "examples" / pile]):
        assert not isinstance(item, Skipped), item.why
        _, report, found = item
        for record in (report, *found.times, *found.events, *found.pledges):
            assert record.low is None or record.high is None or record.low <= record.high
        for figure in found.figures:
            assert figure.low is None or figure.high is None or figure.low <= figure.high
        for edtf in [f.as_of for f in found.figures] + [e.date for e in found.events] + [p.due for p in found.pledges]:
            assert edtf is None or bounds(edtf) is not None, edtf


def test_offsets_are_exact(pile: str) -> None:
    for item in pipeline.annotate_pile([ROOT / "examples" / pile]):
        assert not isinstance(item, Skipped), item.why
        document, report, found = item
        text = document.article.text
        for record in (*found.times, *found.figures, *found.events, *found.names):
            assert text[record.start : record.end] == record.text
        for statement in found.statements:
            assert text[statement.start : statement.end] == statement.cue
            if statement.speaker_start is not None:
                assert text[statement.speaker_start : statement.speaker_end] == statement.speaker
        for reason in [
            *report.reasons,
            *(r for group in (found.events, found.figures) for e in group for r in e.reasons),
        ]:
            if reason.start is not None and reason.text and reason.clue not in ("stated_date", "same_event"):
                assert text[reason.start : reason.end] == reason.text


def test_a_build_that_is_cut_off_goes_on(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole.db", tmp_path / "cut.db"
    with Case.open(whole, create=True) as case:
        expected = pipeline.build([ROOT / "examples" / "stuttgart21"], case)

    class StopError(Exception):
        pass

    seen: list[str] = []

    def after_three(path: str) -> None:
        seen.append(path)
        if len(seen) == 3:
            raise StopError

    with Case.open(cut, create=True) as case, pytest.raises(StopError):
        pipeline.build([ROOT / "examples" / "stuttgart21"], case, progress=after_three)
    with Case.open(cut) as case:
        assert len(list(case.documents())) == 3
        assert not case.complete()
        assert pipeline.build([ROOT / "examples" / "stuttgart21"], case) == expected
