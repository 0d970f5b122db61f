"""Every record that passes between the stages, frozen and typed.

Words and fields are those of the contract in docs/records.md. Days are ``datetime.date`` (ISO 8601
when written out), offsets are Unicode code points into ``Article.text``, ``end`` exclusive, so that
``text[start:end]`` is the thing found. ``None`` means unknown or open, never zero.

A record that is written out as JSON Lines carries its ``kind`` as msgspec tag.
"""

import datetime as dt
from typing import Literal

import msgspec

Day = dt.date
Tense = Literal["past", "present", "future", ""]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Bound = Literal["", "first", "last", "from", "since", "still", "until"]
Modifier = Literal["exact", "about", "more_than", "less_than", "up_to"]
Sense = Literal["actual", "plan", "ceiling", "total", "part", "change"]
Form = Literal["direct", "indirect", "free_indirect", "indirect_free_indirect", "reported"]
Act = Literal["claim", "announce", "promise", "demand", "deny", "confirm", "accuse", "warn", "welcome", "ask"]
Evidence = Literal["quoted", "reported", "unnamed", "hearsay"]
Status = Literal["occurred", "ongoing", "planned", "demanded", "denied", "hypothetical"]
NameType = Literal["person", "organisation", "place"]
Outcome = Literal["kept", "broken", "slipped", "restated", "open"]
Stance = Literal["demands", "rejects", "supports", "offers", "warns"]
ConflictType = Literal["figure", "date", "status", "claim", "scope", "stated_date", "change"]
StatedOrigin = Literal["json", "meta", "markup", "visible", "url", "htmldate"]
# "date_line" says when the text was written or published, "update_line" when it was last changed.
ZoneKind = Literal["header", "dateline", "agency", "byline", "credit", "heading", "date_line", "update_line", "debris"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every record: immutable, compared by value."""


class Reason(Record, frozen=True, kw_only=True):
    """Why something was concluded: the clue's name, the words it rests on with their extent, the days they allow."""

    clue: str
    text: str
    start: int | None = None
    end: int | None = None
    low: Day | None = None
    high: Day | None = None


class Span(Record, frozen=True, kw_only=True):
    """A stretch of ``Article.text``."""

    start: int
    end: int


# ---------------------------------------------------------------- stage 1 and 2: articles


class Block(Record, frozen=True, kw_only=True):
    """``length`` characters of ``text`` from ``start`` stand in ``source`` from ``source_start``, one for one."""

    start: int
    source_start: int
    length: int


class StatedDate(Record, frozen=True, kw_only=True):
    """A day, month or span of days (EDTF) that a page states for itself, and where it does.

    ``updated`` is the day of a later change; ``confidence`` the chance that it was first published then.
    """

    origin: StatedOrigin
    date: str
    updated: bool = False
    confidence: float = 1.0


class Article(Record, frozen=True, kw_only=True):
    """One report as read.

    ``source`` is the text as given (a file's whole text, a row's ``maintext``), ``text`` the readable text
    that is annotated; ``blocks`` leads from the second back to the first and is empty where they are equal.
    ``body`` is where the report begins in ``text``, after a header such as `` date 2018-06``.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...] = ()
    body: int = 0
    path: str = ""
    digest: str = ""
    language: str = ""
    stated: str | None = None
    stated_start: int | None = None
    stated_end: int | None = None
    dates: tuple[StatedDate, ...] = ()  # of a saved page: every day it states, the likeliest day of writing first
    title: str | None = None
    url: str | None = None
    domain: str | None = None


class Skipped(Record, frozen=True, kw_only=True):
    """Something in the pile that could not be read, in one sentence that says what to do."""

    path: str
    why: str


class Zone(Record, frozen=True, kw_only=True):
    """A stretch of the text that is not the report's own prose; ``value`` is what it says (place, agency, date)."""

    kind: ZoneKind
    start: int
    end: int
    value: str = ""


class Quote(Record, frozen=True, kw_only=True):
    """Content between paired quotation marks (the marks excluded); ``scare`` marks a single name or word."""

    start: int
    end: int
    scare: bool = False


class Document(Record, frozen=True, kw_only=True):
    """An article made addressable: sentences cover the prose, zones what surrounds it, quotes what is quoted."""

    article: Article
    sentences: tuple[Span, ...]
    zones: tuple[Zone, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dateline: str | None = None
    agencies: tuple[str, ...] = ()


# ---------------------------------------------------------------- stage 3: annotations


class Reading(Record, frozen=True, kw_only=True, omit_defaults=True):
    """What a time expression says before anyone knows when the text was written.

    ``calendar``  fields of the calendar that are named (``year`` … ``clock``), any of which may be missing
    ``weekday``   a day of the week, ``direction`` -1 last, 0 unsaid, +1 next
    ``shift``     ``amount`` ``unit``s before (-1), at (0) or after (+1) the ``anchor``; ``amount`` None is vague
    ``duration``  an amount of time; with ``anchor`` event also a distance from that event
    ``set``       a recurring time;  ``reference``  PAST_REF, PRESENT_REF or FUTURE_REF
    """

    kind: Literal["calendar", "weekday", "shift", "duration", "set", "reference"]
    year: int | None = None
    year_digits: str | None = None  # a decade ("195") or century ("19") in ISO-TimeML's notation
    month: int | None = None
    day: int | None = None
    week: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: Literal["SP", "SU", "FA", "WI"] | None = None
    weekday: int | None = None  # ISO: Monday 1 … Sunday 7
    clock: str | None = None  # "04:15"
    part: Literal["MO", "MI", "AF", "EV", "NI", "DT"] | None = None
    feast: str | None = None  # id in language/knowledge/feasts.toml, or days from Easter: "easter39", "orthodox-2"
    nth: int | None = None  # "the third Tuesday in October", "the last week of May": -1 is the last
    unit: Literal["S", "MIN", "H", "D", "W", "WE", "M", "Q", "Y", "DECADE", "CENTURY"] | None = None
    amount: float | None = None
    direction: int = 0
    # next: "at eight on Friday"; none: "the first day" of something unnamed
    anchor: Literal["written", "previous", "next", "event", "none"] = "written"
    event: str | None = None  # id in language/knowledge/events.toml
    event_point: Literal["start", "end"] = "start"
    event_start: int | None = None
    event_end: int | None = None
    value: str | None = None  # the finished TIMEX3 value where nothing has to be counted; "FY" before a counted year
    until: "Reading | None" = None  # the far end of a range


class Time(Record, frozen=True, kw_only=True, tag_field="kind", tag="time"):
    """A TIMEX3 time expression (ISO-TimeML). ``reading`` is kept so that anchoring can be run again.

    ``begin`` and ``finish`` are the ends of the interval that it opens, closes or measures, as TIMEX3 values, "~"
    behind what is only about so (``chronik.dating.ranges`` says which). ``low`` and ``high`` are its own days, which
    JSON Lines give as ``edtf`` too (ISO 8601-2). How sure their choice is, is the ``confidence``
    (``chronik.dating.reasons``).
    """

    start: int
    end: int
    text: str
    type: TimeType
    reading: Reading
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin: str | None = None
    finish: str | None = None
    low: Day | None = None
    high: Day | None = None
    tense: Tense = ""  # of its clause, where it may bear on the days meant
    deadline: bool = False  # "bis …", "binnen …", "by …", "spätestens …"
    bound: Bound = ""  # its part in an interval; "first" and the next expression, "last", are its two halves
    rule: str = ""
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Figure(Record, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """A number that somebody states. ``time_start`` points to the time expression that says as of when."""

    start: int
    end: int
    text: str
    value: float
    low: float | None = None
    high: float | None = None
    modifier: Modifier = "exact"
    measure: str = "other"
    unit: str | None = None
    sense: Sense = "actual"
    of: str | None = None
    place: str | None = None
    as_of: str | None = None
    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    time_start: int | None = None
    undated: bool = False  # of another day than the text's, which it does not name
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Statement(Record, frozen=True, kw_only=True, tag_field="kind", tag="statement"):
    """An attribution: ``start``/``end`` is the cue, ``speaker`` the surface form, ``speaker_name`` whom it means.

    ``evidence`` says how far one can hold somebody to it, from strong to weak (``chronik.annotate.speech_acts``):
    "quoted" in a source's own words, "reported" in other words, "unnamed" by a source that is not named, "hearsay" by
    nobody. ``hedge`` is the word by which the reporter keeps his distance, not the speaker's own caution.
    """

    start: int
    end: int
    cue: str
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_name: str | None = None
    form: Form = "indirect"
    act: Act = "claim"
    evidence: Evidence = "reported"
    hedge: str | None = None
    via: str | None = None
    content_start: int | None = None
    content_end: int | None = None
    time_start: int | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Event(Record, frozen=True, kw_only=True, tag_field="kind", tag="event", rename={"event_class": "class"}):
    """What happened or shall happen; one per trigger (``start``/``end``), PLOVER type beside the class."""

    start: int
    end: int
    text: str
    event_class: str
    plover: str | None = None
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    date: str | None = None  # EDTF
    low: Day | None = None
    high: Day | None = None
    status: Status = "occurred"
    asserted_by: str | None = None
    time_start: int | None = None
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Pledge(Record, frozen=True, kw_only=True, tag_field="kind", tag="pledge"):
    """Something announced, agreed or promised with a day it is due; ``event_start`` is the planned event's trigger."""

    start: int
    end: int
    who: str | None
    what: str
    event_class: str = "other"
    made: str | None = None
    due: str | None = None
    low: Day | None = None
    high: Day | None = None
    event_start: int | None = None
    made_time_start: int | None = None
    due_time_start: int | None = None
    vague_due: bool = False
    recalled: bool = False  # made earlier than the text, which only looks back on it
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = ()


class Name(Record, frozen=True, kw_only=True, tag_field="kind", tag="name"):
    """A party or place named in the text; ``name`` its plain spelling, ``id`` the known thing it means, if any."""

    start: int
    end: int
    text: str
    type: NameType
    name: str
    id: str | None = None
    confidence: float = 1.0


class Annotations(Record, frozen=True, kw_only=True):
    """All that was found in one article, each kind in the order of the text."""

    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    names: tuple[Name, ...] = ()


# ---------------------------------------------------------------- stage 4: dating


class Report(Record, frozen=True, kw_only=True, tag_field="kind", tag="report"):
    """When a text was written: shortest interval with 95 of 100 of the probability, best day, and why.

    ``best`` is the day with most probability on it and near it (within a month, within a year), ``confidence`` the
    probability of that day alone.
    """

    language: str
    stated: str | None = None
    low: Day | None = None
    high: Day | None = None
    best: Day | None = None
    confidence: float = 0.0
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    stated_conflict: bool = False
    reasons: tuple[Reason, ...] = ()


class WrittenDate(Record, frozen=True, kw_only=True):
    """The day on which a text was written: the public answer of ``chronik.date``.

    ``low`` and ``high`` are the first and last day of the shortest interval with 95 of 100 of the probability, None at
    an end that is open. ``best`` is the day with most probability on it and near it, ``confidence`` the probability of
    that one day, from 0 to 1: small where many days are as likely. Where nothing says when, all three days are None and
    ``confidence`` is 0. ``stated`` is the stated date as it was read (EDTF: "2018", "2018-06", "2018-06-14"); with
    ``stated_conflict`` the text contradicts it, and the days given are those of the text.
    ``reasons`` come with what decides most first; their offsets are code points into the text as given.
    """

    low: Day | None
    high: Day | None
    best: Day | None
    confidence: float
    stated: str | None
    stated_conflict: bool
    reasons: tuple[Reason, ...]

    def __repr__(self) -> str:
        days = f"{self.low or ''}/{self.high or ''}" if self.best else "unknown"
        best = f", best {self.best}, confidence {self.confidence:.2f}" if self.best else ""
        stated = f", stated {self.stated}{' contradicted' * self.stated_conflict}" if self.stated else ""
        return f"WrittenDate({days}{best}{stated}, reasons: {len(self.reasons)})"


def written_date(report: Report) -> WrittenDate:
    """What a report says of its day of writing."""
    return msgspec.convert(report, WrittenDate, from_attributes=True)


class Dossier(Record, frozen=True, kw_only=True):
    """One article worked through: what links and findings are drawn from."""

    doc: str
    report: Report
    annotations: Annotations


# ---------------------------------------------------------------- stage 5 and 6: links and findings


class Cite(Record, frozen=True, kw_only=True):
    """The sentence or span a line stands on."""

    doc: str
    start: int
    end: int


class Party(Record, frozen=True, kw_only=True, tag_field="kind", tag="party"):
    """One party or place and the spellings that mean it."""

    id: str
    names: tuple[str, ...]
    type: NameType


class EventCluster(
    Record, frozen=True, kw_only=True, tag_field="kind", tag="event_cluster", rename={"event_class": "class"}
):
    """The same event as several sentences tell it."""

    id: str
    event_class: str
    date: str | None
    low: Day | None
    high: Day | None
    status: Status
    label: str
    actor: str | None
    place: str | None
    members: tuple[Cite, ...]


class Lineage(Record, frozen=True, kw_only=True, tag_field="kind", tag="lineage"):
    """A source that a report draws on: agency, medium, or the one it quotes."""

    doc: str
    source: str
    start: int | None
    end: int | None


class Copy(Record, frozen=True, kw_only=True, tag_field="kind", tag="copy"):
    """An article that repeats another's text. ``share``: part of its words found there; ``changes`` what differs."""

    doc: str
    of: str
    agency: str | None
    share: float
    first: str | None
    changes: tuple[str, ...]


class Point(Record, frozen=True, kw_only=True):
    """One figure of a series."""

    as_of: str | None
    value: float
    low: float | None
    high: float | None
    modifier: Modifier
    sense: Sense
    source: str | None
    doc: str
    start: int
    end: int


class Series(Record, frozen=True, kw_only=True, tag_field="kind", tag="series"):
    """Figures on one thing in one place, in the order of the days they speak of."""

    measure: str
    of: str | None
    place: str | None
    points: tuple[Point, ...]
    unit: str | None = None


class PledgeOutcome(Record, frozen=True, kw_only=True, tag_field="kind", tag="pledge_outcome"):
    """What came of a pledge, by which later sentence.

    kept: told as done by the due day; broken: told as not done, after it; slipped: a later day named, or a delay told;
    restated: promised again for the same day; open: no later sentence found, which is not to say that nothing happened.
    """

    who: str | None
    what: str
    made: str | None
    due: str | None
    outcome: Outcome
    contested: bool
    doc: str
    start: int
    end: int
    outcome_doc: str | None = None
    outcome_start: int | None = None
    outcome_end: int | None = None
    reasons: tuple[Reason, ...] = ()


class Position(Record, frozen=True, kw_only=True, tag_field="kind", tag="position"):
    """Where a party stands on a matter, on a day."""

    party: str
    stance: Stance
    matter: str
    date: str | None
    doc: str
    start: int
    end: int


class Phase(Record, frozen=True, kw_only=True, tag_field="kind", tag="phase", rename={"from_": "from"}):
    """A mission or agreement in force, from its begin, change and end events."""

    matter: str
    phase: str
    from_: str | None
    until: str | None
    members: tuple[Cite, ...]


class Side(Record, frozen=True, kw_only=True):
    """One side of a conflict."""

    doc: str
    start: int
    end: int
    says: str


class Conflict(Record, frozen=True, kw_only=True, tag_field="kind", tag="conflict"):
    """Two or more sentences that cannot all hold, shown side by side."""

    about: str
    type: ConflictType
    sides: tuple[Side, ...]
    resolved_by: str | None = None


class Line(Record, frozen=True, kw_only=True):
    """One line of a state, with the sentence it stands on."""

    text: str
    doc: str
    start: int
    end: int


class State(Record, frozen=True, kw_only=True, tag_field="kind", tag="state"):
    """The whole on a day, as known on a day."""

    on: Day
    known_by: Day
    lines: tuple[Line, ...]


class Findings(Record, frozen=True, kw_only=True):
    """All that a pile shows."""

    parties: tuple[Party, ...] = ()
    clusters: tuple[EventCluster, ...] = ()
    lineage: tuple[Lineage, ...] = ()
    copies: tuple[Copy, ...] = ()
    series: tuple[Series, ...] = ()
    outcomes: tuple[PledgeOutcome, ...] = ()
    positions: tuple[Position, ...] = ()
    phases: tuple[Phase, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
