"""Pledges: what was announced, agreed, promised or planned, with the time it is due.

A planned event with a time is one ("soll im Mai öffnen", "sagte die Räumung bis Ostern zu"), and so is
an announced one without ("hat den Rückzug versprochen"). A plan that the lexicon has no event for counts
where a modal verb and a time say it ("sollte im Mai 2024 liefern"). When it was made is the announcement's time.
"""

import re
from typing import NamedTuple

from msgspec import structs

from chronik.annotate.clauses import Group, group_of, phrases_in
from chronik.annotate.roles import name_of
from chronik.annotate.scene import dates, is_behind, make_scene, words_of
from chronik.annotate.tense import is_recalled
from chronik.annotate.triggers import in_list, lexicon
from chronik.annotate.within import saying, within
from chronik.article.phrases import Parse, Parses, Phrase
from chronik.article.tokens import closed_class, key_of
from chronik.language.world import agency_names
from chronik.model import Document, Event, Pledge, Reason, Statement, Time

_NOT_PLEDGED = frozenset(("announce", "speak", "demand", "reject", "attack", "kill", "delay", "win", "vote", "agree"))
_PLANNED_CLUES = (
    "reported_conditional",
    "modal_planned",
    "future",
    "future_time",
    "governed_planned",
    "adjective_planned",
    "dated",
    "present",
)


class _Sentence(NamedTuple):
    """A sentence with what was found in it."""

    parse: Parse
    groups: list[Group]
    events: list[Event]
    times: list[Time]
    statements: list[Statement]


def find_pledges(
    document: Document,
    parses: Parses,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    times: tuple[Time, ...],
    code: str,
) -> tuple[Pledge, ...]:
    """Every pledge in the order of the text; days are filled in later from ``due_time_start``, ``made_time_start``."""
    text = document.article.text
    out: list[Pledge] = []
    for number, span in enumerate(document.sentences):
        if span.start < document.article.body:
            continue
        here, timed = list(within(events, span.start, span.end)), list(within(times, span.start, span.end))
        if not _worth_parsing(text[span.start : span.end], here, timed, code):
            continue
        scene = make_scene(parses[number], span.start, span.end, times, [], [])
        said = saying(statements, span.start, span.end)
        sentence = _Sentence(scene.parse, scene.groups, here, timed, said)
        out += [x for e in here if (x := _from_event(sentence, e)) is not None]
        out += [x for g in sentence.groups if (x := _from_modal(sentence, g)) is not None]
    return tuple(sorted(_unlike(out), key=lambda x: (x.start, x.end)))


def _worth_parsing(text: str, events: list[Event], times: list[Time], code: str) -> bool:
    if any(e.status == "planned" for e in events):
        return True
    return bool(times) and any(w in words_of(code, "planned") for w in key_of(text).split())


def _unlike(found: list[Pledge]) -> list[Pledge]:
    """One pledge for each due time of a sentence and class."""
    out: dict[tuple[int | None, str, int], Pledge] = {}
    for x in found:
        key = (x.due_time_start, x.event_class, x.start if x.due_time_start is None else -1)
        out.setdefault(key, x)
    return list(out.values())


# ---------------------------------------------------------------- from an event


def _from_event(s: _Sentence, e: Event) -> Pledge | None:
    if e.status != "planned" or e.event_class in _NOT_PLEDGED:
        return None
    clue = e.reasons[0].clue if e.reasons else ""
    if not clue.startswith(_PLANNED_CLUES):
        return None
    due = next((t for t in s.times if t.start == e.time_start and not is_behind(t, s.parse.code)), None)
    announced = _announcement(s, e)
    if due is None and announced is None:
        return None
    token = s.parse.token_at(e.start)
    group = group_of(s.groups, token) if token is not None else None
    if token is None or group is None:
        return None
    what, extent = _what(s, group, token, e)
    pledge = _pledge(s, e.event_class, what, extent, due, announced, _owner(s, e) or e.actor, e.start, clue)
    own = e.actor is not None and in_list(_head(e.actor), ("league",), s.parse.code)
    return structs.replace(pledge, who=e.actor) if own else pledge  # a coalition ends its own mission


def _head(name: str) -> str:
    """Key of the last noun before a place or genitive ("internationalen Koalition im Irak")."""
    words = [w for w in re.split(r" (?:im|in|aus|von|der|des|of|for) ", name)[0].split() if w]
    return key_of(words[-1]) if words else ""


def _owner(s: _Sentence, e: Event) -> str | None:
    """Whose agreement or plan it is: the genitive after the governing noun ("Vereinbarung der Regierungen über …")."""
    r = e.reasons[0]
    token = s.parse.token_at(r.start) if r.start is not None else None
    if token is None or r.clue != "governed_planned" or s.parse.tokens[token].tag != "NOUN":
        return None
    after = next((x for x in s.parse.phrases if x.first == token + 1 and x.genitive), None)
    return name_of(s.parse, after) if after is not None else None


