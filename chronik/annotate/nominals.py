"""Whether a noun tells of an event here, and of what status.

A noun such as "Abzug" tells of an event where something is said to be done with it: announced, demanded, denied,
begun, carried out; where it is dated ("die Eröffnung am 3. Juni"); where it sets a time for something else ("nach
dem Anschlag in …"); or as the occasion of a speech. As bare topic ("der Streit um den Abzug") it tells of none.
"""

from chronik.annotate.clauses import Group, has_particle, is_english_noun, is_participle, phrases_in, position
from chronik.annotate.fitting import best_form, fits_rule
from chronik.annotate.roles import name_of
from chronik.annotate.scene import Scene, dates, find_auxiliary, find_word, is_behind
from chronik.annotate.status import Verdict, turned, verb_verdict
from chronik.annotate.subjects import is_passive, negated_object, subject_of, verb_in
from chronik.annotate.triggers import NounRule, VerbHit, lexicon, noun_rules, verb_hits
from chronik.article.phrases import Phrase
from chronik.article.tokens import Token
from chronik.model import Status

_NEAR = 14  # characters between a noun (with what hangs on it) and the time that dates it


def noun_verdict(scene: Scene, group: Group, phrase: Phrase, token: int, rule: NounRule) -> Verdict | None:
    """Status of the event that the noun at ``token`` tells of, or None where it is but a topic."""
    found = (
        _by_adjective(scene, phrase)
        or _by_noun(scene, phrase)
        or _by_verb(scene, group, phrase)
        or _by_date(scene, group, phrase, token, rule)
        or _by_preposition(scene, group, phrase, token, rule)
    )
    if found is None:
        return None
    if rule.governs and found.clue.startswith("governed") and _is_decided(scene, found):
        return None  # "lehnt den Vertrag ab", "stimmt dem Abkommen zu": a text, not an event
    if rule.event_class == "win" and found.clue == "governed_planned":
        found = Verdict("occurred", "declared", found.token)  # who announces a victory declares it
    if scene.question and found.status != "hypothetical":
        return Verdict("hypothetical", "question")
    no = negated_object(scene, phrase)
    if no is not None and found.status in ("occurred", "ongoing", "planned"):
        return Verdict("denied", "negation", no)
    doubt = find_word(scene, group.tokens, "doubt")
    if doubt is not None and found.status in ("occurred", "ongoing"):
        return Verdict("hypothetical", "doubt", doubt)
    return found


def _is_decided(scene: Scene, found: Verdict) -> bool:
    """Whether the verb that governs a noun decides on a text."""
    if found.status == "denied":
        return True
    if found.token is None:
        return False
    hits = verb_hits(scene.parse.tokens[found.token].key, scene.parse.code)
    return any(h.rule.event_class in ("vote", "agree") for h in hits)


def doer_of(scene: Scene, group: Group, phrase: Phrase, verdict: Verdict) -> str | None:
    """Who carries out, plans or threatens it: the subject of the noun's verb ("Die Miliz verübte Angriffe")."""
    for i in group.tokens:
        hit = None if _no_verb(scene, group, i) else _governing(scene, group, i)
        if hit is None or hit.rule.governs not in ("light", "planned", "hypothetical"):
            continue
        if is_passive(scene, group, hit) or hit.rule.theme or not _hangs_on(scene, group, phrase, i, hit):
            return None
        subject = subject_of(scene, group, i)
        return name_of(scene.parse, subject, scene.times) if subject is not None and subject != phrase else None
    return None


def _by_adjective(scene: Scene, phrase: Phrase) -> Verdict | None:
    """ "der angekündigte Abzug", "a planned withdrawal"."""
    table = lexicon(scene.parse.code).mood.adjectives
    for i in range(phrase.first, phrase.last):
        status = _adjective_status(scene.parse.tokens[i], table, scene.parse.code)
        if status is not None:
            return Verdict(status, f"adjective_{status}", i)
    return None


def _adjective_status(t: Token, table: dict[str, Status], code: str) -> Status | None:
    if t.tag in ("NOUN", "DET", "NUM") and code == "de":
        return None
    for cut in (0, 1, 2) if code == "de" else (0,):
        status = table.get(t.text.lower()[: len(t.text) - cut])
        if status is not None:
            return status
    return None


