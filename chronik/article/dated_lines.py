"""Lines of dates around the prose: which of them are the text's, and which the page's or another text's.

A page has more dates than its text: the reader's own day beside the navigation and in the footer, those of other
headlines below the text, and a chronicle is set under dates of its own. Whatever is unsure is no date line, for a date
line is believed.
"""

import functools
import re
from collections.abc import Mapping, Sequence

from chronik.article.dated_line import EDGE, LINE, Line, Side, debris, first_reading, is_full, labelled, read_line
from chronik.article.marks import any_of, dates, frame
from chronik.model import Span, Zone

_TEASERS = 2  # paragraphs of prose after which a line with clock, agency or author is still one of the head's


def dated_lines(text: str, language: str, parts: Sequence[Span], prose: Sequence[int]) -> dict[int, tuple[Zone, ...]]:
    """Zones of the paragraphs that are lines of dates, by number; ``prose`` are the numbers of those that are prose."""
    below = _listing(text, language, parts, prose)
    own = [i for i in prose if i < below]
    first, last = (own[0], own[-1]) if own else (below, -1)
    lines: dict[int, Line] = {}
    for i, part in enumerate(parts):
        line = read_line(text, language, part, _side(i, first, last)) if _is_short(part) else None
        if line is not None and (i < below or not line.bare):
            lines[i] = line
        elif i >= below and _is_dated(text, language, part):
            lines[i] = debris(part)
    if any(_is_bare(text, language, parts[i]) for i in range(first + 1, last)):  # a chronicle, or a blog
        lines = {i: line for i, line in lines.items() if not line.bare}
    navigation = [i for i, p in enumerate(parts) if not first <= i <= last and _is_navigation(text, p, language)]
    beside = _beside(text, language, parts, navigation, last)
    lines = {i: debris(parts[i]) if i in beside else line for i, line in lines.items()}
    lines = {**{i: debris(parts[i]) for i in navigation}, **_rivals(lines, parts, last)}
    return {i: line.zones for i, line in lines.items()}


def _side(i: int, first: int, last: int) -> Side:
    return "head" if i < first else "foot" if i > last else "teaser" if i <= first + _TEASERS else "inside"


def _beside(text: str, language: str, parts: Sequence[Span], navigation: Sequence[int], last: int) -> frozenset[int]:
    """Lines whose date is the page's own: beside its navigation at the head, behind it at the foot."""
    around = (j for i in navigation if i <= last for j in (i - 1, i + 1) if 0 <= j < len(parts))
    foot = min((i for i in navigation if i > last), default=len(parts))
    return frozenset(j for j in around if _is_bare(text, language, parts[j])) | frozenset(range(foot, len(parts)))


def _rivals(lines: Mapping[int, Line], parts: Sequence[Span], last: int) -> dict[int, Line]:
    """Of several dates the first is the text's: a bare one that says another day is the page's, or another text's.

    Of several sources none is younger than the text, and only the newest may be as old.
    """
    newest = max((line.written for line in lines.values() if line.source), default="")
    lines = {i: debris(parts[i]) if line.source and line.written < newest else line for i, line in lines.items()}
    sure = [line.written for line in lines.values() if line.written and not line.bare]
    head = [line.written for i, line in lines.items() if line.bare and i <= last]
    foot = {line.written for i, line in lines.items() if line.bare and i > last}
    if head or sure:
        day = min(sure or head)
        return {i: debris(parts[i]) if line.bare and line.written != day else line for i, line in lines.items()}
    return {i: debris(parts[i]) if len(foot) > 1 and line.bare else line for i, line in lines.items()}


def _listing(text: str, language: str, parts: Sequence[Span], prose: Sequence[int]) -> int:
    """Where the list of other headlines begins below the text; the number of paragraphs where there is none."""
    last = prose[-1] if prose else -1
    for i, part in enumerate(parts):
        if prose and i > prose[0] and _is_heading_of_list(text, part, language):
            below = [p for p in parts[i + 1 :] if _is_dated(text, language, p)]
            if len(below) > 1 or (below and i > last) or any(_is_bare(text, language, p) for p in below):
                return i
    tail = [i for i in range(last + 1, len(parts)) if _headline_day(text, language, parts[i])]
    days = [_headline_day(text, language, parts[i]) for i in tail]
    newest_first = len(days) > 1 and days == sorted(days, reverse=True) and days[0] != days[-1]
    return tail[0] if newest_first else len(parts)  # a chronicle has its oldest first


def _is_dated(text: str, language: str, part: Span) -> bool:
    """A short line with a full date in it."""
    return _is_short(part) and any(is_full(d) for d in dates(text, language, part.start, part.end))


def _headline_day(text: str, language: str, part: Span) -> str:
    """The day at the beginning or end of a headline, "" where there is none."""
    if not _is_short(part) or text[part.end - 1] in ".!?":
        return ""
    for d in dates(text, language, part.start, part.end):
        rest = text[part.start : d.start].strip(EDGE), text[d.end : part.end].strip(EDGE)
        if is_full(d) and (not rest[0] or not rest[1]) and len("".join(rest).split()) > 2:
            return "" if labelled("".join(rest), language) else first_reading(d.value)
    return ""


def _is_bare(text: str, language: str, part: Span) -> bool:
    """A full date and nothing else, without a label."""
    if not _is_short(part):
        return False
    found = [d for d in dates(text, language, part.start, part.end) if is_full(d)]
    rest = [text[part.start : d.start] + text[d.end : part.end] for d in found]
    return len(rest) == 1 and not rest[0].strip(EDGE + ".")


def _is_short(part: Span) -> bool:
    return part.end - part.start <= LINE


@functools.cache
def _navigation(language: str) -> re.Pattern[str]:
    words = any_of(w for code in (language, "en") for w in frame(code).page_frame)
    return re.compile(rf"(?:{words})(?:\s?[|•·›»>].*)?|(?:©|\([cC]\)|Copyright)\s?(?:©\s?)?(?:by\s)?(?:19|20)\d\d\b.*")


def _is_navigation(text: str, part: Span, language: str) -> bool:
    """Whether a paragraph is a line of the page's frame: "Impressum", "Home | Search | Sign in", "© 2026 …"."""
    return _is_short(part) and _navigation(language).fullmatch(text, part.start, part.end) is not None


@functools.cache
def _list_heading(language: str) -> re.Pattern[str]:
    words = any_of(w for code in (language, "en") for w in frame(code).listings)
    return re.compile(rf"(?:\d+\s)?(?:{words})(?:\s?[:|–…›»>-].*|\s\w+|\s?\(\d+\))?")


def _is_heading_of_list(text: str, part: Span, language: str) -> bool:
    """Whether a paragraph stands above other headlines ("Mehr zum Thema: Irak", "Related stories")."""
    return _is_short(part) and _list_heading(language).fullmatch(text, part.start, part.end) is not None
