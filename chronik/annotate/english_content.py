"""What an English verb of speaking says: the clause, infinitive, quotation or object after it, or what it is set into.

Frames after VerbNet 3.3 (say-37.7, tell-37.2, advise-37.9, conjecture-29.5): a clause with or without "that", an
infinitive, a gerund, an object; a person told may stand before, times and places between.
"""

import re

from chronik.annotate.cue import phrase_from
from chronik.annotate.english_subject import Run, after_dateline
from chronik.annotate.english_verbs import Verb, is_adverb, is_finite
from chronik.annotate.english_words import closed
from chronik.annotate.speech_lexicon import grammar
from chronik.annotate.speech_span import Content, quoted, span
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Parse, Phrase
from chronik.model import Quote

_OPENING = frozenset(("“", '"', "``", "‘", "'", "„", "«", "”"))
_LONGEST_ASIDE = 14  # tokens between two commas that stand before what is said


def complement(p: Parse, v: Verb, quotes: tuple[Quote, ...], stop: int) -> Content | None:
    """What follows the verb, up to the offset ``stop``; None where nothing that is said follows."""
    k = _past_adjuncts(p, v)
    if k >= len(p.tokens):
        return None
    t, takes = p.tokens[k], v.sense.group.takes
    said = "clause" in takes or "that" in takes
    if t.text == ":" or t.text in _OPENING:
        q = _quote_from(p, k, quotes)
        if q is not None and ("quote" in takes or said):
            return quoted(p, q)
        return span(p, t.end if t.text == ":" else t.start, stop, "indirect") if said and _is_clause(p, v, k) else None
    if t.tag == "PUNCT":
        return None
    if _opens_clause(p, v, k) or _opens_infinitive(p, v, k) or ("clause" in takes and _is_clause(p, v, k)):
        return span(p, t.start, stop, "indirect")
    return _later_that(p, v, k, stop) if said else None


def _opens_clause(p: Parse, v: Verb, k: int) -> bool:
    """Whether "that", a question word or "if" opens what is said at k."""
    key, takes = p.tokens[k].key, v.sense.group.takes
    if key == "that" and ("clause" in takes or "that" in takes):
        very = k + 1 < len(p.tokens) and p.tokens[k + 1].key == "very"  # "I find that very odd"
        return not very and (k > v.last + 1 or _goes_on(p, k))
    if "clause" in takes and key in closed().question:
        return _goes_on(p, k)
    return key == "if" and v.sense.group.act == "ask"


def _opens_infinitive(p: Parse, v: Verb, k: int) -> bool:
    """Whether an infinitive, or somebody with one, is what is said."""
    takes = v.sense.group.takes
    if "infinitive" in takes and p.tokens[k].key == "to":
        return _is_verb_after_to(p, k) and not is_silence(p, v, k)
    return "whom to" in takes and _infinitive_follows(p, k)


def object_told(p: Parse, v: Verb, subject: Run, stop: int) -> Content | None:
    """The reporting clause where the verb has an object: "rejected the plan", "called for a vote", "accused X of …"."""
    takes, k = v.sense.group.takes, v.last + 1
    while k < len(p.tokens) and is_adverb(p, k):
        k += 1
    if k >= len(p.tokens) or (p.tokens[k].tag == "PUNCT" and p.tokens[k].text not in _OPENING):
        ends = k >= len(p.tokens) or p.tokens[k].text in ".;"
        return span(p, p.tokens[subject.first].start, stop, "reported") if "alone" in takes and ends else None
    if (
        p.tokens[k].tag == "PREP" and p.tokens[k].key == "on" and p.tokens[k].key not in takes
    ):  # "announced on Monday the"
        later = _past_adjuncts(p, v)
        goes_on = later < len(p.tokens) and (p.tokens[later].tag in ("DET", "OBL") or p.tokens[later].key in takes)
        k = later if goes_on else k
    t = p.tokens[k]
    number = "number" in takes and any(x.tag == "NUM" for x in p.tokens[k : k + 4])
    nominal = t.tag in ("DET", "OBL", "NOUN", "NUM", "PROB", "WORD") or t.text in _OPENING or t.key == "what"
    x = phrase_from(p, k)
    fits = ("object" in takes and nominal) or number or (t.tag == "PREP" and t.key in takes)
    fits = fits or ("gerund" in takes and t.key.endswith("ing"))
    if not fits or (x is not None and is_time(p, x)):
        return None
    if p.tokens[subject.first].text in closed().relative:
        stop = next((x.start for x in p.tokens[k:] if x.text == "," and x.start < stop), stop)
    return span(p, p.tokens[subject.first].start, stop, "reported")


