"""A pile of articles: text files, saved pages, JSON Lines, folders of them, standard input.

One article is in memory at a time. What cannot be read comes out as ``Skipped`` in its place, with one sentence
that names it and says what to do, and never stops the pile.
"""

import io
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from chronik.ingest.decode import decode, has_only_nuls, is_binary
from chronik.ingest.pages import read_page
from chronik.ingest.rows import read_json, read_rows
from chronik.ingest.texts import read_text
from chronik.model import Article, Skipped

_ROWS = frozenset({".jsonl", ".ndjson", ".json-lines", ".jsonlines", ".jl"})
_TIMEML_ENDING = ".tml"
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_ROOT = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<TimeML\b")
_EMPTY = "{path} is empty; remove it from the pile or save the text again."
_NULS = "{path} holds NUL bytes, as damaged files and UTF-16 without its mark do; save the text again as UTF-8."
_NO_FILE = "{path} is a pipe, socket or device and no file; take it out of the pile or give its text through -."
_TIMEML = "{path} is a TimeML document, which holds annotations; give the report that it was made of."
_TIMEMLS = "{path} holds TimeML documents ({names}), which were left out, for the reports that they were made of count."
_BINARY = "{path} is no text; save the report as plain text (UTF-8), as a page (.html) or as JSON Lines (.jsonl)."


def read(paths: Iterable[str | Path]) -> Iterator[Article | Skipped]:
    """Every article of the pile in the order given, folders sorted by name.

    Left out of folders are hidden files and, with one notice for each folder, TimeML documents (.tml): Chronik writes
    them, and beside the reports they would be read as reports with the same names and days.

    A path is a text file, a saved page (.html, .htm), a file of rows (.jsonl), a folder, or "-" for standard input.
    A file or folder that several paths or links lead to is read once. ``Article.id`` is the file's name, or its path
    from the folder given where the pile has that name already.
    """
    names: set[str] = set()
    walked: set[Path] = set()
    for given in paths:
        if str(given) == "-":
            yield from _stdin(names)
            continue
        root = Path(given)
        for path in _files(root, walked):
            if isinstance(path, Skipped):
                yield _spelt(path)
            else:
                yield from map(_spelt, _file(path, root, names))


def _spelt(item: Article | Skipped) -> Article | Skipped:
    """With name and path as UTF-8 can hold them: what is no character, in names of another encoding, is spelt out."""
    fields = ("path", "why") if isinstance(item, Skipped) else ("path", "id")
    spelt = {f: getattr(item, f).encode("utf-8", "backslashreplace").decode() for f in fields}
    changed = any(getattr(item, f) != text for f, text in spelt.items())
    return structs.replace(item, **spelt) if changed else item


def _files(root: Path, walked: set[Path]) -> Iterator[Path | Skipped]:
    """The files that a path stands for, each once; ``walked`` is where the pile has been by now."""
    try:
        mode = root.stat().st_mode
        entries = sorted(root.iterdir()) if stat.S_ISDIR(mode) else []
    except (FileNotFoundError, NotADirectoryError):
        yield Skipped(path=str(root), why=f"{root} is not there; check the path.")
        return
    except OSError as e:
        yield Skipped(path=str(root), why=_unreadable(root, e))
        return
    place = root.resolve()
    if place in walked:
        return
    walked.add(place)
    if stat.S_ISREG(mode):
        yield root
    elif not stat.S_ISDIR(mode):
        yield Skipped(path=str(root), why=_NO_FILE.format(path=root))
    entries = [entry for entry in entries if not entry.name.startswith(".")]
    timeml = [entry.name for entry in entries if entry.suffix.lower() == _TIMEML_ENDING]
    if timeml:
        names = ", ".join([*timeml[:2], *["…"] * (len(timeml) > 2)])
        yield Skipped(path=str(root), why=_TIMEMLS.format(path=root, names=names))
    for entry in entries:
        if entry.name not in timeml and not _leads_back(entry):
            yield from _files(entry, walked)


def _leads_back(entry: Path) -> bool:
    """Whether an entry of a folder is a link to a folder it lies in."""
    folder = entry.parent.resolve()
    return entry.is_symlink() and entry.is_dir() and entry.resolve() in (folder, *folder.parents)


def _name(path: Path, root: Path, names: set[str]) -> str:
    """The file's name; its path from the folder given where another file of the pile has that name."""
    name = path.name
    if name in names:
        name = path.relative_to(root).as_posix() if root.is_dir() else path.as_posix()
    if name in names:
        name = path.as_posix()
    names.add(name)
    return name


def _file(path: Path, root: Path, names: set[str]) -> Iterator[Article | Skipped]:
    """The articles of one file."""
    try:
        if path.suffix.lower() in _ROWS:
            with path.open("rb") as lines:
                yield from read_rows(lines, _name(path, root, names), str(path), names)
            return
        with path.open("rb") as file:
            head = file.read(4096)
            raw = head if is_binary(head) else head + file.read()
    except OSError as e:
        yield Skipped(path=str(path), why=_unreadable(path, e))
        return
    if path.suffix.lower() == ".json":
        yield from read_json(raw, _name(path, root, names), str(path), names)
        return
    yield from _whole(raw, _name(path, root, names), str(path), page=path.suffix.lower() in _PAGES)


def _whole(raw: bytes, name: str, path: str, *, page: bool) -> Iterator[Article | Skipped]:
    """The article that a whole file or standard input holds."""
    text = decode(raw)
    if text is None:
        yield Skipped(path=path, why=(_NULS if has_only_nuls(raw) else _BINARY).format(path=path))
    elif not text.strip():
        yield Skipped(path=path, why=_EMPTY.format(path=path))
    elif _ROOT.match(text):
        yield Skipped(path=path, why=_TIMEML.format(path=path))
    else:
        yield from (read_page if page else read_text)(text, raw, name, path)


def _stdin(names: set[str]) -> Iterator[Article | Skipped]:
    """Standard input: JSON Lines where it begins with a brace, otherwise one text that is called "-"."""
    stream = sys.stdin.buffer if sys.stdin else io.BytesIO()  # None where it was closed
    first = b""
    while not first.strip():
        line = stream.readline()
        if not line:
            break
        first += line
    if first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from read_rows(_chain(first, stream), "-", "-", names)
    else:
        yield from _whole(first + stream.read(), "-", "-", page=False)


def _chain(first: bytes, stream: Iterable[bytes]) -> Iterator[bytes]:
    yield from first.splitlines(keepends=True)
    yield from stream


def _unreadable(path: Path, e: OSError) -> str:
    return f"{path} cannot be read ({e.strerror or e}); check its permissions."
