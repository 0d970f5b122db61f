"""One article, its sentences, its report and its annotations: into the case file and back."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from chronik.model import (
    Annotations,
    Article,
    Block,
    Document,
    Dossier,
    Quote,
    Reason,
    Record,
    Report,
    Span,
    StatedDate,
    Zone,
)
from chronik.record.rows import TABLES, Row, insert, json_text, next_id, row
from chronik.record.search import fold

T = TypeVar("T", bound=Record)

_APART = ("id", "source", "blocks", "dates")  # fields of Article that are not stored as they stand
_FIELDS = tuple(field for field in Article.__struct_fields__ if field not in _APART)
_SUBJECTS = {"figure": None, "statement": None, "event": None, "pledge": None}  # what a reason can be for


class Place(Record, frozen=True, kw_only=True):
    """Where rows belong: an article's number and its sentences, numbered from ``first`` in the order of ``starts``."""

    article: int
    first: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def sentence(self, offset: int | None) -> int | None:
        """Number of the sentence that holds ``offset``."""
        at = -1 if offset is None else bisect_right(self.starts, offset) - 1
        return self.first + at if at >= 0 and offset is not None and offset < self.ends[at] else None


def write(db: sqlite3.Connection, document: Document, report: Report, annotations: Annotations) -> None:
    """Store an article and all that was found in it, in place of an older version. The caller's transaction."""
    _write_found(db, _write_document(db, document), report, annotations)


