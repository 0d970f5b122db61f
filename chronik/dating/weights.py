"""The weights of clues: what each stretch of days before, within and after the days named is worth, by kind of clue.

Two files, each naming the data that it comes from and their licence: ``learned.toml``, learned from dated German news
(``bench/learn_dating.py``), and ``assumed.toml``, plain assumptions without any data. Environment variable
CHRONIK_MODELS=free keeps to files that anybody may use for anything, here the second.
"""

import functools
from importlib.resources import files

import msgspec
import numpy as np
import numpy.typing as npt

from chronik.dating.clue import STRETCHES
from chronik.free import free_only

Weights = npt.NDArray[np.float64]


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Natural logarithms: ``stretch`` by kind, STRETCHES of each; ``weekday`` by kind, for 0 to 6 days since it."""

    data: str
    licence: str
    crowd: float  # a factor among n of its group counts n ** -crowd times
    stretch: dict[str, tuple[float, ...]]
    weekday: dict[str, tuple[float, ...]]

    def table(self, kind: str) -> Weights:
        """The weights of the stretches of a kind, as an array."""
        return _table(self.stretch[kind])


@functools.lru_cache(maxsize=1000)
def _table(values: tuple[float, ...]) -> Weights:
    return np.array(values)


def chosen() -> str:
    """Which file is in use: "learned", or "assumed" where CHRONIK_MODELS asks for free ones only; else InputError."""
    return "assumed" if free_only() else "learned"


def model() -> Model:
    """The weights in use."""
    return _read(chosen())


@functools.cache
def _read(name: str) -> Model:
    place = files("chronik.dating") / "models" / f"{name}.toml"
    found = msgspec.toml.decode(place.read_bytes(), type=Model)
    assert all(len(w) == STRETCHES for w in found.stretch.values()), place
    return found
