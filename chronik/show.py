"""The dossier in the terminal: clear tables, each line with its report, day and sentence."""

import datetime as dt
import re
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from chronik.errors import CaseError
from chronik.model import Report, State
from chronik.publish.tables import COLUMNS, Sources, entries, undated
from chronik.record import Case

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def plain(text: str) -> str:
    """``text`` without control characters, which could steer the terminal: reports and file names come from anywhere.

    Newlines and tabs stay. Everything that is printed for people goes through here.
    """
    return _CONTROL.sub("�", text)


def undated_events(case: Case, words: tuple[str, ...]) -> str | None:
    """What is to be said of events that the timeline leaves out, if there are any."""
    n = undated(case.findings(), _sources(case), words)
    return f"{count(n, 'event')} without a day left out; export and the page have them." if n else None


def table(case: Case, what: str, words: tuple[str, ...], out: Console) -> None:
    """One of the tables of ``publish.tables``; with ``words`` only the findings that hold all of them."""
    columns = COLUMNS[what]
    cited = any(name.endswith("sentence") for name in columns)
    made = Table(title=what.capitalize(), header_style="bold", show_lines=True, expand=True)
    for name, ratio in (("what", 2), ("sentence", 3)) if cited else ((c, 1) for c in columns):
        made.add_column(name, ratio=ratio, overflow="fold")
    for entry in entries(what, case.findings(), _sources(case), words):
        for row in (tuple(map(plain, r)) for r in entry.rows):
            made.add_row(*(_facts_and_sentences(columns, row) if cited else map(Text, row)))
    naming = f" that names {' and '.join(words)}" if words else ""
    out.print(made if made.row_count else Text(plain(f"Nothing in {case.path} for {what}{naming}.")))


def _sources(case: Case) -> Sources:
    return Sources(case.quote, {d.doc: d.report for d in case.dossiers()})


def _facts_and_sentences(columns: tuple[str, ...], row: tuple[str, ...]) -> tuple[Text, Text]:
    """What is said, one fact a line, and beside it the sentences it stands on, each with report and day."""
    facts, sentences = Text(), Text()
    for i, (name, value) in enumerate(zip(columns, row, strict=True)):
        if name.endswith("sentence") and value:
            source = f"{row[i - 2]}, {row[i - 1]}"
            sentences.append("\n" * bool(sentences)).append(value).append(f"\n{source}\n", style="dim")
        elif value and not name.endswith(("report", "written", "sentence")):
            facts.append("\n" * bool(facts)).append(f"{name} ", style="dim").append(value)
    sentences.rstrip()
    return facts, sentences


def state_table(state: State, out: Console) -> None:
    """The state on a day, one line for each thing known."""
    title = f"State on {state.on}, as known by {state.known_by}"
    made = Table("what", "report", title=title, header_style="bold", show_lines=True, expand=True)
    for line in state.lines:
        made.add_row(Text(plain(line.text)), Text(plain(line.doc)))
    out.print(made if state.lines else f"Nothing is known of {state.on} from reports written up to {state.known_by}.")


def summary(case: Case, out: Console) -> None:
    """What a build found, in a few lines."""
    reports = [d.report for d in case.dossiers()]
    found = case.findings()
    days = sorted(r.best for r in reports if r.best and _dated(r))
    span = f", {len(days)} of them dated to within a year" + (f": {days[0]} to {days[-1]}" if days else "")
    wrong = sum(r.stated_conflict for r in reports)
    told = sum(len({m.doc for m in c.members}) > 1 for c in found.clusters)
    dated = sum(c.date is not None for c in found.clusters)
    over_time = sum(len({p.as_of for p in s.points if p.as_of}) > 1 for s in found.series)
    order = ("kept", "slipped", "broken", "restated", "open")
    outcomes = ", ".join(f"{n} {o}" for o in order if (n := sum(p.outcome == o for p in found.outcomes)))
    lines = (
        f"{count(len(reports), 'report')}{span}; {count(wrong, 'stated date')} contradicted by the text",
        f"{count(len(found.clusters), 'event')}, {dated} with a day, {len(found.clusters) - dated} without; "
        f"{told} told by several reports",
        f"{len(found.series)} series of figures, {over_time} of them over several days",
        f"{count(len(found.outcomes), 'pledge')}" + (f": {outcomes}" if outcomes else ""),
        f"{count(len(found.conflicts), 'conflict')}, {count(len(found.copies), 'near-copy', 'near-copies')}",
        f"Recorded in {case.path}.",
        *_outdated(case),
    )
    for line in lines:
        out.print(plain(line), markup=False)


def _outdated(case: Case) -> Iterator[str]:
    if n := case.outdated():
        was, them = ("was", "it") if n == 1 else ("were", "them")
        yield f"{count(n, 'report')} {was} worked through with other rules; run build on {them} again."


def count(n: int, thing: str, things: str = "") -> str:
    """ "1 report", "2 reports"; ``things`` where the plural has more than an s."""
    return f"{n} {thing if n == 1 else things or thing + 's'}"


def newest_day(case: Case) -> dt.date:
    """The newest day on which a report of the case was written. Raises CaseError where none is dated."""
    days = [d.report.best for d in case.dossiers() if d.report.best and _dated(d.report)]
    if not days:
        raise CaseError(f"No report of {case.path} could be dated to within a year; name a day with --on.")
    return max(days)


def _dated(r: Report) -> bool:
    return bool(r.low and r.high and (r.high - r.low).days <= 366)
