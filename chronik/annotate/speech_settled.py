"""One statement for each quotation: which of several cues has it, and the two speakers of one that is cited."""

import msgspec

from chronik.annotate.cue import Cue, Extent, extended_name
from chronik.annotate.identity import Speakers
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.speech_extent import whole
from chronik.annotate.speech_inquit import told_after
from chronik.annotate.speech_lexicon import grammar, speech
from chronik.annotate.speech_subject import able, is_time
from chronik.annotate.within import beside
from chronik.article.phrases import Parse, Parses, Phrase
from chronik.model import Document, Name, Statement

_EDGES = ' .,;:!?…„“”"«»‚‘’›‹'


def settled(
    document: Document, parses: Parses, found: list[Statement], names: tuple[Name, ...] = ()
) -> list[Statement]:
    """``found`` with one cue for each quotation, none told twice as indirect, cited ones by both who speak."""
    text = document.article.text
    direct: dict[Extent, list[Statement]] = {}
    for s in found:
        if s.form == "direct" and s.content_start is not None:
            direct.setdefault(_core(text, s), []).append(s)
    best = {core: min(group, key=lambda s: _distance(text, s)) for core, group in direct.items()}
    out = [s for s in found if s.content_start is None or best.get(_core(text, s), s) is s]
    speakers = Speakers(text, document.sentences, names, parses.code)
    return [t for s in out for t in _by_both(parses, _own(parses, s, names, speakers), speakers)]


def _core(text: str, s: Statement) -> Extent:
    """The content without the marks at its edges."""
    start, end = s.content_start or 0, s.content_end or 0
    piece = text[start:end]
    left, right = piece.lstrip(_EDGES), piece.rstrip(_EDGES)
    return end - len(left), start + len(right)


def _distance(text: str, s: Statement) -> tuple[int, int]:
    """How far a cue stands from its quotation: right after it first, then before it, then in the next sentence."""
    start, end = s.content_start or 0, s.content_end or 0
    if s.start >= end:
        gap = text[end : s.start]
        inquit = gap.strip(_EDGES + "–-") in ("", "so") and text[s.start].islower()
        return (0 if inquit else 2), s.start - end
    return 1, abs(start - s.end)


def _own(parses: Parses, s: Statement, names: tuple[Name, ...], speakers: Speakers) -> Statement:
    """A statement whose speaker was looked for inside the quotation: by who is named after its verb."""
    start, end = s.content_start, s.content_end
    if s.form != "direct" or start is None or end is None:
        return s
    inside = s.speaker_start is not None and start <= s.speaker_start < end
    i = parses.index_at(s.start)
    if i is None or not (inside or (s.speaker is None and s.start >= end)):
        return s
    if s.start < end:
        return _by_nobody(s)
    told = told_after(parses[i], end, beside(names, parses.sentences[i].start, parses.sentences[i].end))
    if told is None or told.who is None:
        return _by_nobody(s) if inside else s
    return _by(parses.text, s, told.who, speakers)


def _by_nobody(s: Statement) -> Statement:
    return msgspec.structs.replace(s, speaker=None, speaker_start=None, speaker_end=None, speaker_name=None)


def _by(text: str, s: Statement, who: Extent, speakers: Speakers) -> Statement:
    surface, name = text[slice(*who)], speakers.meant(*who)
    return msgspec.structs.replace(s, speaker=surface, speaker_start=who[0], speaker_end=who[1], speaker_name=name)


# ---------------------------------------------------------------- cited: the one who said it and the one who cites


def _by_both(parses: Parses, s: Statement, speakers: Speakers) -> list[Statement]:
    """A cited quotation as the statement of the person and of the medium, who is ``via`` for the person."""
    i = parses.index_at(s.start)
    cites = s.form == "direct" and i is not None and s.cue.casefold().startswith(_stems(parses.code))
    if not cites or i is None:
        return [s]
    p = parses[i]
    cue = next((c for c in find_cues(p) if c.start == s.start and c.sense and c.sense.group.passive_subject), None)
    if cue is None:
        return [s]
    return _cited_by_medium(p, cue, s, speakers) if cue.passive else _medium_cites(p, cue, s, speakers)


def _cited_by_medium(p: Parse, cue: Cue, s: Statement, speakers: Speakers) -> list[Statement]:
    """wird X von der Zeitung zitiert"""
    agent = _medium(p, cue)
    if agent is None:
        return [s]
    medium = _by(p.text, s, agent, speakers)
    return _in_order(msgspec.structs.replace(_cut(p.text, s, agent, speakers), via=_name(medium)), medium)


