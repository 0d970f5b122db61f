"""Who did it, to whom and where: the roles of an event from the phrases of its verb group.

Active: subject and object; passive: the agent after "von", "durch", "by", and the subject as target. For a noun:
its genitive, the adjective or the first part of the compound ("US-Abzug", "irakischer Angriff"). Places come from
the names found in the text, from "aus", "in", "nach" first, and from adjectives ("irakische Stützpunkte").
"""

import functools
import re
from typing import NamedTuple

from chronik.annotate.clauses import Group, group_of, is_participle, phrases_in, position
from chronik.annotate.status import Scene, find_word, governor, is_to_infinitive
from chronik.annotate.triggers import NounRule, VerbHit, in_list, lexicon, verb_hits
from chronik.article.phrases import Parse, Phrase, extended
from chronik.article.tokens import key_of
from chronik.language.world import countries
from chronik.model import Name


class Cast(NamedTuple):
    """Actor, target and place as named in the text."""

    actor: str | None
    target: str | None
    place: str | None


_MOST_WORDS = 12
_RELATIVE = re.compile(r"\b(?:der|die|das|den|dem)$")


def is_passive(scene: Scene, group: Group, hit: VerbHit) -> bool:
    """Participle with werden, worden or (English) a form of be."""
    if hit.kind != "participle":
        return False
    keys = {scene.parse.tokens[i].key for i in group.whole}
    if scene.parse.code == "en":
        return bool(keys & {"is", "are", "was", "were", "be", "been", "being"})
    return bool(keys & {"wird", "werden", "wurde", "wurden", "worden", "werde", "würden"}) or (
        bool(keys & {"ist", "sind", "war", "waren", "sei", "seien"}) and hit.rule.theme
    )


def subject_of(scene: Scene, group: Group, verb: int) -> Phrase | None:
    """The phrase that does what the group's verb says, or, in the passive, that suffers it."""
    p = scene.parse
    able = [
        y for x in phrases_in(p, group.tokens) if (y := _without(x, verb)) is not None and _may_be_subject(scene, y)
    ]
    if scene.parse.code == "en":
        return _english_subject(scene, group, verb, able)
    if group.opener == "rel" and group.part == 0:
        found = _of_relative(scene, group, able)
        if found is not None:
            return found
    if not able and group.part > 0:
        return _inherited(scene, group)
    finite = _finite_of(scene, group, verb)
    left, right = [x for x in able if x.last < finite], [x for x in able if x.first > finite]
    if group.opener != "main":
        return able[0] if able else None
    shared = {p.tokens[i].key for i in group.whole} & {"hat", "haben", "hatte", "hatten", "habe", "hätten", "hätte"}
    if group.part > 0 and (
        not left or (finite == verb and shared and p.code == "de" and is_participle(p.tokens[verb].key))
    ):
        return _inherited(scene, group) or (right[0] if right else None)
    if left and not _fronted_preposition(p, group):
        return left[-1] if p.tokens[finite].tag != "AUX" or left[-1].last == finite - 1 else left[0]
    return right[0] if right else None


def _fronted_preposition(p: Parse, group: Group) -> bool:
    """German main clauses have one constituent before the verb: if it begins with a preposition, the subject follows."""
    first = group.tokens[0]
    after = p.tokens[first + 1] if first + 1 < len(p.tokens) else None
    counted = after is not None and (after.tag == "NUM" or after.key == "zu")
    return p.tokens[first].tag in ("PREP", "CONT") and not counted and group.part == 0


def _without(x: Phrase, verb: int) -> Phrase | None:
    """A phrase less the verb that the chunker took for its last noun ("The army cuts")."""
    if not x.first <= verb <= x.last:
        return x
    return x._replace(last=verb - 1, head=verb - 1) if verb > x.first else None


