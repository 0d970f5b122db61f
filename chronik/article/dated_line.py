"""One line of dates: what it says of its dates, and what stands beside them.

"Stand: 3. Mai 2021", "14.08.2019, 06:30 Uhr | AFP, sda", "Von Max Muster, 4. Mai 2020", "Published 21 October 2011",
"aktualisiert am …", "Today is …". Its labels, and what else may stand in it, are data (``datelines.toml``).
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from chronik.article.abbreviations import abbreviations
from chronik.article.datelines import is_place
from chronik.article.marks import Date, Label, any_of, clock_pattern, dates, frame, mark_agencies
from chronik.model import Span, Zone

LINE = 160  # characters; a longer paragraph is prose
EDGE = " ,;:|–—-()[]\u00a0"  # marks around what stands in such a line
Side = Literal["head", "teaser", "inside", "foot"]  # before the prose, after a paragraph of it, amid it, behind it
_TAIL = {True: 8, False: 4}  # words that may follow the date, by whether the label has several words or a colon
_SEPARATOR = re.compile(r"[|•·;]|\s[–—/-](?=\s|$)|(?<!\S)[–—/-]\s")
_SHORT_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.")
_CAPITAL = re.compile(r"[A-ZÄÖÜŠČŽ][\w.'’-]*,?")
_OPENING = re.compile(r"[\s•·*>»(\[|–-]*")


class Line(NamedTuple):
    """A line of dates: its zones; ``bare`` where it is nothing but a date, and so may date something else.

    ``source`` marks the line of a source ("Quelle: …, 04.09.2008"), which is not younger than the text.
    """

    zones: tuple[Zone, ...]
    bare: bool = False
    source: bool = False

    @property
    def written(self) -> str:
        """The first day on which the line says that the text was written, "" where it says none."""
        return min((first_reading(z.value) for z in self.zones if z.kind == "date_line"), default="")


def first_reading(value: str) -> str:
    """The first day of a value of a date: that itself, or the first of the set of its readings."""
    return value.strip("[]").split(",")[0]


def debris(part: Span) -> Line:
    """A paragraph that says nothing of the text."""
    return Line((Zone(kind="debris", start=part.start, end=part.end),))


def is_full(d: Date) -> bool:
    """Whether a date names its year."""
    return not d.value.startswith("--")


def read_line(text: str, language: str, part: Span, side: Side) -> Line | None:
    """A paragraph as a line of dates, or None where it is none."""
    found = list(dates(text, language, part.start, part.end))
    full = [d for d in found if is_full(d)]
    known = labelled(text[part.start : part.end], language)
    outside = side in ("head", "foot")
    if known is not None and known[0].says == "page":
        return debris(part) if outside and _is_page_only(text, part, found, known[1]) else None
    if outside and not found:
        return _clock_only(text, language, part)
    if not full or _is_bracketed_mark(text, language, part, full[0]):
        return None
    if known is not None and known[0].says == "updated" and _is_note(text, language, part, full[0], known[1]):
        return Line((Zone(kind="update_line", start=full[0].start, end=full[0].end, value=full[0].value),))
    return _dated(text, language, part, full, known, side)


def _dated(
    text: str, language: str, part: Span, full: Sequence[Date], known: tuple[Label, int] | None, side: Side
) -> Line | None:
    """A paragraph with full dates as a line of dates, if its label and side and what stands beside them allow it."""
    pieces = tuple(_pieces(text, language, part, full))
    strange = any(p.kind is None or (p.kind == "place" and side != "head") for p in pieces)
    timed = ":" in text[full[0].start : full[0].end]
    if known is not None and (side != "inside" or _holds_anywhere(known[0], timed=timed)):
        if strange and not _explained(text, language, part, full, known):
            return None
    elif strange or side == "inside":
        return None
    elif side == "teaser" and not pieces and not timed:
        return None  # a bare day after a paragraph may head what follows
    label = known[0] if known else None
    zones = (*_beside(text, pieces, label), *_date_zones(text, language, full, pieces, label))
    bare = known is None and not any(p.kind in ("agency", "byline") for p in pieces)
    return Line(zones, bare=bare, source=_is_source(label))


def _holds_anywhere(label: Label, *, timed: bool) -> bool:
    """Whether a line with that label dates the text amid the prose too: it speaks of the text, or to the minute."""
    return label.says in ("verb", "updated") or (label.name == "as of" and timed)


def _is_note(text: str, language: str, part: Span, date: Date, label_end: int) -> bool:
    """ "Korrektur vom 25.10.2011: In einer früheren Fassung …": the date right behind the label, then a sentence."""
    between = text[part.start + label_end : date.start]
    behind = text[date.end : part.end].lstrip()
    plain = all(w in frame(language).date_fillers for w in _words(between, language))
    return plain and behind[:1] in (":", "–", "-") and len(behind.split()) > 2


def _explained(text: str, language: str, part: Span, full: Sequence[Date], known: tuple[Label, int]) -> bool:
    """Whether what stands beside the dates goes with the label: few words, and the date where the label leads to it."""
    rule, label_end = known
    label = text[part.start : part.start + label_end]
    between = text[part.start + label_end : full[0].start]
    colon = between.lstrip()[:1] == ":"
    wide = " " in label.strip() or colon
    loose = wide and rule.says != "updated" and label.split()[-1] not in ("vom", "of")
    led = loose or not _strange(between, language)
    others = [_strange(text[a.end : b.start], language) for a, b in pairwise(full)]
    behind = _strange(text[full[-1].end : part.end], language)
    if behind and not wide and text[part.end - 1] in ".!?":
        return False
    return led and sum(map(len, (*others, behind))) <= _TAIL[wide] and len(_strange(between, language)) <= _TAIL[True]


def _strange(piece: str, language: str) -> list[str]:
    """The words of a piece that are neither a time of day nor words of such lines nor an agency's mark."""
    fillers = frame(language).date_fillers
    words = [w for w in _words(piece, language) if w not in fillers]
    return [] if mark_agencies(" ".join(words), fillers) else words


