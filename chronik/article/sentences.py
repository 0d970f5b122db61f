"""Sentences, exact in offsets.

Every full stop, question or exclamation mark that a blank follows may end a sentence; abbreviations, ordinals,
initials and dates tell that it does not (Kiss and Strunk 2006 name the cases; the words are data, see
``abbreviations.toml``). A line break that was meant always does (``lines``), and so does the "+++" of a live ticker,
which is part of no sentence.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from chronik.article.abbreviations import Abbreviations, abbreviations
from chronik.article.lines import paragraphs
from chronik.model import Span

_TICKER = re.compile(r"\+{3,}")
LONGEST = 1500  # characters; the longest sentence of 1,028 newspaper articles has 1,314
_CLOSING = "\"'“”»«’‘›‹)\\]"
_END = re.compile(rf"[.!?…]+[{_CLOSING}]*(?=\s)|(?<=[a-zäöüß]{{3}})[.!?](?=[A-ZÄÖÜ][a-zäöüß]{{2}})")
_OPENING = re.compile(r"[\s\"'“”„‚»«’‘›‹(\[–—\-•*#]*")
_NEXT = re.compile(r"\w+")
_LAST = re.compile(r"(?:[^\W\d_]\.[ \u00a0\u202f]?)*[^\W\d_]+$")
_NUMBER = re.compile(r"(?:^|[^\w.,])(\d{1,3}|\d{1,2}\.[ \u00a0]?\d{1,2})$")
_DATE_GOES_ON = re.compile(r"\s(?:\d{1,2}\.|(?:19|20)\d\d\b)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\s+[\d. \u00a0]+$")
_ORDINAL_BEFORE = re.compile(r"\d\.?\s*(?:und|bis|oder|/|-|–)\s*\d{1,3}$")
_OPENS_SENTENCE = re.compile(r"(?:^|[(\[]|[.!?)\]\"“”»«]\s+)\d{1,3}$")  # "9. Lauf", "(88. Alar)"
_ROMAN = re.compile(r"(?:^|\s)[A-ZÄÖÜ][\w-]+\s+[IVX]{1,6}$")
_VOWEL = re.compile(r"[aeiouyäöüAEIOUYÄÖÜ]")


def sentences(text: str, language: str, start: int = 0, breaks: Iterable[int] = ()) -> tuple[Span, ...]:
    """Sentences of ``text`` from ``start`` on, blanks around them left out.

    ``breaks`` are further places where one must end and another begin (the edges of a dateline). Raises
    LanguageError for a language without abbreviations.
    """
    words = abbreviations(language)
    parts = paragraphs(text, language, start)
    marks = [edge for m in _TICKER.finditer(text, start) for edge in m.span()]
    edges = sorted({*breaks, *marks})
    found: list[Span] = []
    for part in parts:
        cuts = [part.start, *_ends(text, part, words), part.end]
        if edges:
            cuts = sorted({*cuts, *(e for e in edges if part.start < e < part.end)})
        for a, b in pairwise(_capped(text, cuts)):
            piece = text[a:b]
            stripped = piece.strip()
            if stripped and not _TICKER.fullmatch(stripped):
                begin = a + len(piece) - len(piece.lstrip())
                found.append(Span(start=begin, end=begin + len(stripped)))
    return tuple(found)


def _capped(text: str, cuts: list[int]) -> list[int]:
    """Cuts at blanks too where a table or a text without full stops runs on: what follows grows with the length."""
    out = cuts[:1]
    for cut in cuts[1:]:
        while cut - out[-1] > LONGEST:
            blank = text.rfind(" ", out[-1] + 1, out[-1] + LONGEST)
            out.append(blank if blank > 0 else out[-1] + LONGEST)
        out.append(cut)
    return out


def _ends(text: str, part: Span, words: Abbreviations) -> Iterator[int]:
    """Offsets inside a paragraph at which a sentence ends."""
    for m in _END.finditer(text, part.start, part.end):
        if _is_end(text, part.start, m, words):
            yield m.end()


def _is_end(text: str, start: int, m: re.Match[str], words: Abbreviations) -> bool:
    opening = _OPENING.match(text, m.end())
    after = opening.end() if opening else m.end()
    if after >= len(text):
        return True
    first = text[after]
    if first.islower():
        # Only a bracket of its own may begin in lower case: "… gewesen. (dpa)"
        return "(" in text[m.end() : after] and not _short(text, start, m, words)
    if m.group()[0] != "." or m.group().startswith(".."):
        return True
    word = _NEXT.match(text, after)
    return not _goes_on(text, start, m, word.group() if word else "", words)


def _short(text: str, start: int, m: re.Match[str], words: Abbreviations) -> bool:
    """Whether the full stop belongs to an abbreviation, or to an ordinal."""
    last = _LAST.search(text, max(start, m.start() - 16), m.start())
    return text[m.start() - 1].isdigit() or (
        last is not None and _key(last) in words.before | words.either | words.before_number
    )


def _goes_on(text: str, start: int, m: re.Match[str], next_word: str, words: Abbreviations) -> bool:
    """Whether the sentence goes on after the full stop at ``m``, before ``next_word`` with a capital or digit."""
    dot = m.start()
    if len(m.group()) > 1 and m.group()[1] not in ".)":  # a closing quotation mark: the stop was the quote's own
        return False
    if dot > start and text[dot - 1].isdigit():
        return _ordinal(text, start, dot, next_word, words)
    last = _LAST.search(text, max(start, dot - 16), dot)
    if last is None:
        return False
    full, word = _key(last), last.group().rsplit(".", 1)[-1].strip()
    opens = next_word in words.starters
    if full in words.before or (word != full and full not in words.either and word in words.before):
        return True
    if full in words.before_number or word in words.before_number:
        return next_word[:1].isdigit() or (full in words.either and not opens)
    if full in words.either:
        return not opens
    if len(word) == 1:  # an initial, or the first half of "z. B."
        return not opens or text[m.end() : m.end() + 3].strip()[1:2] == "."
    if _ROMAN.search(text, max(start, dot - 30), dot):
        return not opens
    return 1 < len(word) <= 4 and not any(map(str.isupper, word[1:])) and not _VOWEL.search(word) and not opens


def _key(last: re.Match[str]) -> str:
    """An abbreviation as the files spell it: without blanks."""
    return "".join(last.group().split())


def _ordinal(text: str, start: int, dot: int, next_word: str, words: Abbreviations) -> bool:
    """Whether a number with a full stop is an ordinal, or a day with its month."""
    before = text[max(start, dot - 40) : dot].lstrip() if dot - start < 40 else text[dot - 40 : dot]
    if not words.ordinals:
        return before.isdigit() and len(before) < 3  # "1. Item" at a line's head
    if not _NUMBER.search(before):
        return False
    if next_word in words.months or next_word in words.ordinal_next or _DATE_GOES_ON.match(text, dot + 1):
        return True
    if next_word in words.starters:
        return False
    word = _WORD_BEFORE.search(before)
    if word is not None and word.group(1).lower() in words.ordinal_before:
        return True
    return _ORDINAL_BEFORE.search(before) is not None or _OPENS_SENTENCE.search(before) is not None
