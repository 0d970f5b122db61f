"""Clues from what header, page, address and date lines say of the day of writing."""

import calendar
import datetime as dt
import functools
import math
import re
from collections.abc import Iterator
from pathlib import PurePath

from chronik.dating.clue import Clue, Span, stated_reason
from chronik.dating.edtf import interval
from chronik.ingest.addresses import address_dates
from chronik.model import Article, Document, Reason, Zone

_FULL = re.compile(r"\d{4}-\d\d-\d\d")
YEARS = range(1800, 2200)  # of which reports can be; 0001-01-01 and 9999-12-31 stand for no date
GUESS, TRUSTED = 0.3, 0.95  # chances of a page's date: below the first a guess; that of an ordinary header
_NO_YEAR = re.compile(r"--(\d\d)-(\d\d)")


def stated_clues(document: Document) -> Iterator[Clue]:
    """All that is stated: date lines, lines of a later change, the stated date, the page's own, addresses."""
    yield from _date_lines(document)
    yield from _updates(document)
    stated = _span(document.article.stated)
    if stated and stated[0].year in YEARS:
        yield _header(stated_reason(document.article, *stated), stated, _doubt(document.article))
    yield from _page(document.article, stated)
    yield from _addresses(document.article, stated)


def every_year(month: int, day: int | None, weekday: int | None = None) -> tuple[Span, ...]:
    """A day or month without its year in each of YEARS; with a weekday, where it falls on that."""
    return _every_year(month, day, weekday)


@functools.cache
def _every_year(month: int, day: int | None, weekday: int | None) -> tuple[Span, ...]:
    out = []
    for year in YEARS:
        length = calendar.monthrange(year, month)[1]
        if day is None or day <= length:
            low, high = dt.date(year, month, day or 1), dt.date(year, month, day or length)
            if weekday is None or low.isoweekday() == weekday:
                out.append((low, high))
    return tuple(out)


# ---------------------------------------------------------------- lines of the text


def _date_lines(document: Document) -> Iterator[Clue]:
    """The days of date lines; several different ones head the parts of a list, written after the last or with it."""
    body = document.article.body
    zones = [z for z in document.zones if z.start >= body and z.kind == "date_line"]  # the header is the stated date
    full = {z.value: z for z in reversed(zones) if _FULL.fullmatch(z.value)}
    for value, zone in sorted(full.items())[-1:]:
        yield _line(document, zone, "date_line" if len(full) == 1 else "date_lines", _readings(value))
    for zone in zones:
        yearless = _NO_YEAR.fullmatch(zone.value)
        if yearless:
            yield _line(document, zone, "date_line_yearless", every_year(int(yearless[1]), int(yearless[2])))
        elif zone.value not in full and _readings(zone.value):
            yield _line(document, zone, "date_line", _readings(zone.value))


def _updates(document: Document) -> Iterator[Clue]:
    for zone in document.zones:
        if zone.kind == "update_line" and zone.start >= document.article.body and _readings(zone.value):
            yield _line(document, zone, "update_line", _readings(zone.value))


def _line(document: Document, zone: Zone, kind: str, spans: tuple[Span, ...]) -> Clue:
    text = document.article.text[zone.start : zone.end]
    low, high = spans[0] if len(spans) == 1 else (None, None)
    name = "update_line" if kind == "update_line" else "date_line"
    return Clue(
        kind=kind, reason=Reason(clue=name, text=text, start=zone.start, end=zone.end, low=low, high=high), spans=spans
    )


def _readings(value: str) -> tuple[Span, ...]:
    """The days of an EDTF day, month or interval, or of each member of a set ("[2020-04-05,2020-05-04]")."""
    members = value[1:-1].split(",") if value.startswith("[") else [value]
    return tuple(span for span in map(_span, members) if span)


# ---------------------------------------------------------------- header, page, address


def _span(edtf: str | None) -> tuple[dt.date, dt.date] | None:
    return interval(edtf) if edtf else None


def _header(reason: Reason, span: tuple[dt.date, dt.date], doubt: float = 0.0) -> Clue:
    """A statement of the day: of two that are as likely to be right the one of a month says less of each day."""
    return Clue(kind="stated", reason=reason, spans=(span,), within=doubt - math.log((span[1] - span[0]).days + 1))


def _doubt(article: Article) -> float:
    """What a page's own date loses (natural logarithm) where it is hardly more than a guess."""
    chance = article.dates[0].confidence if article.dates else 1.0
    return math.log(max(chance, 0.01) / (1 - chance)) - math.log(TRUSTED / (1 - TRUSTED)) if chance < GUESS else 0.0


def _page(article: Article, stated: tuple[dt.date, dt.date] | None) -> Iterator[Clue]:
    """The first day on which the page says that it was changed; it was not written later.

    What was changed before the stated date is some other thing of the page.
    """
    changes = [span for d in article.dates if d.updated for span in (_span(d.date),) if span]
    for low, high in sorted(c for c in changes if not stated or c[1] >= stated[0])[:1]:
        if (low, high) != stated:
            reason = Reason(clue="updated", text=f"{low} (page)", low=None, high=high)
            yield Clue(kind="last_change", reason=reason, spans=((None, high),))


def _addresses(article: Article, stated: tuple[dt.date, dt.date] | None) -> Iterator[Clue]:
    """Days in the address and in the name of the file, those that the stated date does not repeat."""
    name = PurePath(article.path).name if article.id == PurePath(article.path).name else ""
    by_text: dict[str, list[tuple[dt.date, dt.date]]] = {}
    for found in address_dates(article.url, name):
        by_text.setdefault(found.text, []).append((found.low, found.high))
    for text, spans in by_text.items():
        if stated and any(low <= stated[1] and stated[0] <= high for low, high in spans):
            continue
        reason = Reason(clue="address", text=text, low=min(spans)[0], high=max(spans)[1])
        width = sum((high - low).days + 1 for low, high in spans)
        yield Clue(kind="address", reason=reason, spans=tuple(sorted(spans)), within=-math.log(width))
