"""What surrounds the prose of a report: agency marks, date lines, bylines, credits, headings, leftovers of the page.

Read paragraph by paragraph. Marks in brackets ("(APA, 31.12.2021)", "(red)") count at the end of a paragraph or
after a sentence; whole lines of marks ("14.03.2019, 07:05 Uhr | AFP, dpa", "Von RND/dpa") at head and foot. A date
line may lie inside an agency mark or byline, never inside a credit or debris. Words are data (``datelines.toml``).
"""

import functools
import re
from collections.abc import Iterator, Sequence

from chronik.article.abbreviations import abbreviations
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
        zones: list[Zone] = []
        if part.end - part.start <= _LINE:
            outside = i < first or i > last
            zones = list(_line(text, language, part, outside=outside) or _mark(text, language, part, outside or i < 4))
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


def _line(text: str, language: str, part: Span, *, outside: bool) -> tuple[Zone, ...]:
    """Zones of a paragraph that is a date line, debris or a credit; ``outside`` where no prose is on one side of it."""
    line = text[part.start : part.end]
    found = list(dates(text, language, part.start, part.end))
    full = [d for d in found if not d.value.startswith("--")]
    label = _label(language, "date_labels").match(line)
    if full and (label or outside) and _only_marks(text, language, part, found, label.group() if label else ""):
        return tuple(_dated_line(text, language, part, found))
    if _is_debris(line, language):
        return tuple(_around("debris", part, found))
    credit = _label(language, "credit_labels").match(line.lstrip("(["))
    if credit and (":" in line[:24] or "©" in line) and not (outside and _source(line, language)):
        return tuple(_around("credit", part, found))
    return ()


def _mark(text: str, language: str, part: Span, head_or_foot: bool) -> tuple[Zone, ...]:
    """The zone of a paragraph at head or foot that is nothing but an agency mark, a byline or an author's initials."""
    line = text[part.start : part.end]
    if not head_or_foot:
        return ()
    if credit := _source(line, language):
        return (Zone(kind="agency", start=part.start, end=part.end, value=", ".join(credit)),)
    if line[0] == "(" and line[-1] == ")" and _DESK.fullmatch(line[1:-1]):
        return (Zone(kind="byline", start=part.start, end=part.end, value=line[1:-1]),)
    return (Zone(kind="byline", start=part.start, end=part.end, value=line),) if _is_byline(line, language) else ()


def _source(line: str, language: str) -> tuple[str, ...] | None:
    """Agencies of a mark such as "Von RND/dpa", "Quelle: dpa", "(APA/red)"."""
    bare = line.strip("()[] ")
    label = _label(language, "credit_labels").match(bare)
    if label is not None and label.group() not in frame(language).date_labels:  # "Foto: dpa" is the picture's
        return None
    words = frame(language).date_fillers | frozenset(frame(language).byline_openers) | _words(language)
    return mark_agencies(bare, words)


def _is_debris(line: str, language: str) -> bool:
    """Leftovers of the page: they begin so, are that label, or stand in square brackets as an editor's hint."""
    label = _label(language, "debris_labels").match(line)
    if label is not None and (label.end() == len(line) or line[label.end() :].lstrip()[:1] in ":|–-…»›>"):
        return True
    bracketed = line[0] == "[" and line[-1] == "]" and "[" not in line[1:] and "…" not in line[:4]
    return bracketed or _label(language, "debris").match(line) is not None


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
    if line.isupper() and any(w.lower() in abbreviations(language).never_last for w in line.split()[1:]):
        return False  # "VON DER NATION ZUM REICH" is a heading
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
    before, after = text[part.start : start].rstrip(), text[end : part.end].strip()
    inside = before != "" and before[-1] not in ".!?…\"'“”»«’‘)"
    found = [d for d in dates(text, language, start + 1, end - 1) if not d.value.startswith("--")]
    rest = (content[: found[0].start - start - 1] if found else content).strip(" ,;:–-")
    credit = None if inside else _source(rest, language)
    labelled = _label(language, "credit_labels").match(content) and re.match(r"[^:]{1,20}:", content)
    if labelled and not credit:
        yield Zone(kind="credit", start=start, end=end)
        return
    if inside or (not before and after[:1].islower()) or rest in frame(language).date_labels:
        return
    if credit and (found or not after or not before):
        yield Zone(kind="agency", start=start, end=end, value=", ".join(credit))
    elif (found and before and _is_author(rest)) or (before and not after and _DESK.fullmatch(content)):
        if rest:
            yield Zone(kind="byline", start=start, end=end, value=rest)
    else:
        return
    yield from (Zone(kind="date_line", start=d.start, end=d.end, value=d.value) for d in found)


def _is_author(rest: str) -> bool:
    """Names or initials, nothing else: what stands before the date in "(Lena Huber, 13.2.2016)"."""
    return all(_AUTHOR_WORD.fullmatch(w) for w in re.split(r"[\s,;/–-]+", rest) if w)


@functools.cache
def _credit(language: str) -> re.Pattern[str]:
    """ "Foto: Reuters" at the end of a paragraph."""
    labels = any_of([*frame(language).credit_labels, *frame("en").credit_labels])
    return re.compile(
        rf"(?<![A-Za-zÄÖÜäöüß-])(?:(?:{labels})\s?[:©]|©)\s*(?P<names>[^:.!?\n\"„“»]{{2,60}}?)\.?(?=\n|\Z)"
    )
