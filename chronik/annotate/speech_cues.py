"""Where a sentence says that somebody says something: verbs of speaking, "laut", "nach Angaben", "zufolge", "so".

A cue is a place in a parsed sentence, with the stretch of tokens that belongs to the reporting clause. Whom it
names and what is said is found by ``speakers`` and ``speech_content``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.annotate.speech_lexicon import Preposition, Sense, content_nouns, cue_nouns, lead_words, noun_act, senses
from chronik.article.phrases import Clause, Parse, Phrase, extended
from chronik.article.tokens import Token
from chronik.model import Act


class Cue(NamedTuple):
    """A cue at ``start``…``end``; ``token`` is its verb or preposition, ``first``…``last`` the reporting clause.

    ``sense`` is the verb's reading, ``lead`` the preposition's rule; ``speaker`` is set where the cue holds it.
    """

    start: int
    end: int
    token: int
    first: int
    last: int
    opener: str
    act: Act
    takes: tuple[str, ...]
    passive: bool = False
    sense: Sense | None = None
    lead: Preposition | None = None
    speaker: tuple[int, int] | None = None
    noun: Phrase | None = None


def find_cues(p: Parse) -> tuple[Cue, ...]:
    """The cues of a sentence, in order; a verb inside a prepositional cue is none."""
    leads = tuple(_leads(p))
    verbs = [c for c in _verbs(p) if not any(x.start <= c.start < x.end for x in leads)]
    nouns = [c for c in _nouns(p) if not any(x.start <= c.start < x.end for x in leads)]
    return tuple(sorted([*leads, *verbs, *nouns], key=lambda c: (c.start, c.end)))


# ---------------------------------------------------------------- verbs


def _verbs(p: Parse) -> Iterator[Cue]:
    table = senses(p.code)
    for i, t in enumerate(p.tokens):
        if t.key in table and not _is_noun(p, i):
            groups: set[str] = set()
            for sense in _likelier(p, i, table[t.key]):
                cue = _verb_cue(p, i, sense) if sense.group.name not in groups else None
                if cue:
                    groups.add(sense.group.name)
                    yield cue


def _likelier(p: Parse, i: int, found: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Readings with the infinite ones first where the clause has an auxiliary for them ("hatte … erklärt")."""
    clause = p.clause_of(i)
    aux = any(t.tag == "AUX" for t in p.tokens[clause.first : i]) or (
        i + 1 < len(p.tokens) and p.tokens[i + 1].tag == "AUX"
    )
    infinite = ("participle", "infinitive")
    return tuple(sorted(found, key=lambda s: (s.kind in infinite) != aux))


def _is_noun(p: Parse, i: int) -> bool:
    """A capital inside the sentence, or an English form after an article ("the demand")."""
    t = p.tokens[i]
    if p.code == "de":
        return t.tag == "NOUN" and i > 0 and p.tokens[i - 1].tag != "PUNCT"
    before = p.tokens[i - 1] if i else None
    return t.text[0].isupper() or (before is not None and before.tag in ("DET", "OBL", "PREP", "ADJ"))


def _verb_cue(p: Parse, i: int, sense: Sense) -> Cue | None:
    """The cue if the form at token i can have this reading here: its particle and its companion words stand there."""
    clause = _reporting_clause(p, i)
    last = clause.last
    if sense.particle:
        found = _particle(p, i, sense.particle)
        if found is None:
            return None
        last = max(last, found)
    if not _form_fits(p, i, sense, clause) or not _companions(p, i, sense, clause, last):
        return None
    start, end = p.tokens[i].start, p.tokens[i].end
    if sense.group.subject:
        word = _neighbour(p, i, sense.group.subject)
        if word is None:
            return None
        start, end = min(start, word.start), max(end, word.end)
    passive = sense.kind == "participle" and (_has_passive(p, clause) or _has_state(p, clause, sense))
    return Cue(
        start, end, i, clause.first, last, clause.opener, sense.group.act, sense.group.takes, passive, sense=sense
    )


def _reporting_clause(p: Parse, i: int) -> Clause:
    """The verb's clause; a comma before a verb that its subject follows opens one even where the parse does not cut."""
    clause = p.clause_of(i)
    first = i if not (i and p.tokens[i - 1].tag == "AUX") else i - 1
    if first > clause.first and p.tokens[first - 1].text in (",", "–", "—") and _subject_follows(p, i):
        if any(t.tag in ("AUX", "VERB", "WORD") for t in p.tokens[: first - 1]):
            return Clause(first, clause.last, "main")
    return clause


