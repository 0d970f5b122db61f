"""Stage 4: when was it written, why, and which day is each thing of."""

from collections.abc import Sequence

from chronik.dating.anchor import anchor_times
from chronik.dating.clue import Clue
from chronik.dating.clues import find_clues
from chronik.dating.dates import anchor
from chronik.dating.infer import Evidence, distribution, evidence, infer, trusted
from chronik.dating.neighbours import Sharp, copy_clue, event_clue, sharp
from chronik.dating.prior import FLAT_PRIOR, Prior, Sample, learn
from chronik.model import Annotations, Document, Report

__all__ = [
    "FLAT_PRIOR",
    "Prior",
    "Sample",
    "Sharp",
    "anchor",
    "copy_clue",
    "date",
    "distribution",
    "event_clue",
    "learn",
    "sharp",
    "weigh",
]


def weigh(document: Document, annotations: Annotations, beside: Sequence[Clue] = ()) -> Evidence:
    """All that a document says of its day of writing; ``beside`` what other articles of the pile say of it."""
    times = anchor_times(annotations.times, None, None, None)
    return evidence((*find_clues(document, times, document.article.language), *beside))


def date(document: Document, found: Evidence, *, trust_stated: bool = False, prior: Prior = FLAT_PRIOR) -> Report:
    """When the document was written, from all its clues and the days of its pile.

    With ``trust_stated`` its stated date, where it has one.
    """
    report = trusted(document) if trust_stated and document.article.stated else None
    return report or infer(document, found, prior)
