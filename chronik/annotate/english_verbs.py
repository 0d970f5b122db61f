"""English verbs of speaking where they are used as such, with their auxiliaries: "has also said", "was quoted".

English has no tagger here: a form that may be a noun too ("reports", "demand") is a verb only where its subject and
what follows make it one (Quirk et al. 1985, § 10.3 ff.). What somebody did not say, or may say, is no statement.
"""

from collections.abc import Iterator
from typing import NamedTuple

from chronik.annotate.english_words import closed
from chronik.annotate.speech_lexicon import Sense, senses
from chronik.article.phrases import Parse


class Verb(NamedTuple):
    """A verb of speaking: its token, the first token of its group, the last one of the cue, its reading and voice."""

    token: int
    first: int
    last: int
    sense: Sense
    voice: str  # active, passive or gerund


def speech_verbs(p: Parse) -> Iterator[Verb]:
    """The verbs of speaking of a sentence in order; of two readings the first that fits comes first."""
    table = senses("en")
    for i, t in enumerate(p.tokens):
        if t.key not in table or (t.text[0].isupper() and not (_may_open(p, i) or _in_headline(p, i))):
            continue
        first, helpers = _group(p, i)
        groups: set[str] = set()
        for sense in table[t.key]:
            verb = _reading(p, i, first, helpers, sense) if sense.group.name not in groups else None
            if verb is not None:
                groups.add(sense.group.name)
                yield verb


def is_adverb(p: Parse, k: int) -> bool:
    """Whether a token is an adverb: of the closed class, or in -ly."""
    t = p.tokens[k]
    return (
        t.tag == "ADV"
        or t.key in closed().adverbs
        or (t.tag == "WORD" and t.key.endswith("ly") and t.key not in closed().no_adverbs)
    )


def is_finite(p: Parse, k: int) -> bool:
    """Whether a token shows a finite verb: an auxiliary, a strong past or a word in -ed that nothing makes a noun's."""
    t = p.tokens[k]
    if t.tag == "AUX":
        return not (k and p.tokens[k - 1].key == "to")
    if t.tag not in ("WORD", "VERB"):
        return False
    before = p.tokens[k - 1].tag if k else ""
    past = t.key in closed().past_forms or (t.key.endswith("ed") and len(t.key) > 4)
    return past and before not in ("DET", "PREP", "NUM")


def is_participle(p: Parse, k: int) -> bool:
    """Whether a token is a form in -ing: at the head of a sentence one that what follows shows to be no name."""
    t = p.tokens[k]
    if not t.key.endswith("ing") or len(t.key) < _SHORTEST_GERUND:
        return False
    after = p.tokens[k + 1].tag if k + 1 < len(p.tokens) else ""
    return t.text[0].islower() or (k == 0 and after in ("PREP", "DET", "OBL", "SUB", "ADV", "PRON", "PROB"))


_SHORTEST_GERUND = 5  # letters


def _may_open(p: Parse, i: int) -> bool:
    """A capital only where the sentence or a quotation begins ("Citing …", "Said Colonel Marsh: …")."""
    return i == 0 or p.tokens[i - 1].text in ("“", '"', "``", "‘", ":", ")")


def _in_headline(p: Parse, i: int) -> bool:
    """A capital in a line that writes all its words so ("Obama Says Troops Will Leave"): a present form, no noun."""
    if i == 0 or p.tokens[-1].text == "." or not p.tokens[i].key.endswith("s"):
        return False
    first = {s.verb.split()[0].split("|")[0] for s in senses("en")[p.tokens[i].key] if s.kind == "present"}
    long = [t for t in p.tokens if len(t.text) > _LONG_WORD and t.text[0].isalpha()]
    titled = len(long) > 2 and all(t.text[0].isupper() for t in long)
    return titled and bool(first) and first.isdisjoint(closed().also_nouns)


_LONG_WORD = 4  # letters from which on a headline writes every word with a capital


