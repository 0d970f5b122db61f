"""The file ``abbreviations.toml`` of a language: which full stops do not end a sentence."""

import functools

from chronik.language.files import Rule, read


class Abbreviations(Rule, frozen=True, kw_only=True):
    """Which abbreviations end a sentence: those of ``before`` never, of ``either`` before one of ``starters``.

    Those of ``before_number`` go on only where a number follows. ``ordinals``: numbers with a full stop are ordinals
    ("die 3. Division"), which go on after a word of ``ordinal_before`` and before one of ``ordinal_next``, ``months``.
    ``never_last`` are words that no heading ends with.
    """

    before: frozenset[str]
    either: frozenset[str]
    before_number: frozenset[str]
    ordinals: bool
    ordinal_before: frozenset[str]
    ordinal_next: frozenset[str]
    months: frozenset[str]
    starters: frozenset[str]
    never_last: frozenset[str]


@functools.cache
def abbreviations(language: str) -> Abbreviations:
    """The abbreviations of a language; raises LanguageError where it has none."""
    return read(language, "abbreviations", Abbreviations)
