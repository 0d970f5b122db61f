"""Statements of a gold file beside those found: which belong together, and why the others were missed or wrong.

Pairing follows the reference scorer: two contents belong together where they share at least half of their union; of
all such pairs the closest is taken first, each statement once. Gold that has no extent of the content is paired by its
cue. Causes are decided in a fixed order, so that every error has one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from chronik.annotate.speech_lexicon import has_cue, mood_forms
from chronik.article.tokens import key_of
from chronik.model import Document

Row = dict[str, Any]
SHARED = 0.5  # of the union of two contents, from which on they are the same
NEAR = 0.2  # from which on one is the other with another extent
LONGEST = 200  # characters of a speaker
FORMS = {
    "direct": "direct",
    "indirect": "indirect",
    "indirect_free_indirect": "Konjunktiv",
    "reported": "reported",
    "free_indirect": "free indirect",
}


class Page(NamedTuple):
    """One document: what gold has of it and what was found."""

    document: Document
    gold: list[Row]
    found: list[Row]


class Pair(NamedTuple):
    """A statement in gold and the one found for it; one is missing where it was missed or is spurious."""

    page: Page
    gold: Row | None
    found: Row | None


class Error(NamedTuple):
    """One error: "missed", "spurious", "wrong speaker" or "wrong form"; its cause; the pair."""

    kind: str
    cause: str
    pair: Pair


# ---------------------------------------------------------------- pairs


def paired(page: Page) -> list[Pair]:
    """All pairs of a document; what is optional in gold is left out, found or not."""
    ranked = sorted(
        ((weight(g, s), i, j) for i, g in enumerate(page.gold) for j, s in enumerate(page.found)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    out: list[Pair] = []
    for shared, i, j in ranked:
        if shared > 0 and i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
            out.append(Pair(page, page.gold[i], page.found[j]))
    out = [p for p in out if not (p.gold or {}).get("optional")]
    out += [Pair(page, g, None) for i, g in enumerate(page.gold) if i not in mine and not g.get("optional")]
    return out + [Pair(page, None, s) for j, s in enumerate(page.found) if j not in theirs]


def weight(gold: Row, found: Row) -> float:
    """How much two statements belong together, 0 where they do not."""
    if gold.get("content_start") is None:
        return _common(gold, found, "start", "end")
    shared = overlap(gold, found)
    return shared if shared >= SHARED else 0.0


def overlap(a: Row, b: Row) -> float:
    """Share of the union of two contents that both hold."""
    if None in (a.get("content_start"), b.get("content_start")):
        return 0.0
    either = max(a["content_end"], b["content_end"]) - min(a["content_start"], b["content_start"])
    return _common(a, b, "content_start", "content_end") / float(either)


def _common(a: Row, b: Row, first: str, last: str) -> float:
    """Characters that two extents have in common."""
    if None in (a.get(first), a.get(last), b.get(first), b.get(last)):
        return 0.0
    return float(max(0, min(a[last], b[last]) - max(a[first], b[first])))


def right_speaker(gold: Row, found: Row) -> bool:
    """By extent where gold has one (the surface form, a pronoun included); by a shared word of the name otherwise.

    Words are shared that begin alike ("Irak", "irakisch"); no alias is known, so that this is a little stricter than
    the reference scorer.
    """
    if gold.get("speaker_start") is not None and found.get("speaker_start") is not None:
        short = found["speaker_end"] - found["speaker_start"] <= LONGEST
        return short and _common(gold, found, "speaker_start", "speaker_end") > 0
    wanted = [name for name in (gold.get("speaker"), *gold.get("speaker_alt", ())) if name]
    given = _names([found.get("speaker"), found.get("speaker_name")])
    if not gold.get("speaker") and not given:
        return True
    return any(
        a == b or (min(len(a), len(b)) >= _STEM and a[:_STEM] == b[:_STEM]) for a in _names(wanted) for b in given
    )


_STEM = 4  # letters in which two words of a name must begin alike


def _names(names: Iterable[str | None]) -> set[str]:
    """The telling words of names: those with a capital, folded, without a genitive's s."""
    words = (w for name in names if name for w in re.findall(r"\w+", name) if w[0].isupper() or name.islower())
    return {re.sub(r"(?<=\w{4})s$", "", key_of(w)) for w in words}


# ---------------------------------------------------------------- causes


