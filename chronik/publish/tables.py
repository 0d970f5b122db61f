"""The findings as tables of plain text, for the terminal and for CSV; each row with its report, day and sentence."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from chronik.findings.conflicts import amount
from chronik.model import Findings, Point, Report

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


def rows(table: str, findings: Findings, sources: Sources) -> Iterator[Row]:
    """The rows of one of the tables in COLUMNS."""
    make = {
        "timeline": _timeline,
        "figures": _figures,
        "pledges": _pledges,
        "conflicts": _conflicts,
        "copies": _copies,
        "positions": _positions,
        "parties": _parties,
        "sources": _sources,
        "reports": _reports,
    }
    yield from make[table](findings, sources)


def _timeline(findings: Findings, sources: Sources) -> Iterator[Row]:
    for c in findings.clusters:
        if c.date is None:
            continue
        docs = {m.doc for m in c.members}
        told = f"{len(docs)} report" + ("s" if len(docs) > 1 else "")
        cited = sources.cite(c.members[0].doc, c.members[0].start)
        yield c.date, f"{c.event_class}: {c.label}", c.status, told, *cited


def _figures(findings: Findings, sources: Sources) -> Iterator[Row]:
    for s in findings.series:
        measure = f", {s.measure}" if s.measure in ("killed", "wounded") else ""
        thing = f"{s.of or s.unit or s.measure}{measure}" + (f" ({s.place})" if s.place else "")
        for p in s.points:
            yield thing, p.as_of or "?", figure(p, s.unit), p.sense, p.source or "", *sources.cite(p.doc, p.start)


def figure(p: Point, unit: str | None) -> str:
    """A point's value as people write it, with its unit."""
    return amount(p) + (f" {unit}" if unit else "")


def _pledges(findings: Findings, sources: Sources) -> Iterator[Row]:
    for p in findings.outcomes:
        outcome = p.outcome + (" (contested)" if p.contested else "")
        after = sources.cite(p.outcome_doc, p.outcome_start)
        yield p.who or "?", p.what, p.made or "?", p.due or "?", outcome, *sources.cite(p.doc, p.start), *after


def _conflicts(findings: Findings, sources: Sources) -> Iterator[Row]:
    for c in findings.conflicts:
        for n, side in enumerate(c.sides):
            head = (c.type, c.about) if n == 0 else ("", "")
            yield *head, side.says, *sources.cite(side.doc, side.start)


def _copies(findings: Findings, sources: Sources) -> Iterator[Row]:
    for c in findings.copies:
        yield c.doc, c.of, c.agency or "", f"{c.share:.0%}", ", ".join(c.changes)


def _positions(findings: Findings, sources: Sources) -> Iterator[Row]:
    for p in findings.positions:
        yield p.party, p.stance, p.matter, p.date or "?", *sources.cite(p.doc, p.start)


def _parties(findings: Findings, sources: Sources) -> Iterator[Row]:
    for p in findings.parties:
        yield p.id, p.type, ", ".join(p.names)


def _sources(findings: Findings, sources: Sources) -> Iterator[Row]:
    for line in findings.lineage:
        yield line.doc, line.source


def _reports(findings: Findings, sources: Sources) -> Iterator[Row]:
    for doc, r in sorted(sources.reports.items(), key=lambda p: (str(p[1].best or "9999"), p[0])):
        why = "; ".join(f"{x.clue}: {x.text}" for x in r.reasons[:6])
        stated = (r.stated or "") + (" (contradicted)" if r.stated_conflict else "")
        yield doc, written(r), str(r.best or "?"), f"{r.confidence:.2f}", stated, ", ".join(r.agencies), why


def written(r: Report) -> str:
    """The interval of the written date: a day, two days with a dash, "?" where it is unknown."""
    if r.low is None and r.high is None:
        return "?"
    return str(r.low) if r.low == r.high else f"{r.low or '…'} – {r.high or '…'}"
