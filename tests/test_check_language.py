"""What ``chronik check-language`` says to somebody who changes rules for time expressions."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from itertools import count
from pathlib import Path

import msgspec
import pytest

from chronik.annotate.time_rivals import idle_rules, rival_notes
from chronik.annotate.time_rules import TenseWords, TimeFile
from chronik.check import check_times
from chronik.errors import LanguageError
from chronik.language import codes
from chronik.language.files import OWN, folder
from chronik.model import Article, Document


def words(shape: type[msgspec.Struct]) -> str:
    """The patterns of words that a times.toml must have, each of them a word that no test uses."""
    return "".join(f'{f.encode_name} = "xyz"\n' for f in msgspec.structs.fields(shape) if f.required and f.type is str)


HEAD = f"""
reference = 2021-12-15
{words(TimeFile)}
[tense]
{words(TenseWords)}
"""
HEAD += """
[macros]
turn = "{last:direction}e[nrs]?"

[digits]
near_year = "20[0-9]{2}"

[classes.weekday]
montag = 1
dienstag = 2

[classes.last]
letzt = -1

[[rule]]
name = "weekday"
kind = "weekday"
pattern = "{weekday}"
match = ["Sie ging am [Dienstag]. → 2021-12-14"]

[[rule]]
name = "last weekday"
kind = "weekday"
pattern = "{turn} {weekday}"
match = ["am [letzten Montag] → 2021-12-13"]

[[rule]]
name = "year"
pattern = "{near_year:year}"
match = ["seit [2014] → 2014"]
no_match = ["2014er"]
"""
_codes = count()
Check = Callable[[str], list[str]]


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """The faults of a times.toml, read as that of a language of its own, so that nothing read before is in the way."""

    def check(text: str) -> list[str]:
        return check_times(language(text, tmp_path))

    monkeypatch.setenv(OWN, str(tmp_path))
    return check


def language(text: str, home: Path) -> str:
    code = f"x{next(_codes)}"
    (home / code).mkdir()
    (home / code / "times.toml").write_text(text, encoding="utf-8")
    for name in ("about.toml", "numbers.toml"):
        (home / code / name).write_bytes((folder() / "de" / name).read_bytes())
    return code


def rule(pattern: str, *examples: str, **fields: str) -> str:
    written = "".join(f"{name} = {value}\n" for name, value in fields.items())
    shown = ", ".join(f'"{e}"' for e in examples)
    return f'{HEAD}\n[[rule]]\nname = "mine"\npattern = "{pattern}"\n{written}match = [{shown}]\n'


def test_nothing_is_wrong_with_good_rules(checked: Check) -> None:
    assert checked(HEAD) == []


TUESDAY = """[[rule]]
name = "tuesday"
kind = "weekday"
pattern = "(?:am )?{weekday}"
match = ["[Dienstag]"]