def errors(pairs: Sequence[Pair]) -> Iterator[Error]:
    """Every error of the pairs of one document: missed, spurious, and what is wrong in what was found."""
    partner = {id(p.gold): p.found for p in pairs if p.gold} | {id(p.found): p.gold for p in pairs if p.found}
    for p in pairs:
        if p.gold and p.found:
            if not right_speaker(p.gold, p.found):
                yield Error("wrong speaker", _speaker(p.page, p.gold, p.found), p)
            if p.gold.get("form") not in (None, p.found["form"]):
                yield Error("wrong form", f"{_form(p.gold)} taken for {_form(p.found)}", p)
        elif p.gold:
            yield Error("missed", _missed(p.page, p.gold, partner), p)
        elif p.found:
            yield Error("spurious", _spurious(p.page, p.found, partner), p)


def _form(row: Row) -> str:
    """The form as it is called here; some gold has none."""
    return FORMS.get(row.get("form") or "", "any form")


def _missed(page: Page, g: Row, partner: dict[int, Row | None]) -> str:
    """Found with another extent or once for two; nested; else by form and cue."""
    form = _form(g)
    if general := _beside(g, page.found, partner, "found"):
        return f"{form}, {general}"
    if any(_holds(other, g) for other in page.gold):
        return f"{form}, inside another statement"
    if g.get("form") == "indirect_free_indirect":
        return f"{form}, {_mood(page, g)}"
    if g.get("start") is None or not g.get("cue"):
        return f"{form}, no cue in gold"
    text, code = page.document.article.text, page.document.article.language
    if not has_cue(text, g["start"], g["end"], code):
        return f"{form}, cue not in the lexicon"
    taken = any(_common(g, s, "start", "end") for s in page.found)
    return f"{form}, cue found with other content" if taken else f"{form}, cue in the lexicon but not taken"


def _spurious(page: Page, s: Row, partner: dict[int, Row | None]) -> str:
    """One in gold with another extent or paired already; part of one; else by form."""
    form = _form(s)
    if general := _beside(s, page.gold, partner, "in gold"):
        return f"{form}, {general}"
    touching = any(_common(s, g, "content_start", "content_end") for g in page.gold)
    return f"{form}, overlaps one in gold a little" if touching else f"{form}, nothing in gold there"


def _beside(one: Row, others: list[Row], partner: dict[int, Row | None], where: str) -> str | None:
    """Whether it is there with another extent, or is the second of two for one."""
    near = [o for o in others if overlap(one, o) >= NEAR]
    if any(overlap(one, o) >= SHARED for o in near):
        return f"only one of two {where}"
    return "extent off" if any(partner.get(id(o)) is None for o in near) else None


def _holds(outer: Row, inner: Row) -> bool:
    """Whether a statement lies in the content of another."""
    if outer is inner or None in (outer.get("content_start"), inner.get("content_start")):
        return False
    same = (outer["content_start"], outer["content_end"]) == (inner["content_start"], inner["content_end"])
    within = outer["content_start"] <= inner["content_start"] and inner["content_end"] <= outer["content_end"]
    return bool(within) and not same


def _mood(page: Page, g: Row) -> str:
    """What shows the reported mood in a content."""
    sure, stand_in = mood_forms(page.document.article.language)
    text = page.document.article.text[g["content_start"] : g["content_end"]]
    words = set(re.findall(r"\b[^\W\d_]+", key_of(text)))
    if words & sure:
        return "sure form"
    return "only a form that stands in" if words & stand_in else "no form known"


def _speaker(page: Page, g: Row, s: Row) -> str:
    """Of the words given for the speaker, in which way they are not those of gold."""
    if not g.get("speaker"):
        return "none in gold, one given"
    if not s.get("speaker"):
        return "one in gold, none given"
    if _is_pronoun(g["speaker"]) != _is_pronoun(s["speaker"]):
        return "pronoun in gold, name given" if _is_pronoun(g["speaker"]) else "name in gold, pronoun given"
    here, there = _sentence(page, g.get("speaker_start")), _sentence(page, s.get("speaker_start"))
    if here is None or there is None:
        return "another name"
    if here == there:
        return "other phrase of the same sentence"
    return "phrase of an earlier sentence" if there < here else "phrase of a later sentence"


def _is_pronoun(name: str) -> bool:
    """One word in lower case, or a pronoun that opens a sentence."""
    return " " not in name and (name.islower() or name in ("Er", "Sie", "Es", "Wir", "Ich", "He", "She", "They", "We"))


def _sentence(page: Page, offset: int | None) -> int | None:
    """Number of the sentence at an offset."""
    return None if offset is None else bisect_right(page.document.sentences, offset, key=lambda s: s.start)
