"""Every rule's own examples, the shape of the language folders, and their loader's errors."""

import pytest

from chronik.check import CHECKS, check_language
from chronik.errors import LanguageError
from chronik.language import codes, read
from chronik.language.files import Rule, folder

FILES = {
    "about",
    "abbreviations",
    "datelines",
    "events",
    "figures",
    "numbers",
    "offices",
    "pages",
    "parties",
    "places",
    "speakers",
    "speech",
    "times",
    "words",
}


@pytest.mark.parametrize("code", codes())
def test_same_file_names_in_each_language(code: str) -> None:
    assert {f.name.removesuffix(".toml") for f in (folder() / code).iterdir() if f.name.endswith(".toml")} == FILES


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("annotator", CHECKS)
def test_rules_hold_their_examples(code: str, annotator: str) -> None:
    assert CHECKS[annotator](code) == []


def test_unknown_language_says_which_there_are() -> None:
    with pytest.raises(LanguageError, match=r"no rules for xx; languages with rules are de, en"):
        check_language("xx")


def test_missing_file_says_so() -> None:
    with pytest.raises(LanguageError, match=r"There is no xx/words\.toml"):
        read("xx", "words", Rule)


def test_wrong_shape_names_the_field() -> None:
    with pytest.raises(LanguageError, match=r"de/about\.toml cannot be used.*triggers"):
        read("de", "about", NeedsTriggers)


class NeedsTriggers(Rule, frozen=True, kw_only=True):
    triggers: tuple[str, ...]
