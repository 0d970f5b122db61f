"""The chance of each day that a text was written then, as a small chart: in the terminal, as SVG or as CSV."""

import datetime as dt
import itertools
import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from chronik.dating.belief import shortest
from chronik.errors import InputError
from chronik.model import Report
from chronik.show_dating import one_line, percent, written
from chronik.spool import Worked

Chances = npt.NDArray[np.float64]
Unit = Literal["day", "month", "year", "decade"]

KINDS = (".svg", ".csv")  # of files
SHOWN = 0.98  # the shortest run of days with this share of the chance is drawn, the rest told
_MOST_DAYS, _MOST_MONTHS, _MOST_YEARS = 31, 36 * 31, 40 * 366  # of a run that is drawn by days, months, years
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_BAR_MOST = 60  # columns
_SLIGHT = 0.005  # a chance not worth a line of its own


class Bar(NamedTuple):
    """A day, month, year or decade by its label, with its chance; ``likely`` where the written date's days meet it."""

    label: str
    chance: float
    likely: bool


class Chart(NamedTuple):
    """The bars in order, without gaps, and the chance of the days before the first and after the last."""

    title: str
    unit: Unit
    bars: tuple[Bar, ...]
    earlier: float
    later: float
    below: tuple[str, ...]


def chart(name: str, report: Report, first: dt.date, chances: Chances) -> Chart:
    """The chart of a text; ``chances`` of the days from ``first`` on sum to 1."""
    low, high = shortest(chances, SHOWN)
    unit = _unit(high - low + 1)
    days = [first + dt.timedelta(n) for n in range(len(chances))]
    labels = [_label(day, unit) for day in days]
    begin, end = labels.index(labels[low]), len(labels) - labels[::-1].index(labels[high])
    bars: dict[str, Bar] = {}
    for day, label, chance in zip(days[begin:end], labels[begin:end], chances[begin:end].tolist(), strict=True):
        likely = (report.low is None or report.low <= day) and (report.high is None or day <= report.high)
        old = bars.get(label, Bar(label, 0.0, False))
        bars[label] = Bar(label, old.chance + chance, old.likely or likely)
    return Chart(
        title=f"{one_line(name)}: when it was written, by {unit}",
        unit=unit,
        bars=tuple(bars.values()),
        earlier=float(chances[:begin].sum()),
        later=float(chances[end:].sum()),
        below=tuple(_below(report)),
    )


def drawing(kind: str, worked: Worked, first: dt.date, chances: Chances, width: int) -> list[str]:
    """The lines of a chart of one text: for the terminal, or of a file of ``kind`` ".svg" or ".csv".

    Raises InputError where nothing in the text says when it was written.
    """
    article, report = worked.document.article, worked.report
    if report.best is None:
        raise InputError(f"Nothing in {article.id} says when it was written; there is nothing to draw.")
    if kind == ".csv":
        return list(csv_lines(first, chances))
    drawn = chart(article.id, report, first, chances)
    return svg(drawn).splitlines() if kind == ".svg" else list(terminal(drawn, width))


def _unit(days: int) -> Unit:
    if days <= _MOST_DAYS:
        return "day"
    return "month" if days <= _MOST_MONTHS else "year" if days <= _MOST_YEARS else "decade"


def _label(day: dt.date, unit: Unit) -> str:
    text = day.isoformat()
    return {"day": text, "month": text[:7], "year": text[:4], "decade": f"{text[:3]}0s"}[unit]


def _below(report: Report) -> Iterator[str]:
    yield f"written {written(report)}"
    if report.stated:
        yield f"stated {report.stated}" + (", contradicted" if report.stated_conflict else "")


# ---------------------------------------------------------------- in the terminal


def terminal(drawn: Chart, width: int) -> Iterator[str]:
    """The chart in lines of at most ``width`` columns, but for a long title."""
    rows = list(_folded(drawn.bars))
    if drawn.earlier >= _SLIGHT:
        rows.insert(0, Bar("earlier", drawn.earlier, False))
    if drawn.later >= _SLIGHT:
        rows.append(Bar("later", drawn.later, False))
    label = max(len(bar.label) for bar in rows)
    room = max(min(width - label - 16, _BAR_MOST), 8)
    most = max(bar.chance for bar in rows)
    yield drawn.title
    for bar in rows:
        yield f"  {bar.label:{label}}  {_blocks(bar.chance / most * room):{room}}  {percent(bar.chance):>10}".rstrip()
    for line in drawn.below:
        yield from textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ")


