"""When a text was written, in the terminal: the stated date, the days, how sure, and the reasons, in plain words."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from chronik.dating.edtf import interval
from chronik.language import world
from chronik.model import Article, Reason, Report
from chronik.publish.page_words import clue_word, read_words
from chronik.show import plain

_MOST, _MOST_SHARP = 5, 3  # reasons told; where the day is known, fewer will do
_WIDEST = 100
_LABEL, _DAYS = 11, 26
_WORDS = 100  # cells of the words a reason rests on; more is cut
_TELLING = 0.1  # a likeliest day with less of a chance is one of many
_NEAR = dt.timedelta(days=31)
_RECURRING = {
    "day_and_month": "any year",
    "weekday_and_day": "some years",
    "month": "any year",
    "weekday": "any week",
    "date_line": "any year",
}
_ORIGINS = {
    "json": "data in the page",
    "meta": "data in the page",
    "markup": "date shown on the page",
    "visible": "date shown on the page",
    "url": "address of the page",
    "htmldate": "the page, by htmldate",
}
_NOTHING = (
    "not known: nothing in it says when; it has no date line, no date with a year, nobody in office and no name "
    "whose time is known"
)


def dating(article: Article, report: Report, out: Console) -> None:
    """Print when a text was written and why, in at most 100 columns."""
    out.print(Text(one_line(article.id), style="bold"))
    for line in lines(article, report, columns(out)):
        style = "yellow" if line.lstrip().startswith("conflict ") else ""
        out.print(Text(line, style=style), no_wrap=True, overflow="ignore", crop=False)
    out.print()


def columns(out: Console) -> int:
    """How wide lines for people may be."""
    return min(out.width, _WIDEST)


def age() -> str:
    """How old the shipped facts are: who was in office when, and what happened when."""
    day = world.as_of()
    return f"Facts of the world as of {day.day} {day:%B %Y}."


def lines(article: Article, report: Report, width: int) -> Iterator[str]:
    """What is said of a text below its name, in lines of at most ``width`` columns."""
    against = contradicting(report) if report.stated_conflict or _doubtful(report) else ()
    rows: list[tuple[str, str | Reason]] = [("written", written(report)), ("stated", _stated(article, report))]
    if report.stated_conflict or against:
        rows += _conflict(report, against)
    if report.best and {r.clue for r in report.reasons} <= {"pile", "weekday"}:
        rows.append(("", "nothing in it says when; these are the days of the other texts"))
    told = _not_told(report, against)
    shown = told[: _MOST_SHARP if report.low and report.low == report.high else _MOST]
    rows += [(("also" if against else "because") if n == 0 else "", reason) for n, reason in enumerate(shown)]
    if more := len(told) - len(shown):
        rows.append(("", f"and {more} more, see --json"))
    for label, row in rows:
        yield from _wrapped(label, row, width)


def _not_told(report: Report, against: Sequence[Reason]) -> list[Reason]:
    """The reasons left to tell where those ``against`` the stated date have been told."""
    chosen = deciding(report.reasons)
    if not (report.stated_conflict or against):
        return chosen
    rest = [r for r in chosen if r.clue != "stated_date"]
    return [r for r in rest if r not in against and not any(_same_words(r, a) for a in against)]


def written(report: Report) -> str:
    """The days in words, with how sure: "2010-05-27 to 2011-10-28 (95 %), likeliest 2010-08-20 (31 %)"."""
    if report.best is None:
        return _NOTHING
    sure = f"({percent(report.confidence)})"
    if report.low is None and report.high is None:
        return f"not known: what it says leaves all years open; best guess {report.best} {sure}"
    if report.low == report.high:
        return f"{report.low} {sure}"
    best = f"likeliest {report.best} {sure}"
    if report.confidence < _TELLING:
        best = f"no day stands out, best guess {report.best} {sure}"
    return f"{days(report.low, report.high)} (95 %), {best}"


def days(low: dt.date | None, high: dt.date | None) -> str:
    """A day, two days, or from when or until when; empty where both ends are open."""
    if low and high:
        return f"{low}" if low == high else f"{low} to {high}"
    return f"from {low}" if low else f"until {high}" if high else ""


def percent(share: float) -> str:
    """A chance in whole per cent, never rounded to certainty or to nothing."""
    return "over 99 %" if share > 0.994 else "under 1 %" if share < 0.005 else f"{share:.0%}".replace("%", " %")


def contradicting(report: Report) -> tuple[Reason, ...]:
    """The reasons whose days leave out all of the stated date's."""
    span = interval(report.stated) if report.stated else None
    if span is None:
        return ()
    found = [r for r in report.reasons if (r.high and r.high < span[0]) or (r.low and r.low > span[1])]
    return tuple(deciding(found)[:2])


