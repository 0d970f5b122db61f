"""THE PATH: read → clean → annotate → date → anchor → link → find → record.

Each article goes through on its own and is recorded in one transaction; what lies between articles is drawn from
the case file afterwards. A build that is stopped anywhere goes on where it was when it is run again.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import structs

from chronik.annotate.document import annotate
from chronik.article import prepare
from chronik.dating import anchor, date
from chronik.errors import InputError
from chronik.findings import draw, state
from chronik.ingest import read
from chronik.link import Text, Topics, find_copies
from chronik.model import Annotations, Article, Document, Dossier, Findings, Report, Skipped, State
from chronik.record import Case, current_manifest

Progress = Callable[[str], None]


def work_through(article: Article, *, trust_stated: bool = False) -> tuple[Document, Report, Annotations]:
    """One article, from its text to dated annotations."""
    document = prepare(article)
    found = annotate(document)
    report = date(document, found, trust_stated=trust_stated)
    return document, report, anchor(found, report)


def annotate_pile(
    paths: Iterable[str | Path], *, trust_stated: bool = False
) -> Iterator[tuple[Document, Report, Annotations] | Skipped]:
    """Every article of a pile worked through, one at a time; what could not be read comes as Skipped."""
    for item in read(paths):
        yield item if isinstance(item, Skipped) else _safely(item, trust_stated)


def build(
    paths: Iterable[str | Path], case: Case, *, trust_stated: bool = False, progress: Progress | None = None
) -> Findings:
    """The main job: all articles into the case, then links and findings over all that the case holds."""
    paths = [str(p) for p in paths]
    rules = case.put_manifest(current_manifest(("trust-stated",) if trust_stated else ()))
    case.forget_skipped(paths)
    for item in read(paths):
        if isinstance(item, Skipped):
            case.put_skipped(item)
        else:
            item = _named_apart(item, case)
            if not case.has(item.id, item.digest, rules):
                _put(case, _safely(item, trust_stated))
        if progress:
            progress(item.path)
    return case.findings() if case.complete() else find(case)


def _named_apart(article: Article, case: Case) -> Article:
    """An article whose name another file of the case bears already goes by its path, so that neither is lost."""
    known = case.input(article.id)
    if known is None or known.digest == article.digest:
        return article
    if article.path == "-":  # standard input has no place that could be read again
        return structs.replace(article, id=f"{article.id}#{article.digest[:8]}")
    return article if known.path == article.path else structs.replace(article, id=article.path)


def _put(case: Case, worked: tuple[Document, Report, Annotations] | Skipped) -> None:
    if isinstance(worked, Skipped):
        case.put_skipped(worked)
        return
    try:
        case.put(*worked)
    except InputError as e:
        case.put_skipped(Skipped(path=worked[0].article.path, why=str(e)))


def find(case: Case) -> Findings:
    """Links and findings over all that the case holds, recorded."""
    findings = draw(_Stream(case), find_copies(_texts(case)), Topics(_texts(case)))
    case.put_findings(findings)
    return findings


def state_on(case: Case, on: dt.date, known_by: dt.date) -> State:
    """The state on a day, from the reports that had been written by ``known_by``."""
    findings = draw(_Stream(case, known_by), (), Topics(_texts(case)))
    return state(findings, on, known_by, case.quote)


class _Stream:
    """The articles of a case, to be gone through as often as is needed without holding them."""

    def __init__(self, case: Case, written_by: dt.date | None = None) -> None:
        self._case, self._written_by = case, written_by

    def __iter__(self) -> Iterator[Dossier]:
        for dossier in self._case.dossiers():
            last = dossier.report.high  # surely written by then
            if self._written_by is None or (last is not None and last <= self._written_by):
                yield dossier


def _texts(case: Case) -> Iterator[Text]:
    for d in case.dossiers():
        article = case.document(d.doc).article
        day = d.report.best if d.report.low == d.report.high else None
        yield Text(doc=d.doc, text=article.text[article.body :], best=day, agencies=d.report.agencies)


def _safely(article: Article, trust_stated: bool) -> tuple[Document, Report, Annotations] | Skipped:
    """A bad article never stops a pile: whatever goes wrong with one is listed, and the rest is done."""
    try:
        return work_through(article, trust_stated=trust_stated)
    except Exception as e:
        why = f"{article.path} could not be worked through ({type(e).__name__}: {e}); please report it with the text."
        return Skipped(path=article.path, why=why)