def _folded(bars: Sequence[Bar]) -> Iterator[Bar]:
    """The bars, long runs of them with next to nothing made one."""
    for slight, run in itertools.groupby(bars, lambda bar: bar.chance < _SLIGHT):
        alike = list(run)
        if slight and len(alike) > 2:
            yield Bar("…", sum(bar.chance for bar in alike), any(bar.likely for bar in alike))
        else:
            yield from alike


def _blocks(columns: float) -> str:
    """A bar of so many columns, to an eighth of one."""
    eighths = round(columns * 8)
    return (_EIGHTHS[8] * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


# ---------------------------------------------------------------- to a file


def csv_lines(first: dt.date, chances: Chances) -> Iterator[str]:
    """Every day with its probability, in order; the probabilities sum to 1."""
    yield "day,probability"
    for n, chance in enumerate(chances.tolist()):
        yield f"{first + dt.timedelta(n)},{chance:.6g}"


_WIDTH, _HEIGHT = 760, 340
_LEFT, _RIGHT, _TOP, _BASE = 64, 20, 48, 256
_MOST_LABELS = 12
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.t{font-size:15px;font-weight:600}.n{text-anchor:end}"
    ".m{text-anchor:middle}line{stroke:#bbb}.a{stroke:#444}rect{fill:#b9c4cf}.l{fill:#1f5f8b}"
)


def svg(drawn: Chart) -> str:
    """The chart as an SVG document that needs nothing else; the days of the written date are darker."""
    top = _nice(max(bar.chance for bar in drawn.bars))
    outside = f"outside the chart: {percent(drawn.earlier)} earlier, {percent(drawn.later)} later"
    notes = [*drawn.below, outside]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-labelledby="title desc">',
        f'<title id="title">{escape(drawn.title)}</title>',
        f'<desc id="desc">{escape(". ".join(notes))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" style="fill:#fff"/>',
        f'<text class="t" x="{_LEFT}" y="24">{escape(_short(drawn.title, 84))}</text>',
        *_grid(top),
        *_bars(drawn.bars, top),
        f'<line class="a" x1="{_LEFT}" y1="{_BASE}" x2="{_WIDTH - _RIGHT}" y2="{_BASE}"/>',
        *(f'<text x="{_LEFT}" y="{_BASE + 46 + 18 * n}">{escape(_short(t, 100))}</text>' for n, t in enumerate(notes)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _nice(most: float) -> float:
    """The end of the scale, whose half is a round number too, and never more than all."""
    power = 10.0 ** np.floor(np.log10(most))
    return float(min(next(step * power for step in (1, 2, 3, 4, 6, 8, 10) if step * power >= most - 1e-9), 1.0))


def _grid(top: float) -> Iterator[str]:
    """Lines at nothing, half and the end of the scale, with their per cent."""
    for share in (0.0, 0.5, 1.0):
        y = _BASE - (_BASE - _TOP) * share
        yield f'<line x1="{_LEFT}" y1="{y:g}" x2="{_WIDTH - _RIGHT}" y2="{y:g}"/>'
        yield f'<text class="n" x="{_LEFT - 8}" y="{y + 4:g}">{share * top * 100:.3g} %</text>'


def _bars(bars: Sequence[Bar], top: float) -> Iterator[str]:
    step = (_WIDTH - _LEFT - _RIGHT) / len(bars)
    every = -(-len(bars) // _MOST_LABELS)
    if len(bars[0].label) > 7:  # full days take more room
        every = max(every, -(-len(bars) // 7))
    for n, bar in enumerate(bars):
        x, height = _LEFT + n * step, (_BASE - _TOP) * bar.chance / top
        name = f"<title>{escape(bar.label)}: {percent(bar.chance)}</title>"
        thin = max(step * 0.84, 1.0)
        if len(bars) < 4:
            thin = min(thin, 90.0)
        left, kind = x + (step - thin) / 2, ' class="l"' if bar.likely else ""
        place = f'x="{left:.1f}" y="{_BASE - height:.1f}" width="{thin:.1f}" height="{height:.1f}"'
        yield f"<rect{kind} {place}>{name}</rect>"
        if n % every == 0:
            yield f'<text class="m" x="{x + step / 2:.1f}" y="{_BASE + 18}">{escape(bar.label)}</text>'


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
