"""Statements without a cue: sentences that go on with what the last speaker said.

A sentence in the reported mood, or with "soll", belongs to whoever spoke last, until the mood ends. Neighbouring
ones by one speaker are one statement, as in the annotation of REDEWIEDERGABE (Brunner et al. 2020).
"""

import re
from bisect import bisect_right
from collections.abc import Callable

import msgspec

from chronik.annotate.cue import Extent, phrase_from
from chronik.annotate.gender import is_party
from chronik.annotate.identity import Speakers
from chronik.annotate.persons import is_title
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speakers import subject_of_clause, subject_of_sentence
from chronik.annotate.speech_extent import whole
from chronik.annotate.speech_inquit import is_being, told_after
from chronik.annotate.speech_lexicon import grammar, mood_forms, speech
from chronik.annotate.speech_mood import Shown, hearsay, mood_verb
from chronik.annotate.speech_span import with_marks
from chronik.annotate.speech_ticker import Entries
from chronik.article.phrases import Parse, Parses, Phrase
from chronik.model import Document, Form, Name, Reason, Statement

# The clue of a statement's reason, and the confidence that it is one.
_SURE = ("reported mood", 0.7)
_AMBIGUOUS = ("mood ambiguous", 0.5)
_HEARSAY = ("hearsay", 0.5)
_PLANNED = ("hearsay or plan", 0.4)


_COLON = re.compile(r":\s*[„“\"«»]")


