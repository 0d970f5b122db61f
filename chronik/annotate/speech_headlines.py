"""Headlines and lines of a live ticker in telegram style: "Keller: Abzug ein Fehler", "Abzug bis Mai – Minister".

Only a person, an office or a body that speaks is believed: what stands before a colon is more often a matter, a place
or a rubric ("Hintergrund:", "Berlin:", "Wetter:", "14:05 Uhr:").
"""

import re
from collections.abc import Iterator

from chronik.annotate.cue import CLOSING_MARKS, OPENING_MARKS, Extent
from chronik.annotate.identity import Speakers
from chronik.annotate.persons import persons
from chronik.annotate.speech_heads import PLUSES, Head, kind_of
from chronik.article.tokens import tokens
from chronik.model import Document, Form, Name, Span, Statement

_LIKELY = 0.7  # confidence
_LONGEST = 160  # characters of a headline
_BEHIND = re.compile(r"(?P<said>\S.*\S)\s?(?P<cue>[–—:]|(?<= )-)\s(?P<who>[^–—:\d]{2,50})$")
_EDGE = " \t\r\n*_+#"


def find_headlines(
    document: Document, heads: tuple[Head, ...], names: tuple[Name, ...], speakers: Speakers, code: str
) -> list[Statement]:
    """The statements of headlines; ``heads`` are those that take no turn."""
    text = document.article.text
    lines = {s.start: s for s in _headlines(document)}
    out: list[Statement] = []
    for h in heads:
        line = _entry(text, h.first) if h.ticker else lines.get(h.first)
        line = line or (_line(text, h.first) if h.timed else None)
        if h.opens and line is not None and h.kind in ("person", "body"):
            content = _trimmed(text, h.body, line.end)
            author = text[: line.start].strip() != "" and any(n.start == h.start and " " in n.text for n in names)
            if _is_said(text, content, code) and not (author and _is_title(text, content, code)):
                name = speakers.meant(h.start, h.end) if h.kind == "person" else text[h.start : h.end]
                out.append(_statement(text, (h.start, h.end), h.colon, content, name))
    said = {s.start for s in out}
    for line in lines.values():
        if not any(line.start <= offset < line.end for offset in said):
            out += _named_behind(text, line, names, speakers, code)
    return out


def _headlines(document: Document) -> Iterator[Span]:
    """Headings, and the first line where it is no sentence."""
    text, body = document.article.text, document.article.body
    first = _line(text, body + len(text[body:]) - len(text[body:].lstrip()))
    if text[first.end - 1 : first.end] not in (".", "") and first.end - first.start <= _LONGEST:
        yield first
    for z in document.zones:
        if z.kind == "heading" and z.start != first.start:
            yield Span(start=z.start, end=z.end)


def _line(text: str, start: int) -> Span:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Span(start=start, end=start + len(text[start:end].rstrip(_EDGE)))


def _entry(text: str, start: int) -> Span:
    """What stands from "+++" to the next, or to the end of its line."""
    line = _line(text, start)
    end = text.find(PLUSES, start + len(PLUSES), line.end)
    return line if end < 0 else Span(start=start, end=end)


def _trimmed(text: str, start: int, end: int) -> Extent:
    piece = text[start:end]
    stripped = piece.strip(_EDGE)
    begin = start + piece.find(stripped)
    return begin, begin + len(stripped)


def _is_said(text: str, content: Extent, code: str) -> bool:
    """Whether a headline says something: no bare name, no noun phrase with its article ("Die ewige Zweite").

    A question without marks is the writer's own.
    """
    toks = [t for t in tokens(text, *content, code) if t.tag != "PUNCT"]
    if len(toks) < 2 or content[1] - content[0] > _LONGEST or text[content[1] - 1] == "?":
        return False
    if any(f.first == 0 and f.last >= len(toks) - 1 for f in persons(toks, code)):
        return False
    verbless = not any(t.tag in ("AUX", "VERB") for t in toks)
    return not (verbless and toks[0].tag in ("DET", "OBL") and text[content[0]] not in OPENING_MARKS)


def _is_title(text: str, content: Extent, code: str) -> bool:
    """Whether it may be the title of a work, as in a list of them: "Lena Brandt: Der lange Weg nach Norden"."""
    closed = text[content[1] - 1] in "!?" or text[content[0]] in OPENING_MARKS
    return not closed and not any(t.tag in ("AUX", "VERB") for t in tokens(text, *content, code))


def _named_behind(text: str, line: Span, names: tuple[Name, ...], speakers: Speakers, code: str) -> Iterator[Statement]:
    """ "Abzug bis Mai – Minister"; in English "Troops to leave by May: officials" too."""
    m = _BEHIND.match(text, line.start, line.end)
    if m is None or len(m.group("said").split()) < 3 or len(m.group("who").split()) > 4:
        return
    if m.group("cue") == ":" and code == "de":  # "Neuer Chef der Bahn: Jonas Ahlers"
        return
    kind = kind_of(text, m.start("who"), m.end("who"), names, code)
    if kind == "body" or (kind == "person" and m.group("cue") != ":"):
        content = _trimmed(text, *m.span("said"))
        name = speakers.meant(*m.span("who")) if kind == "person" else m.group("who")
        yield _statement(text, m.span("who"), m.start("cue"), content, name)


def _statement(text: str, who: Extent, cue: int, content: Extent, name: str | None) -> Statement:
    quoted = text[content[0]] in OPENING_MARKS and text[content[1] - 1] in CLOSING_MARKS
    form: Form = "direct" if quoted else "indirect"
    return Statement(
        start=cue,
        end=cue + 1,
        cue=text[cue],
        speaker=text[slice(*who)],
        speaker_start=who[0],
        speaker_end=who[1],
        speaker_name=name,
        form=form,
        content_start=content[0],
        content_end=content[1],
        confidence=_LIKELY,
    )
