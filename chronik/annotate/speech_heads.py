"""Heads of turns: the name before a colon that opens a line or a sentence.

"SPIEGEL: …", "Abg. Dr. Weber (CDU): …", "**Keller:** …", "14:05 Uhr: Polizei: …". Whether one of them speaks is
decided by ``speech_turns`` from all heads of a text, and by ``speech_headlines``.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from chronik.annotate.known import fold
from chronik.annotate.persons import lexicon, persons
from chronik.annotate.speech_lexicon import lead_words, speech
from chronik.article.lines import broken_name
from chronik.article.tokens import closed_class, key_of, tokens
from chronik.language.countries import country_of
from chronik.model import Document, Name

HeadKind = Literal["question", "answer", "person", "body", "place", "label", ""]


class Head(NamedTuple):
    """The name ``start`` … ``end`` before the mark at ``colon``; ``first`` is where its line or sentence begins.

    ``body`` is where what follows begins, ``key`` the last word of the name, folded; ``opens`` says that it stands
    at the beginning of a line, ``timed`` that a time of day stands before it, ``ticker`` that "+++" does.
    """

    first: int
    start: int
    end: int
    colon: int
    body: int
    key: str
    kind: HeadKind
    opens: bool
    timed: bool
    ticker: bool


PLUSES = "+++"  # before and behind an entry of a live ticker
_COLON = re.compile(r":(?=[\s*_]|$)")
_FAR = 100  # characters before a colon in which its head begins
_BOUNDARY = re.compile(r"[.!?…][\"“”»«’')\]]*\s+")
_PREFIX = re.compile(
    r"[\s>*_#•·+–-]*(?P<time>\[?\d{1,2}[:.]\d{2}(?::\d\d)?\]?(?: ?(?:Uhr|h|a\.?m\.?|p\.?m\.?|[A-Z]{2,4}(?=:)))?\]?"
    r"\s*[:|–+-]*\s*)?[\s*_]*"
)
_FRAME = re.compile(r"[\s*_]*")
_MARK = re.compile(r"\s*\((?P<mark>[^()\n]{1,40})\)$")
_WORD = re.compile(r"@?[\w][\w'’&/-]*\.?|&")
_LONGEST = 6  # words of a head


def find_heads(document: Document, names: tuple[Name, ...], code: str) -> tuple[Head, ...]:
    """Every head of a text, in order; cheap, for most texts have few colons."""
    return tuple(_heads(document, names, code))


def _heads(document: Document, names: tuple[Name, ...], code: str) -> Iterator[Head]:
    text, since = document.article.text, document.article.body
    for m in _COLON.finditer(text, since):
        line = max(since, text.rfind("\n", since, m.start()) + 1)
        line = max(line, text.rfind(PLUSES, line, m.start()))
        if m.start() - line <= _FAR and (head := _head(text, line, m.start(), names, code, opens=True)):
            yield head
            continue
        for b in _BOUNDARY.finditer(text, max(line, m.start() - _FAR), m.start()):
            if head := _head(text, b.end(), m.start(), names, code, opens=False):
                yield head
                break


def _head(text: str, first: int, colon: int, names: tuple[Name, ...], code: str, *, opens: bool) -> Head | None:
    """The head between two offsets, None where the words there are no name."""
    prefix = _PREFIX.match(text, first, colon)
    start = prefix.end() if prefix else first
    end = colon
    while end > start and text[end - 1] in "*_ ":
        end -= 1
    mark = _MARK.search(text, start, end)
    end = _before_office(text, start, mark.start() if mark else end, code)
    words = text[start:end].split(" ")
    if not all(_is_name_word(w, code) for w in words) or len(words) > _LONGEST or words[0].casefold() in _joining(code):
        return None
    start = _first_name(text, start, end, names) if opens else start
    party = mark is not None and fold(mark.group("mark")).split("/")[0].split("-")[0] in lexicon(code).marks
    kind: HeadKind = "person" if party else kind_of(text, start, end, names, code)
    frame = _FRAME.match(text, colon + 1)
    body = frame.end() if frame else colon + 1
    timed = prefix is not None and prefix.group("time") is not None
    ticker = text.startswith(PLUSES, first)
    return Head(min(first, start), start, end, colon, body, key_of(words[-1]), kind, opens, timed, ticker)


def _first_name(text: str, start: int, end: int, names: tuple[Name, ...]) -> int:
    """Where a name begins whose line was broken in its middle."""
    if (medium := broken_name(text, start)) is not None:
        return medium
    k = bisect_left(names, start, key=lambda n: n.start) - 1
    return names[k].start if k >= 0 and names[k].type == "person" and start < names[k].end == end else start


def _joining(code: str) -> tuple[str, ...]:
    return speech(code).turns.joining


def _is_name_word(word: str, code: str) -> bool:
    """A capital, a small word inside a name, an abbreviation that takes a full stop, an initial."""
    if not _WORD.fullmatch(word):
        return False
    bare = word.rstrip(".")
    if bare != word:
        return len(bare) == 1 or bare.casefold() in speech(code).turns.abbreviated
    return word[0].isupper() or word in _joining(code) or word == "&"


def _before_office(text: str, start: int, end: int, code: str) -> int:
    """Where a name ends before its office: "Lena Brandt, Bundesministerin der Verteidigung", "ANN MARSH, HOST"."""
    comma = text.find(", ", start, end)
    if comma < 0:
        return end
    rest = text[comma + 2 : end]
    words = [key_of(w) for w in rest.split()]
    office = any(w in lexicon(code).titles or w.endswith(lexicon(code).title_ends) for w in words)
    return comma if office or fold(rest) in lexicon(code).marks or rest.isupper() else end


# ---------------------------------------------------------------- what a head is


@functools.cache
def _labels(code: str) -> frozenset[str]:
    return frozenset(key_of(w) for w in speech(code).turns.labels)


def kind_of(text: str, start: int, end: int, names: tuple[Name, ...], code: str) -> HeadKind:
    """What the words ``text[start:end]`` name: a person, a body that speaks, a place, a label, or nothing known."""
    turns, words = speech(code).turns, text[start:end].split()
    keys = [key_of(w).rstrip(".") for w in words]
    if len(keys) == 1 and keys[0] in turns.question:
        return "question"
    if len(keys) == 1 and keys[0] in turns.answer:
        return "answer"
    capitals = text[start:end].isupper() and len(text[start:end]) > 1
    if not capitals and (keys[0] in closed_class(code) or keys[0] in lead_words(code)):
        return "label"  # "Laut Pentagon:", "Und Keller:"
    if _is_person(text, start, end, names, code):
        return "person"
    if is_body(words, code):
        return "body"
    if country_of(text[start:end]) or _named(names, start, end, "place"):
        return "place"
    label = not _labels(code).isdisjoint(keys) and not capitals
    day = words[-1].startswith(lexicon(code).days) or words[-1] in lexicon(code).not_names
    return "label" if label or day or words[-1][0].isdigit() else ""


def is_body(words: list[str], code: str) -> bool:
    """Whether the words are an office or body that speaks in a headline: "Polizei", "US-Regierung", "officials"."""
    if not words or len(words) > 2:
        return False
    last = key_of(words[-1])
    return any(last == s or (s[0] == "-" and last.endswith(s[1:])) for s in speech(code).turns.speakers) and (
        len(words) == 1 or words[0][0].isupper()
    )


def _is_person(text: str, start: int, end: int, names: tuple[Name, ...], code: str) -> bool:
    """A name found in the text that ends here, an office or a given name before it, "Dr." or "Abg." before it."""
    if _named(names, start, end, "person"):
        return True
    if any(n.type == "person" and n.start < end <= n.end for n in _near(names, start)):  # a genitive
        return False
    words = text[start:end].split()
    shortened = [w for w in words[:-1] if w.endswith(".") and key_of(w).rstrip(".") in speech(code).turns.abbreviated]
    if shortened and words[-1][0].isupper():
        return True
    toks = tokens(text, start, end, code)
    return len(words) > 1 and any(f.last == len(toks) - 1 for f in persons(toks, code))


def _near(names: tuple[Name, ...], start: int) -> tuple[Name, ...]:
    """The few names from an offset on that may lie in a head."""
    first = bisect_left(names, start, key=lambda n: n.start)
    return names[first : first + _LONGEST]


def _named(names: tuple[Name, ...], start: int, end: int, kind: str) -> bool:
    """Whether a name of this type, no genitive, ends where the stretch ends."""
    named = (n for n in _near(names, start) if n.type == kind and n.start < end <= n.end)
    return any(n.text[-1] != "s" or n.name[-1] == "s" for n in named)
