"""Reports on the page: when each was written and why, what repeats what, and which sources reports draw on."""

import re
from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from chronik.model import Copy, Findings, Lineage, Reason, Record, State
from chronik.publish.page_findings import Pile
from chronik.publish.page_text import Quoted, Text
from chronik.publish.page_words import Words, clue_word, date, day, interval, number, word

_OUTCOME = re.compile(r"(kept|broken|slipped|restated|open): ")
_STANCE = re.compile(r"^([^:]+) (demands|rejects|supports|offers|warns): ")
_STATUS = re.compile(r" \[(occurred|ongoing|planned|demanded|denied|hypothetical)\]$")
_DUE = re.compile(r" \(due ([^()]*)\)$")
_SENSE = re.compile(r", (plan|ceiling|total|part|change)(?=,|$)")
_DAY = re.compile(r"[\d./~-]{4,}(?=: )")


class Clue(Record, frozen=True, kw_only=True):
    """A reason of the dating: what kind of clue, the words with their sentence, the days it allows."""

    title: str
    text: str
    target: str | None
    days: Markup | None


class ReportItem(Record, frozen=True, kw_only=True):
    """A report with its dating; ``day`` is the short form that the list of reports shows."""

    id: str
    text: Text
    written: Markup | None
    best: Markup | None
    probability: str
    stated: Markup | None
    contradicted: bool
    agencies: str
    dateline: str | None
    clues: tuple[Clue, ...]


class CopyItem(Record, frozen=True, kw_only=True):
    """A report that repeats another."""

    copy: Text
    of: Text
    share: str
    agency: str
    first: Markup
    changes: str


class SourceItem(Record, frozen=True, kw_only=True):
    """A source and the sentences, one a report, that name it."""

    source: str
    quotes: tuple[Quoted, ...]


class StateLine(Record, frozen=True, kw_only=True):
    """A line of a state."""

    says: Markup
    quote: Quoted


class StateItem(Record, frozen=True, kw_only=True):
    """The state on a day."""

    id: str
    on: Markup
    known_by: Markup
    lines: tuple[StateLine, ...]


# ---------------------------------------------------------------- reports


def report_items(pile: Pile) -> tuple[ReportItem, ...]:
    """Every report in the order in which they were written, the undated last."""
    texts = sorted(pile.texts.values(), key=lambda t: (str(t.dossier.report.best or "9999"), t.doc))
    return tuple(_report(t, pile.words) for t in texts)


def _report(text: Text, words: Words) -> ReportItem:
    r = text.dossier.report
    return ReportItem(
        id=f"report-{text.slug}",
        text=text,
        written=interval(words, r.low, r.high) if r.low or r.high else None,
        best=day(words, r.best) if r.best else None,
        probability=words.page["probability"].replace("{p}", number(words, _percent(r.confidence))),
        stated=date(words, r.stated) if r.stated else None,
        contradicted=r.stated_conflict,
        agencies=", ".join(r.agencies),
        dateline=r.dateline,
        clues=tuple(_clue(x, text, words) for x in r.reasons),
    )


def _percent(share: float) -> float:
    """Whole per cent; below one in ten with one decimal, and never rounded up to certainty."""
    percent = share * 100
    return round(percent, 1) if percent < 10 else min(round(percent), 99 if share < 0.995 else 100)


def _clue(r: Reason, text: Text, words: Words) -> Clue:
    return Clue(
        title=clue_word(words, r.clue),
        text=r.text[:200],
        target=text.at(r.start).id if r.start is not None else None,
        days=interval(words, r.low, r.high) if r.low or r.high else None,
    )


# ---------------------------------------------------------------- copies and sources


def copy_items(findings: Findings, pile: Pile) -> tuple[CopyItem, ...]:
    """In the order of the findings."""
    return tuple(_copy(c, pile) for c in findings.copies)


def _copy(c: Copy, pile: Pile) -> CopyItem:
    return CopyItem(
        copy=pile.texts[c.doc],
        of=pile.texts[c.of],
        share=pile.words.page["probability"].replace("{p}", number(pile.words, round(c.share * 100))),
        agency=c.agency or "",
        first=date(pile.words, c.first, short=True),
        changes=", ".join(c.changes),
    )


def source_items(findings: Findings, pile: Pile) -> tuple[SourceItem, ...]:
    """Each source once, the one most drawn on first."""
    groups: dict[str, list[Lineage]] = defaultdict(list)
    for line in findings.lineage:
        groups[line.source].append(line)
    ranked = sorted(groups, key=lambda s: (-len(groups[s]), s))
    return tuple(SourceItem(source=s, quotes=tuple(_named(line, pile) for line in groups[s])) for s in ranked)


def _named(line: Lineage, pile: Pile) -> Quoted:
    """Where the report names the source; its beginning where that is not known."""
    start = line.start if line.start is not None else pile.texts[line.doc].document.article.body
    return pile.quote(line.doc, start, line.end or start)


# ---------------------------------------------------------------- state


def state_items(states: Sequence[State], pile: Pile) -> tuple[StateItem, ...]:
    """Each state with its lines as ``findings.state`` made them, the fixed words of theirs translated."""
    return tuple(
        StateItem(
            id=f"state-{n}",
            on=day(pile.words, s.on),
            known_by=day(pile.words, s.known_by),
            lines=tuple(
                StateLine(says=_says(x.text, pile.words), quote=pile.quote(x.doc, x.start, x.end)) for x in s.lines
            ),
        )
        for n, s in enumerate(states, 1)
    )


def _says(line: str, words: Words) -> Markup:
    """A line of a state without the sentence at its end, which is quoted beside it."""
    head = line.split(" — ")
    kept = 2 if _OUTCOME.match(line) else 1
    text = " — ".join(head[:kept]) if len(head) > 1 else line
    text = _OUTCOME.sub(lambda m: f"{word(words.outcome, m[1])}: ", text, count=1)
    text = _STANCE.sub(lambda m: f"{m[1]} {word(words.stance, m[2])}: ", text, count=1)
    text = _STATUS.sub(lambda m: f" ({word(words.status, m[1])})", text)
    text = _SENSE.sub(lambda m: f", {word(words.sense, m[1])}", text)
    text = text.replace("\u202f", words.group)
    due = _DUE.search(text)
    dated = _DAY.match(text)
    body = text[dated.end() if dated else 0 : due.start() if due else len(text)]
    front = date(words, dated[0], short=True) if dated else Markup("")
    back = (
        Markup(" ({} {})").format(words.page["due"], date(words, due[1], short=True))
        if due and due[1] != "?"
        else Markup("")
    )
    return front + body + back
