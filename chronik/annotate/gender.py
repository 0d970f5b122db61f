"""Gender and number of the one a name or a description means, as letters: "m", "f", "n", "p"; several leave it open."""

import functools
import re

from chronik.annotate.speaker_words import speaker_words
from chronik.annotate.speech_lexicon import grammar
from chronik.article.tokens import key_of
from chronik.language import codes

_WORD = re.compile(r"[^\W\d_]+")
_PERSON, _ANY = "mf", "mfnp"


def of_person(name: str, title: str, code: str) -> str:
    """Gender of a person by the word before the name ("Ministerin", "Frau") and by the given name."""
    words = speaker_words(code).gender
    key = key_of(title)
    if key in words.forms_of_address:
        return words.forms_of_address[key]
    if key and key.endswith(words.feminine_ends):
        return "f"
    if key and key.endswith(words.masculine_ends):
        return "m"
    parts = name.split()
    return _of_given(key_of(parts[0])) if len(parts) > 1 else _PERSON


def _of_given(given: str) -> str:
    """German and most European given names of women end in -a or -e, and those of men in a consonant."""
    women, men = _given()
    if given in men:
        return "m"
    if given in women or given.endswith(("a", "e")):
        return "f"
    return "m" if given[-1:] in _OF_MEN else _PERSON


_OF_MEN = frozenset("bcdfgklmnprstvwxzo")


@functools.cache
def _given() -> tuple[frozenset[str], frozenset[str]]:
    """Given names of women and of men that go against the rule, of all languages: reports are full of foreigners."""
    tables = [speaker_words(code).gender for code in codes()]
    women = frozenset(name for t in tables for name in t.feminine_names)
    return women, frozenset(name for t in tables for name in t.masculine_names)


def of_words(surface: str, code: str) -> str:
    """Gender of a description or a body by its article and the ending of its noun ("die Behörde", "ein Sprecher")."""
    words = speaker_words(code).gender
    found = _WORD.findall(surface)
    if not found:
        return _ANY
    by_article = words.articles.get(key_of(found[0]), _ANY)
    noun = next((w for w in found if w[0].isupper() and key_of(w) not in words.articles), found[-1])
    by_noun = _of_noun(key_of(noun), code)
    both = "".join(c for c in by_article if c in by_noun)
    return both or by_article


def is_party(noun: str, code: str) -> bool:
    """Whether a noun names a person by office or a body, which can speak: "Behörde", "Sprecherin", "Verband"."""
    words, key = speaker_words(code).gender, key_of(noun)
    ends = {*words.feminine_ends, *words.masculine_ends, *words.neuter_ends} - words.of_things
    return key.endswith((*ends, *grammar(code).institutions))


def _of_noun(key: str, code: str) -> str:
    words = speaker_words(code).gender
    for ends, gender in ((words.feminine_ends, "f"), (words.neuter_ends, "n"), (words.masculine_ends, "m")):
        if key.endswith(ends):
            return gender + "p"
    return _ANY


def agree(a: str, b: str) -> bool:
    """Whether two genders may be one."""
    return not set(a).isdisjoint(b)
