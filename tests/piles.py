"""What findings are tested on: records made by hand, and small piles of reports worked through the whole path."""

import json
from pathlib import Path
from typing import Any

import msgspec

from chronik import pipeline
from chronik.dating.edtf import interval
from chronik.findings import draw
from chronik.link import Text, Topics
from chronik.model import Annotations, Conflict, Dossier, Event, Figure, Findings, Name, Point, Report
from chronik.record import Case


def findings_of(folder: Path, *reports: tuple[str, str], trust_stated: bool = True, language: str = "de") -> Findings:
    """What a pile shows: (day of writing, text) each; the reports are named "a", "b", … in the order given."""
    rows = [
        {"id": chr(97 + n), "language": language, "date_publish": day, "maintext": text}
        for n, (day, text) in enumerate(reports)
    ]
    pile = folder / "pile.jsonl"
    pile.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Case.open(folder / "case.db", create=True) as case:
        found = pipeline.build([pile], case, trust_stated=trust_stated)
        assert not list(case.skipped())
    return found


def drawn(*dossiers: Dossier) -> Findings:
    """What records made by hand show, all on one topic."""
    return draw(dossiers, (), Topics([Text(doc=d.doc, text="Soldaten im Irak") for d in dossiers]))


def conflicts_of(found: Findings, kind: str) -> list[Conflict]:
    return [c for c in found.conflicts if c.type == kind]


def report(day: str | None, **fields: Any) -> Report:
    """A report written on a day, or within an EDTF interval, its first day the likeliest."""
    low, high = (interval(day) if day else None) or (None, None)
    return Report(language="de", low=low, high=high, best=low, **fields)


def dossier(doc: str, day: str | None, **found: Any) -> Dossier:
    return Dossier(doc=doc, report=report(day), annotations=Annotations(**found))


def event(event_class: str, text: str, day: str | None, **fields: Any) -> Event:
    """An event of a day, told at offset 10 unless ``start`` says otherwise."""
    low, high = (interval(day) if day else None) or (None, None)
    start = fields.pop("start", 10)
    return Event(
        start=start, end=start + len(text), text=text, event_class=event_class, date=day, low=low, high=high, **fields
    )


def figure(value: float, of: str | None, place: str | None, **fields: Any) -> Figure:
    start = fields.pop("start", 10)
    text = f"{value:g}"
    fields.setdefault("measure", "troops")
    return Figure(start=start, end=start + len(text), text=text, value=value, of=of, place=place, **fields)


def point(value: float, as_of: str | None, **fields: Any) -> Point:
    plain: dict[str, Any] = {"low": None, "high": None, "modifier": "exact", "sense": "actual", "source": None}
    plain |= {"doc": "a", "start": 10, "end": 12}
    return msgspec.convert(plain | {"value": value, "as_of": as_of} | fields, Point)


def name(text: str, kind: str = "person", **fields: Any) -> Name:
    fields.setdefault("name", text)
    return msgspec.convert({"start": 0, "end": len(text), "text": text, "type": kind} | fields, Name)
