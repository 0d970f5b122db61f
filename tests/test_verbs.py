"""Inflected forms from principal parts."""

import pytest

from chronik.language.verbs import VerbForm, forms, infinitive

CASES = [
    ("de", "an|kündigen", "kündigte", "past", "an", False),
    ("de", "an|kündigen", "ankündigte", "past", "", False),
    ("de", "an|kündigen", "angekündigt", "participle", "", False),
    ("de", "an|kündigen", "anzukündigen", "zu_infinitive", "", False),
    ("de", "ab|ziehen zieht zog gezogen", "zogen", "past", "ab", True),
    ("de", "ab|ziehen zieht zog gezogen", "abgezogen", "participle", "", False),
    ("de", "verlassen verlässt verließ verlassen", "verließen", "past", "", True),
    ("de", "verkünden", "verkündet", "participle", "", False),
    ("de", "attackieren", "attackiert", "participle", "", False),
    ("de", "fordern", "fordern", "present", "", True),
    ("de", "berichten", "berichte", "konjunktiv", "", False),
    ("en", "say said said", "says", "present", "", False),
    ("en", "deny", "denied", "past", "", False),
    ("en", "announce", "announcing", "gerund", "", False),
]


@pytest.mark.parametrize(("code", "parts", "text", "kind", "particle", "plural"), CASES)
def test_form(code: str, parts: str, text: str, kind: str, particle: str, plural: bool) -> None:
    assert VerbForm(text, kind, particle, plural) in forms(parts, code)  # type: ignore[arg-type]


def test_infinitive() -> None:
    assert infinitive("an|geben gibt gab gegeben") == "angeben"
