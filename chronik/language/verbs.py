"""Inflected forms of a verb from its principal parts, in the notation of a dictionary.

German: ``"an|kündigen"`` is weak with the separable prefix "an"; ``"an|geben gibt gab gegeben"`` gives present,
past and participle of a strong verb, without the prefix. English: ``"say said said"`` or ``"announce"``.
Source: the conjugation tables of the Duden grammar (§ 604 ff.) and of any English grammar.
"""

import functools
from typing import Literal, NamedTuple

VerbKind = Literal["present", "past", "konjunktiv", "participle", "infinitive", "zu_infinitive", "gerund"]


class VerbForm(NamedTuple):
    """One form: the word as it stands, the separated prefix that must follow in the clause ("" if none)."""

    text: str
    kind: VerbKind
    particle: str
    plural: bool


@functools.cache
def forms(parts: str, code: str) -> tuple[VerbForm, ...]:
    """Third-person and infinite forms of the verb with these principal parts."""
    return _german(parts) if code == "de" else _english(parts)


def infinitive(parts: str) -> str:
    """The dictionary form: "ankündigen" for "an|kündigen"."""
    return parts.split()[0].replace("|", "")


def _german(parts: str) -> tuple[VerbForm, ...]:
    words = parts.split()
    particle, _, base = words[0].rpartition("|")
    stem = base[:-2] if base.endswith("en") else base[:-1]
    e = "e" if stem[-1] in "td" or stem.endswith(("gn", "fn", "dn", "tm", "dm", "chn")) else ""
    strong = len(words) == 4
    present = words[1] if strong else f"{stem}{e}t"
    past = words[2] if strong else f"{stem}{e}te"
    participle = words[3] if strong else _weak_participle(stem, e)
    pasts = past if past.endswith("e") else past + "e" if past[-1] in "sßzx" else past
    finite: list[tuple[str, VerbKind, bool]] = [
        (present, "present", False),
        (base, "present", True),
        (_konjunktiv(base, stem), "konjunktiv", False),
        (past, "past", False),
        (past + "n" if pasts.endswith("e") and past.endswith("e") else past + "en", "past", True),
    ]
    whole = {participle, particle + participle} if particle else {participle}
    out = [VerbForm(text, kind, particle, plural) for text, kind, plural in finite]
    if particle:  # subordinate clauses write the verb together
        out += [VerbForm(particle + text, kind, "", plural) for text, kind, plural in finite]
        whole = {particle + participle}
    out += [VerbForm(text, "participle", "", False) for text in whole]
    out.append(VerbForm(particle + base, "infinitive", "", False))
    out.append(VerbForm(f"{particle}zu{base}" if particle else base, "zu_infinitive", "", False))
    return tuple(dict.fromkeys(out))


def _konjunktiv(base: str, stem: str) -> str:
    """ "gehe", "wandere", but "handle" (Duden grammar § 619)."""
    if base.endswith("eln"):
        return base[:-3] + "le"
    return f"{stem}e" if base.endswith("en") else f"{base[:-1]}e"


_INSEPARABLE = ("be", "emp", "ent", "er", "ge", "miss", "ver", "zer", "über", "unter", "wider", "hinter")


def _weak_participle(stem: str, e: str) -> str:
    """ "geplant", but "verkündet" and "attackiert" without "ge"."""
    without = stem.endswith("ier") or (stem.startswith(_INSEPARABLE) and len(stem) > 4)
    return f"{stem}{e}t" if without else f"ge{stem}{e}t"


def _english(parts: str) -> tuple[VerbForm, ...]:
    words = parts.split()
    base, _, particle = words[0].partition("|")
    past, participle = (words[1], words[2]) if len(words) == 3 else (_english_past(base),) * 2
    third = base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else base + "s"
    if base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    doubled = (
        stem + stem[-1] if past == base + base[-1] + "ed" or base in ("begin", "put", "set", "cut", "win") else stem
    )
    out = [
        VerbForm(third, "present", particle, False),
        VerbForm(base, "present", particle, True),
        VerbForm(past, "past", particle, False),
        VerbForm(participle, "participle", particle, False),
        VerbForm(base, "infinitive", particle, False),
        VerbForm(doubled + "ing", "gerund", particle, False),
    ]
    return tuple(dict.fromkeys(out))


def _english_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else base + "ed"
