"""Run the examples of ``abbreviations.toml`` and ``datelines.toml``: what must come out stands in square brackets."""

import re
from collections.abc import Callable, Iterator

from chronik.article.abbreviations import abbreviations
from chronik.article.marks import frame
from chronik.article.prepare import prepare
from chronik.article.sentences import sentences
from chronik.model import Article

_MARKED = re.compile(r"\[(.*?)\]")
_BRACKETS = re.compile(r"[\[\]]")


def check_abbreviations(code: str) -> list[str]:
    """Every example of abbreviations.toml that is not cut into the sentences it marks, one line each."""
    words = abbreviations(code)
    return list(_faults((*words.match, *words.no_match), lambda text: _sentences(text, code)))


def check_datelines(code: str) -> list[str]:
    """Every example of datelines.toml in which another dateline than the marked one is found, one line each."""
    words = frame(code)
    return list(_faults((*words.match, *words.no_match), lambda text: _datelines(text, code)))


def _faults(examples: tuple[str, ...], find: Callable[[str], list[str]]) -> Iterator[str]:
    for example in examples:
        found = find(_BRACKETS.sub("", example))
        if found != _MARKED.findall(example):
            yield f"{example}: found {found}"


def _sentences(text: str, code: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, code)]


def _datelines(text: str, code: str) -> list[str]:
    document = prepare(Article(id="example", source=text, text=text, language=code))
    return [text[z.start : z.end] for z in document.zones if z.kind == "dateline"]
