"""The visible characters of a page, each with its place in the page's source."""

import re
from bisect import bisect_right
from html import unescape

from chronik.model import Block

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<silent>script|style|template)\b.*?(?:</(?P=silent)\s*>|\Z)|<[/!?a-zA-Z][^>]*>"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<run>[^\s<&\u00ad\u200b-\u200d\u2060\ufeff]+|[<&])",
    re.DOTALL | re.IGNORECASE,
)
_INK = re.compile(r"[^\s\u00ad\u200b-\u200d\u2060\ufeff]+")


class PageText:
    """What of a page can be seen, blanks and invisible characters left out.

    ``ink`` is that text; the run that begins at ``starts[i]`` in it begins at ``sources[i]`` in the page.
    """

    def __init__(self, html: str) -> None:
        """Read through ``html``, the page's source, once."""
        pieces: list[str] = []
        self.html = html
        self.starts: list[int] = []
        self.sources: list[int] = []
        self._after = 0  # where in the ink the last paragraph that was found ends
        length = 0
        for m in _TOKEN.finditer(html):
            shown = m.group("run")
            if shown is None and m.group("entity"):
                shown = _ink(unescape(m.group()))
                if len(shown) > 1:  # no entity after all, or one of several characters
                    shown = m.group() if shown == m.group() else ""
            if shown:
                pieces.append(shown)
                self.starts.append(length)
                self.sources.append(m.start())
                length += len(shown)
        self.ink = "".join(pieces)
        self._body = self._ink_from(max(0, html.lower().find("<body")))

    def locate(self, paragraph: str) -> list[Block]:
        """Runs in which ``paragraph`` and the page agree one for one; empty where it does not stand there.

        It is looked for behind the paragraph found last, then in the page's body, then anywhere.
        """
        wanted = _ink(paragraph)
        if not wanted:
            return []
        at = self.ink.find(wanted, max(self._after, self._body))
        if at < 0:
            at = self.ink.find(wanted, self._body)
        if at < 0:
            at = self.ink.find(wanted)
        if at < 0:
            return []
        self._after = at + len(wanted)
        return self._runs(paragraph, at)

    def shows(self, text: str) -> bool:
        """Whether the page's body, not only its head, has these words in this order."""
        return self.ink.find(_ink(text), self._body) >= 0

    def _runs(self, paragraph: str, at: int) -> list[Block]:
        """Blocks of a paragraph whose ink begins at ``at``."""
        found: list[Block] = []
        for word in _INK.finditer(paragraph):
            position = word.start()
            while position < word.end():
                piece = bisect_right(self.starts, at) - 1
                source = self.sources[piece] + at - self.starts[piece]
                piece_end = self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.ink)
                length = min(piece_end - at, word.end() - position)
                _append(found, Block(start=position, source_start=source, length=length), self.html, paragraph)
                position += length
                at += length
        return found

    def _ink_from(self, source: int) -> int:
        """The first place of the ink that stands at or behind a place of the page."""
        i = bisect_right(self.sources, source)
        return self.starts[i] if i < len(self.starts) else len(self.ink)


def _ink(text: str) -> str:
    return "".join(_INK.findall(text))


def _append(found: list[Block], block: Block, html: str, paragraph: str) -> None:
    """Add a block, joined to the one before where only a blank that both texts have stands between them."""
    if found:
        last = found[-1]
        end, source_end = last.start + last.length, last.source_start + last.length
        gap = block.start - end
        same = html[source_end : block.source_start] == paragraph[end : block.start]
        plain = not _entity(last, html, paragraph) and not _entity(block, html, paragraph)
        if same and plain and gap == block.source_start - source_end:
            found[-1] = Block(start=last.start, source_start=last.source_start, length=last.length + gap + block.length)
            return
    found.append(block)


def _entity(block: Block, html: str, paragraph: str) -> bool:
    """Whether a block is one character that the page writes as an entity."""
    return (
        block.length == 1
        and html[block.source_start] == "&"
        and (paragraph[block.start] != "&" or html.startswith(("&amp", "&#"), block.source_start))
    )
