"""Stage 2: an article made addressable.

clean → paragraphs → zones → dateline → sentences → quotes → origins
"""

from chronik.article.clean import clean
from chronik.article.datelines import dateline
from chronik.article.day_order import settled
from chronik.article.lines import paragraphs
from chronik.article.origins import origins
from chronik.article.quotes import quotes
from chronik.article.sentences import sentences
from chronik.article.zones import headings, surroundings
from chronik.model import Article, Document, Span, Zone


def prepare(article: Article) -> Document:
    """The document of an article: sentences cover its prose and headings, zones what surrounds it.

    Every offset is into ``Document.article.text``. Raises LanguageError for a language without rules.
    """
    article = clean(article)
    text, language = article.text, article.language
    parts = paragraphs(text, language, article.body)
    around = surroundings(text, language, parts)
    front = dateline(text, language, [p for p in parts if not _covered(p, around)])
    found = (*_header(article), *front, *around, *headings(text, parts, (*front, *around)))
    zones = settled(_ordered(found), article)
    frame = [z for z in zones if z.kind != "heading"]
    edges = {e for z in frame for e in (z.start, z.end)}
    prose = [s for s in sentences(text, language, article.body, edges) if not _covered(s, frame) and _has_word(text, s)]
    return Document(
        article=article,
        sentences=tuple(prose),
        zones=zones,
        quotes=quotes(text, language, article.body),
        dateline=next((z.value for z in front if z.kind == "dateline" and z.value), None),
        agencies=origins(text, language, zones),
    )


def _header(article: Article) -> tuple[Zone, ...]:
    """The zone of the header in front of the text, if there is one."""
    if not article.body:
        return ()
    return (Zone(kind="header", start=0, end=article.body, value=article.stated or ""),)


def _ordered(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """In the order of the text, the longer first, each once."""
    return tuple(sorted(set(zones), key=lambda z: (z.start, -z.end, z.kind)))


def _covered(span: Span, zones: tuple[Zone, ...] | list[Zone]) -> bool:
    return any(z.start <= span.start and span.end <= z.end for z in zones)


def _has_word(text: str, span: Span) -> bool:
    return any(c.isalnum() for c in text[span.start : span.end])
