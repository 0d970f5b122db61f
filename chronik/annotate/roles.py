"""Who did it, to whom and where: the roles of an event from the phrases of its verb group.

Active: subject and object; passive: the agent after "von", "durch", "by", and the subject as target. For a noun:
its genitive, the adjective or the first part of the compound ("US-Abzug", "irakischer Angriff"). Places come from
the names found in the text, from "aus", "in", "nach" first, and from adjectives ("irakische Stützpunkte").
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from chronik.annotate.clauses import Group, group_of, phrases_in, position
from chronik.annotate.scene import Scene
from chronik.annotate.status import governor, is_to_infinitive
from chronik.annotate.subjects import antecedent, is_passive, joined_to, objects_of, subject_of
from chronik.annotate.triggers import NounRule, VerbHit, in_list, lexicon
from chronik.article.phrases import Parse, Phrase, extended
from chronik.article.tokens import key_of
from chronik.language.world import countries
from chronik.model import Name, Time


class Cast(NamedTuple):
    """Actor, target and place as named in the text."""

    actor: str | None
    target: str | None
    place: str | None


_MOST_WORDS = 12


def name_of(p: Parse, x: Phrase, times: Sequence[Time] = ()) -> str:
    """A phrase as a party: without its determiner, with the genitives and places that tell which one."""
    if x.end > p.tokens[x.last].end:
        return " ".join(p.text[x.start : p.tokens[x.last].end].split())
    first = x.first
    while first < x.last and p.tokens[first].tag in ("DET", "OBL", "NUM", "ADV"):
        first += 1
    start, end = p.tokens[first].start, x.end
    partner = joined_to(p, x)
    if partner is not None and not (partner.pronoun or partner.prep or partner.genitive):
        start = partner.start
    if not x.pronoun:
        wider = _extent(p, x, times)
        if len(p.text[start:wider].split()) <= _MOST_WORDS:
            end = wider
    return " ".join(p.text[start:end].split())


_LIGHT = ("betrieb", "netz", "ende", "dienst", "kraft", "start", "gang", "frage", "markt", "einsatz")


def _extent(p: Parse, x: Phrase, times: Sequence[Time]) -> int:
    """End of a phrase with its genitives and places, but no time and no "in Betrieb"."""
    end = extended(p, p.phrases[position(p, x)])[1]
    for y in p.phrases[position(p, x) + 1 :]:
        timed = any(t.start < y.end and y.start < t.end for t in times)
        if y.start < end and (timed or (y.prep and p.tokens[y.head].key in _LIGHT)):
            return p.tokens[y.first - (2 if y.prep else 1)].end
    return end


# ---------------------------------------------------------------- verbs


_SPOKEN = ("demand", "reject", "announce", "agree")  # what only persons and bodies do


def _is_turned(p: Parse, actor: Phrase | None, target: Phrase | None, verb: int, names: list[Name]) -> bool:
    """Object first: a thing before the verb, right after it somebody who is known by name (German word order)."""
    if p.code != "de" or actor is None or target is None or not actor.last < verb < target.first:
        return False

    def named(x: Phrase) -> bool:
        return any(n.type != "place" and n.start < x.end and x.start < n.end for n in names)

    return named(target) and not named(actor) and not target.prep and not target.oblique


def cast_of_verb(scene: Scene, group: Group, verb: int, hit: VerbHit, names: list[Name]) -> Cast:
    """The roles of an event told by a verb."""
    p = scene.parse
    infinitive = is_to_infinitive(scene, group, verb, hit)
    subject = _controller(scene, group, verb) if infinitive else subject_of(scene, group, verb)
    agent = next((x for x in phrases_in(p, group.tokens) if _is_agent(p, x)), None)
    passive = is_passive(scene, group, hit)
    objects = objects_of(scene, group, subject)
    if p.code == "en" and not passive:
        objects = [_after(p, x, verb) for x in objects if x.last > verb]
    if passive:
        actor, target = (agent if agent and _is_party(scene, agent) else None), subject
    else:
        actor, target = subject, next(iter(objects), None) or _target_phrase(scene, group)
    if hit.rule.theme and hit.rule.event_class == "kill":  # "starben zwölf Menschen"
        return Cast(None, _named(scene, actor or target), place_of(scene, group, names, verb, (), []))
    if hit.rule.theme:
        return _cast_of_theme(scene, group, actor, target, names, verb)
    if hit.rule.event_class == "meet":
        target = target or next((x for x in phrases_in(p, group.tokens) if x.prep in ("mit", "with")), None)
    if actor is not None and in_list(p.tokens[actor.head].key, ("weapon",), p.code):
        actor, target = None, _target_phrase(scene, group)
    place = place_of(scene, group, names, verb, (actor,), objects)
    if actor is None and group.opener == "rel":
        return Cast(_party_above(scene, group), _named(scene, target), place)
    if hit.rule.event_class in _SPOKEN and _is_turned(p, actor, target, verb, names):  # "Ein Verbot lehnte Weber ab"
        actor, target = target, actor
    return Cast(_named(scene, actor), _named(scene, target), place)


def _after(p: Parse, x: Phrase, verb: int) -> Phrase:
    """An English object less the verb that the chunker took into it ("send | trainers")."""
    return x if x.first > verb else x._replace(start=p.tokens[verb + 1].start, first=verb + 1)


def _party_above(scene: Scene, group: Group) -> str | None:
    """ "eine US-Operation, bei der … getötet wurden": whose operation it was."""
    p = scene.parse
    if p.tokens[group.tokens[0]].key not in ("bei", "durch", "in"):
        return None
    above = antecedent(p, group)
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
    return Cast(owner or _named(scene, actor), _named(scene, target) if actor else _named(scene, what), place)


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
    able = [x for x in phrases_in(scene.parse, group.tokens) if not _is_time(scene, x)]
    return next((x for x in able if x.prep in roles.target), None)


def _named(scene: Scene, x: Phrase | None) -> str | None:
    return name_of(scene.parse, x, scene.times) if x is not None else None


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
    genitive = (_owner(p, of) or name_of(p, of, scene.times)) if of is not None else None
    adjective = _adjective_party(p, phrase)
    modifier = _compound_party(p.tokens[token].text)
    roles = lexicon(p.code).roles
    aimed = next((x for x in tail if x.prep in roles.target and x.first in group.whole), None)
    by = next((x for x in tail if x.prep in ("durch", "by", "zwischen", "between")), None)
    doer = modifier or adjective or (name_of(p, by, scene.times) if by is not None else None)
    place = place_of(scene, group, names, token, (), [])
    if rule.victim:
        return Cast(doer, genitive or _named(scene, aimed), place)
    return Cast(genitive or doer, _named(scene, aimed), place)


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
            name = country_name(p.tokens[i].key, p.code)
            if name:
                return name
    return None


def _compound_party(word: str) -> str | None:
    first, mark, _ = word.partition("-")
    return first if mark and first[:1].isupper() and len(first) > 1 else None


# ---------------------------------------------------------------- places


@functools.cache
def _adjectives(code: str) -> dict[str, str]:
    """Adjective stem to the country's name."""
    return {
        key_of(stem): c.names[code][0] for c in countries() for stem in c.adjectives.get(code, ()) if c.names.get(code)
    }


@functools.lru_cache(maxsize=1 << 14)
def country_name(key: str, code: str) -> str | None:
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
    """ "auf dem Stützpunkt Camp Marmal" by its noun; "auf irakischen Stützpunkten" by its adjective."""
    if not in_list(p.tokens[x.head].key, ("site", "building"), p.code):
        return []
    if x.head < x.last and p.code == "de":
        return [(0, p.text[p.tokens[x.head + 1].start : x.end])]
    country = _adjective_party(p, x)
    return [(1, country)] if country else []
