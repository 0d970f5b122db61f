"""The reported mood: a main clause in Konjunktiv I goes on with what somebody says (Duden grammar, § 529 ff.).

Konjunktiv II stands in for it where Konjunktiv I looks like the indicative ("sie hätten", "sie würden"), but may
also be a real condition: such forms, and unknown verbs in -e, count only next to a statement, and are ``sure`` for
nobody. "soll … haben" is hearsay in the indicative (free indirect speech).
"""

import re
from typing import NamedTuple

from chronik.annotate.speech_lexicon import mood_forms, speech
from chronik.article.phrases import Clause, Parse
from chronik.article.tokens import Token

_LIKE_MOOD = re.compile(
    r"[a-zäöüß]{2,}(?<!t)e|(?:be|er|ver|ent|ge|über|unter)?(?:halt|laut|biet|tret|bitt|leit|rat|wart|richt|leist|acht"
    r"|tast|fürcht|deut|reit|haupt|mut|arbeit|antwort|kost|last|rüst|stalt|streit|wert)e"
)


class Shown(NamedTuple):
    """What shows the mood of a sentence: the verb's token, whether it can be nothing else, and where it begins."""

    token: int
    sure: bool
    first: int


def mood_verb(p: Parse, after_statement: bool) -> Shown | None:
    """The verb that shows the reported mood in a main clause, or None; ``first`` is the token it reaches from.

    A clause in another mood before it in the same sentence is not reported, and keeps ambiguous forms from counting.
    """
    first, real = 0, False
    for clause in p.clauses:
        if clause.first and p.tokens[clause.first - 1].text == ";":
            first, real = clause.first, False
        if not _is_main(p, clause) or _first_person(p.tokens[clause.first : clause.last + 1]):
            continue
        k, mood = _finite(p, clause)
        ambiguous = mood in ("stands in", "looks") and after_statement and not real
        if mood == "sure" or ambiguous:
            begins = _clause_begins(p, clause, k) if clause.first else first
            if begins is None or (p.tokens[k].key not in _NEVER_FIRST and _first_person(p.tokens)):
                return None
            return Shown(k, mood == "sure", begins if real else first)
        real = real or mood == "indicative"
    return None


def _is_main(p: Parse, clause: Clause) -> bool:
    """A main clause, or one whose verb stands second after a word that may be a conjunction ("Damit sei …")."""
    second = p.tokens[clause.first + 1] if clause.last > clause.first else None
    return clause.opener == "main" or (clause.opener == "sub" and second is not None and second.tag == "AUX")


_NEVER_FIRST = ("sei", "seien")  # "ich sei" is no indicative, "ich habe" is one
_SHORTEST = 2  # tokens of a main clause after the verb's own


def _clause_begins(p: Parse, clause: Clause, k: int) -> int | None:
    """Where a reported main clause after one in another mood begins: "Er lehnt ab, es fehle an Geld".

    One that opens with its verb ends a sentence that began before it, with a clause that is none of its own.
    """
    first = next(n for n in range(clause.first, k + 1) if p.tokens[n].tag != "PUNCT")
    if clause.last - first < _SHORTEST:
        return None
    return 0 if first == k else first


def _finite(p: Parse, clause: Clause) -> tuple[int, str]:
    """The finite verb of a main clause and its mood: sure, stands in, looks (like the mood), indicative or nothing."""
    sure, stand_in = mood_forms(p.code)
    here = [k for k in range(clause.first, clause.last + 1) if _may_be_verb(p, k)]
    for k in here:
        t = p.tokens[k]
        if t.key in sure and not _is_idiom(p, k):
            return k, "sure"
        if t.key in stand_in:
            return k, "stands in"
        if t.tag == "AUX":
            return k, "indicative"
    found = next((k for k in here if _looks(p, clause, k)), None)
    if found is not None:
        return found, "sure" if p.tokens[found].key.endswith("iere") else "looks"
    return (here[0], "indicative") if any(p.tokens[k].tag == "VERB" for k in here) else (clause.first, "")


def _may_be_verb(p: Parse, k: int) -> bool:
    """A lower-case word that is no attribute of the noun after it ("die reiche Stadt")."""
    t = p.tokens[k]
    if t.text[0].isupper() or t.tag not in ("AUX", "VERB", "WORD", "ADJ"):
        return False
    attribute = k > 0 and p.tokens[k - 1].tag in ("DET", "OBL", "PREP", "CONT", "NUM", "ADJ")
    return t.tag == "AUX" or not (attribute and k + 1 < len(p.tokens) and p.tokens[k + 1].tag in ("NOUN", "ADJ"))