class Carrier:
    """Remembers who spoke last; ``is_quoted`` tells whether an offset lies in somebody's own words."""

    def __init__(
        self,
        document: Document,
        parses: Parses,
        speakers: Speakers,
        is_quoted: Callable[[int], bool],
        entries: Entries,
    ) -> None:
        self._document, self._parses, self._speakers, self._is_quoted = document, parses, speakers, is_quoted
        self._entries = entries
        self._text = document.article.text
        self.found: list[Statement] = []
        self._last = -9  # number of the sentence that last held a statement

    def add(self, i: int, here: list[Statement]) -> None:
        """Remember the statements of sentence i."""
        for statement in here:
            self._speakers.met(statement)
        if here:
            self.found += here
            self._last = i

    def begin(self, i: int) -> None:
        """Forget who spoke last where sentence i begins an entry of a live ticker."""
        if self._entries.opens(i):
            self._last = -9

    def is_near(self, i: int) -> bool:
        """Whether sentence i or the one before it held a statement."""
        return bool(self.found) and i - self._last <= 1

    def carried_on(self, i: int, here: list[Statement]) -> list[Statement]:
        """What sentence i goes on with, ``here`` being its statements with a cue; empty where it does not."""
        if not mood_forms(self._parses.code)[0]:
            return []
        form: Form = "indirect_free_indirect"
        shown = mood_verb(self._parses[i], i - self._last <= 1)
        clue = _SURE if shown and shown.sure else _AMBIGUOUS
        if shown is None and not here:
            shown, form = self._hearsay(i), "free_indirect"
            clue = _HEARSAY if shown and shown.sure else _PLANNED
        if shown is None:
            return []
        verb = self._parses[i].tokens[shown.token]
        if any(_claims(s, verb.start) for s in here) or self._is_quoted(verb.start):
            return []
        return [self._statement(i, shown, form, clue, here)]

    def _hearsay(self, i: int) -> Shown | None:
        """ "soll … haben"; a plan only right after a statement in the same paragraph."""
        shown = hearsay(self._parses[i])
        return shown if shown and (self._follows(i) or shown.sure) else None

    def _statement(self, i: int, shown: Shown, form: Form, clue: tuple[str, float], here: list[Statement]) -> Statement:
        p, sentence = self._parses[i], self._document.sentences[i]
        t = p.tokens[shown.token]
        who, name, via = _speaks(_outermost(here, 0)) if here else (None, None, None)
        if who is None and (told := self._before_colon(i, t.start) or self._viewpoint(i)) is not None:
            who, name, via = told, self._speakers.meant(*told), None
        if who is None:  # "Dies werde als Panik abgetan": nobody is named here
            who, name, via = self._last_speaker(i, form)
        return Statement(
            start=t.start,
            end=t.end,
            cue=t.text,
            speaker=self._text[slice(*who)] if who else None,
            speaker_start=who[0] if who else None,
            speaker_end=who[1] if who else None,
            speaker_name=name,
            form=form,
            via=via,
            content_start=p.tokens[shown.first].start if shown.first else self._entries.behind(sentence.start),
            content_end=self._end(t.end, sentence.end),
            confidence=clue[1],
            reasons=(Reason(clue=clue[0], text=t.text, start=t.start, end=t.end),),
        )

    def _end(self, start: int, end: int) -> int:
        """Where what is reported ends: at the colon before a quotation, else with the sentence."""
        quoted = _COLON.search(self._text, start, end)
        return quoted.start() + 1 if quoted else end

    def _viewpoint(self, i: int) -> Extent | None:
        """ "Für Jan Kern sei der Damm zu hoch": the person whose view it is."""
        p = self._parses[i]
        x = phrase_from(p, 1) if p.tokens[0].key in grammar(p.code).viewpoint else None
        people = [n for n in self._speakers.between(p.tokens[0].start, p.tokens[-1].end) if n.type == "person"]
        return whole(p, x) if x and any(n.start < x.end and x.start < n.end for n in people) else None

    def _follows(self, i: int) -> bool:
        """Whether the sentence before, in the same paragraph, held a statement."""
        sentences = self._document.sentences
        near = i > 0 and i - self._last <= 1
        return near and "\n" not in self._text[sentences[i - 1].end : sentences[i].start]

    # ------------------------------------------------------------ who goes on

    def _is_quotation(self, i: int) -> bool:
        """Whether a sentence is somebody's own words, so that its subject need not be the one who speaks."""
        first = next((t for t in self._parses[i].tokens if t.tag != "PUNCT"), None)
        return first is not None and self._is_quoted(first.start)

    def _last_speaker(self, i: int, form: Form) -> tuple[Extent | None, str | None, str | None]:
        """The speaker of the sentence before, else whom it names as one who can speak, else whoever spoke last.

        Before hearsay the one named is who it is about ("Der Trainer kam ins Gefängnis. Er soll … haben").
        """
        gap = i - self._last
        tells = gap > 1 and i > 0 and form != "free_indirect" and not self._is_quotation(i - 1)
        tells = tells and not self._entries.opens(i)
        told = self._told(i - 1) if gap > 1 and i > 0 and not self._entries.opens(i) else None
        named = told or (self._named(i - 1) if tells else None)
        if named:
            return named, self._speakers.meant(*named), None
        if not self.found or gap > _FORGOTTEN:
            return None, None, None
        last = _outermost(self.found, self._document.sentences[self._last].start)
        if last.speaker is None:  # "heißt es": whoever spoke before that
            last = self._spoke_before(last) or last
        if _points_back(last, self._parses.code):  # "Demnach steige der Preis.": whose word that was
            last = next((s for s in reversed(self.found[-_RECENT:]) if not _points_back(s, self._parses.code)), last)
        return _speaks(last)

    def _before_colon(self, i: int, verb: int) -> Extent | None:
        """The subject before the colon in a sentence: "Paul Lorenz geht weiter: Es brauche mehr Leute."."""
        p = self._parses[i]
        colon = self._text.rfind(": ", p.tokens[0].start, verb)
        who = subject_of_clause(p, colon) if colon > 0 else None
        names = tuple(self._speakers.between(p.tokens[0].start, p.tokens[-1].end))
        return who if who and is_being(p, who, names) else None

    def _told(self, i: int) -> Extent | None:
        """Who says the last quotation of a sentence where no verb of the lexicon tells it: "„…“, freut sich X"."""
        p, quotes = self._parses[i], self._document.quotes
        k = bisect_right(quotes, p.tokens[-1].end, key=lambda q: q.start) - 1
        if k < 0 or quotes[k].end < p.tokens[0].start or p.code != "de":
            return None
        names = tuple(self._speakers.between(p.tokens[0].start, p.tokens[-1].end))
        told = told_after(p, with_marks(self._text, quotes[k])[1], names)
        return told.who if told else None

    def _spoke_before(self, last: Statement) -> Statement | None:
        """Who spoke last in the same paragraph before a statement that names nobody."""
        since = self._text.rfind("\n", 0, last.start)
        return next((s for s in reversed(self.found[-_RECENT:]) if s.speaker and s.start > since), None)

    def _named(self, i: int) -> Extent | None:
        """The one a sentence without a statement is about: its agent, its subject, or the only one it names."""
        p, words = self._parses[i], grammar(self._parses.code)
        inside = self._speakers.between(p.tokens[0].start, p.tokens[-1].end)
        names = tuple(n for n in inside if n.type in ("person", "organisation"))
        able_to = [x for x in p.phrases if _can_speak(p, x, names)]
        passive = any(t.key in words.passive for t in p.tokens)
        agent = next((x for x in able_to if passive and x.prep in words.agents), None)
        subject = subject_of_sentence(p)
        first = next((x for x in able_to if subject and subject[0] <= x.start < subject[1]), None)
        if agent is None and (first is not None or _is_pronoun(p, subject)):
            return subject if first else None
        only = agent or (able_to[0] if len(able_to) == 1 else None)
        return whole(p, only) if only else None


