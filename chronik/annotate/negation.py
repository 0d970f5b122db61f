"""Which words negate an event: not "nicht nur", "nicht mehr als", "nicht vor 2027", nor a negated adjective."""

from chronik.annotate.scene import Scene, words_of
from chronik.article.tokens import Token


def negation(scene: Scene, indices: tuple[int, ...]) -> int | None:
    """A negating word that is not part of "nicht nur", "nicht zuletzt"."""
    toks, code = scene.parse.tokens, scene.parse.code
    only = words_of(code, "negation_only")
    for i in indices:
        negates = toks[i].key in words_of(code, "negation") and not _limited(toks, i, only)
        hardly = (
            toks[i].key in words_of(code, "scarcely") and i > 0 and toks[i + 1 : i + 2] and toks[i + 1].tag != "NUM"
        )
        if (negates or hardly) and not _not_before(scene, indices, i):
            return i
    return None


def _not_before(scene: Scene, indices: tuple[int, ...], no: int) -> bool:
    """ "nicht vor 2027", "will not open before December": later, but it will be."""
    toks = scene.parse.tokens
    at = next((i for i in indices if i > no and toks[i].key in ("vor", "before", "until")), None)
    return at is not None and any(0 <= t.start - toks[at].end <= 5 for t in scene.times)


def _is_attribute(toks: list[Token], i: int) -> bool:
    """An adjective before a noun ("nicht öffentliche Sitzungen", also in quotation marks)."""
    if toks[i].tag == "ADJ":
        return True
    k = i + 1 if i + 1 < len(toks) and toks[i + 1].tag != "PUNCT" else i + 2
    inflected = toks[i].tag == "WORD" and toks[i].key.endswith(("e", "en", "er", "es", "em"))
    return inflected and k < len(toks) and toks[k].tag == "NOUN"


def _limited(toks: list[Token], i: int, only: frozenset[str]) -> bool:
    """ "nicht nur", "nicht mehr als", and a negated adjective after "als" negate no event."""
    after = toks[i + 1] if i + 1 < len(toks) else None
    if (
        after is not None
        and toks[i].key == "no"
        and (after.tag == "NUM" or (after.text == "." and after.start == toks[i].end))
    ):
        return True  # "blast furnace No. 5"
    second = toks[i + 2].key if i + 2 < len(toks) else ""
    if after is not None and after.key in ("mehr", "weniger", "more", "less", "fewer") and second in ("als", "than"):
        return True
    before = next((toks[k].key for k in range(i - 1, -1, -1) if toks[k].tag != "PUNCT"), "")
    attribute = after is not None and toks[i].key in ("nicht", "not") and _is_attribute(toks, i + 1)
    return before in ("als", "as") or attribute or (after is not None and after.key in only)
