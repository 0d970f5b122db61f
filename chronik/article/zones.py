"""What surrounds the prose of a report: agency marks, date lines, bylines, credits, headings, leftovers of the page.

Read paragraph by paragraph. Marks in brackets ("(APA, 31.12.2021)", "(red)") count at the end of a paragraph or
after a sentence; whole lines of marks ("12.06.2020, 04:15 Uhr | AFP, dpa", "Von RND/dpa") at head and foot. A date
line may lie inside an agency mark or byline, never inside a credit or debris. Words are data (``datelines.toml``).
"""

import functools
import re
from collections.abc import Iterator, Sequence

from chronik.article.marks import Date, any_of, dates, frame, mark_agencies
from chronik.model import Span, Zone, ZoneKind

_LINE = 160  # characters; a longer paragraph is prose
_PROSE = re.compile(r"[.!?…][\"'“”»«’)]*$")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,80})[)\]]")
_DESK = re.compile(r"[a-zäöüß]{1,5}\.?(?:\s?[/,]\s?[a-zäöüß]{1,5}\.?)*|[A-ZÄÖÜ]{2,3}")
_AUTHOR_WORD = re.compile(r"[A-ZÄÖÜŠČŽ][\w.'’-]*|[a-zäöüß]{1,6}\.?|&")
_CAPITAL = re.compile(r"[A-ZÄÖÜŠČŽ][\w.'’-]*,?")
_CREDIT_WORD = re.compile(
    r"[A-ZÄÖÜ©/|(][\w.'’/|&@-]*[,)]?|via|und|and|by|von|[-/|,&©]|picture|alliance|imago|dpa|afp|apa|\(?c\)|epa|\d+"
)


def surroundings(text: str, language: str, parts: Sequence[Span]) -> tuple[Zone, ...]:
    """Zones of the paragraphs ``parts``, in the order of the text; headings and the dateline are found elsewhere."""
    prose = [i for i, p in enumerate(parts) if _is_prose(text, p)]
    first, last = (prose[0], prose[-1]) if prose else (len(parts), -1)
    found: list[Zone] = []
    for i, part in enumerate(parts):
        line = part.end - part.start <= _LINE
        zones = list(_line(text, language, part, edge=i < first or i > last)) if line else []
        found.extend(zones or _inside(text, language, part))
    return tuple(sorted(set(found), key=lambda z: (z.start, -z.end, z.kind)))


def headings(text: str, parts: Sequence[Span], taken: Sequence[Zone]) -> Iterator[Zone]:
    """Short paragraphs without a full stop that prose follows, and that are nothing else."""
    last = max((i for i, p in enumerate(parts) if _is_prose(text, p)), default=0)
    for part in parts[:last]:
        line = text[part.start : part.end]
        if len(line) > 120 or _PROSE.search(line) or line[-1] in ",;:-–":
            continue
        if not any(z.start < part.end and part.start < z.end for z in taken) and any(c.isalpha() for c in line):
            yield Zone(kind="heading", start=part.start, end=part.end, value=line)


def _is_prose(text: str, part: Span) -> bool:
    line = text[part.start : part.end]
    return len(line) > _LINE or (len(line) > 60 and _PROSE.search(line) is not None)


def _line(text: str, language: str, part: Span, *, edge: bool) -> Iterator[Zone]:
    """Zones of a paragraph that is nothing but marks; ``edge`` where it stands before or after all prose."""
    line = text[part.start : part.end]
    words = frame(language)
    found = list(dates(text, language, part.start, part.end))
    full = [d for d in found if not d.value.startswith("--")]
    label = _label(language, "date_labels").match(line)
    if full and (label or edge) and _only_marks(text, language, part, found, label.group() if label else ""):
        yield from _dated_line(text, language, part, found)
    elif _label(language, "debris").match(line):
        yield from _around("debris", part, found)
    elif _label(language, "credit_labels").match(line.lstrip("([")) and (":" in line[:24] or "©" in line):
        yield from _around("credit", part, found)
    elif edge and (credit := mark_agencies(line.strip("()[] "), words.date_fillers | frozenset(words.byline_openers))):
        yield Zone(kind="agency", start=part.start, end=part.end, value=", ".join(credit))
    elif edge and _is_byline(line, language):
        yield Zone(kind="byline", start=part.start, end=part.end, value=line)
    elif edge and line[:1] == "(" and line[-1:] == ")" and _DESK.fullmatch(line[1:-1]):
        yield Zone(kind="byline", start=part.start, end=part.end, value=line[1:-1])


def _only_marks(text: str, language: str, part: Span, found: Sequence[Date], label: str) -> bool:
    """Whether nothing but labels, agencies and fillers stands beside the dates of a line.

    After a label of several words or with a colon a few more may: "Quelle: Flughafen GmbH, 04.09.2008".
    """
    rest = text[part.start + len(label) : part.end]
    for d in reversed(found):
        start = d.start - part.start - len(label)
        rest = rest[:start] + " | " + rest[start + d.end - d.start :]
    words = [w for w in re.split(r"[\s|,;:()\[\]./–-]+", rest) if w]
    left = [w for w in words if w not in frame(language).date_fillers]
    if not left or mark_agencies(" ".join(left), frozenset()):
        return True
    return (" " in label or (label != "" and rest.lstrip().startswith(":"))) and len(left) <= 8


