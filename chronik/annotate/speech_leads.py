"""Cues without a verb: laut X, nach Angaben (von) X, X zufolge, so X, demnach; in English according to X."""

from collections.abc import Iterator

from chronik.annotate.cue import Cue, Extent, extended_name, phrase_from, phrase_to
from chronik.annotate.speech_lexicon import Preposition, grammar, is_cue_noun, lead_words
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
    span = _whom(p, i + len(words))
    return _lead(p, rule, i, (p.tokens[i].start, span[1]), span) if span else None


def _whom(p: Parse, k: int) -> Extent | None:
    """The phrase at token k, a name in quotation marks, or a bare word ("laut faz.net")."""
    x = phrase_from(p, k)
    if x is not None:
        return None if x.pronoun and p.code == "de" else extended_name(p, x)
    if k + 1 < len(p.tokens) and p.tokens[k].text in '„"«»“':
        close = next((t for t in p.tokens[k + 1 : k + 6] if t.text in '“”"»«'), None)
        return (p.tokens[k].start, close.end) if close else None
    if k < len(p.tokens) and p.tokens[k].tag in ("WORD", "ADJ", "VERB") and p.code == "de":
        end = p.tokens[k].end
        domain = k + 2 < len(p.tokens) and p.tokens[k + 1].text == "." and p.tokens[k + 2].start == end + 1
        return p.tokens[k].start, p.tokens[k + 2].end if domain else end
    return None


def _noun(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """nach Angaben der Polizei, nach Polizeiangaben; seiner Meinung nach; …, nach denen"""
    x = phrase_from(p, i + 1)
    if x is not None and is_cue_noun(p.tokens[x.head].key, p.code):
        end = _before_time(p, x, extended(p, x)[1])
        return _lead(p, rule, i, (p.tokens[i].start, end), _holder(p, x, end))
    after = p.tokens[i + 1] if i + 1 < len(p.tokens) else None
    if after and after.key in grammar(p.code).relative_dative and i and p.tokens[i - 1].text == ",":
        return _lead(p, rule, i, (p.tokens[i].start, after.end), (after.start, after.end))
    x = phrase_to(p, i - 1) if i else None
    if x is not None and not x.prep and is_cue_noun(p.tokens[x.head].key, p.code):
        return _lead(p, rule, i, (x.start, p.tokens[i].end), (x.start, x.end))
    return None


def _before_time(p: Parse, x: Phrase, end: int) -> int:
    """ "nach Angaben der Polizei | in der Nacht": a time is no part of the cue."""
    timed = next((y for y in p.phrases if x.end < y.start < end and y.prep and is_time(p, y)), None)
    return max(y.end for y in p.phrases if y.start < timed.start) if timed else end


def _holder(p: Parse, x: Phrase, end: int) -> Extent:
    """Whose words they are: a possessive, the genitive or "von X" after the noun, the subject for "eigenen Angaben".

    Without any of them the phrase itself ("offiziellen Angaben").
    """
    agents = grammar(p.code).agents
    first = p.tokens[x.first]
    if first.key in grammar(p.code).owners:  # "nach seinen Worten"
        return first.start, first.end
    if first.key in grammar(p.code).own:
        subject = next((y for y in p.phrases if y.start >= end and not (y.prep or y.oblique or y.genitive)), None)
        return extended_name(p, subject) if subject else (x.start, x.end)
    after = [y for y in p.phrases if y.start >= x.end and y.end <= end and (y.genitive or y.prep in agents)]
    return (after[0].start, end) if after else (x.start, x.end)


def _after(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """X zufolge, with the genitives of X"""
    x = phrase_to(p, i - 1) if i else None
    if x is None:
        return None
    if x.head != x.last and is_cue_noun(p.tokens[x.last].key, p.code):  # "… hatten die Prüfer Medienberichten zufolge"
        x = x._replace(first=x.last, start=p.tokens[x.last].start, head=x.last)
    first = _hangs_on(p, x)
    speaker = (x.start if first is not x and is_cue_noun(p.tokens[first.head].key, p.code) else first.start, x.end)
    return _lead(p, rule, i, (first.start, p.tokens[i].end), speaker)


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
    x = phrase_from(p, k)
    if x is None or x.oblique:
        return None
    start, end = extended(p, x)
    close = next((t.start for t in p.tokens[x.last + 1 :] if t.text in _SO_BEFORE and t.start >= end), p.tokens[-1].end)
    between = [t for t in p.tokens[i + 1 :] if t.end <= close]
    if any(t.tag in ("AUX", "SUB") or (t.tag == "VERB" and t.text[0].islower()) for t in between):
        return None
    return _lead(p, rule, i, (p.tokens[i].start, end), (start, end))


_SO_AFTER = frozenset(',“”"»«–-—(‘’;')
_SO_BEFORE = frozenset(',.;:–—-„“"«»)!?')


def _adverb(p: Parse, i: int, rule: Preposition) -> Cue | None:
    """demnach, wonach: at the head of the clause, standing for whoever spoke before"""
    first = p.clause_of(i).first
    head = next((k for k in range(first, i + 1) if p.tokens[k].tag not in ("PUNCT", "AND", "BUT")), i)
    if i != head and not (i and p.tokens[i - 1].text == ","):
        return None
    here = (p.tokens[i].start, p.tokens[i].end)
    return _lead(p, rule, i, here, here)


_PLACES = {"before": _before, "noun": _noun, "after": _after, "so": _so, "adverb": _adverb}
