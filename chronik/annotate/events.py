"""Events: what happened, shall happen, is demanded, denied or thought possible, one for each word that tells it.

A word of the lexicon (``triggers``) tells of an event where its clause fits the rule (``clauses``, ``roles``) and
the clause or what governs it says of which status it is (``status``, ``nominals``). Dates and who asserts an event
are filled in later from ``time_start`` and the statements.
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from chronik.annotate.clauses import Group, group_of, groups, has_particle, is_english_noun, position
from chronik.annotate.fitting import best_form, fits_rule, headed, words_fit
from chronik.annotate.nominals import dates, noun_verdict, time_after
from chronik.annotate.roles import (
    Cast,
    cast_of_noun,
    cast_of_verb,
    is_passive,
    objects_of,
    subject_of,
)
from chronik.annotate.status import Scene, Verdict, find_word, is_behind, negation, verb_verdict
from chronik.annotate.triggers import (
    NounRule,
    VerbHit,
    noun_rules,
    plover_types,
    sentences_with_triggers,
    verb_hits,
)
from chronik.article.phrases import Parse, Parses, Phrase
from chronik.article.tokens import Token
from chronik.model import Document, Event, Name, Reason, Span, Statement, Time

_EVENT_NOUNS = frozenset(("meet", "withdraw", "vote", "deploy", "attack", "handover"))


class Found(NamedTuple):
    """A trigger that tells of an event here."""

    token: int
    event_class: str
    verdict: Verdict
    cast: Cast
    group: Group
    phrase: Phrase | None


def find_events(
    document: Document,
    parses: Parses,
    names: tuple[Name, ...],
    times: tuple[Time, ...],
    statements: tuple[Statement, ...],
    code: str,
) -> tuple[Event, ...]:
    """Every event that the text tells, in its order; ``time_start`` says which time expression dates it."""
    article = document.article
    numbers = [n for n, s in enumerate(document.sentences) if s.start >= article.body and not _aside(document, s)]
    spans = [(document.sentences[n].start, document.sentences[n].end) for n in numbers]
    reported = [
        (s.content_start, s.content_end)
        for s in statements
        if s.content_start is not None and s.content_end is not None
    ]
    out: list[Event] = []
    for k in sentences_with_triggers(article.text, spans, code):
        start, end = spans[k]
        named = _between(names, start, end)
        scene = _scene(parses[numbers[k]], start, end, times, named, reported)
        last = next((e for e in reversed(out) if e.status == "occurred" and e.time_start is not None), None)
        out += _events_of(scene, named, _Before(article.text, names, start, last))
    return tuple(sorted(out, key=lambda e: (e.start, e.end)))


def _aside(document: Document, s: Span) -> bool:
    """Sentences inside credits and page debris are not the report's own."""
    return any(
        z.kind in ("debris", "credit", "header") and z.start <= s.start and s.end <= z.end for z in document.zones
    )


def _between(names: tuple[Name, ...], start: int, end: int) -> list[Name]:
    first = bisect_left(names, start, key=lambda n: n.start)
    last = bisect_left(names, end, key=lambda n: n.start)
    return list(names[first:last])


def _scene(
    p: Parse, start: int, end: int, times: tuple[Time, ...], names: list[Name], reported: list[tuple[int, int]]
) -> Scene:
    first = bisect_left(times, start, key=lambda t: t.start)
    last = bisect_left(times, end, key=lambda t: t.start)
    question = p.text[start:end].rstrip(" \"“”»«'\n").endswith("?")
    inside = [(a, b) for a, b in reported if a < end and start < b]
    here = list(times[first:last])
    ends = {t.end for t in here} | {n.end for n in names}
    phrases = [y for x in sorted([*p.phrases, *_bare(p)]) for y in _split(p, x, ends)]
    p = p._replace(phrases=[_after_time(x, phrases[k - 1] if k else None, here) for k, x in enumerate(phrases)])
    return Scene(p, groups(p), here, inside, question)


