"""THE PATH: read → clean → annotate → date → anchor → link → find → record.

Each article goes through on its own and is recorded in one transaction; what lies between articles is drawn from
the case file afterwards. A build that is stopped anywhere goes on where it was when it is run again.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, count
from pathlib import Path, PurePath
from typing import NamedTuple

from msgspec import structs

from chronik.annotate.document import annotate
from chronik.article import prepare
from chronik.dating import anchor, date, distribution, weigh
from chronik.dating.weights import Weights as Chances
from chronik.errors import InputError, LanguageError
from chronik.findings import draw, state
from chronik.free import free_only
from chronik.ingest import read
from chronik.ingest.texts import iso_date, read_text
from chronik.language.files import home
from chronik.link import Text, Topics, find_copies
from chronik.model import Article, Document, Dossier, Findings, Report, Skipped, State, WrittenDate, written_date
from chronik.record import Case, current_manifest
from chronik.rounds import Settled, settle
from chronik.spool import Spool, Worked

Progress = Callable[[str], None]
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Dated(NamedTuple):
    """An article worked through, and the chance of each day from ``first`` on that it was written then."""

    worked: Worked
    first: dt.date
    chances: Chances


def work_through(article: Article, *, trust_stated: bool = False) -> Worked:
    """One article by itself, from its text to dated annotations."""
    document = prepare(article)
    found = annotate(document)
    report = date(document, weigh(document, found), trust_stated=trust_stated)
    return Worked(document, report, anchor(found, report))


def date_text(text: str, stated: str | dt.date | None = None, url: str | None = None) -> WrittenDate:
    """When a plain text was written: by its own words, its stated date and the address it was found at.

    ``stated`` is what a page, feed or catalogue says, a clue among others: a day, month or year ("2018-06-14",
    "2018-06", "2018"). Without it a header in front of the text (`` date 2018-06``) is read as the stated date.
    Raises InputError where ``stated`` is no date, and where the text holds no words or is in a language without rules.
    """
    said = None if stated is None else iso_date(str(stated))
    if stated is not None and said is None:
        raise InputError(f"The stated date {str(stated)!r} is no date; write it as YYYY, YYYY-MM or YYYY-MM-DD.")
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)  # half of a pair, which no encoding has
    article = next(read_text(text, text.encode(), "The text", "The text"))
    if isinstance(article, Skipped):
        raise InputError(article.why)
    if said is not None:
        article = structs.replace(article, stated=said, stated_start=None, stated_end=None)
    document = prepare(structs.replace(article, url=url))
    return written_date(date(document, weigh(document, annotate(document))))


def days_of(paths: Iterable[str | Path]) -> Iterator[Dated | Skipped]:
    """Each article of a pile with the chance of each day by its own words, without the other texts; they sum to 1."""
    for item in annotate_pile(paths, alone=True):
        if isinstance(item, Skipped):
            yield item
        else:
            yield Dated(item, *distribution(weigh(item.document, item.found)))


def annotate_pile(
    paths: Iterable[str | Path], *, trust_stated: bool = False, alone: bool = False
) -> Iterator[Worked | Skipped]:
    """Every article of a pile worked through; what could not be read comes as Skipped.

    The articles date each other, so that all are read (and set aside on the disk) before the first comes out; with
    ``alone`` each comes out as soon as it is read, dated by its own words.
    """
    _options(trust_stated)
    each = (item if isinstance(item, Skipped) else _safely(item, trust_stated) for item in read(paths))
    if alone:
        yield from each
        return
    with Spool() as spool:
        for item in each:
            spool.put(item)
        copies = find_copies(_text(key, *worked[:2]) for key, worked in spool.worked())
        settle(spool.worked, spool.replace, copies, trust_stated=trust_stated)
        yield from spool


def build(
    paths: Iterable[str | Path], case: Case, *, trust_stated: bool = False, progress: Progress | None = None
) -> Findings:
    """The main job: all articles into the case, then links and findings over all that the case holds."""
    paths = [str(p) for p in paths]
    rules = case.put_manifest(current_manifest(_options(trust_stated)))
    case.forget_skipped(paths)
    skipped, kept = set[str](), set[str]()
    for item in read(paths):
        if isinstance(item, Skipped):
            skipped.add(item.path)
            case.put_skipped(item)
        else:
            article = _named_apart(item, case, kept)
            kept.add(article.id)
            if not case.has(article.id, article.digest, rules):
                _put(case, article, trust_stated)
        if progress:
            progress(item.path)
    # A file that can no longer be read must not stand in the dossier as it once was.
    skipped.discard("-")
    case.forget([i.doc for i in case.inputs() if i.path in skipped and i.doc not in kept])
    if case.complete():
        return case.findings()
    redate(case, trust_stated=trust_stated)
    return find(case)


def redate(case: Case, *, trust_stated: bool = False) -> Settled:
    """Date all articles of a case in the light of each other."""

    def worked() -> Iterator[tuple[str, Worked]]:
        for d in case.dossiers():
            yield d.doc, Worked(case.document(d.doc), d.report, d.annotations)

    def write(doc: str, new: Worked) -> None:
        case.redate(doc, new.report, new.found)

    return settle(worked, write, find_copies(_texts(case)), trust_stated=trust_stated)


def _options(trust_stated: bool) -> tuple[str, ...]:
    """What else changes the results; raises InputError where the environment asks for models that there are not."""
    return (*(["trust-stated"] if trust_stated else []), *(["free-models"] if free_only() else []))


def _named_apart(article: Article, case: Case, kept: Collection[str]) -> Article:
    """The article by the name it is stored under; a new one whose name another file bears goes by its path.

    ``kept`` are the names of this build, so that of two articles neither is lost and none is stored twice.
    """
    own, file = PurePath(article.id), PurePath(article.path)
    apart = article.path if own.name == file.name else f"{article.path}#{article.id.rpartition('#')[2]}"
    if article.path == "-":  # standard input has no place that could be read again
        apart = f"{article.id}#{article.digest[:8]}"
    wished = [*case.names_of(article.path, article.digest), article.id, apart]
    names = chain(wished, (f"{apart}#{n}" for n in count(2)))
    return structs.replace(article, id=next(n for n in names if n not in kept and _free(n, article, case)))


def _free(name: str, article: Article, case: Case) -> bool:
    """Whether nothing else bears the name: nothing at all, or this text, or what stood in the same file before."""
    known = case.input(name)
    return known is None or known.digest == article.digest or known.path == article.path != "-"


def _put(case: Case, article: Article, trust_stated: bool) -> None:
    """Work an article through and record it; where that fails it is listed, and an older version of it taken out."""
    worked = _safely(article, trust_stated)
    if not isinstance(worked, Skipped):
        try:
            case.put(*worked)
            return
        except InputError as e:
            worked = Skipped(path=article.path, why=str(e))
    case.put_skipped(worked)
    case.forget([article.id])


def find(case: Case) -> Findings:
    """Links and findings over all that the case holds, recorded."""
    findings = draw(_Stream(case), find_copies(_texts(case)), Topics(_texts(case)))
    case.put_findings(findings)
    return findings


def state_on(case: Case, on: dt.date, known_by: dt.date) -> State:
    """The state on a day, from the reports that had been written by ``known_by``."""
    findings = draw(_Stream(case, known_by), case.findings().copies, Topics(_texts(case)))
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
        yield _text(d.doc, case.document(d.doc), d.report)


def _text(key: str, document: Document, report: Report) -> Text:
    article, day = document.article, report.best if report.low == report.high else None
    return Text(doc=key, text=article.text[article.body :], best=day, agencies=report.agencies)


def _safely(article: Article, trust_stated: bool) -> Worked | Skipped:
    """A bad article never stops a pile: whatever goes wrong with one is listed, and the rest is done.

    A bad rule is no fault of the article: raises LanguageError.
    """
    try:
        return work_through(article, trust_stated=trust_stated)
    except LanguageError as e:
        raise LanguageError(f"{e} Run chronik check-language {home(article.language)}, which names all faults.") from e
    except Exception as e:
        why = f"{article.path} could not be worked through ({type(e).__name__}: {e}); please report it with the text."
        return Skipped(path=article.path, why=why)
