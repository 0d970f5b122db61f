"""The days of a pile, settled in rounds: dates, then values, then the dates of others through links.

Articles date each other: by the prior over days that all of them together give, as copies of one whose day is known,
and as telling an event that another tells with its day. What the first round starts from depends on nothing but the
texts, so that a build that was stopped settles as one that was not. A further round is run only where an article has
come to know its day and thereby dates another; who dates whom is never taken back, so that no two hold up each other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from chronik.dating import Prior, Sample, Sharp, anchor, copy_clue, date, event_clue, learn, sharp, weigh
from chronik.dating.clue import Clue
from chronik.link import Tellings
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
    own, likelihoods, links = dict[str, Sharp | None](), Sample(), _Links(copies)
    for key, (document, _, found) in read():
        evidence = weigh(document, found)
        likelihoods.add(evidence.monthly)
        links.tellings.add(key, document, found)
        own[key] = sharp(document.article.id, date(document, evidence, trust_stated=trust_stated))
    prior, beside, moved = learn(likelihoods.kept), links.clues(own), set[str]()
    for number in range(1, MOST_ROUNDS + 1):
        known = dict(own)
        for key, worked in read():
            new = _dated(worked, prior, beside.get(key, ()), trust_stated)
            known[key] = own[key] or sharp(new.document.article.id, new.report)
            if new.report != worked.report:
                moved.add(key)
                write(key, new)
        more = {key: clues for key, clues in links.clues(known).items() if key not in beside}
        if not more:
            return Settled(number, len(moved))
        beside |= more
    return Settled(MOST_ROUNDS, len(moved))


class _Links:
    """What the articles of a pile have to do with each other."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self.tellings = Tellings()
        self._pairs = _pairs(copies)

    def clues(self, known: Mapping[str, Sharp | None]) -> dict[str, tuple[Clue, ...]]:
        """For articles that do not know their own day what others say of it; of a copy it is the stronger."""
        told = {key: (event_clue(reason),) for key, reason in self.tellings.find(known).items()}
        return told | _copied(self._pairs, known)


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


def _copied(pairs: Mapping[str, Sequence[str]], known: Mapping[str, Sharp | None]) -> dict[str, tuple[Clue, ...]]:
    """For every article that does not know its own day, the clue of the earliest copy of it that does."""
    out: dict[str, tuple[Clue, ...]] = {}
    for doc, others in pairs.items():
        dated = [other for other in map(known.get, others) if other]
        if dated and known.get(doc) is None:
            out[doc] = (copy_clue(min(dated, key=lambda s: (s.low, s.doc))),)
    return out
