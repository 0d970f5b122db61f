"""Every rule's own examples, the shape of the language folders, and their loader's errors."""

import itertools
import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from chronik.annotate import (
    figure_rules,
    known,
    persons,
    speaker_words,
    speech_lexicon,
    time_rules,
    triggers,
)
from chronik.article import abbreviations, marks, tokens
from chronik.check import CHECKS, check_language
from chronik.dating import offices
from chronik.errors import LanguageError
from chronik.ingest import page_lines
from chronik.language import codes, numbers, read
from chronik.language.files import OWN, Rule, folder

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


class NeedsTriggers(msgspec.Struct, frozen=True, kw_only=True):
    triggers: tuple[str, ...]


# ---------------------------------------------------------------- keys that nothing reads

SHAPES: dict[str, type] = {
    "abbreviations": abbreviations.Abbreviations,
    "datelines": marks.Frame,
    "events": triggers.Lexicon,
    "figures": figure_rules.Figures,
    "numbers": numbers.Numbers,
    "offices": offices.OfficeWords,
    "pages": page_lines.PageWords,
    "parties": persons.Parties,
    "places": known.Places,
    "speakers": speaker_words.SpeakerWords,
    "speech": speech_lexicon.Speech,
    "times": time_rules.TimeFile,
    "words": tokens.Words,
}
# Tables whose keys are the language's own words.
WORDS = re.compile(
    r"\[(?:classes\.\w+|macros|digits|months|lists|titles|mood\.adjectives|nouns\.\w+|small|tens|scales)\]"
)
_codes = itertools.count()


def tables() -> list[tuple[str, str, str]]:
    """Every kind of table in the files of every language: code, file, heading; "" for the file itself."""
    found = []
    for code, name in itertools.product(codes(), SHAPES):
        lines = (folder() / code / f"{name}.toml").read_text(encoding="utf-8").splitlines()
        heads = dict.fromkeys(line for line in lines if re.fullmatch(r"\[+[\w.]+\]+", line))
        found += [(code, name, head) for head in ("", *heads)]
    return found


@pytest.mark.parametrize(("code", "name", "head"), [t for t in tables() if not WORDS.fullmatch(t[2])])
def test_a_key_that_nothing_reads_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, name: str, head: str
) -> None:
    text = (folder() / code / f"{name}.toml").read_text(encoding="utf-8")
    text = text.replace(f"\n{head}\n", f"\n{head}\nquux = 1\n", 1) if head else f"quux = 1\n{text}"
    mine = f"y{next(_codes)}"  # what was read before under a name is not read again
    (tmp_path / mine).mkdir()
    (tmp_path / mine / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / mine / "about.toml").write_text("", encoding="utf-8")
    monkeypatch.setenv(OWN, str(tmp_path))
    with pytest.raises(LanguageError, match=rf"{mine}/{name}\.toml.*quux.*; .*\.$") as raised:
        read(mine, name, SHAPES[name])
    if line := re.search(r"toml:(\d+) ", str(raised.value)):
        assert text.splitlines()[int(line[1]) - 1] == "quux = 1"


@pytest.mark.parametrize("name", ["words", "parties"])
def test_every_key_of_a_file_that_stages_share_is_read(name: str) -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in Path(str(folder())).parent.rglob("*.py"))
    for code in codes():
        for key in tomllib.loads((folder() / code / f"{name}.toml").read_text(encoding="utf-8")):
            assert re.search(rf"^    {key}: ", source, re.M), f"{code}/{name}.toml: nothing reads {key}"
