"""Stage 4: when was it written, why, and which day is each thing of."""

from chronik.dating.anchor import anchor_times
from chronik.dating.clues import find_clues
from chronik.dating.dates import anchor
from chronik.dating.infer import infer, trusted
from chronik.model import Annotations, Document, Report

__all__ = ["anchor", "date"]


def date(document: Document, annotations: Annotations, *, trust_stated: bool = False) -> Report:
    """When the document was written, from all its clues; with ``trust_stated`` its stated date where it has one."""
    if trust_stated and document.article.stated:
        report = trusted(document)
        if report:
            return report
    times = anchor_times(annotations.times, None, None, None)
    return infer(document, find_clues(document, times, document.article.language))