def _announcement(s: _Sentence, e: Event) -> Event | None:
    """The announcement or agreement in the same sentence that the planned event depends on."""
    able = [x for x in s.events if x.event_class in ("announce", "agree", "vote") and x.status == "occurred"]
    return min(able, key=lambda x: abs(x.start - e.start), default=None)


def _what(s: _Sentence, group: Group, token: int, e: Event) -> tuple[str, tuple[int, int]]:
    """A short phrase for the thing pledged: noun with what hangs on it, or object with verb; and its extent."""
    p = s.parse
    holder = next((x for x in p.phrases if x.first <= token <= x.last), None)
    if holder is not None and p.tokens[token].text[0].isupper() == (p.code == "de"):
        return name_of(p, holder), (holder.start, holder.end)
    words = _clause_words(s, group, token, e)
    near = [s.parse.tokens[i] for i in words] or [p.tokens[token]]
    extent = min(t.start for t in near), max(t.end for t in near)
    if not 1 < len(words) <= _MOST_WORDS:
        return f"{e.target or e.actor or ''} {e.text}".strip(), (e.start, e.end)
    if p.code == "de" and words[0] == token:  # the finite verb at the end, as in a subordinate clause
        words = [*words[1:], token]
    return " ".join(p.tokens[i].text for i in words), extent


_MOST_WORDS = 14


_NO_CONTENT = ("AUX", "PUNCT", "SUB", "ADV", "AND", "BUT", "PRON", "PROB")


def _clause_words(s: _Sentence, group: Group, token: int, e: Event) -> list[int]:
    """What shall happen, in its own words: no times, auxiliaries or adverbs, and beside an object no actor."""
    p = s.parse
    actors = [x for x in phrases_in(p, group.tokens) if e.target and _is_actor(p, x, e)]
    aside = [(x.start, x.end) for x in s.times] + [(x.start, x.end) for x in s.statements]
    out = []
    for i in group.tokens:
        t = p.tokens[i]
        apart = any(start <= t.start < end for start, end in aside)
        if i == token or not (apart or t.tag in _NO_CONTENT or any(x.first <= i <= x.last for x in actors)):
            out.append(i)
    if p.code == "en":
        first = token if p.tokens[token - 1].key == "to" else group.tokens[0] + (group.word == "that")
        said = max((a for x in s.statements for a in _begin(x, p.tokens[token].start)), default=0)
        out = [i for i in out if i >= first and p.tokens[i].start >= said]
    return [i for i in out if p.tokens[i].tag not in ("PREP", "CONT", "DET", "OBL") or i + 1 in out]


def _begin(x: Statement, at: int) -> tuple[int, ...]:
    """Where a statement's content begins, if it holds the offset."""
    if x.content_start is None or x.content_end is None or not x.content_start <= at < x.content_end:
        return ()
    return (x.content_start,)


def _is_actor(p: Parse, x: Phrase, e: Event) -> bool:
    return e.actor is not None and not x.prep and not x.genitive and p.words(x).split()[-1] in e.actor.split()


# ---------------------------------------------------------------- from a modal verb alone


def _from_modal(s: _Sentence, group: Group) -> Pledge | None:
    """ "Die Werft sollte bis Mai 2024 liefern": a plan with a time of which the lexicon knows no event."""
    p = s.parse
    modal = next((i for i in group.tokens if p.tokens[i].key in words_of(p.code, "planned")), None)
    if (
        modal is None
        or _conditional(p, group)
        or any(p.tokens[i].start == e.start for i in group.tokens for e in s.events)
    ):
        return None
    due = _due_time(s, group)
    verb = _infinitive(p, group, modal)
    if due is None or verb is None or any(p.tokens[i].key in words_of(p.code, "negation") for i in group.tokens):
        return None
    able = [x for x in phrases_in(p, group.tokens) if not _is_time(s, x)]
    subject = next((x for x in able if not x.prep and not x.oblique and not x.genitive), None)
    objects = [x for x in able if x != subject and not x.prep and not x.genitive and not x.pronoun]
    words = [name_of(p, x) for x in (objects or ([subject] if subject and not subject.pronoun else []))[:1]]
    extent = (min(p.tokens[modal].start, due.start), max(p.tokens[verb].end, due.end))
    who = name_of(p, subject) if subject is not None and not subject.pronoun else None
    what = " ".join([*words, p.tokens[verb].text])
    return _pledge(s, "other", what, extent, due, None, who, None, "modal_planned")


def _conditional(p: Parse, group: Group) -> bool:
    """ "Sollte er am Sonntag gewinnen, …"."""
    first = p.tokens[group.whole[0]]
    return first.key in ("sollte", "sollten", "should") or group.word in words_of(p.code, "if_words")


