"""Whether an event happened: tense, modal, negation, condition and the verb that governs it (PLOVER's modes).

Past and perfect say that it occurred; present is ongoing or, with a future time, planned; "soll", "will" and
"wird" plan; "fordert, …" demands; "nicht" and "bestreitet" deny; "könnte", "wenn" and questions leave it open.
Reported speech (Konjunktiv I) keeps the status of what is reported.
"""

from typing import NamedTuple

from chronik.annotate.assertion import is_content, is_perfect_infinitive, near_miss, refuted, rumoured, verb_above
from chronik.annotate.clauses import Group, has_particle, is_english_noun, is_finite
from chronik.annotate.fitting import continued
from chronik.annotate.negation import negation
from chronik.annotate.scene import Scene, find_auxiliary, find_word, is_ahead, is_reported, words_of
from chronik.annotate.triggers import VerbHit, noun_rules, verb_hits
from chronik.model import Status, Time


class Verdict(NamedTuple):
    """A status, the name of the clue it rests on and the token that is the clue (None: the trigger itself)."""

    status: Status
    clue: str
    token: int | None = None


# ---------------------------------------------------------------- verbs


def verb_verdict(scene: Scene, group: Group, token: int, hit: VerbHit) -> Verdict | None:
    """Status of what a verb form tells, or None where it tells of no event (purpose, "gilt als besiegt")."""
    governed = governor(scene, group, token)
    if is_to_infinitive(scene, group, token, hit):
        found = _of_infinitive(scene, group, token, governed)
    else:
        found = _above(scene, group, token, hit, governed) or _of_form(scene, group, token, hit)
    if found is None:
        return None
    return _modified(scene, group, token, _subordinate(scene, group, found, governed))


def _above(scene: Scene, group: Group, token: int, hit: VerbHit, governed: Verdict | None) -> Verdict | None:
    """ "bestritt, angegriffen zu haben", "denied attacking": the status that the verb above gives, if it gives one."""
    if hit.kind in ("participle", "past", "gerund") and (verb := verb_above(scene, group, token)) is not None:
        governed = _governing_verb(scene, group, [verb])
    elif hit.kind not in ("participle", "past") or not is_perfect_infinitive(scene, group, token):
        return None
    return governed if governed is not None and governed.status not in ("occurred", "ongoing") else None


def is_to_infinitive(scene: Scene, group: Group, token: int, hit: VerbHit) -> bool:
    """ "abzuziehen", "zu verlassen", "to leave"."""
    if hit.kind == "zu_infinitive" and hit.particle == "":
        word = scene.parse.tokens[token].key
        if any(h.kind == "infinitive" for h in verb_hits(word, scene.parse.code)):
            return _after_to(scene, token)
        return True
    return hit.kind in ("infinitive", "present") and _after_to(scene, token)


def _after_to(scene: Scene, token: int) -> bool:
    toks = scene.parse.tokens
    before = token - 1
    while before > 0 and toks[before].tag == "ADV" and scene.parse.code == "en":
        before -= 1
    return before >= 0 and toks[before].key in ("zu", "to")


def _of_infinitive(scene: Scene, group: Group, token: int, governed: Verdict | None) -> Verdict | None:
    """An infinitive with zu is what its governing verb makes of it; one of purpose tells of no event."""
    purpose = find_word(scene, group.tokens, "purpose")
    toks = scene.parse.tokens
    if token > 1 and toks[token - 1].key == "to" and toks[token - 2].key in ("is", "are"):
        return Verdict("planned", "modal_planned", token - 2)
    return None if purpose is not None and purpose < token else governed


def _of_form(scene: Scene, group: Group, token: int, hit: VerbHit) -> Verdict | None:
    """By auxiliary and form."""
    near = _auxiliary_span(scene, group, token, hit)
    for name in ("planned", "duty", "possible"):
        aux = find_word(scene, near, name, token)
        if aux is not None:
            return _of_modal(scene, near, aux, name)
    aux = find_word(scene, near, "achieved", token)
    if aux is not None:
        return Verdict("occurred", "past", aux)
    conditional = find_word(scene, near, "conditional", token)
    if conditional is not None:
        return _of_conditional(scene, group, token, hit, conditional)
    return _of_tense(scene, group, near, token, hit)


def _of_modal(scene: Scene, near: tuple[int, ...], aux: int, name: str) -> Verdict:
    """ "soll … getötet haben" is hearsay, "müsse" after "forderte" a demand."""
    if name != "duty" and _is_hearsay(scene, near):
        return Verdict("hypothetical", "hearsay", aux)
    if name == "duty" and not any(t.start == scene.parse.tokens[i].start for t in scene.times for i in near):
        return Verdict("demanded", "modal_duty", aux)
    return Verdict("hypothetical" if name == "possible" else "planned", f"modal_{name}", aux)