def _by_noun(scene: Scene, phrase: Phrase) -> Verdict | None:
    """ "Vereinbarung über den Abzug", "Plan für die Eröffnung", "Forderung nach …", "plan for a withdrawal"."""
    p = scene.parse
    if not (phrase.genitive or phrase.prep in lexicon(p.code).roles.content):
        return None
    here, edge = position(p, phrase), phrase.first - (1 if phrase.prep else 0)
    for before in reversed(p.phrases[max(0, here - 4) : here]):
        if before.last != edge - 1:
            return None
        found = _governs(scene, before)
        if found is not None:
            return found
        if phrase.genitive or not (before.genitive or before.prep in _PLACES or _follows_and(scene, before)):
            return None
        edge = before.first - (1 if before.prep or _follows_and(scene, before) else 0)
    return None


_PLACES = ("in", "im", "aus", "of", "from")


def _follows_and(scene: Scene, x: Phrase) -> bool:
    return x.first > 0 and scene.parse.tokens[x.first - 1].tag == "AND"


def _governs(scene: Scene, x: Phrase) -> Verdict | None:
    """The status that a phrase's noun gives to what hangs on it."""
    p = scene.parse
    for i in [x.head] if p.code == "en" else range(x.first, x.last + 1):
        rule = next((r for r in noun_rules(p.tokens[i].text, p.code) if r.governs), None)
        if rule is not None and rule.governs and rule.governs != "light":
            return Verdict(rule.governs, f"governed_{rule.governs}", i)
    return None


def _by_verb(scene: Scene, group: Group, phrase: Phrase) -> Verdict | None:
    """By the verb of the group whose object (or, of a light verb or passive, subject) the noun is."""
    for i in group.tokens:
        if _no_verb(scene, group, i) or phrase.first <= i <= phrase.last:
            continue
        hit = _governing(scene, group, i)
        if hit is None:
            continue
        if not _hangs_on(scene, group, phrase, i, hit):
            continue
        verdict = verb_verdict(scene, group, i, hit)
        if verdict is None:  # "um den Abmarsch vorzubereiten"
            return Verdict("planned", "governed_planned", i) if hit.rule.governs == "planned" else None
        if not hit.rule.governs or hit.rule.governs == "light" or hit.rule.governs == "occurred":
            coming = verdict.clue == "present" and time_after(scene, phrase) is not None
            return verdict._replace(status="planned") if coming else verdict
        found = Verdict(hit.rule.governs, f"governed_{hit.rule.governs}", i)
        return found if hit.rule.event_class == "delay" else turned(scene, group, found)  # not put off: still planned
    return None


def _no_verb(scene: Scene, group: Group, token: int) -> bool:
    """Whether the word is certainly no verb; a capital at the start of a clause says nothing ("Vereinbart wurde")."""
    tag = scene.parse.tokens[token].tag
    if scene.parse.code == "en":
        return tag == "DET" or is_english_noun(scene.parse, token)
    return tag in ("ADJ", "DET", "OBL", "PRON", "PREP", "NUM") or (tag == "NOUN" and token != group.tokens[0])


def _governing(scene: Scene, group: Group, token: int) -> VerbHit | None:
    """The reading of a word as a verb that governs nouns."""
    p = scene.parse
    hits = [h for h in verb_hits(p.tokens[token].key, p.code) if h.rule.governs and not h.rule.telling]
    fit = [h for h in hits if has_particle(p, scene.groups, group, token, h) and fits_rule(scene, group, token, h)]
    return best_form(scene, group, token, [h for h in fit if h.rule == fit[0].rule]) if fit else None


_LIGHT_PREPOSITIONS = ("zu", "zum", "zur", "um", "to")  # "kam es zu Angriffen", "handelt sich um einen Angriff"


def _hangs_on(scene: Scene, group: Group, phrase: Phrase, verb: int, hit: VerbHit) -> bool:
    roles = lexicon(scene.parse.code).roles
    if phrase.genitive:
        return False
    if phrase.prep:
        allowed = _LIGHT_PREPOSITIONS if hit.rule.governs == "light" else roles.content
        fits = phrase.prep in allowed and phrase.prep not in roles.temporal
        wants = phrase.prep == "für" and hit.rule.governs == "demanded"  # "stimmte das Parlament für den Austritt"
        return fits and (wants or _complement(scene, phrase))
    if hit.rule.governs in ("light", "occurred") or hit.rule.theme or is_passive(scene, group, hit):
        return True
    return subject_of(scene, group, verb) != phrase