def _due_time(s: _Sentence, group: Group) -> Time | None:
    """A deadline, a named month or year, or a coming time; a bare weekday is an appointment, no pledge."""
    starts = {s.parse.tokens[i].start for i in group.tokens}
    able = [t for t in s.times if t.start in starts and dates(t)]
    return next((t for t in able if (t.deadline or _is_calendar(t)) and not _attribute(s, t)), None)


def _attribute(s: _Sentence, t: Time) -> bool:
    """ "die Erfolge von 2013"."""
    token = s.parse.token_at(t.start)
    return token is not None and token > 0 and s.parse.tokens[token - 1].key in lexicon(s.parse.code).roles.of_time


def _is_calendar(t: Time) -> bool:
    r = t.reading
    period = r.kind == "shift" and r.unit in ("M", "Q", "Y") and r.amount is not None and r.direction >= 0
    return period or (r.kind == "calendar" and (r.year is not None or r.month is not None) and r.direction >= 0)


def _infinitive(p: Parse, group: Group, modal: int) -> int | None:
    """The last word of the group that can be an infinitive."""
    for i in reversed(group.tokens):
        t = p.tokens[i]
        if i != modal and t.tag in ("WORD", "VERB") and (t.key.endswith("n") or p.code == "en"):
            return i
    return None


def _is_time(s: _Sentence, x: Phrase) -> bool:
    return any(t.start < x.end and x.start < t.end for t in s.times)


# ---------------------------------------------------------------- the record


def _pledge(
    s: _Sentence,
    event_class: str,
    what: str,
    extent: tuple[int, int],
    due: Time | None,
    announced: Event | None,
    actor: str | None,
    event_start: int | None,
    clue: str,
) -> Pledge:
    speaker = _speaker(s, extent[0], announced)
    own = clue in ("modal_planned", "modal_wish") and speaker is not None and _wants(s, extent) and actor
    who = (
        own
        or (announced.actor if announced is not None else None)
        or (speaker and _name(speaker, s.parse.code))
        or actor
    )
    made = announced.time_start if announced is not None else (speaker.time_start if speaker is not None else None)
    if due is not None and made == due.start:
        made = None
    return Pledge(
        start=min(extent[0], due.start if due else extent[0]),
        end=max(extent[1], due.end if due else extent[1]),
        who=who or None,
        what=what,
        event_class=event_class,
        event_start=event_start,
        due_time_start=due.start if due is not None else None,
        made_time_start=made,
        recalled=due is not None and is_recalled(s.parse.text, due.start, due.end, s.parse.code),
        vague_due=due is not None and is_vague(due),
        confidence=0.9 if announced is not None or speaker is not None else 0.5 if event_start is None else 0.7,
        reasons=_reasons(clue, due, announced),
    )


def _reasons(clue: str, due: Time | None, announced: Event | None) -> tuple[Reason, ...]:
    found = [Reason(clue=clue, text="")]
    if due is not None:
        found.append(Reason(clue="due", text=due.text, start=due.start, end=due.end))
    if announced is not None:
        found.append(Reason(clue="announced", text=announced.text, start=announced.start, end=announced.end))
    return tuple(found)


def _wants(s: _Sentence, extent: tuple[int, int]) -> bool:
    """Whether the plan is its subject's own will ("Die USA wollen …"), whoever reports it."""
    token = s.parse.token_at(extent[0])
    group = group_of(s.groups, token) if token is not None else None
    keys = {s.parse.tokens[i].key for i in group.whole} if group is not None else set()
    return bool(keys & words_of(s.parse.code, "wants")) and (s.parse.code == "de" or "will" not in keys)


def _speaker(s: _Sentence, at: int, announced: Event | None) -> Statement | None:
    """The statement in whose content the pledge stands, and that announces it if its speaker is not known.

    Free indirect speech has no word that says by whom: "soll" after a statement may as well tell of anybody's plan.
    """
    inside = [
        x
        for x in s.statements
        if x.form != "free_indirect"
        and x.content_start is not None
        and x.content_end is not None
        and x.content_start <= at < x.content_end
        and (x.speaker_name or x.speaker) not in agency_names()  # they report a pledge, they do not make it
        and not in_list(_head(x.speaker_name or x.speaker or ""), ("paper",), s.parse.code)
    ]
    unnamed = next(
        (x for x in inside if announced is not None and x.start == announced.start and not _name(x, s.parse.code)), None
    )
    return unnamed or (inside[-1] if inside else None)  # "he pledged …, according to X": not X's pledge


def _name(x: Statement, code: str) -> str | None:
    return x.speaker_name or (x.speaker if x.speaker and key_of(x.speaker) not in closed_class(code) else None)


def is_vague(t: Time) -> bool:
    """Whether a due time has no last day of its own ("in den kommenden Monaten", "demnächst")."""
    value = t.value or t.reading.value or ""
    return (
        "FUTURE_REF" in value
        or t.reading.kind == "reference"
        or (t.reading.kind == "shift" and t.reading.amount is None)
    )
