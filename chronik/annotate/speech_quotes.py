"""Quotations that no verb of speaking claims: inside reported content, after a colon, or standing alone.

A quotation of a word or two is speech only in the words of a speaker (lower case: "die „volle Verantwortung“");
with a capital it is a name, a title or a motto.
"""

import re
from bisect import bisect_right

import msgspec

from chronik.annotate.cue import Extent
from chronik.annotate.english_verbs import speech_verbs
from chronik.annotate.identity import Speakers
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.speech_inquit import Told, is_being, told_after, told_as, told_before, told_outside
from chronik.annotate.speech_lexicon import mood_forms, speech
from chronik.annotate.speech_span import with_marks
from chronik.annotate.speech_ticker import Entries
from chronik.annotate.within import beside, content_start
from chronik.article.phrases import Parses
from chronik.model import Document, Name, Quote, Statement

_WINDOW = 40  # statements before a quotation that may hold it
_FOLLOWS = 5  # characters between a quotation and the cue right after it
_NEAR = 250  # characters that a quotation may stand from the statement it goes on from
_LONG = 8  # words from which on a quotation is no title
_AND = re.compile(r"\W*(?:und|oder|sowie|and|or)\W*")
_CLAUSE = 4  # words from which on a quotation in lower case is no name
_JOINED = 10  # characters between two quotations that "und" joins
_SURE, _UNSURE = 0.8, 0.6  # confidence of a quotation with a verb, and of one without


def find_quotations(
    document: Document, parses: Parses, found: list[Statement], names: tuple[Name, ...], entries: Entries
) -> list[Statement]:
    """Statements for the quotations that none of ``found`` has as its direct content; ``names`` tell who can speak.

    In a live ticker whoever speaks stands in the same one of its ``entries``.
    """
    known = sorted((s for s in found if s.content_start is not None), key=content_start)
    reader = _Reader(document, parses, names, entries)
    out: list[Statement] = []
    for q in document.quotes:
        last = bisect_right(known, q.start, key=content_start)
        near = [*known[max(0, last - _WINDOW) : last], *out[-_WINDOW:]]
        if since := entries.since(q.start):
            near = [s for s in near if max(s.start, s.content_start or 0) >= since]
        claimed = any(s.form == "direct" and _holds(s, q) for s in near)
        if claimed or _so_called(document.article.text, q, parses.code) or reader.is_name(q, near):
            continue
        host = _host(near, q)
        made = reader.nested(q, host) if host else reader.alone(q, near)
        if made is not None:
            out.append(made)
    return out


def _so_called(text: str, q: Quote, code: str) -> bool:
    """A word before the quotation says that it is a name ("der so genannte „Dialog“")."""
    before = re.search(r"(\w+)[^\w.!?]*$", text[max(0, q.start - 40) : q.start])
    return before is not None and before.group(1).casefold().endswith(speech(code).nouns.naming)


def _host(found: list[Statement], q: Quote) -> Statement | None:
    """The innermost statement whose content holds the quotation."""
    holding = [s for s in found if _holds(s, q)]
    follows = next((s for s in holding if 0 <= s.start - q.end <= _FOLLOWS), None)  # "…, „…“, so X"
    return follows or min(holding, key=lambda s: ((s.content_end or 0) - content_start(s), -s.start), default=None)


def _holds(s: Statement, q: Quote) -> bool:
    return (
        s.content_start is not None
        and s.content_end is not None
        and s.content_start <= q.start < q.end <= s.content_end
    )


def _predicate(text: str, q: Quote, host: Statement, code: str) -> bool:
    """Whether a word before the quotation makes it what somebody calls something: "als", "einen"."""
    before = re.findall(r"\w+", text[max(0, q.start - 20) : q.start])
    nouns = speech(code).nouns
    words = nouns.predicates if host.form == "reported" else nouns.indefinite
    return bool(before) and before[-1].casefold() in words


_SHORT = 4  # words of a quotation that an American full stop inside its marks makes no sentence


def _word_before(text: str, start: int) -> str:
    """The word right before an offset, "" where a mark stands between."""
    found = re.search(r"([\w-]+)\s$", text[max(0, start - 50) : start])
    return found.group(1) if found else ""


def _is_part_of_word(text: str, q: Quote) -> bool:
    """A quotation that a hyphen joins to a noun: "die „Jamaika“-Koalition"."""
    return text[q.end + 1 : q.end + 2] == "-" and text[q.end + 2 : q.end + 3].isalpha()


