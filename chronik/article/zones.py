"""What surrounds the prose of a report: agency marks, date lines, bylines, credits, headings, leftovers of the page.

Read paragraph by paragraph. Marks in brackets ("(APA, 31.12.2021)", "(red)") count at the end of a paragraph or
after a sentence; whole lines of marks ("14.03.2019, 07:05 Uhr | AFP, dpa", "Von RND/dpa") at head and foot. A date
line may lie inside an agency mark or byline, never inside a credit or debris. Lines of dates are read in
``dated_line`` and ``dated_lines``. Words are data (``datelines.toml``).
"""

import functools
import re
from collections.abc import Iterator, Sequence

from chronik.article.dated_line import LINE, is_byline, label_words
from chronik.article.dated_lines import dated_lines
from chronik.article.marks import any_of, dates, frame, mark_agencies
from chronik.model import Span, Zone

_PROSE = re.compile(r"[.!?…][\"'“”»«’)]*$")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,80})[)\]]")
_DESK = re.compile(r"[a-zäöüß]{1,5}\.?(?:\s?[/,]\s?[a-zäöüß]{1,5}\.?)*|[A-ZÄÖÜ]{2,3}")
_AUTHOR_WORD = re.compile(r"[A-ZÄÖÜŠČŽ][\w.'’-]*|[a-zäöüß]{1,6}\.?|&")
_CREDIT_WORD = re.compile(
    r"[A-ZÄÖÜ©/|(][\w.'’/|&@-]*[,)]?|via|und|and|by|von|[-/|,&©]|picture|alliance|imago|dpa|afp|apa|\(?c\)|epa|\d+"
)


def surroundings(text: str, language: str, parts: Sequence[Span]) -> tuple[Zone, ...]:
    """Zones of the paragraphs ``parts``, in the order of the text; headings and the dateline are found elsewhere."""
    prose = [i for i, p in enumerate(parts) if _is_prose(text, p) and not _is_debris(text[p.start : p.end], language)]
    first, last = (prose[0], prose[-1]) if prose else (len(parts), -1)
    lines = dated_lines(text, language, parts, prose)
    found: list[Zone] = []
    for i, part in enumerate(parts):
        zones = lines.get(i, ())
        if not zones and part.end - part.start <= LINE:
            outside = i < first or i > last
            zones = _line(text, language, part, outside=outside) or _mark(text, language, part, outside or i < 4)
        found.extend(zones or _inside(text, language, part, at_end=i >= last))
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
    return len(line) > LINE or (len(line) > 60 and _PROSE.search(line) is not None)


def _line(text: str, language: str, part: Span, *, outside: bool) -> tuple[Zone, ...]:
    """The zone of a paragraph that is debris or a credit; ``outside`` where no prose is on one side of it."""
    line = text[part.start : part.end]
    if _is_debris(line, language):
        return (Zone(kind="debris", start=part.start, end=part.end),)
    credit = _label(language, "credit_labels").match(line.lstrip("(["))
    if credit and (":" in line[:24] or "©" in line) and not (outside and _source(line, language)):
        return (Zone(kind="credit", start=part.start, end=part.end),)
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
    return (Zone(kind="byline", start=part.start, end=part.end, value=line),) if is_byline(line, language) else ()


def _source(line: str, language: str) -> tuple[str, ...] | None:
    """Agencies of a mark such as "Von RND/dpa", "Quelle: dpa", "(APA/red)"."""
    bare = line.strip("()[] ")
    label = _label(language, "credit_labels").match(bare)
    if label is not None and label.group() not in label_words(language):  # "Foto: dpa" is the picture's
        return None
    words = frame(language).date_fillers | frozenset(frame(language).byline_openers) | label_words(language)
    return mark_agencies(bare, words)


def _is_debris(line: str, language: str) -> bool:
    """Leftovers of the page: they begin so, are that label, or stand in square brackets as an editor's hint."""
    label = _label(language, "debris_labels").match(line)
    if label is not None and (label.end() == len(line) or line[label.end() :].lstrip()[:1] in ":|–-…»›>"):
        return True
    bracketed = line[0] == "[" and line[-1] == "]" and "[" not in line[1:] and "…" not in line[:4]
    return bracketed or _label(language, "debris").match(line) is not None


@functools.cache
def _label(language: str, field: str) -> re.Pattern[str]:
    """A label of the language or of English at the beginning of a line."""
    words = [*getattr(frame(language), field), *getattr(frame("en"), field)]
    return re.compile(rf"(?:{any_of(words)})(?!\w)")


def _inside(text: str, language: str, part: Span, *, at_end: bool) -> Iterator[Zone]:
    """Marks and credits in a paragraph of prose; ``at_end`` where no prose follows."""
    for m in _BRACKET.finditer(text, part.start, part.end):
        yield from _bracket(text, language, part, m, at_end=at_end)
    for m in _credit(language).finditer(text, part.start, part.end):
        names = m.group("names").split()
        if len(names) <= 7 and all(_CREDIT_WORD.fullmatch(n) for n in names):
            yield Zone(kind="credit", start=m.start(), end=m.end())


def _bracket(text: str, language: str, part: Span, m: re.Match[str], *, at_end: bool) -> Iterator[Zone]:
    """Zones of a bracket: agencies, a desk, at the very end an author with a date, a picture's credit.

    Before the end an author's name with a date is the source of what is quoted: "(Karl Weber, 3. August 1914)".
    """
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
    if inside or (not before and after[:1].islower()) or rest in label_words(language):
        return
    if credit and (found or not after or not before):
        yield Zone(kind="agency", start=start, end=end, value=", ".join(credit))
    elif before and not after and (_DESK.fullmatch(content) or (found and at_end and _is_author(rest))):
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
