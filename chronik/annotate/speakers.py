"""Who speaks: the noun phrase or pronoun that a cue names, with its exact extent.

Whom the phrase means is decided by ``identity``.
"""

from collections.abc import Set

from chronik.annotate.cue import Cue, Extent, extended_name, phrase_from
from chronik.annotate.speech_lexicon import grammar, speech
from chronik.annotate.speech_subject import able, earlier_main, is_time, says_what, subject_phrase
from chronik.article.phrases import Parse, Phrase, extended
from chronik.model import Name


def speaker_of(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Extent | None:
    """Extent of the surface form of the speaker, None where the cue names none; ``names`` those of the sentence."""
    if cue.lead or cue.sense is None:
        return _holder_of(p, cue, cue.noun) if cue.noun else cue.speaker
    group = cue.sense.group
    if group.impersonal:
        return None
    if group.speaker:
        return _after_preposition(p, cue, {group.speaker}, since=cue.token)
    if group.subject:
        return _work_before(p, cue) or _after_preposition(p, cue, grammar(p.code).holders)
    if cue.passive and not group.passive_subject:
        return _agent(p, cue)
    if relative := _relative_pronoun(p, cue):
        return relative
    x = subject_phrase(p, cue, names)
    return None if x is None or p.tokens[x.head].key in grammar(p.code).not_speaking else whole(p, x)


def via_of(p: Parse, cue: Cue) -> Extent | None:
    """The medium that passes it on: the subject of "erfuhr die Agentur aus Kreisen"."""
    x = subject_phrase(p, cue) if cue.sense and cue.sense.group.via else None
    return (x.start, x.end) if x else None


def subject_of_clause(p: Parse, offset: int) -> Extent | None:
    """The first nominative before ``offset`` that can speak."""
    named = (x for x in p.phrases if x.end <= offset and able(p, x) and not says_what(p, x))
    x = next(named, None)
    return whole(p, x) if x else None


def subject_of_sentence(p: Parse) -> Extent | None:
    """The subject of a sentence that names nobody as its speaker: the nominative of its first main clause."""
    end = next((c.last for c in p.clauses if c.opener == "main"), len(p.tokens) - 1)
    return subject_of_clause(p, p.tokens[end].end)


# ---------------------------------------------------------------- not the subject


def _holder_of(p: Parse, cue: Cue, noun: Phrase) -> Extent | None:
    """die Ankündigung des Ministers: the genitive; vertritt die Ansicht: the subject of the clause"""
    words = grammar(p.code)
    following = next((x for x in p.phrases if noun.last < x.first <= noun.last + 2), None)
    if following and (following.genitive or following.prep in words.agents):
        return whole(p, following)
    if noun.genitive or any(t.key in words.passive for t in p.tokens[cue.first : cue.last + 1]):
        return None
    subjects = [x for x in p.phrases if cue.first <= x.first <= cue.last and able(p, x) and x != noun]
    named = next((x for x in subjects if not says_what(p, x)), None) or earlier_main(p, cue)
    return whole(p, named) if named else None


def _agent(p: Parse, cue: Cue) -> Extent | None:
    """wurde vom Minister gefordert; wird in einer Mitteilung der Partei gefordert; darin wird gefordert"""
    agent = _after_preposition(p, cue, grammar(p.code).agents - {"aus", "of"})
    if agent:
        return agent
    works = speech(p.code).nouns.works
    for x in p.phrases:
        inside = cue.first <= x.first <= cue.last and x.prep in ("in", "im")
        if inside and p.tokens[x.head].key.endswith(works):
            return extended(p, x)
    return _work_before(p, cue)


def _work_before(p: Parse, cue: Cue) -> Extent | None:
    """The word that stands for a work named before: "heißt es darin"."""
    anaphors = speech(p.code).nouns.anaphors
    return next(((t.start, t.end) for t in p.tokens[cue.first : cue.last + 1] if t.key in anaphors), None)


def _after_preposition(p: Parse, cue: Cue, words: Set[str], since: int = -1) -> Extent | None:
    """The phrase after one of these prepositions in the reporting clause; times ("im Mai") are none."""
    for x in p.phrases:
        inside = cue.first <= x.first <= cue.last + 1 and x.first > since
        if inside and x.prep in words and not is_time(p, x) and p.tokens[x.head].tag != "NUM":
            return extended(p, x)
    return None


def _relative_pronoun(p: Parse, cue: Cue) -> Extent | None:
    """The pronoun of a relative clause where it is the subject: "der angekündigt hatte" """
    t = p.tokens[cue.first]
    if cue.opener != "rel" or t.key not in grammar(p.code).relative or t.tag == "OBL":
        return None
    if cue.first and p.tokens[cue.first - 1].tag == "PREP":
        return None
    if t.key == "der" and phrase_from(p, cue.first) is None:  # alone it is nominative or a dative, rarely
        return t.start, t.end
    subjects = [x for x in p.phrases if cue.first <= x.first < cue.token and able(p, x)]
    return None if any(x.last > cue.first for x in subjects) else (t.start, t.end)


# ---------------------------------------------------------------- extents

_TITLE = 4  # characters of a title that ends with a dot


def whole(p: Parse, x: Phrase) -> Extent:
    """The phrase with genitives and places, a second one joined by "und", and a name in quotation marks."""
    if x.pronoun:
        return x.start, x.end
    known = x if x in p.phrases else next((y for y in p.phrases if y.last == x.last), None)
    if known is None:
        return x.start, x.end
    if after := _after_title(p, known):
        return x.start, whole(p, after)[1]
    end = _without_place(p, known, extended(p, known)[1])
    named = extended_name(p, known)[1]
    if p.text[named - 1] in '“”"»«':
        return _joined_left(p, x), named
    return _joined_left(p, x), _joined_right(p, x, end)


def _after_title(p: Parse, x: Phrase) -> Phrase | None:
    """The name after the dot of a title: "Gen. McKenzie", "Prof. Dr. Matt"."""
    if p.text[x.end : x.end + 1] != "." or len(p.tokens[x.last].text) > _TITLE:
        return None
    return next((y for y in p.phrases if x.end < y.start <= x.end + 2 and p.tokens[y.first].tag == "NOUN"), None)


def _joined_left(p: Parse, x: Phrase) -> int:
    """Where the first of two joined phrases begins: "Milizen und Parteien"."""
    if x.first < 2 or p.tokens[x.first - 1].tag != "AND":
        return x.start
    left = next((y for y in p.phrases if y.last == x.first - 2), None)
    free = left and not (left.prep or left.oblique or left.pronoun or left.genitive)
    return left.start if left and free else x.start


def _joined_right(p: Parse, x: Phrase, end: int) -> int:
    """Where the second of two names joined by "und" ends: "Nordbau und Elbkran"."""
    following = next((y for y in p.phrases if y.start >= end), None)
    if following is None or following.pronoun or following.oblique or following.prep:
        return end
    joined = following.first > 0 and p.tokens[following.first - 1].tag == "AND" and following.start - end <= _JOINED
    names = p.tokens[x.first].tag == "NOUN" and p.tokens[following.first].tag == "NOUN"
    return extended(p, following)[1] if joined and names else end


_JOINED = 7  # characters between two joined names


def _without_place(p: Parse, x: Phrase, end: int) -> int:
    """ "in der Nacht" is no part of the speaker, and where a person is named, "in Erbil" says where he spoke."""
    person = sum(t.tag == "NOUN" for t in p.tokens[x.first : x.last + 1]) > 1
    hung = [y for y in p.phrases if x.end < y.start < end and y.prep]
    cut = next((y for y in hung if is_time(p, y) or (person and y.prep in ("in", "im"))), None)
    return max(y.end for y in p.phrases if y.start < cut.start) if cut else end
