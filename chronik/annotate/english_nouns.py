"""English cues that are no verbs: "according to", nouns ("the claim that"), "reportedly"."""

from collections.abc import Iterator

from chronik.annotate.cue import Cue, Extent
from chronik.annotate.english_subject import Run, main_subject, subject_after, subject_before
from chronik.annotate.english_verbs import is_adverb, is_finite
from chronik.annotate.english_words import closed
from chronik.annotate.speech_lexicon import content_nouns, grammar, lead_words, noun_act
from chronik.annotate.speech_span import Content, span
from chronik.article.phrases import Parse
from chronik.model import Act

Told = tuple[Cue, Content, Extent | None]


def _cue(p: Parse, start: int, end: int, token: int, act: Act = "claim", speaker: Extent | None = None) -> Cue:
    c = p.clause_of(token)
    return Cue(start, end, token, c.first, c.last, c.opener, act, ("clause",), speaker=speaker)


# ---------------------------------------------------------------- according to


def leads(p: Parse) -> Iterator[Cue]:
    """ "according to the ministry", "in the words of X", "in the minister's words": the cue holds the speaker."""
    table = lead_words("en")
    for i, t in enumerate(p.tokens):
        for rule in table.get(t.key, ()):
            words = rule.words[0].split()
            found = next((w.split() for w in rule.words if _stands(p, i, w.split())), None)
            if rule.place != "before" or found is None:
                continue
            words = found
            who = subject_after(p, i + len(words) - 1)
            if (
                who is not None
                and p.tokens[who.last].tag != "DET"
                and p.tokens[who.last].key not in closed().no_sources
                and not (who.first == who.last and p.tokens[who.first].tag == "PRON")
            ):
                extent = p.tokens[who.first].start, p.tokens[who.last].end
                yield _cue(p, t.start, extent[1], i, speaker=extent)
                break


def _stands(p: Parse, i: int, words: list[str]) -> bool:
    return [t.key for t in p.tokens[i : i + len(words)]] == words


# ---------------------------------------------------------------- nouns


def nominal(p: Parse, end: int) -> Iterator[Told]:
    """ "the claim that …", "the ministry's promise to …", "calls by doctors for …"."""
    nouns = frozenset(content_nouns("en"))
    for i, t in enumerate(p.tokens):
        if t.key not in nouns or t.text[0].isupper() or not _is_nominal(p, i):
            continue
        holder, k = _holder_after(p, i + 1)
        if k >= len(p.tokens) - 2:
            continue
        opener = p.tokens[k]
        that = opener.key == "that" and p.tokens[k + 1].tag not in ("AUX", "VERB") and not is_finite(p, k + 1)
        that = that and not (
            p.tokens[k + 1].tag == "WORD" and p.tokens[k + 2].tag in ("DET", "OBL", "PRON", "PROB", "PREP")
        )
        to = opener.key == "to" and p.tokens[k + 1].tag in ("WORD", "AUX") and t.key in closed().nouns_with_infinitive
        if not (that or to):
            continue
        holder = holder or _possessor(p, i) or _subject_of_light(p, i)
        end_here = _nominal_end(p, k, end)
        if not any(is_finite(p, j) for j in range(i)):
            end_here = _before_main_verb(p, k, end_here)
        content = span(p, opener.start, end_here, "indirect")
        if content is not None and (holder is not None or that):
            yield _cue(p, t.start, t.end, i, noun_act(t.key, "en"), holder), content, holder


def _is_nominal(p: Parse, i: int) -> bool:
    """Whether a form that may be a verb is a noun here: an article, adjective or genitive before it, or plural."""
    if not i:
        return True
    before = p.tokens[i - 1]
    return (
        before.key != "to" and before.tag in ("DET", "OBL", "PREP", "WORD", "AND", "VERB", "NUM")
    ) or before.text.endswith(("'s", "’s", "s'"))


