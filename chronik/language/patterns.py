"""Patterns over whole texts: google-re2, in time linear in the text and flat in the number of alternatives.

At RE2's default memory a large alternation falls back to its slow engine, hence ``max_mem``. RE2 knows no
look-around and its ``\\b`` is ASCII-only: ``whole`` checks both ends of a hit instead.
"""

from collections.abc import Iterator
from typing import Protocol

import re2


class Match(Protocol):
    """What is used of a match."""

    def start(self, group: int | str = 0) -> int:
        """Offset of the first character."""

    def end(self, group: int | str = 0) -> int:
        """Offset after the last character."""

    def group(self, group: int | str = 0) -> str:
        """The text found."""


class Pattern(Protocol):
    """What is used of a compiled pattern."""

    def finditer(self, text: str, pos: int = 0) -> Iterator[Match]:
        """Matches that do not overlap, from the left."""


def compile_pattern(pattern: str) -> Pattern:
    """A pattern for whole documents; raises re2.error on a mistake in it."""
    options = re2.Options()
    options.max_mem = 512 << 20
    compiled: Pattern = re2.compile(pattern, options)  # type: ignore[no-untyped-call]
    return compiled


def whole(text: str, start: int, end: int) -> bool:
    """Whether a hit begins and ends where a word does."""
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after