def _english_subject(scene: Scene, group: Group, verb: int, able: list[Phrase]) -> Phrase | None:
    if scene.parse.tokens[verb].key.endswith("ing"):
        absolute = next((x for x in scene.parse.phrases if x.last == verb - 1 and x.prep == "with"), None)
        if absolute is not None:
            return absolute
    left = [x for x in able if x.last < verb]
    if left:
        return left[-1] if not _coordinated_before(scene, left) else left[0]
    if group.opener == "rel":
        return _antecedent(scene.parse, group)
    return _inherited(scene, group) if group.part > 0 else None


def _coordinated_before(scene: Scene, left: list[Phrase]) -> bool:
    toks = scene.parse.tokens
    return len(left) > 1 and toks[left[-1].first - 1].tag in ("AND", "PUNCT")


def _may_be_subject(scene: Scene, x: Phrase) -> bool:
    return not x.oblique and is_free(scene, x)


def is_free(scene: Scene, x: Phrase) -> bool:
    """Neither after a preposition (alone or as second of a pair) nor a genitive nor a time."""
    if (
        (x.prep and not _counted(scene, x))
        or x.genitive
        or any(t.start < x.end and x.start < t.end for t in scene.times)
    ):
        return False
    toks = scene.parse.tokens
    if x.first > 1 and toks[x.first - 1].text == "#" and toks[x.first - 2].tag in ("PREP", "CONT"):
        return False
    if x.first > 2 and toks[x.first - 1].key in ("als", "than") and toks[x.first - 3].tag in ("PREP", "CONT"):
        return False  # "mit mehr als achtjähriger Verspätung"
    partner = _joined_to(scene.parse, x)
    return partner is None or not (partner.prep or partner.genitive)


def _counted(scene: Scene, x: Phrase) -> bool:
    """English "about 8,000 troops": a degree, no preposition."""
    return x.prep in ("about", "around", "over", "nearly", "under") and scene.parse.tokens[x.first].tag == "NUM"


def _joined_to(p: Parse, x: Phrase) -> Phrase | None:
    """The phrase that "und" joins to this one from the left."""
    here = position(p, x)
    if here == 0 or x.first == 0 or p.tokens[x.first - 1].tag != "AND":
        return None
    before = p.phrases[here - 1]
    return before if before.last == x.first - 2 else None


def _finite_of(scene: Scene, group: Group, verb: int) -> int:
    return next((i for i in group.tokens if scene.parse.tokens[i].tag == "AUX"), verb)


def _inherited(scene: Scene, group: Group) -> Phrase | None:
    """The subject of the first piece of a coordination."""
    head = next((g for g in scene.groups if g.clause == group.clause and g.part == 0), None)
    if head is None or head == group:
        return None
    able = [x for x in phrases_in(scene.parse, head.tokens) if _may_be_subject(scene, x)]
    return able[0] if able else None


def _of_relative(scene: Scene, group: Group, able: list[Phrase]) -> Phrase | None:
    """A nominative relative pronoun stands for the phrase before its clause."""
    first = scene.parse.tokens[group.tokens[0]]
    nominative = first.key in ("der", "die", "das", "welche", "welcher", "welches")
    starts_phrase = any(x.first == group.tokens[0] and x.last > x.first for x in able)
    if nominative and (not starts_phrase or len(able) == 1) and not (first.key != "der" and len(able) > 1):
        return _antecedent(scene.parse, group)
    return None


def _antecedent(p: Parse, group: Group) -> Phrase | None:
    earlier = [x for x in p.phrases if x.last < group.tokens[0]]
    while len(earlier) > 1 and (earlier[-1].genitive or earlier[-1].prep in ("in", "im", "aus", "auf", "of")):
        before = earlier[-2]
        if earlier[-1].genitive and in_list(p.tokens[earlier[-1].head].key, ("people",), p.code):
            break
        if before.last + 1 >= earlier[-1].first - (1 if earlier[-1].prep else 0):
            earlier.pop()
        else:
            break
    return earlier[-1] if earlier else None


def objects_of(scene: Scene, group: Group, subject: Phrase | None) -> list[Phrase]:
    """Phrases of the group without preposition that are not its subject, a genitive or a time."""
    return [
        x
        for x in phrases_in(scene.parse, group.tokens)
        if x != subject and is_free(scene, x) and scene.parse.tokens[x.head].key not in ("sich", "es")
    ]


