"""Who says what: every attribution of an article, by rules.

In: a document, the parses of its sentences, the names found in it, the language. Out: one Statement per
attribution in the order of the text: cue, speaker with extent, whom it means, form, act, content with extent.
Forms of reported speech follow REDEWIEDERGABE (Brunner et al. 2020). A statement without a word of speaking
(a sentence in the reported mood, a bare quotation) has the verb in that mood or the opening mark as its cue.

What each file beside this one does, in the order in which a text meets them:

    where it is said     speech_cues (verbs, nouns), speech_leads ("laut X")     German; the words: speech_lexicon
    what is said         speech_content, with speech_complement (its own clause), speech_scope (of a preposition),
                         speech_span (extents and forms)
    who says it          speakers, with speech_subject, speech_agreement (number), speech_extent (the whole phrase),
                         speech_chain (by whom it was passed on)
    the same in English  speech_english, with english_verbs, english_placed and english_subject (who), english_content
                         (what), english_nouns (cues that are no verbs), english_words
    without a cue        speech_carried and speech_mood (the reported mood goes on), speech_quotes and speech_inquit
                         (bare quotations), speech_settled (one statement for each quotation)
    without sentences    speech_turns, with speech_heads, speech_interview, speech_comments, speech_headlines,
                         speech_ticker: where a name before a colon says who speaks
    whom it means        identity, with mentions (pronouns), described ("die Behörde"), gender, persons, speaker_words
    what it amounts to   speech_acts and speech_evidence, which read it as speech_telling lays it out
    how sure it is       speech_belief (learned), with speech_clues, speech_rivals, speech_weights
    what rests on it     attribution (by whose count), pledges, events
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from chronik.annotate.cue import Cue, Extent
from chronik.annotate.identity import Speakers
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speakers import owner, speaker_of, via_of
from chronik.annotate.speech_acts import judged
from chronik.annotate.speech_carried import Carrier, merged
from chronik.annotate.speech_content import content_of
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.speech_english import english_said
from chronik.annotate.speech_examples import examples, fits, read_example
from chronik.annotate.speech_lexicon import ActRule, has_cue, mood_forms, speech
from chronik.annotate.speech_quotes import find_quotations
from chronik.annotate.speech_settled import settled
from chronik.annotate.speech_span import Content
from chronik.annotate.speech_ticker import Entries
from chronik.annotate.speech_turns import find_turns
from chronik.annotate.within import beside
from chronik.article import prepare
from chronik.article.abbreviations import abbreviations
from chronik.article.phrases import Parse, Parses
from chronik.article.tokens import key_of
from chronik.model import Article, Document, Name, Quote, Statement


def find_statements(document: Document, parses: Parses, names: tuple[Name, ...], code: str) -> tuple[Statement, ...]:
    """Every statement in the order of the text; ``names`` may be empty. A text without sentences has none."""
    reader = _Reader(document, parses, names, code)
    for i in range(len(document.sentences)):
        reader.read(i)
    turns = reader.turns.statements
    found = reader.turns.others(merged(document, reader.carrier.found))
    found = [*found, *find_quotations(document, parses, [*turns, *found], names, reader.entries)]
    found = [*turns, *settled(document, parses, found, names)]
    found = sorted(map(reader.entries.framed, found), key=lambda s: (s.start, s.end))
    quoted = {s.start for s in found if s.form == "direct"}
    found = [s for s in found if s.form != "reported" or s.start not in quoted]  # its words are given: direct
    found = [s for k, s in enumerate(found) if s.form != "reported" or not _is_told_within(found, k)]
    found = sorted(_passed_on(found), key=lambda s: (s.start, s.end, s.content_start or 0))
    return judged(found, parses, names)


_GAP = 10  # characters between a reporting clause and its quotation
_DOUBTED = 0.4  # confidence of "kritisierte das Vorgehen", a statement to some readers and none to others
_PLAIN = frozenset(("say", "announce", "inform", "confirm", "admit", "deny", "demand", "request"))  # groups of verbs
_WINDOW = 40  # statements on either side in which one may lie inside another


class _Reader:
    """Reads the sentences in order and remembers who spoke last."""

    def __init__(self, document: Document, parses: Parses, names: tuple[Name, ...], code: str) -> None:
        self.document, self.parses, self.names, self.code = document, parses, names, code
        self.text = document.article.text
        self.speakers = Speakers(self.text, document.sentences, names, code)
        self.quote_starts = [q.start for q in document.quotes]
        self.turns = find_turns(document, names, self.speakers, code)
        self.entries = Entries(document)
        self.carrier = Carrier(document, parses, self.speakers, self._is_quoted, self.entries)

    def read(self, i: int) -> None:
        """Add the statements of sentence i."""
        sentence = self.document.sentences[i]
        self.carrier.begin(i)
        here = self._cued(i) if has_cue(self.text, sentence.start, sentence.end, self.code) else []
        self.carrier.add(i, here + self.carrier.carried_on(i, here))

    # ------------------------------------------------------------ with a cue

    def _cued(self, i: int) -> list[Statement]:
        p = self.parses[i]
        if self.code == "en":
            return self._english(i)
        names = self._names_in(p.tokens[0].start, p.tokens[-1].end)
        cues, around = find_cues(p), self._around(i)
        nouns = {cue.start for cue in cues if cue.noun}
        in_mood = {cue.start for cue in cues if cue.sense and cue.sense.kind == "konjunktiv"}
        out: list[Statement] = []
        for cue in cues:
            if any(s.start == cue.start for s in out):  # another reading of the same word
                continue
            if not self._may_say(i, cue):
                continue
            content = content_of(p, cue, cues, around)
            if content is not None and content.form == "reported" and self._is_in_mood(i, cue):
                continue  # "Er rechne mit Regen": all of it is said by somebody else
            who = speaker_of(p, cue, names) if content is not None else None
            if content is not None and not (self._is_first_person(who) or self._is_no_one(who)):
                out.append(self._statement(cue, content, who, via_of(p, cue, names), owner(p, cue)))
        return [s for s in out if not (_is_doubled(s, out, nouns) or _is_own_attitude(s, out, in_mood, self.code))]

    def _may_say(self, i: int, cue: Cue) -> bool:
        """False in somebody's own speech, but for a plain report of others, and where the writer is the one who says.

        Also where a verb in the reported mood goes on with what the speaker before said.
        """
        own = self._is_quoted(cue.start) and not _speaks_of_others(cue)
        return not (own or self._goes_on_in_mood(i, cue) or _is_writers(self.parses[i], cue))

    def _english(self, i: int) -> list[Statement]:
        out: list[Statement] = []
        for cue, content, who, via, means in english_said(self.parses[i], self._around(i)):
            quoted = self._is_quoted(cue.start)
            if (quoted and (not _speaks_of_others(cue) or self._is_first_person(who))) or self._is_no_one(who):
                continue
            found = self._statement(cue, content, who, via)
            name = self.speakers.meant(*means) if means else found.speaker_name
            out.append(msgspec.structs.replace(found, speaker_name=name))
        return out

    def _is_no_one(self, who: Extent | None) -> bool:
        """ "Niemand sagte", "kein Minister kündigte an": nobody said it."""
        words = speaker_words(self.code).described.none
        return who is not None and key_of(self.text[slice(*who)].split()[0]) in words

    def _is_first_person(self, who: Extent | None) -> bool:
        return who is not None and self.text[slice(*who)].casefold() in ("ich", "wir", "i", "we")

    def _names_in(self, start: int, end: int) -> tuple[Name, ...]:
        return beside(self.names, start, end)

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
        quoted = any(q.start <= offset < q.end for q in self._quotes_before(offset) if not q.scare)
        return quoted or self.turns.holds(offset)

    def _goes_on_in_mood(self, i: int, cue: Cue) -> bool:
        """ "Er rechne mit Verlusten": a verb of speaking in the reported mood is itself said by the speaker before."""
        sense, sure = cue.sense, mood_forms(self.code)[0]
        if sense is None or cue.opener != "main" or not self.carrier.is_near(i):
            return False
        if sense.kind in ("participle", "infinitive"):
            here = self.parses[i].tokens[cue.first : cue.last + 1]
            return any(t.key in sure and t.tag != "NOUN" for t in here)  # not "Ende September"
        return sense.kind == "konjunktiv"

    def _is_in_mood(self, i: int, cue: Cue) -> bool:
        """Whether the verb of a main clause can be nothing but the reported mood."""
        key = self.parses[i].tokens[cue.token].key
        mood = cue.sense is not None and cue.sense.kind == "konjunktiv" and key in mood_forms(self.code)[0]
        return mood and cue.opener == "main"

    def _statement(
        self, cue: Cue, content: Content, who: Extent | None, via: Extent | None, whose: Extent | None = None
    ) -> Statement:
        """``whose`` is the one meant where the speaker's surface form is "eigenen Angaben"."""
        who = self._whole_name(who) if who else None
        return Statement(
            start=cue.start,
            end=cue.end,
            cue=self.text[cue.start : cue.end],
            speaker=self.text[slice(*who)] if who else None,
            speaker_start=who[0] if who else None,
            speaker_end=who[1] if who else None,
            speaker_name=self.speakers.meant(*(whose or who)) if who else None,
            form=content.form,
            act=cue.act,
            via=self.text[slice(*via)] if via else None,
            content_start=content.start,
            content_end=content.end,
            confidence=_DOUBTED if cue.sense and cue.sense.group.doubted else 1.0,
        )

    def _whole_name(self, who: Extent) -> Extent:
        """A speaker that ends inside a name, or at the dot of a title before one, goes on to its end."""
        start, end = who
        last = self.text[start:end].split()[-1]
        title = last in abbreviations(self.code).before and "\n" not in self.text[end : end + 2]
        for n in self._names_in(start, end + 2):
            inside = n.start < end or (title and self.text[end : n.start].strip() == ".")
            if inside and n.end > end:
                return start, n.end
        return who