def _bare(p: Parse) -> list[Phrase]:
    """English event nouns that stand alone ("declared victory", "after talks"), which the chunker leaves out."""
    if p.code != "en":
        return []
    taken = {i for x in p.phrases for i in range(x.first, x.last + 1)}
    out = []
    for i, t in enumerate(p.tokens):
        if i not in taken and t.tag == "WORD" and noun_rules(t.text, "en") and (not verb_hits(t.key, "en") or is_english_noun(p, i)):
            first = i - 1 if i and p.tokens[i - 1].tag == "DET" else i
            prep = p.tokens[first - 1].key if first and p.tokens[first - 1].tag == "PREP" else ""
            out.append(Phrase(p.tokens[first].start, t.end, first, i, i, prep, False, False, False))
    return out


def _after_time(x: Phrase, before: Phrase | None, times: list[Time]) -> Phrase:
    """What follows a time is no genitive of it ("ging am Sonnabend der Flughafen in Betrieb")."""
    timed = before is not None and any(t.start < before.end <= t.end < x.end for t in times)
    return x._replace(genitive=False) if timed and x.genitive else x


def _split(p: Parse, x: Phrase, ends: set[int]) -> list[Phrase]:
    """A run of nouns cut where a time or a name ends inside it ("in den kommenden Monaten | Soldaten")."""
    if p.code != "de":
        return [x]
    cut = next((k for k in range(x.first, x.last) if p.tokens[k].end in ends and p.tokens[k + 1].tag == "NOUN"), None)
    if cut is None:
        return [x]
    head = min(x.head, cut)
    left = x._replace(end=p.tokens[cut].end, last=cut, head=head)
    start = p.tokens[cut + 1].start
    right = x._replace(start=start, first=cut + 1, head=cut + 1, prep="", genitive=False, oblique=False)
    return [left, *_split(p, right, ends)]


# ---------------------------------------------------------------- one sentence


def _events_of(scene: Scene, names: list[Name], before: "_Before") -> list[Event]:
    verbs = [f for i in range(len(scene.parse.tokens)) if (f := _verb_at(scene, i, names)) is not None]
    nouns = [f for x in scene.parse.phrases if (f := _noun_in(scene, x, names)) is not None]
    kept = verbs + [n for n in nouns if not _told_by(n, verbs)]
    return [_event(scene, f, before) for f in sorted(kept, key=lambda f: f.token)]


def _told_by(noun: Found, verbs: list[Found]) -> bool:
    """The verb of the same group already is the event: same class, or a phase of this very noun."""
    return any(
        v.group == noun.group and (v.event_class == noun.event_class or v.phrase == noun.phrase is not None)
        for v in verbs
    )


def _verb_at(scene: Scene, token: int, names: list[Name]) -> Found | None:
    t, code = scene.parse.tokens[token], scene.parse.code
    hits = [h for h in verb_hits(t.key, code) if h.rule.event_class]
    if not hits or not _may_be_verb(scene, token):
        return None
    group = group_of(scene.groups, token)
    if group is None:
        return None
    chosen = _fitting(scene, group, token, hits)
    if chosen is None:
        return None
    verdict = verb_verdict(scene, group, token, chosen)
    if verdict is None or _is_state(scene, group, chosen) or _is_tried(scene, group, token, chosen):
        return None
    phrase = _phase_noun(scene, group, token, chosen)
    name = _class_of(scene, group, token, chosen, phrase)
    verdict = _slipped(scene, group, name, verdict)
    if name in ("open", "begin", "end") and verdict.clue == "slipped":
        name = "delay"
    return Found(token, name, verdict, cast_of_verb(scene, group, token, chosen, names), group, phrase)


_BE = frozenset(("ist", "sind", "war", "waren", "sei", "seien", "wären", "wäre", "is", "are", "was", "were"))


def _is_state(scene: Scene, group: Group, hit: VerbHit) -> bool:
    """ "waren im Irak stationiert", "is based": a state."""
    keys = {scene.parse.tokens[i].key for i in group.whole}
    german = scene.parse.code == "de" and not keys & {"worden", "wurde", "wurden", "wird", "werden"}
    return hit.rule.stative and hit.kind == "participle" and german and bool(keys & _BE)


def _is_tried(scene: Scene, group: Group, token: int, hit: VerbHit) -> bool:
    """ "Der Fall wird verhandelt": a passive of talks with a subject is no meeting."""
    passive = hit.rule.event_class == "meet" and is_passive(scene, group, hit)
    return passive and subject_of(scene, group, token) is not None


