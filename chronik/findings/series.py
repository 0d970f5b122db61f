"""Figures on one thing in one place, in the order of the days they speak of.

What makes one series: the measure, whose (country where one is named, else the head noun), and where. Changes
("um ein Drittel") and parts ("40 der 60") do not stand beside totals; plans and ceilings do, marked by their sense.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from chronik.findings.days import bounds
from chronik.language.countries import country_of
from chronik.link.spelling import fold
from chronik.model import Dossier, Figure, Point, Series

Key = tuple[str, str, str, str]
_ALONE = frozenset(("troops", "killed", "wounded", "money"))  # measures of which a single figure is worth a series


def find_series(dossiers: Iterable[Dossier]) -> tuple[Series, ...]:
    """Every series of the pile, the longest first; single figures only of the measures that matter most."""
    points: dict[Key, list[Point]] = defaultdict(list)
    labels: dict[Key, Counter[tuple[str | None, str | None, str | None]]] = defaultdict(Counter)
    for dossier in dossiers:
        for figure in dossier.annotations.figures:
            key = series_key(figure)
            if key:
                points[key].append(_point(dossier.doc, figure))
                labels[key][figure.of, figure.place, figure.unit] += 1
    made = [_series(key, points[key], labels[key]) for key in points if len(points[key]) > 1 or key[0] in _ALONE]
    return tuple(sorted(made, key=lambda s: (-len(s.points), s.measure, s.of or "", s.place or "")))


def series_key(f: Figure) -> Key | None:
    """What a figure is compared by, or None where it belongs in no series."""
    if f.sense in ("change", "part") or f.measure in ("percent", "distance"):
        return None
    whose = country_of(f.of or "") or _head(f.of)
    where = country_of(f.place or "") or fold(f.place or "")
    if f.measure in ("killed", "wounded"):
        where = where or whose
    if f.measure in ("other", "money") and not whose:
        return None
    return f.measure, whose, where, f.unit or "" if f.measure in ("money", "other") else ""


def _head(phrase: str | None) -> str:
    """The last word of a phrase, folded: what is counted."""
    words = (phrase or "").split()
    return fold(words[-1]) if words else ""


def _point(doc: str, f: Figure) -> Point:
    return Point(
        as_of=f.as_of,
        value=f.value,
        low=f.low,
        high=f.high,
        modifier=f.modifier,
        sense=f.sense,
        source=f.source,
        doc=doc,
        start=f.start,
        end=f.end,
    )


def _series(key: Key, points: list[Point], labels: Counter[tuple[str | None, str | None, str | None]]) -> Series:
    of, place, unit = max(labels, key=lambda k: (labels[k], k[0] is not None, k[0] or "", k[1] or ""))
    return Series(measure=key[0], of=of, place=place, unit=unit, points=tuple(sorted(points, key=_order)))


def _order(p: Point) -> tuple[str, str, int]:
    days = bounds(p.as_of)
    return (days[0].isoformat() if days else "9999"), p.doc, p.start
