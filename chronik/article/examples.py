"""Run the examples of ``abbreviations.toml`` and ``datelines.toml``: what must come out stands in square brackets."""

import re
from collections.abc import Callable, Iterable, Iterator

from chronik.article.abbreviations import abbreviations
from chronik.article.marks import frame
from chronik.article.prepare import prepare
from chronik.article.sentences import sentences
from chronik.model import Article, Document

_MARKED = re.compile(r"\[(.*?)\]")
_BRACKETS = re.compile(r"[\[\]]")


def check_abbreviations(code: str) -> list[str]:
    """Every example of abbreviations.toml that is not cut into the sentences it marks, one line each."""
    words = abbreviations(code)
    return list(_faults((*words.match, *words.no_match), lambda text: _sentences(text, code)))


def check_datelines(code: str) -> list[str]:
    """Every example of datelines.toml in which something else than what is marked is found, one line each.

    The rule's own examples are reports with a dateline, those of its labels and asides lines with dates, which are run
    above and below a report.
    """
    words = frame(code)
    lines = [line for rule in (*words.label, *words.aside) for line in (*rule.match, *rule.no_match)]
    return [
        *_faults((*words.match, *words.no_match), lambda text: _datelines(text, code)),
        *_faults(lines, lambda line: _dates(f"{line}\n\n{words.prose}", code, len(line))),
        *_faults(lines, lambda line: _dates(f"{words.prose}\n\n{line}", code, len(line))),
        *_label_faults(code),
    ]


def _label_faults(code: str) -> Iterator[str]:
    """Examples of a label for days on which a text was written or changed that come out as the other kind."""
    words = frame(code)
    for rule in words.label:
        wanted = {"written": "date_line", "updated": "update_line", "page": "debris"}.get(rule.says, "")
        for line in rule.match:
            zones = _prepared(f"{_BRACKETS.sub('', line)}\n\n{words.prose}", code).zones
            first = next((z.kind for z in zones if z.kind in ("date_line", "update_line")), "debris")
            if wanted and first != wanted:
                yield f"{line}: found {first}, no {wanted}"


def _dates(text: str, code: str, length: int) -> list[str]:
    """Date and update lines, and the whole line of that length if that is the page's own."""
    document = _prepared(text, code)
    zones = [z for z in document.zones if z.kind in ("date_line", "update_line")]
    page = [z for z in document.zones if z.kind == "debris" and z.end - z.start == length and not zones]
    return [text[z.start : z.end] for z in (*zones, *page)]


def _faults(examples: Iterable[str], find: Callable[[str], list[str]]) -> Iterator[str]:
    for example in examples:
        found = find(_BRACKETS.sub("", example))
        if found != _MARKED.findall(example):
            yield f"{example}: found {found}"


def _sentences(text: str, code: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, code)]


def _datelines(text: str, code: str) -> list[str]:
    document = _prepared(text, code)
    return [text[z.start : z.end] for z in document.zones if z.kind == "dateline"]


def _prepared(text: str, code: str) -> Document:
    return prepare(Article(id="example", source=text, text=text, language=code))
