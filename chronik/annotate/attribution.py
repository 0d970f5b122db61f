"""By whose count, by whose word: sources of figures and events, from the statements that cover them.

The innermost statement counts. What the reporting clause itself says about the speaker (his cue, his name) is not
his word. A sentence that only adds numbers to an attributed one ("Etwa 450 wurden getötet") has its source.
"""

import re
from collections.abc import Iterable

import msgspec

from chronik.model import Document, Event, Figure, Reason, Span, Statement

_INHERITED = 0.6  # confidence of a source taken over from the sentence before


def attribute_figures(
    figures: tuple[Figure, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Figure, ...]:
    """The figures with ``source`` (who counts), its extent, and the reason, where a statement covers them."""
    out: list[Figure] = []
    for figure in figures:
        said = covering(statements, figure.start, figure.end)
        if said is not None:
            out.append(_sourced(figure, said, 1.0))
        else:
            out.append(_inherited(figure, out, statements, document))
    return tuple(out)


def attribute_events(
    events: tuple[Event, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Event, ...]:
    """The events with ``asserted_by`` where a statement covers their trigger."""
    out: list[Event] = []
    for event in events:
        said = covering(statements, event.start, event.end)
        if said is None or event.asserted_by is not None:
            out.append(event)
        else:
            out.append(msgspec.structs.replace(event, asserted_by=source_name(said)))
    return tuple(out)


def covering(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The innermost statement with a known speaker whose content holds ``start``…``end``."""
    holding = [s for s in statements if _covers(s, start, end) and source_name(s)]
    return min(holding, key=lambda s: ((s.content_end or 0) - (s.content_start or 0), s.start), default=None)


def source_name(statement: Statement) -> str | None:
    """Whom a statement means, or the words it names him with."""
    return statement.speaker_name or statement.speaker


def _covers(s: Statement, start: int, end: int) -> bool:
    if s.content_start is None or s.content_end is None or not (s.content_start <= start and end <= s.content_end):
        return False
    in_cue = s.start < end and start < s.end
    in_name = (
        s.speaker_start is not None and s.speaker_end is not None and s.speaker_start < end and start < s.speaker_end
    )
    return not in_cue and not in_name


def _sourced(figure: Figure, said: Statement, confidence: float) -> Figure:
    reason = Reason(clue="attributed", text=said.cue, start=said.start, end=said.end)
    return msgspec.structs.replace(
        figure,
        source=source_name(said),
        source_start=said.speaker_start,
        source_end=said.speaker_end,
        confidence=round(figure.confidence * min(confidence, said.confidence), 3),
        reasons=(*figure.reasons, reason),
    )


# ---------------------------------------------------------------- a sentence that only adds numbers


def _inherited(figure: Figure, earlier: list[Figure], statements: tuple[Statement, ...], document: Document) -> Figure:
    """The source of the figure in the sentence before, where this sentence begins with a number and names nobody."""
    here = _sentence(document.sentences, figure.start)
    if here is None or here == 0:
        return figure
    this, before = document.sentences[here], document.sentences[here - 1]
    text = document.article.text
    if "\n" in text[before.end : this.start] or not _only_adds(text, this, earlier, figure):
        return figure
    if any(s.start < this.end and s.end > this.start for s in statements):
        return figure
    for f in reversed(earlier):
        if before.start <= f.start < before.end and f.source is not None:
            said = next(
                (s for s in statements if s.speaker_start == f.source_start and _covers(s, f.start, f.end)), None
            )
            return _sourced(figure, said, _INHERITED) if said else figure
    return figure


def _only_adds(text: str, sentence: Span, earlier: list[Figure], figure: Figure) -> bool:
    """Whether the sentence opens with a figure ("Etwa 450 …", "Davon 300 …") and is short."""
    first = next((f for f in earlier if sentence.start <= f.start < sentence.end), figure)
    opening = text[sentence.start : first.start]
    return len(re.findall(r"\w+", opening)) <= 1 and sentence.end - sentence.start <= 160


def _sentence(sentences: tuple[Span, ...], offset: int) -> int | None:
    return next((i for i, s in enumerate(sentences) if s.start <= offset < s.end), None)
