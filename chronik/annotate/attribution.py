"""By whose count, by whose word: sources of figures and events, from the statements that cover them.

The innermost statement counts. What the reporting clause itself says about the speaker (his cue, his name) is not
his word. A sentence that only adds numbers to an attributed one ("Etwa 450 wurden getötet") has its source.
"""

import re
from bisect import bisect_right

import msgspec

from chronik.annotate.speech_lexicon import grammar, speech
from chronik.annotate.within import content_start
from chronik.model import Document, Event, Figure, Reason, Span, Statement

_INHERITED = 0.6  # confidence of a source taken over from the sentence before
_LONGEST = 160  # characters of a sentence that only adds numbers
_WINDOW = 60  # statements before a figure that may cover it


def attribute_figures(
    figures: tuple[Figure, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Figure, ...]:
    """The figures with ``source`` (who counts), its extent, and the reason, where a statement covers them.

    A figure that stands only in what somebody denies is nobody's count and is left out.
    """
    said = _Said(statements, document.article.language)
    out: list[Figure] = []
    for figure in figures:
        statement = said.covering(figure.start, figure.end)
        if statement is not None:
            out += [] if _denied(figure, statement, document) else [_sourced(figure, statement, 1.0)]
        else:
            out.append(_inherited(figure, out, said, document))
    return tuple(out)


def attribute_events(
    events: tuple[Event, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Event, ...]:
    """The events with ``asserted_by`` where a statement covers their trigger; one that has it keeps it."""
    said = _Said(statements, document.article.language)
    out: list[Event] = []
    for event in events:
        statement = said.covering(event.start, event.end) if event.asserted_by is None else None
        out.append(event if statement is None else msgspec.structs.replace(event, asserted_by=_name(statement)))
    return tuple(out)


class _Said:
    """Statements in the order of their contents, to be looked up by place."""

    def __init__(self, statements: tuple[Statement, ...], code: str) -> None:
        self._relatives = grammar(code).relative_dative
        self._sorted = sorted((s for s in statements if s.content_start is not None), key=content_start)

    def before(self, offset: int) -> list[Statement]:
        """The statements whose content begins at or before ``offset``, as far back as one may reach."""
        last = bisect_right(self._sorted, offset, key=content_start)
        return self._sorted[max(0, last - _WINDOW) : last]

    def covering(self, start: int, end: int) -> Statement | None:
        """The innermost statement with a known speaker whose content holds ``start``…``end``."""
        holding = [
            s for s in self.before(start) if _covers(s, start, end) and _name(s) and s.speaker not in self._relatives
        ]
        return min(holding, key=lambda s: ((s.content_end or 0) - content_start(s), s.start), default=None)


def _name(statement: Statement) -> str | None:
    """Whom a statement means, or the words it names him with; a cue such as "wonach" names nobody."""
    return statement.speaker_name or (statement.speaker if statement.speaker != statement.cue else None)


def _covers(s: Statement, start: int, end: int) -> bool:
    """Whether a statement has the stretch in its content, outside its cue and its speaker's name."""
    if s.content_end is None or not content_start(s) <= start < end <= s.content_end:
        return False
    if s.start < end and start < s.end:
        return False
    return s.speaker_start is None or s.speaker_end is None or not (s.speaker_start < end and start < s.speaker_end)


_NO = re.compile(r"(?i)\b(?:nicht|keineswegs|not|never)\b|n't\b|:")


def _denied(figure: Figure, s: Statement, document: Document) -> bool:
    """Whether a figure stands only in what is denied ("bestritt, dass …"); after a colon stands what is said instead.

    A number with a definite article ("der 17 Werke") is taken for granted even there.
    """
    text, words = document.article.text, speech(document.article.language).nouns.definite
    if s.act != "deny" or s.form != "indirect" or s.content_start is None or s.content_start < s.end:
        return False
    before = text[s.content_start : figure.start].split()[-1:]
    if before and before[0].casefold() in words:
        return False
    return not _NO.search(text, max(0, s.start - _NEGATED), s.content_start)


_NEGATED = 12  # characters before a cue in which "did not" may stand


def _sourced(figure: Figure, said: Statement, confidence: float) -> Figure:
    reason = Reason(clue="attributed", text=said.cue, start=said.start, end=said.end)
    return msgspec.structs.replace(
        figure,
        source=_name(said),
        source_start=said.speaker_start,
        source_end=said.speaker_end,
        confidence=round(figure.confidence * min(confidence, said.confidence), 3),
        reasons=(*figure.reasons, reason),
    )


# ---------------------------------------------------------------- a sentence that only adds numbers


def _inherited(figure: Figure, earlier: list[Figure], said: _Said, document: Document) -> Figure:
    """The source of the last figure in the sentence before, where this one begins with a number and names nobody."""
    here = _sentence(document.sentences, figure.start)
    if not here:
        return figure
    before, this = document.sentences[here - 1 : here + 1]
    text = document.article.text
    if "\n" in text[before.end : this.start] or not _only_adds(text, this, earlier, figure):
        return figure
    if any(s.start < this.end and s.end > this.start for s in said.before(this.end)):
        return figure
    last = next((f for f in reversed(earlier) if f.start < this.start), None)
    if last is None or last.source is None or last.start < before.start:
        return figure
    statement = said.covering(last.start, last.end)
    return _sourced(figure, statement, _INHERITED) if statement else figure


def _only_adds(text: str, sentence: Span, earlier: list[Figure], figure: Figure) -> bool:
    """Whether the sentence opens with a figure ("Etwa 450 …", "Davon 300 …") and is short."""
    here = [f for f in earlier[-_WINDOW:] if f.start >= sentence.start]
    opening = text[sentence.start : (here[0] if here else figure).start]
    return len(re.findall(r"\w+", opening)) <= 1 and sentence.end - sentence.start <= _LONGEST


def _sentence(sentences: tuple[Span, ...], offset: int) -> int | None:
    """Number of the sentence that covers an offset."""
    i = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return i if i >= 0 and offset < sentences[i].end else None
