"""Texts with their time expressions marked in place, as rows to read and gold to score against.

A file holds comments (``#``) and texts, each under a line ``=== NAME WRITTEN``, with ``stated DAY`` where the text
begins with a header (right or wrong). In the text an expression stands as ``[words](TYPE value)``; after ``|`` follow
other values that the guideline allows, ``TYPE?`` marks one that may be left out. Offsets follow from the brackets.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
_HEAD = re.compile(r"^=== (?P<name>\S+) (?P<written>\d{4}-\d\d-\d\d)(?: stated (?P<stated>\S+))?$", re.MULTILINE)
_MARK = re.compile(r"\[([^\]]+)\]\((DATE|TIME|DURATION|SET)(\??) ([^)]+)\)")


class Marked(NamedTuple):
    """One text without its marks, the day it was written on, and the gold for it."""

    name: str
    text: str
    written: str
    gold: list[Row]


def marked(path: Path) -> list[Marked]:
    """All texts of a file. Raises ValueError where a bracket was not understood."""
    parts = _HEAD.split(path.read_text(encoding="utf-8"))
    return [_text(*parts[i : i + 4]) for i in range(1, len(parts), 4)]


def _text(name: str, written: str, stated: str | None, body: str) -> Marked:
    text, gold = "", [{"doc": name, "kind": "report", "low": written, "high": written, "best": written, "stated": stated}]
    at = 0
    body = body.removeprefix("\n").rstrip("\n") + "\n"
    for m in _MARK.finditer(body):
        text += body[at : m.start()]
        value, *alt = m[4].split("|")
        row = {"doc": name, "kind": "time", "start": len(text), "end": len(text) + len(m[1]), "text": m[1]}
        gold.append(row | {"type": m[2], "value": value, "alt": alt, "optional": bool(m[3])})
        text += m[1]
        at = m.end()
    text += body[at:]
    if "](" in text or "[" in text:
        raise ValueError(f"{name}: a bracket is not written as [words](TYPE value)")
    return Marked(name, text, written, gold)
