"""The weights of clues: both files whole, their source and licence named, and how one is chosen."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chronik import pipeline
from chronik.cli import app
from chronik.dating import weights
from chronik.dating.clue import STRETCHES
from chronik.errors import InputError
from chronik.free import VARIABLE
from chronik.record import Case

TEXT = "Bundeskanzlerin Angela Merkel sprach am 3. Mai 2011 in Chur, wie die Kantonspolizei am Freitag mitteilte.\n"


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_both_files_have_all_kinds_and_name_their_data() -> None:
    learned, assumed = weights._read("learned"), weights._read("assumed")
    assert list(learned.stretch) == list(assumed.stretch)
    assert list(learned.weekday) == list(assumed.weekday)
    assert all(len(w) == STRETCHES for w in (*learned.stretch.values(), *assumed.stretch.values()))
    assert all(len(w) == 7 for w in (*learned.weekday.values(), *assumed.weekday.values()))
    assert "CC-BY-NC-SA" in learned.licence
    assert (assumed.licence, assumed.data.split(":")[0]) == ("CC0-1.0", "none")
    assert learned.stretch != assumed.stretch


def test_every_kind_in_the_code_has_weights() -> None:
    named = set()
    for file in (Path(weights.__file__).parent).glob("*.py"):
        named |= set(re.findall(r'kind="([a-z_]+)"', file.read_text(encoding="utf-8")))
    known = weights.model()
    assert named - set(known.stretch) - set(known.weekday) == set()


def test_free_models_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weights.chosen() == "learned"
    monkeypatch.setenv(VARIABLE, "free")
    assert weights.chosen() == "assumed"
    assert weights.model() == weights._read("assumed")


def test_a_slip_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "fre")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="CHRONIK_MODELS is 'fre'; set it to free"):
        list(pipeline.annotate_pile([tmp_path]))


def test_a_case_is_worked_again_with_other_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with Case.open(tmp_path / "case.db", create=True) as case:
        pipeline.build([tmp_path / "a.txt"], case)
        (before,) = case.dossiers()
        monkeypatch.setenv(VARIABLE, "free")
        pipeline.build([tmp_path / "a.txt"], case)
        (after,) = case.dossiers()
        manifest = case.manifest()
    assert before.report.best is not None
    assert before.report != after.report
    assert manifest is not None
    assert manifest.options == ("free-models",)


def test_a_slip_leaves_no_case_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, "fre")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(app, ["build", str(tmp_path / "a.txt"), "-o", str(tmp_path / "case.db")])
    assert isinstance(result.exception, InputError)
    assert not (tmp_path / "case.db").exists()
