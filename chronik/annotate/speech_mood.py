"""The reported mood: a sentence whose main verb is Konjunktiv I goes on with what somebody says."""

from chronik.annotate.speech_lexicon import mood_forms
from chronik.article.phrases import Parses


def mood_cue(parses: Parses, i: int, after_statement: bool) -> tuple[int, int] | None:
    """Extent of the verb in the reported mood in a main clause of sentence i, or None.

    Forms that may be real conditions (hätte, würde) count only ``after_statement``.
    """
    p = parses[i]
    sure, stand_in = mood_forms(p.code)
    for clause in p.clauses:
        if clause.opener != "main":
            continue
        for k in range(clause.first, clause.last + 1):
            t = p.tokens[k]
            if t.tag not in ("AUX", "VERB", "WORD", "ADJ"):
                continue
            if t.key in sure and t.text[0].islower():
                return t.start, t.end
            if t.tag == "AUX":
                return (t.start, t.end) if after_statement and t.key in stand_in else None
    return None