def _is_hearsay(scene: Scene, near: tuple[int, ...]) -> bool:
    """German: modal with an infinitive of the perfect at the end ("getötet haben", "getötet worden sein")."""
    words = [scene.parse.tokens[i].key for i in near if scene.parse.tokens[i].tag != "PUNCT"]
    if scene.parse.code != "de" or len(words) < 2 or not {"haben", "sein"} & set(words[-2:]):
        return False
    before = words[-3:-1]
    return "worden" in before or any(h.kind == "participle" for w in before for h in verb_hits(w, "de"))


def _of_conditional(scene: Scene, group: Group, token: int, hit: VerbHit, aux: int) -> Verdict:
    """Konjunktiv II stands for Konjunktiv I in what is reported; elsewhere it leaves the event open."""
    reported = is_reported(scene, token)
    past = hit.kind == "participle" and scene.parse.tokens[aux].key[:2] in ("hä", "wä")
    if not reported:
        return Verdict("hypothetical", "conditional", aux)
    if hit.kind == "participle" and not past and not any(scene.parse.tokens[i].key == "werden" for i in group.tokens):
        found = present(scene, group, token, hit)  # "die Angriffe würden … durchgeführt"
        return found._replace(status="planned") if found.status == "occurred" else found
    return Verdict("occurred" if past else "planned", "reported_conditional", aux)


def _auxiliary_span(scene: Scene, group: Group, token: int, hit: VerbHit) -> tuple[int, ...]:
    """Where the auxiliary is sought: the group; for an infinite form without one there, the whole clause.

    A piece that only goes on with what stood before ("…, sondern auch die Eigentümer zustimmen") has it there.
    """
    if hit.kind in ("participle", "infinitive") and not any(
        scene.parse.tokens[i].tag == "AUX" and i != token for i in group.tokens
    ):
        return (*continued(scene, group), *group.whole)
    return group.tokens


def _of_tense(scene: Scene, group: Group, near: tuple[int, ...], token: int, hit: VerbHit) -> Verdict | None:
    if hit.kind in ("participle", "infinitive", "gerund"):
        future = find_word(scene, near, "future", token)
        past = find_word(scene, near, "past", token)
        if hit.kind == "participle" and past is not None:
            return Verdict("occurred", _past_clue(scene, near, token), past)
        if future is not None:
            return _of_future(scene, group, token, hit, future)
        perfect = find_word(scene, near, "perfect", token)
        if perfect is not None and hit.kind != "infinitive":
            return _of_perfect(scene, group, token, hit, perfect)
        if hit.kind == "participle":
            other = any(is_finite(scene.parse.tokens[i], scene.parse.code) for i in near if i != token)
            return None if other else Verdict("occurred", "participle")
        if hit.kind == "gerund":
            return _of_gerund(scene, group, past)
    if hit.kind == "past":
        return Verdict("occurred", "past")
    return present(scene, group, token, hit)


def _of_gerund(scene: Scene, group: Group, past: int | None) -> Verdict:
    """ "was leaving", "with troops going to … next January"."""
    future = future_time(scene, group)
    if future is not None:
        return Verdict("planned", "future_time", future)
    return Verdict("occurred", "gerund") if past is None else Verdict("ongoing", "gerund", past)


def _past_clue(scene: Scene, near: tuple[int, ...], token: int) -> str:
    """ "hatte getötet", "war getötet worden" lie before what the text tells: no day of the text's own."""
    code = scene.parse.code
    pluper = find_word(scene, near, "pluperfect", token)
    if pluper is None:
        return "past"
    key = scene.parse.tokens[pluper].key
    if code == "de" and key in ("war", "waren"):
        keys = {scene.parse.tokens[i].key for i in near}
        return "pluperfect" if "worden" in keys else "past"
    return "pluperfect"


def _of_future(scene: Scene, group: Group, token: int, hit: VerbHit, aux: int) -> Verdict:
    """ "werden abziehen" is future; "wird eröffnet" a present passive, future with a future time."""
    if hit.kind == "participle" and scene.parse.code == "de":
        infinite = any(scene.parse.tokens[i].key == "werden" and i != aux for i in group.tokens)
        found = present(scene, group, token, hit)
        if infinite:
            return Verdict("planned", "future", aux)
        if found.clue != "present" or hit.rule.present != "occurred":
            return Verdict(found.status, found.clue, aux)
        return _of_present_passive(scene, group, aux)
    return Verdict("planned", "future", aux)