def _holder_after(p: Parse, k: int) -> tuple[Extent | None, int]:
    """Whoever "by", "from" or "of" names behind a noun, and the token after him."""
    if k >= len(p.tokens) or p.tokens[k].key not in grammar("en").agents:
        return None, k
    who = subject_after(p, k)
    if who is None:
        return None, k
    last = next((j - 1 for j in range(who.first, who.last + 1) if p.tokens[j].key in ("that", "to")), who.last)
    return (p.tokens[who.first].start, p.tokens[last].end), last + 1


def _possessor(p: Parse, i: int) -> Extent | None:
    """ "the ministry's claim", "his promise": the genitive or possessive before a noun."""
    for k in range(i - 1, max(-1, i - 5), -1):
        t = p.tokens[k]
        if t.key in ("his", "her", "their", "its", "my", "our"):
            return t.start, t.end
        if t.text in ("'s", "’s", "'", "’") or t.text.endswith(("'s", "’s")):
            first = next((x.first for x in p.phrases if x.first <= k <= x.last + 1 and x.last >= k - 1), k)
            end = t.end - 2 if t.text.endswith(("'s", "’s")) else t.start
            return (p.tokens[first].start, end) if end > p.tokens[first].start else None
        if t.tag not in ("WORD", "ADJ", "NUM", "NOUN"):
            return None
    return None


def _subject_of_light(p: Parse, i: int) -> Extent | None:
    """ "The ministry issued a warning that …": the subject of a verb that only lends the noun its grammar."""
    k = next((k for k in range(i - 1, max(-1, i - 5), -1) if p.tokens[k].key in closed().light), None)
    while k and p.tokens[k - 1].tag in ("AUX", "ADV"):
        k -= 1
    who = (subject_before(p, k) or main_subject(p, i)) if k is not None else None
    return (p.tokens[who.first].start, p.tokens[who.last].end) if who is not None else None


def _before_main_verb(p: Parse, k: int, end: int) -> int:
    """Where the main clause goes on after a noun with its clause: "The claim that X is safe | was denied"."""
    last = next((j for j in range(k, len(p.tokens)) if p.tokens[j].start >= end), len(p.tokens))
    first = next((j for j in range(k + 1, last) if is_finite(p, j) and not _is_reduced(p, j)), last)
    j = first + 1
    while j < last and (is_finite(p, j) or is_adverb(p, j) or p.tokens[j - 1].tag == "AUX") and j - first <= _GROUP:
        if is_finite(p, j) and p.tokens[j - 1].tag != "AUX" and not is_adverb(p, j - 1):
            return p.tokens[j].start  # "would close | spread"
        j += 1
    for n in range(j, last):
        if p.tokens[n].tag in ("SUB", "AND", "BUT", "PUNCT") or p.tokens[n].key in ("who", "which"):
            break
        if is_finite(p, n) and not _is_reduced(p, n):
            return p.tokens[n].start
    return end


_GROUP = 4  # tokens of a verb group


def _is_reduced(p: Parse, j: int) -> bool:
    """A participle behind its noun: "people infected had", "troops based in"."""
    after = p.tokens[j + 1] if j + 1 < len(p.tokens) else None
    return p.tokens[j].tag != "AUX" and after is not None and after.tag in ("AUX", "PREP")


def _nominal_end(p: Parse, k: int, end: int) -> int:
    """A clause that a noun has ends with the next comma, dash or semicolon, or where the main clause goes on."""
    for j in range(k + 1, len(p.tokens)):
        if p.tokens[j].text in (",", ";", "–", "—") and (
            p.tokens[k].key == "to" or any(is_finite(p, i) for i in range(k, j))
        ):
            return p.tokens[j].start
    return end


# ---------------------------------------------------------------- hearsay


def rumours(p: Parse) -> Iterator[Told]:
    """ "reportedly", "allegedly": a clause that the reporter passes on without vouching for it."""
    for i, t in enumerate(p.tokens):
        if t.key in closed().rumour and is_adverb(p, i):
            here = Run(p.clause_of(i).first, p.clause_of(i).last)
            content = span(p, p.tokens[here.first].start, p.tokens[here.last].end, "indirect")
            if content is not None and any(is_finite(p, k) for k in range(here.first, here.last + 1)):
                yield _cue(p, t.start, t.end, i), content, None
            return
