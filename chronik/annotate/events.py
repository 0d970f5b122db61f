"""Events: what happened, shall happen, is demanded, denied or thought possible, one for each word that tells it.

A word of the lexicon (``triggers``) tells of an event where its clause fits the rule (``clauses``, ``roles``) and
the clause or what governs it says of which status it is (``status``, ``nominals``). Dates and who asserts an event
are filled in later from ``time_start`` and the statements.
"""

import re
from typing import NamedTuple

from chronik.annotate.clauses import Group, group_of, has_particle, is_english_noun, is_finite, phrases_in, position
from chronik.annotate.event_record import Before, event_record
from chronik.annotate.fitting import best_form, fits_rule, headed, words_fit
from chronik.annotate.found import Found
from chronik.annotate.negation import negation
from chronik.annotate.nominals import doer_of, noun_verdict
from chronik.annotate.roles import cast_of_noun, cast_of_verb
from chronik.annotate.scene import Scene, find_word, make_scene
from chronik.annotate.statements import find_statements
from chronik.annotate.status import Verdict, verb_verdict
from chronik.annotate.subjects import is_passive, objects_of, subject_of
from chronik.annotate.times import find_times
from chronik.annotate.triggers import (
    NounRule,
    VerbHit,
    VerbRule,
    event_forms,
    lexicon,
    noun_rules,
    sentences_with_triggers,
    verb_hits,
)
from chronik.annotate.within import within
from chronik.article.phrases import Parses, Phrase
from chronik.article.prepare import prepare
from chronik.article.tokens import Token
from chronik.model import Article, Document, Event, Name, Span, Statement, Status, Time

_EVENT_NOUNS = frozenset(("meet", "withdraw", "vote", "deploy", "attack", "handover"))


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
    reported = sorted(
        (s.content_start, s.content_end)
        for s in statements
        if s.content_start is not None and s.content_end is not None
    )
    last: Event | None = None
    out: list[Event] = []
    for k in sentences_with_triggers(article.text, spans, code):
        start, end = spans[k]
        named = list(within(names, start, end))
        scene = make_scene(
            parses[numbers[k]], start, end, times, named, reported, _sentence_before(document, numbers[k])
        )
        found = _events_of(scene, named, Before(article.text, names, start, last, statements))
        last = next((e for e in reversed(found) if e.status == "occurred" and e.time_start is not None), last)
        out += found
    return tuple(sorted(out, key=lambda e: (e.start, e.end)))


def _sentence_before(document: Document, number: int) -> str:
    """The text of the sentence before in the same paragraph, "" if there is none."""
    if not number:
        return ""
    before, here, text = document.sentences[number - 1], document.sentences[number], document.article.text
    return "" if "\n" in text[before.end : here.start] else text[before.start : before.end]


def _aside(document: Document, s: Span) -> bool:
    """Sentences inside credits and page debris are not the report's own."""
    return any(
        z.kind in ("debris", "credit", "header") and z.start <= s.start and s.end <= z.end for z in document.zones
    )


# ---------------------------------------------------------------- one sentence


def _events_of(scene: Scene, names: list[Name], before: "Before") -> list[Event]:
    telling = event_forms(scene.parse.code)
    verbs = [
        f for i, t in enumerate(scene.parse.tokens) if t.key in telling and (f := _verb_at(scene, i, names)) is not None
    ]
    nouns = [f for x in scene.parse.phrases if (f := _noun_in(scene, x, names)) is not None]
    kept = verbs + [n for n in nouns if not _told_by(n, verbs)]
    kept = [f for f in kept if not _in_fiction(scene, f.group) and (not f.telling or _tells_of_plans(f, kept))]
    return [event_record(scene, f, before) for f in sorted(kept, key=lambda f: f.token)]


def _tells_of_plans(f: Found, found: list[Found]) -> bool:
    """Whether what is told lies ahead: "teilte mit, die Mission werde verkleinert" announces it."""
    open_ones = [o for o in found if o is not f and not o.telling and o.group != f.group]
    return any(o.verdict.status in ("planned", "denied") for o in open_ones)