def _may_be_verb(scene: Scene, token: int) -> bool:
    """Neither an adjective before a noun nor, in German, a capitalised word inside a sentence."""
    t, code = scene.parse.tokens[token], scene.parse.code
    if code == "en":
        return not is_english_noun(scene.parse, token)
    before = scene.parse.tokens[token - 1] if token else None
    if t.tag in ("DET", "OBL", "PRON", "PROB", "PREP", "NUM") or _as_said(scene, token):
        return False
    if t.tag == "ADJ" and (before is None or before.tag != "NOUN"):
        return False
    opens = before is None or before.text in {":", "„", "“", '"', "»", "«", "–"}
    return not t.text[0].isupper() or opens


def _as_said(scene: Scene, token: int) -> bool:
    """ "wie angekündigt", "as agreed": refers to an event, tells of none."""
    return token > 0 and scene.parse.tokens[token - 1].key in ("wie", "as", "than", "als")


def _fitting(scene: Scene, group: Group, token: int, hits: list[VerbHit]) -> VerbHit | None:
    """The first reading whose rule's restrictions hold, in the form that the auxiliary asks for."""
    fits: list[VerbHit] = []
    for hit in hits:
        if has_particle(scene.parse, scene.groups, group, token, hit) and fits_rule(scene, group, token, hit):
            fits.append(hit)
    if not fits:
        return None
    return best_form(scene, group, token, [h for h in fits if h.rule == fits[0].rule])


def _phase_noun(scene: Scene, group: Group, token: int, hit: VerbHit) -> Phrase | None:
    """The event noun that a verb of beginning or ending is about."""
    if not hit.rule.phase:
        return None
    subject = subject_of(scene, group, token)
    candidates = ([subject] if subject is not None else []) + objects_of(scene, group, subject)
    for x in candidates:
        if any(r.event_class in _EVENT_NOUNS for i in _nouns_of(scene, x) for r in _rules_at(scene, i)):
            return x
    return None


def _nouns_of(scene: Scene, x: Phrase) -> list[int]:
    """The tokens of a phrase and of the genitive after it that may be event nouns."""
    p = scene.parse
    here = position(p, x)
    after = p.phrases[here + 1] if here + 1 < len(p.phrases) else None
    last = after.last if after is not None and after.genitive else x.last
    return list(range(x.first, last + 1))


def _rules_at(scene: Scene, token: int) -> tuple[NounRule, ...]:
    return noun_rules(scene.parse.tokens[token].text, scene.parse.code)


def _class_of(scene: Scene, group: Group, token: int, hit: VerbHit, phrase: Phrase | None) -> str:
    if phrase is None:
        return hit.rule.event_class
    rules = [r for i in _nouns_of(scene, phrase) for r in _rules_at(scene, i) if r.event_class in _EVENT_NOUNS]
    return rules[0].event_class


def _slipped(scene: Scene, group: Group, name: str, verdict: Verdict) -> Verdict:
    """What was to open on a day and does not, or later, is delayed ("öffnet doch nicht am 3. Juni")."""
    if name not in ("open", "begin") or verdict.status not in ("denied", "planned", "ongoing", "occurred"):
        return verdict
    late = find_word(scene, group.tokens, "late")
    no = negation(scene, group.tokens)
    dated = any(t.start == scene.parse.tokens[i].start for t in scene.times for i in group.tokens)
    if no is not None and (dated or late is not None) and verdict.clue == "negation":
        return Verdict(_certain(scene, group), "slipped", no)
    keys = {scene.parse.tokens[i].key for i in group.tokens}
    if keys & {"später", "verspätet", "later", "late"} and verdict.status in ("planned", "ongoing"):
        modal = find_word(scene, group.tokens, "planned")
        return verdict if modal is not None else Verdict("occurred", "slipped", late)
    return verdict


def _certain(scene: Scene, group: Group) -> "str":
    keys = {scene.parse.tokens[i].key for i in group.tokens}
    return "planned" if keys & {"wohl", "offenbar", "wahrscheinlich", "voraussichtlich", "probably"} else "occurred"


# ---------------------------------------------------------------- nouns