def set_in(p: Parse, v: Verb, first: int, quotes: tuple[Quote, ...], stop: int) -> Content | None:
    """The sentence that a reporting clause beginning at token ``first`` is set into or ends."""
    if first <= v.token and not _closes(p, v):
        return None
    q = quote_before(p, p.tokens[first].start, quotes)
    if q is not None:
        return None if {"quote", "clause"}.isdisjoint(v.sense.group.takes) else quoted(p, q)
    if first < 2 or p.tokens[first - 1].text not in _BEFORE or "clause" not in v.sense.group.takes:
        return None
    opening = p.tokens[after_dateline(p, first)].start
    start = max((t.end for t in p.tokens[: first - 1] if t.text in (";", ":") and t.start > opening), default=opening)
    before = [k for k in range(first - 1) if p.tokens[k].start >= start]
    close = next((k for k in range(v.last + 1, len(p.tokens)) if p.tokens[k].text in (",", "–", "—", "-")), None)
    parted = close is not None and any(is_finite(p, k) for k in range(close + 1, min(close + 3, len(p.tokens))))
    if not (_says_something(p, before) or (parted and before)) or v.sense.group.act == "ask":
        return None
    end = stop if close is not None and _takes_up(p, close + 1, stop) else p.tokens[first].start
    return span(p, start, end, "indirect")


def _closes(p: Parse, v: Verb) -> bool:
    """Whether nothing that the verb could have as its object follows: "…, reporters asked the minister a question"."""
    after = v.last + 1
    if after < len(p.tokens) - 1 and p.tokens[after].key == "to" and not _to_whom(p, after):
        return False
    if after >= len(p.tokens) or p.tokens[after].tag in ("PUNCT", "PREP", "SUB", "AND", "BUT"):
        return True
    k = _past_adjuncts(p, v)
    return k >= len(p.tokens) or (k > after and p.tokens[k].tag in ("PUNCT", "PREP", "SUB", "AND", "BUT"))


_BEFORE = frozenset((",", "–", "—", "-", "--", "”", '"', "’"))


def quote_before(p: Parse, offset: int, quotes: tuple[Quote, ...]) -> Quote | None:
    """The quotation that ends right before an offset."""
    for q in reversed(quotes):
        if q.end <= offset and offset - q.end <= _NEAR and not re.search(r"\w", p.text[q.end : offset]):
            return None if q.scare and q.start > p.tokens[0].start + 2 else q
    return None


_NEAR = 6  # characters between a quotation and "said X"


# ---------------------------------------------------------------- between the verb and what is said


def _past_adjuncts(p: Parse, v: Verb) -> int:
    """The token after the person told, times, places and asides that stand before what is said."""
    k, told = v.last + 1, "whom" in v.sense.group.takes
    while k < len(p.tokens):
        after = _past_one(p, k, told)
        if after == k:
            break
        told = told and p.tokens[k].tag in ("ADV", "PREP")
        k = after
    return k


def _past_one(p: Parse, k: int, told: bool) -> int:
    """The token after one adjunct at k, or k itself where none stands there."""
    t = p.tokens[k]
    if t.text == ",":
        return _past_comma(p, k)
    if (is_adverb(p, k) and t.key not in ("here", "there", "about", "nearly", "almost")) or t.key in ("again", "also"):
        return k + 1
    x = phrase_from(p, k)
    if x is not None and is_time(p, x) and not _subject_of_finite(p, x):
        return _end_of_time(p, x)
    if t.key in ("late", "early", "last", "earlier", "later"):
        at = k + 1 + (p.tokens[min(k + 1, len(p.tokens) - 1)].tag == "PREP")
        if (x := phrase_from(p, at)) is not None and is_time(p, x):
            return _end_of_time(p, x)
    if told and t.key != "that" and (x is not None or t.tag in ("PRON", "PROB", "WORD")):
        end = x.last + 1 if x is not None else k + 1
        end += end < len(p.tokens) and p.tokens[end].key in closed().nouns_in_ing  # "a news briefing"
        return k if end < len(p.tokens) and is_finite(p, end) else end
    if t.key == "to" and not _to_whom(p, k):
        return k
    if t.tag == "PREP" and t.key not in ("about", "over", "around", "up", "of", "for", "as", "than"):
        return _past_prepositional(p, k)
    if t.key == "of" and k and told is False:
        return _past_prepositional(p, k)
    return k


