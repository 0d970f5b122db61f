"""Who says what: every attribution of an article, by rules.

In: a document, the parses of its sentences, the names found in it, the language. Out: one Statement per
attribution in the order of the text: cue, speaker with extent, whom it means, form, act, content with extent.
Forms of reported speech follow REDEWIEDERGABE (Brunner et al. 2020). A statement without a word of speaking
(a sentence in the reported mood, a bare quotation) has the verb in that mood or the opening mark as its cue.
"""

from bisect import bisect_right

import msgspec

from chronik.annotate.cue import Cue, Extent
from chronik.annotate.identity import Speakers
from chronik.annotate.speakers import speaker_of, subject_of_sentence, via_of
from chronik.annotate.speech_content import content_of
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.speech_examples import examples, fits, read_example
from chronik.annotate.speech_lexicon import grammar, has_cue, mood_forms, speech
from chronik.annotate.speech_mood import hearsay, mood_verb
from chronik.annotate.speech_quotes import find_quotations
from chronik.annotate.speech_span import Content
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.article.tokens import Token
from chronik.model import Article, Document, Form, Name, Quote, Statement


def find_statements(document: Document, parses: Parses, names: tuple[Name, ...], code: str) -> tuple[Statement, ...]:
    """Every statement in the order of the text; ``names`` may be empty. A text without sentences has none."""
    reader = _Reader(document, parses, names, code)
    for i in range(len(document.sentences)):
        reader.read(i)
    found = _merged(document, reader.found)
    found = sorted([*found, *find_quotations(document, parses, found)], key=lambda s: (s.start, s.end))
    quoted = {s.start for s in found if s.form == "direct"}
    found = [s for s in found if s.form != "reported" or s.start not in quoted]  # its words are given: direct
    return tuple(sorted(_passed_on(found), key=lambda s: (s.start, s.end, s.content_start or 0)))


_CARRIED_ON: dict[Form, float] = {"indirect_free_indirect": 0.7, "free_indirect": 0.5}  # confidence
_GAP = 10  # characters between a reporting clause and its quotation
_TITLE = 4  # characters of a title that ends with a dot ("Gen.")
_WINDOW = 40  # statements on either side in which one may lie inside another


