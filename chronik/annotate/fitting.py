"""Whether a word of the lexicon fits its rule here: who does it, to whom, with which words beside it."""

import re

from chronik.annotate.clauses import Group, phrases_in, position
from chronik.annotate.scene import Scene, find_word
from chronik.annotate.subjects import heads, is_passive, objects_of, subject_of
from chronik.annotate.triggers import Needs, VerbHit, in_list
from chronik.article.phrases import Phrase
from chronik.article.tokens import key_of


def fits_rule(scene: Scene, group: Group, token: int, hit: VerbHit) -> bool:
    """Whether subject, object and words of a verb's group are such as its rule asks for."""
    rule, p = hit.rule, scene.parse
    if not words_fit(scene, group, rule):
        return False
    if not (rule.subject or rule.object or rule.any):
        return True
    subject = subject_of(scene, group, token)
    passive = is_passive(scene, group, hit)
    objects: list[Phrase] = [subject] if passive and subject is not None else objects_of(scene, group, subject)
    subjects = [] if subject is None else _with_counted(scene, [subject])
    if rule.subject and not (headed(scene, subjects, rule.subject) or _refers(scene, subjects, rule.subject)):
        return False
    if rule.object and not headed(scene, _with_counted(scene, objects), rule.object):
        return False
    everything = phrases_in(p, group.tokens) + subjects
    dated = "time" in rule.any and _date_stands(scene, group)
    if not rule.any or dated or headed(scene, everything, rule.any):
        return True
    return _refers(scene, everything, rule.any) or _stands_bare(scene, group, token, rule.any)


# fmt: off
_COUNTS = frozenset((
    "zahl", "anzahl", "teil", "hälfte", "drittel", "rest", "grossteil", "mehrheit", "stärke", "mehrzahl",
    "number", "half", "third", "rest", "part", "majority", "size",
))
# fmt: on


def _with_counted(scene: Scene, xs: list[Phrase]) -> list[Phrase]:
    """The phrases, and what a number or part among them is of ("die Zahl | der Soldaten")."""
    p = scene.parse
    out = list(xs)
    for x in xs:
        here = position(p, x)
        after = p.phrases[here + 1] if here + 1 < len(p.phrases) else None
        counted = after is not None and p.tokens[p.phrases[here].head].key in _COUNTS
        if after is not None and counted and (after.genitive or after.prep in ("von", "of")):
            out.append(after)
    return out


def _stands_bare(scene: Scene, group: Group, verb: int, lists: tuple[str, ...]) -> bool:
    """English nouns without article, which the shallow parse leaves out ("construction began")."""
    toks = scene.parse.tokens
    bare = (i for i in group.tokens if scene.parse.code == "en" and i != verb and toks[i].tag == "WORD")
    return any(in_list(toks[i].key, lists, "en") for i in bare)


_THEY = frozenset(("sie", "diese", "ihnen", "they", "them"))


def _refers(scene: Scene, xs: list[Phrase], lists: tuple[str, ...]) -> bool:
    """Whether a pronoun of the third person among the phrases may stand for a word of the lists named just before."""
    p = scene.parse
    said = next((x for x in xs if x.pronoun and p.tokens[x.head].key in _THEY), None)
    if said is None:
        return False
    before = f"{scene.earlier} {p.text[p.tokens[0].start : said.start]}"
    return any(in_list(key_of(w), lists, p.code) for w in _WORDS.findall(before))


_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def words_fit(scene: Scene, group: Group, rule: Needs) -> bool:
    """Whether the clause holds a word the rule needs and none that it bars."""
    if not (rule.with_ or rule.without):
        return True
    text = " ".join(["", *(scene.parse.tokens[i].key for i in group.whole), ""])
    if rule.with_ and not any(f" {w} " in text for w in rule.with_):
        return False
    return not any(f" {w} " in text for w in rule.without)


def headed(scene: Scene, xs: list[Phrase], lists: tuple[str, ...]) -> bool:
    """Whether one of the phrases is headed by a word of the lists."""
    return any(in_list(key, lists, scene.parse.code) for key in heads(scene, xs))


def _date_stands(scene: Scene, group: Group) -> bool:
    """A day without preposition, in the place of a noun ("der 3. Juni ist geplatzt")."""
    toks = scene.parse.tokens
    for t in scene.times:
        first = next((i for i in group.tokens if toks[i].start == t.start), None)
        if first is None or t.reading.day is None:
            continue
        back = first - 1 if first and toks[first - 1].tag in ("DET", "OBL") else first
        if back != first and (back == 0 or toks[back - 1].tag not in ("PREP", "CONT")):
            return True
    return False


def best_form(scene: Scene, group: Group, token: int, same: list[VerbHit]) -> VerbHit:
    """Of several readings of one verb's form the one that the auxiliary asks for."""
    wanted = _wanted(scene, group, token)
    return min(same, key=lambda h: wanted.index(h.kind) if h.kind in wanted else len(wanted))


def continued(scene: Scene, group: Group) -> tuple[int, ...]:
    """The main clause before, where a piece without auxiliary goes on with it.

    After a conjunction ("…, sondern auch X zustimmen") or as another infinitive of its modal ("soll zahlen, … helfen").
    """
    toks = scene.parse.tokens
    if scene.parse.code != "de" or group.opener != "main" or any(toks[i].tag == "AUX" for i in group.whole):
        return ()
    before = next((g for g in reversed(scene.groups) if g.opener == "main" and g.whole[-1] < group.whole[0]), None)
    if before is None:
        return ()
    joined = toks[group.whole[0]].tag in ("AND", "BUT")
    modal = any(find_word(scene, before.whole, name) is not None for name in ("planned", "duty", "possible", "future"))
    listed = modal and _ends_infinite(scene, before) and _ends_infinite(scene, group)
    return before.whole if joined or listed else ()


def _ends_infinite(scene: Scene, group: Group) -> bool:
    """Whether the last word of a group may be an infinitive."""
    toks = scene.parse.tokens
    last = next((toks[i] for i in reversed(group.whole) if toks[i].tag != "PUNCT"), None)
    return last is not None and last.text[0].islower() and last.key.endswith(("en", "ern", "eln"))


def _wanted(scene: Scene, group: Group, token: int) -> tuple[str, ...]:
    """Where one form is participle, infinitive and present at once ("verlassen"), the auxiliary decides."""
    if token > 0 and scene.parse.tokens[token - 1].key in ("zu", "to"):
        return ("infinitive", "zu_infinitive")
    near = (*continued(scene, group), *group.tokens)
    has = {name: find_word(scene, near, name, token) for name in ("planned", "duty", "possible", "achieved")}
    if any(at is not None for at in has.values()):
        return ("infinitive", "participle")
    conditional = find_word(scene, group.tokens, "conditional", token)
    if conditional is not None and scene.parse.tokens[conditional].key.startswith(("würd", "would", "'d")):
        return ("infinitive", "participle")
    if conditional is not None or any(
        find_word(scene, group.tokens, x, token) is not None for x in ("perfect", "past")
    ):
        return ("participle", "gerund")
    if find_word(scene, group.tokens, "future", token) is not None:
        return ("infinitive", "participle")
    return ("past", "present", "konjunktiv", "participle")
