"""With what a case was built: version, rules and options, and no clock time, so that builds can be compared."""

import functools
import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from chronik.language import codes
from chronik.language.files import own
from chronik.model import Record

# What is only written, shown or stored cannot change what is found.
_NO_FINDERS = ("record/", "publish/", "serve/", "scale/", "cli.py")


class Manifest(Record, frozen=True, kw_only=True):
    """Version, options and SHA-256 of each rule file; the program itself stands as one entry, ``code``."""

    version: str
    rules: dict[str, str]
    options: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """One SHA-256 over all of it: equal keys find equal things in equal articles."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


class Input(Record, frozen=True, kw_only=True):
    """One article of the case and what was read for it."""

    doc: str
    path: str
    digest: str


def current_manifest(options: tuple[str, ...] = ()) -> Manifest:
    """The manifest of this installation; ``options`` are those that change what is found ("trust-stated")."""
    return Manifest(version=version("chronik"), rules=_hashes(), options=tuple(sorted(options)))


@functools.cache
def _hashes() -> dict[str, str]:
    walked = dict(_walk(files("chronik"), ""))
    if mine := own():  # one's own rules are read instead of ours
        walked |= {f"language/{path}": content for path, content in _own_rules(mine)}
    found = sorted(walked.items())
    found = [(path, content) for path, content in found if not path.startswith(_NO_FINDERS)]
    rules = {path: hashlib.sha256(content).hexdigest() for path, content in found if not path.endswith(".py")}
    code = hashlib.sha256()
    for path, content in found:
        if path.endswith(".py"):
            code.update(f"{path}\0{len(content)}\0".encode() + content)
    return rules | {"code": code.hexdigest()}


def _own_rules(mine: Path) -> Iterator[tuple[str, bytes]]:
    """The rule files that lie in one's own folder, with their path from there."""
    for file in mine.glob("*/*.toml"):
        if file.parent.name in codes():
            yield file.relative_to(mine).as_posix(), file.read_bytes()


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Every program, rule and data file below ``folder`` with its path from there."""
    for entry in folder.iterdir():
        if entry.name.startswith((".", "__pycache__")) or entry.name.endswith((".pyc", ".md", "py.typed")):
            continue
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()
