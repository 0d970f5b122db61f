"""A whole case as JSON Lines: every article's annotations, then the findings."""

from collections.abc import Iterator

from chronik.model import Article, State
from chronik.publish.jsonl import KINDS, article_lines, cited, encode, finding_lines, to_fields
from chronik.record import Case

# Which findings each table of ``show`` is made of.
_KINDS_OF = {
    "timeline": "event_cluster",
    "figures": "series",
    "pledges": "pledge_outcome",
    "conflicts": "conflict",
    "copies": "copy",
    "positions": "position",
    "parties": "party",
    "sources": "lineage",
    "reports": "report",
}


def case_lines(case: Case) -> Iterator[str]:
    """Every line of ``chronik export --format jsonl``, in an order that depends on the case alone."""
    for dossier in case.dossiers():
        article = case.document(dossier.doc).article
        yield from article_lines(article, dossier.report, dossier.annotations, frozenset(KINDS))
    yield from finding_lines(case.findings(), _mapped(case))


def finding_lines_of(case: Case, table: str, words: tuple[str, ...]) -> Iterator[str]:
    """The lines behind one table of ``chronik show``; with ``words`` only those that hold all of them."""
    for line in case_lines(case):
        if f'"kind":"{_KINDS_OF[table]}"' in line[:200] and all(w.casefold() in line.casefold() for w in words):
            yield line


def state_line(state: State, case: Case) -> str:
    """A state as one line of JSON."""
    return encode(cited(to_fields(state), _mapped(case)))


def _mapped(case: Case) -> dict[str, Article]:
    """The articles whose readable text differs from their source."""
    articles = (case.document(doc).article for doc in case.documents())
    return {a.id: a for a in articles if a.blocks}
