"""What stands between quotation marks: „…“ „…” "…" “…” ``…'' «…» »…« ‚…‘ ‘…’ ‹…› ›…‹, nested too.

A mark is read by its form and by what stands on either side of it; an apostrophe is none. A quotation runs over
several paragraphs where the one that it begins in lacks the closing mark and a later one has a closing mark too many.
One whose closing mark is missing ends with its paragraph, as does each part of one that every paragraph opens anew.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.article.lines import paragraphs
from chronik.model import Quote, Span

_MARK = re.compile(r"[„“”\"«»‹›‚‘’]|``|''|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_NAME = re.compile(r"(?:[A-ZÄÖÜ0-9][\w.’'-]*|de|del|der|des|die|the|of|and|und|für|for|von|am|im|in)")
_STRAIGHT_CLOSES = re.compile(r'(?<=\S)"(?!\w)')
_STRAIGHT_OPENS = re.compile(r'(?<![\w.,!?…])"(?=\w)')
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_OPENERS_BEFORE = frozenset("([{/–—-„“\"«»‚‘'›‹|:…")
_DOUBLE_CLOSES = {"“": '„"“', "”": '„“”"', '"': '"„“', "''": '`"′'}
_ONE_SIGN = {"``": "`", "''": "′"}  # marks of two signs, by one, so that forms can be looked up in a string
_OPENING = "„»«"  # forms that are no closing marks in the same convention, so that a later one is sure to close them
_CLOSING = {"„": '“”"', "»": "«", "«": "»"}
_LONGEST = 4000  # characters of a quotation over several paragraphs
_GUILLEMETS = {"«": "»", "»": "«", "‹": "›", "›": "‹"}


class _Open(NamedTuple):
    """An opening mark that waits for its closing one; ``start`` is where the content begins."""

    form: str
    start: int


class _Pairs(NamedTuple):
    """The marks of one paragraph: what they enclose, what stays open, closing marks that close nothing."""

    closed: list[Span]
    left: list[_Open]
    orphans: list[re.Match[str]]


def quotes(text: str, language: str, start: int = 0) -> tuple[Quote, ...]:
    """Every quotation of ``text`` from ``start`` on, marks excluded, in the order of their beginnings."""
    found: list[Span] = []
    open_since: _Open | None = None
    for part in paragraphs(text, language, start):
        if not _MARK.search(text, part.start, part.end):
            continue
        pairs = _in_paragraph(text, part)
        found.extend(pairs.closed)
        if open_since and (joined := _joined(text, open_since, pairs.orphans)):
            found = [s for s in found if s.start != joined.start]
            found.append(joined)
            open_since = None
        elif text[part.start] in _OPENING or pairs.left:
            open_since = None
        for left in pairs.left:
            found.extend(_content(text, left.start, part.end))
            open_since = left if left.form in _OPENING else open_since
    kept = sorted({(s.start, s.end) for s in found})
    return tuple(Quote(start=a, end=b, scare=_scare(text[a:b])) for a, b in kept)


def _joined(text: str, since: _Open, orphans: list[re.Match[str]]) -> Span | None:
    """The quotation left open in an earlier paragraph that the first closing mark too many of this one closes."""
    close = next((m for m in orphans if m.group() in _CLOSING[since.form]), None)
    if close is None or close.start() - since.start > _LONGEST:
        return None
    return next(_content(text, since.start, close.start()), None)


def _in_paragraph(text: str, part: Span) -> _Pairs:
    """Pair the marks of one paragraph with a stack."""
    stack: list[_Open] = []
    closed: list[Span] = []
    orphans: list[re.Match[str]] = []
    for m in _MARK.finditer(text, part.start, part.end):
        mark = m.group()
        waiting = _closes(text, m, stack)
        if waiting is not None:
            closed.extend(_content(text, stack[waiting].start, m.start()))
            del stack[waiting:]
        elif _opens(text, m, part):
            if stack and stack[-1].form == mark and mark in '"“”»«' and not _nests(text, m, part):
                closed.extend(_broken_off(text, stack.pop().start, m.start()))
            stack.append(_Open(_ONE_SIGN.get(mark, mark), m.end()))
        elif not stack:
            orphans.append(m)
    return _Pairs(closed, [o for o in stack if o.form not in "'‘’"], orphans)


def _closes(text: str, m: re.Match[str], stack: list[_Open]) -> int | None:
    """Index of the opening mark that the mark at ``m`` closes, or None."""
    mark = m.group()
    if mark in _GUILLEMETS:
        return _last(stack, _GUILLEMETS[mark])
    if mark in ("’", "'", "‘"):
        return _last(stack, "‚" if mark == "‘" else "‘‚" if mark == "’" else "'") if _ends_word(text, m) else None
    if mark == "„" or mark == "``" or mark == "‚":
        return None
    waiting = _last(stack, _DOUBLE_CLOSES[mark])
    if waiting is None:
        return None
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if stack[waiting].form == mark == "“":  # one form for both, as some texts have it
        return None if before.isspace() or after.isalnum() else waiting
    begins_word = after.isalnum() and (before.isspace() or before in _OPENERS_BEFORE)
    return None if begins_word and (mark == "''" or '"' in (mark, stack[waiting].form)) else waiting


def _last(stack: list[_Open], forms: str) -> int | None:
    return next((i for i in range(len(stack) - 1, -1, -1) if stack[i].form in forms), None)


def _ends_word(text: str, m: re.Match[str]) -> bool:
    """Whether a single mark can close: after a word or stop, before no word, and no apostrophe of a genitive."""
    before, after = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
    if before.isspace() or after.isalnum():
        return False
    return not (before in "sxzß" and after == " " and text[m.end() + 1 : m.end() + 2].isalpha())


def _opens(text: str, m: re.Match[str], part: Span) -> bool:
    """Whether a mark can open a quotation by what stands on either side of it."""
    mark = m.group()
    if mark in ("„", "``"):
        return True
    before = text[m.start() - 1] if m.start() > part.start else " "
    after = text[m.end()] if m.end() < part.end else " "
    free_before = before.isspace() or before in _OPENERS_BEFORE
    if mark in ("'", "‘", "’", "‚"):
        return free_before and after.isalnum() and mark != "’"
    if mark in "«»‹›":
        return free_before
    return free_before and (not after.isspace() or before.isspace())


def _nests(text: str, m: re.Match[str], part: Span) -> bool:
    """Whether a straight mark inside a quotation opens a second one: both are closed further on."""
    closing = len(_STRAIGHT_CLOSES.findall(text, m.end(), part.end))
    return m.group() == '"' and closing - len(_STRAIGHT_OPENS.findall(text, m.end(), part.end)) >= 2


def _content(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        begin = start + len(piece) - len(piece.lstrip())
        yield Span(start=begin, end=begin + len(stripped))


def _broken_off(text: str, start: int, end: int) -> Iterator[Span]:
    """A quotation that was never closed before the next of its kind: to the end of its last whole sentence."""
    stop = next(_SENTENCE_END.finditer(text, start, end), None)
    if stop is not None:
        yield from _content(text, start, stop.end())


def _scare(content: str) -> bool:
    """Whether the content is a word or two, or a name, rather than something said."""
    words = content.split()
    if content[-1] in ".!?…":
        return False
    return len(words) <= 2 or (len(words) <= 6 and all(map(_NAME.fullmatch, words)))
