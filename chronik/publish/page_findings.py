"""What the page shows of each finding: words and numbers in the interface's language, every line with its sentence."""

from collections import defaultdict
from collections.abc import Sequence

from markupsafe import Markup

from chronik.model import (
    Cite,
    Conflict,
    EventCluster,
    Findings,
    Phase,
    PledgeOutcome,
    Position,
    Record,
    Side,
)
from chronik.publish.page_notes import event_says, figure_says
from chronik.publish.page_text import Quoted, Text, quote
from chronik.publish.page_words import Words, clue_word, date, interval, text_of, word

OUTCOMES = ("broken", "slipped", "kept", "restated", "open")
CONFLICTS = ("change", "scope", "status", "claim", "figure", "date", "stated_date")


class Pile(Record, frozen=True, kw_only=True):
    """What every section needs: the texts by name and the words of the interface."""

    texts: dict[str, Text]
    words: Words

    def quote(self, doc: str, start: int, end: int) -> Quoted:
        """The sentence that a finding cites."""
        return quote(self.texts, doc, start, end)


class Item(Record, frozen=True, kw_only=True):
    """An entry of a section; ``id`` is where links lead and how sentences name it ("W1")."""

    id: str
    quotes: tuple[Quoted, ...]


class ConflictItem(Item, frozen=True, kw_only=True):
    """Both sides: what each says, in the order of ``quotes``."""

    type: str
    title: str
    about: str
    says: tuple[str, ...]
    resolved_by: str | None


class PledgeItem(Item, frozen=True, kw_only=True):
    """A pledge; ``quotes`` is its sentence and, where there is one, the sentence of the outcome."""

    who: str
    what: str
    made: Markup
    due: Markup | None
    outcome: str
    contested: bool


class Told(Record, frozen=True, kw_only=True):
    """One event of a timeline entry."""

    event_class: str
    status: str
    label: str


class EventItem(Item, frozen=True, kw_only=True):
    """Events of one day that one sentence tells; the first quote is shown, the others are linked."""

    date: Markup
    year: str
    events: tuple[Told, ...]
    reports: int


class PositionItem(Item, frozen=True, kw_only=True):
    """Where a party stands."""

    party: str
    stance: str
    matter: str
    date: Markup


class PhaseItem(Item, frozen=True, kw_only=True):
    """A mission or agreement in force."""

    matter: str
    phase: str
    begin: Markup
    end: Markup | None


# ---------------------------------------------------------------- conflicts


def conflict_items(findings: Findings, pile: Pile) -> tuple[ConflictItem, ...]:
    """Turns first, then contradictions, then dates of reports."""
    ranked = sorted(findings.conflicts, key=lambda c: CONFLICTS.index(c.type))
    return tuple(_conflict(n, c, pile) for n, c in enumerate(ranked, 1))


def _conflict(n: int, c: Conflict, pile: Pile) -> ConflictItem:
    words = pile.words
    return ConflictItem(
        id=f"{words.codes['conflict']}{n}",
        quotes=tuple(pile.quote(s.doc, s.start, s.end) for s in c.sides),
        type=c.type,
        title=word(words.conflict, c.type),
        about=_stated(c, pile) if c.type == "stated_date" else c.about,
        says=tuple(_side(s, c, pile) for s in c.sides),
        resolved_by=c.resolved_by,
    )


def _stated(c: Conflict, pile: Pile) -> str:
    """What the report's date is and when its text was written."""
    report, words = pile.texts[c.sides[0].doc].dossier.report, pile.words
    written = text_of(interval(words, report.low, report.high))
    if report.low == report.high:
        written = words.page["at_day"].replace("{day}", written)
    stated = text_of(date(words, report.stated))
    return words.page["stated_about"].replace("{stated}", stated).replace("{written}", written)


def _side(s: Side, c: Conflict, pile: Pile) -> str:
    """What a side says, from its annotation; as the finding words it where it stands on none."""
    dossier = pile.texts[s.doc].dossier
    if c.type == "stated_date":
        for r in dossier.report.reasons:
            if (r.start, r.end) == (s.start, s.end):
                quoted = pile.words.quoted.replace("{text}", r.text)
                return f"{clue_word(pile.words, r.clue)}: {quoted}"
    found = dossier.annotations
    figure = next((f for f in found.figures if (f.start, f.end) == (s.start, s.end)), None)
    event = next((e for e in found.events if (e.start, e.end) == (s.start, s.end)), None)
    return figure_says(figure, pile.words) if figure else event_says(event, pile.words) if event else s.says


# ---------------------------------------------------------------- pledges


