"""The subject of an English verb of speaking, as a stretch of tokens.

What stands before the verb is cut at commas; appositions, relative clauses and bracketed words between subject and
verb are passed over ("Ann Marsh, the chief executive, who was in Rome, said"). After a quotation the verb may come
first ("said Colonel Ryder"). "and added" and ", saying" have the subject of the clause before.
"""

from typing import NamedTuple

from chronik.annotate.cue import phrase_from
from chronik.annotate.english_verbs import is_adverb, is_finite, is_participle
from chronik.annotate.english_words import closed
from chronik.annotate.speech_lexicon import grammar, senses
from chronik.annotate.speech_subject import is_time
from chronik.article.phrases import Parse, Phrase


class Run(NamedTuple):
    """Tokens ``first`` … ``last``, inclusive."""

    first: int
    last: int


_SOFT = frozenset((",", "–", "—", "-", "(", ")"))
_HARD = frozenset((";", ":", "“", "”", '"', "``", "''", "„", "«", "»", "‘", ".", "?", "!", "|"))


def subject_before(p: Parse, verb: int) -> Run | None:
    """The subject that ends before the verb group that begins at ``verb``; None where none stands there."""
    parts = _parts(p, _limit(p, verb), verb - 1)
    if not parts:
        return None
    if parts[-1] is not None:
        return _noun_phrase(p, parts[-1]) or _name_before(p, verb)
    k = len(parts) - 2
    while k > 0 and _is_aside(p, parts[k], parts[k - 1]):
        k -= 1
    found = parts[k] if k >= 0 else None
    if found is None or _opens_relative(p, found) or p.tokens[found.first].tag == "PREP":
        return None
    run = _noun_phrase(p, found)
    if run is None or _has_clause(p, run):
        return None
    cut = run.first > found.first and p.tokens[run.first - 1].key not in closed().openers
    return None if cut and any(is_finite(p, k) for k in range(found.first, run.first)) else run


def _name_before(p: Parse, verb: int) -> Run | None:
    """The capitals right before a verb, where a sentence that ends with "U.S." was not cut."""
    first = verb
    while first and p.tokens[first - 1].tag == "NOUN" and not p.tokens[first - 1].text.endswith("."):
        first -= 1
    return Run(first, verb - 1) if first < verb and p.tokens[first - 1].text.endswith(".") else None


def subject_after(p: Parse, verb: int) -> Run | None:
    """The subject right after a verb that comes first: up to a mark, a time, or what tells when and where."""
    k = verb + 1
    while k < len(p.tokens) and is_adverb(p, k):
        k += 1
    first = k
    while k < len(p.tokens) and not _ends_subject(p, k, first):
        k += 1
    return _without_time(p, Run(first, k - 1)) if k > first and _may_speak(p, first) else None


def main_subject(p: Parse, before: int) -> Run | None:
    """The subject of the clause that ends before a token: its first noun phrase, up to its verb."""
    for part in _parts(p, _limit(p, before), before - 1):
        if part is None or _opens_relative(p, part) or p.tokens[part.first].key in closed().openers:
            continue
        if p.tokens[part.first].tag == "PREP" or is_participle(p, part.first):
            continue
        verb = next((k for k in range(part.first + 1, part.last + 1) if is_finite(p, k)), None)
        end = verb - 1 if verb else _noun_end(p, part)
        while end > part.first and is_adverb(p, end):
            end -= 1
        found = _noun_phrase(p, Run(part.first, end))
        if found is not None:
            return found
    return None


def antecedent(p: Parse, k: int) -> Run | None:
    """What "who" or "which" at a token stands for: the phrase before it with whatever that hangs on."""
    if p.tokens[k].text not in closed().relative or not k:
        return None
    last = k - 1 - (p.tokens[k - 1].text == ",")
    x = next((x for x in p.phrases if x.first <= last <= x.last), None)
    while x is not None and x.prep and x.first > 1:
        left = next((y for y in p.phrases if x is not None and y.last == x.first - 2), None)
        if left is None or x.prep not in ("of", "for", "from", "in", "at"):
            break
        x = left
    return Run(x.first, last) if x is not None else None


def _noun_end(p: Parse, part: Run) -> int:
    """The last token of the first phrase; of one that runs into a verb ("Apple releases") only the capitals."""
    x = next((x for x in p.phrases if part.first <= x.first <= part.last and not x.prep), None)
    if x is None:
        return part.last
    end = x.last
    while end > x.first and p.tokens[end].tag == "WORD" and p.tokens[x.first].tag == "NOUN":
        end -= 1
    return min(end, part.last)


# ---------------------------------------------------------------- parts between commas


def _limit(p: Parse, before: int) -> int:
    """The token after the last mark that no subject reaches over; marks round a short name do not count."""
    k = before - 1
    while k >= 0:
        t = p.tokens[k]
        if t.text in _HARD and not _abbreviates(p, k):
            opening = next((j for j in range(k - 1, max(-1, k - 6), -1) if p.tokens[j].text in _HARD), None)
            paired = t.text in ("”", '"', "''", "»") and opening is not None and p.tokens[opening].text in '“"``«'
            if not (paired and opening and p.tokens[opening - 1].text[0].isalnum() and _is_name(p, opening + 1, k)):
                return k + 1
            k = opening
        k -= 1
    return after_dateline(p, before)