def _group(p: Parse, i: int) -> tuple[int, list[str]]:
    """The first token of the verb group that ends at i, and its auxiliaries and negations from right to left."""
    k, helpers = i - 1, []
    while k >= 0 and (p.tokens[k].tag == "AUX" or is_adverb(p, k) or p.tokens[k].key in ("not", "n't")):
        if p.tokens[k].tag == "AUX" or p.tokens[k].key in ("not", "n't", "never"):
            helpers.append(p.tokens[k].key)
        k -= 1
    if not helpers:  # "officials there said": an adverb without auxiliary may belong to the subject
        while k + 1 < i and p.tokens[k + 1].key in ("here", "there"):
            k += 1
    return k + 1, helpers


def _reading(p: Parse, i: int, first: int, helpers: list[str], sense: Sense) -> Verb | None:
    last = _with_particle(p, i, sense.particle)
    voice = _voice(p, i, first, helpers, sense) if last is not None else None
    if last is None or voice is None or not _companions(p, i, sense):
        return None
    if voice == "active" and not helpers and sense.kind == "present" and not _is_verb(p, i, first, last, sense):
        return None
    if voice == "active" and first and p.tokens[first - 1].key == "to":  # "went on to say"
        while first and (p.tokens[first - 1].key in closed().went_on or p.tokens[first - 1].key == "to"):
            first -= 1
    return Verb(i, first, last, sense, voice)


def _with_particle(p: Parse, i: int, particle: str) -> int | None:
    """The last token of verb and particle ("called for", "made it clear"), None where it is missing."""
    if not particle:
        return i
    for k in range(i + 1, min(i + 3, len(p.tokens))):
        if p.tokens[k].key == particle:
            return k
        if p.tokens[k].key not in ("it", "clearly"):
            return None
    return None


def _companions(p: Parse, i: int, sense: Sense) -> bool:
    """The words that a reading asks for stand after the verb, and none that it forbids."""
    group = sense.group
    if not (group.with_ or group.without):
        return True
    keys = {t.key for t in p.tokens[i + 1 : max(i + _NEAR, p.clause_of(i).last + 1)]}
    return not (group.with_ and keys.isdisjoint(group.with_)) and keys.isdisjoint(group.without)


_NEAR = 8  # tokens


def _voice(p: Parse, i: int, first: int, helpers: list[str], sense: Sense) -> str | None:
    """How the form is used, None where it is no report of speech: negated, only possible, an attribute."""
    before = p.tokens[first - 1] if first else None
    if any(h in ("not", "n't", "never") or h.endswith("n't") for h in helpers) or not closed().modals.isdisjoint(
        helpers
    ):
        return None
    if sense.kind == "gerund":
        return _gerund(p, i, first, helpers)
    if helpers:
        return _with_helpers(p, i, helpers, sense)
    if before is not None and before.key == "to":
        went_on = first > 1 and p.tokens[first - 2].key in closed().went_on
        return "active" if went_on and sense.kind == "infinitive" else None
    if before is not None and (before.tag in ("DET", "OBL", "PREP") or before.text.endswith(("'s", "’s"))):
        return None
    if before is not None and before.tag == "NUM" and not (first > 1 and p.tokens[first - 2].tag == "NOUN"):
        return None  # "400 confirmed cases", but "on June 18 announced"
    if i == 0 and sense.kind == "present" and not p.tokens[0].key.endswith("s"):
        return None  # an imperative
    if sense.kind == "past" and i + 1 < len(p.tokens) and p.tokens[i + 1].key == "by":  # "a plan revealed by the firm"
        return None
    return "active" if sense.kind in ("present", "past") else None


def _with_helpers(p: Parse, i: int, helpers: list[str], sense: Sense) -> str | None:
    """The voice of a form with auxiliaries: perfect and emphatic forms are active, those of "be" passive."""
    if helpers[0] in closed().be:
        return "passive" if sense.kind == "participle" else None
    if helpers[0] in closed().have:
        return "active" if sense.kind == "participle" else None
    asks = p.tokens[-1].text == "?" or (i > 1 and p.tokens[i - 2].key in closed().do)
    return "active" if helpers[0] in closed().do and sense.kind in ("infinitive", "present") and not asks else None


