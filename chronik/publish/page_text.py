"""The reports' texts on the page: every sentence an element with an id of its own, annotations marked inside it.

Ids are ``s-<slug>-<n>`` for the n-th sentence and ``s-<slug>-x<n>`` for the n-th stretch between sentences (header,
dateline, credit), so that whatever a finding cites, there is an element to go to.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePath

from markupsafe import Markup, escape

from chronik.article.lines import paragraphs
from chronik.model import Document, Dossier, Record
from chronik.publish.page_notes import Note, notes
from chronik.publish.page_words import Words, interval, text_of
from chronik.record import Case

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SLUG = re.compile(r"[^a-z0-9]+")
_SIDE = 180  # characters of a sentence that a quotation keeps on each side of what it is about


class Segment(Record, frozen=True, kw_only=True):
    """A sentence or a stretch between sentences; ``kind`` is "" for prose, else the zone's kind or "between"."""

    id: str
    start: int
    end: int
    kind: str = ""


class Text(Record, frozen=True, kw_only=True):
    """A report as the page shows it: ``label`` is what links call it, ``written`` the days it was written between."""

    doc: str
    slug: str
    label: str
    title: str | None
    written: str
    document: Document
    dossier: Dossier
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> Segment:
        """The segment that holds ``offset`` or is the last before it."""
        return self.segments[max(0, bisect_right(self.starts, offset) - 1)]


class Quoted(Record, frozen=True, kw_only=True):
    """A sentence as a finding cites it: before, the words it is about, after; ``target`` the sentence's id.

    ``label`` and ``written`` are those of the report.
    """

    doc: str
    label: str
    language: str
    written: str
    target: str
    before: str
    span: str
    after: str


def read_texts(case: Case, words: Words) -> dict[str, Text]:
    """Every report of the case, by name."""
    out: dict[str, Text] = {}
    taken: dict[str, int] = {}
    for dossier in case.dossiers():
        slug = _slug(_stem(dossier.doc), taken)
        out[dossier.doc] = _text(case.document(dossier.doc), dossier, slug, words)
    return out


def quote(texts: Mapping[str, Text], doc: str, start: int, end: int) -> Quoted:
    """The sentence of ``doc`` at ``start`` with the words up to ``end`` set off; a very long one is cut on both sides.

    Where the span goes on beyond its sentence or is the whole of it, nothing is set off.
    """
    text = texts[doc]
    segment = text.at(start)
    body = text.document.article.text
    low, high = max(start, segment.start), min(max(start, end), segment.end)
    if high <= low or high - low > 0.6 * (segment.end - segment.start):
        low = high = segment.start
    first, last = max(segment.start, low - _SIDE * 2), min(segment.end, high + _SIDE * 2)
    return Quoted(
        doc=doc,
        label=text.label,
        written=text.written,
        language=text.document.article.language,
        target=segment.id,
        before=("… " if first > segment.start else "") + body[first:low],
        span=body[low : min(high, low + _SIDE)],
        after=body[high:last] + (" …" if last < segment.end else ""),
    )


# ---------------------------------------------------------------- where each sentence is


def _slug(name: str, taken: dict[str, int]) -> str:
    """ASCII letters and digits of the name, unlike every other in the case; ``taken`` counts each slug's followers."""
    plain = _SLUG.sub("-", name.lower()).strip("-")[:16].rstrip("-") or "report"
    slug = plain
    while slug in taken:
        taken[plain] += 1
        slug = f"{plain}-{taken[plain]}"
    taken[slug] = 1
    return slug


def _stem(doc: str) -> str:
    """The name without folder and ending, as links show it."""
    return PurePath(doc).stem or doc