def name_of(p: Parse, x: Phrase) -> str:
    """A phrase as a party: without its determiner, with the genitives and places that tell which one."""
    if x.end > p.tokens[x.last].end:
        return " ".join(p.text[x.start : p.tokens[x.last].end].split())
    first = x.first
    while first < x.last and p.tokens[first].tag in ("DET", "OBL", "NUM", "ADV"):
        first += 1
    start, end = p.tokens[first].start, x.end
    partner = _joined_to(p, x)
    if partner is not None and not partner.pronoun and not partner.prep:
        start = partner.start
    if not x.pronoun:
        wider = _extent(p, x)
        if len(p.text[start:wider].split()) <= _MOST_WORDS:
            end = wider
    return " ".join(p.text[start:end].split())


_LIGHT = ("betrieb", "netz", "ende", "dienst", "kraft", "start", "gang", "frage", "markt", "einsatz")


def _extent(p: Parse, x: Phrase) -> int:
    """End of a phrase with its genitives and places, but not with the noun of a light-verb phrase ("in Betrieb")."""
    end = extended(p, x)[1]
    for y in p.phrases[position(p, x) + 1 :]:
        if y.start < end and y.prep and p.tokens[y.head].key in _LIGHT:
            return p.tokens[y.first - 2].end
    return end


# ---------------------------------------------------------------- verbs


def cast_of_verb(scene: Scene, group: Group, verb: int, hit: VerbHit, names: list[Name]) -> Cast:
    """The roles of an event told by a verb."""
    p = scene.parse
    infinitive = is_to_infinitive(scene, group, verb, hit)
    subject = _controller(scene, group, verb) if infinitive else subject_of(scene, group, verb)
    agent = next((x for x in phrases_in(p, group.tokens) if _is_agent(p, x)), None)
    objects = objects_of(scene, group, subject)
    if is_passive(scene, group, hit):
        actor, target = (agent if agent and _is_party(scene, agent) else None), subject
    else:
        actor, target = subject, next(iter(objects), None) or _target_phrase(scene, group)
    if hit.rule.theme:
        return _cast_of_theme(scene, group, actor, target, names, verb)
    if hit.rule.event_class == "meet":
        target = target or next((x for x in phrases_in(p, group.tokens) if x.prep in ("mit", "with")), None)
    if actor is not None and in_list(p.tokens[actor.head].key, ("weapon",), p.code):
        actor, target = None, _target_phrase(scene, group)
    place = place_of(scene, group, names, verb, (actor,), objects)
    if actor is None and group.opener == "rel":
        return Cast(_party_above(scene, group), _named(p, target), place)
    return Cast(_named(p, actor), _named(p, target), place)


def _party_above(scene: Scene, group: Group) -> str | None:
    """ "eine US-Operation, bei der … getötet wurden": whose operation it was."""
    p = scene.parse
    if p.tokens[group.tokens[0]].key not in ("bei", "durch", "in"):
        return None
    above = _antecedent(p, group)
    return (_compound_party(p.tokens[above.head].text) or _adjective_party(p, above)) if above is not None else None


def _controller(scene: Scene, group: Group, verb: int) -> Phrase | None:
    """Who is to do what an infinitive says: the object of a demand ("forderte die Regierung auf, …"), else its subject.

    (Principle of control; Duden grammar § 1261.)
    """
    governed = governor(scene, group, verb)
    above = group_of(scene.groups, governed.token) if governed is not None and governed.token is not None else None
    if above is None or governed is None or governed.token is None:
        return None
    subject = subject_of(scene, above, governed.token)
    if above == group or governed.status != "demanded":
        return subject
    asked = objects_of(scene, above, subject)
    return asked[-1] if asked else None