def _subject_follows(p: Parse, i: int) -> bool:
    """Whether a nominative stands between a verb and the next mark."""
    if any(x.first == i < x.last for x in p.phrases):
        return True
    for t in p.tokens[i + 1 :]:
        if t.tag == "PUNCT":
            return False
        x = next((x for x in p.phrases if x.start == t.start), None)
        if x is not None and not x.prep and not x.oblique and not x.genitive:
            return True
    return False


def _particle(p: Parse, i: int, particle: str) -> int | None:
    """Where the separated prefix closes the clause ("teilte … mit"): before a mark, a conjunction or the end."""
    for k in range(i + 1, min(len(p.tokens), i + 40)):
        t = p.tokens[k]
        if t.text in (";", ":"):
            return None
        if t.key == particle and (k + 1 == len(p.tokens) or p.tokens[k + 1].tag in ("PUNCT", "AND", "BUT", "SUB")):
            return k
    return None


_PASSIVE = frozenset(
    (
        "wird",
        "werden",
        "wurde",
        "wurden",
        "worden",
        "werde",
        "würde",
        "würden",
        "was",
        "were",
        "been",
        "is",
        "are",
        "be",
        "being",
    )
)
_HAVE = frozenset(("hat", "haben", "hatte", "hatten", "habe", "hätte", "hätten", "has", "have", "had"))


def _has_passive(p: Parse, clause: Clause) -> bool:
    keys = {t.key for t in p.tokens[clause.first : clause.last + 1]}
    return bool(keys & _PASSIVE) and not (keys & _HAVE and "worden" not in keys and "been" not in keys)


_BE = frozenset(("ist", "sind", "war", "waren", "sei", "seien"))


def _has_state(p: Parse, clause: Clause, sense: Sense) -> bool:
    """ "ist beantragt": the passive of state; verbs of motion ("ist davon ausgegangen") are none."""
    keys = {t.key for t in p.tokens[clause.first : clause.last + 1]}
    return bool(keys & _BE) and not keys & _HAVE and not sense.group.with_ and not sense.group.speaker


def _form_fits(p: Parse, i: int, sense: Sense, clause: Clause) -> bool:
    """Infinite forms need their auxiliary in the clause; a participle that stands before a noun is an adjective."""
    if i and p.tokens[i - 1].key in ("zu", "to") and sense.kind != "past":
        return False
    if sense.kind in ("present", "past", "konjunktiv"):
        return bool(sense.particle) or not _other_particle(p, i, clause)
    if sense.kind == "gerund":
        return bool(i and p.tokens[i - 1].text == ",")
    if sense.kind == "zu_infinitive":
        return False
    span = (
        p.tokens[max(0, clause.first - 12) : clause.last + 2]
        if p.code == "en"
        else p.tokens[clause.first : clause.last + 1]
    )
    return any(t.tag == "AUX" for t in span)


_PARTICLES = frozenset(("ab", "an", "auf", "aus", "ein", "vor", "zu", "zurück", "mit", "hin", "nach", "um", "bei", "fest", "los", "her", "bereit", "heraus", "hinaus", "zusammen", "weiter", "frei", "statt", "teil", "an"))  # fmt: skip


def _other_particle(p: Parse, i: int, clause: Clause) -> bool:
    """Whether a prefix at the end of the clause makes it another verb: "forderte Hilfe an", "stellte sich vor"."""
    if p.code != "de":
        return False
    end = i
    while end < clause.last and p.tokens[end + 1].tag != "PUNCT":
        end += 1
    return end > i and p.tokens[end].key in _PARTICLES


def _companions(p: Parse, i: int, sense: Sense, clause: Clause, last: int) -> bool:
    group = sense.group
    here = p.tokens[clause.first : last + 1]
    keys = {t.key for t in here}
    if group.with_ and not any(word in keys for word in group.with_):
        return False
    if sense.kind == "participle" and "participle" in group.never:
        return False
    if p.code == "de" and "sich" in _near(p, i, clause) and "sich" not in group.with_ and "sich" not in group.takes:
        return False
    if any(word in keys for word in group.without):
        return False
    if i and p.tokens[i - 1].key in ("wie", "as"):  # "wie vereinbart" says nothing; "wie berichtet, …" does
        return i + 1 < len(p.tokens) and p.tokens[i + 1].text == ","
    return not (i and p.tokens[i - 1].key in ("so", "the") and sense.kind == "participle")


