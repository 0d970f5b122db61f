"""From the readable text back to the text as given.

``Article.blocks`` lists the runs in which both agree one for one, in the order of ``text``; between them stands
what cleaning put in, left out or spelled otherwise. A character that a page writes as an entity ("&auml;") or
with a combining mark is a block of its own, of length 1; its end in the source is the end of all of it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape

from chronik.model import Article, Block

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


def to_source(article: Article, start: int, end: int) -> tuple[int, int]:
    """The stretch of ``Article.source`` that ``text[start:end]`` was read from.

    An edge that falls on something put in while reading moves to the nearest character that stands in the source,
    inwards where there is one; raises ValueError where ``0 <= start <= end <= len(text)`` does not hold.
    """
    if not 0 <= start <= end <= len(article.text):
        raise ValueError(f"{start} to {end} is no stretch of a text of {len(article.text)} characters")
    if not article.blocks:
        return start, end
    first = _from(article, start)
    if start == end:
        return first, first
    return first, max(first, _until(article, end))


def _from(article: Article, start: int) -> int:
    """Where the character at ``start``, or the next that stands in the source, begins in it."""
    blocks = article.blocks
    i = bisect_right(blocks, start, key=_start) - 1
    if i >= 0 and start < blocks[i].start + blocks[i].length:
        return blocks[i].source_start + start - blocks[i].start
    if i + 1 < len(blocks):
        return blocks[i + 1].source_start
    return _until(article, start)


def _until(article: Article, end: int) -> int:
    """Where the character before ``end``, or the last before it that stands in the source, ends in it."""
    i = bisect_right(article.blocks, end - 1, key=_start) - 1
    if i < 0:
        return article.blocks[0].source_start
    block = article.blocks[i]
    within = min(end - block.start, block.length)
    at = block.source_start + within
    return at if block.length > 1 else block.source_start + _extent(article, block)


def _extent(article: Article, block: Block) -> int:
    """How many characters of the source a block of length 1 stands for."""
    character, at = article.text[block.start], block.source_start
    if article.source[at] == "&":
        entity = _ENTITY.match(article.source, at)
        if entity is not None and unescape(entity.group()) == character:
            return len(entity.group())
    if article.source[at] == character:
        return 1
    return next((n for n in range(2, 5) if unicodedata.normalize("NFC", article.source[at : at + n]) == character), 1)


def compose(inner: Sequence[Block], outer: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks from a third text to the first: ``inner`` from the third to the second, ``outer`` from that to the first.

    Empty blocks mean that two texts are equal.
    """
    if not outer or not inner:
        return tuple(inner or outer)
    found: list[Block] = []
    for block in inner:
        i = max(0, bisect_right(outer, block.source_start, key=_start) - 1)
        end = block.source_start + block.length
        for far in outer[i:]:
            if far.start >= end:
                break
            low, high = max(block.source_start, far.start), min(end, far.start + far.length)
            if low < high:
                start, source_start = block.start + low - block.source_start, far.source_start + low - far.start
                found.append(Block(start=start, source_start=source_start, length=high - low))
    return tuple(found)


def _start(block: Block) -> int:
    return block.start