def _cast_of_theme(
    scene: Scene, group: Group, actor: Phrase | None, target: Phrase | None, names: list[Name], verb: int
) -> Cast:
    """ "Der Einsatz der Koalition endet": whoever the mission belongs to acts; "Der Flughafen öffnet": itself."""
    p = scene.parse
    what = actor or target
    owner = _owner(p, what) if what else None
    place = place_of(scene, group, names, verb, (), [])
    return Cast(owner or _named(p, actor), _named(p, target) if actor else _named(p, what), place)


def _owner(p: Parse, x: Phrase) -> str | None:
    """The genitive after a process noun, or what the noun's first part names."""
    if not in_list(p.tokens[x.head].key, ("process",), p.code):
        return None
    here = position(p, x)
    after = p.phrases[here + 1] if here + 1 < len(p.phrases) else None
    if after is not None and after.prep in ("von", "vom", "unter") and here + 2 < len(p.phrases):
        inner = p.phrases[here + 2]  # "der Einsatz der von den USA geführten Koalition"
        if p.tokens[after.first - 2].tag in ("DET", "OBL") and _participial(p, after.last + 1):
            return name_of(p, inner)
    if after is not None and (after.genitive or (p.code == "en" and after.prep == "of")) and after.first - x.last <= 2:
        return name_of(p, after)
    return None


def _is_agent(p: Parse, x: Phrase) -> bool:
    """After "von", "by"; not inside another phrase ("die von den USA geführte Koalition")."""
    return x.prep in lexicon(p.code).roles.agent and not _participial(p, x.last + 1)


def _participial(p: Parse, i: int) -> bool:
    """An attribute that goes on with its noun ("… angeführten Koalition")."""
    if i + 1 >= len(p.tokens):
        return False
    t = p.tokens[i]
    return (
        t.tag in ("ADJ", "VERB", "WORD")
        and t.key.endswith(("en", "e", "er", "es", "em"))
        and p.tokens[i + 1].tag == "NOUN"
    )


def _target_phrase(scene: Scene, group: Group) -> Phrase | None:
    roles = lexicon(scene.parse.code).roles
    return next((x for x in phrases_in(scene.parse, group.tokens) if x.prep in roles.target), None)


def _named(p: Parse, x: Phrase | None) -> str | None:
    return name_of(p, x) if x is not None else None


def _is_party(scene: Scene, x: Phrase) -> bool:
    p = scene.parse
    if any(t.start < x.end and x.start < t.end for t in scene.times):
        return False
    return not in_list(p.tokens[x.head].key, ("thing",), p.code)


# ---------------------------------------------------------------- nouns


def cast_of_noun(scene: Scene, group: Group, phrase: Phrase, token: int, rule: NounRule, names: list[Name]) -> Cast:
    """The roles of an event told by a noun: genitive, first part of the compound, adjective, "auf", "gegen"."""
    p = scene.parse
    here = position(p, phrase)
    tail = [x for x in p.phrases[here + 1 : here + 4] if x.first - phrase.last <= 12 and not _is_time(scene, x)]
    of = _dependent(p, phrase, tail)
    genitive = name_of(p, of) if of is not None else None
    adjective = _adjective_party(p, phrase)
    modifier = _compound_party(p.tokens[token].text)
    roles = lexicon(p.code).roles
    aimed = next((x for x in tail if x.prep in roles.target and x.first in group.whole), None)
    by = next((x for x in tail if x.prep in ("durch", "by", "zwischen", "between")), None)
    doer = modifier or adjective or (name_of(p, by) if by is not None else None)
    place = place_of(scene, group, names, token, (), [])
    if rule.victim:
        return Cast(doer, genitive or _named(p, aimed), place)
    return Cast(genitive or doer, _named(p, aimed), place)


def _is_time(scene: Scene, x: Phrase) -> bool:
    return any(t.start < x.end and x.start < t.end for t in scene.times)