def _near(p: Parse, i: int, clause: Clause) -> set[str]:
    """The words beside the verb, up to a mark."""
    out: set[str] = set()
    for step in (-1, 1):
        for k in range(i + step, i + 3 * step, step):
            if not clause.first <= k <= clause.last or p.tokens[k].tag == "PUNCT":
                break
            out.add(p.tokens[k].key)
    return out


def _neighbour(p: Parse, i: int, word: str) -> Token | None:
    for k in (i + 1, i - 1):
        if 0 <= k < len(p.tokens) and p.tokens[k].key == word:
            return p.tokens[k]
    return None


# ---------------------------------------------------------------- nouns


def _nouns(p: Parse) -> Iterator[Cue]:
    """die Ankündigung (des Ministers), …: a noun of saying right before a comma that opens what is said"""
    content = content_nouns(p.code)
    for x in p.phrases:
        t = p.tokens[x.head]
        if t.tag != "NOUN" or not t.key.endswith(content) or x.pronoun:
            continue
        end = extended(p, x)[1]
        last = max((y.last for y in p.phrases if y.end <= end and y.start >= x.start), default=x.last)
        if last + 2 < len(p.tokens) and p.tokens[last + 1].key in ("vor", "auf", "zurück"):  # stellte die Theorie auf
            last += 1
        if last + 2 < len(p.tokens) and p.tokens[last + 1].text == ",":
            clause = p.clause_of(x.head)
            yield Cue(
                t.start,
                t.end,
                x.head,
                clause.first,
                last,
                "noun",
                noun_act(t.key, p.code),
                ("clause", "infinitive"),
                noun=x,
            )


# ---------------------------------------------------------------- laut, nach Angaben, zufolge, so


def _leads(p: Parse) -> Iterator[Cue]:
    table = lead_words(p.code)
    for i, t in enumerate(p.tokens):
        for rule in table.get(t.key, ()):
            cue = _LEADS[rule.place](p, i, rule)
            if cue:
                yield cue
                break


def _lead(p: Parse, rule: Preposition, i: int, span: tuple[int, int], speaker: tuple[int, int] | None) -> Cue:
    clause = p.clause_of(i)
    takes = ("clause", "quote")
    return Cue(*span, i, clause.first, clause.last, clause.opener, "claim", takes, lead=rule, speaker=speaker)


def _phrase_from(p: Parse, token: int) -> Phrase | None:
    return next((x for x in p.phrases if x.first == token), None)


def _phrase_to(p: Parse, token: int) -> Phrase | None:
    return next((x for x in p.phrases if x.last == token), None)


def is_cue_noun(word: str, code: str) -> bool:
    """Whether a noun, alone or as the end of a compound, is one of saying ("Polizeiangaben")."""
    return word.endswith(cue_nouns(code))


