"""When two spellings mean one name: transliterations, genitives, titles, surname alone.

Arabic, Persian and Russian names reach German and English news in many spellings (Ghassem, Qasem, Kassem
Soleimani); what stays the same is the skeleton of consonants, after the digraphs are folded (in the manner of
Freeman, Condon and Ackerman 2006, "Cross linguistic name matching in English and Arabic").
"""

import difflib
import functools
import re
import unicodedata

_DIGRAPHS = (
    ("tsch", "s"), ("dsch", "j"), ("sch", "s"), ("dj", "j"), ("gh", "q"), ("kh", "k"), ("ch", "k"), ("sh", "s"),
    ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_NEAR = 0.74  # of the letters in common, in order: Muhandis and Mohandes .75, Hassan and Hussein .55
_VOWELS = "aeiouy"
_LETTERS = str.maketrans("qckgzwyx", "kkkksvik")
_ARTICLE = re.compile(r"^(?:al|el|ad|as|an|ar|at|asch|ash|ul)[-‑ ]", re.IGNORECASE)


@functools.lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case without accents; ä, ö, ü lose their dots, ß is ss."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@functools.lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Consonants of a word after folding: Ghassem and Qasem are "ksm", Soleimani and Suleimani "slmn"."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouhj]", "", plain(word)))


@functools.lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word in one transliteration: digraphs as letters, double letters once ("Ghassem" and "Qasem" are "kasem")."""
    w = _ARTICLE.sub("", fold(word))
    for digraph, letter in _DIGRAPHS:
        w = w.replace(digraph, letter)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]", "", w).translate(_LETTERS))


def same_person(a: str, b: str) -> bool:
    """Whether two full names may be spellings of one person: surnames and given names agree in their skeletons."""
    x, y = _parts(a), _parts(b)
    if not x or not y or not _alike(x[-1], y[-1]):
        return False
    return len(x) > 1 and len(y) > 1 and _alike(x[0], y[0])


def _parts(name: str) -> list[str]:
    """The capitalised parts of a name, "al-…" included."""
    return [p for p in name.split() if p[0].isupper() or _ARTICLE.match(p)]


def _alike(a: str, b: str) -> bool:
    """Equal, or one skeleton, nearly one spelling, and both ending alike (Peter is not Petra, Hassan not Hussein)."""
    if fold(a) == fold(b):
        return True
    x, y = plain(a), plain(b)
    same_ending = (x[-1:] in _VOWELS) == (y[-1:] in _VOWELS)
    near = difflib.SequenceMatcher(None, x, y, autojunk=False).ratio() >= _NEAR
    return len(skeleton(a)) >= 2 and skeleton(a) == skeleton(b) and same_ending and near