class _Reader:
    """Reads the sentences in order and remembers who spoke last."""

    def __init__(self, document: Document, parses: Parses, names: tuple[Name, ...], code: str) -> None:
        self.document, self.parses, self.names, self.code = document, parses, names, code
        self.text = document.article.text
        self.speakers = Speakers(self.text, document.sentences, names, code)
        self.starts = [n.start for n in names]
        self.quote_starts = [q.start for q in document.quotes]
        self.found: list[Statement] = []
        self.last_index = -9  # number of the sentence that last held a statement

    def read(self, i: int) -> None:
        """Add the statements of sentence i."""
        sentence = self.document.sentences[i]
        here = self._cued(i) if has_cue(self.text, sentence.start, sentence.end, self.code) else []
        here += self._carried_on(i, here)
        for statement in here:
            self.speakers.met(statement)
        if here:
            self.found += here
            self.last_index = i

    # ------------------------------------------------------------ with a cue

    def _cued(self, i: int) -> list[Statement]:
        p = self.parses[i]
        names = self._names_in(p.tokens[0].start, p.tokens[-1].end)
        cues, around = find_cues(p), self._around(i)
        nouns = {cue.start for cue in cues if cue.noun}
        out: list[Statement] = []
        for cue in cues:
            if any(s.start == cue.start for s in out):  # another reading of the same word
                continue
            if (self._is_quoted(cue.start) and not _speaks_of_others(cue)) or self._goes_on_in_mood(i, cue):
                continue
            content = content_of(p, cue, cues, around)
            who = speaker_of(p, cue, names) if content is not None else None
            if content is not None and not (self._is_quoted(cue.start) and self._is_first_person(who)):
                out.append(self._statement(cue, content, who, via_of(p, cue)))
        return [s for s in out if not _is_doubled(s, out, nouns)]

    def _is_first_person(self, who: Extent | None) -> bool:
        return who is not None and self.text[slice(*who)].casefold() in ("ich", "wir", "i", "we")

    def _names_in(self, start: int, end: int) -> tuple[Name, ...]:
        return self.names[max(0, bisect_right(self.starts, start) - 1) : bisect_right(self.starts, end)]

    def _quotes_before(self, offset: int) -> tuple[Quote, ...]:
        """The quotations that begin before an offset, as far back as one may reach."""
        last = bisect_right(self.quote_starts, offset)
        return self.document.quotes[max(0, last - _WINDOW) : last]

    def _around(self, i: int) -> Document:
        """The document as seen from sentence i: the quotations near it, the sentences right before it."""
        sentences = self.document.sentences[max(0, i - 3) : i + 1]
        quotes = self._quotes_before(sentences[-1].end + _GAP)
        return msgspec.structs.replace(self.document, sentences=sentences, quotes=quotes)

    def _is_quoted(self, offset: int) -> bool:
        return any(q.start <= offset < q.end for q in self._quotes_before(offset) if not q.scare)

    def _goes_on_in_mood(self, i: int, cue: Cue) -> bool:
        """ "Er rechne mit Verlusten": a verb of speaking in the reported mood is itself said by the speaker before."""
        sense, sure = cue.sense, mood_forms(self.code)[0]
        if sense is None or cue.opener != "main" or not self.found or i - self.last_index > 1:
            return False
        if sense.kind in ("participle", "infinitive"):
            here = self.parses[i].tokens[cue.first : cue.last + 1]
            return any(t.key in sure and t.tag != "NOUN" for t in here)  # not "Ende September"
        return sense.kind == "konjunktiv"

    def _statement(self, cue: Cue, content: Content, who: Extent | None, via: Extent | None) -> Statement:
        who = self._whole_name(who) if who else None
        return Statement(
            start=cue.start,
            end=cue.end,
            cue=self.text[cue.start : cue.end],
            speaker=self.text[slice(*who)] if who else None,
            speaker_start=who[0] if who else None,
            speaker_end=who[1] if who else None,
            speaker_name=self.speakers.meant(*who) if who else None,
            form=content.form,
            act=cue.act,
            hedge=_hedge(self.text[content.start : content.end], cue, self.code),
            via=self.text[slice(*via)] if via else None,
            content_start=content.start,
            content_end=content.end,
        )

    def _whole_name(self, who: Extent) -> Extent:
        """A speaker that ends inside a name, or at the dot of a title before one, goes on to its end."""
        start, end = who
        title = len(self.text[start:end].split()[-1]) <= _TITLE
        for n in self._names_in(start, end + 2):
            inside = n.start < end or (title and self.text[end : n.start].strip() == ".")
            if inside and n.end > end:
                return start, n.end
        return who

    # ------------------------------------------------------------ without a cue

    def _carried_on(self, i: int, here: list[Statement]) -> list[Statement]:
        """A sentence in the reported mood, or with "soll" after a statement, belongs to the last speaker."""
        if not mood_forms(self.code)[0]:
            return []
        form: Form = "indirect_free_indirect"
        verb = mood_verb(self.parses[i], i - self.last_index <= 1)
        if verb is None and not here and self._follows(i):
            verb, form = hearsay(self.parses[i]), "free_indirect"
        if verb is None:
            return []
        t = self.parses[i].tokens[verb]
        if any(_claims(s, t.start) for s in here) or self._is_quoted(t.start):
            return []
        return [self._without_cue(i, t, form)]

    def _without_cue(self, i: int, t: Token, form: Form) -> Statement:
        who, name, via = self._last_speaker(i)
        sentence = self.document.sentences[i]
        parted = self.text.rfind(";", sentence.start, t.start)
        return Statement(
            start=t.start,
            end=t.end,
            cue=t.text,
            speaker=self.text[slice(*who)] if who else None,
            speaker_start=who[0] if who else None,
            speaker_end=who[1] if who else None,
            speaker_name=name,
            form=form,
            via=via,
            content_start=sentence.start if parted < 0 else parted + 2,
            content_end=sentence.end,
            confidence=_CARRIED_ON[form],
        )

    def _follows(self, i: int) -> bool:
        """Whether the sentence before, in the same paragraph, held a statement."""
        sentences = self.document.sentences
        near = i > 0 and i - self.last_index <= 1
        return near and "\n" not in self.text[sentences[i - 1].end : sentences[i].start]

    def _is_quotation(self, i: int) -> bool:
        """Whether a sentence is somebody's own words, so that its subject need not be the one who speaks."""
        first = next((t for t in self.parses[i].tokens if t.tag != "PUNCT"), None)
        return first is not None and self._is_quoted(first.start)

    def _is_passive(self, i: int) -> bool:
        return any(t.key in grammar(self.code).passive for t in self.parses[i].tokens)

    def _last_speaker(self, i: int) -> tuple[Extent | None, str | None, str | None]:
        """The speaker of the sentence before, else the one its subject names, else whoever spoke last."""
        if i - self.last_index > 1 and i > 0 and not (self._is_passive(i - 1) or self._is_quotation(i - 1)):
            subject = subject_of_sentence(self.parses[i - 1])
            if subject:
                return subject, self.speakers.meant(*subject), None
        last = _outermost(self.found, self.document.sentences[self.last_index].start) if self.found else None
        if last is None or last.speaker_start is None or last.speaker_end is None:
            return None, None, None
        return (last.speaker_start, last.speaker_end), last.speaker_name, last.via


