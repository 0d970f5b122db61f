"""What keeps a clause from asserting what its verb tells: near misses, rumours, accounts that are called false.

Each function says which token does so, None where nothing does (factuality; Saurí and Pustejovsky 2009).
"""

from chronik.annotate.clauses import Group
from chronik.annotate.negation import negation
from chronik.annotate.scene import Scene, find_word, is_reported, words_of
from chronik.annotate.triggers import in_list, verb_hits
from chronik.article.phrases import Phrase


def near_miss(scene: Scene, token: int) -> int | None:
    """ "beinahe getötet", "was nearly killed": the word right before the verb says that it did not come to it."""
    toks = scene.parse.tokens
    before = token - 1
    while before > 0 and toks[before].key in ("been", "being"):
        before -= 1
    return before if before >= 0 and toks[before].key in words_of(scene.parse.code, "near_miss") else None


def rumoured(scene: Scene) -> int | None:
    """ "Gerüchten zufolge", "according to rumours": the rumour on which the sentence rests."""
    p = scene.parse
    leads = words_of(p.code, "hearsay_leads")
    led = (x for x in p.phrases if _led(scene, x, leads))
    return next((x.head for x in led if in_list(p.tokens[x.head].key, ("rumour",), p.code)), None)


def _led(scene: Scene, x: Phrase, leads: frozenset[str]) -> bool:
    """Whether a phrase follows "laut", "according to" or stands before "zufolge"."""
    toks = scene.parse.tokens
    near = [toks[i].key for i in (x.first - 2, x.first - 1, x.last + 1) if 0 <= i < len(toks)]
    return bool(leads & set(near))


def refuted(scene: Scene, group: Group, token: int) -> int | None:
    """ "Die Behauptung, …, ist falsch", "Es stimmt nicht, dass …": the word that calls a content clause untrue."""
    code, here = scene.parse.code, scene.groups.index(group)
    account = _account(scene, group)
    if account is None and group.word not in words_of(code, "that"):
        return None
    around = [g.tokens for g in scene.groups[max(0, here - 2) : here + 2] if g.clause != group.clause]
    if code == "en":  # "The report that troops had left was false" is one clause to the parse
        around.append(tuple(i for i in group.whole if i > token))
    for indices in around:
        false = find_word(scene, indices, "false")
        if account is not None and false is not None and negation(scene, indices) is None:
            return false
        if find_word(scene, indices, "true") is not None and (no := negation(scene, indices)) is not None:
            return no
    return None


_BACK = 3  # tokens between an account and the clause that gives its content


def _account(scene: Scene, group: Group) -> int | None:
    """The noun right before a clause whose content it has ("die Behauptung, …", "reports that …")."""
    toks = scene.parse.tokens
    near = [*range(max(0, group.whole[0] - _BACK), group.whole[0])]
    near += [
        i for i in group.whole[:-1] if toks[i + 1].text == ","
    ]  # "Die Behauptung, Polen hätte …" is one clause here
    return next((i for i in near if in_list(toks[i].key, ("account",), scene.parse.code)), None)


def is_content(scene: Scene, group: Group, governor: int) -> bool:
    """Whether a clause is what the word above it is about: after "dass", an account, or a plain verb of denying.

    "wies den Vorwurf zurück, Soldaten hätten …", "Meldungen, nach denen …", "dementierte, sie habe …".
    """
    toks, code = scene.parse.tokens, scene.parse.code
    if group.word in words_of(code, "that"):
        return True
    first = next((i for i in group.whole if toks[i].tag not in ("PUNCT", "AND", "BUT")), group.whole[0])
    by_account = toks[first].key in words_of(code, "hearsay_leads") and group.opener == "rel"
    reported = is_reported(scene, first) and group.opener != "rel"
    if _account(scene, group) is not None:
        return by_account or reported
    return reported and any(
        h.rule.governs == "denied" and not h.rule.event_class for h in verb_hits(toks[governor].key, code)
    )


def is_perfect_infinitive(scene: Scene, group: Group, token: int) -> bool:
    """German "angegriffen zu haben", "getötet worden zu sein", and the first of "beschossen und getötet zu haben"."""
    toks = scene.parse.tokens
    keys = [toks[i].key for i in group.whole if toks[i].tag != "PUNCT"]
    finite = any(toks[i].tag == "AUX" and toks[i].key not in ("haben", "sein", "worden") for i in group.whole)
    return scene.parse.code == "de" and not finite and keys[-2:] in (["zu", "haben"], ["zu", "sein"])


def verb_above(scene: Scene, group: Group, token: int) -> int | None:
    """English: the verb on which a gerund or "having" with participle hangs ("denied attacking", "accused of …")."""
    toks = scene.parse.tokens
    if scene.parse.code != "en":
        return None
    before = token - 1
    while before > group.whole[0] and (toks[before].tag == "ADV" or toks[before].key in ("having", "been", "being")):
        before -= 1
    having = any(toks[i].key == "having" for i in range(before + 1, token))
    if before < group.whole[0] or not (having or toks[token].key.endswith("ing")):
        return None
    back = range(before, group.whole[0] - 1, -1) if toks[before].key in ("of", "from") else (before,)
    return next((i for i in back if any(h.rule.governs for h in verb_hits(toks[i].key, "en"))), None)