def _is_pronoun(p: Parse, subject: Extent | None) -> bool:
    """ "Dabei verteidigte er den Plan": who is meant has spoken before."""
    return subject is not None and any(x.pronoun and x.start == subject[0] for x in p.phrases)


def _points_back(s: Statement, code: str) -> bool:
    """Whether a statement names its speaker only by an adverb ("demnach")."""
    return s.speaker is not None and s.speaker.casefold() in speaker_words(code).thereby


def _speaks(s: Statement) -> tuple[Extent | None, str | None, str | None]:
    """Extent of the speaker of a statement, whom it means, and who passes it on."""
    if s.speaker_start is None or s.speaker_end is None:
        return None, None, None
    return (s.speaker_start, s.speaker_end), s.speaker_name, s.via


_RECENT = 4  # statements among which the source of "demnach" is
_FORGOTTEN = 5  # sentences after which nobody is the last speaker any more


def _can_speak(p: Parse, x: Phrase, names: tuple[Name, ...]) -> bool:
    """Whether a phrase names a person, a body or an office."""
    words, key = grammar(p.code), p.tokens[x.head].key
    nouns = [t for t in p.tokens[x.first : x.last + 1] if t.tag == "NOUN"]  # "der Regierende Bürgermeister"
    body = key.endswith((*words.institutions, *speech(p.code).nouns.bodies)) or any(is_title(t, p.code) for t in nouns)
    body = body or (bool(nouns) and is_party(nouns[-1].text, p.code))
    return not x.pronoun and (body or any(n.start < x.end and x.start < n.end for n in names))


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


# ---------------------------------------------------------------- one statement


def merged(document: Document, found: list[Statement]) -> list[Statement]:
    """Neighbouring sentences in the reported mood by one speaker are one statement, with the reasons of all."""
    out: list[Statement] = []
    for s in found:
        before = out[-1] if out else None
        if before and _carries_on(document, before, s):
            out[-1] = msgspec.structs.replace(
                before,
                content_end=s.content_end,
                confidence=min(before.confidence, s.confidence),
                reasons=(*before.reasons, *s.reasons),
            )
        else:
            out.append(s)
    return out


def _carries_on(document: Document, before: Statement, s: Statement) -> bool:
    if s.form not in ("indirect_free_indirect", "free_indirect") or s.form != before.form:
        return False
    if before.content_end is None or s.content_start is None or s.speaker_start != before.speaker_start:
        return False
    return not document.article.text[before.content_end : s.content_start].strip()
