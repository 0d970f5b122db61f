"""Which sources a report draws on: credited agencies, and agencies and media it names as its source."""

import pytest
from piles import report

from chronik.link.lineage import find_lineage
from chronik.model import Annotations, Dossier, Lineage, Reason, Statement

EVERYDAY = pytest.mark.xfail(strict=True, reason="media named by one everyday word are taken for it without a cue")


def lineage(*statements: Statement, agencies: tuple[str, ...] = (), reasons: tuple[Reason, ...] = ()) -> list[Lineage]:
    written = report("2021-07-20", agencies=agencies, reasons=reasons)
    return list(find_lineage(Dossier(doc="a", report=written, annotations=Annotations(statements=statements))))


def said(speaker: str | None, start: int = 10, **fields: str) -> Statement:
    end = start + len(speaker) if speaker else None
    place = start if speaker else None
    return Statement(start=60, end=66, cue="meldet", speaker=speaker, speaker_start=place, speaker_end=end, **fields)


@pytest.mark.parametrize(
    ("speaker", "source"),
    [
        ("dpa", "dpa"),
        ("die Nachrichtenagentur AFP", "AFP"),
        ("Die Nachrichtenagentur Reuters", "Reuters"),
        ("ein Sprecher der Polizei", None),
        ("ein Bild der Verwüstung", None),
        pytest.param("die Welt", None, marks=EVERYDAY),
        (None, None),
    ],
)
def test_a_speaker_that_is_a_source(speaker: str | None, source: str | None) -> None:
    found = lineage(said(speaker))
    if source is None:
        assert not found
    else:
        assert [(line.source, line.start) for line in found] == [(source, 10)]


def test_the_report_between() -> None:
    (line,) = lineage(said("Präsident Assad", via="dpa"))
    assert (line.source, line.start, line.end) == ("dpa", 60, 66)


def test_each_source_once_and_credits_first() -> None:
    credit = Reason(clue="agency", text="dpa", start=8, end=11)
    found = lineage(said("dpa"), said("Reuters", start=30), agencies=("dpa", "AFP"), reasons=(credit,))
    assert [(line.source, line.start, line.end) for line in found] == [
        ("dpa", 8, 11),
        ("AFP", None, None),
        ("Reuters", 30, 37),
    ]


def test_none() -> None:
    assert lineage() == []