def _in_order(*both: Statement) -> list[Statement]:
    """Two statements of one quotation, the one whose speaker is named last first."""
    return sorted(both, key=lambda s: -(s.speaker_start or 0))


def _medium_cites(p: Parse, cue: Cue, s: Statement, speakers: Speakers) -> list[Statement]:
    """zitiert die Zeitung X; nobody cites in "zitierte man X" """
    cited = _cited(p, cue, s)
    if cited is None:
        return [s]
    other = _by(p.text, s, cited, speakers)
    if (s.speaker or "").casefold() in grammar(p.code).nobody:
        return [other]
    person, medium = (s, other) if _is_object(p, s, other) else (other, s)
    return _in_order(msgspec.structs.replace(person, via=_name(medium)), medium)


def _is_object(p: Parse, s: Statement, other: Statement) -> bool:
    """Whether the first of two is who is cited: an accusative by form, else the one named later."""
    oblique = [any(x.start == who.speaker_start and x.oblique for x in p.phrases) for who in (s, other)]
    return oblique[0] if oblique[0] != oblique[1] else (s.speaker_start or 0) > (other.speaker_start or 0)


def _name(s: Statement) -> str | None:
    return s.speaker_name or s.speaker


def _cut(text: str, s: Statement, medium: Extent, speakers: Speakers) -> Statement:
    """The person without the medium that was read as part of the phrase: "wird X von der Zeitung zitiert"."""
    start = s.speaker_start
    if start is None or s.speaker_end is None or not start < medium[0] < s.speaker_end:
        return s
    words = text[start : medium[0]].split()[:-1]
    end = text.rfind(words[-1], start, medium[0]) + len(words[-1]) if words else s.speaker_end
    return _by(text, s, (start, end), speakers)


def _stems(code: str) -> tuple[str, ...]:
    verbs = (v for g in speech(code).verbs if g.passive_subject for v in g.verbs)
    return tuple(v.split()[0][:-2] if code == "de" else v.split()[0] for v in verbs)


def _medium(p: Parse, cue: Cue) -> Extent | None:
    """Who cites, in the passive: "wird von der Zeitung zitiert", "wird im Fachblatt zitiert"."""
    agents, places = grammar(p.code).agents - {"aus", "of"}, grammar(p.code).holders
    inside = [x for x in p.phrases if cue.first <= x.first <= cue.last and not is_time(p, x)]
    by = [x for x in inside if _preposition(p, x) in agents]
    among = [x for x in inside if _preposition(p, x) in places and not _is_bare(p, x)]
    x = next(iter([*by, *among]), None)
    return extended_name(p, x) if x else None


def _is_bare(p: Parse, x: Phrase) -> bool:
    """A place rather than a medium: "in Berlin", not "im Fachblatt"."""
    return p.tokens[x.first].tag == "NOUN" and (x.first == 0 or p.tokens[x.first - 1].tag != "CONT")


def _preposition(p: Parse, x: Phrase) -> str:
    """The preposition of a phrase, one before a name in quotation marks too ("von der „Neuen Zeitung“")."""
    before = p.tokens[max(0, x.first - 3) : x.first]
    if x.prep or not before or before[-1].text not in ("„", "«", "»", '"', "“"):
        return "" if p.tokens[x.head].key in speech(p.code).nouns.quoting else x.prep
    return next((t.key for t in before if t.tag in ("PREP", "CONT")), "")


def _cited(p: Parse, cue: Cue, s: Statement) -> Extent | None:
    """Whom the subject cites: "zitiert die Zeitung den Minister"."""
    apart = [x for x in p.phrases if not (_meets(x, s) or is_time(p, x) or x.genitive or x.prep)]
    inside = [x for x in apart if cue.first <= x.first <= cue.last and p.tokens[x.head].tag != "NUM"]
    inside.sort(key=lambda x: x.first < cue.token)  # after the verb first
    real = (x for x in inside if p.tokens[x.head].key not in grammar(p.code).nobody)
    x = next((x for x in real if able(p, x) or not x.pronoun), None)
    return whole(p, x) if x else None


def _meets(x: Phrase, s: Statement) -> bool:
    """Whether a phrase lies in the speaker or the quotation of a statement."""
    spoken = s.content_start is not None and s.content_start <= x.start < (s.content_end or 0)
    return spoken or (s.speaker_start is not None and s.speaker_start < x.end and x.start < (s.speaker_end or 0))
