"""Subject and objects of a verb group, by form, place and what the auxiliary asks for."""

from chronik.annotate.clauses import Group, is_participle, phrases_in, position
from chronik.annotate.scene import Scene, find_word, words_of
from chronik.annotate.triggers import VerbHit, in_list, lexicon, verb_hits
from chronik.article.phrases import Parse, Phrase


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
        y for x in phrases_in(p, group.tokens) if (y := _without(p, x, verb)) is not None and _may_be_subject(scene, y)
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
    left = [x for x in left if _agrees(p, x, finite)]
    if left and not _fronted_preposition(p, group):
        return left[-1] if p.tokens[finite].tag != "AUX" or left[-1].last == finite - 1 else left[0]
    return right[0] if right else None


def _agrees(p: Parse, x: Phrase, finite: int) -> bool:
    """German: no singular noun is the subject of a plural verb ("Den Hafen hätten die Schiffe verlassen")."""
    alone = not x.pronoun and joined_to(p, x) is None
    plural = p.tokens[finite].key in words_of(p.code, "plural_verbs")
    return not (plural and alone and p.tokens[x.first].key in words_of(p.code, "singular_articles"))


def _fronted_preposition(p: Parse, group: Group) -> bool:
    """German main clauses have one constituent before the verb: after one with a preposition the subject follows."""
    first = group.tokens[0]
    after = p.tokens[first + 1] if first + 1 < len(p.tokens) else None
    counted = after is not None and (after.tag == "NUM" or after.key in ("zu", "allem"))
    return p.tokens[first].tag in ("PREP", "CONT") and not counted and group.part == 0


def _without(p: Parse, x: Phrase, verb: int) -> Phrase | None:
    """A phrase less the verb that the chunker took into it ("The army cuts"; "2019 griffen | Rebellen")."""
    if not x.first <= verb <= x.last:
        return x
    if verb > x.first:
        return x._replace(last=verb - 1, head=verb - 1)
    if verb == x.last or p.code == "en":
        return None
    return x._replace(start=p.tokens[verb + 1].start, first=verb + 1)


def _english_subject(scene: Scene, group: Group, verb: int, able: list[Phrase]) -> Phrase | None:
    if scene.parse.tokens[verb].key.endswith("ing"):
        absolute = next((x for x in scene.parse.phrases if x.last == verb - 1 and x.prep == "with"), None)
        if absolute is not None:
            return absolute
    left = [x for x in able if x.last < verb]
    if left:
        return left[-1] if not _coordinated_before(scene, left) else left[0]
    if group.opener == "rel":
        return antecedent(scene.parse, group)
    return _inherited(scene, group) if group.part > 0 else None


def _coordinated_before(scene: Scene, left: list[Phrase]) -> bool:
    toks = scene.parse.tokens
    return len(left) > 1 and toks[left[-1].first - 1].tag in ("AND", "PUNCT")


def _may_be_subject(scene: Scene, x: Phrase) -> bool:
    return not x.oblique and is_free(scene, x)


def is_free(scene: Scene, x: Phrase) -> bool:
    """Neither after a preposition (alone or as second of a pair) nor a genitive, a time or in brackets."""
    if (
        (x.prep and not _counted(scene, x))
        or x.genitive
        or any(t.start < x.end and x.start < t.end for t in scene.times)
    ):
        return False
    toks = scene.parse.tokens
    after = toks[x.last + 1].key if x.last + 1 < len(toks) else ""
    if after in lexicon(scene.parse.code).roles.postpositions:
        return False  # "Gerüchten zufolge"
    if x.first > 0 and toks[x.first].tag == "NUM" and toks[x.first - 1].text == ".":
        return False  # "furnace No. 5"
    if x.first > 0 and toks[x.first - 1].text == "(":
        return False  # "Scholz (SPD)"
    if x.first > 1 and toks[x.first - 1].text == "#" and toks[x.first - 2].tag in ("PREP", "CONT"):
        return False
    if x.first > 2 and toks[x.first - 1].key in ("als", "than") and toks[x.first - 3].tag in ("PREP", "CONT"):
        return False  # "mit mehr als zweijähriger Pause"
    partner = joined_to(scene.parse, x)
    return partner is None or not (partner.prep or partner.genitive)


def _counted(scene: Scene, x: Phrase) -> bool:
    """English "about 8,000 troops": a degree, no preposition."""
    return x.prep in ("about", "around", "over", "nearly", "under") and scene.parse.tokens[x.first].tag == "NUM"


def joined_to(p: Parse, x: Phrase) -> Phrase | None:
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
        return antecedent(scene.parse, group)
    return None


def antecedent(p: Parse, group: Group) -> Phrase | None:
    """The phrase before a relative clause that its pronoun stands for; places and genitives on it are passed over."""
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
    whole = [y for x in phrases_in(scene.parse, group.tokens) if (y := _beside(x, subject)) is not None]
    partner = joined_to(scene.parse, subject) if subject is not None else None
    free = [x for x in whole if x != partner and is_free(scene, x)]
    return [x for x in free if scene.parse.tokens[x.head].key not in ("sich", "es")]


def _beside(x: Phrase, subject: Phrase | None) -> Phrase | None:
    """A phrase that is not the subject nor what the subject was cut out of."""
    return x if subject is None or x.first != subject.first else None


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