def _is_page_only(text: str, part: Span, found: Sequence[Date], label_end: int) -> bool:
    """Whether a line with a page's own label is nothing but that and a day."""
    short = _SHORT_DATE.search(text, part.start + label_end, part.end)
    if not found and short is None:
        return False
    start, end = (found[0].start, found[-1].end) if found else short.span() if short else (0, 0)
    between = text[part.start + label_end : start].split()
    behind = text[end : part.end].strip(EDGE)
    return len(between) <= 3 and len(behind.split()) <= 4 and behind[-1:] not in (".", "!", "?")


def _is_bracketed_mark(text: str, language: str, part: Span, date: Date) -> bool:
    """ "(APA, 31.12.2021)" is an agency's mark, wherever it stands."""
    line = text[part.start : part.end]
    named = text[part.start + 1 : date.start].strip(EDGE)
    return line[0] == "(" and line[-1] == ")" and mark_agencies(named, frame(language).date_fillers) is not None


def _clock_only(text: str, language: str, part: Span) -> Line | None:
    """ "15:30 Uhr" alone dates nothing, and is no prose."""
    alone = re.compile(rf"(?:(?:um|at)\s)?{clock_pattern(language)}\.?").fullmatch(text, part.start, part.end)
    return debris(part) if alone else None


# ---------------------------------------------------------------- what stands beside the dates


class _Piece(NamedTuple):
    """A stretch between dates and marks; ``kind`` None where nothing explains its ``words``."""

    start: int
    end: int
    kind: Literal["agency", "byline", "place", "plain"] | None
    words: tuple[str, ...]
    value: str = ""