def rewrite(db: sqlite3.Connection, doc: str, report: Report, annotations: Annotations) -> bool:
    """Store report and annotations in place of those of the article ``doc``; False where there is none."""
    found = db.execute("SELECT id FROM article WHERE doc = ?", (doc,)).fetchone()
    if found is None:
        return False
    for table in ("reason", *TABLES.values(), "report"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", found)
    listed = 'SELECT id, start, "end" FROM sentence WHERE article = ? ORDER BY id'
    sentences = db.execute(listed, found).fetchall()
    first, starts, ends = sentences[0][0] if sentences else 0, [s[1] for s in sentences], [s[2] for s in sentences]
    _write_found(db, Place(article=found[0], first=first, starts=tuple(starts), ends=tuple(ends)), report, annotations)
    return True


def _write_found(db: sqlite3.Connection, place: Place, report: Report, annotations: Annotations) -> None:
    agencies = json_text(report.agencies)
    db.execute(insert(db, "report"), row(report, article=place.article, agencies=agencies))
    reasons = [_reason(reason, place) for reason in report.reasons]
    for field, table in TABLES.items():
        reasons += _write_annotations(db, table, getattr(annotations, field), place)
    first = next_id(db, "reason")
    db.executemany(insert(db, "reason"), (r | {"id": first + i} for i, r in enumerate(reasons)))


def _write_document(db: sqlite3.Connection, document: Document) -> Place:
    article = document.article
    known = db.execute("SELECT id FROM article WHERE doc = ?", (article.id,)).fetchone()
    number = known[0] if known else next_id(db, "article")
    db.execute("DELETE FROM article WHERE id = ?", (number,))  # and by cascade all that hangs on it
    rules = "(SELECT ruleset FROM manifest)"
    db.execute(insert(db, "article", ruleset=rules), _article_row(document) | {"id": number})
    for table, spans in (("zone", document.zones), ("quote", document.quotes)):
        first = next_id(db, table)
        db.executemany(insert(db, table), [row(s, article=number, id=first + i) for i, s in enumerate(spans)])
    return _write_sentences(db, number, document)


def _article_row(document: Document) -> Row:
    article = document.article
    values: Row = msgspec.to_builtins(article)
    return values | {
        "doc": article.id,
        "dateline": document.dateline,
        "agencies": json_text(document.agencies),
        "source": None if article.source == article.text else article.source,
        "blocks": json_text([(b.start, b.source_start, b.length) for b in article.blocks]),
        "dates": json_text(article.dates),
    }


def _write_sentences(db: sqlite3.Connection, number: int, document: Document) -> Place:
    first, text = next_id(db, "sentence"), document.article.text
    spans = sorted(document.sentences, key=lambda s: (s.start, s.end))
    cut = [text[s.start : s.end] for s in spans]
    rows = [(first + i, number, s.start, s.end, t, fold(t)) for i, (s, t) in enumerate(zip(spans, cut, strict=True))]
    db.executemany("INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)", rows)
    return Place(article=number, first=first, starts=tuple(s.start for s in spans), ends=tuple(s.end for s in spans))


def _write_annotations(db: sqlite3.Connection, table: str, found: tuple[Record, ...], place: Place) -> list[Row]:
    """Store the annotations of one kind; what comes back are the rows of their reasons, still without numbers."""
    first, rows, reasons = next_id(db, table), [], list[Row]()
    for number, record in enumerate(found, first):
        values = row(record, article=place.article)
        rows.append(values | {"known": values.get("id"), "id": number, "sentence": place.sentence(values["start"])})
        reasons += [_reason(r, place) | {table: number} for r in getattr(record, "reasons", ())]
    db.executemany(insert(db, table), rows)
    return reasons


def _reason(reason: Reason, place: Place) -> Row:
    values: Row = msgspec.to_builtins(reason)
    return values | _SUBJECTS | {"article": place.article, "sentence": place.sentence(reason.start)}


def read_document(db: sqlite3.Connection, doc: str) -> Document | None:
    """The article ``doc`` as it was stored."""
    columns = ", ".join(("id", "dateline", "agencies", "source", "blocks", "dates", *_FIELDS))
    found = db.execute(f"SELECT {columns} FROM article WHERE doc = ?", (doc,)).fetchone()
    if found is None:
        return None
    number, dateline, agencies, source, blocks, dates, *values = found
    fields = dict(zip(_FIELDS, values, strict=True))
    article = Article(
        id=doc,
        source=fields["text"] if source is None else source,
        blocks=_blocks(blocks),
        dates=msgspec.json.decode(dates, type=tuple[StatedDate, ...]),
        **fields,
    )
    return Document(
        article=article,
        sentences=tuple(_spans(db, "sentence", number, Span)),
        zones=tuple(_spans(db, "zone", number, Zone)),
        quotes=tuple(_spans(db, "quote", number, Quote)),
        dateline=dateline,
        agencies=msgspec.json.decode(agencies, type=tuple[str, ...]),
    )


def _blocks(text: str) -> tuple[Block, ...]:
    triples = msgspec.json.decode(text, type=list[tuple[int, int, int]])
    return tuple(Block(start=start, source_start=source, length=length) for start, source, length in triples)


def _spans(db: sqlite3.Connection, table: str, article: int, shape: type[T]) -> Iterator[T]:
    names = shape.__struct_fields__
    columns = ", ".join(f'"{name}"' for name in names)
    for values in db.execute(f"SELECT {columns} FROM {table} WHERE article = ? ORDER BY id", (article,)):
        yield msgspec.convert(dict(zip(names, values, strict=True)), shape, strict=False)  # 0 and 1 as bool


def read_dossier(db: sqlite3.Connection, article: int, doc: str) -> Dossier:
    """Report and annotations of an article, typed as they were put in."""
    report = db.execute("SELECT record FROM report WHERE article = ?", (article,)).fetchone()[0]
    kinds = ",".join(f'"{field}":{_records(db, table, article)}' for field, table in TABLES.items())
    whole = f'{{"doc":{json_text(doc)},"report":{report},"annotations":{{{kinds}}}}}'
    return msgspec.json.decode(whole, type=Dossier)


def _records(db: sqlite3.Connection, table: str, article: int) -> str:
    """The records of one table and article as a JSON array, in the order they were put in."""
    found = db.execute(f"SELECT record FROM {table} WHERE article = ? ORDER BY id", (article,))
    return f"[{','.join(record for (record,) in found)}]"
