"""Series of figures on the page: who counts what, drawn and as a table, and the figures that stand alone."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from chronik.findings.days import bounds
from chronik.model import Findings, Point, Record, Series
from chronik.publish.page_charts import SHAPES, Dot, chart, key, panels
from chronik.publish.page_findings import Item, Pile
from chronik.publish.page_words import Words, amount, date, number, text_of, word


class PointItem(Item, frozen=True, kw_only=True):
    """One figure of a series; ``mark`` is its shape in the drawing, "" where it is in none."""

    point: Point
    title: str
    as_of: Markup
    value: str
    sense: str
    source: str | None
    mark: Markup


class Panel(Record, frozen=True, kw_only=True):
    """A drawing with the line above it."""

    caption: str
    drawing: Markup


class SeriesItem(Record, frozen=True, kw_only=True):
    """A series of which something can be drawn."""

    id: str
    title: str
    panels: tuple[Panel, ...]
    legend: tuple[tuple[Markup, str], ...]
    points: tuple[PointItem, ...]


class Figures(Record, frozen=True, kw_only=True):
    """All series: those drawn, and the points of those with fewer than two dated figures."""

    series: tuple[SeriesItem, ...]
    single: tuple[PointItem, ...]

    @property
    def points(self) -> tuple[PointItem, ...]:
        """Every figure shown."""
        return (*(p for s in self.series for p in s.points), *self.single)


def figure_items(findings: Findings, pile: Pile) -> Figures:
    """The series in the order of the findings, the longest first."""
    drawn: list[SeriesItem] = []
    single: list[PointItem] = []
    n = 0
    for s in findings.series:
        points = _points(s, pile, n)
        n += len(points)
        if len({p.as_of for p in s.points if bounds(p.as_of)}) >= 2:
            drawn.append(_series(len(drawn) + 1, s, points, pile.words))
        else:
            single.extend(points)
    return Figures(series=tuple(drawn), single=tuple(single))


def title(s: Series, words: Words) -> str:
    """What is counted, where: "US troops (Iraq)"."""
    of = s.of or word(words.unit, s.unit or "") or word(words.measure, s.measure)
    if s.of and s.measure in ("killed", "wounded"):
        of = f"{word(words.measure, s.measure)}: {s.of}"
    return f"{of} ({s.place})" if s.place and s.place not in of else of


def _points(s: Series, pile: Pile, before: int) -> tuple[PointItem, ...]:
    return tuple(_point(n, s, p, pile) for n, p in enumerate(s.points, before + 1))


def _point(n: int, s: Series, p: Point, pile: Pile) -> PointItem:
    words = pile.words
    value = amount(words, p.value, p.low, p.high, p.modifier)
    return PointItem(
        id=f"{words.codes['figure']}{n}",
        quotes=(pile.quote(p.doc, p.start, p.end),),
        point=p,
        title=title(s, words),
        as_of=date(words, p.as_of, short=True),
        value=f"{value} {word(words.unit, s.unit)}" if s.unit else value,
        sense=word(words.sense, p.sense) if p.sense != "actual" else "",
        source=p.source,
        mark=Markup(""),
    )


# ---------------------------------------------------------------- drawings


def _series(n: int, s: Series, points: Sequence[PointItem], words: Words) -> SeriesItem:
    shapes = _shapes(s)
    dots = [d for p in points if (d := _dot(p, shapes, words))]
    name = title(s, words)
    label = words.page["chart"].replace("{title}", name)
    parts = panels(dots)
    drawings = [
        Panel(caption=_caption(part, i, len(parts), words), drawing=chart(part, words, label))
        for i, part in enumerate(parts)
    ]
    used = {d.shape for d in dots}
    legend = [
        (key(shape), who or words.page["no_claimant"]) for who, shape in shapes.items() if shape < len(SHAPES) - 1
    ]
    if len(SHAPES) - 1 in used:
        legend.append((key(len(SHAPES) - 1), words.page["others"]))
    if any(d.hollow for d in dots):
        legend.append((key(0, hollow=True), f"{words.sense['plan']}, {words.sense['ceiling']}"))
    marked = tuple(_marked(p, shapes) for p in points)
    return SeriesItem(id=f"series-{n}", title=name, panels=tuple(drawings), legend=tuple(legend), points=marked)


def _caption(part: Sequence[Dot], n: int, of: int, words: Words) -> str:
    if of == 1:
        return ""
    high = number(words, max(d.value for d in part))
    return words.page["chart_all"] if n == 0 else words.page["chart_zoom"].replace("{high}", high)


def _shapes(s: Series) -> dict[str, int]:
    """A shape for each claimant, the one with most figures first; the last shape is shared by all others."""
    counted = Counter(p.source or "" for p in s.points if bounds(p.as_of))
    ranked = sorted(counted, key=lambda who: (-counted[who], who))
    return {who: min(n, len(SHAPES) - 1) for n, who in enumerate(ranked)}


def _marked(p: PointItem, shapes: dict[str, int]) -> PointItem:
    if not bounds(p.point.as_of):
        return p
    fields = {f: getattr(p, f) for f in p.__struct_fields__}
    return PointItem(**{**fields, "mark": key(shapes[p.point.source or ""], _hollow(p.point))})


def _hollow(p: Point) -> bool:
    return p.sense in ("plan", "ceiling")


def _dot(item: PointItem, shapes: dict[str, int], words: Words) -> Dot | None:
    p = item.point
    days = bounds(p.as_of)
    if days is None:
        return None
    by = words.page["by"].replace("{who}", p.source) if p.source else ""
    return Dot(
        first=days[0],
        last=days[1],
        value=p.value,
        low=p.low,
        high=p.high,
        modifier=p.modifier,
        hollow=_hollow(p),
        shape=shapes[p.source or ""],
        says=" · ".join(t for t in (text_of(date(words, p.as_of)), item.value, item.sense, by) if t),
        target=item.quotes[0].target,
    )
