"""Kill a build at random moments and see whether the case file holds.

    python bench/kill.py FOLDER [TIMES] [--pile PATH] [--seed N]

Builds the pile (default examples/irak) once undisturbed, then TIMES times (default 50) starts the same build in
FOLDER, kills it with SIGKILL at a random moment of its time, looks at the file it leaves, runs the build again to
the end and compares the export, byte for byte, with that of the undisturbed build. Exits with 1 if any differs.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

CHRONIK = [sys.executable, "-m", "chronik"]


def main() -> int:
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    whole, killed = options.folder / "whole.db", options.folder / "killed.db"
    remove(whole)
    began = time.perf_counter()
    build(options.pile, whole)
    full = time.perf_counter() - began
    wanted, articles = export(whole), left_behind(whole)
    moments = random.Random(options.seed)
    results = Counter[str]()
    for number in range(1, options.times + 1):
        moment = moments.uniform(0, full)
        result, kept = once(options.pile, killed, moment, wanted)
        results[result] += 1
        print(f"{number}/{options.times} killed at {moment:.2f} s, {kept} of {articles}: {result}", file=sys.stderr)
    print(f"{options.times} builds of {full:.2f} s and {articles} articles killed: {summary(results)}")
    return 0 if set(results) <= {"whole", "finished before"} else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the case files are written")
    parser.add_argument("times", type=int, nargs="?", default=50)
    parser.add_argument("--pile", type=Path, default=Path("examples/irak"))
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def once(pile: Path, case: Path, moment: float, wanted: bytes) -> tuple[str, str]:
    """Kill one build, look at the file, finish it; how that went, and how many articles the kill left."""
    remove(case)
    finished = killed_at(pile, case, moment)
    kept = left_behind(case)
    if kept.startswith("damaged"):
        return "damaged", kept
    build(pile, case)
    if export(case) != wanted:
        return "another export", kept
    beside = [path.name for path in case.parent.glob(f"{case.name}?*")]
    if beside:
        return "left files beside it", kept
    return ("finished before" if finished else "whole"), kept


def killed_at(pile: Path, case: Path, moment: float) -> bool:
    """Start a build in a process group of its own, kill the group after ``moment`` seconds; whether it was done."""
    command = [*CHRONIK, "build", str(pile), "-o", str(case)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        return process.wait(timeout=moment) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def left_behind(case: Path) -> str:
    """How many articles the file holds; "damaged …" if SQLite finds it is not sound."""
    if not case.exists() or not case.stat().st_size:
        return "0"
    db = sqlite3.connect(case)
    try:
        verdict = [*db.execute("PRAGMA integrity_check"), *db.execute("PRAGMA foreign_key_check")]
        if verdict != [("ok",)]:
            return f"damaged: {verdict[:3]}"
        made = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0]
        return str(db.execute("SELECT count(*) FROM article").fetchone()[0]) if made else "0"
    except sqlite3.DatabaseError as error:
        return f"damaged: {error}"
    finally:
        db.close()


def build(pile: Path, case: Path) -> None:
    subprocess.run([*CHRONIK, "build", str(pile), "-o", str(case)], check=True, capture_output=True)


def export(case: Path) -> bytes:
    return subprocess.run([*CHRONIK, "export", str(case), "--format", "jsonl"], check=True, capture_output=True).stdout


def remove(case: Path) -> None:
    """Take away the two case files this script makes, with what SQLite may have left beside them."""
    for path in (case, case.with_name(case.name + "-journal")):
        path.unlink(missing_ok=True)


def summary(results: Counter[str]) -> str:
    return ", ".join(f"{count} {result}" for result, count in sorted(results.items()))


if __name__ == "__main__":
    sys.exit(main())