def _in_fiction(scene: Scene, group: Group) -> bool:
    """What a film or a novel tells has not happened."""
    return headed(scene, phrases_in(scene.parse, group.whole), ("fiction",))


def _told_by(noun: Found, verbs: list[Found]) -> bool:
    """The verb of the same group already is the event: same class, or a phase of this very noun."""
    return any(
        v.group == noun.group and (v.event_class == noun.event_class or v.phrase == noun.phrase is not None)
        for v in verbs
    )


def _verb_at(scene: Scene, token: int, names: list[Name]) -> Found | None:
    """The event that the verb at a token tells, if its form is one of ``event_forms``."""
    t, code = scene.parse.tokens[token], scene.parse.code
    hits = [h for h in verb_hits(t.key, code) if h.rule.event_class]
    if not _may_be_verb(scene, token):
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
    cast = cast_of_verb(scene, group, token, chosen, names)
    return Found(token, name, verdict, cast, group, phrase, chosen.rule.telling)


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
        inside = t.tag == "NOUN" and token != scene.groups[0].tokens[0]
        return not (inside or is_english_noun(scene.parse, token) or _as_said(scene, token))
    if _is_attribute(scene, token):
        return False
    before = scene.parse.tokens[token - 1] if token else None
    if t.tag in ("DET", "OBL", "PRON", "PROB", "PREP", "NUM") or _as_said(scene, token):
        return False
    if t.tag == "ADJ" and (before is None or (before.tag != "NOUN" and not _ends_time(scene, before))):
        return False
    opens = before is None or before.text in {":", "„", "“", '"', "»", "«", "–"}
    return not t.text[0].isupper() or (opens and not noun_rules(t.text, code))


def _is_attribute(scene: Scene, token: int) -> bool:
    """German: "ihre dort stationierten Truppen" beside another finite verb."""
    toks = scene.parse.tokens
    t, after = toks[token], toks[token + 1] if token + 1 < len(toks) else None
    group = group_of(scene.groups, token)
    inflected = t.key.endswith(("ten", "te", "ter", "tes", "tem", "ene", "enen", "ener", "enes"))
    if after is None or after.tag not in ("NOUN", "NUM", "ADJ") or group is None or not inflected:
        return False
    if token > 2 and toks[token - 2].tag in ("PREP", "CONT") and toks[token - 3].tag in ("DET", "OBL", "NUM", "ADJ"):
        return True  # "90 auf Zypern stationierten Helfer"
    return any(_may_be_finite(toks[i]) for i in group.whole if i != token)


def _may_be_finite(t: Token) -> bool:
    if t.tag in ("NOUN", "ADJ", "DET", "OBL", "ADV", "PREP", "PRON"):
        return False
    kinds = {h.kind for h in verb_hits(t.key, "de")}
    return is_finite(t, "de") or bool(kinds & {"present", "past"})


def _ends_time(scene: Scene, t: Token) -> bool:
    """ "Am 3. Mai 2019 griffen Rebellen …": what follows a time is no attribute of what comes next."""
    return any(x.end == t.end for x in scene.times)


def _as_said(scene: Scene, token: int) -> bool:
    """ "wie angekündigt", "as agreed": refers to an event, tells of none."""
    return token > 0 and scene.parse.tokens[token - 1].key in ("wie", "as", "than", "als")


def _fitting(scene: Scene, group: Group, token: int, hits: list[VerbHit]) -> VerbHit | None:
    """The first reading whose rule's restrictions hold, in the form that the auxiliary asks for."""
    fits: list[VerbHit] = []
    for hit in hits:
        here = has_particle(scene.parse, scene.groups, group, token, hit) and fits_rule(scene, group, token, hit)
        if here and (not hit.rule.impersonal or _is_impersonal(scene, group, token, hit)):
            fits.append(hit)
    if not fits:
        return None
    return best_form(scene, group, token, [h for h in fits if h.rule == fits[0].rule])


def _is_impersonal(scene: Scene, group: Group, token: int, hit: VerbHit) -> bool:
    """ "Am 4. Mai wird im Norden gewählt": a passive without subject."""
    return is_passive(scene, group, hit) and subject_of(scene, group, token) is None


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
    name, own = rules[0].event_class, hit.rule.event_class
    return own if own == "end" and name in ("attack", "deploy") else name  # what stops is not what is completed


