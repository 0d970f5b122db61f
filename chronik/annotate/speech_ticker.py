"""Entries of a live ticker: each begins with a time of day at the front of a line, or with "+++".

Whoever speaks in one entry is not the one who goes on in the next, which may be hours later and by another reporter.
The time and the pluses are the reporter's frame: they are part of nothing that is said.
"""

import re
from bisect import bisect_right

import msgspec

from chronik.model import Document, Span, Statement

_CLOCK = r"\d{1,2}[.:]\d{2}(?::\d{2})?(?:[ \u00a0]?(?:Uhr|h|[ap]\.?m\.?)\b\.?)?(?: [A-Z]{2,4}\b)?"
_BEHIND = r"[ \t]*(?:[:|–—+-]+[*_]*[ \t]*|(?=\r?\n|\Z))"  # a colon or dash, or the end of the line
_TIME = re.compile(
    rf"(?:^|(?P<pluses>\+{{3,}}))[ \t\u00a0>*_#•·–-]*"
    rf"(?:\[{_CLOCK}\]{_BEHIND}|\[{_CLOCK}\][ \t]*|{_CLOCK}{_BEHIND}|(?(pluses){_CLOCK}[ \t]+|(?!)))",
    re.MULTILINE,
)
_PLUSES = re.compile(r"\+{3,}[ \t]*")


class Entries:
    """Where the entries of a text begin; a text that is no ticker has none."""

    def __init__(self, document: Document) -> None:
        text, body = document.article.text, document.article.body
        marks = {m.start(): m.end() for m in _TIME.finditer(text, body)}
        if "+++" in text:
            marks |= {m.start(): max(m.end(), marks.get(m.start(), 0)) for m in _PLUSES.finditer(text, body)}
        self._marks = [Span(start=start, end=end) for start, end in sorted(marks.items())]
        self._starts = [m.start for m in self._marks]
        self._sentences = document.sentences

    def since(self, offset: int) -> int:
        """Where the entry that holds an offset begins, 0 where there is none."""
        k = bisect_right(self._starts, offset) - 1
        return self._starts[k] if k >= 0 else 0

    def opens(self, i: int) -> bool:
        """Whether an entry begins with sentence i, or on a line of its own right before it."""
        return i > 0 and self.since(self._sentences[i].start) >= self._sentences[i - 1].end

    def behind(self, offset: int) -> int:
        """The offset behind the time and the pluses, where they stand at ``offset``; else ``offset`` itself."""
        k = bisect_right(self._starts, offset) - 1
        return max(offset, self._marks[k].end) if k >= 0 else offset

    def framed(self, s: Statement) -> Statement:
        """A statement without the time in front of what is said."""
        if not self._marks or s.content_start is None or s.content_end is None:
            return s
        start = self.behind(s.content_start)
        free = start == s.content_start or start >= s.content_end
        return s if free else msgspec.structs.replace(s, content_start=start)
