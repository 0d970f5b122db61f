"""How far a statement can be held against somebody, and whether the reporter keeps his distance.

``evidence``, from strong to weak. Quotative and hearsay are apart as in typology (Aikhenvald 2004, ch. 2: with and
without the one who said it); that a source may be there but not said is FactBank's GEN (Saurí and Pustejovsky 2009)
and what newsrooms' rules on anonymous sources are about; "soll" tells hearsay (Diewald and Smirnova 2010, ch. 4).

- "quoted": a source's own words in quotation marks;
- "reported": a source that one can ask, in the reporter's words, carried on in the Konjunktiv too;
- "unnamed": there is a source, but not who: "Sicherheitskreise", "Medienberichte", "officials", "hieß es", a passive.
  Quotation marks do not change that. A spokesman counts as his office, a place only where it acts ("Erbil teilte mit",
  not "hieß es in Erbil"), and a work or group with a name in it is named ("Berichten der BBC zufolge");
- "hearsay": nobody is said to have said it: "soll … haben", "Gerüchten zufolge", "angeblich" without a speaker.

``hedge`` is the reporter's. What is said is the speaker's, his "offenbar" and "angeblich" with it; so a word counts
where the reporter speaks: in the reporting clause, or as the verb or noun of saying itself ("behauptete", "will …
gesehen haben"). Where what is said is a sentence of the reporter's own, with the speaker only named beside it ("Laut
X waren die Wagen angeblich leer") or told in his words ("kritisierte die angeblichen Verstöße"), only a word that
doubts counts, for a guess ("offenbar") may be the speaker's. An adjective on a person is caution about him, none about
what he says ("der mutmaßliche Täter sagte"), but "angebliche Zeugen" and "der sogenannte Rat" are distance.
"""

import functools
import re
from collections.abc import Iterable

from chronik.annotate.speech_lexicon import mood_forms, speech
from chronik.annotate.speech_telling import Telling, name_of
from chronik.article.tokens import Token, key_of, tokens
from chronik.model import Evidence, Name

_TOLD = re.compile(
    r"\bsoll(?:en)?\b.*?\s(?:haben|sein|befinden|geben|handeln|leben|stammen|besitzen|liegen|gehen|betragen)"
    r"(?=\W*(?:[,.;!?–]|\Z|und\b|oder\b))",
    re.DOTALL,
)


# ---------------------------------------------------------------- evidence


def evidence_of(t: Telling, text: str, names: tuple[Name, ...], code: str) -> Evidence:
    """How strong a statement's evidence is; ``names`` are those that may lie in its speaker."""
    s = t.statement
    if _is_hearsay(t, text, code):
        return "hearsay"
    if s.speaker is None or s.speaker_start is None or s.speaker_end is None:
        return "unnamed"
    within = tuple(n for n in names if n.start < s.speaker_end and s.speaker_start < n.end)
    if _is_unnamed(t, text, within, code):
        return "unnamed"
    return "quoted" if s.form == "direct" else "reported"


def _is_hearsay(t: Telling, text: str, code: str) -> bool:
    """ "soll … haben" carried on, a word of rumour, or doubt without a speaker."""
    words = _words(code)
    if t.kind == "mood" and tells_hearsay(t, text, code):
        return True
    if any(x.text in words.rumour or ((x.tag != "NOUN" or code == "en") and x.key in words.rumour) for x in t.clause):
        return True
    return t.statement.speaker is None and any(x.key in words.own for x in t.clause)


def tells_hearsay(t: Telling, text: str, code: str) -> bool:
    """Whether the cue is "soll" of what was or is ("soll geflohen sein"), not of a plan ("soll verlängert werden")."""
    s = t.statement
    if s.content_start is None or key_of(s.cue) not in speech(code).hedges.hearsay:
        return False
    return bool(_TOLD.search(text, s.content_start, s.content_end or s.content_start))


def _is_unnamed(t: Telling, text: str, within: tuple[Name, ...], code: str) -> bool:
    """Whether the words for the speaker name nobody."""
    s = t.statement
    if any(n.type == "person" for n in within) or _is_resolved(t, code):
        return False
    if any(v.group.subject for v in t.verbs) and within and {n.type for n in within} == {"place"}:
        return not any(map(str.islower, (s.speaker or "")[:1]))  # "hieß es in Erbil", not "in der Regierung in Erbil"
    head, hangs = _head(text, s.speaker_start or 0, s.speaker_end or 0, code)
    nouns = [x.key for x in head if x.tag == "NOUN" or code == "en"] or [x.key for x in head]
    if _matches(nouns, _words(code).unnamed):
        return True
    told = hangs or within or _points_back(s.speaker or "", code) or any(_OFFICIAL.match(x.key) for x in head)
    return not told and _matches(nouns, _words(code).media)


def _is_resolved(t: Telling, code: str) -> bool:
    """Whether the speaker means somebody whom the text names elsewhere, who is not himself unnamed."""
    s = t.statement
    if not (s.speaker_name or "").strip() or not s.speaker or not s.speaker_name:
        return False
    last = key_of(s.speaker_name.split()[-1])
    return last not in key_of(s.speaker) and not _matches([last], _words(code).unnamed)