def _noun_in(scene: Scene, x: Phrase, names: list[Name]) -> Found | None:
    if x.pronoun:
        return None
    token = _event_noun(scene, x)
    if token is None:
        return None
    group = group_of(scene.groups, x.first)
    rule = next((r for r in _rules_at(scene, token) if r.event_class and _noun_fits(scene, x, r)), None)
    at = scene.parse.tokens[token].start
    if rule is None or group is None or any(t.start <= at < t.end for t in scene.times):
        return None
    if any(n.type == "person" and n.start <= at < n.end for n in names):
        return None
    verdict = noun_verdict(scene, group, x, token, rule)
    if verdict is None:
        return None
    name = _deadly(scene, x, rule.event_class)
    return Found(token, name, verdict, cast_of_noun(scene, group, x, token, rule, names), group, x)


def _event_noun(scene: Scene, x: Phrase) -> int | None:
    """The head, if it is an event noun; in English the last word, in German the first noun with a rule."""
    order = [x.head] if scene.parse.code == "en" else range(x.first, x.last + 1)
    return next((i for i in order if _is_noun(scene.parse.tokens[i], scene.parse.code) and _rules_at(scene, i)), None)


def _is_noun(t: Token, code: str) -> bool:
    return t.tag == "NOUN" if code == "de" else t.tag in ("NOUN", "WORD")


def _noun_fits(scene: Scene, x: Phrase, rule: NounRule) -> bool:
    p = scene.parse
    if not words_fit(scene, group_of(scene.groups, x.first) or scene.groups[0], rule):
        return False
    here = position(p, x)
    near = [y for y in p.phrases[here + 1 : here + 3] if y.genitive or y.prep]
    return not rule.any or headed(scene, [x, *near], rule.any)


_DEADLY = re.compile(r"^(?:tödlich|deadly|fatal|lethal)")


def _deadly(scene: Scene, x: Phrase, name: str) -> str:
    deadly = any(_DEADLY.match(scene.parse.tokens[i].key) for i in range(x.first, x.last))
    return "kill" if name == "attack" and deadly else name


# ---------------------------------------------------------------- the record


_NEAR = 120  # characters: about the sentence before


class _Before(NamedTuple):
    """What a pronoun, or an event without place, may look back to."""

    text: str
    names: tuple[Name, ...]
    start: int
    event: Event | None

    def person(self) -> str | None:
        """The last person named before the sentence."""
        last = bisect_left(self.names, self.start, key=lambda n: n.start)
        return next((n.name for n in reversed(self.names[:last]) if n.type == "person"), None)

    def place(self) -> str | None:
        """The last place named shortly before in the same paragraph, "in" or "im" before it."""
        last = bisect_left(self.names, self.start, key=lambda n: n.start)
        for n in reversed(self.names[:last]):
            if self.start - n.end > _NEAR or "\n" in self.text[n.start : self.start]:
                return None
            if n.type == "place" and self.text[: n.start].endswith((" in ", " im ", "In ", "Im ")):
                return n.name
        return None


_HE = frozenset(("er", "he", "she"))
_NOBODY = frozenset(
    ("sie", "es", "man", "wir", "ich", "they", "it", "we", "i", "who", "you", "beide", "das", "dies", "this")
)
_HIS = frozenset(("seiner", "seine", "seinen", "seinem", "his", "her"))


def _actor(scene: Scene, f: Found, before: _Before) -> str | None:
    """The actor's name; "er", "seine Rede" mean the person named last, other pronouns nobody who is known here."""
    actor = f.cast.actor
    key = (actor or "").lower()
    if key in _HE or (actor is None and f.phrase is not None and scene.parse.tokens[f.phrase.first].key in _HIS):
        return before.person()
    return None if key in _NOBODY else actor


def _event(scene: Scene, f: Found, before: _Before) -> Event:
    t = scene.parse.tokens[f.token]
    time = _time_of(scene, f)
    then = before.event if time is None and f.verdict.status == "occurred" and _thereafter(scene, f) else None
    pluperfect = f.verdict.clue == "pluperfect"
    return Event(
        start=t.start,
        end=t.end,
        text=t.text,
        event_class=f.event_class,
        plover=plover_types().get(f.event_class),
        actor=_actor(scene, f, before),
        target=f.cast.target,
        place=f.cast.place or before.place(),
        status=f.verdict.status,
        time_start=time.start if time is not None else then.time_start if then is not None else None,
        confidence=0.6 if then is not None else 0.4 if pluperfect and time is None else 0.9,
        reasons=_reasons(scene, f, time),
    )