def _before(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """laut X"""
    length = len(rule.words[0].split())
    if [t.key for t in p.tokens[i + 1 : i + length]] != rule.words[0].split()[1:]:
        return None
    span = _whom(p, i + length)
    return _lead(p, rule, i, (p.tokens[i].start, span[1]), span) if span else None


def _whom(p: Parse, k: int) -> tuple[int, int] | None:
    """The phrase at token k, a name in quotation marks, or a bare word ("laut faz.net")."""
    x = _phrase_from(p, k)
    if x is not None:
        return None if x.pronoun and p.code == "de" else extended_name(p, x)
    if k + 1 < len(p.tokens) and p.tokens[k].text in '„"«»“':
        close = next((t for t in p.tokens[k + 1 : k + 6] if t.text in '“”"»«'), None)
        return (p.tokens[k].start, close.end) if close else None
    if k < len(p.tokens) and p.tokens[k].tag in ("WORD", "ADJ", "VERB") and p.code == "de":
        end = p.tokens[k].end
        if k + 2 < len(p.tokens) and p.tokens[k + 1].text == "." and p.tokens[k + 1].start == end:
            end = p.tokens[k + 2].end
        return p.tokens[k].start, end
    return None


_NAMED = re.compile(r"\s[„\"«“»][^„“”\"«»\n]{1,40}[“”\"»«]")


def extended_name(p: Parse, x: Phrase) -> tuple[int, int]:
    """A phrase with what hangs on it, a name in quotation marks included (das Magazin „RT DE“)."""
    start, end = extended(p, x)
    named = _NAMED.match(p.text, end)
    return start, named.end() if named else end


def _noun(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """nach Angaben der Polizei, nach Polizeiangaben, seiner Meinung nach"""
    x = _phrase_from(p, i + 1)
    if x is not None and is_cue_noun(p.tokens[x.head].key, p.code):
        start, end = extended(p, x)
        return _lead(p, rule, i, (p.tokens[i].start, end), _holder(p, x, end))
    if i + 1 < len(p.tokens) and p.tokens[i + 1].key in _RELATIVE_DATIVE and i and p.tokens[i - 1].text == ",":
        t = p.tokens[i + 1]
        return _lead(p, rule, i, (p.tokens[i].start, t.end), (t.start, t.end))
    x = _phrase_to(p, i - 1) if i else None
    if x is not None and is_cue_noun(p.tokens[x.head].key, p.code) and not x.prep:
        return _lead(p, rule, i, (x.start, p.tokens[i].end), (x.start, x.end))
    return None


def _holder(p: Parse, x: Phrase, end: int) -> tuple[int, int]:
    """Whose words they are: the genitive or "von X" after the noun, else the phrase itself ("offiziellen Angaben")."""
    after = [
        y
        for y in p.phrases
        if y.start >= x.end and y.end <= end and (y.genitive or y.prep in ("von", "vom", "aus", "of"))
    ]
    return (after[0].start, end) if after else (x.start, x.end)


_RELATIVE_DATIVE = frozenset(("denen", "dessen", "deren"))


def _after(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """X zufolge, with the genitives of X"""
    x = _phrase_to(p, i - 1) if i else None
    if x is None:
        return None
    first = x
    while first.genitive or (first.prep in ("von", "vom", "aus", "in", "im") and first.first > 1):
        left = _phrase_to(p, first.first - (1 if first.genitive else 2))
        if left is None:
            break
        first = left
    speaker = (first.start, x.end)
    if first is not x and is_cue_noun(p.tokens[first.head].key, p.code):
        speaker = (x.start, x.end)
    return _lead(p, rule, i, (first.start, p.tokens[i].end), speaker)


def _so(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """…, so X.: after a mark, and no verb up to the next one"""
    if i == 0 or p.tokens[i - 1].text not in _SO_AFTER:
        return None
    k = i + 1
    while k < len(p.tokens) and p.tokens[k].tag == "ADV":
        k += 1
    x = _phrase_from(p, k)
    if x is None or x.oblique:
        return None
    start, end = extended(p, x)
    close = next((t for t in p.tokens[x.last + 1 :] if t.text in _SO_BEFORE and t.start >= end), None)
    stop = close.start if close else p.tokens[-1].end
    between = [t for t in p.tokens[i + 1 :] if t.end <= stop]
    if any(t.tag in ("AUX", "SUB") or (t.tag == "VERB" and not t.text[0].isupper()) for t in between):
        return None
    return _lead(p, rule, i, (p.tokens[i].start, end), (start, end))


_SO_AFTER = frozenset((",", "“", "”", '"', "»", "«", "–", "-", "—", "(", "‘", "’", ";"))
_SO_BEFORE = frozenset((",", ".", ";", ":", "–", "—", "-", "„", "“", '"', "«", "»", ")", "!", "?"))


def _adverb(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """demnach, wonach: at the head of the clause, standing for whoever spoke before"""
    clause = p.clause_of(i)
    head = next((k for k in range(clause.first, i + 1) if p.tokens[k].tag not in ("PUNCT", "AND", "BUT")), i)
    if i != head and not (i and p.tokens[i - 1].text == ","):
        return None
    here = (p.tokens[i].start, p.tokens[i].end)
    return _lead(p, rule, i, here, here)


_LEADS = {"before": _before, "noun": _noun, "after": _after, "so": _so, "adverb": _adverb}