def _is_doubled(s: Statement, found: list[Statement], nouns: set[int]) -> bool:
    """Whether a noun says what a verb of the same sentence says too: "heißt es im Bericht, …"."""
    return s.start in nouns and any(o.content_end == s.content_end and o.start not in nouns for o in found)


def _is_own_attitude(s: Statement, found: list[Statement], in_mood: set[int], code: str) -> bool:
    """ "X sagte, er hoffe, dass …": what a pronoun thinks in the reported mood is part of what X says."""
    if s.start not in in_mood or s.speaker is None or s.speaker.casefold() not in (*speech(code).nouns.pronouns, "man"):
        return False
    return any(o is not s and (o.content_start or 0) <= s.start < (o.content_end or 0) for o in found)


def _is_told_within(found: list[Statement], k: int) -> bool:
    """Whether a report lies in what somebody says: "Laut X lehnte Y den Plan ab" is one statement, by X."""
    s, near = found[k], found[max(0, k - _WINDOW) : k + _WINDOW]
    others = (o for o in near if o.form != "reported" and o.content_start is not None and o.content_end is not None)
    others = (o for o in others if not _quotes_report(o, s))
    start, end = s.content_start or s.start, s.content_end or s.end
    return any((o.content_start or 0) <= start and end <= (o.content_end or 0) + 1 for o in others)


