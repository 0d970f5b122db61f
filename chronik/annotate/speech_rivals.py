"""Whose words a statement may be: the speaker that the rules chose, and his rivals, with clues for the learned weights.

Rivals are the noun phrases and pronouns of the sentence with the cue and of the two before it, the speakers of the
statements before, and nobody. The clues say where a rival stands to cue and content, its form, and what it names.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chronik.annotate.cue import Extent
from chronik.annotate.speech_agreement import agrees, is_plural_form
from chronik.annotate.speech_extent import whole
from chronik.annotate.speech_lexicon import grammar
from chronik.annotate.speech_subject import able, is_time, says_what
from chronik.annotate.speech_telling import Telling, telling
from chronik.article.phrases import Parse, Parses, Phrase
from chronik.model import Document, Name, Statement

_REACH = 2  # sentences back in which a rival may be named
_SPEAKERS_BACK = 3
_SPOKE_BACK = 20  # statements
_NEAR = (2, 8, 30, 80)  # characters between a rival and the cue
_NO_SUBJECT = 9  # rank of what cannot be one
_ENDING = 4  # letters of a noun that tell persons and bodies from things


class Rival(NamedTuple):
    """A possible speaker: its extent, None for nobody, whether the rules chose it, and its clues.

    Of a phrase that the rules did not choose ``extent`` is the phrase alone; ``Rivals.whole`` gives all of it.
    """

    extent: Extent | None
    chosen: bool
    clues: tuple[str, ...]
    phrase: Phrase | None = None


class _Mention(NamedTuple):
    """A phrase that may name a speaker: its sentence, its place among those of the sentence that can be a subject."""

    sentence: int
    extent: Extent
    phrase: Phrase | None
    rank: int


class Rivals:
    """The possible speakers of the statements of one document; they come in the order of the text."""

    def __init__(self, document: Document, parses: Parses, names: tuple[Name, ...]) -> None:
        self.document, self.parses, self.names = document, parses, names
        self._name_starts = [n.start for n in names]
        self._quote_starts = [q.start for q in document.quotes]
        self._mentions: dict[int, list[_Mention]] = {}

    def of(self, s: Statement, before: Sequence[Statement]) -> list[Rival]:
        """The rivals of a statement, the rules' choice first; ``before`` are the statements before it."""
        t, i = telling(s, self.parses), self.parses.index_at(s.start) or 0
        own = None if s.speaker_start is None or s.speaker_end is None else (s.speaker_start, s.speaker_end)
        last = _last_speakers(before)
        found = {
            own: Rival(own, True, self._nobody(t) if own is None else self._clues(t, i, self._at(own), last, before))
        }
        for j in range(i, max(-1, i - _REACH - 1), -1):
            for m in self._named_in(j):
                if self._is_what_is_said(t, m) or self._passes_on(s, m.extent):
                    continue
                if own is None or m.extent[1] <= own[0] or own[1] <= m.extent[0]:
                    found.setdefault(m.extent, Rival(m.extent, False, self._clues(t, i, m, last, before), m.phrase))
        for extent in last:
            if extent not in found and not self._passes_on(s, extent):
                found[extent] = Rival(extent, False, self._clues(t, i, self._at(extent), last, before))
        if None not in found:
            found[None] = Rival(None, False, self._nobody(t))
        return list(found.values())

    def whole(self, rival: Rival) -> Extent | None:
        """The extent of a rival with all that belongs to it: its office, genitives, apposition."""
        j = None if rival.extent is None or rival.phrase is None else self.parses.index_at(rival.extent[0])
        return rival.extent if j is None or rival.phrase is None else whole(self.parses[j], rival.phrase)

    # ------------------------------------------------------------ mentions

    def _named_in(self, j: int) -> list[_Mention]:
        """What sentence j names, each sentence read once."""
        if j not in self._mentions:
            if len(self._mentions) > _REACH:
                del self._mentions[next(iter(self._mentions))]
            self._mentions[j] = list(_mentions(self.parses[j], j))
        return self._mentions[j]

    def _at(self, extent: Extent) -> _Mention:
        """The mention at an extent, without its phrase where the parse has another."""
        j = self.parses.index_at(extent[0])
        if j is None:
            return _Mention(0, extent, None, _NO_SUBJECT)
        here = (m for m in self._named_in(j) if m.extent[0] < extent[1] and extent[0] < m.extent[1])
        m = next(here, _Mention(j, extent, None, _NO_SUBJECT))
        return m._replace(extent=extent)

    def _is_what_is_said(self, t: Telling, m: _Mention) -> bool:
        """ "Der Verdacht, dass …", "seine Ankündigung": a thing said speaks for nobody."""
        s = t.statement
        cue = t.kind == "noun" and m.extent[0] < s.end and s.start < m.extent[1]
        return cue or (m.phrase is not None and says_what(self.parses[m.sentence], m.phrase))

    def _passes_on(self, s: Statement, extent: Extent) -> bool:
        """Whether somebody only passes on what another says: he is no rival of his source."""
        words = self.document.article.text[slice(*extent)]
        return s.via is not None and (s.via in words or words in s.via)

    # ------------------------------------------------------------ clues

    def _nobody(self, t: Telling) -> tuple[str, ...]:
        group = t.verbs[0].group.name if t.verbs else t.kind
        return ("nobody", f"nobody|{t.statement.form}", f"nobody|{t.kind}", f"nobody|{group}")

    def _clues(
        self, t: Telling, i: int, m: _Mention, last: dict[Extent, int], before: Sequence[Statement]
    ) -> tuple[str, ...]:
        told = t.kind if t.kind in ("mood", "mark") else "cue"
        back = min(3, max(0, i - m.sentence))
        where = f"back={back}|{told}"
        out = [where, f"{where}|{t.statement.form}", f"spoke={self._spoke(m.extent, before)}|{told}"]
        out += [f"told of={_is_told_of(m.extent, before)}|{told}"]
        if m.extent in last:
            out += [f"last={last[m.extent]}|{told}", f"last={last[m.extent]}|{where}"]
        out += [*self._form(m, where), *self._placed(t, m, back), *self._kind(m, where)]
        return tuple(out)

    def _spoke(self, extent: Extent, before: Sequence[Statement]) -> int:
        """How often one with the same last word spoke before, three times at most."""
        word = self.document.article.text[slice(*extent)].split()[-1]
        return min(3, sum(word in (s.speaker_name or "").split() for s in before[-_SPOKE_BACK:]))

    def _form(self, m: _Mention, where: str) -> Iterator[str]:
        x = m.phrase
        if x is None:
            yield "no phrase"
            return
        p = self.parses[m.sentence]
        subject = able(p, x)
        yield f"preposition={x.prep}"
        yield f"oblique={x.oblique}|genitive={x.genitive}"
        yield f"subject={subject}|{where}"
        yield f"rank={m.rank}|{where}"
        yield f"time={is_time(p, x)}"
        yield f"clause={p.clause_of(x.first).opener}"
        yield f"noun={p.tokens[x.head].key}"
        yield f"ending={p.tokens[x.head].key[-_ENDING:]}"
        yield f"pronoun={p.tokens[x.head].key if x.pronoun else None}|{where}"

    def _placed(self, t: Telling, m: _Mention, back: int) -> Iterator[str]:
        """Where a mention in the sentence of the cue stands to cue and content."""
        s, (start, end) = t.statement, m.extent
        inside = (s.content_start or 0) <= start and end <= (s.content_end or 0)
        yield f"inside={inside}|{s.form}"
        quoted = bisect_right(self._quote_starts, start)
        held = any(q.start <= start < q.end and not q.scare for q in self.document.quotes[max(0, quoted - 3) : quoted])
        yield f"quoted={held}"
        if back or t.parse is None or m.phrase is None:
            return
        side = "before" if end <= s.start else "after" if start >= s.end else "in"
        p, cue = t.parse, t.parse.token_at(s.start)
        same = cue is not None and p.clause_of(cue) == p.clause_of(m.phrase.first)
        yield f"{side}|{t.kind}|same clause={same}|subject={able(p, m.phrase)}"
        yield f"{side}={bisect_right(_NEAR, min(abs(start - s.end), abs(s.start - end)))}"
        if cue is not None and t.kind == "verb":
            yield f"agrees={agrees(p, m.phrase, is_plural_form(p.tokens[cue], p.code))}|subject={able(p, m.phrase)}"

    def _kind(self, m: _Mention, where: str) -> Iterator[str]:
        start, end = m.extent
        first = max(0, bisect_right(self._name_starts, start) - 1)
        near = self.names[first : bisect_right(self._name_starts, end)]
        kind = next((n.type for n in near if n.start < end and start < n.end), None)
        yield f"name={kind}"
        yield f"name={kind}|{where}"
        yield f"words={min(6, self.document.article.text.count(' ', start, end) + 1)}"


