"""What the page says of each annotation when one points at it: one line in the interface's language."""

from collections.abc import Iterator

from chronik.model import Annotations, Event, Figure, Name, Record, Statement, Time
from chronik.publish.page_words import Words, amount, date, interval, text_of, word

_LONGEST = 160


class Note(Record, frozen=True, kw_only=True):
    """A stretch of text, the letter of its kind (t, f, a, e, n) and what is said of it."""

    start: int
    end: int
    kind: str
    says: str


def notes(found: Annotations, words: Words) -> tuple[Note, ...]:
    """A note for each annotation, in the order of the text."""
    made = sorted(_notes(found, words), key=lambda n: (n.start, -n.end, n.kind))
    return tuple(made)


def _notes(found: Annotations, words: Words) -> Iterator[Note]:
    for time in found.times:
        yield _note(time, "t", words.marks["time"], _time(time, words))
    for figure in found.figures:
        yield _note(figure, "f", words.marks["figure"], figure_says(figure, words))
    for statement in found.statements:
        yield _note(statement, "a", words.marks["statement"], _statement(statement, words))
    for event in found.events:
        yield _note(event, "e", words.marks["event"], event_says(event, words))
    for name in found.names:
        yield _note(name, "n", word(words.name, name.type), name.name if name.name != name.text else "")


def _note(thing: Time | Figure | Statement | Event | Name, kind: str, title: str, says: str) -> Note:
    line = f"{title}: {says}" if says else title
    line = line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
    return Note(start=thing.start, end=thing.end, kind=kind, says=line)


def _time(t: Time, words: Words) -> str:
    """Its days; where none are known, its ISO-TimeML value."""
    days = text_of(interval(words, t.low, t.high, short=True)) if t.low or t.high else ""
    return " · ".join(p for p in (days, t.value if not days or t.type in ("DURATION", "SET") else "") if p)


def figure_says(f: Figure, words: Words) -> str:
    """ "about 2,500 troops · Iraq · ceiling · as of December 2021 · by the Pentagon"."""
    value = amount(words, f.value, f.low, f.high, f.modifier)
    unit = word(words.unit, f.unit or "")
    value = f"{value} {unit}" if f.unit and f.of else value
    thing = f.of or unit or (word(words.measure, f.measure) if f.measure != "other" else "")
    parts = [
        f"{value} {thing}".strip(),
        f.place,
        word(words.sense, f.sense) if f.sense != "actual" else None,
        f"{words.page['as_of']} {text_of(date(words, f.as_of, short=True))}" if f.as_of else None,
        words.page["by"].replace("{who}", f.source) if f.source else None,
    ]
    return " · ".join(p for p in parts if p)


def event_says(e: Event, words: Words) -> str:
    """ "Withdrawal, planned · last convoy · Iraq · December 2011 · by the Pentagon"."""
    parts = [
        f"{word(words.event, e.event_class)}, {word(words.status, e.status)}",
        e.actor,
        e.target,
        e.place,
        text_of(date(words, e.date, short=True)) if e.date else None,
        words.page["by"].replace("{who}", e.asserted_by) if e.asserted_by else None,
    ]
    return " · ".join(dict.fromkeys(p for p in parts if p))


def _statement(s: Statement, words: Words) -> str:
    """ "Nora Winkler · promise · direct speech · passed on by the Courier · reporter's distance: “allegedly”"."""
    who = s.speaker_name or s.speaker
    parts = (
        who,
        word(words.act, s.act) if s.act != "claim" else None,  # a plain word for it doubts in some languages
        word(words.form, s.form),
        words.page["via"].replace("{who}", s.via) if s.via else None,
        words.evidence.get(s.evidence),  # a named source needs no word
        _distance(s.hedge, words) if s.hedge and s.hedge != who else None,
    )
    return " · ".join(p for p in parts if p)


def _distance(hedge: str, words: Words) -> str:
    return words.page["distance"].replace("{word}", words.quoted.replace("{text}", hedge))