def pledge_items(findings: Findings, pile: Pile) -> tuple[tuple[str, tuple[PledgeItem, ...]], ...]:
    """The board: outcome by outcome, each in the order the pledges were made."""
    groups: dict[str, list[PledgeItem]] = defaultdict(list)
    for n, p in enumerate(findings.outcomes, 1):
        groups[p.outcome].append(_pledge(n, p, pile))
    return tuple((o, tuple(groups[o])) for o in OUTCOMES if groups[o])


def _pledge(n: int, p: PledgeOutcome, pile: Pile) -> PledgeItem:
    words = pile.words
    quotes = [pile.quote(p.doc, p.start, p.end)]
    if p.outcome_doc and p.outcome_start is not None:
        quotes.append(pile.quote(p.outcome_doc, p.outcome_start, p.outcome_end or p.outcome_start))
    return PledgeItem(
        id=f"{words.codes['pledge']}{n}",
        quotes=tuple(quotes),
        who=p.who or words.page["who_unknown"],
        what=p.what,
        made=date(words, p.made),
        due=date(words, p.due) if p.due else None,
        outcome=p.outcome,
        contested=p.contested,
    )


# ---------------------------------------------------------------- timeline


def event_items(findings: Findings, pile: Pile) -> tuple[tuple[str, tuple[EventItem, ...]], ...]:
    """The timeline year by year; undated events last, under "". What one sentence tells of one day is one entry."""
    entries: dict[tuple[str, str, str], list[tuple[EventCluster, tuple[Cite, ...]]]] = defaultdict(list)
    for c in findings.clusters:
        members = tuple(sorted(c.members, key=lambda m: (_written(m, pile), m.doc, m.start)))
        lead = pile.texts[members[0].doc].at(members[0].start).id
        entries[c.date or "", c.low.isoformat() if c.low else "", lead].append((c, members))
    years: dict[str, list[EventItem]] = defaultdict(list)
    for n, group in enumerate(entries.values(), 1):
        item = _event(n, group, pile)
        years[item.year].append(item)
    return tuple(sorted(((year, tuple(items)) for year, items in years.items()), key=lambda y: y[0] or "9999"))


def _event(n: int, group: Sequence[tuple[EventCluster, tuple[Cite, ...]]], pile: Pile) -> EventItem:
    words, first = pile.words, group[0][0]
    members = sorted({m for _, ms in group for m in ms[1:]}, key=lambda m: (_written(m, pile), m.doc, m.start))
    quotes = [pile.quote(m.doc, m.start, m.end) for m in (group[0][1][0], *members)]
    distinct = {q.target: q for q in reversed(quotes)}
    return EventItem(
        id=f"{words.codes['event']}{n}",
        quotes=tuple(q for q in quotes if distinct[q.target] is q),
        date=date(words, first.date),
        year=str(first.low.year) if first.low and first.date else "",
        events=tuple(
            Told(event_class=c.event_class, status=c.status, label=c.label if c.actor or " · " in c.label else "")
            for c, _ in group
        ),
        reports=len({q.doc for q in quotes}),
    )


def _written(m: Cite, pile: Pile) -> str:
    best = pile.texts[m.doc].dossier.report.best
    return best.isoformat() if best else "9999"


# ---------------------------------------------------------------- positions and phases


def position_items(findings: Findings, pile: Pile) -> tuple[PositionItem, ...]:
    """In the order of the findings: by party, then by day."""
    return tuple(_position(n, p, pile) for n, p in enumerate(findings.positions, 1))


def _position(n: int, p: Position, pile: Pile) -> PositionItem:
    words = pile.words
    return PositionItem(
        id=f"{words.codes['position']}{n}",
        quotes=(pile.quote(p.doc, p.start, p.end),),
        party=p.party,
        stance=word(words.stance, p.stance),
        matter=p.matter,
        date=date(words, p.date, short=True),
    )


def phase_items(findings: Findings, pile: Pile) -> tuple[PhaseItem, ...]:
    """Missions and agreements by their begin; those that nothing tells the end of stand open."""
    return tuple(_phase(n, p, pile) for n, p in enumerate(findings.phases, 1))


def _phase(n: int, p: Phase, pile: Pile) -> PhaseItem:
    words = pile.words
    return PhaseItem(
        id=f"{words.codes['phase']}{n}",
        quotes=tuple(pile.quote(m.doc, m.start, m.end) for m in p.members),
        matter=p.matter,
        phase=word(words.phase, p.phase),
        begin=date(words, p.from_, short=True),
        end=date(words, p.until, short=True) if p.until else None,
    )