def _is_name(p: Parse, first: int, stop: int) -> bool:
    return all(t.tag in ("NOUN", "DET", "PREP", "AND", "NUM") for t in p.tokens[first:stop]) and first < stop


def _abbreviates(p: Parse, k: int) -> bool:
    """The dot of "Gen.", "Dr.", "U.S." inside a subject."""
    if p.tokens[k].text != "." or not k or k + 1 >= len(p.tokens):
        return False
    return p.tokens[k - 1].end == p.tokens[k].start and p.tokens[k - 1].text[0].isupper()


def after_dateline(p: Parse, before: int) -> int:
    """Past "KABUL (Reuters) –" at the head of a report."""
    dash = next((k for k in range(min(14, before)) if p.tokens[k].text in ("–", "—", "-", "--")), None)
    if dash is None or not p.tokens[0].text.isupper() or any(is_finite(p, k) for k in range(dash)):
        return 0
    return dash + 1


def _parts(p: Parse, first: int, last: int) -> list[Run | None]:
    """The runs between commas, dashes and brackets; None for an empty one, so that the last says what ends there."""
    out: list[Run | None] = []
    begin = first
    for k in range(first, last + 1):
        if p.tokens[k].text in _SOFT and not _in_number(p, k):
            out.append(Run(begin, k - 1) if k > begin else None)
            begin = k + 1
    out.append(Run(begin, last) if last >= begin else None)
    return out


def _in_number(p: Parse, k: int) -> bool:
    return (
        0 < k < len(p.tokens) - 1
        and p.tokens[k].start == p.tokens[k - 1].end
        and p.tokens[k].end == p.tokens[k + 1].start
    )


def _opens_relative(p: Parse, part: Run) -> bool:
    keys = [t.text for t in p.tokens[part.first : min(part.first + 3, part.last + 1)]]
    return keys[0] in closed().relative or (
        p.tokens[part.first].tag == "PREP" and not closed().relative.isdisjoint(keys)
    )


def _has_clause(p: Parse, part: Run) -> bool:
    return any(is_finite(p, k) for k in range(part.first, part.last + 1))


def _is_aside(p: Parse, part: Run | None, before: Run | None) -> bool:
    """Whether a part explains the one before it, so that the subject is further left."""
    if part is None:
        return True
    t = p.tokens[part.first]
    if (
        _opens_relative(p, part)
        or t.tag in ("NUM", "PREP")
        or is_participle(p, part.first)
        or _is_past(t.text)
        or t.key in ("now", "then")
    ):
        return True
    if before is None:
        return False
    head = p.tokens[before.first]
    intro = (
        head.tag == "PREP"
        or head.key in closed().openers
        or is_participle(p, before.first)
        or is_adverb(p, before.last)
    )
    own = _has_clause(p, part) and _restrictive(p, part) is None  # "Ann Marsh, a doctor who was there, said"
    return not (intro or own or _has_clause(p, before) or _is_time_part(p, before))


def _is_past(word: str) -> bool:
    return word.endswith("ed") and word[0].islower()


def _is_time_part(p: Parse, part: Run) -> bool:
    inside = [x for x in p.phrases if part.first <= x.first <= part.last]
    return bool(inside) and all(is_time(p, x) for x in inside)


# ---------------------------------------------------------------- the noun phrase of a part


def _noun_phrase(p: Parse, part: Run) -> Run | None:
    """The subject that ends a part: after the last conjunction or relative pronoun, an introduction left out."""
    first = part.first
    if (relative := _restrictive(p, part)) is not None:
        return _without_time(p, _without_introduction(p, first, relative - 1))
    for k in range(part.last, part.first - 1, -1):
        t = p.tokens[k]
        if t.text in closed().relative and k == part.last:
            return Run(k, k)
        opens = (t.key in closed().openers or (k < part.last and _is_speech_verb(p, k))) and not (
            t.key in ("that", "as", "after", "before") and _in_phrase(p, k)
        )
        joins = t.tag in ("AND", "BUT") and (k == part.first or any(is_finite(p, j) for j in range(part.first, k)))
        if opens or joins or t.text in closed().relative:
            first = k + 1
            break
    return _without_time(p, _without_introduction(p, first, part.last))


def _restrictive(p: Parse, part: Run) -> int | None:
    """The pronoun of a relative clause inside a subject: "A woman who saw the crash said", "A study that ran …"."""
    for k in range(part.first + 1, part.last):
        t = p.tokens[k]
        if is_finite(p, k) or t.key in closed().openers - {"that"} or t.tag in ("AND", "BUT"):
            return None
        if (t.text in closed().relative or t.key == "that") and p.tokens[k - 1].tag in ("NOUN", "WORD", "PRON"):
            verb = next((j for j in range(k + 1, part.last) if is_finite(p, j)), None)
            return k if verb is not None and verb - k <= _VERB_NEAR else None
    return None