def _of_present_passive(scene: Scene, group: Group, aux: int) -> Verdict:
    """ "wird am Freitag verkündet" lies ahead, "wird im Mai 2014 gekippt" is a chronicle's, else it goes on."""
    at = next((t for t in scene.times if _inside(scene, group, t) and t.type != "SET"), None)
    if at is None:
        return Verdict("ongoing", "present", aux)
    return Verdict("occurred" if at.reading.year is not None else "planned", "present", aux)


def _of_perfect(scene: Scene, group: Group, token: int, hit: VerbHit, aux: int) -> Verdict:
    if scene.parse.code == "en":
        if hit.kind == "gerund":
            time = future_time(scene, group)
            return Verdict("planned", "future_time", time) if time is not None else Verdict("ongoing", "present", aux)
        if scene.parse.tokens[aux].key in ("is", "are"):
            return present(scene, group, token, hit)
    return Verdict("occurred", "perfect", aux)


def present(scene: Scene, group: Group, token: int, hit: VerbHit) -> Verdict:
    """Present tense: planned with a future time, occurred with a past one, else as the verb's rule says."""
    future = future_time(scene, group, deadlines=not hit.rule.governs)
    if future is not None:
        return Verdict("planned", "future_time", future)
    again = find_word(scene, group.tokens, "again")
    if again is not None or any(t.type == "SET" and _inside(scene, group, t) for t in scene.times):
        return Verdict("ongoing", "recurring", again)
    past = find_word(scene, group.tokens, "past_words")
    if past is not None and _in_time(scene, past):
        return Verdict("occurred", "past_time", past)
    since = find_word(scene, group.tokens, "since")
    if since is not None:
        return Verdict("ongoing", "since", since)
    if hit.rule.event_class in ("meet", "vote", "speak") and _on_weekday(scene, group):
        return Verdict("planned", "future_time")
    if group.opener == "sub" and hit.rule.event_class in ("attack", "kill"):
        return Verdict("ongoing", "present")  # "dass Jäger Tiere töten": of what goes on, not of one event
    return Verdict(hit.rule.present, "present")


def future_time(scene: Scene, group: Group, deadlines: bool = True) -> int | None:
    """A token of a time expression of the group that lies ahead by its words, or is a deadline."""
    toks = scene.parse.tokens
    words = words_of(scene.parse.code, "future_words")
    for i in group.whole:
        time = next((t for t in scene.times if t.start <= toks[i].start < t.end), None)
        if time is not None and (is_ahead(time) or (deadlines and time.deadline)):
            return i
        if toks[i].key in words and (deadlines or time is not None):
            return i
        if time is not None and deadlines and _still(scene, i):
            return i
    return None


def _on_weekday(scene: Scene, group: Group) -> bool:
    """ "Am Montag tagt der Rat": a sitting told in the present with a bare weekday is still to come."""
    plain = (t for t in scene.times if t.reading.kind == "weekday" and t.reading.direction == 0)
    return any(_inside(scene, group, t) and t.reading.year is None for t in plain)


def _still(scene: Scene, token: int) -> bool:
    """ "noch im September", "noch heute": of a present tense, what is yet to come."""
    toks = scene.parse.tokens
    back = token - 1
    while back > 0 and toks[back].tag in ("PREP", "CONT", "DET", "OBL"):
        back -= 1
    return scene.parse.code == "de" and back >= 0 and toks[back].key == "noch"


def _inside(scene: Scene, group: Group, t: Time) -> bool:
    return any(scene.parse.tokens[i].start == t.start for i in group.tokens)


def _in_time(scene: Scene, token: int) -> bool:
    at = scene.parse.tokens[token].start
    return any(t.start <= at < t.end for t in scene.times) or not scene.times


# ---------------------------------------------------------------- what the verb depends on


def governor(scene: Scene, group: Group, token: int) -> Verdict | None:
    """The verb or noun on which a zu-infinitive or dass-clause depends, as the status it gives."""
    own = _governing_verb(scene, group, [i for i in group.tokens if i != token])
    if own is not None and scene.parse.tokens[token].key not in words_of(scene.parse.code, "future"):
        return own
    here = scene.groups.index(group)
    before = [g for g in scene.groups[:here] if g.clause != group.clause or g.part < group.part]
    for g in [*reversed(before[-2:]), *scene.groups[here + 1 : here + 2]]:
        found = _governing_verb(scene, g, list(reversed(g.tokens))) or _governing_noun(scene, g)
        if found is not None:
            return found
    return None