"""
FAULTS = {
    "unknown name": (rule("am {weekdya}", "[x]"), "rule mine uses {weekdya}", "did you mean {weekday}?"),
    "no pattern": (
        rule("(?:am {weekday}", "[x]"),
        "rule mine is no regular expression",
        "at character 1 of its pattern",
    ),
    "no condition": (rule("{weekday}", "[x]", before='"(am"'), "rule mine", "at character 1 of its before, '(am'"),
    "look-around": (rule("{weekday}(?= früh)", "[x]"), "rule mine has what RE2 does not know", "before, after"),
    "empty match": (rule("{weekday}?", "[x]"), "rule mine matches where there is nothing", "obligatory"),
    "plain group": (rule("{weekday} (früh|spät)", "[x]"), "rule mine has a plain group at '(früh|spät)'", "(?:…)"),
    "capital in a placeholder": (rule("{Weekday} früh", "[x]"), "rule mine uses {Weekday}", "did you mean {weekday}?"),
    "capital in a field": (rule("{weekday:Day} früh", "[x]"), "rule mine has {weekday:Day}", "{weekday:day}"),
    "class in a condition": (
        rule("Jause", "[Jause]", after='"{weekday}"'),
        "rule mine uses {weekday} in its after",
        "only macros without classes",
    ),
    "no such part": (
        rule("Jause", "[Jause]", sets='{ part = "NACHMITTAG" }'),
        "rule mine has part = 'NACHMITTAG'",
        "part is one of AF, DT, EV, MI, MO, NI",
    ),
    "no such kind": (rule("Jause", "[Jause]", kind='"weekdays"'), "rule mine has kind = 'weekdays'", "one of calendar"),
    "no such feast": (rule("Jause", "[Jause]", sets='{ feast = "estar" }'), "feast = 'estar'", "an id in feasts.toml"),
    "word with no such value": (
        rule("{season}", "[herbst]") + '\n[classes.season]\n"herbst" = "FALL"\n',
        "[classes.season] has \"herbst\" = 'FALL'",
        "season is one of FA, SP, SU, WI",
    ),
    "word with a value out of range": (
        HEAD.replace("dienstag = 2", "dienstag = 8"),
        '[classes.weekday] has "dienstag" = 8',
        "weekday is a whole number, 1 to 7",
    ),
    "word with a text for a number": (
        HEAD.replace("letzt = -1", 'letzt = "-1"'),
        "[classes.last] has \"letzt\" = '-1'",
        "direction is a whole number",
    ),
    "empty example": (rule("Jause", ""), "rule mine has the example ''", "square brackets"),
    "example without brackets": (rule("Jause", "zur Jause"), "rule mine has the example 'zur Jause'", "brackets"),
    "empty counter-example": (
        rule("Jause", "[Jause]", no_match='[""]'),
        "rule mine has an empty text under no_match",
        "take it out",
    ),
    "misspelled field of the meaning": (rule("Jause", "[Jause]", sets="{ amuont = 1 }"), "amuont", "mean amount?"),
    "no example": (rule("Jause"), "rule mine has no example", "add match"),
    "never wins": (
        rule("(?:Montag|Dienstag)", "am [Montag]"),
        "rule mine never wins: rule weekday takes",
        "before that rule",
    ),
    "finds nothing": (rule("Jause", "am [Montag] war", after='"ist"'), "rule mine", "never wins"),
    "changes nothing": (
        HEAD.replace("[[rule]]", f"{TUESDAY}[[rule]]", 1),
        "rule tuesday changes nothing: rule weekday reads all its examples alike",
        "delete it",
    ),
    "wrong value": (HEAD.replace("2021-12-14", "2021-12-07"), "rule weekday: gives 2021-12-14", "not 2021-12-07"),
    "found against no_match": (
        HEAD.replace("2014er", "im Jahr 2014"),
        "rule year must not find '2014'",
        "im Jahr 2014",
    ),
    "unused class": (
        HEAD + '\n[classes.part]\nabend = "EV"\n',
        "[classes.part] is used by no rule",
        "delete the table",
    ),
    "unused macro": (
        HEAD.replace("[macros]", '[macros]\nart = "der"'),
        "[macros] art is used by no rule",
        "delete the line",
    ),
    "macro in itself": (
        HEAD.replace("[macros]", '[macros]\nart = "der {art}"'),
        "art contains itself",
        "take {art} out",
    ),
    "capital": (
        HEAD.replace("montag =", "Montag ="),
        '[classes.weekday] has "Montag" with a capital',
        'write "montag"',
    ),
    "other kind of value": (
        rule("{times:freq}", "[einmal]") + '\n[classes.times]\neinmal = "1"\nzweimal = 2\ndreimal = 3\n',
        '"einmal" a value of another kind',
        "'1'",
    ),
    "two meanings": (
        HEAD.replace("[classes.last]", "[classes.next]\nletzt = 1\n\n[classes.last]").replace(
            "{last:direction}", "(?:{last:direction}|{next:direction})"
        ),
        '[classes.next] has "letzt" as 1, [classes.last] as -1',
        "keep one",
    ),
    "name twice": (
        HEAD.replace('"last weekday"', '"weekday"'),
        "rule weekday is the name of 2 rules",
        "names of their own",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault(checked: Check, name: str) -> None:
    text, said, advice = FAULTS[name]
    (told,) = [fault for fault in checked(text) if said in fault and advice in fault] or [None]
    assert told, checked(text)
    place = told.split(": ")[0]
    assert ".toml:" in place, told
    line = int(place.rpartition(":")[2])
    words = tuple(re.findall(r'^\[classes\S+ (?:has|gives) "(\w+)', told.split(": ", 1)[1]))
    assert text.splitlines()[line - 1].lstrip('"').startswith(words or ("name = ", "["))


UNREADABLE = {
    "misspelled field": (
        rule("Jause", "[Jause]", no_mach='["x"]'),
        "unknown field `no_mach` in the rule 'mine'; did you mean no_match?",
    ),
    "misspelled pattern": (
        rule("Jause", "[Jause]").replace('pattern = "Jause"', 'patern = "Jause"'),
        "unknown field `patern` in the rule 'mine'; did you mean pattern?",
    ),
    "misspelled word of the tense": (HEAD.replace("[tense]", '[tense]\nfutur = "wird"'), "did you mean future?"),
    "table that nothing reads": (HEAD + "\n[clases]\nx = 1\n", "unknown field `clases`; did you mean classes?"),
    "no such type": (
        rule("Jause", "[Jause]", type='"Time"'),
        "Invalid enum value 'Time' in the rule 'mine'; type is one of DATE, DURATION, SET, TIME.",
    ),
    "no such mod": (rule("Jause", "[Jause]", mod='"EARLY"'), "'EARLY' in the rule 'mine'; mod is one of AFTER, APPROX"),
    "no such quant": (rule("Jause", "[Jause]", quant='"EVRY"'), "quant is one of EACH, EVERY, EVERY OTHER"),
    "list for a text": (
        rule("Jause", "[Jause]").replace('pattern = "Jause"', 'pattern = ["Jause"]'),
        "got `array` in the rule 'mine'",
    ),
    "no name": (
        rule("Jause", "[Jause]").replace('name = "mine"', ""),
        "missing required field `name` in the rule that begins here; add that field.",
    ),
    "word twice": (HEAD.replace("montag = 1", "montag = 1\nmontag = 1"), "the same name stands here twice (at line "),
    "umlaut without quotes": (HEAD.replace("montag = 1", "früh = 1"), "must stand in quotes"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_file_that_cannot_be_read(checked: Check, name: str) -> None:
    text, said = UNREADABLE[name]
    with pytest.raises(LanguageError, match=r"times\.toml(:\d+)? cannot be used: ") as raised:
        checked(text)
    assert said in str(raised.value)
    if line := re.search(r"times\.toml:(\d+) ", str(raised.value)):
        shown = text.splitlines()[int(line[1]) - 1]
        assert shown == "[[rule]]" or shown.split(" = ")[0].strip("[]") in str(raised.value)


@pytest.mark.parametrize(
    ("mark", "encoding", "said"), [(b"\xef\xbb\xbf", "utf-8", None), (b"", "latin-1", "not in UTF-8; save")]
)
def test_encodings(tmp_path: Path, mark: bytes, encoding: str, said: str | None) -> None:
    mine = tmp_path / "de"
    mine.mkdir()
    text = (folder() / "de" / "abbreviations.toml").read_text(encoding="utf-8") + "# Jänner\n"
    (mine / "abbreviations.toml").write_bytes(mark + text.encode(encoding, errors="ignore"))
    done = chronik("check-language", str(mine), cwd=tmp_path)
    assert done.returncode == bool(said)
    assert (said or "All examples in ") in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_rule_that_contributing_shows_is_one(checked: Check) -> None:
    page = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"(?m)^       \[\[rule\]\]\n(?:       .+\n)+", page)
    assert checked(HEAD + textwrap.dedent(shown)) == []
    assert checked(HEAD + textwrap.dedent(shown).replace("15TAF", "15TEV")) != []


def test_notes_name_pairs_whose_order_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN, str(tmp_path))
    text = rule("{near_year:year}", "seit [2014]", kind='"set"', type='"SET"')
    two = text.replace('name = "year"', 'name = "war year"\nbefore = "im Krieg"').replace(
        "seit [2014]", "im Krieg [2014]", 1
    )
    notes = rival_notes(language(two, tmp_path))
    assert any("rule war year reads '2014' before rule mine" in note for note in notes)


def test_rules_that_find_nothing_in_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN, str(tmp_path))
    text = "Am Montag 2014"
    document = Document(article=Article(id="", source=text, text=text), sentences=())
    assert idle_rules(language(HEAD, tmp_path), [document]) == ["last weekday"]


@pytest.mark.parametrize("code", codes())
def test_shipped_rules_have_no_faults(code: str) -> None:
    assert check_times(code) == []


def chronik(*arguments: str, cwd: Path, own: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = os.environ | ({OWN: str(own)} if own else {})
    command = [sys.executable, "-m", "chronik", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=120)


def test_newcomer_adds_a_word_in_one_line(tmp_path: Path) -> None:
    mine = tmp_path / "de"
    mine.mkdir()
    shutil.copy(str(folder() / "de" / "times.toml"), mine)
    text = (mine / "times.toml").read_text(encoding="utf-8")
    (mine / "times.toml").write_text(
        text.replace("[classes.month]\n", "[classes.month]\nweinmond = 10\n"), encoding="utf-8"
    )
    (tmp_path / "report.txt").write_text("Im Weinmond 2019 wurde die Brücke gebaut.\n", encoding="utf-8")
    checked = chronik("check-language", "./de", "--text", "report.txt", "--notes", cwd=tmp_path)
    assert (checked.returncode, checked.stderr) == (0, f"All examples in {mine.resolve()} hold.\n")
    assert re.search(r"^In 1 text these \d+ time rules find nothing:$", checked.stdout, re.M)
    assert "keep them in this order" in checked.stdout
    assert max(map(len, checked.stdout.partition("find nothing:")[2].splitlines())) <= 100
    quiet = chronik("check-language", "./de", "--text", "report.txt", cwd=tmp_path)
    assert "keep them in this order" not in quiet.stdout
    found = chronik("annotate", "report.txt", "--kinds", "time", cwd=tmp_path, own=tmp_path)
    assert '"text":"Weinmond 2019"' in found.stdout
    assert '"value":"2019-10"' in found.stdout
    assert "Weinmond" not in chronik("annotate", "report.txt", "--kinds", "time", cwd=tmp_path).stdout


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of one's own with German rules, in ``rules/de``, and a report."""
    (tmp_path / "rules" / "de").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    shutil.copy(str(folder() / "de" / "times.toml"), tmp_path / "rules" / "de")
    for name in ("report.txt", "other.txt"):
        (tmp_path / name).write_text("Am 3. Mai 2019 wurde die Brücke gebaut.\n", encoding="utf-8")
    return tmp_path