_VERB_NEAR = 3  # tokens between a relative pronoun that is the subject and its verb


def _is_speech_verb(p: Parse, k: int) -> bool:
    """ "and said 21 countries have …": a verb of speaking that an own clause hangs on."""
    t = p.tokens[k]
    spoken = t.key in senses("en") and (is_finite(p, k) or t.key in ("say", "says", "believe", "think"))
    return spoken and p.tokens[k + 1].tag != "PREP" and t.key not in ("posted", "backed")


def _in_phrase(p: Parse, k: int) -> bool:
    return any(x.first <= k <= x.last for x in p.phrases) and p.tokens[k].key == "that"


def _without_introduction(p: Parse, first: int, last: int) -> Run | None:
    """From the first word that can open a subject: past "In Berlin", "On Monday", "Last week", "However"."""
    k = first
    while k <= last:
        t = p.tokens[k]
        if t.tag == "PREP" and not _names_source(t.key):
            k = _past_phrase(p, k + 1, last)
        elif (
            (t.tag == "NUM" and k < last and p.tokens[k + 1].tag == "DET")
            or (is_adverb(p, k) and t.key not in ("here", "there"))
            or t.tag in ("AND", "BUT", "PUNCT", "SUB")
        ):  # the time of an entry in a ticker
            k += 1
        elif (x := phrase_from(p, k)) is not None and is_time(p, x) and x.last < last and _is_when(p, x):
            k = x.last + 1
        else:
            break
    return Run(k, last) if k <= last and _may_speak(p, k) and not _lone_word(p, k, last) else None


def _lone_word(p: Parse, k: int, last: int) -> bool:
    """A single lower-case word in the singular, which is no subject without an article: "new suspected cases"."""
    t = p.tokens[k]
    return k == last and t.tag == "WORD" and not t.key.endswith("s") and t.key not in closed().collectives


def _names_source(key: str) -> bool:
    return key in ("about", "around", "over", "up")  # "about 200 doctors"


def _past_phrase(p: Parse, k: int, last: int) -> int:
    """The token after the phrase at k; a name ends before lower-case words ("On Monday officials said")."""
    x = phrase_from(p, k)
    if x is None:
        return k + 1
    if p.tokens[x.first].tag == "NOUN":
        end = next((j for j in range(x.first, x.last + 1) if p.tokens[j].tag == "WORD"), x.last + 1)
        return min(end, last + 1)
    return x.last + 1


def _is_when(p: Parse, x: Phrase) -> bool:
    first = p.tokens[x.first].key
    return first in ("last", "this", "next", "earlier", "late", "early", "later", "that") or x.first == x.last


def _may_speak(p: Parse, k: int) -> bool:
    t = p.tokens[k]
    if t.key in closed().no_speakers and not (t.key in ("this", "that", "these") and phrase_from(p, k)):
        return False
    return t.tag in ("DET", "NOUN", "NUM", "PRON", "WORD", "ADJ", "OBL") or _names_source(t.key) or t.tag == "ADV"


def _without_time(p: Parse, run: Run | None) -> Run | None:
    """A subject without a time or place of speaking at its end ("the minister on Monday", "Ann Marsh in Rome")."""
    if run is None:
        return None
    name = p.tokens[run.first].tag == "NOUN"
    for k in range(run.first + 1, run.last + 1):
        t = p.tokens[k]
        x = phrase_from(p, k + 1) if t.tag == "PREP" else phrase_from(p, k)
        timed = x is not None and is_time(p, x) and (t.tag == "PREP" or k > run.first)
        away = t.tag == "PREP" and t.key in ("in", "at", "on", "from") and name and _is_person(p, run.first, k)
        if timed or away or t.key in ("yesterday", "today", "later", "earlier"):
            return Run(run.first, k - 1)
    return run


def _is_person(p: Parse, first: int, stop: int) -> bool:
    """Two or three capitals without an article or a preposition between them."""
    return stop - first in (2, 3) and all(t.tag == "NOUN" for t in p.tokens[first:stop])


def _ends_subject(p: Parse, k: int, first: int) -> bool:
    t = p.tokens[k]
    if t.tag == "PUNCT":
        return not (_abbreviates(p, k) or t.text in "&'’" or _quotes_name(p, k))
    if t.text in closed().adjuncts or t.tag == "AUX" or (t.tag == "SUB" and k > first):
        return k > first
    x = phrase_from(p, k)
    return k > first and ((x is not None and is_time(p, x)) or t.key in grammar("en").between or is_adverb(p, k))


def _quotes_name(p: Parse, k: int) -> bool:
    """A nickname or a title in quotation marks, right behind a word of the subject."""
    if p.tokens[k].text not in _DOUBLE:
        return False
    for j in range(max(0, k - 4), min(len(p.tokens), k + 5)):
        first, last = min(j, k), max(j, k)
        if j != k and p.tokens[j].text in _DOUBLE and first > 1 and p.tokens[first - 1].tag in ("NOUN", "WORD"):
            return _is_name(p, first + 1, last)
    return False


_DOUBLE = ("“", "”", '"')
