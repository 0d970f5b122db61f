"""Who says what in an English sentence: verbs of speaking with their subjects and what is said.

``english_verbs`` finds the verbs, ``english_subject`` the speakers, ``english_content`` what is said,
``english_nouns`` the cues that are no verbs. Here they are put together: which word belongs to which cue.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.annotate.cue import Cue, Extent
from chronik.annotate.english_content import complement, is_silence, object_told, quote_before, set_in
from chronik.annotate.english_nouns import leads, nominal, rumours
from chronik.annotate.english_placed import Placed, place
from chronik.annotate.english_subject import Run, antecedent, subject_before
from chronik.annotate.english_verbs import Verb, speech_verbs
from chronik.annotate.english_words import closed
from chronik.annotate.speech_span import Content, span
from chronik.article.phrases import Parse
from chronik.language.world import agency_names
from chronik.model import Document, Quote


class Said(NamedTuple):
    """A cue with what is said, who says it, the medium that he told it to, and what a relative pronoun stands for."""

    cue: Cue
    content: Content
    who: Extent | None
    via: Extent | None
    means: Extent | None = None


def english_said(p: Parse, document: Document) -> list[Said]:
    """The attributions of a sentence; ``document`` has the quotations near it."""
    quotes = document.quotes
    verbs: list[Placed] = []
    for v in speech_verbs(p):
        placed = place(p, v, verbs, quotes)
        if _content(p, placed, p.tokens[-1].end, quotes) is not None:
            verbs.append(placed)
    led = list(leads(p))
    found = [*_by_verbs(p, verbs, [c.start for c in led], quotes)]
    for cue in led:
        content = _led(p, cue, quotes)
        if content is not None:
            found.append(Said(cue, content, cue.speaker, None))
    taken = {s.cue.start for s in found} | {s.content.start for s in found}
    nouns = (x for x in nominal(p, p.tokens[-1].end) if taken.isdisjoint((x[0].start, x[1].start)))
    found += [Said(*x, None) for x in nouns]
    found += [Said(*x, None) for x in rumours(p) if not any(_covers(s.content, x[0]) for s in found)]
    return sorted(found, key=lambda s: (s.cue.start, s.cue.end))


def _covers(content: Content, cue: Cue) -> bool:
    return content.start <= cue.start < content.end


# ---------------------------------------------------------------- verbs


def _by_verbs(p: Parse, verbs: list[Placed], others: list[int], quotes: tuple[Quote, ...]) -> Iterator[Said]:
    done: set[int] = set()
    for n, placed in enumerate(verbs):
        v = placed.verb
        if v.token in done:
            continue
        content = _content(p, placed, _stop(p, placed, verbs[n + 1 :], others, quotes), quotes)
        if content is None:
            continue
        done.add(v.token)
        who = None if placed.subject is None else _extent(p, placed.subject)
        means = antecedent(p, placed.subject.first) if placed.subject else None
        yield Said(_cue(p, placed), content, who, _told_medium(p, v), _extent(p, means) if means else None)


def _cue(p: Parse, placed: Placed) -> Cue:
    v = placed.verb
    c, group = p.clause_of(v.token), v.sense.group
    start, end = p.tokens[v.token].start, p.tokens[v.last].end
    passive = v.voice == "passive"
    return Cue(start, end, v.token, placed.first, c.last, c.opener, group.act, group.takes, passive, sense=v.sense)


def _extent(p: Parse, run: Run) -> Extent:
    start, end = p.tokens[run.first].start, p.tokens[run.last].end
    short = _SHORTENED.fullmatch(p.text[start:end])
    return start, start + short.end(1) if short else end


_SHORTENED = re.compile(r"(I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey|[Ii]t|[Ww]ho)['’](?:ve|s|d|m|re)")  # "I've said"


# verbs that come before their subject without a quotation too ("…, warns the ministry")


def _quoted_before(p: Parse, v: Verb, quotes: tuple[Quote, ...]) -> Content | None:
    """ "“…”, the paper quoted Ann Marsh as saying" """
    if not v.first or p.tokens[v.first - 1].key != "as":
        return None
    j = next((k for k in range(v.first - 1, 0, -1) if p.tokens[k].key in ("quoted", "cited")), 0)
    k = next((k for k in range(j - 1, -1, -1) if p.tokens[k].tag != "AUX"), 0)
    paper = subject_before(p, k + 1) if j else None
    q = quote_before(p, p.tokens[paper.first].start, quotes) if paper else None
    return None if q is None else Content(q.start - 1, q.end + 1, "direct")


# ---------------------------------------------------------------- what is said


def _content(p: Parse, placed: Placed, stop: int, quotes: tuple[Quote, ...]) -> Content | None:
    v = placed.verb
    if is_silence(p, v, v.last):
        return None
    if v.voice == "passive":
        return _of_passive(p, placed, stop, quotes)
    if v.voice == "gerund":
        return complement(p, v, quotes, stop) or _quoted_before(p, v, quotes) or _cited(p, v, stop)
    if placed.subject is None:
        return None
    if placed.inverted:
        return _set_in_inverted(p, placed, quotes, stop) or _after_colon(p, v, stop)
    first = placed.subject.first
    if first == placed.first > 0 and quote_before(p, p.tokens[first].start, quotes) is not None:
        quoted = set_in(p, v, first, quotes, stop)
        if quoted is not None:
            return quoted
    opening = placed.first - (p.tokens[placed.first - 1].key == "as" if placed.first else 0)
    told = complement(p, v, quotes, stop)
    if told is None and placed.verb.first > placed.subject.last:
        told = set_in(p, v, opening, quotes, stop) or _as_told(p, v, opening, stop)
    return told or object_told(p, v, placed.subject, stop) or _before_sentence(p, placed, quotes)


def _set_in_inverted(p: Parse, placed: Placed, quotes: tuple[Quote, ...], stop: int) -> Content | None:
    """What "said X" is set into; for the place of what follows, the subject counts as a part of the verb."""
    v = placed.verb
    last = placed.subject.last if placed.subject else v.last
    opening = v.first - (p.tokens[v.first - 1].key == "as" if v.first else 0)
    return set_in(p, v._replace(token=v.first - 1, last=last), opening, quotes, stop) if v.first else None


def _before_sentence(p: Parse, placed: Placed, quotes: tuple[Quote, ...]) -> Content | None:
    """ "“…” Marsh said.": a quotation that ends with the sentence before."""
    first = placed.first
    after = p.tokens[placed.verb.last + 1 : placed.verb.last + 2]
    alone = (
        first == 0 and placed.verb.last + _ALONE >= len(p.tokens) and (not after or after[0].tag in ("PUNCT", "PREP"))
    )
    q = quote_before(p, p.tokens[0].start, quotes) if alone else None
    return None if q is None else Content(q.start - 1, q.end + 1, "direct")


_ALONE = 6  # tokens after the verb of a sentence that only names the speaker


def _as_told(p: Parse, v: Verb, opening: int, stop: int) -> Content | None:
    """ "As the ministry said, …": what follows the comma."""
    if opening != 0 or p.tokens[0].key != "as" or "clause" not in v.sense.group.takes:
        return None
    comma = next((t for t in p.tokens[v.last + 1 :] if t.text == ","), None)
    return span(p, comma.end, stop, "indirect") if comma else None


def _after_colon(p: Parse, v: Verb, stop: int) -> Content | None:
    """ "Said Colonel Marsh: …" """
    colon = next((t for t in p.tokens[v.last + 1 :] if t.text == ":"), None)
    return span(p, colon.end, stop, "indirect") if colon else None


def _cited(p: Parse, v: Verb, stop: int) -> Content | None:
    """ "citing safety", "accusing the senate of …": a participle with its object."""
    takes = v.sense.group.takes
    k = v.last + 1
    if k >= len(p.tokens) or ("object" not in takes and p.tokens[k].key not in takes):
        return None
    good = (
        p.tokens[k].text in ("“", '"', "‘")
        or p.tokens[k].tag in ("DET", "NOUN", "NUM", "WORD", "PROB", "OBL")
        or p.tokens[k].key in takes
    )
    return span(p, p.tokens[v.token].start, stop, "reported") if good else None


def _of_passive(p: Parse, placed: Placed, stop: int, quotes: tuple[Quote, ...]) -> Content | None:
    """ "it was announced that", "is said to have", "was rejected by the ministry", "…, it was announced"."""
    v, after = placed.verb, placed.verb.last + 1
    following = p.tokens[after] if after < len(p.tokens) else None
    subject = subject_before(p, v.first)
    if following is not None and following.key == "to" and p.tokens[v.token].key in closed().hearsay:
        start = p.tokens[subject.first if subject else v.first].start
        return span(p, start, stop, "indirect")
    if subject is None:
        return None
    impersonal = p.tokens[subject.first].key == "it"
    if impersonal or "whom" in v.sense.group.takes:
        told = complement(p, v, quotes, stop) if following and following.key != "to" else None
        return told or (set_in(p, v, subject.first, quotes, stop) if impersonal else None)
    if placed.subject is None or "object" not in v.sense.group.takes:
        return None
    return span(p, p.tokens[subject.first].start, stop, "reported")


# ---------------------------------------------------------------- where it ends


def _stop(p: Parse, placed: Placed, later: list[Placed], leads: list[int], quotes: tuple[Quote, ...]) -> int:
    """The offset at which what a verb says ends at the latest: a semicolon, a closing mark, the next report."""
    at = p.tokens[placed.verb.last].end
    ends = [p.tokens[-1].end, *(t.start for t in p.tokens[placed.verb.last + 1 :] if t.text == ";")]
    ends += [q.end for q in quotes if q.start <= p.tokens[placed.verb.token].start < q.end]
    ends += [start for start in leads if start > at and p.text[:start].rstrip().endswith((",", "–", "—"))]
    if placed.first == 1 and p.tokens[0].key in closed().openers - {"as"}:  # "While X says …, Y …"
        ends += [t.start for t in p.tokens[placed.verb.last + 1 :] if t.text == ","][:1]
    for other in later:
        inside = _quoted(p, other.verb, quotes) and not _quoted(p, placed.verb, quotes)
        if (
            other.verb.token > placed.verb.last
            and not inside
            and (cut := _cut_by(p, other, quotes)) is not None
            and cut > at
        ):
            ends.append(cut)
    return min(ends)


def _quoted(p: Parse, v: Verb, quotes: tuple[Quote, ...]) -> bool:
    return any(q.start <= p.tokens[v.token].start < q.end for q in quotes)


def _cut_by(p: Parse, other: Placed, quotes: tuple[Quote, ...]) -> int | None:
    """Where another report begins, so that the one before must end: its conjunction or its comma."""
    v, first = other.verb, other.first
    k = (v.first if v.voice == "gerund" or other.inverted or other.subject is None else first) - 1
    if other.subject is not None and other.subject.last < v.first and first > v.first:
        k = v.first - 1
    if k <= 0:
        return None
    before = p.tokens[k]
    if v.voice == "gerund":
        return before.start if before.text == "," else None
    if before.tag in ("AND", "BUT") or (p.tokens[v.first - 1].tag in ("AND", "BUT")):
        joint = before if before.tag in ("AND", "BUT") else p.tokens[v.first - 1]
        return joint.start
    if before.key in ("while", "although", "though", "whereas", "as") and p.tokens[k - 1].text == ",":
        return p.tokens[k - 1].start
    parenthetical = before.text in (",", "–", "—") and complement(p, v, quotes, p.tokens[-1].end) is None
    return before.start if parenthetical and other.subject is not None else None


# ---------------------------------------------------------------- the rest


def _led(p: Parse, cue: Cue, quotes: tuple[Quote, ...]) -> Content | None:
    """What a cue such as "according to X" reaches over: the sentence without it, up to a semicolon."""
    start = max((t.end for t in p.tokens if t.text == ";" and t.end <= cue.start), default=p.tokens[0].start)
    end = min((t.start for t in p.tokens if t.text == ";" and t.start >= cue.end), default=p.tokens[-1].end)
    q = quote_before(p, cue.start, quotes)
    if q is not None and q.start <= p.tokens[0].start + 2:
        return Content(q.start - 1, q.end + 1, "direct")
    if not p.text[start : cue.start].strip(' ,;:–—-"“'):
        return span(p, cue.end, end, "indirect")
    tail = p.text[cue.end : end].strip(' .,;:–-)!?”"')
    return span(p, start, end if len(tail.split()) > 2 else cue.start, "indirect")


def _told_medium(p: Parse, v: Verb) -> Extent | None:
    """ "told Reuters", "told the BBC": the medium that was told, or None for anybody else."""
    if "whom" not in v.sense.group.takes:
        return None
    x = next((x for x in p.phrases if x.first == v.last + 1), None)
    if x is None:
        return None
    words = [t for t in p.tokens[x.first : x.last + 1] if t.tag == "NOUN"]
    known = any(w.text in agency_names() or w.key in closed().media for w in words)
    return (words[0].start, words[-1].end) if words and known else None