def _is_doubled(s: Statement, found: list[Statement], nouns: set[int]) -> bool:
    """Whether a noun says what a verb of the same sentence says too: "heißt es im Bericht, …"."""
    return s.start in nouns and any(o.content_end == s.content_end and o.start not in nouns for o in found)


def _claims(s: Statement, offset: int) -> bool:
    """Whether a statement has the word at an offset in its content."""
    return s.content_start is not None and s.content_end is not None and s.content_start <= offset < s.content_end


def _outermost(found: list[Statement], since: int) -> Statement:
    """The last statement of the last sentence that no other statement there has in its content."""
    here = [s for s in found if s.start >= since] or found[-1:]
    outer = [
        s
        for s in here
        if not any(o is not s and (o.content_start or 0) <= s.start and s.end <= (o.content_end or 0) for o in here)
    ]
    return (outer or here)[-1]


def _speaks_of_others(cue: Cue) -> bool:
    """Inside somebody's speech only a plain report of others counts, not his own attitude or a passive."""
    plain = cue.sense is None or cue.sense.group.name in ("say", "announce", "confirm", "deny", "demand")
    return plain and not cue.passive


def _hedge(content: str, cue: Cue, code: str) -> str | None:
    hedges = speech(code).hedges
    if cue.sense and cue.sense.verb.split()[0].replace("|", "") in hedges.verbs:
        return cue.sense.verb.split()[0]
    words = f" {content.casefold()} "
    return next((word for word in hedges.words if f" {word} " in words), None)


def _passed_on(found: list[Statement]) -> list[Statement]:
    """Statements inside what another speaker says have him as ``via``: RT DE reports that the minister announced."""
    out: list[Statement] = []
    for k, s in enumerate(found):
        outer = [o for o in found[max(0, k - _WINDOW) : k + _WINDOW] if _passes_on(o, s)]
        if s.via is None and outer:
            nearest = min(outer, key=lambda o: (o.content_end or 0) - (o.content_start or 0))
            s = msgspec.structs.replace(s, via=nearest.speaker_name or nearest.speaker)
        out.append(s)
    return out


def _passes_on(outer: Statement, s: Statement) -> bool:
    """Whether ``outer`` has the whole of ``s`` in its content and is another's word."""
    if outer is s or outer.content_start is None or outer.content_end is None or outer.form == "reported":
        return False
    if outer.speaker is None or s.speaker is None or outer.speaker_name == s.speaker_name:
        return False
    first, last = min(s.start, s.content_start or s.start), max(s.end, s.content_end or s.end)
    inside = outer.content_start <= first and last <= outer.content_end + 1
    return inside and (outer.content_start, outer.content_end) != (s.content_start, s.content_end)


def _merged(document: Document, found: list[Statement]) -> list[Statement]:
    """Neighbouring sentences in the reported mood by one speaker are one statement."""
    out: list[Statement] = []
    for s in found:
        before = out[-1] if out else None
        if before and _carries_on(document, before, s):
            out[-1] = msgspec.structs.replace(before, content_end=s.content_end)
        else:
            out.append(s)
    return out


def _carries_on(document: Document, before: Statement, s: Statement) -> bool:
    if s.form not in ("indirect_free_indirect", "free_indirect") or s.form != before.form:
        return False
    if before.content_end is None or s.content_start is None or s.speaker_start != before.speaker_start:
        return False
    return not document.article.text[before.content_end : s.content_start].strip(" ")


def check_examples(code: str) -> list[str]:
    """Run every rule's examples in speech.toml; one line per example that does not hold, empty where all do."""
    out: list[str] = []
    for name, match, no_match in examples(code):
        for marked in match:
            example = read_example(marked)
            if not any(fits(example, s) for s in _in_text(example.text, code)):
                out.append(f"{code}/speech.toml, {name}: not found as marked: {marked}")
        out += [
            f"{code}/speech.toml, {name}: must not be a statement ({s.cue!r}): {text}"
            for text in no_match
            for s in _in_text(text, code)
        ]
    return out


def _in_text(text: str, code: str) -> tuple[Statement, ...]:
    document = prepare(Article(id="example", source=text, text=text, language=code))
    return find_statements(document, Parses(text, document.sentences, code), (), code)