_THESE = ("diesen", "diesem", "dieser", "dem", "this", "these", "that")


def _thereafter(scene: Scene, f: Found) -> bool:
    """ "Nach diesen Ereignissen", "daraufhin": near the time of what was told before."""
    keys = [scene.parse.tokens[i].key for i in f.group.whole]
    if keys[:1] in (["nach"], ["after"]):
        return keys[1] in _THESE[:3] or (keys[1] in _THESE and scene.parse.code == "en")
    return bool({"danach", "daraufhin", "anschliessend", "dabei", "afterwards", "thereupon"} & set(keys))


def _reasons(scene: Scene, f: Found, time: Time | None) -> tuple[Reason, ...]:
    t = scene.parse.tokens[f.verdict.token if f.verdict.token is not None else f.token]
    found = [Reason(clue=f.verdict.clue, text=t.text, start=t.start, end=t.end)]
    if time is not None:
        found.append(Reason(clue="time", text=time.text, start=time.start, end=time.end))
    return tuple(found)


def _time_of(scene: Scene, f: Found) -> Time | None:
    """The time expression that dates an event: attached to its noun, else the nearest of its group, then its clause."""
    if f.phrase is not None and f.token in range(f.phrase.first, f.phrase.last + 1):
        start = time_after(scene, f.phrase)
        if start is not None:
            return next(t for t in scene.times if t.start == start)
        goal = _goal(scene, f)
        if goal is not None and f.verdict.clue == "governed_planned":
            return goal
        if f.verdict.status in ("planned", "demanded", "denied") and f.verdict.clue.startswith("governed"):
            return _deadline(scene, f)
    usable = [t for t in scene.times if dates(t) and not _of_content(scene, f, t)]
    at = scene.parse.tokens[f.token].start
    for indices in (f.group.tokens, f.group.whole):
        starts = {scene.parse.tokens[i].start for i in indices}
        inside = [t for t in usable if t.start in starts]
        if inside:
            return min(inside, key=lambda t: (t.reading.kind == "reference", *_fit(t, f), abs(t.start - at)))
    return None


def _fit(t: Time, f: Found) -> tuple[bool]:
    """A deadline dates what is planned, and what has happened last of all."""
    return (t.deadline != (f.verdict.status == "planned"),)


def _of_content(scene: Scene, f: Found, t: Time) -> bool:
    """The deadline of what is announced, agreed or demanded does not date the announcement, nor a new date the delay."""
    if f.event_class in ("delay", "agree") and f.phrase is None and (t == _goal(scene, f) or f.verdict.clue == "slipped"):
        return not is_behind(t, scene.parse.code)
    if _before(scene, f, t) in ("für", "von", "vom", "of", "for"):
        return True
    return f.event_class in ("announce", "agree", "demand", "vote", "reject") and t.deadline


def _before(scene: Scene, f: Found, t: Time) -> str:
    """The preposition of a time expression, "" if it has none."""
    toks = scene.parse.tokens
    first = next((i for i in f.group.whole if toks[i].start == t.start), 0)
    back = first - 2 if first > 1 and toks[first - 1].tag in ("DET", "OBL") else first - 1
    return toks[back].key if first else ""


def _goal(scene: Scene, f: Found) -> Time | None:
    """The new date: "auf den 3. Juni verlegt", "postponed to May"."""
    return next((t for t in scene.times if _before(scene, f, t) in ("auf", "bis", "until", "to") and _own(scene, f, t)), None)


def _own(scene: Scene, f: Found, t: Time) -> bool:
    return any(scene.parse.tokens[i].start == t.start for i in f.group.tokens)


def _deadline(scene: Scene, f: Found) -> Time | None:
    starts = {scene.parse.tokens[i].start for i in f.group.tokens}
    return next((t for t in scene.times if t.deadline and t.start in starts), None)
