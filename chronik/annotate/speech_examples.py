"""The marks of the examples in speech.toml: ``[cue]``, ``{speaker}``, ``<content>``, which may lie in one another."""

from collections.abc import Iterator
from typing import NamedTuple

from chronik.annotate.speech_lexicon import speech
from chronik.model import Statement

_PAIRS = {"[": "]", "{": "}", "<": ">"}


class Example(NamedTuple):
    """An example without its marks, and where the marked parts lie in it."""

    text: str
    cue: tuple[int, int] | None
    speaker: tuple[int, int] | None
    content: tuple[int, int] | None


def read_example(marked: str) -> Example:
    """Take the marks out of an example of speech.toml."""
    plain: list[str] = []
    begun: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for c in marked:
        if c in _PAIRS:
            begun[_PAIRS[c]] = len(plain)
        elif c in begun:
            found[c] = (begun.pop(c), len(plain))
        else:
            plain.append(c)
    return Example("".join(plain), found.get("]"), found.get("}"), found.get(">"))


def examples(code: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Name, match and no_match of every rule of a language."""
    lexicon = speech(code)
    for rule in (*lexicon.verbs, *lexicon.prepositions):
        yield rule.name, rule.match, rule.no_match
    yield "mood", lexicon.mood.match, lexicon.mood.no_match
    yield "nouns", lexicon.nouns.match, lexicon.nouns.no_match
    yield "hedges", lexicon.hedges.match, lexicon.hedges.no_match
    yield "turns", lexicon.turns.match, lexicon.turns.no_match


def fits(example: Example, statement: Statement) -> bool:
    """Whether a statement is what the example says, as far as it is marked."""
    cue = example.cue is None or (statement.start < example.cue[1] and example.cue[0] < statement.end)
    speaker = example.speaker in (None, (statement.speaker_start, statement.speaker_end))
    content = example.content in (None, (statement.content_start, statement.content_end))
    return cue and speaker and content
