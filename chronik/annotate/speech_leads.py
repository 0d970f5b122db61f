"""Cues without a verb: laut X, nach Angaben (von) X, X zufolge, so X, demnach."""

from collections.abc import Iterator

from chronik.annotate.cue import CLOSING_MARKS, NAMED, OPENING_MARKS, Cue, Extent, phrase_from, phrase_to
from chronik.annotate.speech_extent import whole
from chronik.annotate.speech_lexicon import Preposition, content_nouns, grammar, is_cue_noun, lead_words, speech
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Parse, Phrase, extended


def find_leads(p: Parse) -> Iterator[Cue]:
    """The prepositional cues of a sentence; the cue's extent holds the speaker."""
    table = lead_words(p.code)
    for i, t in enumerate(p.tokens):
        for rule in table.get(t.key, ()):
            cue = _PLACES[rule.place](p, i, rule)
            if cue:
                yield cue
                break


def _lead(p: Parse, rule: Preposition, i: int, span: Extent, speaker: Extent) -> Cue:
    c = p.clause_of(i)
    return Cue(*span, i, c.first, c.last, c.opener, "claim", ("clause", "quote"), lead=rule, speaker=speaker)


def _before(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """laut X"""
    words = rule.words[0].split()
    if [t.key for t in p.tokens[i + 1 : i + len(words)]] != words[1:]:
        return None
    if _is_relative(p, i):
        return _lead(p, rule, i, (p.tokens[i].start, p.tokens[i + 1].end), (p.tokens[i + 1].start, p.tokens[i + 1].end))
    span = _whom(p, i + len(words))
    return _lead(p, rule, i, (p.tokens[i].start, span[1]), span) if span else None


def _whom(p: Parse, k: int) -> Extent | None:
    """The phrase at token k, a name in quotation marks, or a bare word ("laut faz.net")."""
    x = _phrase_at(p, k)
    if x is not None:
        return None if x.pronoun else _saying(p, x) or whole(p, x)
    if k + 1 < len(p.tokens) and p.tokens[k].text in OPENING_MARKS:
        close = next((t for t in p.tokens[k + 1 : k + 6] if t.text in CLOSING_MARKS), None)
        return (p.tokens[k].start, close.end) if close else None
    if k < len(p.tokens) and p.tokens[k].tag in ("WORD", "ADJ", "VERB"):
        end = p.tokens[k].end
        domain = k + 2 < len(p.tokens) and p.tokens[k + 1].text == "." and p.tokens[k + 2].start == end + 1
        return p.tokens[k].start, p.tokens[k + 2].end if domain else end
    return None


def _phrase_at(p: Parse, k: int) -> Phrase | None:
    """The phrase at token k, one too whose article an attribute parts from its noun ("einer am Montag … Studie")."""
    x = phrase_from(p, k)
    if x is not None or k >= len(p.tokens) or p.tokens[k].tag not in ("DET", "OBL"):
        return x
    for y in (y for y in p.phrases if k < y.first <= k + _LONGEST_ATTRIBUTE):
        between = p.tokens[k + 1 : y.first]
        if not between or any(t.tag in ("PUNCT", "AUX", "PRON", "SUB") for t in between):
            return None
        if between[-1].tag in ("VERB", "ADJ", "WORD") and between[-1].key.endswith(("en", "e")):
            return y._replace(start=p.tokens[k].start)
    return None


_LONGEST_ATTRIBUTE = 7  # tokens


def _owned(p: Parse, x: Phrase | None) -> Phrase | None:
    """A phrase with the noun as its head that a name owns: "Brands Meinung"."""
    if x is None or x.head == x.last or p.tokens[x.last].tag != "NOUN" or not p.tokens[x.last - 1].key.endswith("s"):
        return x
    return x._replace(head=x.last) if is_cue_noun(p.tokens[x.last].key, p.code) or _is_ruling(p, x.last) else x


def _is_ruling(p: Parse, k: int) -> bool:
    return p.tokens[k].key.endswith(speech(p.code).nouns.rulings)


def _saying(p: Parse, x: Phrase) -> Extent | None:
    """ "Zeugenangaben „Britain First“": the quotation after words of saying is no name."""
    return extended(p, x) if is_cue_noun(p.tokens[x.head].key, p.code) else None


def _is_relative(p: Parse, i: int) -> bool:
    """ "…, laut dem Kevin misshandelt wurde": a relative pronoun, its verb at the end of the clause."""
    if i == 0 or i + 2 >= len(p.tokens) or p.tokens[i - 1].text != ",":
        return False
    after = p.tokens[i + 1].key
    if after == "denen":
        return True
    close = next((k for k in range(i + 2, len(p.tokens)) if p.tokens[k].tag == "PUNCT"), len(p.tokens))
    alone = _phrase_at(p, i + 1) is None
    return after in _DATIVES and (alone or p.tokens[close - 1].tag in ("AUX", "VERB"))


_DATIVES = ("dem", "der", "dessen", "deren", "welchem", "welcher", "welchen")


def _noun(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """nach Angaben der Polizei, nach Polizeiangaben, aus Sicht des Rats; seiner Meinung nach; …, nach denen"""
    x = _owned(p, _phrase_at(p, i + 1))
    if x is not None and _is_saying(p, x, rule):
        end = _with_name(p, x, _before_time(p, x, extended(p, x)[1]))
        holder = _holder(p, x, end)
        if holder == (x.start, x.end) and rule.nouns:
            return None  # "in den Augen standen Tränen"
        return _lead(p, rule, i, (p.tokens[i].start, end), holder)
    if not rule.nouns and _is_relative(p, i) and _tells(p, i):
        after = p.tokens[i + 1]
        return _lead(p, rule, i, (p.tokens[i].start, after.end), (after.start, after.end))
    x = phrase_to(p, i - 1) if i else None
    if x is not None and not (x.prep or rule.nouns) and _is_saying(p, x, rule):
        return _lead(p, rule, i, (x.start, p.tokens[i].end), (x.start, x.end))
    return None


def _is_saying(p: Parse, x: Phrase, rule: Preposition) -> bool:
    """A noun of saying; one of a plan or a ruling only where the clause says what shall be ("Nach dem Plan soll …")."""
    t, nouns = p.tokens[x.head], speech(p.code).nouns
    if t.tag != "NOUN" or t.key in nouns.never_cue:
        return False
    if rule.nouns:
        return t.key.endswith(rule.nouns) and p.tokens[x.first].tag != "ADJ"  # "aus technischer Sicht"
    if is_cue_noun(t.key, p.code):
        return True
    if not _is_ruling(p, x.head) or (x.first > 1 and p.tokens[x.first - 2].tag == "NOUN"):  # "Ruf nach …"
        return False
    colon = next((k for k in range(x.last, len(p.tokens)) if p.tokens[k].text == ":"), len(p.tokens))
    return any(w.key in nouns.ruling_verbs for w in p.tokens[p.clause_of(x.first).first : colon])


def _tells(p: Parse, i: int) -> bool:
    """Whether what a relative pronoun stands for is a thing said ("eine Mitteilung, nach der …")."""
    before = [x for x in p.phrases if x.last < i - 1][-3:]
    words = (p.tokens[x.head].key for x in before if x.genitive or x.prep or x is before[-1])
    nouns = speech(p.code).nouns
    return any(
        is_cue_noun(w, p.code) or w.endswith((*content_nouns(p.code), *nouns.works, *nouns.rulings)) for w in words
    )


def _with_name(p: Parse, x: Phrase, end: int) -> int:
    """The end of a cue with the name in quotation marks after a holder ("des Magazins „Wind“")."""
    named = NAMED.match(p.text, end) if end > x.end else None
    return named.end() if named else end


def _before_time(p: Parse, x: Phrase, end: int) -> int:
    """ "nach Angaben der Polizei | in der Nacht": a time is no part of the cue."""
    timed = next((y for y in p.phrases if x.end < y.start < end and y.prep and is_time(p, y)), None)
    return max(y.end for y in p.phrases if y.start < timed.start) if timed else end


def _holder(p: Parse, x: Phrase, end: int) -> Extent:
    """Whose words they are: a possessive, the genitive or "von X" after the noun.

    Without any of them the phrase itself ("offiziellen Angaben").
    """
    agents = grammar(p.code).agents
    first = p.tokens[x.first]
    if first.key in grammar(p.code).owners:  # "nach seinen Worten"
        return first.start, first.end
    if first.key in grammar(p.code).own:  # "nach eigenen Angaben": whose they are is for ``identity``
        return x.start, x.end
    if x.head == x.last > x.first and p.tokens[x.last - 1].tag == "NOUN":  # "Brands Meinung"
        return x.start, p.tokens[x.last - 1].end
    after = [y for y in p.phrases if y.start >= x.end and y.end <= end and (y.genitive or y.prep in agents)]
    return (after[0].start, end) if after else (x.start, x.end)


def _after(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """X zufolge, with the genitives of X"""
    words = rule.words[0].split()
    if [t.key for t in p.tokens[i + 1 : i + len(words)]] != words[1:]:
        return None
    if (named := _named_before(p, i)) is not None:
        return _lead(p, rule, i, (named[0], p.tokens[i].end), named)
    if i > 1 and p.tokens[i - 1].key in _DATIVES and p.tokens[i - 2].text == ",":  # "der Brief, dem zufolge …"
        return _lead(p, rule, i, (p.tokens[i - 1].start, p.tokens[i].end), (p.tokens[i - 1].start, p.tokens[i - 1].end))
    x = phrase_to(p, i - 1) if i else None
    if x is None:
        return None
    if x.head != x.last and is_cue_noun(p.tokens[x.last].key, p.code):  # "… hatten die Prüfer Medienberichten zufolge"
        x = x._replace(first=x.last, start=p.tokens[x.last].start, head=x.last)
    first = _hangs_on(p, x)
    speaker = (x.start if first is not x and is_cue_noun(p.tokens[first.head].key, p.code) else first.start, x.end)
    return _lead(p, rule, i, (first.start, p.tokens[i + len(words) - 1].end), speaker)


_LONGEST_NAME = 6  # tokens of a name in quotation marks


def _named_before(p: Parse, i: int) -> Extent | None:
    """dem „Figaro“ zufolge, der Seite wind.org zufolge: a name in quotation marks or of a site before the word."""
    k = i - 1
    if i > 2 and p.tokens[k].text in CLOSING_MARKS:
        k = next((n for n in range(k - 1, max(-1, k - _LONGEST_NAME), -1) if p.tokens[n].text in OPENING_MARKS), 0)
    elif i > 3 and p.tokens[k - 1].text == "." and p.tokens[k].tag == "WORD":
        k -= 2
    if not 0 < k < i - 1:
        return None
    x = phrase_to(p, k - 1)
    start = x.start if x else p.tokens[k - 1].start if p.tokens[k - 1].tag in ("DET", "OBL") else p.tokens[k].start
    return start, p.tokens[i - 1].end


def _hangs_on(p: Parse, x: Phrase) -> Phrase:
    """The phrase that a chain of genitives and places ends with: "Angaben" of "Angaben der Polizei in Erbil"."""
    while x.genitive or (x.prep in grammar(p.code).places and x.first > 1):
        left = phrase_to(p, x.first - (1 if x.genitive else 2))
        if left is None:
            break
        x = left
    return x


def _so(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """…, so X.: after a mark, and no verb up to the next one"""
    if i == 0 or p.tokens[i - 1].text not in _SO_AFTER:
        return None
    k = i + 1
    while k < len(p.tokens) and p.tokens[k].tag == "ADV":
        k += 1
    if p.tokens[i + 1 : i + 2] and p.tokens[i + 1].key in _FOR_EXAMPLE:
        return None
    x = phrase_from(p, k)
    if x is None or x.oblique:
        return None
    start, end = extended(p, x)
    close = next((t.start for t in p.tokens[x.last + 1 :] if t.text in _SO_BEFORE and t.start >= end), p.tokens[-1].end)
    between = [k for k, t in enumerate(p.tokens) if k > i and t.end <= close]
    if any(p.tokens[k].tag in ("AUX", "SUB") or _is_verb(p, k) for k in between):
        return None
    return _lead(p, rule, i, (p.tokens[i].start, end), (start, end))


_FOR_EXAMPLE = frozenset(("auch", "etwa", "beispielsweise", "zum", "unter"))  # "…, so auch Herta Meyer"


def _is_verb(p: Parse, k: int) -> bool:
    """A verb that is no attribute ("einer gestern vorgestellten Studie")."""
    attribute = k + 1 < len(p.tokens) and p.tokens[k + 1].tag in ("NOUN", "ADJ")
    return p.tokens[k].tag == "VERB" and p.tokens[k].text[0].islower() and not attribute


_SO_AFTER = frozenset(',“”"»«–-—(‘’;')
_SO_BEFORE = frozenset(',.;:–—-„“"«»)!?')


def _adverb(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """demnach, wonach: at the head of the clause, standing for whoever spoke before"""
    c = p.clause_of(i)
    head = next((k for k in range(c.first, i + 1) if p.tokens[k].tag not in ("PUNCT", "AND", "BUT")), i)
    inside = p.tokens[i].key in _INSIDE and any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[c.first : i])
    if i != head and not (i and p.tokens[i - 1].text == ",") and not inside:
        return None
    if p.tokens[i].key in _INSIDE and any(t.key in _CONCLUDED for t in p.tokens[c.first : c.last + 1]):
        return None  # "Demnach wäre ein Umzug nötig": a conclusion
    here = (p.tokens[i].start, p.tokens[i].end)
    return _lead(p, rule, i, here, here)


_CONCLUDED = frozenset(("wäre", "wären", "müsste", "müssten", "könnte", "könnten"))
_INSIDE = ("demnach", "demzufolge")  # may also stand after the verb


_PLACES = {"before": _before, "noun": _noun, "after": _after, "so": _so, "adverb": _adverb}