_OF_VERBS = ("auf", "zu", "zum", "zur", "mit", "um")  # hang on the verb rather than on a noun


def _complement(scene: Scene, phrase: Phrase) -> bool:
    """A prepositional phrase that does not hang on the noun right before it."""
    p = scene.parse
    here = position(p, phrase)
    if here == 0:
        return True
    before = p.phrases[here - 1]
    return before.last != phrase.first - 2 or before.pronoun or phrase.prep in _OF_VERBS


def _by_date(scene: Scene, group: Group, phrase: Phrase, token: int, rule: NounRule) -> Verdict | None:
    """ "die Eröffnung am 3. Juni 2012", "Der Baubeginn war am 4. Mai"."""
    p = scene.parse
    if phrase.prep in lexicon(p.code).roles.temporal or _is_topic(scene, phrase):
        return None
    time = time_after(scene, phrase)
    done = find_word(scene, group.tokens, "done")
    if done is not None and _is_copula_subject(scene, group, phrase):
        nearly = find_word(scene, group.tokens, "nearly")
        return Verdict("occurred" if nearly is None else "ongoing", "done", done if nearly is None else nearly)
    if time is None:
        if not _is_copula_subject(scene, group, phrase):
            return None
        time = next((t.start for t in scene.times if any(p.tokens[i].start == t.start for i in group.tokens)), None)
        if time is None:
            return None
    when = next((t for t in scene.times if t.start == time), None)
    if when is not None and is_behind(when, p.code):
        return Verdict("occurred", "dated", token)
    return _by_clause(scene, group, "dated", token, rule)


def _is_topic(scene: Scene, phrase: Phrase) -> bool:
    """ "Verhandlungen über ein Abkommen": what a noun before it is about, which dates and happens itself."""
    p = scene.parse
    here = position(p, phrase)
    hangs = here > 0 and p.phrases[here - 1].last == phrase.first - 2 and not p.phrases[here - 1].pronoun
    return hangs and phrase.prep in ("über", "um", "zu", "zur", "zum", "für", "on", "about", "over")


_SUDDEN = ("attack", "kill", "overthrow", "deploy", "speak", "agree", "win", "reject")  # not told beforehand


def _by_clause(scene: Scene, group: Group, clue: str, token: int, rule: NounRule) -> Verdict:
    """Past in a clause of past tense, planned otherwise; attacks and speeches are dated once they have happened."""
    for name in ("planned", "duty", "future", "possible"):
        at = find_auxiliary(scene, group.tokens, name)
        if at is not None:
            return Verdict("planned", clue, at)
    at = find_word(scene, group.tokens, "past")
    if at is not None:
        return Verdict("occurred", clue, at)
    past = any(h.kind == "past" for _, h in verb_in(scene, group.tokens)) or _past_form(scene, group)
    done = past or rule.event_class in _SUDDEN
    return Verdict("occurred" if done else "planned", clue, token)


def _past_form(scene: Scene, group: Group) -> bool:
    """German weak past by its ending, at the second place of a clause ("Am Dienstag kostete …")."""
    toks = scene.parse.tokens
    return scene.parse.code == "de" and any(
        toks[i].tag == "VERB" and toks[i].key.endswith("te") and not is_participle(toks[i].key) for i in group.tokens
    )


def time_after(scene: Scene, phrase: Phrase) -> int | None:
    """Start of a time expression right after the phrase and the genitives and places that hang on it."""
    p = scene.parse
    end = phrase.end
    for _ in range(3):
        near = (t for t in scene.times if dates(t) and 0 <= t.start - end <= _NEAR)
        hit = next((t for t in near if _only_small(p.text[end : t.start], p.code)), None)
        if hit is not None:
            return hit.start
        after = next((x for x in p.phrases if x.start >= end and x.start - end <= 6), None)
        if after is None or not (after.genitive or after.prep in ("in", "im", "von", "des", "aus", "of", "from")):
            return None
        end = after.end
    return None


def _only_small(gap: str, code: str) -> bool:
    return all(w in lexicon(code).roles.before_time for w in gap.replace("(", " ").split())


