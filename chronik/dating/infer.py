"""When was it written? The product of all clues over days, normalised, as an interval with reasons.

No clock: the days run from 1990 to the newest day that any evidence names, the text's own or the tables'.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np
from msgspec import structs

from chronik.dating.clue import Clue, Days, Weights, stated_reason, weights
from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.dating.edtf import interval
from chronik.model import Document, Reason, Report

SHARE = 0.95
EVEN = 0.5
_A_MONTH = dt.timedelta(days=31)


def trusted(document: Document) -> Report | None:
    """The stated date taken as the written date, or None where it names no day, month or year."""
    article = document.article
    span = interval(article.stated) if article.stated else None
    if span is None:
        return None
    low, high = span
    return Report(
        language=article.language,
        stated=article.stated,
        low=low,
        high=high,
        best=low,
        confidence=round(1 / ((high - low).days + 1), 4),
        agencies=document.agencies,
        dateline=document.dateline,
        reasons=(stated_reason(article, low, high),),
    )


def infer(document: Document, clues: Sequence[Clue]) -> Report:
    """The written date of a document from its clues; undated (all None) where there are none."""
    article = document.article
    bare = Report(
        language=article.language, stated=article.stated, agencies=document.agencies, dateline=document.dateline
    )
    if all(c.shape == "weekday" for c in clues):  # a weekday alone says nothing
        return bare
    used, days = clues, _days(clues)
    belief = _belief(clues, days)
    conflict = _contradicted(clues, days, belief)
    if conflict:  # the header's day is then no more than the last on which the text can have been written
        used = [_as_bound(c) if c.shape == "stated" else c for c in clues if not _too_early(c, clues)]
        belief = _belief(used, days)
    first, last = _shortest(belief, SHARE)
    best = first + int(np.argmax(belief[first : last + 1]))
    low, high = dt.date.fromordinal(int(days[first])), dt.date.fromordinal(int(days[last]))
    return Report(
        language=article.language,
        stated=article.stated,
        low=low if first > 0 else None,
        high=high if last < len(days) - 1 or _closed(used) else None,
        best=dt.date.fromordinal(int(days[best])),
        confidence=round(float(belief[best]), 4),
        agencies=document.agencies,
        dateline=document.dateline,
        stated_conflict=conflict,
        reasons=_reasons(clues),
    )


def _days(clues: Sequence[Clue]) -> Days:
    """From 1990 to the newest day named; a plan for 2050 is no evidence that anybody wrote then."""
    dated = [c for c in clues if c.shape in ("on", "stated") or (c.shape == "mention" and c.direction < 0)]
    newest = max([newest_known_day(), *(high for c in dated if len(c.spans) == 1 for _, high in c.spans if high)])
    oldest = min([FIRST_DAY, *(c.spans[0][0] for c in clues if c.shape in ("on", "stated") and c.spans[0][0])])
    return np.arange(oldest.toordinal(), newest.toordinal() + 1)


def _belief(clues: Sequence[Clue], days: Days) -> Weights:
    total = np.zeros(len(days))
    for clue in clues:
        total += np.log(weights(clue, days))
    belief = np.exp(total - total.max())
    normalised: Weights = belief / belief.sum()
    return normalised


def _shortest(belief: Weights, share: float) -> tuple[int, int]:
    """First and last index of the shortest run of days that holds ``share`` of the probability."""
    mass = np.concatenate(([0.0], np.cumsum(belief)))
    ends = np.searchsorted(mass, mass[:-1] + share - 1e-9)
    widths = np.where(ends < len(mass), ends - np.arange(len(belief)), len(belief) + 1)
    first = int(np.argmin(widths))
    return first, min(int(ends[first]) - 1, len(belief) - 1)


def _closed(clues: Sequence[Clue]) -> bool:
    """Whether some clue bounds the day of writing from above."""
    return any(c.shape in ("on", "stated") or (c.shape == "within" and c.spans[-1][1]) for c in clues)


def _contradicted(clues: Sequence[Clue], days: Days, belief: Weights) -> bool:
    """Whether all clues together leave the stated date less than an even chance, or it lies before what is told."""
    for clue in clues:
        if clue.shape == "stated" and any(_told_after(c, clue) for c in clues):
            return True
        if clue.shape == "stated" and clue.spans[0][0] and clue.spans[0][1]:
            low, high = clue.spans[0][0].toordinal(), clue.spans[0][1].toordinal()
            return float(belief[(days >= low) & (days <= high)].sum()) < EVEN
    return False


def _told_after(mention: Clue, stated: Clue) -> bool:
    """A full day told as past that lies more than a month after the stated date."""
    low, high = mention.spans[0] if mention.shape == "mention" else (None, None)
    end = stated.spans[0][1]
    exact = low is not None and low == high and mention.direction < 0
    return bool(exact and low and end and low > end + _A_MONTH)


def _too_early(clue: Clue, clues: Sequence[Clue]) -> bool:
    """A header before what the text tells as past is no bound either."""
    return clue.shape == "stated" and any(_told_after(c, clue) for c in clues)


def _as_bound(clue: Clue) -> Clue:
    return structs.replace(clue, shape="within", spans=((None, clue.spans[0][1]),), miss=1e-3)


def _reasons(clues: Sequence[Clue]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(c.reason for c in clues))
