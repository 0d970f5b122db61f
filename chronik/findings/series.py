"""Figures on one thing in one place, in the order of the days they speak of.

What makes one series: the measure, whose (country where one is named, else the head noun), and where. Troops whose
country or place the sentence leaves out are those that the article speaks of throughout. Changes ("um ein Drittel") and
parts ("40 der 60") do not stand beside totals; plans and ceilings do, marked by their sense.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from chronik.findings.days import bounds
from chronik.language import codes, read, world
from chronik.language.countries import owner_of
from chronik.link.spelling import fold
from chronik.model import Dossier, Figure, Name, Point, Series

Key = tuple[str, str, str, str]
Label = tuple[str | None, str | None, str | None]


class Setting(NamedTuple):
    """ISO codes that an article's figures fall back to, "" where it names none clearly."""

    whose: str
    where: str


_ALONE = frozenset(("troops", "killed", "wounded", "money"))  # measures of which a single figure is worth a series


def find_series(dossiers: Iterable[Dossier]) -> tuple[Series, ...]:
    """Every series of the pile, the longest first; single figures only of the measures that matter most."""
    points: dict[Key, list[Point]] = defaultdict(list)
    labels: dict[Key, Counter[Label]] = defaultdict(Counter)
    for dossier in dossiers:
        setting = setting_of(dossier)
        for figure in dossier.annotations.figures:
            key = series_key(figure, setting)
            if key:
                points[key].append(_point(dossier.doc, figure))
                labels[key][figure.of, figure.place, figure.unit] += 1
    made = [_series(key, points[key], labels[key]) for key in points if len(points[key]) > 1 or key[0] in _ALONE]
    return tuple(sorted(made, key=lambda s: (-len(s.points), s.measure, s.of or "", s.place or "")))


def setting_of(dossier: Dossier) -> Setting:
    """Whose troops an article speaks of, if of one country's alone, and where: the other country it names most."""
    found = dossier.annotations
    owners = {c for f in found.figures if f.measure == "troops" and (c := owner_of(f.of or ""))}
    owners = owners or {c for e in found.events if e.event_class == "withdraw" and (c := owner_of(e.actor or ""))}
    named = Counter(c for n in found.names if n.type == "place" and (c := owner_of(n.name)) and {c} != owners)
    where, times = max(named.items(), key=lambda p: (p[1], p[0]), default=("", 0))
    owners |= _forces_of(found.names) - {where}
    whose = owners.pop() if len(owners) == 1 else ""
    return Setting(whose, where if times * 2 >= sum(named.values()) else "")


def _forces_of(names: Iterable[Name]) -> set[str]:
    """Countries whose armed forces are named."""
    return {_armed()[n.id] for n in names if n.id in _armed()}


@functools.cache
def _armed() -> dict[str | None, str]:
    return {f"organisation/{o.id}": o.country for o in world.organisations() if o.kind == "military" and o.country}


def series_key(f: Figure, setting: Setting) -> Key | None:
    """What a figure is compared by, or None where it belongs in no series."""
    if f.sense in ("change", "part") or f.measure in ("percent", "distance"):
        return None
    whose = owner_of(f.of or "") or _head(f.of)
    where = owner_of(f.place or "") or fold(f.place or "")
    if f.measure == "troops":
        head = _head(f.of)
        if head and not head.endswith(_whole_forces()):
            return f.measure, head, where or setting.where, ""
        whose = owner_of(f.of or "") or setting.whose or whose
        where = where or setting.where
    if f.measure in ("killed", "wounded"):
        where = where or setting.where
    if f.measure in ("other", "money") and not whose:
        return None
    return f.measure, whose, where, f.unit or "" if f.measure in ("money", "other") else ""


class _Forces(msgspec.Struct):
    whole_forces: tuple[str, ...]


@functools.cache
def _whole_forces() -> tuple[str, ...]:
    return tuple(fold(w) for code in codes() for w in read(code, "parties", _Forces).whole_forces)


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


def _series(key: Key, points: list[Point], labels: Counter[Label]) -> Series:
    """Named as its figures are most often, by the country where the key is one."""

    def fitness(label: Label) -> tuple[bool, bool, int, str, str]:
        of, place, _ = label
        return (
            owner_of(of or "") == key[1],
            (place or "") in _country_names(key[2]),
            labels[label],
            of or "",
            place or "",
        )

    of, place, unit = max(labels, key=fitness)
    return Series(measure=key[0], of=of, place=place, unit=unit, points=tuple(sorted(points, key=_order)))


@functools.cache
def _country_names(iso: str) -> frozenset[str]:
    return frozenset(n for c in world.countries() if c.iso == iso for names in c.names.values() for n in names)


def _order(p: Point) -> tuple[str, str, int]:
    days = bounds(p.as_of)
    return (days[0].isoformat() if days else "9999"), p.doc, p.start
