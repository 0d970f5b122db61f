"""Read the data files of a language, typed and checked.

A language is a folder ``chronik/language/<code>/`` with the same file names in each: about, words, times,
figures, speech, events, parties, places, abbreviations (``.toml``). Each stage says what shape its file has
with a record, and a file that has another shape is refused with its name and the field.

Whoever tries rules of their own keeps them in a folder ``<anywhere>/<code>/`` and names ``<anywhere>`` in the
environment variable CHRONIK_LANGUAGE: a file that lies there is read instead of the installed one.
"""

import functools
import os
import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from chronik.errors import LanguageError

T = TypeVar("T")
OWN = "CHRONIK_LANGUAGE"


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


def own() -> Path | None:
    """The folder of one's own language folders, if CHRONIK_LANGUAGE names one."""
    name = os.environ.get(OWN)
    return Path(name) if name else None


def use_own(mine: Path) -> str:
    """Read the rule files in ``mine``, a folder named like its language, instead of ours in this process; its code.

    To be called before anything is read. Raises LanguageError where the folder holds no rule files.
    """
    mine = mine.resolve()
    if not any(mine.glob("*.toml")):
        raise LanguageError(f"{mine} holds no rule files; copy a folder of chronik/language there and edit the copy.")
    os.environ[OWN] = str(mine.parent)
    return mine.name


def place(path: str) -> Traversable:
    """Where the data file ``path`` ("de/times.toml") is read from: one's own folder where it has it, else ours."""
    mine = own()
    return mine / path if mine and (mine / path).is_file() else folder() / path


@functools.cache
def codes() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have rules, sorted."""
    homes: list[Traversable] = [folder(), *filter(None, [own()])]
    folders = [d for home in homes for d in home.iterdir() if d.is_dir()]
    return tuple(sorted({d.name for d in folders if (d / "about.toml").is_file()}))


def source(code: str, name: str) -> str:
    """The file ``<code>/<name>.toml`` as text, for messages that name a line. Raises OSError where there is none."""
    return place(f"{code}/{name}.toml").read_text(encoding="utf-8")


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
    file = place(path)
    if not file.is_file():
        raise LanguageError(f"There is no {path}; a language with rules is one of {', '.join(codes())}.")
    try:
        return msgspec.toml.decode(file.read_bytes(), type=shape)
    except msgspec.MsgspecError as e:
        raise LanguageError(f"{path} cannot be used: {_said(e, file)}; correct that field.") from e


def _said(error: msgspec.MsgspecError, file: Traversable) -> str:
    """What the decoder complains of, in the words of the file: the rule's name for its number."""
    text = str(error).replace("Cannot overwrite a value", "the same name stands here twice")
    text = text.replace("Expected '=' after a key", 'a name with umlaut or blank must stand in quotes ("früh" = …)')
    text = text.replace(" in a key/value pair", "")
    number = re.search(r"`\$\.rule\[(\d+)\]", text)
    if number is None:
        return text
    rule = tomllib.loads(file.read_text(encoding="utf-8"))["rule"][int(number[1])]
    return f"{text.partition(' - at ')[0]} in the rule {rule.get('name', number[1])!r}"
