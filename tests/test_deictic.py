"""Days that a text says to be its own, or the day before."""

import pytest

from chronik.annotate.document import annotate
from chronik.article import prepare
from chronik.dating.anchor import anchor_times
from chronik.dating.deictic import deictic_clues
from chronik.model import Article


def found(text: str, code: str) -> list[tuple[str, str, str, int]]:
    times = anchor_times(
        annotate(prepare(Article(id="a", source=text, text=text, language=code))).times, None, None, None
    )
    clues = list(deictic_clues(times, text, code))
    assert all(text[c.reason.start : c.reason.end] == c.reason.text for c in clues)
    return [(c.kind, c.reason.text, str(c.spans[0][0])[5:] if c.spans else "", c.weekday) for c in clues]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "In Vaduz wird heute (12. Oktober) die neue Orgel geweiht.", ("own_day", "12. Oktober", "10-12", 0)),
        ("de", "Gestern, am 3. März, stürzte ein Kran um.", ("own_day", "3. März", "03-04", 0)),
        ("de", "Die Synode tagte am gestrigen Dienstag in Chur.", ("weekday_own", "gestrigen Dienstag", "", 3)),
        ("de", "Am heutigen Sonntag wird in Graz gewählt.", ("weekday_own", "heutigen Sonntag", "", 7)),
        ("en", "The bridge opens today, May 7, after years of work.", ("own_day", "May 7", "05-07", 0)),
    ],
)
def test_its_own_day(code: str, text: str, expected: tuple[str, str, str, int]) -> None:
    assert found(text, code) == [expected]


@pytest.mark.parametrize(
    "text", ["Die Wahl ist am 7. Mai.", "Das gilt noch heute. Am 7. Mai kam er.", "Am Sonntag war Wahl."]
)
def test_not_its_own_day(text: str) -> None:
    assert found(text, "de") == []