def _is_idiom(p: Parse, k: int) -> bool:
    """ "es sei denn", "Gott sei Dank": set phrases that report nothing."""
    if _is_particle(p, k) or _concedes(p, k):
        return True
    around = " ".join(t.key for t in p.tokens[max(0, k - 3) : k + 3])
    return any(idiom in around for idiom in speech(p.code).mood.idioms)


def _is_particle(p: Parse, k: int) -> bool:
    """ "Zur Anmeldung bitte klicken": no form of "bitten"."""
    beside = p.tokens[max(0, k - 1) : k + 2]
    return p.tokens[k].key == "bitte" and not any(t.tag in ("PRON", "PROB") or t.key == "um" for t in beside)


def _concedes(p: Parse, k: int) -> bool:
    """ "…, sei es durch Pech, sei es durch Leichtsinn": either way."""
    if p.tokens[k].key != "sei" or not k or p.tokens[k - 1].text != ",":
        return False
    others = [t.key for t in p.tokens[: k - 1] + p.tokens[k + 2 :]]
    return k + 1 < len(p.tokens) and p.tokens[k + 1].key == "es" and ("oder" in others or "sei" in others)


def _first_person(found: list[Token]) -> bool:
    return any(t.key in ("ich", "wir", "mich", "uns") for t in found)


_BEFORE_VERB = ("NOUN", "ADV", "PRON", "BUT", "PUNCT")
_AFTER_VERB = ("DET", "OBL", "PROB", "PRON", "PREP", "CONT", "ADV", "PUNCT", "NUM", "BUT")


def _looks(p: Parse, clause: Clause, k: int) -> bool:
    """A lower-case word in -e where a clause must have its finite verb ("Der Bau ruhe jedoch")."""
    if not clause.first < k < clause.last:
        return False
    before, t, after = p.tokens[k - 1 : k + 2]
    placed = before.tag in _BEFORE_VERB or t.key.endswith("iere")
    beside = placed and (after.tag in _AFTER_VERB or _object_follows(before, after))
    known = t.tag in ("WORD", "ADJ") or t.key.endswith(("iere", "te"))
    other = (after.tag == "NOUN" and _LIKE_ADJECTIVE.search(t.key)) or t.key.endswith(("weise", "tausende"))
    return beside and known and not other and bool(_LIKE_MOOD.fullmatch(t.key))


_LIKE_ADJECTIVE = re.compile(r"(?:lich|isch|end|ig|sam|bar|en|los|haft|voll|reich|tausend)e$")


def _object_follows(before: Token, after: Token) -> bool:
    return before.tag in ("NOUN", "PRON") and after.tag == "NOUN"  # "Renault plane Entlassungen"


# ---------------------------------------------------------------- hearsay


def hearsay(p: Parse) -> Shown | None:
    """ "soll" or "sollen" in the first main clause; ``sure`` with an infinitive of the perfect ("soll … haben").

    With another infinitive ("Sie sollen die Armee ausbilden") it tells of a plan, which is somebody's only if the
    text has just named him.
    """
    clause = next((c for c in p.clauses if c.opener == "main"), None)
    if clause is None:
        return None
    modal = next((k for k in range(clause.first, clause.last + 1) if p.tokens[k].tag == "AUX"), None)
    if modal is None or p.tokens[modal].key not in speech(p.code).hedges.hearsay:
        return None
    return Shown(modal, _is_perfect(p, modal), 0)


def _is_perfect(p: Parse, modal: int) -> bool:
    """A participle before "haben" or "sein" that closes the clause, or its part before "und"."""
    for k in range(modal + 2, len(p.tokens)):
        closes = k + 1 == len(p.tokens) or p.tokens[k + 1].tag in ("PUNCT", "AND", "BUT")
        if closes and p.tokens[k].key in ("haben", "sein") and _PARTICIPLE.search(p.tokens[k - 1].key):
            return True
    return False


_PARTICIPLE = re.compile(
    r"(?:^|.)ge.+(?:t|en)$|^(?:be|emp|ent|er|miss|ver|zer|über|unter|wider|hinter).+(?:t|en)$|iert$|^worden$|^gewesen$"
)
