"""What speaks for and against a statement that the rules found, as clues for the learned weights.

A clue is a short name ("form=indirect", "verb=berichten|reported"); numbers are cut into steps. The clues say how the
statement is told, what its content looks like, and how it lies among the other statements of the text; none holds more
of the text than one word of the cue or of the opening of the content.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from chronik.annotate.speech_lexicon import mood_forms
from chronik.annotate.speech_telling import Telling, name_of, telling
from chronik.article.phrases import Parses
from chronik.article.tokens import Token
from chronik.model import Document, Statement

_NEAR = 12  # statements on either side that are looked at
_SURE, _SHARE, _WORDS = (
    (0.35, 0.45, 0.55, 0.65, 0.75, 0.95),
    (0.15, 0.3, 0.45, 0.6, 0.75, 0.9),
    (2, 4, 7, 10, 14, 20, 30),
)
_APART, _SENTENCES, _COVER = (0, 3, 8, 20, 50, 120), (1, 2, 4, 8, 16, 32), (0.05, 0.3, 0.6, 0.95)
_BACK, _DENSE, _LONG = (1, 2, 3, 5), (0.2, 0.4, 0.6, 0.8, 1.0), (4, 10, 20, 35, 60)


class Surroundings:
    """The statements of one document in the order of the text, and where they lie."""

    def __init__(self, document: Document, parses: Parses, found: Sequence[Statement]) -> None:
        self.document, self.parses, self.found = document, parses, found
        self.sentence = [parses.index_at(s.start) or 0 for s in found]
        self._quotes = [q.start for q in document.quotes]

    def clues(self, k: int) -> tuple[str, ...]:
        """The clues of statement ``k``, which has a content."""
        t = telling(self.found[k], self.parses)
        by_form = [*self._told(t, k), *self._said(k), *self._among(k)]
        form = self.found[k].form
        return (f"form={form}", *by_form, *(f"{clue}|{form}" for clue in by_form))

    # ------------------------------------------------------------ how it is told

    def _told(self, t: Telling, k: int) -> Iterator[str]:
        s, code = t.statement, self.parses.code
        yield f"cue={t.kind}"
        yield f"sure={_step(s.confidence, _SURE)}"
        if t.verbs:
            yield f"verb={name_of(t.verbs[0], code)}"
            yield f"group={t.verbs[0].group.name}"
            yield f"tense={t.verbs[0].kind}"
        elif t.kind in ("noun", "lead", "mood"):
            yield f"{t.kind}={t.cue[0].key}"
        yield f"act={s.act}"
        yield f"evidence={s.evidence}"
        yield f"reason={s.reasons[0].clue if s.reasons else None}"
        yield f"hedged={s.hedge is not None}"
        yield f"via={s.via is not None}"
        yield from self._speaker(s)

    def _speaker(self, s: Statement) -> Iterator[str]:
        words = (s.speaker or "").split()
        yield f"speaker={words[0].lower() if len(words) == 1 and words[0][0].islower() else min(len(words), 2)}"
        yield f"speaker long={_step(len(s.speaker or ''), _LONG)}"
        known = None if s.speaker_name is None else s.speaker_name == s.speaker
        yield f"speaker known={known}"
        if s.speaker_start is not None:
            side = "before" if s.speaker_start < s.start else "after"
            yield f"speaker {side}={_step(abs(s.speaker_start - s.start), _APART)}"

    # ------------------------------------------------------------ what is said

    def _said(self, k: int) -> Iterator[str]:
        s, text = self.found[k], self.document.article.text
        start, end = s.content_start or 0, s.content_end or 0
        here, before = self._content(start, end)
        whole = self.parses[self.sentence[k]].tokens
        yield f"opens={here[0].tag if here else None}"
        yield f"first={here[0].key if here and here[0].tag not in ('NOUN', 'WORD', 'VERB', 'ADJ', 'NUM') else None}"
        yield f"after mark={before.text if before and before.tag == 'PUNCT' else before and before.tag}"
        yield f"closes={text[end : end + 1]}"
        yield f"words={_step(text.count(' ', start, end) + 1, _WORDS)}"
        yield f"share={_step(len(here) / max(1, len(whole)), _SHARE)}"
        yield f"sentence={_step(len(whole), _WORDS)}"
        yield f"capital={text[start : start + 1].isupper()}"
        sure, stand_in = mood_forms(self.parses.code)
        yield f"mood={min(2, sum(t.key in sure for t in here))}"
        yield f"stand-in={any(t.key in stand_in for t in here)}"
        yield f"modal={any(t.tag == 'AUX' for t in here)}"
        yield f"number={any(t.tag == 'NUM' for t in here)}"
        yield f"asks={'?' in text[start:end]}"
        yield from self._quoted(start, end)

    def _content(self, start: int, end: int) -> tuple[list[Token], Token | None]:
        """The tokens of a content in its first sentence, and the one before them there."""
        i = self.parses.index_at(start)
        if i is None:
            return [], None
        tokens = self.parses[i].tokens
        first = bisect_right(tokens, start, key=lambda t: t.end)
        return [t for t in tokens[first:] if t.start < end], tokens[first - 1] if first else None

    def _quoted(self, start: int, end: int) -> Iterator[str]:
        last = bisect_right(self._quotes, end)
        near = [q for q in self.document.quotes[max(0, last - _NEAR) : last] if q.end > start]
        covered = sum(min(q.end, end) - max(q.start, start) for q in near)
        yield f"quoted={_step(covered / max(1, end - start), _COVER)}"
        yield f"quotations={min(3, len(near))}"
        yield f"scare={any(q.scare for q in near)}"

    # ------------------------------------------------------------ among the others

    def _among(self, k: int) -> Iterator[str]:
        s, i = self.found[k], self.sentence[k]
        start, end = s.content_start or 0, s.content_end or 0
        near = [o for n, o in enumerate(self.found[max(0, k - _NEAR) : k + _NEAR + 1], max(0, k - _NEAR)) if n != k]
        told = [(o.content_start, o.content_end) for o in near if o.content_start is not None]
        yield f"inside={min(2, sum(a <= start and end <= (b or 0) for a, b in told))}"
        yield f"holds={min(2, sum(start <= a and (b or 0) <= end for a, b in told))}"
        yield f"beside={min(2, sum(min(end, b or 0) - max(start, a) > (end - start) / 2 for a, b in told))}"
        yield f"side={_side(s)}={_step(_apart(s), _APART)}"
        yield f"in sentence={min(4, sum(n == i for n in self.sentence[max(0, k - _NEAR) : k + _NEAR + 1]))}"
        last = self.found[k - 1] if k else None
        yield f"last={last.form if last else None}"
        yield f"back={_step(i - self.sentence[k - 1], _BACK) if last else None}"
        count = len(self.document.sentences)
        yield f"position={_step(i, _SENTENCES)}"
        yield f"dense={_step(len(self.found) / max(1, count), _DENSE)}"


def _side(s: Statement) -> str:
    start, end = s.content_start or 0, s.content_end or 0
    return "before" if end <= s.start else "after" if start >= s.end else "round"


def _apart(s: Statement) -> int:
    """Characters between cue and content, -1 where they overlap."""
    start, end = s.content_start or 0, s.content_end or 0
    return max(start - s.end, s.start - end, -1)


def _step(value: float, steps: Sequence[float]) -> int:
    return bisect_right(steps, value)