def _dependent(p: Parse, phrase: Phrase, tail: list[Phrase]) -> Phrase | None:
    if not tail:
        return None
    x = tail[0]
    gap = p.text[phrase.end : x.start].strip()
    if x.genitive and not gap:
        return x
    if gap in ("von", "vom", "of", "by"):
        return None if in_list(p.tokens[x.head].key, ("site",), p.code) else x
    if p.code == "de" and not gap and x.first == phrase.last + 1:
        return x
    return None


def _adjective_party(p: Parse, phrase: Phrase) -> str | None:
    for i in range(phrase.first, phrase.last + 1):
        if p.tokens[i].tag != "DET":
            name = country_of(p.tokens[i].key, p.code)
            if name:
                return name
    return None


def _compound_party(word: str) -> str | None:
    first, mark, _ = word.partition("-")
    return first if mark and first[:1].isupper() and 1 < len(first) else None


# ---------------------------------------------------------------- places


@functools.cache
def _adjectives(code: str) -> dict[str, str]:
    """Adjective stem to the country's name."""
    return {
        key_of(stem): c.names[code][0] for c in countries() for stem in c.adjectives.get(code, ()) if c.names.get(code)
    }


@functools.lru_cache(maxsize=1 << 14)
def country_of(key: str, code: str) -> str | None:
    """The country that an adjective names ("irakischen": Irak)."""
    table = _adjectives(code)
    if code == "en":
        return table.get(key)
    return next((table[key[:n]] for n in (len(key), len(key) - 1, len(key) - 2) if key[:n] in table), None)


def place_of(
    scene: Scene, group: Group, names: list[Name], token: int, but: tuple[Phrase | None, ...], objects: list[Phrase]
) -> str | None:
    """Where: a named place after a preposition or as object, in the group, else the clause, else the sentence."""
    p = scene.parse
    places = [n for n in names if n.type == "place"]
    for indices in (group.tokens, group.whole, tuple(range(len(p.tokens)))):
        found = _place_in(p, indices, places, p.tokens[token].start, but, objects)
        if found:
            return found
    return None


def _place_in(
    p: Parse,
    indices: tuple[int, ...],
    places: list[Name],
    at: int,
    but: tuple[Phrase | None, ...],
    objects: list[Phrase],
) -> str | None:
    preps = lexicon(p.code).roles.place
    ranked: list[tuple[int, int, str]] = []
    for x in phrases_in(p, indices):
        if x in but or not (x.prep or x.genitive or x in objects):
            continue
        inside = next((n for n in places if n.start < x.end and x.start < n.end), None)
        if inside is not None:
            rank = 0 if x.prep in preps else 2 if x.genitive else 4
            ranked.append((rank, abs(x.start - at), inside.name))
        elif x.prep in preps:
            ranked += [(rank, abs(x.start - at), name) for rank, name in _unnamed_place(p, x)]
    return min(ranked)[2] if ranked else None


def _unnamed_place(p: Parse, x: Phrase) -> list[tuple[int, str]]:
    """ "auf dem Stützpunkt Fort Bragg" by its noun; "auf irakischen Stützpunkten" by its adjective."""
    if in_list(p.tokens[x.head].key, ("site", "building"), p.code) and x.head < x.last and p.code == "de":
        return [(0, p.text[p.tokens[x.head + 1].start : x.end])]
    country = _adjective_party(p, x)
    return [(1, country)] if country else []


def heads(scene: Scene, xs: list[Phrase]) -> list[str]:
    """Keys of the nouns of phrases."""
    toks = scene.parse.tokens
    return [toks[i].key for x in xs for i in range(x.first, x.last + 1) if toks[i].tag in ("NOUN", "WORD")]


def negated_object(scene: Scene, phrase: Phrase) -> int | None:
    """The token of "kein" in a phrase."""
    return find_word(scene, tuple(range(phrase.first, phrase.last + 1)), "negation")


def verb_in(scene: Scene, indices: tuple[int, ...]) -> list[tuple[int, VerbHit]]:
    """Words of a group that may be forms of verbs in the lexicon, each with its readings."""
    toks, code = scene.parse.tokens, scene.parse.code
    return [(i, h) for i in indices for h in verb_hits(toks[i].key, code)]
