"""What the pile shows, in a few lines at the head of the page, each with the sentence it stands on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from markupsafe import Markup

from chronik.findings.days import bounds
from chronik.model import Record, Report
from chronik.publish.page_figures import Figures, PointItem
from chronik.publish.page_findings import OUTCOMES, ConflictItem, PledgeItem
from chronik.publish.page_reports import ReportItem
from chronik.publish.page_text import Quoted
from chronik.publish.page_words import Words, count, date

_MOST = 3  # findings of one kind that are named


class Highlight(Record, frozen=True, kw_only=True):
    """A line of the summary: ``target`` is the finding, ``quotes`` the sentences."""

    target: str
    says: Markup
    quotes: tuple[Quoted, ...] = ()


def written(reports: Sequence[ReportItem], words: Words) -> Markup:
    """ "written between 3 May 2003 and 2 October 2025", or "" where no report could be dated."""
    days = sorted((r.best, known) for d in reports if (r := d.text.dossier.report).best and (known := _known(r)))
    if not days:
        return Markup("")
    first, last = days[0][1], days[-1][1]
    if first == last:
        return Markup(words.page["written_day" if len(first) == 10 else "written_in"]).format(low=date(words, first))
    return Markup(words.page["written_span"]).format(low=date(words, first), high=date(words, last))


def _known(report: Report) -> str:
    """The likeliest day as precisely as it is known: a day, a month or about a year, in EDTF."""
    assert report.best is not None
    days = (report.high - report.low).days if report.low and report.high else 366
    return (
        report.best.isoformat() if days < 4 else report.best.isoformat()[:7] if days <= 31 else f"{report.best.year}~"
    )


def highlights(
    figures: Figures,
    pledges: Sequence[tuple[str, tuple[PledgeItem, ...]]],
    conflicts: Sequence[ConflictItem],
    reports: Sequence[ReportItem],
    copies: int,
    words: Words,
) -> tuple[Highlight, ...]:
    """The longest series, what came of the pledges, the weightiest conflicts, what is wrong with dates, copies."""
    wrong = [r for r in reports if r.contradicted]
    return tuple(
        chain(
            _figures(figures, words),
            _pledges(pledges, words),
            _conflicts(conflicts),
            [_counted("conflicts", "stated", len(wrong), words)] if wrong else [],
            [_counted("copies", "copied", copies, words)] if copies else [],
        )
    )


def _counted(target: str, key: str, n: int, words: Words) -> Highlight:
    return Highlight(target=target, says=Markup("{}").format(count(words, key, n)))


def _figures(figures: Figures, words: Words) -> Iterator[Highlight]:
    """First and last counted figure of the two longest series."""
    for s in figures.series[:2]:
        counted = [p for p in s.points if p.point.sense == "actual" and bounds(p.point.as_of)]
        if len(counted) < 2:
            continue
        first, last = counted[0], counted[-1]
        says = Markup(words.page["series_line"]).format(
            title=s.title, first=_linked(first), first_day=first.as_of, last=_linked(last), last_day=last.as_of
        )
        yield Highlight(target=s.id, says=says, quotes=(first.quotes[0], last.quotes[0]))


def _linked(p: PointItem) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(p.quotes[0].target, p.value)


def _pledges(board: Sequence[tuple[str, tuple[PledgeItem, ...]]], words: Words) -> Iterator[Highlight]:
    if not board:
        return
    sizes = Counter({outcome: len(items) for outcome, items in board})
    parts = [Markup('<a href="#outcome-{}">{}</a>').format(o, count(words, o, sizes[o])) for o in OUTCOMES if sizes[o]]
    contested = [p for _, items in board for p in items if p.contested]
    if contested:
        parts.append(Markup("{}").format(words.page["contested_part"].replace("{n}", str(len(contested)))))
    pattern = words.page["pledges_line_one" if sizes.total() == 1 else "pledges_line"]
    yield Highlight(target="pledges", says=Markup(pattern).format(n=sizes.total(), parts=Markup(", ").join(parts)))
    notable = [p for o, items in board if o in ("broken", "slipped") for p in items]
    for p in [*notable, *(p for p in contested if p not in notable)][:_MOST]:
        mark = words.page["contested"] if p.contested else ""
        outcome = ", ".join(t for t in (words.outcome[p.outcome], mark) if t)
        says = Markup("<b>{}</b> — {}: {}").format(outcome, p.who, p.what)
        yield Highlight(target=p.id, says=says, quotes=p.quotes)


def _conflicts(conflicts: Sequence[ConflictItem]) -> Iterator[Highlight]:
    shown = [c for c in conflicts if c.type != "stated_date"]
    for c in shown[:_MOST]:
        yield Highlight(target=c.id, says=Markup("<b>{}</b> — {}").format(c.title, c.about), quotes=c.quotes[:2])