def _governing_verb(scene: Scene, group: Group, indices: list[int]) -> Verdict | None:
    toks, code = scene.parse.tokens, scene.parse.code
    for i in indices:
        if toks[i].tag in ("NOUN", "ADJ", "DET", "OBL", "ADV", "PREP", "PRON") or _heads_phrase(scene, i):
            continue
        no = negation(scene, group.tokens) if any(h.rule.attests for h in verb_hits(toks[i].key, code)) else None
        if no is not None:
            return Verdict("hypothetical", "unconfirmed", no)
        hits = [h for h in verb_hits(toks[i].key, code) if h.rule.governs not in ("", "light")]
        rule = next((h.rule for h in hits if has_particle(scene.parse, scene.groups, group, i, h)), None)
        if rule is not None and rule.governs and rule.governs != "light":
            found = turned(scene, group, Verdict(rule.governs, f"governed_{rule.governs}", i))
            return _open_still(scene, group, found) if rule.governs == "occurred" else found
    return None


def _heads_phrase(scene: Scene, token: int) -> bool:
    """English: the last word of a noun phrase ("all coalition forces") is no verb."""
    toks = scene.parse.tokens
    after = toks[token + 1].key if token + 1 < len(toks) else ""
    holder = any(x.first < token == x.last for x in scene.parse.phrases) and scene.parse.code == "en"
    return (holder and after not in ("to", "that")) or is_english_noun(scene.parse, token)


def _open_still(scene: Scene, group: Group, found: Verdict) -> Verdict:
    """ "begann, … anzugreifen" has happened, "wäre gezwungen, … zu schließen" has not."""
    for name in ("conditional", "possible", "planned", "duty", "future"):
        aux = find_auxiliary(scene, group.tokens, name)
        if aux is not None:
            ahead = name in ("planned", "future")
            return Verdict("planned" if ahead else "hypothetical", f"modal_{name}", aux)
    no = negation(scene, group.tokens)
    return found if no is None else Verdict("denied", "negation", no)


def turned(scene: Scene, group: Group, found: Verdict) -> Verdict:
    """A negated governor: what is not denied is open, what is not planned will not be."""
    no = negation(scene, group.tokens)
    if no is None or found.status not in ("denied", "planned"):
        return found
    return Verdict("hypothetical" if found.status == "denied" else "denied", "negation", no)


def _governing_noun(scene: Scene, group: Group) -> Verdict | None:
    """ "der Plan, … zu schließen": a governing noun at the end of the clause before."""
    toks = scene.parse.tokens
    for i in list(reversed(group.tokens))[:4]:
        if toks[i].tag == "NOUN" or scene.parse.code == "en":
            rule = next((r for r in noun_rules(toks[i].text, scene.parse.code) if r.governs), None)
            if rule is not None and rule.governs and rule.governs != "light":
                return Verdict(rule.governs, f"governed_{rule.governs}", i)
    return None


def _subordinate(scene: Scene, group: Group, found: Verdict, governed: Verdict | None) -> Verdict:
    """What a dass-clause or reported clause takes from the verb above it; conditions leave the event open."""
    code = scene.parse.code
    if group.word in words_of(code, "if_words") and group.opener == "sub":
        opener = next((i for i in group.whole if scene.parse.tokens[i].key == group.word), group.whole[0])
        return Verdict("hypothetical", "condition", opener)
    if governed is None or governed.token is None:
        return found
    that = is_content(scene, group, governed.token)
    modal = scene.parse.tokens[found.token].key if found.token is not None else ""
    asked = governed.status == "demanded" and modal in ("solle", "sollten", "müsse", "müssten", "should", "must")
    if (that and governed.status in ("denied", "demanded", "hypothetical")) or asked:
        return governed
    if that and governed.status == "planned" and found.status == "ongoing":
        return governed
    return found


def _modified(scene: Scene, group: Group, token: int, found: Verdict) -> Verdict:
    """Negation, doubt and question."""
    if scene.question and found.status != "hypothetical":
        return Verdict("hypothetical", "question")
    untrue = refuted(scene, group, token)
    if untrue is not None and found.status not in ("hypothetical", "denied"):
        return Verdict("denied", "refuted", untrue)
    no = negation(scene, group.tokens)
    first = scene.parse.tokens[group.whole[0]]
    if first.key in ("sollte", "sollten") and group.part == 0 and first.text[0].isupper():
        return Verdict("hypothetical", "condition", group.whole[0])
    barred = found.clue == "modal_possible" and _bars(scene, found)
    if no is not None and (barred or found.status not in ("hypothetical", "denied")):
        return Verdict("denied", "negation", no)
    if found.status in ("occurred", "ongoing"):
        doubts = (find_word(scene, group.tokens, "doubt"), near_miss(scene, token), rumoured(scene))
        doubt = next((d for d in doubts if d is not None), None)
        return found if doubt is None else Verdict("hypothetical", "doubt", doubt)
    return found


def _bars(scene: Scene, found: Verdict) -> bool:
    """ "darf nicht öffnen", "kann nicht abziehen": negated, a modal of leave or ability rules it out."""
    return found.token is not None and scene.parse.tokens[found.token].key in words_of(scene.parse.code, "permits")