def _mentions(p: Parse, j: int) -> Iterator[_Mention]:
    """The phrases of a sentence, and its relative pronouns that no phrase holds."""
    rank, relative = 0, grammar(p.code).relative
    for x in p.phrases:
        subject = able(p, x)
        yield _Mention(j, (x.start, x.end), x, min(3, rank) if subject else _NO_SUBJECT)
        rank += subject
    held = {x.first for x in p.phrases}
    for k, t in enumerate(p.tokens):
        if k and k not in held and t.key in relative and p.tokens[k - 1].text == ",":
            yield _Mention(j, (t.start, t.end), Phrase(t.start, t.end, k, k, k, "", False, False, True), 0)


def _is_told_of(extent: Extent, before: Sequence[Statement]) -> bool:
    """Whether a mention lies in what was said before: "Huber müsse gehen, sagte sie. Er habe …" is not by Huber."""
    near = before[-_SPEAKERS_BACK:]
    return any((s.content_start or 0) <= extent[0] < (s.content_end or 0) and s.form != "reported" for s in near)


def _last_speakers(before: Sequence[Statement]) -> dict[Extent, int]:
    """The last speakers, the nearest first, with their number."""
    out: dict[Extent, int] = {}
    for s in reversed(before[-_SPEAKERS_BACK:]):
        if s.speaker_start is not None and s.speaker_end is not None:
            out.setdefault((s.speaker_start, s.speaker_end), len(out) + 1)
    return out
