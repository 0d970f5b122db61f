"""The measurements in bench/: each says what it does and what is missing, without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parent.parent / "bench"


def run(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCH / name), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120)


@pytest.mark.parametrize("name", ["feast_days.py", "quality.py", "statements.py", "times.py", "throughput.py"])
def test_help(name: str) -> None:
    done = run(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"python bench/{name}" in done.stdout


@pytest.mark.parametrize("name", ["times.py", "throughput.py"])
def test_pile_that_is_not_there(name: str) -> None:
    done = run(name, "nowhere")
    assert done.returncode == 1
    assert done.stderr == "There is no nowhere; give a text, a folder of texts (.txt) or a .csv.gz.\n"


def test_pile_without_texts(tmp_path: Path) -> None:
    assert run("throughput.py", str(tmp_path)).stderr == f"{tmp_path} holds no texts (.txt).\n"


def test_pile_without_a_text_in_the_language(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Brücke wurde am 3. Mai 2014 gebaut, sagte die Stadt.", encoding="utf-8")
    done = run("times.py", str(tmp_path), "--language", "en")
    assert done.returncode == 2
    assert "holds no text in English." in done.stderr


def test_a_library_that_is_missing_is_named(tmp_path: Path) -> None:
    code = f"import sys, runpy; sys.modules['ephem'] = None; runpy.run_path({str(BENCH / 'feast_days.py')!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "ephem is not installed; pip install -e '.[bench]' brings all four libraries.\n"
