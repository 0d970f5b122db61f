"""Who speaks: the noun phrase or pronoun that a cue names, with its exact extent.

Whom the phrase means is decided by ``identity``.
"""

import re
from collections.abc import Set

from chronik.annotate.cue import Cue, Extent, extended_name, phrase_from
from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_chain import is_medium, medium_told, sourced
from chronik.annotate.speech_extent import completed, whole, with_field, without_circumstance
from chronik.annotate.speech_lexicon import grammar, is_cue_noun, speech
from chronik.annotate.speech_subject import (
    able,
    before_relative,
    earlier_main,
    is_time,
    owner_of,
    says_what,
    subject_phrase,
)
from chronik.article.phrases import Parse, Phrase, extended
from chronik.article.tokens import key_of
from chronik.model import Name


def speaker_of(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Extent | None:
    """Extent of the surface form of the speaker, None where the cue names none; ``names`` those of the sentence."""
    who = _speaker_of(p, cue, names)
    return _trimmed(p, cue, who, names) if who else None


def _trimmed(p: Parse, cue: Cue, who: Extent, names: tuple[Name, ...]) -> Extent:
    """Without the medium told, and without what tells where or when a person speaks: "sagte Huber | im Interview"."""
    start, end = who
    people = [n for n in names if n.type == "person" and start <= n.start < n.end < end]
    for n in people:
        rest = p.text[n.end : end].split()
        if rest and p.text[n.end].isspace() and key_of(rest[0]) in speaker_words(p.code).circumstances:
            return start, n.end
    if people and (told := medium_told(p, cue)) and people[0].end < told[0] < end:
        x = next((x for x in p.phrases if x.start <= told[0] < x.end), None)
        return (start, x.start - 1) if x and x.start > people[0].end else who
    return who


def _speaker_of(p: Parse, cue: Cue, names: tuple[Name, ...]) -> Extent | None:
    if cue.lead or cue.sense is None:
        who = _holder_of(p, cue, cue.noun) if cue.noun else _before_relative_adverb(p, cue) or cue.speaker
        who = without_circumstance(p, who) if who and cue.lead else who
        return completed(p, with_field(p, who)) if who else None
    group = cue.sense.group
    if group.impersonal:
        return None
    if group.speaker and not _lets(p, cue):
        return _after_preposition(p, cue, {group.speaker})
    if group.subject:
        return _work_before(p, cue) or _after_preposition(p, cue, grammar(p.code).holders) or _work_parted(p, cue)
    if cue.passive and not group.passive_subject:
        return _agent(p, cue)
    if relative := _relative_pronoun(p, cue):
        return relative
    if source := _source(p, cue, names):
        return whole(p, source)
    x = (_cited(p, cue, names) if group.passive_subject else None) or subject_phrase(p, cue, names)
    return _name_beside(p, cue) if x is None or _is_nobody(p, cue, x) else whole(p, x, frozenset(cue.takes))


def _source(p: Parse, cue: Cue, names: tuple[Name, ...]) -> Phrase | None:
    """Whom a medium refers to; of anybody else ("teilte das Amt unter Verweis auf den Landrat mit") the word is his."""
    source = sourced(p, cue)
    subject = subject_phrase(p, cue, names) if source else None
    return source if subject is None or is_medium(p, subject) else None


def _name_beside(p: Parse, cue: Cue) -> Extent | None:
    """A medium that no phrase shows, beside its verb: "Wie „frei online“ berichtet", "meldet t-net.de"."""
    low, high = p.tokens[cue.first].start, p.tokens[cue.last].end
    verb = p.tokens[cue.token]
    before = [
        m.span() for m in _IN_QUOTES.finditer(p.text, low, verb.start) if not p.text[m.end() : verb.start].strip()
    ]
    after = _IN_QUOTES.match(p.text, verb.end + 1)
    if before or after:
        return before[-1] if before else after.span() if after else None
    domain = _DOMAIN.search(p.text, low, high)
    return domain.span() if domain else None


_IN_QUOTES = re.compile(r"[„\"«»“](?:\w[^„“”\"«»\n,.:]{0,38}\w)[“”\"»«](?=[\s,.])")
_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:de|at|ch|com|org|net|info|eu|tv)\b")


