"""The measurement of statements: right figures and causes on a tiny gold, well-formed tables, plain messages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from scripts import script

from chronik.article import prepare
from chronik.model import Article

bench = script("bench/statements.py")
causes = script("bench/statement_errors.py")
Row = dict[str, Any]

TEXT = (
    "Der Minister sagte am Montag, die Brücke bleibe gesperrt. Der Bau ruhe seit Mai. "
    "„Wir warten“, sagte die Leiterin. Er hustete, man gehe bald. Die Stadt freut sich auf den Sommer."
)


def row(content: str, cue: str | None, speaker: str | None, form: str = "indirect", **more: Any) -> Row:
    """A statement of TEXT by its words."""
    out: Row = {"doc": "a", "kind": "statement", "form": form, "cue": cue or "", "speaker": speaker}
    for name, words in (("content_", content), ("", cue), ("speaker_", speaker)):
        at = TEXT.index(words) if words else None
        out |= {f"{name}start": at, f"{name}end": None if at is None else at + len(words or "")}
    return out | more


BRIDGE = row("die Brücke bleibe gesperrt", "sagte", "Der Minister")
CARRIED = row("Der Bau ruhe seit Mai.", None, "Der Minister", "indirect_free_indirect")
WAIT = row("„Wir warten“", "sagte", "die Leiterin", "direct")
COUGH = row("man gehe bald", "hustete", "Er")
SUMMER = row("Die Stadt freut sich auf den Sommer", "freut", "Die Stadt", "reported")


def page(gold: list[Row], found: list[Row]) -> Any:
    document = prepare(Article(id="a", source=TEXT, text=TEXT, language="de"))
    return causes.Page(document, gold, found)


def errors(gold: list[Row], found: list[Row]) -> list[tuple[str, str]]:
    return [(e.kind, e.cause) for e in causes.errors(causes.paired(page(gold, found)))]


def test_figures() -> None:
    found = [BRIDGE, CARRIED | {"speaker": None, "speaker_start": None, "speaker_end": None}, SUMMER]
    pairs = causes.paired(page([BRIDGE, CARRIED, WAIT, COUGH], found))
    assert bench.count(pairs) == (2, 1, 2)
    assert bench.count(pairs).scores == pytest.approx((2 / 3, 2 / 4, 4 / 7))
    assert bench.count(pairs, speaker=True) == (1, 2, 3)


def test_half_of_the_union_is_the_same_statement() -> None:
    whole = {"content_start": 0, "content_end": 100}
    assert causes.weight(whole, {"content_start": 0, "content_end": 50}) == 0.5
    assert causes.weight(whole, {"content_start": 0, "content_end": 49}) == 0
    assert causes.weight(whole, {"content_start": 50, "content_end": 150}) == 0


def test_gold_without_extents_is_paired_by_its_cue_and_compared_by_name() -> None:
    gold = {"start": 13, "end": 18, "speaker": "Barbara Lindt", "speaker_alt": ["Bern"], "form": "indirect"}
    assert causes.weight(gold, BRIDGE) == 5
    assert causes.right_speaker(gold, {"speaker": "sie", "speaker_name": "Barbara Lindt"})
    assert causes.right_speaker(gold, {"speaker": "Berns", "speaker_name": None})
    assert causes.right_speaker(gold, {"speaker": "die Berner Polizei", "speaker_name": None})
    assert not causes.right_speaker(gold, {"speaker": "der Minister", "speaker_name": None})
    assert causes.right_speaker({"speaker": None}, {"speaker": None, "speaker_name": None})


def test_what_is_optional_in_gold_counts_neither_way() -> None:
    optional = BRIDGE | {"optional": True}
    assert bench.count(causes.paired(page([optional], [BRIDGE]))) == (0, 0, 0)
    assert bench.count(causes.paired(page([optional], []))) == (0, 0, 0)


def off(one: Row, by: int) -> Row:
    """The same with a content that ends later."""
    return one | {"content_end": one["content_end"] + by}


def said(one: Row, speaker: str | None) -> Row:
    """The same by another speaker."""
    at = TEXT.index(speaker) if speaker else None
    end = None if at is None else at + len(speaker or "")
    return one | {"speaker": speaker, "speaker_start": at, "speaker_end": end}


CASES = [
    ([BRIDGE], [], ("missed", "indirect, cue in the lexicon but not taken")),
    ([COUGH], [], ("missed", "indirect, cue not in the lexicon")),
    ([COUGH | {"cue": "", "start": None, "end": None}], [], ("missed", "indirect, no cue in gold")),
    ([SUMMER | {"form": "indirect_free_indirect"}], [], ("missed", "Konjunktiv, no form known")),
    ([COUGH | {"form": "indirect_free_indirect"}], [], ("missed", "Konjunktiv, sure form")),
    ([], [SUMMER], ("spurious", "reported, nothing in gold there")),
    ([BRIDGE], [said(BRIDGE, None)], ("wrong speaker", "one in gold, none given")),
    ([said(BRIDGE, None)], [BRIDGE], ("wrong speaker", "none in gold, one given")),
    ([COUGH], [said(COUGH, "die Leiterin")], ("wrong speaker", "pronoun in gold, name given")),
    ([WAIT], [said(WAIT, "Er")], ("wrong speaker", "name in gold, pronoun given")),
    ([WAIT], [said(WAIT, "Der Minister")], ("wrong speaker", "phrase of an earlier sentence")),
    ([BRIDGE], [said(BRIDGE, "die Leiterin")], ("wrong speaker", "phrase of a later sentence")),
    ([BRIDGE], [said(BRIDGE, "die Brücke")], ("wrong speaker", "other phrase of the same sentence")),
    ([BRIDGE], [BRIDGE | {"form": "reported"}], ("wrong form", "indirect taken for reported")),
    ([COUGH | {"form": None}], [], ("missed", "any form, cue not in the lexicon")),
]


@pytest.mark.parametrize(("gold", "found", "error"), CASES)
def test_causes(gold: list[Row], found: list[Row], error: tuple[str, str]) -> None:
    assert errors(gold, found) == [error]


def test_causes_of_extents_that_differ() -> None:
    both = [("missed", "indirect, extent off"), ("spurious", "indirect, extent off")]
    assert errors([BRIDGE], [off(BRIDGE, 60)]) == both
    assert errors([BRIDGE], [BRIDGE, off(BRIDGE, 4)]) == [("spurious", "indirect, only one of two in gold")]
    assert errors([BRIDGE, off(BRIDGE, 4)], [BRIDGE]) == [("missed", "indirect, only one of two found")]
    assert errors([CARRIED], [CARRIED, off(BRIDGE, 160)])[-1] == ("spurious", "indirect, overlaps one in gold a little")
    inner = row("die Brücke", "sagte", "Der Minister", "direct")
    assert errors([BRIDGE, inner], [BRIDGE]) == [("missed", "direct, inside another statement")]


def test_every_error_has_one_cause_and_the_table_at_most_thirty_rows() -> None:
    pairs = causes.paired(page([BRIDGE, WAIT, COUGH], [SUMMER, off(BRIDGE, 60)]))
    found = [causes.Error("missed", f"cause {n}", pairs[0]) for n in range(40) for _ in range(1 + (n < 3))]
    lines = bench.by_cause(found).splitlines()
    assert len(lines) == 2 + bench.ROWS
    assert lines[2] == "| missed | cause 0 | 2 | 0.047 | 0.047 |"
    assert lines[-1] == "|  | 11 rarer causes | 11 |  | 0.256 |"
    assert sum(int(cells.split("|")[3]) for cells in lines[2:]) == 43


def test_tables_are_well_formed_and_the_interval_holds_the_figure() -> None:
    documents = [causes.paired(page([BRIDGE, WAIT], [BRIDGE, SUMMER])), causes.paired(page([WAIT], [WAIT]))]
    for table in bench.markdown(documents, with_errors=True).split("\n\n"):
        assert len({len(re.findall(r"\|", line)) for line in table.splitlines()}) == 1
    low, high = bench.interval(documents)
    assert low <= bench.count([p for d in documents for p in d]).scores[2] <= high
    assert bench.interval(documents) == (low, high)


def test_from_files_to_a_page(tmp_path: Path) -> None:
    texts, gold, out = tmp_path / "texts.jsonl", tmp_path / "gold.jsonl", tmp_path / "page.md"
    texts.write_text(json.dumps({"id": "a", "maintext": TEXT, "language": "de"}) + "\n", encoding="utf-8")
    rows = [{"doc": "a", "kind": "report"}, BRIDGE, WAIT]
    gold.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    out.write_text("<!-- statements: x -->\n<!-- end of statements: x -->\n", encoding="utf-8")
    bench.main([str(texts), str(gold), "--errors", "--into", str(out), "--name", "x"])
    written = out.read_text(encoding="utf-8")
    assert "| 1 | 2 | " in written
    assert TEXT[:20] not in written
    bench.main([str(texts), str(gold), "--errors", "--into", str(out), "--name", "x"])
    assert out.read_text(encoding="utf-8") == written


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    with pytest.raises(SystemExit, match="give a gold file"):
        bench.golds(gold)
    gold.write_text('{"doc": "b"}\nnothing\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"gold\.jsonl:2 is no annotation"):
        bench.golds(gold)
    gold.write_text('{"doc": "b", "kind": "report"}\n', encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"names b, which is not in .*a\.txt"):
        list(bench.pages(text, gold))
    with pytest.raises(SystemExit, match="add both lines"):
        bench.put_between("no markers", "statements: x", "block")