def _dated_line(text: str, language: str, part: Span, found: Sequence[Date]) -> Iterator[Zone]:
    """Date lines, agency marks between them, and the words around as debris or credit."""
    position = part.start
    for start, end, value in [*found, Date(part.end, part.end, "")]:
        piece = text[position:start]
        credit = mark_agencies(piece, frame(language).date_fillers | _words(language))
        begin, stop = position + len(piece) - len(piece.lstrip(" ,;:|–-")), position + len(piece.rstrip(" ,;|–-"))
        if credit:
            yield Zone(kind="agency", start=begin, end=stop, value=", ".join(credit))
        elif any(c.isalpha() for c in piece):
            kind: ZoneKind = "credit" if _label(language, "credit_labels").match(piece) else "debris"
            yield Zone(kind=kind, start=begin, end=stop)
        if end > start:
            yield Zone(kind="date_line", start=start, end=end, value=value)
        position = end


@functools.cache
def _words(language: str) -> frozenset[str]:
    """Single words of the date labels."""
    return frozenset(w for label in frame(language).date_labels for w in label.split())


def _around(kind: ZoneKind, part: Span, found: Sequence[Date]) -> Iterator[Zone]:
    """A zone over a paragraph, cut out around the full dates in it, which stay date lines in a credit only."""
    full = [d for d in found if not d.value.startswith("--") and kind == "credit"]
    position = part.start
    for d in full:
        if d.start > position:
            yield Zone(kind=kind, start=position, end=d.start)
        yield Zone(kind="date_line", start=d.start, end=d.end, value=d.value)
        position = d.end
    if part.end > position:
        yield Zone(kind=kind, start=position, end=part.end)


@functools.cache
def _label(language: str, field: str) -> re.Pattern[str]:
    """A label of the language or of English at the beginning of a line."""
    words = [*getattr(frame(language), field), *getattr(frame("en"), field)]
    return re.compile(rf"(?:{any_of(words)})(?!\w)")


def _is_byline(line: str, language: str) -> bool:
    """ "Von Max Muster, Washington": an opener and names, nothing else."""
    words = frame(language)
    opener = re.match(rf"(?:{any_of(words.byline_openers)}):?\s+", line)
    if opener is None or len(line) > 90 or any(c.isdigit() for c in line):
        return False
    names = line[opener.end() :].rstrip(".").replace(",", " ").replace("/", " ").split()
    plain = all(_CAPITAL.fullmatch(w) or w in words.byline_joiners for w in names)
    return plain and 1 <= len(names) <= 9 and _CAPITAL.fullmatch(names[0]) is not None


def _inside(text: str, language: str, part: Span) -> Iterator[Zone]:
    """Marks and credits in a paragraph of prose."""
    for m in _BRACKET.finditer(text, part.start, part.end):
        yield from _bracket(text, language, part, m)
    for m in _credit(language).finditer(text, part.start, part.end):
        names = m.group("names").split()
        if len(names) <= 7 and all(_CREDIT_WORD.fullmatch(n) for n in names):
            yield Zone(kind="credit", start=m.start(), end=m.end())


def _bracket(text: str, language: str, part: Span, m: re.Match[str]) -> Iterator[Zone]:
    """Zones of a bracket: agencies, a desk or author with a date, a picture's credit."""
    content, start, end = m.group(1), m.start(), m.end()
    if _label(language, "credit_labels").match(content) and re.match(r"[^:]{1,20}:", content):
        yield Zone(kind="credit", start=start, end=end)
        return
    before, after = text[part.start : start].rstrip(), text[end : part.end].strip()
    if (before and before[-1] not in ".!?…\"'“”»«’‘)") or (not before and after[:1].islower()):
        return
    found = [d for d in dates(text, language, start + 1, end - 1) if not d.value.startswith("--")]
    rest = content[: found[0].start - start - 1] if found else content
    credit = mark_agencies(rest, frame(language).date_fillers | _words(language))
    if credit and (found or not after or (not before)):
        yield Zone(kind="agency", start=start, end=end, value=", ".join(credit))
    elif found and before and all(_AUTHOR_WORD.fullmatch(w) for w in re.split(r"[\s,;/–-]+", rest) if w):
        if author := rest.strip(" ,;–-"):
            yield Zone(kind="byline", start=start, end=end, value=author)
    elif not (before and not after and _DESK.fullmatch(content)):
        return
    else:
        yield Zone(kind="byline", start=start, end=end, value=content)
    yield from (Zone(kind="date_line", start=d.start, end=d.end, value=d.value) for d in found)


@functools.cache
def _credit(language: str) -> re.Pattern[str]:
    """ "Foto: Reuters" at the end of a paragraph."""
    labels = any_of([*frame(language).credit_labels, *frame("en").credit_labels])
    return re.compile(
        rf"(?<![A-Za-zÄÖÜäöüß-])(?:(?:{labels})\s?[:©]|©)\s*(?P<names>[^:.!?\n\"„“»]{{2,60}}?)\.?(?=\n|\Z)"
    )