def _head(text: str, start: int, end: int, code: str) -> tuple[list[Token], bool]:
    """The words of the speaker up to what hangs on his noun ("Kreisen | der Regierung"), and whether anything does."""
    out: list[Token] = []
    noun = False
    for t in tokens(text, start, min(end, start + _LONGEST), code):
        if noun and t.tag in ("PREP", "CONT", "DET", "OBL", "PUNCT"):
            return out, True
        noun = noun or t.tag == "NOUN" or (code == "en" and t.tag == "WORD")
        out.append(t)
    return out, False


# "israelischen Angaben", "official figures": a side that one can ask
_OFFICIAL = re.compile(r".*isch(?:e[nmrs]?)?$|(?:offiziell|amtlich|polizeilich|behördlich|staatlich|eigen)e|official$")
_LONGEST = 80  # characters of a speaker that are looked at


def _points_back(speaker: str, code: str) -> bool:
    """ "Dem Bericht zufolge": one that was named before."""
    return key_of(speaker).partition(" ")[0] in speech(code).nouns.definite


def _matches(head: Iterable[str], words: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    whole, ends = words
    return any(w in whole or (ends and w.endswith(ends)) for w in head)


# ---------------------------------------------------------------- the reporter's distance


def hedge_of(t: Telling, text: str, code: str) -> str | None:
    """The word by which the reporter keeps a distance, as it stands there (a verb in its dictionary form), or None."""
    hedges, s = speech(code).hedges, t.statement
    verb = next((name_of(v, code) for v in t.verbs if t.kind == "verb"), None)
    if verb in hedges.verbs:
        return verb
    if t.kind == "noun" and t.cue[0].key in hedges.nouns:
        return t.cue[0].text
    if t.kind == "mood":
        return s.cue if tells_hearsay(t, text, code) else None
    told = _modal(t, code) or _in_clause(t, code)
    return told or (_in_own_words(t, text, code) if t.kind == "lead" else None)


def _modal(t: Telling, code: str) -> str | None:
    """ "soll gesagt haben", "will erfahren haben": hearsay and claims about oneself."""
    hedges = speech(code).hedges
    modal = next((x for x in t.clause if x.key in hedges.hearsay or x.key in hedges.claimed), None)
    perfect = len(t.clause) > 2 and any(x.key in ("haben", "sein") for x in t.clause[-2:])
    return modal.text if modal and perfect else None


def _in_clause(t: Telling, code: str) -> str | None:
    """A word of the reporting clause; where that tells what is said only one that doubts."""
    words = _words(code)
    counted = words.doubting if t.statement.form == "reported" else words.telling
    found = next((x for x in t.clause if x.key in counted and not _on_person(t, x, words)), None)
    found = found or next((x for x in t.clause if x.key in words.styled and _in_speaker(t, x)), None)
    if found is not None or t.statement.form == "reported":
        return found.text if found else None
    if t.kind == "lead" and (noun := next((x for x in t.clause if x.key in words.nouns), None)):
        return noun.text
    line = " ".join(x.key for x in t.clause)
    return next((phrase for phrase in speech(code).hedges.phrases if key_of(phrase) in line), None)


def _on_person(t: Telling, x: Token, words: "_Words") -> bool:
    """Whether a word is part of the speaker's name for another reason than distance."""
    return t.kind == "verb" and x.key not in words.inflected and _in_speaker(t, x)


def _in_speaker(t: Telling, x: Token) -> bool:
    s = t.statement
    return s.speaker_start is not None and s.speaker_start <= x.start < (s.speaker_end or 0)


def _in_own_words(t: Telling, text: str, code: str) -> str | None:
    """A word that doubts in the sentence that a preposition only names the speaker of."""
    s, own = t.statement, _words(code).own
    if s.content_start is None or s.form == "direct":
        return None
    said = re.findall(r"[^\W\d_]+", text[s.content_start : s.content_end])
    if not mood_forms(code)[0].isdisjoint(said):  # in the Konjunktiv it is the speaker's
        return None
    return next((w for w in said if key_of(w) in own), None)


# ---------------------------------------------------------------- words


class _Words:
    """The words of [hedges] and [sources], folded, with their endings."""

    def __init__(self, code: str) -> None:
        hedges, sources = speech(code).hedges, speech(code).sources
        self.inflected = frozenset(key_of(w) + end for w in hedges.inflected for end in _ENDINGS)
        self.own = frozenset(key_of(w) + end for w in hedges.own for end in _ENDINGS)
        self.telling = self.inflected | {key_of(w) for w in hedges.words}
        self.doubting = self.inflected | self.own
        self.nouns = frozenset(map(key_of, hedges.nouns))
        self.styled = frozenset(key_of(w) + end for w in hedges.styled for end in _ENDINGS)
        self.rumour = frozenset(sources.rumour)
        self.unnamed, self.media = _split(sources.unnamed), _split(sources.media)


_ENDINGS = ("", "e", "en", "er", "es", "em")


def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words, and ends of compounds."""
    folded = [key_of(w) for w in words]
    return frozenset(w.lstrip("-") for w in folded), tuple(w[1:] for w in folded if w.startswith("-"))


@functools.cache
def _words(code: str) -> _Words:
    return _Words(code)
