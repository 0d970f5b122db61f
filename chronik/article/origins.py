"""Which agencies a report comes from: by its marks, and where the text says that the agency itself found out."""

import functools
import re
from collections.abc import Iterable, Iterator

from chronik.article.marks import any_of, credited, frame
from chronik.language.patterns import Pattern, compile_pattern, whole
from chronik.model import Zone

_BEFORE, _AFTER = 40, 120  # characters around an agency's name that can say that it found out


def origins(text: str, language: str, zones: Iterable[Zone]) -> tuple[str, ...]:
    """Short names of the agencies ("dpa", "AFP"), marks first, in the order of the text.

    An agency that the report merely quotes ("wie INA meldete") is a source, not an origin.
    """
    found = [name for z in zones if z.kind == "agency" for name in z.value.split(", ")]
    for start, end in _named(text):
        agency = text[start:end]
        window = text[max(0, start - _BEFORE) : end + _AFTER]
        if any(m.start() <= min(start, _BEFORE) < m.end() for m in _finds_out(language, agency).finditer(window)):
            found.append(credited()[agency])
    return tuple(dict.fromkeys(found))


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Where an agency is named; RE2 looks over the whole text at once."""
    for m in _names().finditer(text):
        if whole(text, m.start(), m.end()):
            yield m.start(), m.end()


@functools.cache
def _names() -> Pattern:
    return compile_pattern(any_of(credited()))


@functools.cache
def _finds_out(language: str, agency: str) -> re.Pattern[str]:
    """All ways of the language to say that this agency found out, in one pattern."""
    name = re.escape(agency)
    return re.compile("|".join(f"(?:{p.replace('{agency}', name)})" for p in frame(language).origins))
