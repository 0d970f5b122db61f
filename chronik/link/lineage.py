"""Which sources a report draws on: agencies it is credited to, media and agencies it names as its source."""

import functools
from collections.abc import Iterator

import msgspec

from chronik.language import codes, read, world
from chronik.link.spelling import fold
from chronik.model import Dossier, Lineage, Statement


def find_lineage(dossier: Dossier) -> Iterator[Lineage]:
    """One line for each source of an article, with the words that name it where the text does."""
    seen: set[str] = set()
    for reason in dossier.report.reasons:
        if reason.clue == "agency":
            yield from _once(seen, dossier.doc, reason.text, reason.start, reason.end)
    for agency in dossier.report.agencies:
        yield from _once(seen, dossier.doc, agency, None, None)
    for s in dossier.annotations.statements:
        for name, start, end in _named(s):
            source = _source(name)
            if source:
                yield from _once(seen, dossier.doc, source, start, end)


def _named(s: Statement) -> Iterator[tuple[str, int | None, int | None]]:
    if s.speaker:
        yield s.speaker, s.speaker_start, s.speaker_end
    if s.via:
        yield s.via, s.start, s.end


def _once(seen: set[str], doc: str, source: str, start: int | None, end: int | None) -> Iterator[Lineage]:
    if source not in seen:
        seen.add(source)
        yield Lineage(doc=doc, source=source, start=start, end=end)


def _source(text: str) -> str | None:
    """The agency or medium that a speaker phrase names, by its usual short name."""
    words = [w.strip(',"„“”«»()') for w in text.split()]
    press = any(fold(w).endswith(_press_nouns()) for w in words) or "„" in text or '"' in text or "«" in text
    for size in range(min(4, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            name = " ".join(words[i : i + size])
            found = _names().get(fold(name))
            if found and (press or len(words) == size or size > 1 or not _everyday(name)):
                return found
    return None


def _everyday(name: str) -> bool:
    """A name that is an ordinary noun besides ("Bild", "Welt"): capitalised and without further capitals or marks."""
    return name.istitle() and name.isalpha()


class _Press(msgspec.Struct):
    press_nouns: tuple[str, ...]


@functools.cache
def _press_nouns() -> tuple[str, ...]:
    return tuple(fold(w) for code in codes() for w in read(code, "parties", _Press).press_nouns)


@functools.cache
def _names() -> dict[str, str]:
    """Spellings of agencies and media."""
    return {fold(n): a.short for a in world.agencies() for n in (*a.names, a.id) if len(n) > 1}
