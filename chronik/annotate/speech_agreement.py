"""Number: which noun phrase a finite verb form agrees with (``speakers.toml``).

German shows number only where article, numeral or ending tell it; what they leave open agrees with every form.
"""

from chronik.annotate.speaker_words import speaker_words
from chronik.article.phrases import Parse, Phrase, extended
from chronik.article.tokens import Token


def is_plural_form(t: Token, code: str) -> bool:
    """Whether a finite form is one of the plural ("erklärten", "haben", "sind")."""
    words = speaker_words(code).agreement
    return t.key.endswith(words.plural_forms) or t.key in words.plural_verbs


def agrees(p: Parse, x: Phrase, plural: bool) -> bool:
    """Whether a phrase may be the subject of a form of this number; joined phrases may be either."""
    end = extended(p, x)[1]
    joined = any(t.tag == "AND" and (0 <= t.start - end <= 1 or 0 <= x.start - t.end <= 1) for t in p.tokens)
    number = None if joined else _is_plural(p, x)
    return number is None or number == plural


def _is_plural(p: Parse, x: Phrase) -> bool | None:
    words = speaker_words(p.code).agreement
    first, head = p.tokens[x.first], p.tokens[x.head].key
    if head.endswith(words.amounts):
        return None
    if first.key in words.plural_words or (first.tag == "NUM" and first.text != "1"):
        return True
    if first.key in words.singular_words:
        return False
    if first.key not in words.open:
        return True if head.endswith(words.plural_ends) else None
    if head.endswith(words.singular_ends):
        return False
    return True if head.endswith((*words.plural_ends, *words.plural_open)) else None
