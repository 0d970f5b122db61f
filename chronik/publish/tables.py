"""The findings as tables of plain text, for the terminal and for CSV; each row with its report, day and sentence."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from chronik.findings.conflicts import amount
from chronik.model import (
    Conflict,
    Copy,
    EventCluster,
    Findings,
    PledgeOutcome,
    Point,
    Position,
    Record,
    Report,
    Series,
)

Quote = Callable[[str, int], str]
Row = tuple[str, ...]

COLUMNS: dict[str, Row] = {
    "timeline": ("date", "what", "status", "told by", "report", "written", "sentence"),
    "figures": ("thing", "as of", "figure", "sense", "by whose count", "report", "written", "sentence"),
    "pledges": (
        "who",
        "what",
        "made",
        "due",
        "outcome",
        "report",
        "written",
        "sentence",
        "outcome report",
        "written",
        "outcome sentence",
    ),
    "conflicts": ("type", "about", "says", "report", "written", "sentence"),
    "copies": ("report", "repeats", "agency", "share", "changes"),
    "positions": ("party", "stance", "matter", "date", "report", "written", "sentence"),
    "parties": ("id", "type", "names"),
    "sources": ("report", "source"),
    "reports": ("report", "written", "likeliest", "confidence", "stated", "agencies", "why"),
}


class Sources(NamedTuple):
    """What rows cite from: the sentence of an article at an offset, and when each article was written."""

    quote: Quote
    reports: dict[str, Report]

    def cite(self, doc: str | None, offset: int | None) -> Row:
        """Report, likeliest day of writing ("~" where it is no more than that) and sentence; blank without a report."""
        if doc is None or offset is None:
            return "", "", ""
        report = self.reports[doc]
        sure = "" if report.low == report.high else "~"
        return doc, f"{sure}{report.best}" if report.best else "?", self.quote(doc, offset)


class Entry(NamedTuple):
    """A finding as a table shows it: its rows, and the record they are made of (of ``reports`` the name)."""

    record: Record | str
    rows: tuple[Row, ...]


def entries(table: str, findings: Findings, sources: Sources, words: tuple[str, ...] = ()) -> Iterator[Entry]:
    """What one of the tables in COLUMNS holds; with ``words`` only findings in whose rows all of them stand.

    A series is cut down to the points that hold the words. The timeline has the events with a day, see ``undated``.
    """
    for record, made in _made(table, findings, sources):
        if isinstance(record, Series):
            pairs = [(p, r) for p, r in zip(record.points, made, strict=True) if _holds([r], words)]
            if pairs:
                points, kept = zip(*pairs, strict=True)
                yield Entry(msgspec.structs.replace(record, points=points), kept)
        elif _holds(made, words) and not (isinstance(record, EventCluster) and record.date is None):
            yield Entry(record, made)


def undated(findings: Findings, sources: Sources, words: tuple[str, ...] = ()) -> int:
    """How many events the timeline leaves out because no report gives them a day."""
    return sum(c.date is None and _holds([_event(c, sources)], words) for c in findings.clusters)


def _holds(made: Sequence[Row], words: tuple[str, ...]) -> bool:
    text = " ".join(cell for row in made for cell in row).casefold()
    return all(w.casefold() in text for w in words)


def _made(table: str, findings: Findings, sources: Sources) -> Iterator[tuple[Record | str, tuple[Row, ...]]]:
    """Each record of a table with its rows."""
    match table:
        case "timeline":
            yield from ((c, (_event(c, sources),)) for c in findings.clusters)
        case "figures":
            yield from ((s, tuple(_points(s, sources))) for s in findings.series)
        case "pledges":
            yield from ((p, (_pledge(p, sources),)) for p in findings.outcomes)
        case "conflicts":
            yield from ((c, tuple(_sides(c, sources))) for c in findings.conflicts)
        case "copies":
            yield from ((c, (_copy(c),)) for c in findings.copies)
        case "positions":
            yield from ((p, (_position(p, sources),)) for p in findings.positions)
        case "parties":
            yield from ((p, ((p.id, p.type, ", ".join(p.names)),)) for p in findings.parties)
        case "sources":
            yield from ((line, ((line.doc, line.source),)) for line in findings.lineage)
        case "reports":
            by_day = sorted(sources.reports.items(), key=lambda p: (str(p[1].best or "9999"), p[0]))
            yield from ((doc, (_report(doc, r),)) for doc, r in by_day)
        case _:
            raise KeyError(table)


def _event(c: EventCluster, sources: Sources) -> Row:
    docs = {m.doc for m in c.members}
    told = f"{len(docs)} report" + ("s" if len(docs) > 1 else "")
    cited = sources.cite(c.members[0].doc, c.members[0].start)
    return c.date or "?", f"{c.event_class}: {c.label}", c.status, told, *cited


def _points(s: Series, sources: Sources) -> Iterator[Row]:
    measure = f", {s.measure}" if s.measure in ("killed", "wounded") else ""
    thing = f"{s.of or s.unit or s.measure}{measure}" + (f" ({s.place})" if s.place else "")
    for p in s.points:
        yield thing, p.as_of or "?", figure(p, s.unit), p.sense, p.source or "", *sources.cite(p.doc, p.start)


def figure(p: Point, unit: str | None) -> str:
    """A point's value as people write it, with its unit."""
    return amount(p) + (f" {unit}" if unit else "")


def _pledge(p: PledgeOutcome, sources: Sources) -> Row:
    outcome = p.outcome + (" (contested)" if p.contested else "")
    after = sources.cite(p.outcome_doc, p.outcome_start)
    return p.who or "?", p.what, p.made or "?", p.due or "?", outcome, *sources.cite(p.doc, p.start), *after


def _sides(c: Conflict, sources: Sources) -> Iterator[Row]:
    for n, side in enumerate(c.sides):
        head = (c.type, c.about) if n == 0 else ("", "")
        yield *head, side.says, *sources.cite(side.doc, side.start)


def _copy(c: Copy) -> Row:
    return c.doc, c.of, c.agency or "", f"{c.share:.0%}", ", ".join(c.changes)


def _position(p: Position, sources: Sources) -> Row:
    return p.party, p.stance, p.matter, p.date or "?", *sources.cite(p.doc, p.start)


def _report(doc: str, r: Report) -> Row:
    why = "; ".join(f"{x.clue}: {x.text}" for x in r.reasons[:6])
    stated = (r.stated or "") + (" (contradicted)" if r.stated_conflict else "")
    return doc, written(r), str(r.best or "?"), f"{r.confidence:.2f}", stated, ", ".join(r.agencies), why


def written(r: Report) -> str:
    """The interval of the written date: a day, two days with a dash, "?" where it is unknown."""
    if r.low is None and r.high is None:
        return "?"
    return str(r.low) if r.low == r.high else f"{r.low or '…'} – {r.high or '…'}"
