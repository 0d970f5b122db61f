"""Noun phrases and clauses of a sentence, as far as attribution and events need them.

A shallow parse in the manner of chunking (Abney 1991): phrases do not overlap, a clause is what lies between
commas, dashes and conjunctions that open one. ``subject`` looks for whoever does what a verb says.
"""

import functools
from bisect import bisect_right
from typing import NamedTuple

from chronik.article.tokens import Token, Words, tokens
from chronik.language import read
from chronik.model import Span


class Phrase(NamedTuple):
    """A noun phrase: tokens ``first`` … ``last`` (inclusive); ``head`` is the token that names the thing.

    ``prep`` is the preposition before it ("" if none), ``oblique`` that its form cannot be a subject,
    ``genitive`` that it hangs on the phrase before it, ``pronoun`` that it is one.
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    prep: str
    oblique: bool
    genitive: bool
    pronoun: bool


class Clause(NamedTuple):
    """Tokens ``first`` … ``last`` (inclusive) of a clause; ``opener`` is "sub", "rel" or "main"."""

    first: int
    last: int
    opener: str


class Parse(NamedTuple):
    """A sentence taken apart."""

    text: str
    code: str
    tokens: list[Token]
    phrases: list[Phrase]
    clauses: list[Clause]

    def words(self, phrase: Phrase) -> str:
        """The phrase as it stands in the text."""
        return self.text[phrase.start : phrase.end]

    def clause_of(self, token: int) -> Clause:
        """The clause that holds a token."""
        return next((c for c in self.clauses if c.first <= token <= c.last), self.clauses[-1])

    def token_at(self, offset: int) -> int | None:
        """Index of the token that covers an offset."""
        i = bisect_right(self.tokens, offset, key=lambda t: t.start) - 1
        return i if i >= 0 and offset < self.tokens[i].end else None


def parse(text: str, start: int, end: int, code: str) -> Parse:
    """Tokens, phrases and clauses of the sentence ``text[start:end]``; offsets into ``text``."""
    toks = tokens(text, start, end, code)
    chunks = _german_phrases(toks) if code == "de" else _english_phrases(toks)
    return Parse(text, code, toks, _after_dateline(toks, chunks), _clauses(toks, code))


_DASHES = frozenset("–—-")
_LONGEST_DATELINE = 8  # tokens


def _after_dateline(toks: list[Token], chunks: list[Phrase]) -> list[Phrase]:
    """The phrases, those of a dateline in capitals ("PORT TALBOT, Wales —") marked as no subjects."""
    dash = next((i for i, t in enumerate(toks[:_LONGEST_DATELINE]) if t.text in _DASHES), 0)
    placed = dash > 0 and toks[0].text.isupper() and toks[0].tag == "NOUN"
    if not placed or not all(t.tag == "NOUN" or t.text in ",()" for t in toks[:dash]):
        return chunks
    return [x._replace(oblique=True) if x.last < dash else x for x in chunks]


@functools.cache
def _words(code: str) -> Words:
    return read(code, "words", Words)


# ---------------------------------------------------------------- noun phrases


_OUTSIDE = frozenset(("PREP", "CONT", "AUX", "VERB", "SUB", "BUT"))  # tags that no German noun phrase begins with


def _german_phrases(toks: list[Token]) -> list[Phrase]:
    out: list[Phrase] = []
    i = 0
    while i < len(toks):
        last = _german_extent(toks, i) if toks[i].tag not in _OUTSIDE else None
        if last is None:
            i += 1
            continue
        out.append(_phrase(toks, i, last, out))
        i = last + 1
    return out


def _german_extent(toks: list[Token], i: int) -> int | None:
    """Last token of a noun phrase that begins at i, or None."""
    t = toks[i]
    if t.tag in ("PRON", "PROB"):
        return i
    j = i
    if t.tag in ("DET", "OBL"):
        j += 1
    while j < len(toks) and _inside_german(toks, j):
        j += 1
    if j >= len(toks) or toks[j].tag != "NOUN":
        return i if t.tag == "DET" and t.key in ("dieser", "diese", "beide", "viele", "einige") and j == i + 1 else None
    while j + 1 < len(toks) and (toks[j + 1].tag == "NOUN" or _name_goes_on(toks, j, "de")):
        j += 1
    return j


def _inside_german(toks: list[Token], j: int) -> bool:
    """Adjectives, numbers and degree words before the noun; "und" and commas only between adjectives."""
    tag = toks[j].tag
    after = toks[j + 1].tag if j + 1 < len(toks) else ""
    if tag in ("ADJ", "NUM"):
        return True
    if tag == "ADV":
        return after in ("ADJ", "NUM") and toks[j].key not in ("nicht", "auch", "noch", "nur")
    if tag == "AND" or toks[j].text == ",":
        return toks[j - 1].tag == "ADJ" and after == "ADJ"
    return tag == "WORD" and after == "ADJ"


def _name_goes_on(toks: list[Token], j: int, code: str) -> bool:
    """Lower-case pieces of a name ("al", "von der") and names with "al-"."""
    after = toks[j + 1]
    if after.text.startswith(("al-", "as-", "el-", "ad-", "asch-", "ul-")) and len(after.text) > 4:
        return True
    following = toks[j + 2] if j + 2 < len(toks) else None
    known = after.key in ("bin", "ibn", "al", "el", "van", "de", "di")
    return known and following is not None and following.tag == "NOUN" and code == "de"


def _phrase(toks: list[Token], first: int, last: int, before: list[Phrase]) -> Phrase:
    t = toks[first]
    prep = ""
    if first > 0 and toks[first - 1].tag in ("PREP", "CONT"):
        prep = toks[first - 1].key
    attached = bool(before) and before[-1].last == first - 1 and not before[-1].pronoun
    genitive = attached and t.key in ("der", "des", "eines", "einer", "dieser", "dieses", "seines", "ihres", "aller")
    oblique = t.tag in ("OBL", "PROB") or any(x.tag == "ADJ" and x.key.endswith("em") for x in toks[first : last + 1])
    head = _head(toks, first, last)
    return Phrase(t.start, toks[last].end, first, last, head, prep, oblique, genitive, t.tag in ("PRON", "PROB"))


def _head(toks: list[Token], first: int, last: int) -> int:
    """The first noun of a run of nouns: the office in "Ministerpräsident Mustafa al-Kadhimi"."""
    return next((k for k in range(first, last + 1) if toks[k].tag == "NOUN"), last)


def _english_phrases(toks: list[Token]) -> list[Phrase]:
    """Determiner and following words up to a closed-class word; or a run of capitals, numbers and words before it."""
    out: list[Phrase] = []
    i = 0
    while i < len(toks):
        t = toks[i]
        if t.tag in ("PRON", "PROB"):
            last = i
        elif t.tag in ("DET", "NOUN", "NUM") or (t.tag == "WORD" and _english_modifier(toks, i)):
            last = i
            while last + 1 < len(toks) and (toks[last + 1].tag in ("NOUN", "NUM") or _english_goes_on(toks, last, t)):
                last += 1
            if t.tag == "DET" and last == i:
                i += 1
                continue
        else:
            i += 1
            continue
        out.append(_phrase(toks, i, last, out)._replace(head=last, genitive=False))
        i = last + 1
    return out


def _english_modifier(toks: list[Token], i: int) -> bool:
    """A lower-case word right before a noun in -s or a capital: "senior officials", "coalition forces"."""
    return (
        i + 1 < len(toks) and toks[i + 1].tag == "WORD" and not _english_verb(toks[i]) and toks[i + 1].key.endswith("s")
    )


def _english_goes_on(toks: list[Token], last: int, first: Token) -> bool:
    after = toks[last + 1]
    adverb = after.key.endswith("ly") and after.key not in _EN_NOUNS_IN_LY
    return after.tag == "WORD" and not _english_verb(after) and not adverb


_EN_NOUNS_IN_LY = frozenset(("family", "rally", "supply", "ally", "assembly", "monopoly", "anomaly", "reply"))


_EN_IRREGULAR = frozenset(
    ("said", "says", "say", "told", "tell", "saw", "went", "came", "made", "left", "held", "took", "began", "led")
)


def _english_verb(t: Token) -> bool:
    return t.key in _EN_IRREGULAR or (t.key.endswith(("ed", "ing")) and len(t.key) > 4)


# ---------------------------------------------------------------- clauses


_EN_OPENERS = frozenset(("that", "because", "if", "whether", "when", "while", "although", "who", "which"))
_MARKS = frozenset(';:–—|()„“”«»"')


def _clauses(toks: list[Token], code: str) -> list[Clause]:
    """Cut at marks, and at conjunctions that open a clause; a comma inside a list of nouns does not cut."""
    out: list[Clause] = []
    marks = {i for i, t in enumerate(toks) if t.text in _MARKS} - _asides(toks)
    first, opener = 0, "main"
    for i, t in enumerate(toks):
        if i in marks or (t.text == "," and _cuts(toks, i, marks)):
            if i > first:
                out.append(Clause(first, i - 1, opener))
            first, opener = i + 1, _opener(toks, i + 1, code)
        elif i == 0:
            opener = _opener(toks, 0, code)
        elif code == "en" and i > first and t.key in _EN_OPENERS:  # English sets no comma there
            out.append(Clause(first, i - 1, opener))
            first, opener = i, _opener(toks, i, code)
    if first < len(toks):
        out.append(Clause(first, len(toks) - 1, opener))
    return out or [Clause(0, max(0, len(toks) - 1), "main")]


_CLOSING = {"„": '“”"', "«": "»", "»": "«", "“": "”", '"': '"', "(": ")"}
_ASIDE_LENGTH = 4


def _asides(toks: list[Token]) -> set[int]:
    """Marks round a few words that belong to the clause: a name or word in quotation marks, "(CDU)"."""
    out: set[int] = set()
    for i, t in enumerate(toks):
        closing = _CLOSING.get(t.text)
        if closing is None or i in out:
            continue
        for k in range(i + 2, min(len(toks), i + _ASIDE_LENGTH + 2)):
            if toks[k].text in closing:
                stops = ".!?:;„" if t.text == "(" else ".!?:;,„"
                if not any(x.tag == "AUX" or x.text in stops for x in toks[i + 1 : k]):
                    out |= {i, k}
                break
    return out


_SURE_OPENERS = frozenset(("dass", "ob", "weil", "obwohl", "nachdem"))  # whatever the words of the clause are


def _cuts(toks: list[Token], i: int, marks: set[int]) -> bool:
    """Commas in a row of adjectives, in a list of nouns and round an apposition ("X, ein Sprecher,") do not cut."""
    if i == 0 or i + 1 >= len(toks):
        return True
    if toks[i - 1].tag == "ADJ" and toks[i + 1].tag == "ADJ":
        return False
    if toks[i + 1].key in _SURE_OPENERS:
        return True
    close = next((k for k in range(i + 1, len(toks)) if k in marks or toks[k].text == ","), len(toks))
    opens = next((k for k in range(i - 1, -1, -1) if k in marks or toks[k].text == ","), -1)
    if _goes_on_in_list(toks, opens, i):
        return False
    if toks[i + 1].tag == "SUB" and any(t.tag in ("AUX", "VERB") for t in toks[i + 1 : close]):
        return True
    return _has_verb(toks, i + 1, close) and _has_verb(toks, opens + 1, i)


def _goes_on_in_list(toks: list[Token], opens: int, i: int) -> bool:
    """ "wie das Amt für Bau, Umwelt und Verkehr mitteilt": a row of nouns in a clause whose verb is to come."""
    row = toks[i - 1].tag == toks[i + 1].tag == "NOUN" and i + 2 < len(toks) and toks[i + 2].tag == "AND"
    return row and toks[opens + 1].tag == "SUB" and not any(_is_verbal(t) for t in toks[opens + 2 : i])


def _is_verbal(t: Token) -> bool:
    return t.tag in ("AUX", "VERB", "WORD")


def _has_verb(toks: list[Token], first: int, stop: int) -> bool:
    return any(t.tag in ("AUX", "VERB", "WORD", "SUB") for t in toks[first:stop])


def _opener(toks: list[Token], i: int, code: str) -> str:
    w = _words(code)
    while i < len(toks) and toks[i].tag in ("PUNCT", "PREP", "AND", "BUT"):
        i += 1
    if i >= len(toks):
        return "main"
    if toks[i].key in w.relatives and i > 1 and toks[i - 1].tag in ("PUNCT", "PREP"):
        return "rel"
    return "sub" if toks[i].key in w.subordinators else "main"


# ---------------------------------------------------------------- who does it


def subject(p: Parse, verb: int) -> Phrase | None:
    """The phrase that may be the subject of the finite verb or participle at token ``verb``, or None.

    Nominative by form, without preposition, in the verb's clause; nearest before the verb in main and
    subordinate order, right after it where the verb comes first ("sagte X"). A relative pronoun stands for the
    phrase before its clause.
    """
    clause = p.clause_of(verb)
    here = [x for x in p.phrases if clause.first <= x.first <= clause.last]
    able = [x for x in here if _can_be_subject(x) and not _second_place(p, x)]
    before, after = [x for x in able if x.last < verb], [x for x in able if x.first > verb]
    if clause.opener == "rel" and not any(not x.pronoun for x in before):
        return _antecedent(p, clause)
    finite = _finite(p, clause, verb)
    if finite is not None and finite < verb:  # "hatte X … erklärt": around the auxiliary
        left = [x for x in before if x.last < finite]
        right = [x for x in before if x.first > finite]
        return _named(p, left[-1]) if left and _reaches(p, left[-1], finite) else next(iter([*right, *left]), None)
    if clause.opener == "sub" and before:
        return before[0]
    if before and (p.code == "en" or clause.opener != "main" or not after or _reaches(p, before[-1], verb)):
        return _named(p, before[-1])
    return next(iter([*after, *before]), None)


def _second_place(p: Parse, x: Phrase) -> bool:
    """ "Washington" in "in Bagdad und Washington": joined to a place, it is one itself."""
    number = _number(p, x)
    if not number or x.first != x.last:
        return False
    y = p.phrases[number - 1]
    return y.prep in _PLACE_PREPOSITIONS and y.first == y.last and p.text[y.end : x.start].strip() in ("und", "and")


def _reaches(p: Parse, x: Phrase, verb: int) -> bool:
    """Whether only what hangs on the phrase, and a closing comma, stands between it and the verb."""
    return p.text[extended(p, x)[1] : p.tokens[verb].start].strip(" ,") == ""


def _named(p: Parse, x: Phrase) -> Phrase:
    """For an apposition ("X, ein Sprecher der Armee,") the phrase that it explains."""
    here = _number(p, x)
    if here and p.tokens[x.first].key in ("ein", "eine", "der", "die", "a", "an", "the"):
        y = p.phrases[here - 1]
        enclosed = p.text[y.end : x.start].strip() == "," and p.text[extended(p, x)[1] :].lstrip().startswith(",")
        if enclosed and _can_be_subject(y):
            return y
    return x


def _can_be_subject(x: Phrase) -> bool:
    return not x.prep and not x.oblique and not x.genitive


def _antecedent(p: Parse, clause: Clause) -> Phrase | None:
    earlier = [x for x in p.phrases if x.last < clause.first]
    return earlier[-1] if earlier else None


def _finite(p: Parse, clause: Clause, verb: int) -> int | None:
    """The auxiliary of the clause, if any."""
    return next((i for i in range(clause.first, clause.last + 1) if p.tokens[i].tag == "AUX" and i != verb), None)


def _number(p: Parse, x: Phrase) -> int:
    """Number of a phrase in its sentence."""
    return bisect_right(p.phrases, x.first, key=lambda y: y.first) - 1


_PLACE_PREPOSITIONS = frozenset(("in", "im", "aus", "von", "vom", "of", "for", "in the"))


def extended(p: Parse, phrase: Phrase) -> tuple[int, int]:
    """Extent of a phrase with the genitives and places that hang on it ("Sprecher des Hauptquartiers der …")."""
    end = phrase.end
    placed = False
    for x in p.phrases[_number(p, phrase) + 1 :]:
        gap = p.text[end : x.start].strip()
        noun = p.tokens[x.head].tag == "NOUN"
        if (x.genitive and not gap) or (gap in _PLACE_PREPOSITIONS and noun):
            placed = not x.genitive and x.first == x.last
        elif not (placed and noun and gap in ("und", "and") and x.first == x.last):  # "in Bagdad und Washington"
            break
        end = x.end
    return phrase.start, end


class Parses:
    """The parses of one document's sentences, each made when it is first asked for."""

    def __init__(self, text: str, sentences: tuple[Span, ...], code: str) -> None:
        self.text, self.sentences, self.code = text, sentences, code
        self._starts = [s.start for s in sentences]
        self._made: dict[int, Parse] = {}

    def index_at(self, offset: int) -> int | None:
        """Number of the sentence that covers an offset."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.sentences[i].end else None

    def __getitem__(self, index: int) -> Parse:
        if index not in self._made:
            s = self.sentences[index]
            self._made[index] = parse(self.text, s.start, s.end, self.code)
        return self._made[index]
