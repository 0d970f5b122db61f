"""As a new user: the working tree in a clean folder, make demo, README's commands, and the wheel alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL")}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=clean, timeout=1200)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the checkout that git knows or would take, in a folder of their own."""
    if shutil.which("git") is None or shutil.which("make") is None or not (ROOT / ".git").exists():
        pytest.skip("needs git, make and a checkout")
    folder = tmp_path_factory.mktemp("clone") / "chronik"
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def commands(readme: str) -> list[str]:
    """The command lines of README's console blocks that call chronik."""
    blocks = re.findall(r"```console\n(.*?)```", readme, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ chronik")]


def test_make_demo_and_the_commands_of_the_readme(tree: Path) -> None:
    told = run("make", "demo", f"PYTHON={sys.executable}", cwd=tree)
    assert "irak.html" in told
    page = (tree / "build" / "demo" / "irak.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    again = run("make", "demo", cwd=tree)
    assert "irak.html" in again
    binary = tree / ".venv" / "bin"
    found = commands((tree / "README.md").read_text(encoding="utf-8"))
    assert len(found) >= 5
    for command in found:
        run("bash", "-c", f"PATH={binary}:$PATH; {command}", cwd=tree)


def test_python_of_the_readme(tree: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (tree / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    code = "\n".join(blocks)
    assert run(sys.executable, "-c", code, cwd=tree).strip()


def test_wheel_in_an_empty_environment(tree: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path / "dist"), str(tree), cwd=tmp_path)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", str(tmp_path / "env"), cwd=tmp_path)
    run(str(tmp_path / "env" / "bin" / "pip"), "install", "--quiet", str(wheel), cwd=tmp_path)
    chronik = str(tmp_path / "env" / "bin" / "chronik")
    assert "build" in run(chronik, "--help", cwd=tmp_path)
    run(chronik, "build", str(tree / "examples" / "stuttgart21"), "-o", "case.db", cwd=tmp_path)
    run(chronik, "publish", "case.db", "-o", "page.html", cwd=tmp_path)
    assert (tmp_path / "page.html").stat().st_size > 10_000