def _pieces(text: str, language: str, part: Span, full: Sequence[Date]) -> Iterator[_Piece]:
    """The stretches of a line beside its dates, in order."""
    position = part.start
    for start, end in [*((d.start, d.end) for d in full), (part.end, part.end)]:
        for a, b in _split(text, position, start):
            yield _piece(text, language, a, b)
        position = end


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Extents between separators, without the marks around them."""
    cuts = [start, *(e for m in _SEPARATOR.finditer(text, start, end) for e in m.span()), end]
    for a, b in zip(cuts[::2], cuts[1::2], strict=True):
        a += len(text[a:b]) - len(text[a:b].lstrip(EDGE))
        b -= len(text[a:b]) - len(text[a:b].rstrip(EDGE.replace(":", "").replace(")", "")))
        if any(c.isalnum() for c in text[a:b]):
            yield a, b


def _piece(text: str, language: str, start: int, end: int) -> _Piece:
    piece = text[start:end]
    fillers = frame(language).date_fillers
    strange = tuple(w for w in _words(piece, language) if w not in fillers)
    credit = mark_agencies(piece, fillers | label_words(language) | frozenset(frame(language).byline_openers))
    if credit:
        return _Piece(start, end, "agency", (), ", ".join(credit))
    if is_byline(piece, language):
        return _Piece(start, end, "byline", (), piece)
    if not strange or _aside(language).fullmatch(piece.rstrip(":")):
        return _Piece(start, end, "plain", strange)
    return _Piece(start, end, "place" if is_place(piece) else None, strange)


def _words(piece: str, language: str) -> list[str]:
    """Its words without times of day."""
    without = _clock(language).sub(" ", piece)
    return [w for w in re.split(r"[\s|,;:()\[\]./–-]+", without) if w]


def _beside(text: str, pieces: Sequence[_Piece], label: Label | None) -> Iterator[Zone]:
    """Zones of what stands beside the dates."""
    for p in pieces:
        if p.kind in ("agency", "byline"):
            yield Zone(kind=p.kind, start=p.start, end=p.end, value=p.value)
        elif any(c.isalpha() for c in text[p.start : p.end]):
            source = _is_source(label) and p is pieces[0]
            yield Zone(kind="credit" if source else "debris", start=p.start, end=p.end)


def _is_source(label: Label | None) -> bool:
    return label is not None and label.name == "own source"


def _date_zones(
    text: str, language: str, full: Sequence[Date], pieces: Sequence[_Piece], label: Label | None
) -> Iterator[Zone]:
    """Zones of the dates: update lines where the words that lead to one say so, else date lines."""
    verb_last = label is not None and label.says == "verb"
    for n, d in enumerate(full):
        before = [p for p in pieces if (n == 0 or p.start >= full[n - 1].end) and p.end <= d.start]
        behind = [p for p in pieces if p.start >= d.end and (n + 1 == len(full) or p.end <= full[n + 1].start)]
        leading = " ".join(text[p.start : p.end] for p in (verb_last and behind) or before)
        changed = not frame(language).updated.isdisjoint(re.findall(r"\w+", leading))
        opens = n == 0 and label is not None and label.says == "updated"
        yield Zone(kind="update_line" if changed or opens else "date_line", start=d.start, end=d.end, value=d.value)


def is_byline(line: str, language: str) -> bool:
    """ "Von Max Muster, Washington": an opener and names, nothing else."""
    words = frame(language)
    opener = re.match(rf"(?:{any_of(words.byline_openers)}):?\s+", line)
    if opener is None or len(line) > 90 or any(c.isdigit() for c in line):
        return False
    if line.isupper() and any(w.lower() in abbreviations(language).never_last for w in line.split()[1:]):
        return False  # "VON DER NATION ZUM REICH" is a heading
    names = line[opener.end() :].rstrip(".").replace(",", " ").replace("/", " ").split()
    plain = all(_CAPITAL.fullmatch(w) or w in words.byline_joiners for w in names)
    known = _CAPITAL.fullmatch(names[0]) is not None and names[0] not in words.weekdays  # "Von Montag"
    return plain and known and len(names) <= 9


# ---------------------------------------------------------------- words of the language


@functools.cache
def _labels(language: str) -> tuple[re.Pattern[str], Mapping[str, Label]]:
    known = {w: rule for code in ("en", language) for rule in frame(code).label for w in rule.words}
    return re.compile(rf"(?:{any_of(known)})(?!\w)"), known


def labelled(line: str, language: str) -> tuple[Label, int] | None:
    """The label of the language or of English at the beginning of a line, and where it ends."""
    pattern, known = _labels(language)
    opening = _OPENING.match(line)
    m = pattern.match(line, opening.end() if opening else 0)
    return (known[m.group()], m.end()) if m else None


@functools.cache
def label_words(language: str) -> frozenset[str]:
    """Single words of the labels."""
    return frozenset(w for rule in frame(language).label for words in rule.words for w in words.split())


@functools.cache
def _aside(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern})" for code in {language, "en"} for rule in frame(code).aside))


@functools.cache
def _clock(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){clock_pattern(language)}")
