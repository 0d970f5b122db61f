"""Which sources a report draws on: agencies it is credited to, media and agencies it names as its source."""

import functools
from collections.abc import Iterator

from chronik.language import world
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
    words = text.replace("(", " ").replace(")", " ").split()
    for size in range(min(4, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            found = _names().get(fold(" ".join(words[i : i + size]).strip(',"„“”«»')))
            if found:
                return found
    return None


@functools.cache
def _names() -> dict[str, str]:
    """Spellings of agencies and media; names of one everyday word ("Bild", "Welt") must be told by a cue, not here."""
    return {fold(n): a.short for a in world.agencies() for n in (*a.names, a.id) if len(n) > 1}
