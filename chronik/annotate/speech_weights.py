"""The weights of the clues on statements (``speech_clues``) and on their speakers (``speech_rivals``).

They were learned on a corpus for non-commercial use (``bench/learn_statements.py``) and lie in a file of their own that
names it, one for each language that has such a corpus; CHRONIK_MODELS=free leaves them out.
"""

import functools
import math
from collections.abc import Iterable, Mapping
from importlib.resources import files

import msgspec

from chronik.free import free_only


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Weights as natural logarithms of odds.

    ``keep`` is the probability from which on a statement is kept, ``trust`` what the rules' choice of a speaker counts.
    """

    data: str
    licence: str
    keep: float
    trust: float
    statement: dict[str, float]
    speaker: dict[str, float]

    def chance(self, clues: Iterable[str]) -> float:
        """The probability that a statement is one, in this form and extent."""
        return 1 / (1 + math.exp(-_sum(self.statement, ("", *clues))))

    def favour(self, clues: Iterable[str], chosen: bool) -> float:
        """What speaks for a speaker against his rivals; the higher the likelier."""
        return _sum(self.speaker, clues) + (self.trust if chosen else 0)


def _sum(weights: Mapping[str, float], clues: Iterable[str]) -> float:
    return math.fsum(weights.get(clue, 0.0) for clue in clues)


def model(code: str) -> Model | None:
    """The weights in use for a language, None where there are none or free ones only are asked for."""
    return None if free_only() else _read(code)


@functools.cache
def _read(code: str) -> Model | None:
    place = files("chronik.annotate") / "models" / f"statements-{code}.json"
    return msgspec.json.decode(place.read_bytes(), type=Model) if place.is_file() else None
