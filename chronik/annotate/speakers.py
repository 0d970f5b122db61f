"""Who speaks: the noun phrase or pronoun that a cue names, with its exact extent.

German clauses are read by place: what stands before the finite verb of a main clause is one constituent
(Duden grammar, § 1341 ff.), so a nominative that opens the clause is the subject, and otherwise the first
nominative after the verb is. Whom the phrase means is decided by ``identity``.
"""

import re

from chronik.annotate.speech_cues import Cue, extended_name, is_cue_noun
from chronik.annotate.speech_lexicon import speech
from chronik.article.phrases import Parse, Phrase, extended
from chronik.article.tokens import key_of
from chronik.model import Name

Extent = tuple[int, int]


def speaker_of(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Extent | None:
    """Extent of the surface form of the speaker, or None where the cue names none; ``names`` those of the sentence."""
    if cue.lead:
        return cue.speaker
    if cue.noun:
        return _holder_of(p, cue, cue.noun)
    group = cue.sense.group if cue.sense else None
    if group and group.impersonal:
        return None
    if group and group.speaker:
        return _after_preposition(p, cue, (group.speaker,))
    if group and group.subject:
        anaphors = speech(p.code).nouns.anaphors
        back = next((t for t in p.tokens[cue.first : cue.last + 1] if t.key in anaphors), None)
        if back:
            return back.start, back.end
        words = ("in", "im", "aus", "bei", "beim", "von", "vom", "seitens", "auf")
        return _after_preposition(p, cue, words, anywhere=True)
    if cue.passive and not (group and group.passive_subject):
        return _agent(p, cue)
    if relative := relative_pronoun(p, cue):
        return relative
    x = subject_phrase(p, cue, names)
    if x is None or p.tokens[x.head].key in ("es", "it", "man", "das", "dies", "what", "there", "this", "that"):
        return None
    return whole(p, x)


def _holder_of(p: Parse, cue: Cue, noun: Phrase) -> Extent | None:
    """die Ankündigung des Ministers: the genitive; vertritt die Ansicht: the subject of the clause"""
    following = next((x for x in p.phrases if x.first == noun.last + 1 or x.first == noun.last + 2), None)
    if following and (following.genitive or following.prep in ("von", "vom", "aus")):
        return whole(p, following)
    if noun.genitive:
        return None
    able = [x for x in p.phrases if cue.first <= x.first <= cue.last and _able(p, x) and x != noun]
    passive = any(p.tokens[k].key in ("wurde", "wurden", "wird", "werden") for k in range(cue.first, cue.last + 1))
    named = [x for x in able if not _says_what(p, x) and p.tokens[x.head].key not in ("es", "man")]
    return whole(p, named[0]) if named and not passive else None


def _agent(p: Parse, cue: Cue) -> Extent | None:
    """wurde vom Minister gefordert; wird in einer Mitteilung der Partei gefordert; darin wird gefordert"""
    agent = _after_preposition(p, cue, ("von", "vom", "durch", "seitens", "by"), anywhere=True)
    if agent:
        return agent
    nouns = speech(p.code).nouns
    for x in p.phrases:
        if (
            cue.first <= x.first <= cue.last
            and x.prep in ("in", "im", "in der")
            and p.tokens[x.head].key.endswith(nouns.works)
        ):
            return extended(p, x)
    back = next((t for t in p.tokens[cue.first : cue.last + 1] if t.key in nouns.anaphors), None)
    return (back.start, back.end) if back else None


def relative_pronoun(p: Parse, cue: Cue) -> Extent | None:
    """The pronoun of a relative clause where it is the subject: "der angekündigt hatte" """
    t = p.tokens[cue.first]
    if cue.opener != "rel" or t.key not in ("der", "die", "das", "who", "which") or t.tag == "PREP":
        return None
    if cue.first and p.tokens[cue.first - 1].tag == "PREP":
        return None
    able = [x for x in p.phrases if cue.first <= x.first < cue.token and _able(p, x)]
    real = [x for x in able if x.first > cue.first or x.last > x.first]
    return None if real else (t.start, t.end)


def via_of(p: Parse, cue: Cue) -> Extent | None:
    """The medium that passes it on: the subject of "erfuhr die Agentur aus Kreisen"."""
    if cue.sense and cue.sense.group.via:
        x = subject_phrase(p, cue)
        return (x.start, x.end) if x else None
    return None


def whole(p: Parse, x: Phrase) -> Extent:
    """The phrase with genitives, places, and a second name joined by "und" or an apposition that is a name."""
    known = x if x in p.phrases else next((y for y in p.phrases if y.last == x.last), None)
    if known is None:
        return x.start, x.end
    start, end = _joined(p, x), extended(p, known)[1]
    end = _without_place(p, known, end)
    if p.text[end : end + 1] == "." and len(p.tokens[known.last].text) <= 4:  # "Gen. McKenzie", "Prof. Dr. Matt"
        after = next((y for y in p.phrases if y.start in (end + 1, end + 2)), None)
        if after is not None and not after.pronoun and p.tokens[after.first].tag == "NOUN":
            return x.start, whole(p, after)[1]
    following = next((y for y in p.phrases if y.start >= end), None)
    if following is not None and not following.pronoun and not following.oblique:
        gap = p.text[end : following.start].strip()
        if gap in ("und", "sowie", "and") and not following.prep and _proper(p, x) and _proper(p, following):
            end = extended(p, following)[1]
    named = extended_name(p, known)[1]
    return start, named if p.text[named - 1] in '“”"»«' else end


def _joined(p: Parse, x: Phrase) -> int:
    """Where the first of two joined phrases begins: "Milizen und Parteien"."""
    if x.first < 2 or p.tokens[x.first - 1].key not in ("und", "sowie", "and"):
        return x.start
    left = next(
        (y for y in p.phrases if y.last == x.first - 2 and not y.prep and not y.oblique and not y.pronoun), None
    )
    return left.start if left and not left.genitive else x.start


def _without_place(p: Parse, x: Phrase, end: int) -> int:
    """ "in der Nacht" is no part of the speaker, and where a person is named, "in Erbil" says where he spoke."""
    person = sum(t.tag == "NOUN" for t in p.tokens[x.first : x.last + 1]) > 1
    hung = [y for y in p.phrases if x.end < y.start < end and y.prep]
    cut = next((y for y in hung if _is_time(p, y) or (person and y.prep in ("in", "im"))), None)
    return max(y.end for y in p.phrases if y.start < cut.start) if cut else end


def _proper(p: Parse, x: Phrase) -> bool:
    return p.tokens[x.first].tag == "NOUN"


def _after_preposition(p: Parse, cue: Cue, words: tuple[str, ...], *, anywhere: bool = False) -> Extent | None:
    """The phrase after one of these prepositions in the reporting clause; times ("im Mai") are none."""
    for x in p.phrases:
        inside = cue.first <= x.first <= cue.last + 1 and (anywhere or x.first > cue.token)
        if inside and x.prep in words and not _is_time(p, x) and not p.tokens[x.head].tag == "NUM":
            return extended(p, x)
    return None


_TIME = re.compile(
    r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|jahr|monat|woche|stunde|minute|tag|abend"
    r"|nacht|mittag|anfang|ende|mitte|herbst|sommer|winter|frühjahr|zeit|uhr|januar|februar|märz|april|mai|juni|juli"
    r"|august|september|oktober|november|dezember|(?:mon|tues|wednes|thurs|fri|satur|sun)?day|week|month|year|night"
    r"|january|february|march|june|july|october|december|zusammenhang|hintergrund)(?:e|en|n|s|es)?$"
)


def _is_time(p: Parse, x: Phrase) -> bool:
    return bool(_TIME.search(p.tokens[x.head].key))


# ---------------------------------------------------------------- subjects


def subject_phrase(p: Parse, cue: Cue, names: tuple[Name, ...] = ()) -> Phrase | None:
    """The phrase that may be the subject of the cue's verb."""
    if inside := next((x for x in p.phrases if x.first < cue.token < x.last and not x.prep), None):
        if p.tokens[inside.first].key in ("das", "dies", "diese", "dieses"):
            return _rest_of(p, inside, cue.token)  # "Das sagte Minister X" read as one phrase
    able = [x for x in p.phrases if cue.first <= x.first <= cue.last and _able(p, x)]
    able = [_rest_of(p, x, cue.token) if x.first == cue.token and x.last > x.first else x for x in able]
    if nominative := next((x for x in able if p.tokens[x.head].key in ("er", "wir", "ich")), None):
        return nominative
    verb = _finite(p, cue)
    before = [x for x in able if x.last < verb]
    after = [x for x in able if x.first > verb and x.last < max(cue.last + 1, cue.token)]
    if p.code == "en":
        return _english(p, cue, [*before, *_cut_at(p, cue)], after, verb)
    if p.tokens[verb - 1].tag in ("AND", "BUT") and verb > 0:
        return _shared(p, cue, before, verb)
    if (
        p.tokens[cue.first].key == "als"
        and before
        and before[0].first == cue.first + 1
        and before[0].last == verb - 1
        and after
    ):
        return _first_speaking(p, after)
    if cue.opener != "main" and not (before and _opens_clause(p, cue, before[0], verb) and verb != cue.last):
        return _subordinate(p, cue, before, verb)
    return _verb_second(p, cue, before, after, verb, names)


def _rest_of(p: Parse, x: Phrase, verb: int) -> Phrase:
    return x._replace(first=verb + 1, start=p.tokens[verb + 1].start, head=max(x.head, verb + 1))


def _able(p: Parse, x: Phrase) -> bool:
    return not x.prep and not x.oblique and not x.genitive and not _is_time(p, x) and p.tokens[x.head].tag != "NUM"


def _finite(p: Parse, cue: Cue) -> int:
    """The auxiliary before a participle or infinitive, else the verb itself."""
    if cue.sense and cue.sense.kind in ("participle", "infinitive"):
        for i in range(cue.token - 1, cue.first - 1, -1):
            if p.tokens[i].tag == "AUX":
                return i
    return cue.token


def _opens_clause(p: Parse, cue: Cue, x: Phrase, verb: int) -> bool:
    """Whether a phrase is the first constituent, so that the verb stands second."""
    k = cue.first
    while k < x.first and p.tokens[k].tag in ("AND", "BUT", "ADV", "PUNCT"):
        k += 1
    return k == x.first


def _verb_second(
    p: Parse, cue: Cue, before: list[Phrase], after: list[Phrase], verb: int, names: tuple[Name, ...]
) -> Phrase | None:
    opening = before[0] if before and _opens_clause(p, cue, before[0], verb) else None
    if opening is not None and _is_abstract(p, opening) and not _holds(opening, names):
        person = next((x for x in after if _holds(x, tuple(n for n in names if n.type == "person"))), None)
        if person is not None:
            return person
    if opening is not None and not (after and _says_what(p, opening)):
        return opening
    if after and not (before and before[-1].last == verb - 1 and p.tokens[after[0].first].key in _POSSESSIVE):
        return _first_speaking(p, after)
    return before[-1] if before else _earlier_main(p, cue)


_POSSESSIVE = frozenset(("deren", "dessen", "seine", "sein", "ihre", "ihr"))


def _holds(x: Phrase, names: tuple[Name, ...]) -> bool:
    return any(n.start < x.end and x.start < n.end for n in names)


_ABSTRACT = ("ung", "ungen", "heit", "keit", "tion", "tionen", "nis", "plan", "pläne", "vorhaben", "termin", "entwurf", "kurs", "vorgehen", "abzug", "rücktritt", "einsatz", "schritt")  # fmt: skip
_BODIES = ("regierung", "leitung", "führung", "verwaltung", "zeitung", "stiftung", "vereinigung", "abteilung", "kommission", "organisation", "fraktion", "opposition", "koalition", "union", "delegation", "redaktion")  # fmt: skip


def _is_abstract(p: Parse, x: Phrase) -> bool:
    key = p.tokens[x.head].key
    return key.endswith(_ABSTRACT) and not key.endswith(_BODIES)


def _says_what(p: Parse, x: Phrase) -> bool:
    """A thing said rather than one who says ("Die Vorwürfe wies X zurück", "Das teilte X mit")."""
    key = p.tokens[x.head].key
    return key in ("das", "dies", "dieses", "es") or key in {key_of(n) for n in speech(p.code).nouns.content}


def _first_speaking(p: Parse, after: list[Phrase]) -> Phrase:
    return next((x for x in after if not _says_what(p, x)), after[0])


def _subordinate(p: Parse, cue: Cue, before: list[Phrase], verb: int) -> Phrase | None:
    """wie X mitteilte; die X genannt hatte; der angekündigt hatte (what the relative pronoun stands for)"""
    real = [x for x in before if p.tokens[x.head].key not in ("es", "das", "dies")]
    if real and not (cue.opener == "rel" and real[0].pronoun and p.tokens[real[0].head].key in ("die", "das")):
        return real[0]
    if cue.opener == "rel":
        earlier = [x for x in p.phrases if x.last < cue.first]
        return earlier[-1] if earlier else None
    return None


def _shared(p: Parse, cue: Cue, before: list[Phrase], verb: int) -> Phrase | None:
    """ "… und forderte": the subject of the verb before."""
    if before:
        return before[0]
    return _earlier_main(p, cue)


def _earlier_main(p: Parse, cue: Cue) -> Phrase | None:
    """The subject left before a relative clause: "Der Minister, der in Kabul war, sagte"."""
    able = [x for x in p.phrases if x.last < cue.first and _able(p, x)]
    mains = [c for c in p.clauses if c.last < cue.first and c.opener == "main"]
    if not mains:
        return None
    return next((x for x in able if mains[-1].first <= x.first <= mains[-1].last), None)


def _cut_at(p: Parse, cue: Cue) -> list[Phrase]:
    """The words before the verb where it was read as part of a phrase ("Iraq Body Count puts losses")."""
    found = [x for x in p.phrases if x.first < cue.token <= x.last and cue.first <= x.first and not x.prep]
    return [x._replace(last=cue.token - 1, end=p.tokens[cue.token - 1].end, head=cue.token - 1) for x in found]


def _english(p: Parse, cue: Cue, before: list[Phrase], after: list[Phrase], verb: int) -> Phrase | None:
    """English subjects stand before the verb, or after it where a quotation or the content stands first."""
    if cue.opener == "rel":
        earlier = [x for x in p.phrases if x.last < cue.first]
        return earlier[-1] if earlier and not before else (before[0] if before else None)
    if before:
        return before[0]
    if after and cue.first == verb and cue.first > 0:
        return after[0]
    return _bare_words(p, cue) or _earlier_main(p, cue)


def _bare_words(p: Parse, cue: Cue) -> Phrase | None:
    """Lower-case words alone before the verb: "officials say", "as Obama ordered"."""
    first = cue.first + (p.tokens[cue.first].key == "as")
    words = p.tokens[first : cue.token]
    if not words or any(t.tag not in ("WORD", "NOUN", "ADJ", "DET") for t in words):
        return None
    return Phrase(words[0].start, words[-1].end, first, cue.token - 1, cue.token - 1, "", False, False, False)


def is_saying(p: Parse, extent: Extent) -> bool:
    """Whether the last word of an extent is itself a noun of saying ("offizielle Angaben")."""
    token = next((t for t in reversed(p.tokens) if t.end <= extent[1]), None)
    return token is not None and is_cue_noun(token.key, p.code)


def passive_free_subject(p: Parse) -> Extent | None:
    """The subject of a sentence that names nobody as its speaker: the nominative of its first main clause."""
    end = next((c.last for c in p.clauses if c.opener == "main"), len(p.tokens) - 1)
    return subject_of_clause(p, p.tokens[end].end)


def subject_of_clause(p: Parse, offset: int) -> Extent | None:
    """The nominative that opens the main clause before ``offset``, or the first one in it."""
    able = [x for x in p.phrases if x.end <= offset and _able(p, x)]
    named = [x for x in able if not _says_what(p, x)]
    return whole(p, named[0]) if named else None