def _to_whom(p: Parse, k: int) -> bool:
    """ "said to reporters", "explained to the court": no infinitive."""
    after = p.tokens[k + 1] if k + 1 < len(p.tokens) else None
    if after is None or after.tag in ("DET", "NOUN", "PROB", "PRON") or after.key.endswith("ers"):
        return after is not None
    return k + 2 < len(p.tokens) and (p.tokens[k + 2].key == "that" or p.tokens[k + 2].text in _OPENING)


def _end_of_time(p: Parse, x: Phrase) -> int:
    """The token after a time; lower-case words behind a day are a phrase of their own ("Monday troops would leave")."""
    if p.tokens[x.first].tag == "NOUN" and not _TIME_TAIL.fullmatch(p.tokens[x.last].key):
        return next((k for k in range(x.first + 1, x.last + 1) if p.tokens[k].tag == "WORD"), x.last + 1)
    return x.last + 1


_TIME_TAIL = re.compile(r"morning|evening|afternoon|night|\d+")


def _subject_of_finite(p: Parse, x: Phrase) -> bool:
    """ "said last year was the worst": a time that is itself a subject."""
    return x.last + 1 < len(p.tokens) and p.tokens[x.last + 1].tag == "AUX"


def _past_comma(p: Parse, k: int) -> int:
    """Past a comma before a quotation, or an aside between two commas before "that" or a quotation."""
    if k + 1 < len(p.tokens) and p.tokens[k + 1].text in _OPENING:
        return k + 1
    close = next((j for j in range(k + 1, min(len(p.tokens), k + _LONGEST_ASIDE)) if p.tokens[j].text == ","), None)
    if close is None or close + 1 >= len(p.tokens):
        return k
    after = p.tokens[close + 1]
    return close + 1 if after.key == "that" or after.text in _OPENING else k


def _past_prepositional(p: Parse, k: int) -> int:
    """Past "in a statement", "at a news conference", "on Friday", "to reporters"; k where no phrase follows."""
    x = phrase_from(p, k + 1)
    if x is None:
        plain = k + 1 < len(p.tokens) and p.tokens[k + 1].tag == "WORD" and not is_finite(p, k + 1)
        return k + 2 if plain else k
    if x.pronoun and p.tokens[k + 1].tag != "PROB":
        return k
    return _end_of_time(p, x) if p.tokens[x.first].tag == "NOUN" and is_time(p, x) else _end_of_place(p, x)


def _end_of_place(p: Parse, x: Phrase) -> int:
    """The token after a phrase; one of a name alone ends before lower-case words."""
    if p.tokens[x.first].tag == "NOUN":
        return next((k for k in range(x.first + 1, x.last + 1) if p.tokens[k].tag == "WORD"), x.last + 1)
    return x.last + 1


# ---------------------------------------------------------------- what can be said


def _quote_from(p: Parse, k: int, quotes: tuple[Quote, ...]) -> Quote | None:
    """The quotation that begins at a mark, or right after a colon; a word or two are a part of what is said."""
    begin, end = p.tokens[k].start, p.tokens[k].end
    q = next((q for q in quotes if begin < q.start <= end + 3 and not re.search(r"\w", p.text[end : q.start])), None)
    if q is None or (q.scare and p.tokens[k].text != ":"):
        return None
    rest = p.text[q.end : p.tokens[-1].end]
    return None if len(re.findall(r"\w+", rest)) > _MUST_BE_ALL and q.end < p.tokens[-1].start else q


_MUST_BE_ALL = 4  # words after a quotation from which on it is only a part of what is said


def _goes_on(p: Parse, k: int) -> bool:
    """Whether a clause follows "that", "whether", "how": not "confirmed that timetable"."""
    return len(p.tokens) - k > 4 or any(is_finite(p, j) for j in range(k + 1, len(p.tokens)))


def _infinitive_follows(p: Parse, k: int) -> bool:
    """ "urged China to act": an object with an infinitive, before any finite verb or mark."""
    for j in range(k + 1, min(len(p.tokens) - 1, k + _FAR)):
        if p.tokens[j].tag == "PUNCT" or is_finite(p, j) or p.tokens[j].key in closed().relative:
            return False
        if p.tokens[j].key == "to" and _is_verb_after_to(p, j):
            return True
    return False


_FAR = 16  # tokens