def _is_copula_subject(scene: Scene, group: Group, phrase: Phrase) -> bool:
    toks = scene.parse.tokens
    if phrase.prep or phrase.genitive:
        return False
    aux = [i for i in group.tokens if toks[i].key in ("war", "ist", "waren", "sind", "was", "is", "were", "are")]
    verbs = [i for i in group.tokens if toks[i].tag in ("VERB",)]
    others = [x for x in phrases_in(scene.parse, group.tokens) if x != phrase and not x.prep and not x.genitive]
    timed = [x for x in others if any(t.start < x.end and x.start < t.end for t in scene.times)]
    return len(aux) == 1 and not verbs and len(timed) == len(others)


def _by_preposition(scene: Scene, group: Group, phrase: Phrase, token: int, rule: NounRule) -> Verdict | None:
    """ "nach dem Anschlag in …", "seit dem Sturz des …"; occasions also "in seiner Rede in …"."""
    roles = lexicon(scene.parse.code).roles
    if phrase.prep in ("vor", "before"):
        return _ahead(scene, group, phrase)
    if phrase.prep in roles.temporal:
        specific = _is_specific(scene, phrase, token)
    elif rule.occasion and phrase.prep in ("in", "im", "auf", "at", "during"):
        specific = _is_specific(scene, phrase, token) and rule.event_class == "speak"
    else:
        return None
    if not specific:
        return None
    for name, status in (("planned", "planned"), ("future", "planned"), ("possible", "hypothetical")):
        aux = find_auxiliary(scene, group.tokens, name)
        if aux is not None and phrase.prep not in ("seit", "since"):
            return _later(scene, group, aux, status)
    if phrase.prep in ("bei", "beim", "während", "during") and not _may_be_past(scene, group):
        return None
    if group.word in ("wenn", "falls", "if"):
        return Verdict("hypothetical", "condition", group.whole[0])
    return Verdict("occurred", "preposition", phrase.first - 1 if phrase.first else token)


def _ahead(scene: Scene, group: Group, phrase: Phrase) -> Verdict | None:
    """ "zwei Tage vor dem Start" in a clause of present tense: still to come."""
    start = scene.parse.tokens[phrase.first - 1].start
    counted = any(0 <= start - t.end <= 1 or t.start <= start < t.end for t in scene.times)
    past = find_word(scene, group.tokens, "past") is not None
    past = past or any(h.kind == "past" for _, h in verb_in(scene, group.tokens))
    return Verdict("planned", "preposition", phrase.first - 1) if counted and not past else None


def _may_be_past(scene: Scene, group: Group) -> bool:
    """Not where a clause stands in the present by the ending of its verb and no auxiliary says otherwise."""
    toks = scene.parse.tokens
    if any(find_word(scene, group.whole, name) is not None for name in ("past", "perfect", "conditional", "achieved")):
        return True
    if any(h.kind in ("past", "participle") for _, h in verb_in(scene, group.whole)) or _past_form(scene, group):
        return True
    present = any(toks[i].tag == "VERB" and toks[i].key.endswith("t") for i in group.whole)
    return not (present and scene.parse.code == "de")


def _later(scene: Scene, group: Group, aux: int, status: str) -> Verdict:
    infinite = any(h.kind == "participle" for _, h in verb_in(scene, group.tokens))
    if scene.parse.tokens[aux].key in ("wird", "werden") and infinite:
        return Verdict("occurred", "preposition", aux)
    return Verdict("planned" if status == "planned" else "hypothetical", "modal", aux)


def _is_specific(scene: Scene, phrase: Phrase, token: int) -> bool:
    """Definite or counted, with something that tells which one: compound, adjective, genitive, place, time."""
    p = scene.parse
    toks = p.tokens[phrase.first : phrase.last + 1]
    here = position(p, phrase)
    after = p.phrases[here + 1] if here + 1 < len(p.phrases) else None
    bare = toks[0].tag not in ("DET", "OBL", "NUM", "ADJ", "ADV") and phrase.prep not in ("im", "beim", "am")
    if bare:
        return after is not None and after.genitive
    if any(t.tag == "ADJ" for t in toks[:-1]) or "-" in p.tokens[token].text or len(toks) > 2:
        return True
    close = after is not None and after.start - phrase.end <= 7
    if after is not None and close and (after.genitive or after.prep):
        return True
    return time_after(scene, phrase) is not None
