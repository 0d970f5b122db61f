"""The reported mood: a sentence whose main verb is Konjunktiv I goes on with what somebody says.

Also "soll … haben" after a statement: hearsay by the word of the speaker before (free indirect speech).
"""

import re

from chronik.annotate.speech_lexicon import mood_forms
from chronik.article.phrases import Clause, Parse

_LIKE_MOOD = re.compile(r"[a-zäöüß]{2,}(?<!t)e|(?:halt|laut|biet|tret|bitt|leit|rat|wart)e")


def mood_verb(p: Parse, after_statement: bool) -> int | None:
    """Index of the token that shows the reported mood in a main clause, or None.

    Forms that may be real conditions (hätte, würde) and unknown verbs in -e count only ``after_statement``.
    """
    for clause in p.clauses:
        if clause.opener != "main" or _first_person(p, clause):
            continue
        found = _known(p, clause, after_statement)
        if found is not None:
            return found if found >= 0 else None
        if after_statement and (k := _unknown(p, clause)) is not None:
            return k
    return None


def _known(p: Parse, clause: Clause, after_statement: bool) -> int | None:
    """The verb in the reported mood; -1 where an auxiliary in another mood rules it out for the sentence."""
    sure, stand_in = mood_forms(p.code)
    for k in range(clause.first, clause.last + 1):
        t = p.tokens[k]
        if t.text[0].isupper() or t.tag not in ("AUX", "VERB", "WORD", "ADJ"):
            continue
        if t.key in sure:
            return k
        if t.tag == "AUX":
            return k if after_statement and t.key in stand_in else -1
    return None


def _first_person(p: Parse, clause: Clause) -> bool:
    return any(p.tokens[k].key in ("ich", "wir", "mich", "uns") for k in range(clause.first, clause.last + 1))


def _unknown(p: Parse, clause: Clause) -> int | None:
    """A lower-case word in -e where a clause without another finite verb must have it ("Der Bau ruhe jedoch")."""
    here = range(clause.first, clause.last + 1)
    if any(p.tokens[k].tag in ("AUX", "VERB") for k in here):
        return None
    for k in here[1:-1]:
        before, t, after = p.tokens[k - 1 : k + 2]
        beside = before.tag in ("NOUN", "ADV", "PRON") and after.tag in _AFTER_VERB
        if beside and t.tag == "WORD" and t.text[0].islower() and _LIKE_MOOD.fullmatch(t.key):
            return k
    return None


_AFTER_VERB = ("DET", "OBL", "PROB", "PRON", "PREP", "CONT", "ADV", "PUNCT")


def hearsay(p: Parse) -> int | None:
    """Index of "soll" or "sollen" with an infinitive of the perfect in the first main clause, or None.

    With another infinitive ("Sie sollen die Armee ausbilden") it tells of a plan, which is nobody's speech.
    """
    for clause in p.clauses:
        if clause.opener == "main":
            found = [k for k in range(clause.first, clause.last + 1) if p.tokens[k].tag == "AUX"]
            words = [t.key for t in p.tokens[clause.first : clause.last + 1] if t.tag != "PUNCT"]
            perfect = words[-1:] in (["haben"], ["sein"]) and len(found) > 1
            return found[0] if perfect and p.tokens[found[0]].key in ("soll", "sollen") else None
    return None
