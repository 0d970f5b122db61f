"""A trigger that tells of an event, with all that was concluded about it."""

from typing import NamedTuple

from chronik.annotate.clauses import Group
from chronik.annotate.roles import Cast
from chronik.annotate.status import Verdict
from chronik.article.phrases import Phrase


class Found(NamedTuple):
    """A trigger that tells of an event here."""

    token: int
    event_class: str
    verdict: Verdict
    cast: Cast
    group: Group
    phrase: Phrase | None
    telling: bool = False  # an event only where what is told lies ahead
