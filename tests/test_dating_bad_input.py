"""Input that misleads about the day of writing, over the public path: no confident wrong answer.

The texts are ours (``cases/dating/bad_input_*.toml``): headers that err, today's date on a page of long ago, quoted
letters, chronicles, obituaries, plans. Of each is known when it was written, and what it might be taken for.
"""

import datetime as dt
import functools
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from chronik.model import Article, Report
from chronik.pipeline import work_through

CASES = Path(__file__).parent / "cases" / "dating"
NEAR = dt.timedelta(days=31)
NARROW = 366  # days
SURE = 0.5


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text; ``truth`` and ``decoy`` are a day or the first and last of several."""

    id: str
    text: str
    truth: str | tuple[str, str]
    decoy: str | tuple[str, str]
    stated: str | None = None
    conflict: bool | None = None
    exact: bool = False


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of cases."""

    case: tuple[Case, ...]


def cases() -> Iterator[object]:
    for path in sorted(CASES.glob("bad_input_*.toml")):
        language = path.stem.rpartition("_")[2]
        for case in msgspec.toml.decode(path.read_bytes(), type=File).case:
            yield pytest.param(language, case, id=f"{language}: {case.id}")


def days(given: str | tuple[str, str]) -> tuple[dt.date, dt.date]:
    first, last = (given, given) if isinstance(given, str) else given
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


@functools.cache
def dated(case: Case, language: str) -> Report:
    text = case.text.strip("\n")
    article = Article(id=case.id, source=text, text=text, language=language, stated=case.stated)
    return work_through(article)[1]


def meets(report: Report, first: dt.date, last: dt.date) -> bool:
    """Whether the interval, open where an end is None, has a day from ``first`` to ``last``."""
    return (report.low is None or report.low <= last) and (report.high is None or report.high >= first)


@pytest.mark.parametrize(("language", "case"), cases())
def test_the_truth_is_not_excluded(language: str, case: Case) -> None:
    report = dated(case, language)
    assert meets(report, *days(case.truth)), f"{report.low} to {report.high}, best {report.best}"


@pytest.mark.parametrize(("language", "case"), cases())
def test_no_narrow_interval_around_the_decoy(language: str, case: Case) -> None:
    report = dated(case, language)
    first, last = days(case.decoy)
    narrow = report.low and report.high and (report.high - report.low).days < NARROW
    around = meets(report, first - NEAR, last + NEAR) and not meets(report, *days(case.truth))
    assert not (narrow and around), f"{report.low} to {report.high}"


@pytest.mark.parametrize(("language", "case"), cases())
def test_no_confidence_in_a_wrong_day(language: str, case: Case) -> None:
    report = dated(case, language)
    first, last = days(case.truth)
    right = report.best is not None and first - NEAR <= report.best <= last + NEAR
    assert right or report.confidence < SURE, f"{report.best} at {report.confidence}"


@pytest.mark.parametrize(("language", "case"), cases())
def test_the_header_is_contradicted_where_it_errs(language: str, case: Case) -> None:
    if case.conflict is not None:
        assert dated(case, language).stated_conflict == case.conflict


@pytest.mark.parametrize(("language", "case"), cases())
def test_a_day_that_is_said_is_found(language: str, case: Case) -> None:
    if case.exact:
        report = dated(case, language)
        assert (report.low, report.high) == days(case.truth)