FOLDERS = [
    ("nothing", "There is no language and no folder nothing"),
    ("empty", "empty holds no rule files; copy a folder"),
    ("rules", "rules holds no rule files; did you mean rules/de?"),
    ("rules/de/times.toml", "give the folder it lies in, rules/de"),
]


@pytest.mark.parametrize(("given", "said"), FOLDERS)
def test_no_folder_of_rules(mine: Path, given: str, said: str) -> None:
    done = chronik("check-language", given, cwd=mine)
    assert done.returncode == 1
    assert said in done.stderr


def test_folder_named_like_no_language(mine: Path) -> None:
    (mine / "rules" / "de").rename(mine / "rules" / "deutsch")
    done = chronik("check-language", "rules/deutsch", cwd=mine)
    assert "named like no language (de, en), and a new one needs an about.toml" in done.stderr


def test_misspelled_file_is_not_passed_over(mine: Path) -> None:
    (mine / "rules" / "de" / "times.toml").rename(mine / "rules" / "de" / "time.toml")
    for done in (
        chronik("check-language", "rules/de", cwd=mine),
        chronik("date", "report.txt", cwd=mine, own=Path("rules")),
    ):
        assert done.returncode == 1
        assert (
            "rules/de/time.toml is never read, for no rule file has that name; did you mean times.toml?" in done.stderr
        )