def _gerund(p: Parse, i: int, first: int, helpers: list[str]) -> str | None:
    """ ", saying that …", "by saying …", "is saying …", "a report stating that …": none of them a noun."""
    if helpers:
        return "active" if helpers[0] in closed().be else None
    before = p.tokens[first - 1] if first else None
    if (
        before is None
        or before.text in (",", "–", "—", "-", ")")
        or before.key in closed().before_gerund
        or before.tag in ("AND", "BUT")
    ):
        return "gerund"
    if p.tokens[i].key in closed().nouns_in_ing:
        return None
    return "gerund" if before.tag in ("NOUN", "WORD", "PRON", "PROB") else None


# ---------------------------------------------------------------- forms that may be nouns


def _is_verb(p: Parse, i: int, first: int, last: int, sense: Sense) -> bool:
    """Whether a present form is a verb: it agrees with the word before it, and what follows can be said."""
    nouns = closed().also_nouns
    base = sense.verb.split()[0].split("|")[0]
    plural = sense.plural
    if base not in nouns and (not plural or (first and p.tokens[first - 1].tag == "NOUN")):
        return True
    before = p.tokens[first - 1] if first else None
    after = p.tokens[last + 1] if last + 1 < len(p.tokens) else None
    if before is None or (before.tag == "PUNCT" and before.text not in (",", ")", "—", "–", "-", "”", '"', "’", "''")):
        return False
    if plural and before.tag == "PUNCT" and base in nouns and (after is None or after.key != "that"):
        return False
    if plural and before.tag != "PUNCT" and not _is_plural(p, first - 1):
        return False
    if not plural and before.tag == "WORD" and _is_plural(p, first - 1):
        return False
    return base not in nouns or _takes_something(p, i, first, last, sense)


def _takes_something(p: Parse, i: int, first: int, last: int, sense: Sense) -> bool:
    """Whether a form that may be a noun has what a verb has: "Reuters reports.", "the paper claims that …"."""
    before, plural = p.tokens[first - 1], sense.plural
    after = p.tokens[last + 1] if last + 1 < len(p.tokens) else None
    if not plural and any(x.first < first <= x.last + 1 and p.tokens[x.first].tag == "NUM" for x in p.phrases):
        return False  # "seven EU states"
    if not plural and before.tag == "NOUN" and (after is None or after.text in (".", ",")) and _is_set_off(p, first):
        return True  # "…, Reuters reports."
    if after is None:
        return False
    if before.tag == "NOUN" and after.tag == "WORD" and "object" in sense.group.takes:
        return not any(is_finite(p, k) for k in range(len(p.tokens)) if k != i)  # a headline
    if not plural and after.key == "that" and last + 2 < len(p.tokens) and is_finite(p, last + 2):
        return False  # "street protests that began"
    return _opens_said(after.tag, after.text, after.key) and not _compound(p, first, p.tokens[i].key)


def _is_plural(p: Parse, k: int) -> bool:
    t = p.tokens[k]
    if t.key in closed().plural or (t.key.endswith("s") and not t.key.endswith(("ss", "us", "is", "'s", "’s"))):
        return True
    joined = any(x.tag == "AND" for x in p.tokens[max(0, k - 3) : k])  # "France and Germany say"
    return joined and t.tag == "NOUN"


def _opens_said(tag: str, text: str, key: str) -> bool:
    """Whether a word right after a form may open what is said, so that the form is no noun."""
    return tag in ("DET", "OBL", "PRON", "PROB", "NOUN", "NUM", "SUB") or text in ':"“‘”``' or key in ("that", "to")


def _is_set_off(p: Parse, first: int) -> bool:
    """Whether nothing but a name stands between a comma and the verb."""
    k = first - 1
    while k > 0 and p.tokens[k].tag in ("NOUN", "DET"):
        k -= 1
    return p.tokens[k].text in (",", "–", "—", "”", '"')


def _compound(p: Parse, first: int, key: str) -> bool:
    """ "media reports", "initial claims": a noun with one before it."""
    before = p.tokens[first - 1]
    article = any(t.tag == "DET" for t in p.tokens[max(0, first - 4) : first - 1])
    return before.tag == "WORD" and not article and key.endswith("s")