def _slipped(scene: Scene, group: Group, name: str, verdict: Verdict) -> Verdict:
    """What was to open on a day and does not, or later, is delayed ("öffnet doch nicht am Montag")."""
    if name not in ("open", "begin") or verdict.status not in ("denied", "planned", "ongoing", "occurred"):
        return verdict
    late = find_word(scene, group.tokens, "late")
    no = negation(scene, group.tokens)
    dated = any(t.start == scene.parse.tokens[i].start for t in scene.times for i in group.tokens)
    keys = {scene.parse.tokens[i].key for i in group.tokens}
    barred = "noch" in keys or find_word(scene, group.tokens, "possible") is not None
    if no is not None and (dated or late is not None) and verdict.clue == "negation" and not barred:
        return Verdict(_certain(scene, group), "slipped", no)
    if keys & {"später", "verspätet", "later", "late"} and verdict.status in ("planned", "ongoing"):
        modal = find_word(scene, group.tokens, "planned")
        return verdict if modal is not None else Verdict("occurred", "slipped", late)
    return verdict


def _certain(scene: Scene, group: Group) -> Status:
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
    if rule is None or group is None or any(t.start <= at < t.end and not _counts_from(t, at) for t in scene.times):
        return None
    if any(n.type == "person" and n.start <= at < n.end for n in names):
        return None
    verdict = noun_verdict(scene, group, x, token, rule)
    if verdict is None:
        return None
    name = _deadly(scene, x, rule.event_class)
    cast = cast_of_noun(scene, group, x, token, rule, names)
    if cast.actor is None:
        cast = cast._replace(actor=doer_of(scene, group, x, verdict))
    return Found(token, name, verdict, cast, group, x)


def _counts_from(t: Time, at: int) -> bool:
    """ "zwei Jahre nach dem Abzug der …": a time that is counted from an event and names it."""
    return t.reading.anchor == "event" and at > t.start


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


# ---------------------------------------------------------------- the examples of the rules


_EXAMPLE = re.compile(
    r"^(?P<before>.*)\[(?P<trigger>[^\]]+)\](?P<after>.*?)\s*=>\s*(?:(?P<class>\w+)/)?(?P<status>\w+)$"
)


class _Wanted(NamedTuple):
    text: str
    start: int
    event_class: str
    status: str


def check_examples(code: str) -> list[str]:
    """One line for every example of ``<code>/events.toml`` that does not come out as it says; empty if all do."""
    rules: tuple[VerbRule | NounRule, ...] = (*lexicon(code).verb, *lexicon(code).noun)
    return [problem for rule in rules for problem in _check(rule, code)]


def _check(rule: VerbRule | NounRule, code: str) -> list[str]:
    out = []
    for example in rule.match:
        w = _wanted(example, rule.event_class)
        if w is None:
            out.append(f"{code}/events.toml, {rule.name}: cannot read example {example!r}.")
            continue
        found = [(e.event_class, e.status) for e in events_in(w.text, code) if e.start == w.start]
        if (w.event_class, w.status) not in found:
            out.append(f"{code}/events.toml, {rule.name}: {example!r} gives {found or 'nothing'}.")
    for text in rule.no_match:
        found = [(e.event_class, e.status) for e in events_in(text, code) if e.event_class == rule.event_class]
        if found:
            out.append(f"{code}/events.toml, {rule.name}: {text!r} gives {found}, should give none.")
    return out


def _wanted(example: str, event_class: str) -> _Wanted | None:
    m = _EXAMPLE.match(example)
    if m is None:
        return None
    text = m["before"] + m["trigger"] + m["after"]
    return _Wanted(text, len(m["before"]), m["class"] or event_class, m["status"])


def events_in(text: str, code: str) -> tuple[Event, ...]:
    """The events of a short text, with its times and statements but without names."""
    document = prepare(Article(id="example", source=text, text=text, language=code))
    parses = Parses(document.article.text, document.sentences, code)
    statements = find_statements(document, parses, (), code)
    return find_events(document, parses, (), find_times(document, code), statements, code)
