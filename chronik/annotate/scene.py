"""The stage on which the events of one sentence are judged: parse, verb groups, times, what is only reported."""

import functools
from typing import NamedTuple

from chronik.annotate.clauses import Group, groups, is_english_noun
from chronik.annotate.triggers import Lexicon, lexicon, noun_rules, verb_hits
from chronik.annotate.within import reaching, within
from chronik.article.phrases import Parse, Phrase
from chronik.article.tokens import key_of
from chronik.model import Name, Time


class Scene(NamedTuple):
    """One sentence with what its events are judged by; ``reported``: extents of what others are quoted as saying.

    ``earlier``: the sentence before in the same paragraph, to which a pronoun may look back.
    """

    parse: Parse
    groups: list[Group]
    times: list[Time]
    reported: list[tuple[int, int]]
    question: bool
    earlier: str = ""

    @property
    def lexicon(self) -> Lexicon:
        """The event lexicon of the sentence's language."""
        return lexicon(self.parse.code)


@functools.cache
def words_of(code: str, name: str) -> frozenset[str]:
    """A list of the mood table, as keys."""
    return frozenset(key_of(w) for w in getattr(lexicon(code).mood, name))


def find_word(scene: Scene, indices: tuple[int, ...], name: str, but: int | None = None) -> int | None:
    """First token among the indices that is in a list of the mood table."""
    words, toks = words_of(scene.parse.code, name), scene.parse.tokens
    return next((i for i in indices if i != but and toks[i].key in words and toks[i].text not in _MONTHS), None)


def find_auxiliary(scene: Scene, indices: tuple[int, ...], name: str) -> int | None:
    """The same for a verb: not "the plan"."""
    at = find_word(scene, indices, name)
    return None if at is not None and is_english_noun(scene.parse, at) else at


_MONTHS = ("May",)  # the month, not the modal; a modal "May …?" opens questions only


def is_reported(scene: Scene, token: int) -> bool:
    """Whether a token stands in what somebody is reported to have said."""
    at = scene.parse.tokens[token].start
    return any(a <= at < b for a, b in scene.reported)


# ---------------------------------------------------------------- times


def is_ahead(t: Time) -> bool:
    """Whether a time expression by its own words lies in the future ("next month", "in drei Jahren", "künftig")."""
    value = t.value or t.reading.value or ""
    counted = t.reading.kind == "shift" and t.reading.direction > 0 and t.reading.anchor == "written"
    return value == "FUTURE_REF" or counted or (t.reading.kind in ("weekday", "calendar") and t.reading.direction > 0)


def is_behind(t: Time, code: str) -> bool:
    """Whether a time expression by its own words lies in the past ("last month", "vor drei Jahren", "gestern")."""
    value = t.value or t.reading.value or ""
    counted = t.reading.anchor == "written" and t.reading.direction < 0
    return value == "PAST_REF" or counted or any(w in words_of(code, "past_words") for w in key_of(t.text).split())


def dates(t: Time) -> bool:
    """Recurring times, mere lengths of time and distances in whole years date nothing to a day."""
    if t.type == "SET" or (t.reading.kind == "duration" and t.reading.event is None and t.reading.anchor != "event"):
        return False
    return not (t.reading.anchor == "event" and t.reading.unit in ("Y", "DECADE", "CENTURY"))


# ---------------------------------------------------------------- making it


def make_scene(
    p: Parse,
    start: int,
    end: int,
    times: tuple[Time, ...],
    names: list[Name],
    reported: list[tuple[int, int]],
    earlier: str = "",
) -> Scene:
    """The scene of the sentence ``p``: its own times and names, its phrases parted where a time or a name ends.

    ``times`` and ``reported`` are those of the whole text, sorted by their start.
    """
    question = p.text[start:end].rstrip(" \"“”»«'\n").endswith("?")
    inside, here = reaching(reported, start, end), list(within(times, start, end))
    ends = {t.end for t in here} | {n.end for n in names}
    phrases = [y for x in sorted([*p.phrases, *_bare(p)]) for y in _split(p, x, ends)]
    p = p._replace(phrases=[_after_time(x, phrases[k - 1] if k else None, here) for k, x in enumerate(phrases)])
    return Scene(p, groups(p), here, inside, question, earlier)


def _bare(p: Parse) -> list[Phrase]:
    """English event nouns that stand alone ("declared victory", "after talks"), which the chunker leaves out."""
    if p.code != "en":
        return []
    taken = {i for x in p.phrases for i in range(x.first, x.last + 1)}
    out = []
    for i, t in enumerate(p.tokens):
        before = p.tokens[i - 1] if i else None
        if i in taken or t.tag != "WORD" or not noun_rules(t.text, "en"):
            continue
        if before is not None and before.tag in ("NOUN", "NUM") and not verb_hits(before.key, "en"):
            continue  # "developers' conference": the end of a longer phrase
        if not verb_hits(t.key, "en") or is_english_noun(p, i):
            first = i - 1 if i and p.tokens[i - 1].tag == "DET" else i
            prep = p.tokens[first - 1].key if first and p.tokens[first - 1].tag == "PREP" else ""
            out.append(Phrase(p.tokens[first].start, t.end, first, i, i, prep, False, False, False))
    return out


def _after_time(x: Phrase, before: Phrase | None, times: list[Time]) -> Phrase:
    """What follows a time is no genitive of it ("ging am Sonnabend der Flughafen in Betrieb")."""
    timed = before is not None and any(t.start < before.end <= t.end < x.end for t in times)
    return x._replace(genitive=False) if timed and x.genitive else x


def _split_at_verb(p: Parse, x: Phrase) -> list[Phrase]:
    """English: a verb that the chunker took for a noun ("Apple | unveils | new laptops")."""
    for k in range(x.first + 1, x.last + 1):
        t, after = p.tokens[k], p.tokens[k + 1].tag if k + 1 < len(p.tokens) else ""
        kinds = {h.kind for h in verb_hits(t.key, "en")}
        finite = bool(kinds & {"present", "past"}) and "infinitive" not in kinds
        verb = t.tag == "WORD" and finite and p.tokens[k - 1].tag != "DET" and after != "AUX"
        if verb and (not noun_rules(t.text, "en") or after == "DET"):
            left = x._replace(end=p.tokens[k - 1].end, last=k - 1, head=k - 1)
            if k == x.last:
                return [left]
            right = x._replace(start=p.tokens[k + 1].start, first=k + 1, prep="", genitive=False)
            return [left, right]
    return [x]


def _split(p: Parse, x: Phrase, ends: set[int]) -> list[Phrase]:
    """A run of nouns cut where a time or a name ends inside it ("nächste Woche | Soldaten")."""
    if p.code == "en":
        return _split_at_verb(p, x)
    inner = (k for k in range(x.first, x.last) if p.tokens[k + 1].tag in ("NOUN", "ADJ", "ADV"))
    cut = next((k for k in inner if p.tokens[k].end in ends), None)
    if cut is None:
        return [x]
    head = min(x.head, cut)
    left = x._replace(end=p.tokens[cut].end, last=cut, head=head)
    start = p.tokens[cut + 1].start
    right = x._replace(start=start, first=cut + 1, head=cut + 1, prep="", genitive=False, oblique=False)
    return [left, *_split(p, right, ends)]
