"""A whole case as JSON Lines: every article's annotations, then the findings."""

from collections.abc import Iterator

from chronik.model import Annotations, Article, State
from chronik.publish.jsonl import KINDS, article_lines, cited, encode, finding_lines, to_fields
from chronik.publish.tables import Sources, entries
from chronik.record import Case


def case_lines(case: Case) -> Iterator[str]:
    """Every line of ``chronik export --format jsonl``, in an order that depends on the case alone."""
    for dossier in case.dossiers():
        article = case.document(dossier.doc).article
        yield from article_lines(article, dossier.report, dossier.annotations, frozenset(KINDS))
    yield from finding_lines(case.findings(), _mapped(case))


def finding_lines_of(case: Case, table: str, words: tuple[str, ...]) -> Iterator[str]:
    """The findings that one table of ``chronik show`` shows, with the same ``words``."""
    reports = {d.doc: d.report for d in case.dossiers()}
    mapped = _mapped(case)
    for record, _ in entries(table, case.findings(), Sources(case.quote, reports), words):
        if isinstance(record, str):
            article = case.document(record).article
            yield from article_lines(article, reports[record], Annotations(), frozenset(("report",)))
        else:
            yield encode(cited(to_fields(record), mapped))


def state_line(state: State, case: Case) -> str:
    """A state as one line of JSON."""
    return encode(cited(to_fields(state), _mapped(case)))


def _mapped(case: Case) -> dict[str, Article]:
    """The articles whose readable text differs from their source."""
    articles = (case.document(doc).article for doc in case.documents())
    return {a.id: a for a in articles if a.blocks}