def _is_clause(p: Parse, v: Verb, k: int) -> bool:
    """Whether a clause without "that" begins at k: a subject with a finite verb before the next comma or relative."""
    t, rest = p.tokens[k], len(p.tokens) - k
    if t.tag in ("PREP", "AUX", "SUB", "AND", "BUT") or rest < 3:
        if t.tag not in ("PREP", "SUB") or rest < 5 or t.key in closed().no_clause or "object" in v.sense.group.takes:
            return False
        return any(is_finite(p, j) for j in range(k + 1, len(p.tokens)))
    if t.tag == "PRON" or t.key == "there":
        return p.tokens[k + 1].tag in ("AUX", "WORD", "ADV", "VERB", "AND", "NOUN")
    core = v.sense.verb.split()[0] in ("say", "believe", "think", "insist", "claim", "argue", "state", "hope", "fear")
    if "object" in v.sense.group.takes or "whom" in v.sense.group.takes:
        return _finite_near(p, k)
    if not core:
        comma = next((j for j in range(k, len(p.tokens)) if p.tokens[j].text == ","), len(p.tokens))
        return any(is_finite(p, j) for j in range(k + 1, comma))
    bare = p.tokens[v.token].key in ("say", "says", "said") and v.voice == "active" and rest > _SHORTEST
    return any(is_finite(p, j) for j in range(k + 1, len(p.tokens))) or bare


def _finite_near(p: Parse, k: int) -> bool:
    for j in range(k + 1, len(p.tokens)):
        t = p.tokens[j]
        if (
            t.text in (",", ";", "(", "–", "—")
            or t.key in (*closed().relative, "that", "by")
            or t.tag in ("SUB", "AND", "BUT")
        ):
            return False
        if is_finite(p, j) and (t.tag == "AUX" or p.tokens[j - 1].tag in ("NOUN", "WORD")):
            return t.tag == "AUX" or not (
                j + 1 < len(p.tokens) and p.tokens[j + 1].key in ("by", "in", "on", "at", "for")
            )
    return False


def _is_verb_after_to(p: Parse, k: int) -> bool:
    """Whether "to" opens an infinitive: "offered to speculators" has none."""
    after = p.tokens[k + 1] if k + 1 < len(p.tokens) else None
    if after is None or after.tag not in ("WORD", "AUX", "ADV", "VERB"):
        return False
    if after.key in closed().plural:
        return False
    return not after.key.endswith("s") or after.key.endswith(("ss", "us"))


def is_silence(p: Parse, v: Verb, k: int) -> bool:
    """ "declined to comment", "refused to be named": nothing is said."""
    return v.sense.group.name == "refuse" and not closed().silent.isdisjoint(x.key for x in p.tokens[k + 1 : k + 3])


def _later_that(p: Parse, v: Verb, k: int, stop: int) -> Content | None:
    """ "told a hall full of supporters in Ohio that …": the next "that" with no other verb before it."""
    for j in range(k, min(len(p.tokens) - 3, k + _FAR)):
        t = p.tokens[j]
        if is_finite(p, j) or t.text in (";", ":", ",") or t.text in _OPENING or t.key in closed().relative:
            return None
        relative = p.tokens[j + 1].tag == "AUX" or is_finite(p, j + 1)
        if t.key == "that" and "whom" in v.sense.group.takes and not relative:
            return span(p, t.start, stop, "indirect")
    return None


# ---------------------------------------------------------------- round the reporting clause


def _says_something(p: Parse, tokens: list[int]) -> bool:
    """Whether what stands before a reporting clause is a clause: it has a verb, or is long enough to have one."""
    if not tokens or (p.tokens[tokens[0]].tag == "PREP" and len(tokens) < _SHORTEST):
        return False
    if any(is_finite(p, k) for k in tokens):
        return True
    covered = {k for x in p.phrases for k in range(x.first, x.last + 1)}
    loose = any(p.tokens[k].tag == "WORD" and k not in covered for k in tokens)
    to = any(p.tokens[k].key == "to" for k in tokens[1:])
    hidden = any(x.first in tokens and x.last - x.first > 1 and p.tokens[x.last].tag == "WORD" for x in p.phrases)
    intro = p.tokens[tokens[0]].tag in ("PREP", "ADV") or p.tokens[tokens[0]].key.endswith(("ing", "ed"))
    return not intro and len(tokens) > 2 and (loose or to or hidden)


_SHORTEST = 4  # tokens


def _takes_up(p: Parse, k: int, stop: int) -> bool:
    """Whether what follows a reporting clause goes on with what is said, not with how or when it was said."""
    left = [t for t in p.tokens[k:] if t.end <= stop and t.tag != "PUNCT"]
    if len(left) < 2:
        return False
    key = left[0].key
    return not (
        key.endswith("ing")
        or key in closed().relative
        or key in grammar("en").circumstance
        or key in ("a", "an", "who")
    )
