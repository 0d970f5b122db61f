"""bench/times.py: doubled rules find what the rules find, and the command prints its figures."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))

import times as bench

from chronik.annotate import times
from chronik.annotate.time_rules import compiled, ruleset

PILE = Path(__file__).parent.parent / "examples" / "irak"


def test_twice_the_rules_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = list(bench.prepared(PILE, "de", 5))
    once = [times.find_times(d, "de") for d in documents]
    twice = compiled(bench.doubled(ruleset("de").file), "de")
    assert len(twice.rules) == 2 * len(ruleset("de").rules)
    monkeypatch.setattr(times, "ruleset", times.ruleset)  # to be as they were afterwards
    monkeypatch.setattr(times, "_fits", times._fits)
    bench.user(twice)()
    assert [times.find_times(d, "de") for d in documents] == once
    assert any(once)


def test_prints_words_a_second(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench, "beside", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["times.py", str(PILE), "--limit", "2", "--rounds", "1"])
    bench.main()
    assert "2 articles" in (out := capsys.readouterr().out)
    assert "unseen texts, engine warm" in out
    assert "words/s" in out


def test_the_limit_counts_articles_in_the_language() -> None:
    assert [d.article.language for d in bench.prepared(PILE, "en", 2)] == ["en", "en"]
