"""The findings as tables of plain text, for the terminal and for CSV; each row with its report and sentence."""

from collections.abc import Callable, Iterator

from chronik.findings.conflicts import amount
from chronik.model import Findings, Point, Report

Quote = Callable[[str, int], str]
Row = tuple[str, ...]

COLUMNS: dict[str, Row] = {
    "timeline": ("date", "what", "status", "told by", "report", "sentence"),
    "figures": ("thing", "as of", "figure", "sense", "by whose count", "report", "sentence"),
    "pledges": ("who", "what", "made", "due", "outcome", "report", "sentence", "outcome report", "outcome sentence"),
    "conflicts": ("type", "about", "says", "report", "sentence"),
    "copies": ("report", "repeats", "agency", "share", "changes"),
    "positions": ("party", "stance", "matter", "date", "report", "sentence"),
    "parties": ("id", "type", "names"),
    "sources": ("report", "source"),
    "reports": ("report", "written", "likeliest", "confidence", "stated", "agencies", "why"),
}


def rows(table: str, findings: Findings, reports: dict[str, Report], quote: Quote) -> Iterator[Row]:
    """The rows of one of the tables in COLUMNS; ``quote`` gives the sentence of an article at an offset."""
    make = {
        "timeline": _timeline,
        "figures": _figures,
        "pledges": _pledges,
        "conflicts": _conflicts,
        "copies": _copies,
        "positions": _positions,
        "parties": _parties,
        "sources": _sources,
    }
    if table == "reports":
        yield from _reports(reports)
    else:
        yield from make[table](findings, quote)


def _timeline(findings: Findings, quote: Quote) -> Iterator[Row]:
    for c in findings.clusters:
        if c.date is None:
            continue
        docs = {m.doc for m in c.members}
        lead = c.members[0]
        told = f"{len(docs)} report" + ("s" if len(docs) > 1 else "")
        yield c.date, f"{c.event_class}: {c.label}", c.status, told, lead.doc, quote(lead.doc, lead.start)


def _figures(findings: Findings, quote: Quote) -> Iterator[Row]:
    for s in findings.series:
        thing = f"{s.of or s.unit or s.measure}" + (f" ({s.place})" if s.place else "")
        for p in s.points:
            yield thing, p.as_of or "?", figure(p, s.unit), p.sense, p.source or "", p.doc, quote(p.doc, p.start)


def figure(p: Point, unit: str | None) -> str:
    """A point's value as people write it, with its unit."""
    return amount(p) + (f" {unit}" if unit else "")


def _pledges(findings: Findings, quote: Quote) -> Iterator[Row]:
    for p in findings.outcomes:
        after = quote(p.outcome_doc, p.outcome_start) if p.outcome_doc and p.outcome_start is not None else ""
        outcome = p.outcome + (" (contested)" if p.contested else "")
        first = (p.who or "?", p.what, p.made or "?", p.due or "?", outcome)
        yield (*first, p.doc, quote(p.doc, p.start), p.outcome_doc or "", after)


def _conflicts(findings: Findings, quote: Quote) -> Iterator[Row]:
    for c in findings.conflicts:
        for n, side in enumerate(c.sides):
            head = (c.type, c.about) if n == 0 else ("", "")
            yield (*head, side.says, side.doc, quote(side.doc, side.start))


def _copies(findings: Findings, quote: Quote) -> Iterator[Row]:
    for c in findings.copies:
        yield c.doc, c.of, c.agency or "", f"{c.share:.0%}", ", ".join(c.changes)


def _positions(findings: Findings, quote: Quote) -> Iterator[Row]:
    for p in findings.positions:
        yield p.party, p.stance, p.matter, p.date or "?", p.doc, quote(p.doc, p.start)


def _parties(findings: Findings, quote: Quote) -> Iterator[Row]:
    for p in findings.parties:
        yield p.id, p.type, ", ".join(p.names)


def _sources(findings: Findings, quote: Quote) -> Iterator[Row]:
    for line in findings.lineage:
        yield line.doc, line.source


def _reports(reports: dict[str, Report]) -> Iterator[Row]:
    for doc, r in sorted(
        reports.items(), key=lambda item: (item[1].best.isoformat() if item[1].best else "9999", item[0])
    ):
        why = "; ".join(f"{x.clue}: {x.text}" for x in r.reasons[:6])
        stated = (r.stated or "") + (" (contradicted)" if r.stated_conflict else "")
        yield doc, written(r), str(r.best or "?"), f"{r.confidence:.2f}", stated, ", ".join(r.agencies), why


def written(r: Report) -> str:
    """The interval of the written date: a day, two days with a dash, "?" where it is unknown."""
    if r.low is None and r.high is None:
        return "?"
    return str(r.low) if r.low == r.high else f"{r.low or '…'} – {r.high or '…'}"
