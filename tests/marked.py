"""Texts with their time expressions marked in place, as articles to read and gold to score against.

A file holds comments (``#``) and texts, each under a line ``=== NAME WRITTEN``, with ``stated DAY`` where the text has
a header (right or wrong) in front. In the text an expression stands as ``[words](TYPE value)``; after ``|`` follow
other values that the guideline allows, ``TYPE?`` marks one that may be left out. Offsets follow from the brackets.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
_HEAD = re.compile(r"^=== (\S+) (\d{4}-\d\d-\d\d)(?: stated (\S+))?$", re.MULTILINE)
_MARK = re.compile(r"\[([^\]]+)\]\((DATE|TIME|DURATION|SET)(\??) ([^)]+)\)")


class Marked(NamedTuple):
    """One text without its marks, the day it was written on, and gold rows with offsets into it."""

    name: str
    text: str
    written: str
    stated: str | None
    times: list[Row]

    def row(self, language: str) -> Row:
        """The article with the true day, as ``chronik annotate --trust-stated`` takes it."""
        return {"id": self.name, "maintext": self.text, "date_publish": self.written, "language": language}

    def file(self) -> tuple[str, list[Row]]:
        """The text as a file with its header, and the gold with offsets into that."""
        header = f" date {self.stated} " if self.stated else ""
        times = [t | {"start": t["start"] + len(header), "end": t["end"] + len(header)} for t in self.times]
        return header + self.text, times


def marked(path: Path) -> list[Marked]:
    """All texts of a file. Raises ValueError where a bracket was not understood."""
    parts = _HEAD.split(path.read_text(encoding="utf-8"))
    return [_marked(*parts[i : i + 4]) for i in range(1, len(parts), 4)]


def _marked(name: str, written: str, stated: str | None, body: str) -> Marked:
    body = body.removeprefix("\n").rstrip("\n") + "\n"
    text, times, at = "", [], 0
    for m in _MARK.finditer(body):
        text += body[at : m.start()]
        value, *alt = m[4].split("|")
        row = {"doc": name, "kind": "time", "start": len(text), "end": len(text) + len(m[1]), "text": m[1]}
        times.append(row | {"type": m[2], "value": value, "alt": alt, "optional": bool(m[3])})
        text += m[1]
        at = m.end()
    text += body[at:]
    if "[" in text or "](" in text:
        raise ValueError(f"{name}: a bracket is not written as [words](TYPE value)")
    return Marked(name, text, written, stated, times)