def _is_nobody(p: Parse, cue: Cue, x: Phrase) -> bool:
    """ "man", "das", and "es" but where it stands for a neuter before ("Das Gericht … Es wies die Klage ab")."""
    key = p.tokens[x.head].key
    beside = any(
        p.tokens[k].tag == "AUX" or k == cue.token for k in (x.first - 1, x.last + 1) if 0 <= k < len(p.tokens)
    )
    neuter = key in speaker_words(p.code).neuter and beside
    return key in grammar(p.code).not_speaking and not neuter


def owner(p: Parse, cue: Cue) -> Extent | None:
    """Extent of the one whose words are called his own ("nach eigenen Angaben"), None where the cue says no such."""
    x = owner_of(p, cue)
    return whole(p, x) if x else None


def via_of(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Extent | None:
    """Who passes it on: the subject of "erfuhr die Agentur aus Kreisen", of "die Zeitung zitiert den Minister mit …",
    of "meldet dpa unter Berufung auf das Amt"; the medium that was told ("sagte er der NZZ").

    In the passive the agent, or the paper it stands in: "wird er von der Zeitung zitiert".
    """
    if cue.sense is None:
        return None
    group = cue.sense.group
    if group.passive_subject and cue.passive:
        return _after_preposition(p, cue, grammar(p.code).agents) or _after_preposition(p, cue, {"in", "im"})
    passes = group.via or _source(p, cue, names) or (group.passive_subject and _cited(p, cue, names))
    if not passes:
        return medium_told(p, cue)
    x = subject_phrase(p, cue, names)
    return (x.start, x.end) if x else None


def _cited(p: Parse, cue: Cue, names: tuple[Name, ...]) -> Phrase | None:
    """Whom somebody cites: the object of "zitieren" where it is a person ("zitiert den Minister", "zitiert Huber")."""
    if cue.passive:
        return None
    people = tuple(n for n in names if n.type == "person")
    subject = subject_phrase(p, cue, names)
    for x in p.phrases:
        if not cue.first <= x.first <= cue.last or x.prep or x.genitive or x.pronoun or x == subject:
            continue
        named = any(n.start < x.end and x.start < n.end for n in people)
        if named or (x.oblique and p.tokens[x.first].key == "den" and not says_what(p, x)):
            return x
    return None


def _lets(p: Parse, cue: Cue) -> bool:
    """ "ließ ein Sprecher verlauten": with "lassen" the subject speaks."""
    lets = speaker_words(p.code).lets
    return any(t.key in lets for t in p.tokens[cue.first : cue.last + 1])


def _before_relative_adverb(p: Parse, cue: Cue) -> Extent | None:
    """What "wonach" stands for: the report named right before it ("ein Bericht der Agentur, wonach …")."""
    k = cue.token
    if p.tokens[k].key not in speaker_words(p.code).relative_adverbs or k < 2 or p.tokens[k - 1].text != ",":
        return None
    end = p.tokens[k - 2].end
    near = [x for x in p.phrases if x.end <= end and not x.genitive and extended_name(p, x)[1] == end]
    reports = [x for x in near if says_what(p, x) or is_cue_noun(p.tokens[x.head].key, p.code)]
    return extended_name(p, reports[0]) if reports else None


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


def _attributed(p: Parse, noun: Phrase) -> Phrase | None:
    """Who is named inside the phrase: "die von Huber am Montag geäußerte Hoffnung"."""
    beside = p.tokens[max(0, noun.first - 1) : noun.first + 1]
    if not any(t.text[0].islower() and t.tag in ("ADJ", "VERB", "WORD") for t in beside):
        return None
    inside = (x for x in p.phrases if x.end < noun.start and x.prep in grammar(p.code).agents - {"aus"} and x.first > 1)
    near = [x for x in inside if noun.first - x.last <= _NEAR and p.tokens[x.first - 2].tag in ("DET", "OBL")]
    return near[-1] if near else None


_NEAR = 8  # tokens between one named inside a phrase and its noun


def _holder_of(p: Parse, cue: Cue, noun: Phrase) -> Extent | None:
    """die Ankündigung des Ministers: the genitive; vertritt die Ansicht: the subject of the clause"""
    words = grammar(p.code)
    following = next((x for x in p.phrases if noun.last < x.first <= noun.last + 2), None)
    if following and (following.genitive or following.prep in words.agents):
        return whole(p, following)
    if noun.prep and cue.act == "accuse":  # "X steht unter dem Verdacht, …": he is the last to say so
        return None
    if attributed := _attributed(p, noun):
        return whole(p, attributed)
    if noun.genitive or any(t.key in words.passive for t in p.tokens[cue.first : cue.last + 1]):
        agent = _acting(p, cue)
        if agent is None:
            return None
        end = extended(p, agent)[1]
        return agent.start, agent.end if end >= noun.end else end  # "wurde von Zeugen | der Schluss gezogen"
    subjects = [x for x in p.phrases if cue.first <= x.first <= cue.last and able(p, x) and x != noun]
    named = next((x for x in subjects if not says_what(p, x)), None) or earlier_main(p, cue)
    return whole(p, named) if named else None


def _agent(p: Parse, cue: Cue) -> Extent | None:
    """wurde vom Minister gefordert; wird in einer Mitteilung der Partei gefordert; darin wird gefordert"""
    if agent := _acting(p, cue):
        return extended(p, agent)
    works = speech(p.code).nouns.works
    for x in p.phrases:
        inside = cue.first <= x.first <= cue.last and x.prep in ("in", "im")
        if inside and p.tokens[x.head].key.endswith(works):
            return extended(p, x)
    return _work_before(p, cue) or _work_parted(p, cue)


def _acting(p: Parse, cue: Cue) -> Phrase | None:
    """The phrase with "von" or "durch" that opens the clause, or the last one after the auxiliary.

    What hangs on the subject is none: "Angehörige von Vereinen wurden von der Behörde angewiesen".
    """
    agents = grammar(p.code).agents - {"aus", "of"} - set(cue.takes)
    able_here = [
        x
        for x in p.phrases
        if cue.first <= x.first <= cue.last + 1
        and x.prep in agents
        and not is_time(p, x)
        and p.tokens[x.head].tag != "NUM"
    ]
    auxiliary = next((k for k in range(cue.first, cue.last + 1) if p.tokens[k].tag == "AUX"), cue.first)
    after = [x for x in able_here if x.first > min(auxiliary, cue.token)]
    free = [x for x in after if not any(y.first < x.first and extended(p, y)[1] >= x.end for y in after)]
    if free:
        return free[-1]
    return next((x for x in able_here if x.first <= cue.first + 1), None)


def _work_parted(p: Parse, cue: Cue) -> Extent | None:
    """The work in a forefield that a relative clause parts from the verb: "In dem Brief, der …, heißt es"."""
    parted = before_relative(p, cue.first)
    found = (x for x in p.phrases if parted and parted[0] <= x.first < parted[1] and x.prep in grammar(p.code).holders)
    x = next((x for x in found if not is_time(p, x)), None)
    return extended(p, x) if x else None


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
    closed = p.clause_of(cue.token).opener == "rel" and p.tokens[cue.token + 1 : cue.token + 2]
    opens = cue.opener == "rel" or (closed and closed[0].tag == "PUNCT")  # ", das vorschlug, …" but ", das sagte X"
    if not opens or t.key not in grammar(p.code).relative or t.tag == "OBL":
        return None
    if cue.first and p.tokens[cue.first - 1].tag == "PREP":
        return None
    if t.key == "der" and phrase_from(p, cue.first) is None:  # alone it is nominative or a dative, rarely
        return t.start, t.end
    subjects = [x for x in p.phrases if cue.first <= x.first < cue.token and able(p, x)]
    return None if any(x.last > cue.first for x in subjects) else (t.start, t.end)
