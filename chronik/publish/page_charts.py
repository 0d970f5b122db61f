"""A series as a small drawing in SVG: no script, no library, legible on a phone and in print.

Across, everything is placed in per cent of the width and upright in pixels, so that the drawing takes any width and
its letters keep their size. The same values stand in a table below each drawing.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from chronik.model import Record
from chronik.publish.page_words import Words, number

SHAPES = (
    "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",  # circle
    "M-5-5H5V5H-5z",  # square
    "M0-6 6 5H-6z",  # triangle
    "M0-7 6 0 0 7-6 0z",  # diamond
    "M0 6 6-5H-6z",  # triangle on its point
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2z",  # cross
    "M-6 0-3-5H3L6 0 3 5H-3z",  # hexagon: all others
)
_TOP, _BASE, _HEIGHT = 34, 214, 242
_LEFT, _RIGHT = 14.0, 95.0
_LETTER, _LINE = 2.7, 15.0  # a letter's width in per cent on a narrow phone, a line's height in pixels
_Room = tuple[float, float, float]  # left, right, height


class Dot(Record, frozen=True, kw_only=True):
    """A point of the drawing. ``shape`` indexes SHAPES, ``says`` is its whole line, ``target`` its sentence."""

    first: dt.date
    last: dt.date
    value: float
    low: float | None
    high: float | None
    modifier: str
    hollow: bool
    shape: int
    says: str
    target: str

    @property
    def middle(self) -> float:
        """The day in the middle of those it speaks of, as an ordinal."""
        return (self.first.toordinal() + self.last.toordinal()) / 2


def panels(dots: Sequence[Dot]) -> tuple[tuple[Dot, ...], ...]:
    """All points, and those of a tenth of the highest and below once more where they would lie on the ground."""
    top = max(d.value for d in dots)
    small = tuple(d for d in dots if d.value <= top / 8)
    return (tuple(dots), small) if len({d.middle for d in small}) >= 3 else (tuple(dots),)


def chart(dots: Sequence[Dot], words: Words, label: str) -> Markup:
    """The drawing; each point is a link to its sentence. ``label`` tells readers who cannot see it what it is."""
    frame = _Frame.of(dots)
    body = Markup("").join([*_grid(frame, words), *_years(frame, words), *_dots(dots, frame, words)])
    return Markup('<svg class="chart" role="group" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        label, _HEIGHT, body
    )


def key(shape: int, hollow: bool = False) -> Markup:
    """A shape by itself, for the legend and the table."""
    return Markup('<svg class="key" viewBox="-8 -8 16 16" aria-hidden="true"><path class="{}" d="{}"/></svg>').format(
        _name(shape, hollow), SHAPES[shape]
    )


class _Frame(Record, frozen=True, kw_only=True):
    """What the axes show: days across (ordinals), values upwards from 0."""

    first: float
    last: float
    top: float
    step: float

    @classmethod
    def of(cls, dots: Sequence[Dot]) -> "_Frame":
        first, last = min(d.middle for d in dots), max(d.middle for d in dots)
        if last - first < 60:
            first, last = first - 30, last + 30
        step = _nice(max(max(d.value, d.high or 0) for d in dots) / 3)
        highest = max(max(d.value, d.high or 0) for d in dots)
        return cls(first=first, last=last, top=step * max(1, math.ceil(highest / step)), step=step)

    def x(self, day: float) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(_LEFT + min(max(share, 0.0), 1.0) * (_RIGHT - _LEFT), 2)

    def y(self, value: float) -> float:
        return round(_BASE - max(value, 0.0) / self.top * (_BASE - _TOP), 1)


def _nice(value: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power: float = 10.0 ** math.floor(math.log10(value))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= value)


def _grid(frame: _Frame, words: Words) -> Iterator[Markup]:
    for n in range(round(frame.top / frame.step) + 1):
        y = frame.y(n * frame.step)
        name = "base" if n == 0 else "grid"
        yield Markup('<line class="{}" x1="0" x2="100%" y1="{}" y2="{}"/>').format(name, y, y)
        if n:
            yield Markup('<text class="tick" x="0" y="{}">{}</text>').format(y - 4, number(words, n * frame.step))


def _years(frame: _Frame, words: Words) -> Iterator[Markup]:
    """Years below the ground line, or months where all lies within two years."""
    for day, label in _ticks(frame, words):
        x = frame.x(day)
        yield Markup('<line class="base" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(x, _BASE, _BASE + 5)
        yield Markup('<text class="tick" text-anchor="middle" x="{}%" y="{}">{}</text>').format(x, _BASE + 20, label)


def _ticks(frame: _Frame, words: Words) -> Iterator[tuple[float, str]]:
    first, last = dt.date.fromordinal(int(frame.first)), dt.date.fromordinal(int(frame.last))
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if months / s <= 5), 1200)
    for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1):
        year, month = divmod(n, 12)
        day = dt.date(year, month + 1, 1).toordinal() if year < 9999 else 0
        whole = (year * 12 + month) % step == 0
        if whole and frame.first <= day <= frame.last:
            name = words.month.format(month=words.months_short[month], year=f"{year % 100:02d}")
            yield float(day), str(year) if step >= 12 else name


def _dots(dots: Sequence[Dot], frame: _Frame, words: Words) -> Iterator[Markup]:
    taken: list[_Room] = []
    for dot in sorted(dots, key=lambda d: (-d.value, d.middle, d.shape)):
        x, y = frame.x(dot.middle), frame.y(dot.value)
        label = _label(number(words, dot.value), x, y - (26 if dot.modifier == "more_than" else 11), taken)
        inner = Markup("").join([*_bounds(dot, frame), _mark(dot.shape, dot.hollow, f"{x}%", y), label])
        yield Markup('<a href="#{}"><title>{}</title>{}</a>').format(dot.target, dot.says, inner)


def _label(text: str, x: float, y: float, taken: list[_Room]) -> Markup:
    """The value beside its point, left out where on a phone it would lie on another; notes the room it takes."""
    width = len(text) * _LETTER
    anchor = "start" if x < 25 else "end" if x > 85 else "middle"
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    if any(left < r and left + width > a and abs(y - b) < _LINE for a, r, b in taken):
        return Markup("")
    taken.append((left, left + width, y))
    return Markup('<text class="value" text-anchor="{}" x="{}%" y="{}">{}</text>').format(anchor, x, y, text)


def _bounds(dot: Dot, frame: _Frame) -> Iterator[Markup]:
    """A bar from low to high, an arrow where one side is open, a line across where the day is uncertain."""
    x, y = frame.x(dot.middle), frame.y(dot.value)
    if dot.low is not None and dot.high is not None and dot.low < dot.high:
        yield Markup('<line class="bound" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>').format(
            x, frame.y(dot.low), frame.y(dot.high)
        )
    elif dot.modifier in ("more_than", "less_than", "up_to"):
        arrow = "M0-7V-20M-3.5-16 0-20 3.5-16" if dot.modifier == "more_than" else "M0 7V20M-3.5 16 0 20 3.5 16"
        yield _path("bound", arrow, f"{x}%", y)
    if (dot.last - dot.first).days > 10:
        a, b = frame.x(dot.first.toordinal()), frame.x(dot.last.toordinal())
        yield Markup('<line class="bound" x1="{}%" x2="{}%" y1="{}" y2="{}"/>').format(a, b, y, y)


def _mark(shape: int, hollow: bool, x: str, y: float) -> Markup:
    return _path(_name(shape, hollow), SHAPES[shape], x, y)


def _name(shape: int, hollow: bool) -> str:
    return f"k k{shape} hollow" if hollow else f"k k{shape}"


def _path(name: str, drawn: str, x: str, y: float) -> Markup:
    """A path around a point whose place across is in per cent, which only a nested drawing can have."""
    return Markup('<svg x="{}" y="{}" width="1" height="1" overflow="visible"><path class="{}" d="{}"/></svg>').format(
        x, y, name, drawn
    )
