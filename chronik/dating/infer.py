"""When was it written? The product of all clues over days, normalised, as an interval with reasons.

No clock: the days run from 1990 to the newest day that any evidence names, the text's own or the tables'.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from msgspec import structs

from chronik.dating.belief import Days, best_day, gain, log_weights, normalised, shortest
from chronik.dating.clue import Clue, stated_reason
from chronik.dating.days_known import FIRST_DAY, newest_known_day
from chronik.dating.edtf import interval
from chronik.dating.prior import FLAT_PRIOR, Prior, log_prior, monthly
from chronik.dating.weights import Weights, model
from chronik.model import Document, Reason, Report

SHARE = 0.95
DOUBTED = 0.8  # the chance by its own words alone above which nothing contradicts a stated date
SURE = 0.5  # the chance below which a stated date is contradicted (bench/dating_headers.py)
A_MONTH, A_YEAR = 31, 366  # days
CONTRADICTED = ("bound", "disproved")
# reasons shown before others
ALWAYS = ("date_line", "date_lines", "date_line_yearless", "stated", "copy", *CONTRADICTED)
MOST_REASONS, TELLING = 12, 0.25  # nats for the likeliest day below which a clue is no reason
STATED = (
    *("date_line", "date_lines", "date_line_yearless", "update_line", "last_change", "stated", "copy", "address"),
    *CONTRADICTED,
)
# beginnings of the kinds of clue that a text gives which only looks back
TOLD_OF_DAYS = ("past_", "told_since", "open_", "future_", "deadline_", "planned_", "label", "season", "newest_")
TOLD = (*TOLD_OF_DAYS, "begin_", "name_")
ANY, NEAR_THE_END = 0.9, 0.1  # parts of the days looked at, of an interval: it is everything, it is open upwards
LOOKING_BACK, TINY = 0.01, 1e-14
CLOSING = ("date_line", "stated", "bound", "last_change")  # clues that bound the day of writing from above


def trusted(document: Document) -> Report | None:
    """The stated date taken as the written date, or None where it names no day, month or year."""
    article = document.article
    span = interval(article.stated) if article.stated else None
    if span is None:
        return None
    low, high = span
    return structs.replace(
        _bare(document),
        low=low,
        high=high,
        best=low,
        confidence=round(1 / ((high - low).days + 1), 4),
        reasons=(stated_reason(article, low, high),),
    )


class Evidence(NamedTuple):
    """The clues of a text, the days looked at and the logarithm of the likelihood of each."""

    clues: tuple[Clue, ...]
    days: Days
    logs: Weights

    @property
    def monthly(self) -> Weights:
        """The likelihood of each month, for the prior of its pile."""
        return monthly(np.exp(self.logs - self.logs.max()), self.days)


def evidence(clues: Sequence[Clue]) -> Evidence:
    """The clues with the likelihood of each day under all of them."""
    days = _days(clues)
    return Evidence(tuple(clues), days, _likelihood(clues, days))


def _likelihood(clues: Sequence[Clue], days: Days) -> Weights:
    """The logarithm of what all clues say of each day.

    Where somebody states the day, the dates and names told have to hold out against that: some texts only look back
    ("How the Wall fell"), so that ``LOOKING_BACK`` of what these say is spread over all days after the likeliest.
    """
    told = [c for c in clues if c.kind.startswith(TOLD)]
    logs = log_weights(told, days, model())
    rest = log_weights([c for c in clues if not c.kind.startswith(TOLD)], days, model())
    if told and any(c.kind in STATED for c in clues):
        belief = normalised(logs)
        after = len(days) - int(np.argmax(belief))
        belief *= 1 - LOOKING_BACK
        belief[-after:] += LOOKING_BACK / after
        logs = np.log(belief + TINY)
    return logs + rest


def distribution(found: Evidence, prior: Prior = FLAT_PRIOR) -> tuple[dt.date, Weights]:
    """The first day looked at, and the probability of each day from it on; the probabilities sum to 1."""
    return dt.date.fromordinal(int(found.days[0])), _judged(found, prior)[1]


def infer(document: Document, found: Evidence, prior: Prior = FLAT_PRIOR) -> Report:
    """The written date of a document from its clues; undated (all None) where neither they nor its pile say any."""
    if prior.texts < 2 and all(c.shape == "weekday" for c in found.clues):  # a weekday alone says nothing
        return _bare(document)
    (clues, days, _), belief = _judged(found, prior)
    first, last = shortest(belief, SHARE)
    best = best_day(belief)
    report = structs.replace(
        _bare(document),
        stated_conflict=any(c.kind in CONTRADICTED for c in clues),
        reasons=_reasons(clues, best, days, prior),
    )
    if last - first > ANY * len(days):  # nearly all the days looked at: nothing is known
        return report
    ends = last < len(days) - 1 - (last - first) * NEAR_THE_END or _closed(clues)
    return structs.replace(
        report,
        low=dt.date.fromordinal(int(days[first])) if first > 0 else None,
        high=dt.date.fromordinal(int(days[last])) if ends else None,
        best=dt.date.fromordinal(int(days[best])),
        confidence=round(float(belief[best]), 4),
    )


def _judged(found: Evidence, prior: Prior) -> tuple[Evidence, Weights]:
    """The probability of each day, and the evidence without trust in a stated date that the rest contradicts.

    Such a date is no more than the last day on which the text can have been written; one that lies before what the
    text tells is not even that.
    """
    pile = log_prior(prior, found.monthly, found.days)
    belief = normalised(found.logs + pile)
    own = normalised(found.logs)  # the days of other texts alone contradict nothing
    kind = _contradiction(found, belief, SURE) if _contradiction(found, own, DOUBTED) else ""
    if not kind:
        return found, belief
    clues = tuple(_distrusted(c, kind) if c.kind == "stated" else c for c in found.clues)
    logs = _likelihood(clues, found.days)
    without = Evidence(clues, found.days, logs)
    return without, normalised(logs + log_prior(prior, without.monthly, found.days))


def _distrusted(stated: Clue, kind: str) -> Clue:
    spans = ((None, stated.spans[0][1]),) if kind == "bound" else stated.spans
    return structs.replace(stated, kind=kind, spans=spans, within=0.0)


def _contradiction(found: Evidence, belief: Weights, share: float) -> Literal["", "bound", "disproved"]:
    """Whether the rest contradicts the stated date: "bound" where the text is older, "disproved" where it is newer.

    A text that was written some days before its header contradicts nothing: the press is slower than the writer.
    """
    for clue in found.clues:
        low, high = clue.spans[0] if clue.kind == "stated" else (None, None)
        if low and high:
            mass = np.concatenate(([0.0], np.cumsum(belief)))
            first, last = np.searchsorted(found.days, (low.toordinal() - A_MONTH, high.toordinal() + 1))
            if mass[last] - mass[first] < share:
                return "disproved" if mass[-1] - mass[last] > mass[first] else "bound"
    return ""


def _bare(document: Document) -> Report:
    article = document.article
    return Report(
        language=article.language, stated=article.stated, agencies=document.agencies, dateline=document.dateline
    )


def _days(clues: Sequence[Clue]) -> Days:
    """From 1990 to the newest day that a table names, or a year after the newest that the text tells of.

    A plan for 2050 is no evidence that anybody wrote then. Where a day before 1991 is stated, from a year before it.
    """
    said = [c for c in clues if c.kind in ("date_line", "stated")]
    dated = said + [c for c in clues if c.kind.startswith("past_")]
    named = [high.toordinal() + A_YEAR for c in dated if len(c.spans) == 1 for _, high in c.spans if high]
    newest = min(max([newest_known_day().toordinal(), *named]), dt.date.max.toordinal())
    older = [low.toordinal() - A_YEAR for c in said for low, _ in c.spans[:1] if low]
    return np.arange(max(min([FIRST_DAY.toordinal(), *older]), 1), newest + 1)


def _closed(clues: Sequence[Clue]) -> bool:
    """Whether some clue bounds the day of writing from above."""
    return any(c.kind in CLOSING or (c.kind == "office" and c.spans[-1][1]) for c in clues)


def _reasons(clues: Sequence[Clue], best: int, days: Days, prior: Prior) -> tuple[Reason, ...]:
    """The reasons, what says most for the likeliest day first; of many the strongest, but what contradicts always."""
    weights = model()
    gains = {id(c): gain(c, best, days, weights) for c in clues}
    ranked = sorted(clues, key=lambda c: (c.kind not in ALWAYS, -gains[id(c)]))
    told = [c for c in ranked if c.kind in ALWAYS or abs(gains[id(c)]) >= TELLING or c.shape == "weekday"]
    reasons = dict.fromkeys(c.reason for c in told)
    return (*list(reasons)[:MOST_REASONS], *_of_pile(prior))


def _of_pile(prior: Prior) -> tuple[Reason, ...]:
    """That the days of the other texts were looked at."""
    return (Reason(clue="pile", text=str(prior.texts)),) if prior.texts > 1 else ()
