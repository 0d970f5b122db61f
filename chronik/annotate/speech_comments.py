"""A page of readers' comments: whose text each of them is, and where they begin.

Readers are told by "Nutzer123 schreibt:", or by a name with the time since then ("Nutzer123, vor 3 Stunden"), and by
the buttons beneath a comment ("Antworten"). No sentence of a comment is anybody's but its writer's.
"""

import functools
import re
from typing import NamedTuple

from chronik.annotate.speech_lexicon import speech
from chronik.model import Statement

_LIKELY = 0.6  # confidence of a comment
_NAME = r"[ \t>*_]*(?:#?\d{1,4}[.):]? (?!\d))?(?P<name>@?\w[\w.@'’-]*(?: \w[\w.'’-]*){0,2}?)"


class _Patterns(NamedTuple):
    """What a line of a page of comments may be."""

    wrote: re.Pattern[str]  # "Nutzer123 schreibt:"
    stamped: re.Pattern[str]  # "Nutzer123, vor 3 Stunden", in one line or two
    reply: re.Pattern[str]  # "Antworten"
    ends: re.Pattern[str]  # any line beneath a comment


@functools.cache
def _patterns(code: str) -> _Patterns | None:
    turns = speech(code).turns
    if not (turns.wrote and turns.ago and turns.replies):
        return None
    ago = "|".join(turns.ago)
    replies, buttons = ("|".join(map(re.escape, words)) for words in (turns.replies, turns.buttons))
    count = r"(?:\(?\d+\)? ?)?"
    reply = rf"^[ \t]*{count}(?:{replies}){count}[ \t]*$"
    apart = r"(?:[,·•|(–-]|\n| (?=(?:am|on) ))"  # between a reader's name and the time
    return _Patterns(
        re.compile(rf"^{_NAME}[*_]* (?P<cue>{'|'.join(turns.wrote)})(?: [^:\n]{{1,40}})?:[*_]*", re.I | re.M),
        re.compile(rf"^{_NAME}[*_]*[ \t]*{apart}[ \t]*(?P<cue>{ago})[ \t]*\)?:?[ \t]*$", re.I | re.M),
        re.compile(reply, re.I | re.M),
        re.compile(rf"{reply}|^[ \t]*{count}(?:{buttons}|{ago}){count}[ \t]*$", re.I | re.M),
    )


def comments_from(text: str, since: int, code: str) -> int | None:
    """Where the comments begin, None where a text has none: two readers who write, or one to whom one can reply."""
    heads = _heads(text, since, code)
    patterns = _patterns(code)
    if not heads or patterns is None:
        return None
    reply = patterns.reply.search(text, heads[0].end())
    return heads[0].start() if len(heads) > 1 or reply else None


def _heads(text: str, since: int, code: str) -> list[re.Match[str]]:
    """The lines that name a reader, of the one kind or the other."""
    patterns = _patterns(code)
    if patterns is None:
        return []
    wrote = [m for m in patterns.wrote.finditer(text, since) if _is_handle(m.group("name")) or _ends_line(text, m)]
    if wrote and patterns.ends.search(text, wrote[0].end()):
        return list(patterns.wrote.finditer(text, wrote[0].start()))
    if wrote := [m for m in wrote if _is_handle(m.group("name"))]:
        return wrote
    stamped = patterns.stamped.finditer(text, since)
    return [m for m in stamped if not patterns.reply.match(text, _next_line(text, m.end()))]


def _is_handle(name: str) -> bool:
    """A name that only readers bear: with a digit or an underscore, in lower case, with @, in camel case."""
    return bool(re.search(r"[\d_@]|^[a-zäöü]|[a-zäöüß][A-ZÄÖÜ]", name)) and " " not in name


def _ends_line(text: str, m: re.Match[str]) -> bool:
    return text[m.end() : m.end() + 1] in ("\n", "")


def _next_line(text: str, offset: int) -> int:
    """Where the next line that is not empty begins."""
    found = re.compile(r"\s*").match(text, offset)
    return found.end() if found else offset


def find_comments(text: str, start: int, code: str) -> list[Statement]:
    """A statement for each comment from ``start`` on: its reader speaks, the word or time after his name is the cue."""
    heads, patterns = _heads(text, start, code), _patterns(code)
    out: list[Statement] = []
    for k, m in enumerate(heads):
        limit = heads[k + 1].start() if k + 1 < len(heads) else len(text)
        begin = _next_line(text, m.end())
        ended = patterns.ends.search(text, begin, limit) if patterns else None
        content = text[begin : ended.start() if ended else limit].rstrip(" \t\n*_")
        if len(content) > 2:
            out.append(_comment(m, begin, begin + len(content)))
    return out


def _comment(m: re.Match[str], start: int, end: int) -> Statement:
    return Statement(
        start=m.start("cue"),
        end=m.end("cue"),
        cue=m.group("cue"),
        speaker=m.group("name"),
        speaker_start=m.start("name"),
        speaker_end=m.end("name"),
        speaker_name=m.group("name"),
        form="direct",
        content_start=start,
        content_end=end,
        confidence=_LIKELY,
    )
