"""Tokens of a stretch of text with exact offsets and a coarse tag each.

No tagger: closed-class words come from ``words.toml``, German nouns from their capital, adjectives and verbs
from endings and place. The tags are only as fine as the phrases and clauses need (see ``phrases``).
"""

import functools
import re
from typing import NamedTuple

import msgspec

from chronik.language import read
from chronik.language.numbers import word_values
from chronik.language.world import agencies


class Token(NamedTuple):
    """A word or mark; ``key`` is its lower-case form with ss for ß, ``tag`` its coarse class.

    DET determiner, OBL one that no subject has, PREP, CONT (am, zur), AND, BUT, SUB subordinator, PRON, PROB oblique
    pronoun, AUX auxiliary or modal, VERB, NUM, ADV, ADJ, NOUN (in English: capitalised), PUNCT, WORD anything else.
    """

    start: int
    end: int
    text: str
    key: str
    tag: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The file words.toml."""

    determiners_nominative: tuple[str, ...]
    determiners_oblique: tuple[str, ...]
    prepositions: tuple[str, ...]
    contracted: tuple[str, ...]
    coordinators: tuple[str, ...]
    adversatives: tuple[str, ...]
    subordinators: tuple[str, ...]
    relatives: tuple[str, ...]
    pronouns: tuple[str, ...]
    pronouns_oblique: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    adverbs: tuple[str, ...]
    particles: tuple[str, ...]
    name_particles: tuple[str, ...]
    initial_adverbs: tuple[str, ...] = ()
    capitalised_others: tuple[str, ...]


# A number with its groups, a word with inner hyphens, apostrophes and dots of abbreviations, or one mark.
_TOKEN = re.compile(
    r"\d{1,3}-[Jj]ährige[nmrs]?(?!\w)|\d{1,3}(?:[ \u00a0\u2009\u202f.,'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,:]\d+)*"
    r"|(?:[^\W\d_]\.){2,}|\b[^\W\d_]\.(?=\s[^\W\d_])|[^\W_]+(?:['’\-‑/][^\W_]+)*-?|\S"
)


def key_of(word: str) -> str:
    """How a word is looked up: lower case, Swiss ss for ß."""
    return word.lower().replace("ß", "ss")


@functools.cache
def closed_class(code: str) -> dict[str, str]:
    """Tag of every closed-class word of a language; a word in two classes has that of the later line here."""
    w = read(code, "words", Words)
    table: dict[str, str] = {}
    for tag, words in (
        ("ADV", w.adverbs),
        ("PRON", w.pronouns),
        ("PROB", w.pronouns_oblique),
        ("SUB", w.subordinators),
        ("PREP", w.prepositions),
        ("CONT", w.contracted),
        ("DET", w.determiners_nominative),
        ("OBL", w.determiners_oblique),
        ("AND", w.coordinators),
        ("BUT", w.adversatives),
        ("AUX", w.auxiliaries),
    ):
        table |= {key_of(word): tag for word in words}
    return table


def tokens(text: str, start: int, end: int, code: str) -> list[Token]:
    """Tokens of ``text[start:end]``, offsets into ``text``."""
    found = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
    table = closed_class(code)
    out: list[Token] = []
    for i, (a, b, word) in enumerate(found):
        key = key_of(word)
        following = found[i + 1][2] if i + 1 < len(found) else ""
        out.append(Token(a, b, word, key, _tag(word, key, table, code, i == 0 or _opens(out[-1]), following)))
    return _adjectives(out) if code == "de" else out


def _opens(before: Token) -> bool:
    """Whether a capital after this token says nothing: sentence start inside a quotation, after a colon."""
    return before.text in {"„", "“", '"', "«", "»", ":", ".", "!", "?", "–", "-", "(", "‚", "'", "|"}


def _tag(word: str, key: str, table: dict[str, str], code: str, first: bool, following: str) -> str:
    if word[0].isdigit():
        return "NUM" if "-" not in word else "NOUN" if "-J" in word else "ADJ"  # "der 43-Jährige"
    if not word[0].isalnum():
        return "PUNCT"
    capital = word[0].isupper()
    closed = key in table and not (code == "en" and word in _ACRONYMS)
    if closed and (not capital or first or (code == "en" and not word.isupper())):
        return table[key]
    if key in word_values(code) and (not capital or first):
        return "NUM"
    if capital and first and code == "de" and following[:1].islower() and _is_adverb(key):
        return "ADV"
    if (capital and not (first and closed)) or word in _lower_names() or ("-" in word and _DE_COMPOUND.search(word)):
        return "NOUN"
    return _open_class(key, code)


_ACRONYMS = frozenset(("US", "WHO", "IT"))  # English words in small letters

# sentence adverbs: "Ursprünglich sollte …", "Langfristig strebt …", "Ergänzend sagte …"
_DE_ADVERB = (
    *("lich", "erweise", "mals", "falls", "dings", "fristig", "zeitig", "nend", "tend", "rend", "elang"),
    *("isch", "mässig", "gemäss", "wärtig", "stimmig", "hellig", "gleichs", "lings", "gends", "nders"),
)


def _is_adverb(key: str) -> bool:
    return key.endswith(_DE_ADVERB) or key in _initial_adverbs()


@functools.cache
def _initial_adverbs() -> frozenset[str]:
    """Participles and adjectives that may open a sentence as its adverb ("Besorgt zeigte sich …")."""
    return frozenset(key_of(word) for word in read("de", "words", Words).initial_adverbs)


@functools.cache
def _lower_names() -> frozenset[str]:
    """Agencies and media that write themselves in lower case ("dpa", "rbb")."""
    return frozenset(name for agency in agencies() for name in agency.names if name[0].islower() and " " not in name)


_DE_COMPOUND = re.compile(r"-[A-ZÄÖÜ][a-zäöüß]")  # "taz-Bericht"
_DE_ISCH = re.compile(r"isch(?:e[nmrs]?)?$")
_DE_VERB = re.compile(r"(?:te|ten|tet|test|iert|ieren|iere)$")
_DE_ADJECTIVE = re.compile(r"(?:e|en|er|(?<!i)es|em)$")  # not "wies", "pries"


def _open_class(key: str, code: str) -> str:
    if code == "en":
        return "WORD"
    if _DE_ISCH.search(key):
        return "ADJ"
    if key.endswith("t") or _DE_VERB.search(key):
        return "VERB"
    return "WORD"


def _adjectives(found: list[Token]) -> list[Token]:
    """German: a lower-case word with an adjective ending before a noun, inside a phrase, is an adjective."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        t, after = out[i], out[i + 1]
        if t.tag in ("WORD", "VERB") and _DE_ADJECTIVE.search(t.key) and after.tag in ("ADJ", "NOUN"):
            inside = i > 0 and out[i - 1].tag in ("DET", "OBL", "PREP", "CONT", "NUM", "ADJ")
            inside = inside or (i > 1 and out[i - 1].tag == "ADV" and out[i - 2].tag in ("DET", "OBL"))
            inside = inside or (i > 0 and out[i - 1].tag in ("AND", "ADV", "WORD", "VERB") and t.tag == "WORD")
            if inside or (t.tag == "WORD" and not _verb_between(out, i)):
                out[i] = t._replace(tag="ADJ")
    return out


def _verb_between(toks: list[Token], i: int) -> bool:
    """A word in -en right after a noun or a comma is a verb (", ergaben Recherchen")."""
    if i == 0 or not toks[i].key.endswith("en"):
        return False
    before = toks[i - 1]
    return before.tag == "NOUN" or (before.text == "," and i > 1 and toks[i - 2].tag not in ("ADJ", "WORD"))
