"""Building again, in another order or after files changed: nothing is lost, doubled or kept that is gone."""

import json
from pathlib import Path

import pytest
from rich.console import Console

from chronik import pipeline, show
from chronik.article import prepare
from chronik.model import Article, Document
from chronik.record import Case, Manifest

TEXT = "Bagdad (dpa) - Am Freitag haben die letzten {} Soldaten das Lager bei Erbil verlassen. (dpa, 12.03.2021)\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def docs(case: Case) -> dict[str, str]:
    """Each article's name and the file it was read from."""
    return {i.doc: i.path for i in case.inputs()}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "case.db", create=True)


def test_files_of_one_name_are_stored_once_in_whatever_order(tmp_path: Path, case: Case) -> None:
    first, second = put(tmp_path, "a/x.txt", TEXT.format(200)), put(tmp_path, "b/x.txt", TEXT.format(300))
    pipeline.build([first, second], case)
    stored = docs(case)
    assert sorted(stored.values()) == sorted(map(str, (first, second)))
    pipeline.build([second, first], case)
    pipeline.build([second], case)
    assert docs(case) == stored


def test_equal_texts_in_two_files_stay_two(tmp_path: Path, case: Case) -> None:
    pile = [put(tmp_path, name, TEXT.format(200)) for name in ("a/x.txt", "b/x.txt")]
    for paths in (pile, pile[::-1], pile):
        pipeline.build(paths, case)
        assert sorted(docs(case).values()) == sorted(map(str, pile))


def test_rows_of_one_id_in_two_files_stay_two(tmp_path: Path, case: Case) -> None:
    def rows(first: int) -> str:
        return "".join(json.dumps({"id": f"n{n}", "maintext": TEXT.format(first + n)}) + "\n" for n in range(2))

    pile = [put(tmp_path, "a/r.jsonl", rows(100)), put(tmp_path, "b/r.jsonl", rows(200))]
    for path in pile:
        pipeline.build([path], case)
    stored = docs(case)
    assert sorted(stored.values()) == sorted(map(str, pile * 2))
    pipeline.build(pile[::-1], case)
    assert docs(case) == stored


def test_a_file_that_can_no_longer_be_read_is_not_in_the_dossier(tmp_path: Path, case: Case) -> None:
    good, bad = put(tmp_path, "pile/good.txt", TEXT.format(200)), put(tmp_path, "pile/bad.txt", TEXT.format(300))
    pipeline.build([tmp_path / "pile"], case)
    bad.write_bytes(b"%PDF-1.7")
    pipeline.build([tmp_path / "pile"], case)
    assert docs(case) == {"good.txt": str(good)}
    assert [s.path for s in case.skipped()] == [str(bad)]
    assert case.complete()


def test_a_header_that_cannot_be_loses_only_its_date(tmp_path: Path, case: Case) -> None:
    path = put(tmp_path, "a.txt", f" date 2021-02-31 {TEXT.format(200)}")
    for _ in range(2):
        pipeline.build([path], case)
        assert (docs(case), len(case.skipped())) == ({"a.txt": str(path)}, 1)


def test_an_article_that_fails_takes_only_itself_out(
    tmp_path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, "r.jsonl", "".join(json.dumps({"id": i, "maintext": TEXT.format(200)}) + "\n" for i in "ab"))
    pipeline.build([path], case)

    def broken(article: Article) -> Document:
        if article.id == "b":
            raise RecursionError("too deep")
        return prepare(article)

    monkeypatch.setattr(pipeline, "prepare", broken)
    pipeline.build([path], case, trust_stated=True)  # other options: all is worked through again
    assert list(docs(case)) == ["a"]
    assert "too deep" in case.skipped()[0].why


def test_the_summary_names_reports_of_other_rules(tmp_path: Path, case: Case) -> None:
    first, second = put(tmp_path, "a.txt", TEXT.format(200)), put(tmp_path, "b.txt", TEXT.format(300))
    pipeline.build([first], case)
    case.put_manifest(Manifest(version="0", rules={}))
    pipeline.build([first], case)
    assert "other rules" not in summary(case)
    pipeline.build([second], case, trust_stated=True)
    assert "1 report was worked through with other rules; run build on it again." in summary(case)


def summary(case: Case) -> str:
    out = Console(width=200)
    with out.capture() as shown:
        show.summary(case, out)
    return shown.get()
