"""JSON Lines: the contract that other programs read (docs/records.md).

Offsets go out as places in the text as it was given (``Article.source``), fields that only the path itself needs
stay inside, and the order of lines is fixed, so that two builds of one pile give the same bytes.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from chronik.article.offsets import to_source
from chronik.dating.edtf import edtf_of
from chronik.model import Annotations, Article, Findings, Record, Report, Time

# What the stages hand each other and nobody outside needs.
INTERNAL = frozenset(
    (
        "reading",
        "tense",
        "deadline",
        "bound",
        "rule",
        "time_start",
        "made_time_start",
        "due_time_start",
        "vague_due",
        "undated",
        "recalled",
    )
)
_SPANS = (
    ("start", "end"),
    ("speaker_start", "speaker_end"),
    ("source_start", "source_end"),
    ("content_start", "content_end"),
    ("outcome_start", "outcome_end"),
)
KINDS = ("report", "time", "figure", "statement", "event", "pledge", "name")


def article_lines(article: Article, report: Report, found: Annotations, kinds: frozenset[str]) -> Iterator[str]:
    """The report and then every annotation of an article, in the order of the text."""
    records: list[Any] = [r for group in found_groups(found) for r in group]
    records.sort(key=lambda r: (r.start, r.end, type(r).__name__))
    for record in (report, *records):
        fields = to_fields(record)
        if isinstance(record, Time):
            fields["edtf"] = edtf_of(record)
        if fields["kind"] in kinds:
            yield encode({"doc": article.id, **_moved(fields, article)})


def found_groups(found: Annotations) -> tuple[tuple[Record, ...], ...]:
    """The kinds of annotation apart."""
    return (found.times, found.figures, found.statements, found.events, found.pledges, found.names)


def finding_lines(findings: Findings, articles: dict[str, Article]) -> Iterator[str]:
    """Every finding; ``articles`` holds those whose offsets must be led back to their source."""
    for field in Findings.__struct_fields__:
        for record in getattr(findings, field):
            yield encode(cited(to_fields(record), articles))


def to_fields(record: Record) -> dict[str, Any]:
    """A record as plain values, without what is internal."""
    fields: dict[str, Any] = msgspec.to_builtins(record)
    return {k: v for k, v in fields.items() if k not in INTERNAL}


def encode(fields: dict[str, Any]) -> str:
    """One line of JSON."""
    return msgspec.json.encode(fields).decode()


def _moved(fields: dict[str, Any], article: Article) -> dict[str, Any]:
    """The same with every offset led back into the text as given."""
    if not article.blocks:
        return fields
    out = dict(fields)
    for first, last in _SPANS:
        if out.get(first) is not None and out.get(last) is not None:
            out[first], out[last] = to_source(article, out[first], out[last])
    if out.get("event_start") is not None:
        out["event_start"] = to_source(article, out["event_start"], out["event_start"] + 1)[0]
    if out.get("reasons"):
        out["reasons"] = [_moved(r, article) for r in out["reasons"]]
    return out


def cited(fields: dict[str, Any], articles: dict[str, Article]) -> dict[str, Any]:
    """A finding with its own and its members' offsets led back, each by the article it cites."""
    out = dict(fields)
    outcome: dict[str, Any] = {k: out[k] for k in ("outcome_start", "outcome_end") if k in out}
    if out.get("doc") in articles:
        out = {**_moved(out, articles[out["doc"]]), **outcome}
    if out.get("outcome_doc") in articles:
        out |= _moved(outcome, articles[out["outcome_doc"]])
    for key in ("members", "points", "sides", "lines"):
        if key in out:
            out[key] = [_moved(m, articles[m["doc"]]) if m["doc"] in articles else m for m in out[key]]
    return out