def _quotes_report(outer: Statement, s: Statement) -> bool:
    """Whether another's own words tell plainly what somebody named said: "„Der Rat hat den Abzug angekündigt“"."""
    told = s.confidence > _DOUBTED and s.speaker_name is not None and s.speaker_name != outer.speaker_name
    return outer.form == "direct" and told


def _is_writers(p: Parse, cue: Cue) -> bool:
    """ "Man darf annehmen, dass …", "meiner Meinung nach": what the writer thinks himself."""
    if cue.lead and cue.speaker and _MINE.match(p.text[slice(*cue.speaker)]):
        return True
    if cue.sense is None or cue.sense.kind != "infinitive":
        return False
    keys = {t.key for t in p.tokens[cue.first : cue.last + 1]}
    return "man" in keys and not keys.isdisjoint(_MAY)


_MINE = re.compile(r"(?:mein|unser)e?[mnrs]?\b", re.IGNORECASE)
_MAY = frozenset(("darf", "kann", "könnte", "muss", "müsste", "sollte", "mag", "möchte"))


def _speaks_of_others(cue: Cue) -> bool:
    """Inside somebody's speech only a plain report of others counts, not his own attitude or a passive."""
    plain = cue.sense is None or cue.sense.group.name in _PLAIN
    return plain and not cue.passive


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
    return out + [fault for rule in speech(code).acts.rules for fault in _check_act(rule, code)]


def _check_act(rule: ActRule, code: str) -> Iterator[str]:
    """The examples of one rule for acts: those that must be of its act, those that must not."""
    where = f"{code}/speech.toml, {rule.name}"
    for marked in rule.match:
        example = read_example(marked)
        if not any(fits(example, s) and s.act == rule.act for s in _in_text(example.text, code)):
            yield f"{where}: not found as marked and as {rule.act}: {marked}"
    for text in rule.no_match:
        if any(s.act == rule.act for s in _in_text(text, code)):
            yield f"{where}: must not be {rule.act}: {text}"


def _in_text(text: str, code: str) -> tuple[Statement, ...]:
    document = prepare(Article(id="example", source=text, text=text, language=code))
    return find_statements(document, Parses(text, document.sentences, code), (), code)