def _text(document: Document, dossier: Dossier, slug: str, words: Words) -> Text:
    article, report = document.article, dossier.report
    segments = tuple(_segments(document, slug))
    top = document.sentences[1].start if len(document.sentences) > 1 else 0
    heading = next((z.value for z in document.zones if z.kind == "heading" and z.start <= top), None)
    return Text(
        doc=dossier.doc,
        slug=slug,
        label=_stem(dossier.doc),
        title=(article.title or heading or "")[:160] or None,
        written=text_of(interval(words, report.low, report.high, short=True)) if report.low or report.high else "",
        document=document,
        dossier=dossier,
        segments=segments,
        starts=tuple(s.start for s in segments),
    )


def _segments(document: Document, slug: str) -> Iterator[Segment]:
    """Sentences, and what stands between them, in the order of the text; at least one."""
    text, at, between = document.article.text, 0, 0
    for n, sentence in enumerate(document.sentences, 1):
        for start, end in _between(document, at, sentence.start):
            between += 1
            yield Segment(id=f"s-{slug}-x{between}", start=start, end=end, kind=_kind(document, start))
        heading = "heading" if _kind(document, sentence.start) == "heading" else ""
        yield Segment(id=f"s-{slug}-{n}", start=sentence.start, end=sentence.end, kind=heading)
        at = sentence.end
    rest = list(_between(document, at, len(text)))
    if not document.sentences and not rest:
        rest = [(0, len(text))]
    for start, end in rest:
        between += 1
        yield Segment(id=f"s-{slug}-x{between}", start=start, end=end, kind=_kind(document, start))


def _between(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a gap that hold more than blanks, without those around them; the header stands by itself."""
    text, body = document.article.text, document.article.body
    for first, last in ((start, min(end, body)), (max(start, body), end)):
        for match in _LINE.finditer(text, first, max(first, last)):
            yield match.start(), match.end()


def _kind(document: Document, offset: int) -> str:
    return next((z.kind for z in document.zones if z.start <= offset < z.end), "between")


# ---------------------------------------------------------------- the text as HTML


def render(text: Text, words: Words, back: Mapping[str, Sequence[str]]) -> Markup:
    """Paragraphs of sentences, with annotations marked and links back from the sentences that findings cite."""
    marks = notes(text.dossier.annotations, words)
    article = text.document.article
    firsts = tuple(p.start for p in paragraphs(article.text, article.language, article.body))
    out: list[Markup] = []
    line: list[Markup] = []
    paragraph = -1
    for segment in text.segments:
        here = bisect_right(firsts, segment.start)
        if here != paragraph and line:
            out.append(_paragraph(line))
            line = []
        paragraph = here
        line.append(_sentence(article.text, segment, marks, back.get(segment.id, ())))
    return Markup("\n").join([*out, _paragraph(line)])


def _paragraph(sentences: Iterable[Markup]) -> Markup:
    return Markup("<p>{}</p>").format(Markup(" ").join(sentences))


def _sentence(text: str, segment: Segment, marks: Sequence[Note], back: Sequence[str]) -> Markup:
    inner = Markup("").join(_runs(text, segment, marks))
    if back:
        inner += Markup("<sup>{}</sup>").format(
            Markup(" ").join(Markup('<a href="#{0}">{0}</a>').format(b) for b in back)
        )
    kind = Markup(' class="{}"').format(segment.kind) if segment.kind else Markup("")
    return Markup('<span id="{}"{}>{}</span>').format(segment.id, kind, inner)


def _runs(text: str, segment: Segment, marks: Sequence[Note]) -> Iterator[Markup]:
    """The segment cut wherever a mark begins or ends, so that marks may overlap in any way."""
    inside = [m for m in marks if m.start < segment.end and m.end > segment.start]
    cuts = {segment.start, segment.end}
    for m in inside:
        cuts |= {max(m.start, segment.start), min(m.end, segment.end)}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        over = [m for m in inside if m.start <= start and end <= m.end]
        piece = escape(text[start:end])
        if not over:
            yield piece
            continue
        kinds = " ".join(sorted({m.kind for m in over}))
        yield Markup('<mark class="{}" title="{}">{}</mark>').format(kinds, " | ".join(m.says for m in over), piece)
