"""Read the data files of a language, typed and checked.

A language is a folder ``chronik/language/<code>/`` with the same file names in each: about, words, times,
figures, speech, events, parties, places, abbreviations (``.toml``). Each stage says what shape its file has
with a record, and a file that has another shape is refused with its name and the field.
"""

import functools
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from chronik.errors import LanguageError

T = TypeVar("T")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every rule: its name and the examples that tests run.

    In ``match`` what must be found stands in square brackets; ``no_match`` texts must give nothing.
    """

    name: str
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


def folder() -> Traversable:
    """Where the language folders lie, inside the installed package too."""
    return files("chronik.language")


@functools.cache
def codes() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have rules, sorted."""
    return tuple(sorted(d.name for d in folder().iterdir() if d.is_dir() and (d / "about.toml").is_file()))


def read(code: str, name: str, shape: type[T]) -> T:
    """The file ``<code>/<name>.toml`` as a record of type ``shape``, read once.

    Raises LanguageError where the language or the file is missing or the file has another shape.
    """
    key: Any = shape
    record = _decode(f"{code}/{name}.toml", key)
    assert isinstance(record, shape)
    return record


@functools.cache
def _decode(path: str, shape: type[object]) -> object:
    file = folder() / path
    if not file.is_file():
        raise LanguageError(f"There is no {path}; a language with rules is one of {', '.join(codes())}.")
    try:
        return msgspec.toml.decode(file.read_bytes(), type=shape)
    except msgspec.MsgspecError as e:
        raise LanguageError(f"{path} cannot be used: {e}; correct that field.") from e
