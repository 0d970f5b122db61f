"""Normalise what annotators trip over, and keep the map back.

Letters with combining marks are composed (Unicode NFC), soft hyphens and characters without width removed. Blanks
of every width stay, since they group digits. Most texts hold nothing of the kind and come back as they are.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from chronik.article.offsets import compose
from chronik.model import Article, Block

_ODD = re.compile(
    "(?P<nothing>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+)"
    "|(?P<composed>[A-Za-z\u00c0-\u024f][\u0300-\u036f]+)"
)


class _Piece(NamedTuple):
    """A stretch of the text as it was, and what it becomes."""

    start: int
    end: int
    text: str


def clean(article: Article) -> Article:
    """The article with a readable ``text``; itself where there is nothing to do."""
    text = article.text
    if text.isascii() or not _ODD.search(text):
        return article
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    moved: dict[int, int] = {}
    marks = sorted({article.body, article.stated_start or 0, article.stated_end or 0})
    for piece in _pieces(text):
        for mark in marks:
            if piece.start <= mark <= piece.end:
                moved[mark] = length + min(mark - piece.start, len(piece.text))
        if piece.text:
            parts.append(piece.text)
            blocks.append(Block(start=length, source_start=piece.start, length=len(piece.text)))
            length += len(piece.text)
    return msgspec.structs.replace(
        article,
        text="".join(parts),
        blocks=compose(blocks, article.blocks),
        body=moved[article.body],
        stated_start=None if article.stated_start is None else moved[article.stated_start],
        stated_end=None if article.stated_end is None else moved[article.stated_end],
    )


def _pieces(text: str) -> Iterator[_Piece]:
    """The text in order, in stretches that stay, go, or change."""
    position = 0
    for m in _ODD.finditer(text):
        if m.start() > position:
            yield _Piece(position, m.start(), text[position : m.start()])
        yield from _changed(m)
        position = m.end()
    if position < len(text) or not text:
        yield _Piece(position, len(text), text[position:])


def _changed(m: re.Match[str]) -> Iterator[_Piece]:
    """What a match becomes: nothing, or one letter; marks that no letter takes up stay behind it."""
    if m.lastgroup == "nothing":
        yield _Piece(m.start(), m.end(), "")
        return
    whole = unicodedata.normalize("NFC", m.group())
    if len(whole) == 1:
        yield _Piece(m.start(), m.end(), whole)
    else:
        yield from (_Piece(m.start() + i, m.start() + i + 1, c) for i, c in enumerate(m.group()))