def _doubtful(report: Report) -> bool:
    """Whether a reason leaves out the stated date, and neither decides: the days go well beyond it."""
    span = interval(report.stated) if report.stated else None
    if span is None or report.best is None or report.stated_conflict or not contradicting(report):
        return False
    return not (report.low and report.high and span[0] - report.low <= _NEAR and report.high - span[1] <= _NEAR)


def deciding(reasons: Sequence[Reason]) -> list[Reason]:
    """``reasons`` in their order, but of several that rest on the same words only the one that says most."""
    out: list[Reason] = []
    for reason in reasons:
        same = next((n for n, other in enumerate(out) if _same_words(reason, other)), None)
        if same is None:
            out.append(reason)
        elif _says(reason) > _says(out[same]):
            out[same] = reason
    return out


def one_line(text: str) -> str:
    """``text`` in one line, without anything that steers a terminal or turns its direction."""
    seen = "".join(c for c in re.sub(r"\s+", " ", text) if unicodedata.category(c) != "Cf")
    return plain(seen).strip()


def _same_words(one: Reason, other: Reason) -> bool:
    if one.start is None or other.start is None or {"stated_date", "same_event"} & {one.clue, other.clue}:
        return False
    a, b = f" {one.text} ", f" {other.text} "
    return a in b or b in a


def _says(reason: Reason) -> tuple[int, int]:
    return sum(end is not None for end in (reason.low, reason.high)), len(reason.text)


def _stated(article: Article, report: Report) -> str:
    if report.stated is None:
        return "none"
    origin = "header of the text" if article.stated_start is not None else None
    origin = origin or next((_ORIGINS[d.origin] for d in article.dates if d.date == report.stated), None)
    verdict = ", contradicted" if report.stated_conflict else ", doubtful" if _doubtful(report) else ""
    return f"{report.stated}{f' ({origin})' if origin else ''}{verdict}"


def _conflict(report: Report, against: Sequence[Reason]) -> Iterator[tuple[str, str | Reason]]:
    """Both sides: the stated date, and what speaks against it."""
    stated = next((r for r in report.reasons if r.clue == "stated_date"), None)
    if stated:
        yield "conflict", stated
    yield from (("with" if n == 0 else "", reason) for n, reason in enumerate(against))
    if not against:
        yield "with", "No single reason rules it out, but all together leave it too small a chance."


def _wrapped(label: str, row: str | Reason, width: int) -> Iterator[str]:
    """A row under its label; a reason with its days in a column of their own."""
    if isinstance(row, Reason):
        allowed = days(row.low, row.high) or _RECURRING.get(row.clue, "")
        head, text = f"{allowed:{_DAYS}}", f"{clue_word(read_words('en'), row.clue)}: {_cut(one_line(row.text))}"
    else:
        head, text = "", one_line(row)
    room = max(width - 1 - _LABEL - len(head), 20)
    for n, part in enumerate(Text(text).wrap(Console(width=room), room)):
        lead = f" {label:{_LABEL}}{head}" if n == 0 else " " * (1 + _LABEL + len(head))
        yield f"{lead}{part.plain}".rstrip()


def _cut(text: str) -> str:
    shorter = set_cell_size(text, _WORDS - 1).rstrip()
    return text if len(text) <= len(shorter) + 1 else f"{shorter}…"
