"""The days of a pile, settled in rounds: dates, then values, then the dates of others through links.

Articles date each other: by the prior over days that all of them together give, and as copies of one whose day is
known. What the first round starts from depends on nothing but the texts, so that a build that was stopped settles
as one that was not; a further round is run only where an article that others copy has come to know its day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from chronik.dating import Prior, Sample, Sharp, anchor, copy_clue, date, learn, sharp, weigh
from chronik.dating.clue import Clue
from chronik.model import Copy
from chronik.spool import Worked

MOST_ROUNDS = 3


class Settled(NamedTuple):
    """In how many rounds the dates settled, and how many articles were dated otherwise than alone."""

    rounds: int
    moved: int


Read = Callable[[], Iterable[tuple[str, Worked]]]  # by a key of the pile's own
Write = Callable[[str, Worked], None]


def settle(read: Read, write: Write, copies: Sequence[Copy], *, trust_stated: bool = False) -> Settled:
    """Date every article of a pile in the light of the others; ``write`` is called for each that changes.

    ``read`` gives the articles by their keys, in the same order each time; ``copies`` says which keys share a text.
    """
    pairs = _pairs(copies)
    own, likelihoods = dict[str, Sharp | None](), Sample()
    for key, (document, _, found) in read():
        evidence = weigh(document, found)
        likelihoods.add(evidence.monthly)
        own[key] = sharp(document.article.id, date(document, evidence, trust_stated=trust_stated))
    prior, beside, moved = learn(likelihoods.kept), _beside(pairs, own), set[str]()
    for number in range(1, MOST_ROUNDS + 1):
        known = dict(own)
        for key, worked in read():
            new = _dated(worked, prior, beside.get(key, ()), trust_stated)
            known[key] = own[key] or sharp(new.document.article.id, new.report)
            if new.report != worked.report:
                moved.add(key)
                write(key, new)
        before, beside = beside, _beside(pairs, known)
        if beside == before:
            return Settled(number, len(moved))
    return Settled(MOST_ROUNDS, len(moved))


def _dated(worked: Worked, prior: Prior, beside: Sequence[Clue], trust_stated: bool) -> Worked:
    document, report, found = worked
    evidence = weigh(document, found, beside)
    new = date(document, evidence, trust_stated=trust_stated, prior=prior)
    return worked if new == report else Worked(document, new, anchor(found, new))


def _pairs(copies: Sequence[Copy]) -> dict[str, tuple[str, ...]]:
    """Who shares a text with whom, both ways."""
    out: dict[str, list[str]] = {}
    for copy in copies:
        out.setdefault(copy.doc, []).append(copy.of)
        out.setdefault(copy.of, []).append(copy.doc)
    return {doc: tuple(sorted(others)) for doc, others in out.items()}


def _beside(pairs: Mapping[str, Sequence[str]], known: Mapping[str, Sharp | None]) -> dict[str, tuple[Clue, ...]]:
    """For every article that does not know its own day, the clue of the earliest copy of it that does."""
    out: dict[str, tuple[Clue, ...]] = {}
    for doc, others in pairs.items():
        dated = [other for other in map(known.get, others) if other]
        if dated and known.get(doc) is None:
            out[doc] = (copy_clue(min(dated, key=lambda s: (s.low, s.doc))),)
    return out