VARIABLES = [
    ("nowhere", "which is no folder"),
    ("empty", "which holds no folder of a language (de, en); copy one there"),
    ("rules/de", "which holds no folder of a language (de, en); name the folder it lies in, rules."),
]


@pytest.mark.parametrize(("name", "said"), VARIABLES)
def test_variable_that_names_no_rules(mine: Path, name: str, said: str) -> None:
    done = chronik("annotate", "report.txt", cwd=mine, own=Path(name))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"CHRONIK_LANGUAGE names {name}, {said}")
    assert len(done.stderr.splitlines()) == 1


def test_last_line_says_what_was_checked(mine: Path) -> None:
    own = (mine / "rules" / "de").resolve()
    inside = chronik("check-language", ".", cwd=own)
    assert inside.stderr == f"All examples in {own} hold.\n"
    beside = chronik("check-language", "de", cwd=own.parent)
    assert beside.stderr == f"All examples in {Path(str(folder() / 'de')).resolve()} hold.\n"


def test_broken_rule_is_blamed_on_no_text(mine: Path) -> None:
    file = mine / "rules" / "de" / "times.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('pattern = "', 'pattern = "(', 1), encoding="utf-8")
    done = chronik("annotate", "report.txt", "other.txt", cwd=mine, own=Path("rules"))
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "is no regular expression" in line
    assert line.endswith("Run chronik check-language rules/de, which names all faults.")
    checked = chronik("check-language", "rules/de", cwd=mine)
    assert checked.returncode == 1
    assert checked.stdout.startswith("times: rules/de/times.toml:")
    assert checked.stderr == f"1 thing in {file.parent.resolve()} to put right.\n"


def test_help_names_the_variable(tmp_path: Path) -> None:
    assert "CHRONIK_LANGUAGE" in chronik("check-language", "--help", cwd=tmp_path).stdout
