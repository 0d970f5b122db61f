"""Interviews whose heads name nobody ("Frage:", "Antwort:") or that have none: who it is that answers.

The one whom the questions address ("Frau Keller, wann …?"), else the only person whom an introduction names that
speaks of an interview. Where neither says it, the answers are left silent: a list of questions and answers that an
editor wrote is nobody's statement.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from chronik.annotate.cue import OPENING_MARKS
from chronik.annotate.speech_lexicon import speech
from chronik.article.lines import paragraphs
from chronik.article.tokens import key_of
from chronik.model import Document, Name, Span, Statement

_LIKELY = 0.7  # confidence of an answer beneath a question
_QUESTIONS = 3  # paragraphs that ask, in an interview without heads
_LONGEST = 500  # characters of one
_INTRODUCTION = 1500  # characters in which somebody is introduced
_BLANK_AFTER = re.compile(r"\?[\"“”»«*_]*[ \t]*\n")


def interviewed(document: Document, turns: Sequence[str], names: tuple[Name, ...], code: str) -> str | None:
    """The name of the one who answers; ``turns`` the text of questions and answers."""
    questions = [t for t in turns if _asks(t)]
    addressed = Counter(m.group("name") for q in questions if (m := _addressed(q, code)))
    if addressed:
        surname = addressed.most_common(1)[0][0]
        return next((n.name for n in names if _bears(n, surname)), surname)
    person = _introduced(document.article.text, names, code)
    return person.name if person else None


def _asks(said: str) -> bool:
    return said.rstrip('“”"»«*_ \n').endswith("?")


def _addressed(question: str, code: str) -> re.Match[str] | None:
    """ "Frau Keller" where a question speaks to her: between its edges and commas."""
    words, short = speech(code).turns.address, speech(code).turns.abbreviated
    spoken, titles = "|".join(w.title() for w in words), "|".join(w.title() for w in short)
    return re.search(
        rf"(?:^|[,.!?…] |\*\*)(?:{spoken})\.? (?:(?:{titles})\.? )*(?P<name>[A-ZÄÖÜ][\w'’-]+)(?=[,.!?…])", question
    )


def _bears(n: Name, surname: str) -> bool:
    return n.type == "person" and key_of(n.name.split()[-1]) == key_of(surname)


def _introduced(text: str, names: tuple[Name, ...], code: str) -> Name | None:
    """The only person named in an introduction that speaks of an interview."""
    front = text[:_INTRODUCTION]
    words = {w.casefold() for w in re.findall(r"\w+", front)}
    people = {n.name: n for n in reversed(names) if n.type == "person" and n.start < len(front)}
    talk = not words.isdisjoint(speech(code).turns.talk)
    return next(iter(people.values())) if talk and len(people) == 1 else None


# ---------------------------------------------------------------- without any heads


def plain_answers(document: Document, end: int, names: tuple[Name, ...], code: str) -> list[Statement]:
    """The answers beneath paragraphs that only ask ("**Frau Keller, wann …?**"), by the one whom they address."""
    text = document.article.text
    asked = [m.start() + 1 for m in _BLANK_AFTER.finditer(text, document.article.body, end)]
    lines = (text[max(0, stop - _LONGEST) : stop].rpartition("\n")[2] for stop in asked)
    if len(asked) < _QUESTIONS or not any(_addressed(line, code) for line in lines):
        return []
    parts = [p for p in paragraphs(text, document.article.language, document.article.body) if p.end <= end]
    asking = [k for k, p in enumerate(parts) if _is_question(text[p.start : p.end])]
    pairs = list(_answers(parts, asking))
    speaking = [a for _, a in pairs if _speaks(text[a.start : a.end], code)]
    who = _answerer(text, [parts[q] for q, _ in pairs], code)
    if len(pairs) < _QUESTIONS or 2 * len(speaking) < len(pairs) or who is None:
        return []
    surname = text[slice(*who)].split()[-1]
    name = next((n.name for n in names if _bears(n, surname)), surname)
    return [_answer(text, parts[q], said, who, name) for q, said in _answers(parts, asking)]


def _is_question(part: str) -> bool:
    return _asks(part) and len(part) <= _LONGEST and part[:1] not in OPENING_MARKS


def _speaks(said: str, code: str) -> bool:
    return not {w.casefold() for w in re.findall(r"[\w'’]+", said)}.isdisjoint(speech(code).turns.first)


def _answerer(text: str, questions: Sequence[Span], code: str) -> tuple[int, int] | None:
    """Extent of the name by which the questions address the one who answers."""
    for q in questions:
        if m := _addressed(text[q.start : q.end], code):
            return q.start + m.start("name"), q.start + m.end("name")
    return None


def _answers(parts: Sequence[Span], asking: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Each question with its answer: all paragraphs up to the next one, of the last the first."""
    for k, q in enumerate(asking):
        last = asking[k + 1] - 1 if k + 1 < len(asking) else q + 1
        if q < last < len(parts):
            yield q, Span(start=parts[q + 1].start, end=parts[last].end)


def _answer(text: str, question: Span, said: Span, who: tuple[int, int], name: str) -> Statement:
    mark = text.rindex("?", question.start, question.end)
    return Statement(
        start=mark,
        end=mark + 1,
        cue="?",
        speaker=text[slice(*who)],
        speaker_start=who[0],
        speaker_end=who[1],
        speaker_name=name,
        form="direct",
        content_start=said.start,
        content_end=said.end,
        confidence=_LIKELY,
    )
