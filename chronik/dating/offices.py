"""Clues from terms of office: "US-Präsident Barack Obama" was written while he was in office, or looks back."""

import functools
import re
from collections.abc import Iterator

import msgspec

from chronik.dating.clue import Clue
from chronik.language import read, world
from chronik.model import Reason

_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
IN_OFFICE_MISS, FORMER_MISS = 0.02, 0.15


class OfficeWords(msgspec.Struct, frozen=True, kw_only=True):
    """The file offices.toml: titles by office, words that put a term in the past or the future."""

    titles: dict[str, tuple[str, ...]]
    former: tuple[str, ...]
    former_prefix: tuple[str, ...]
    coming: tuple[str, ...]
    ended: tuple[str, ...]
    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


def check_examples(code: str) -> list[str]:
    """Every example of offices.toml that does not come out as stated: "[title and name] … | clue"."""
    words, faults = read(code, "offices", OfficeWords), []
    for example in words.match:
        marked, _, clue = example.rpartition(" | ")
        text = marked.replace("[", "").replace("]", "")
        found = [(c.reason.text, c.reason.clue) for c in office_clues(text, 0, code)]
        if found != [(marked[marked.index("[") + 1 : marked.index("]")], clue)]:
            faults.append(f"{example}: found {found}")
    return faults + [f"{t}: found an office" for t in words.no_match if any(office_clues(t, 0, code))]


def office_clues(text: str, body: int, code: str) -> Iterator[Clue]:
    """One clue for each holder named with the title, at the first place."""
    seen: set[tuple[str, ...]] = set()
    for match in _pattern(code).finditer(text, body):
        terms, length = _terms(match["title"], match["name"], code)
        key = tuple(o.id for o in terms)
        if terms and key not in seen:
            seen.add(key)
            yield _clue(match, match.start("name") + length, terms, code)


def _clue(match: re.Match[str], end: int, terms: tuple[world.Office, ...], code: str) -> Clue:
    words = read(code, "offices", OfficeWords)
    before = (match["before"] or "").strip()
    former = before in words.former or (match["prefix"] or "").startswith(words.former_prefix)
    if former or before in words.coming:
        ends = [o.until for o in terms if o.until]
        low = max(ends) if former and ends else None
        high = None if former else max(o.since for o in terms)
        reason = Reason(
            clue="office_before" if former else "office_to_come",
            text=match.string[match.start() : end],
            start=match.start(),
            end=end,
            low=low,
            high=high,
        )
        return Clue(shape="within", reason=reason, spans=((low, high),), miss=FORMER_MISS)
    ended = _ended(match, words)
    spans = tuple((o.since, None if ended else o.until) for o in terms)
    reason = Reason(
        clue="office_ended" if ended else "office",
        text=match.string[match.start() : end],
        start=match.start(),
        end=end,
        low=min(o.since for o in terms),
        high=None if any(high is None for _, high in spans) else max(high for _, high in spans if high),
    )
    return Clue(shape="within", reason=reason, spans=spans, miss=IN_OFFICE_MISS)


def _ended(match: re.Match[str], words: OfficeWords) -> bool:
    """Whether the sentence tells how the holder lost the office: then it was written in the term or any time after."""
    sentence = _SENTENCE_END.split(match.string[match.end() :], maxsplit=1)[0]
    before = _SENTENCE_END.split(match.string[: match.start()])[-1]
    return any(word in words.ended for word in re.findall(r"\w+", f"{before} {sentence}"))


def _terms(title: str, name: str, code: str) -> tuple[tuple[world.Office, ...], int]:
    """Terms of that title whose holder bears the longest known name that begins ``name``, and that name's length."""
    offices = _offices_of_title(code)[title]
    by_name = _names(code)
    for stop in [m.end() for m in re.finditer(r"\S+", name)][::-1]:
        spelling = name[:stop]
        for candidate in (spelling, spelling.rstrip(".'’"), spelling.removesuffix("s")):
            terms = tuple(o for o in by_name.get(candidate, ()) if o.office in offices)
            if terms:
                return terms, stop
    return (), 0


@functools.cache
def _offices_of_title(code: str) -> dict[str, frozenset[str]]:
    titles = read(code, "offices", OfficeWords).titles
    return {t: frozenset(o for o, words in titles.items() if t in words) for words in titles.values() for t in words}


# A title stands before the name, so that here the surname alone is safe even where it is an everyday word ("Kern").
@functools.cache
def _names(code: str) -> dict[str, tuple[world.Office, ...]]:
    out: dict[str, tuple[world.Office, ...]] = {}
    for office in world.offices():
        for name in {*office.names[code], office.person, office.person.split()[-1]}:
            out[name] = (*out.get(name, ()), office)
    return out


@functools.cache
def _pattern(code: str) -> re.Pattern[str]:
    """[former] [US-]Title [of country] First Last."""
    words = read(code, "offices", OfficeWords)
    titles = "|".join(sorted(map(re.escape, _offices_of_title(code)), key=len, reverse=True))
    before = "|".join(map(re.escape, sorted({*words.former, *words.coming}, key=len, reverse=True)))
    one = r"(?:[A-ZÄÖÜ]\.|[A-ZÄÖÜ][\w'’-]*\w)"
    name = rf"{one}(?: (?:al-|el-|as-|von |de |bin |ibn )?{one}| al-[A-ZÄÖÜ]\w+){{0,3}}|al-[A-Z]\w+"
    return re.compile(
        rf"(?<!\w)(?<![Vv]ice )(?:(?P<before>{before})[ ](?:\w+[ ])?)?(?P<prefix>(?:[A-ZÄÖÜ]\w*-|ex-|then-)*)"
        rf"(?P<title>{titles})[ ](?P<name>{name})"
    )
