"""Read the data files of a language, typed and checked.

A language is a folder ``chronik/language/<code>/`` with the same file names in each: about, words, times,
figures, speech, events, parties, places, abbreviations (``.toml``). Each stage says what shape its file has
with a record, and a file that has another shape is refused with its name and the field.

Whoever tries rules of their own keeps them in a folder ``<anywhere>/<code>/`` and names ``<anywhere>`` in the
environment variable CHRONIK_LANGUAGE: a file that lies there is read instead of the installed one. This is the one
thing that the stages take from outside their arguments, for a build's workers are processes of their own, which inherit
it; rules are read once a process, so it is set before the first of them is read and never changed. A build's manifest
has the hashes of the files so read.
"""

import difflib
import functools
import os
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from chronik.errors import LanguageError
from chronik.language.complaints import complaint

T = TypeVar("T")
OWN = "CHRONIK_LANGUAGE"


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a rule file or one of its tables holds: a key that is no field is refused, for it would do nothing.

    What reads only some tables of a file that several stages share (``words.toml``) is a plain ``msgspec.Struct``.
    """


class Rule(Section, frozen=True, kw_only=True):
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
    """The folder of one's own language folders, if CHRONIK_LANGUAGE names one.

    Raises LanguageError where nothing in it would be read, or a file of a language would not: silence would mislead.
    """
    name = os.environ.get(OWN)
    if not name:
        return None
    mine = Path(name)
    if not mine.is_dir():
        raise LanguageError(f"{OWN} names {name}, which is no folder; name the one in which your folder de or en lies.")
    languages = _languages(mine)
    if not languages:
        itself = f"name the folder it lies in, {mine.parent}." if _has_rules(mine) else "copy one there, or unset it."
        raise LanguageError(f"{OWN} names {name}, which holds no folder of a language ({_ours()}); {itself}")
    for language in languages:
        _all_read(language)
    return mine


def use_own(mine: Path) -> str:
    """Read the rule files in ``mine``, a folder named like its language, instead of ours in this process; its code.

    To be called before anything is read. Raises LanguageError where the folder holds no rule files.
    """
    if not mine.is_dir():
        advice = f"; give the folder it lies in, {mine.parent}" if mine.is_file() else ""
        raise LanguageError(f"There is no language and no folder {mine}; languages with rules are {_ours()}{advice}.")
    named = mine.resolve() if mine.name in ("", "..") else mine
    if not _languages(named.parent, named.name):
        if _has_rules(mine):
            raise LanguageError(f"{mine} is named like no language ({_ours()}), and a new one needs an about.toml.")
        below = " or ".join(map(str, _languages(mine)))
        advice = f"did you mean {below}?" if below else "copy a folder of chronik/language there and edit the copy."
        raise LanguageError(f"{mine} holds no rule files; {advice}")
    _all_read(named)
    os.environ[OWN] = str(named.parent)
    return named.name


def chosen(language: str) -> str:
    """The code of the language that somebody names: by its code, or by a folder of rules that is read from then on.

    To be called before anything is read. Raises LanguageError where there is neither.
    """
    homes: list[Traversable] = [folder(), *filter(None, [own()])]
    known = language.isalnum() and any((home / language / "about.toml").is_file() for home in homes)
    return language if known else use_own(Path(language))


def _languages(mine: Path, name: str | None = None) -> list[Path]:
    """The folders in ``mine``, all or one, that hold rules of a language: one of ours, or a new one with about.toml."""
    folders = [mine / name] if name else sorted(d for d in mine.iterdir() if d.is_dir())
    return [d for d in folders if (d / "about.toml").is_file() or (d.name in _installed() and any(d.glob("*.toml")))]


def _has_rules(place: Path) -> bool:
    return any(file.stem in _names() for file in place.glob("*.toml"))


def _all_read(language: Path) -> None:
    """Raises LanguageError where a rule file has a name by which it would never be read."""
    for file in sorted(language.glob("*.toml")):
        if file.stem not in _names():
            close = difflib.get_close_matches(file.stem, _names(), 1)
            hint = f"did you mean {close[0]}.toml?" if close else f"names are {', '.join(sorted(_names()))}."
            raise LanguageError(f"{file} is never read, for no rule file has that name; {hint}")


@functools.cache
def _installed() -> tuple[str, ...]:
    return tuple(sorted(d.name for d in folder().iterdir() if (d / "about.toml").is_file()))


@functools.cache
def _names() -> frozenset[str]:
    """What a language's files are called, without ``.toml``."""
    installed = (f.name for code in _installed() for f in (folder() / code).iterdir())
    return frozenset(name.removesuffix(".toml") for name in installed if name.endswith(".toml"))


def _ours() -> str:
    return ", ".join(_installed())


def place(path: str) -> Traversable:
    """Where the data file ``path`` ("de/times.toml") is read from: one's own folder where it has it, else ours."""
    mine = own()
    return mine / path if mine and (mine / path).is_file() else folder() / path


def home(code: str) -> Traversable:
    """The folder whose rules are read for a language: one's own where there is one, else ours."""
    mine = own()
    return mine / code if mine and (mine / code).is_dir() else folder() / code


@functools.cache
def codes() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have rules, sorted."""
    homes: list[Traversable] = [folder(), *filter(None, [own()])]
    folders = [d for home in homes for d in home.iterdir() if d.is_dir()]
    return tuple(sorted({d.name for d in folders if (d / "about.toml").is_file()}))


def source(code: str, name: str) -> str:
    """The file ``<code>/<name>.toml`` as text, for messages that name a line. Raises OSError where there is none."""
    return _text(place(f"{code}/{name}.toml"))


def read(code: str, name: str, shape: type[T]) -> T:
    """The file ``<code>/<name>.toml`` as a record of type ``shape``, read once.

    Raises LanguageError where the language or the file is missing or the file has another shape, or keys that nothing
    reads.
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
    text = _text(file)
    try:
        record = msgspec.toml.decode(text, type=shape)
    except msgspec.MsgspecError as e:
        raise LanguageError(f"{file}{complaint(e, text, shape)}") from e
    if own() and not issubclass(shape, Section):
        _all_keys_known(file, text)
    return record


def _all_keys_known(file: Traversable, text: str) -> None:
    """Raises LanguageError where a file of which each stage reads its part has a key that ours has in no language."""
    known = _keys(file.name)
    for key in msgspec.toml.decode(text):
        if key not in known:
            close = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {close[0]}?" if close else "take it out."
            raise LanguageError(f"{file} has the key {key}, which nothing reads; {hint}")


@functools.cache
def _keys(name: str) -> frozenset[str]:
    """The keys of our files of one name, in all languages."""
    ours = (folder() / code / name for code in _installed())
    return frozenset(key for file in ours if file.is_file() for key in msgspec.toml.decode(_text(file)))


def _text(file: Traversable) -> str:
    """A data file as text, without the byte order mark that some editors put in front. Raises LanguageError."""
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = raw[: e.start].count(b"\n") + 1
        raise LanguageError(f"{file}:{line} cannot be used: it is not in UTF-8; save the file as UTF-8.") from e