class _Reader:
    """Finds who says a quotation that stands in no reported content."""

    def __init__(self, document: Document, parses: Parses, names: tuple[Name, ...], entries: Entries) -> None:
        self.document, self.parses, self.names, self.entries = document, parses, names, entries
        self.text, self.code = document.article.text, parses.code
        self.starts = [n.start for n in names]
        self.speakers = Speakers(self.text, document.sentences, names, parses.code)

    def is_name(self, q: Quote, found: list[Statement]) -> bool:
        """Whether a quotation is somebody's name ("die Gruppe „Brücken für alle“", "laut „Tagblatt“")."""
        if self.text[q.start].islower() and not q.scare and len(self.text[q.start : q.end].split()) >= _CLAUSE:
            return False
        if any(s.start <= q.start < q.end <= s.end for s in found):
            return True
        near = self.names[max(0, bisect_right(self.starts, q.start) - 2) : bisect_right(self.starts, q.end)]
        return any(n.start <= q.start and q.end <= n.end for n in near)

    def nested(self, q: Quote, host: Statement) -> Statement | None:
        """Words of the speaker inside what is reported of him."""
        if _is_part_of_word(self.text, q) or not self._is_his(q, host):
            return None
        start, end = with_marks(self.text, q)
        return msgspec.structs.replace(host, form="direct", content_start=start, content_end=end)

    def _is_his(self, q: Quote, host: Statement) -> bool:
        """Whether a quotation in reported content is no name: words in lower case, a clause, a predicate."""
        text, before = self.text, _word_before(self.text, q.start - 1)
        if text[q.start - 2 : q.start - 1] == "(" or text.rfind("[", host.start, q.start) > text.rfind("]", 0, q.start):
            return False  # "[siehe Berichte »rheinblick«, »elbkurier«]"
        if text[q.start].islower():
            return True
        if q.scare:
            return _predicate(text, q, host, self.code) or (host.form == "reported" and self._is_object(q, host))
        noun = before[:1].isupper() and before.casefold() not in speech(self.code).nouns.quoting
        return not noun or self._has_verb(q) or len(text[q.start : q.end].split()) >= _LONG

    def _is_object(self, q: Quote, host: Statement) -> bool:
        """Whether it is what the reporting verb takes: "warnte vor den „…“"."""
        i = self.parses.index_at(q.start)
        told = told_as(self.parses[i], q.start - 1, self._names_in(i)) if i is not None else None
        return told is not None and told.cue[0] == host.start

    def alone(self, q: Quote, found: list[Statement]) -> Statement | None:
        """A quotation with a reporting clause of any verb, after a colon, or among the words of a clause's subject."""
        start, end = with_marks(self.text, q)
        i = self.parses.index_at(start)
        if i is None or _is_part_of_word(self.text, q):
            return None
        if (last := _joined(self.text, found, start)) is not None:
            return self._quoted((start, end), last, None, None)
        here = self._names_in(i)
        if told := told_as(self.parses[i], start, here):
            if told.who is not None and start <= told.who[0] < end:
                told = told._replace(who=told_outside(self.parses[i], told, (start, end)))
            return self._quoted((start, end), None, told, found)
        if q.scare or not (self._is_said(q, start) or self._told_after(end)):
            return None
        if told := self._told_after(end):
            return self._quoted((start, end), None, told, found)
        return self._without_verb(i, (start, end), found)

    def _without_verb(self, i: int, content: Extent, found: list[Statement]) -> Statement | None:
        """By the speaker of the same sentence or of the one before, else by the subject of either."""
        start, text = content[0], self.text
        first = self.entries.behind(self.document.sentences[i].start)
        opens = not text[first:start].strip(" –-")
        back = opens and not self.entries.opens(i)
        at = i - 1 if back else i
        stop = self.document.sentences[at].end if back else start
        who = told_before(self.parses[at], stop, self._names_in(at)) if at >= 0 else None
        lives = who is not None and is_being(self.parses[at], who, self._names_in(at))
        last = _just_before(found, start) if opens else _same_sentence(found, first, start)
        if last is not None and not (lives and back and self._speaks_since(last, at)):
            return self._quoted(content, last, None, None)
        told = not opens and not lives and self._is_told(i, content)
        if (who is None or told) and (last := _just_before(found, start)) is not None:
            return self._quoted(content, last, None, None)
        if who is None and len(text[slice(*content)].split()) < _LONG and text[content[1] - 2] not in ".!?…":
            return None
        return self._quoted(content, None, Told((start, start + 1), who), found)

    def _is_told(self, i: int, content: Extent) -> bool:
        """Whether the sentence round a quotation is itself somebody's: in the reported mood, or its verb quoted."""
        sure = mood_forms(self.code)[0]
        tokens = self.parses[i].tokens
        first = next((t for t in tokens if t.start > content[0]), None)
        predicate = first is not None and first.tag in ("AUX", "VERB") and first.text[0].islower()
        return predicate or any(t.key in sure for t in tokens if not content[0] <= t.start < content[1])

    def _speaks_since(self, last: Statement, at: int) -> bool:
        """Whether the sentence before a quotation, in its paragraph, comes after the last statement."""
        between = self.document.sentences[at]
        ended = max(last.end, last.content_end or 0) <= between.start
        return ended and "\n" not in self.text[between.end : self.document.sentences[at + 1].start]

    def _is_said(self, q: Quote, start: int) -> bool:
        """Whether a quotation without a verb of speaking is somebody's words: no name, no title."""
        text = self.text
        words = text[q.start : q.end].split()
        whole = text[q.end - 1] in ".!?…" and (self.code == "de" or len(words) > _SHORT or self._has_verb(q))
        if whole or len(words) >= _LONG:
            return not self._is_title(q, start)
        if re.search(r":\s*$", text[max(0, start - 3) : start]):
            return self._has_verb(q) or text[q.start].islower()
        before = re.search(r"([\w-]+)(?: wie(?: zum Beispiel| etwa)?)?\s$", text[max(0, start - 50) : start])
        noun = before.group(1) if before else ""
        if noun.casefold().replace("ß", "ss") in speech(self.code).nouns.quoting:
            return True
        free = (self.code == "de" and not noun[:1].isupper()) or self._has_cue(start)
        return text[q.start].islower() and free and text[start - 1] != "("

    def _has_cue(self, start: int) -> bool:
        """Whether a verb of speaking stands in the sentence."""
        i = self.parses.index_at(start)
        if i is None:
            return False
        p = self.parses[i]
        return any(speech_verbs(p)) if self.code == "en" else any(cue.sense for cue in find_cues(p))

    def _is_title(self, q: Quote, start: int) -> bool:
        """A long name: capital, without a verb, after a noun or an article ("die Gruppe „…“", "Themen wie „…“")."""
        text = self.text
        if text[q.start].islower() or text[q.end - 1] in "!?" or self._has_verb(q):
            return False
        before = re.search(r"([\w-]+|[“”\"«»],)(?: wie)? $", text[max(0, start - 50) : start])
        word = before.group(1) if before else ""
        if word in ("darunter", "including") or word.endswith(","):  # one of a list
            return True
        quoting = word.casefold().replace("ß", "ss") in speech(self.code).nouns.quoting
        return not quoting and (word[:1].isupper() or word in speech(self.code).nouns.definite)

    def _has_verb(self, q: Quote) -> bool:
        i = self.parses.index_at(q.start)
        return i is not None and any(
            t.tag in ("AUX", "VERB") for t in self.parses[i].tokens if q.start <= t.start < q.end
        )

    def _told_after(self, end: int) -> Told | None:
        """The reporting clause after a quotation, which the sentence splitter may have parted from it."""
        following = re.compile(r"[“”\"»«’‘',\s–-]*").match(self.text, end)
        i = self.parses.index_at(following.end()) if following else None
        if i is None or self.code != "de" or "\n" in self.text[end : following.end() if following else end]:
            return None
        return told_after(self.parses[i], end, self._names_in(i))

    def _names_in(self, i: int) -> tuple[Name, ...]:
        s = self.document.sentences[i]
        return beside(self.names, s.start, s.end)

    def _quoted(
        self, content: Extent, last: Statement | None, told: Told | None, found: list[Statement] | None
    ) -> Statement:
        """A direct statement by the speaker of ``last``, or as ``told``; its cue is the opening mark or the verb."""
        start, end = content
        at = told.cue if told else (start, start + 1)
        made = last or Statement(start=start, end=start + 1, cue=self.text[start])
        if told is not None and told.who is not None:
            who = told.who
            made = msgspec.structs.replace(
                made,
                speaker=self.text[slice(*who)],
                speaker_start=who[0],
                speaker_end=who[1],
                speaker_name=self._meant(who, found or []),
                act=told.act,
            )
        return msgspec.structs.replace(
            made,
            start=at[0],
            end=at[1],
            cue=self.text[slice(*at)],
            form="direct",
            content_start=start,
            content_end=end,
            confidence=_SURE if told and at[0] != start else _UNSURE,
        )

    def _meant(self, who: Extent, found: list[Statement]) -> str | None:
        earlier = [s for s in found if s.start < who[0]]
        if earlier:
            self.speakers.met(max(earlier, key=lambda s: s.start))
        return self.speakers.meant(*who)


def _joined(text: str, found: list[Statement], start: int) -> Statement | None:
    """The quotation that "und", "oder" or a comma joins this one to: "Parolen wie „…“ und „…“"."""
    for s in reversed(found):
        between = text[s.content_end or 0 : start]
        if s.form == "direct" and 0 < len(between) < _JOINED and _AND.fullmatch(between):
            return s
    return None


def _same_sentence(found: list[Statement], since: int, start: int) -> Statement | None:
    """The last statement of the same sentence that has a speaker ("X warnte vor …: „…“", "…, so X, „…“")."""
    here = [s for s in found if s.start >= since and s.end <= start and s.speaker]
    return max(here, key=lambda s: s.start, default=None)


def _just_before(found: list[Statement], start: int) -> Statement | None:
    """The statement that ends last before the quotation, if it is near."""
    ends = [(max(s.end, s.content_end or 0), k) for k, s in enumerate(found)]
    last = max(((e, k) for e, k in ends if e <= start), default=None)
    return found[last[1]] if last and start - last[0] <= _NEAR else None
