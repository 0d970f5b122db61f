"""Reading a pile: every kind of input, and every kind of bad input, which is named and never stops the rest."""

import hashlib
import io
import json
import os
import sys
from pathlib import Path

import pytest

from chronik.ingest import read
from chronik.ingest.decode import decode
from chronik.ingest.language import detect
from chronik.model import Article, Skipped
from chronik.pipeline import annotate_pile

TEXT = "Die letzten Soldaten haben das Lager am Freitag verlassen, teilte die Regierung in Bagdad mit."
ENGLISH = "The last soldiers left the camp on Friday, the government in Baghdad said."
FRENCH = "Le gouvernement a annoncé vendredi le retrait des dernières troupes américaines du pays."


def one(path: Path) -> Article:
    (found,) = read([path])
    assert isinstance(found, Article)
    return found


def refused(path: Path) -> str:
    (found,) = read([path])
    assert isinstance(found, Skipped)
    assert str(path) in found.why
    return found.why


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text(tmp_path: Path) -> None:
    a = one(put(tmp_path, "a.txt", TEXT))
    assert (a.id, a.source, a.text, a.blocks, a.body, a.language) == ("a.txt", TEXT, TEXT, (), 0, "de")
    assert a.stated is None
    assert a.digest == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("date", ["2018", "2018-06", "2018-06-30"])
def test_header(tmp_path: Path, date: str) -> None:
    a = one(put(tmp_path, "a.txt", f" date {date} {TEXT}"))
    assert a.stated == date
    assert a.stated_start is not None
    assert a.source[a.stated_start : a.stated_end] == date
    assert a.text[a.body :] == TEXT


def test_impossible_header_date_is_listed_and_the_text_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f" date 2021-02-31 {TEXT}")
    a, notice = read([path])
    assert isinstance(a, Article)
    assert (a.stated, a.text[a.body :]) == (None, TEXT)
    assert isinstance(notice, Skipped)
    assert "impossible header date 2021-02-31" in notice.why


TIMEML = f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML><DOCID>a</DOCID><TEXT>{TEXT}</TEXT></TimeML>\n'


def test_timeml_documents_of_a_folder_are_left_out_with_one_notice(tmp_path: Path) -> None:
    for name in ("a.tml", "b.tml", "c.TML", "deep/d.tml"):
        put(tmp_path, name, TIMEML)
    put(tmp_path, "a.txt", TEXT)
    first, article, *deep = read([tmp_path])
    assert isinstance(first, Skipped)
    assert f"{tmp_path} holds TimeML documents (a.tml, b.tml, …)" in first.why
    assert isinstance(article, Article)
    assert [type(item) for item in deep] == [Skipped]


@pytest.mark.parametrize("name", ["a.tml", "a.xml", "a.txt"])
def test_timeml_document_given_by_name(tmp_path: Path, name: str) -> None:
    assert "is a TimeML document" in refused(put(tmp_path, name, TIMEML))


def test_no_header_inside_the_text(tmp_path: Path) -> None:
    a = one(put(tmp_path, "a.txt", TEXT + "\n date 2018-06 " + TEXT))
    assert (a.stated, a.body) == (None, 0)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = "„Wir gehören dazu“, erklärte der Präsident – für Öl und Gas über 5 €.\r\nDie Größe zählt."
    assert one(put(tmp_path, "a.txt", mark + text.encode(encoding))).text == text


def test_other_encodings_are_found() -> None:
    text = "Министр сообщил, что последние солдаты покинули лагерь в пятницу утром. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n ", "is empty"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "is no text"),
        ("data.bin", bytes(range(256)) * 20, "is no text"),
        ("paper.pdf", b"%PDF-1.7 \xe2\xe3", "is no text"),
        ("fr.txt", FRENCH.encode(), "seems to be in French"),
        ("dates.txt", b"12.06.2020", "holds no words"),
        ("page.html", b"<html><body></body></html>", "holds no report"),
        ("rows.jsonl", b"\n", "is empty"),
        ("holes.txt", f"{TEXT}\0\0\0\n{TEXT}".encode(), "holds NUL bytes"),
        ("unmarked.txt", TEXT.encode("utf-16-le"), "holds NUL bytes"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    assert says in refused(put(tmp_path, name, content))


def test_missing_path(tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "gone.txt")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(self: Path, mode: str = "r") -> io.BytesIO:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, "locked.txt", TEXT)
    monkeypatch.setattr(Path, "open", deny)
    assert "Permission denied" in refused(path)


def test_a_bad_file_does_not_stop_the_pile(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", b"")
    put(tmp_path, "c.txt", ENGLISH)
    found = list(read([tmp_path]))
    assert [type(f).__name__ for f in found] == ["Article", "Skipped", "Article"]
    assert [f.language for f in found if isinstance(f, Article)] == ["de", "en"]


def test_folders_are_sorted_and_hidden_files_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", "sub/a.txt", ".git/x.txt"):
        put(tmp_path, name, TEXT)
    assert [a.id for a in read([tmp_path]) if isinstance(a, Article)] == ["a.txt", "b.txt", "sub/a.txt", "c.txt"]


def test_a_folder_that_leads_back_to_itself(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.txt", TEXT)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read([tmp_path]))) == 1


def test_folders_that_link_to_each_other_are_read_once(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        put(tmp_path, f"{name}/{name}.txt", TEXT)
        (tmp_path / name / "link").symlink_to(tmp_path / other, target_is_directory=True)
    assert sorted(a.id for a in read([tmp_path]) if isinstance(a, Article)) == ["one.txt", "two.txt"]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    (tmp_path / "b.txt").symlink_to(path)
    assert [a.id for a in read([path, tmp_path, path]) if isinstance(a, Article)] == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders on this system")
def test_a_pipe_is_listed_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    put(tmp_path, "b.txt", TEXT)
    pipe, report = read([tmp_path])
    assert isinstance(pipe, Skipped)
    assert "is a pipe, socket or device" in pipe.why
    assert isinstance(report, Article)


def row(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def test_rows(tmp_path: Path) -> None:
    lines = [
        row(id="n1", maintext=TEXT, title="Abzug", date_publish="2021-12-31 10:00:00", url="u", source_domain="d"),
        row(maintext=TEXT, language="de-AT"),
        row(id=7, maintext=ENGLISH, language="xx", authors=["A"]),
        row(id="n1", maintext=TEXT),
    ]
    first, second, third, fourth = read([put(tmp_path, "r.jsonl", "\ufeff" + "\n\n".join(lines))])
    assert isinstance(first, Article)
    assert (first.id, first.stated, first.title, first.url, first.domain) == ("n1", "2021-12-31", "Abzug", "u", "d")
    assert (first.source, first.text) == (TEXT, TEXT)
    assert isinstance(second, Article)
    assert (second.id, second.language) == ("r.jsonl#3", "de")
    assert isinstance(third, Article)
    assert (third.id, third.language) == ("7", "en")
    assert isinstance(fourth, Article)
    assert fourth.id == "r.jsonl#n1"


def test_rows_of_files_of_one_name_are_all_kept(tmp_path: Path) -> None:
    for name in ("a/r.jsonl", "b/r.jsonl"):
        put(tmp_path, name, row(maintext=TEXT) + "\n" + row(id="n", maintext=TEXT))
    assert [a.id for a in read([tmp_path]) if isinstance(a, Article)] == [
        "r.jsonl#1",
        "n",
        "b/r.jsonl#1",
        "b/r.jsonl#n",
    ]


def test_ids_that_look_like_line_numbers_hide_no_row(tmp_path: Path) -> None:
    lines = [row(id="r.jsonl#2", maintext=TEXT), row(maintext=TEXT), row(id="r.jsonl#2", maintext=TEXT)]
    ids = [a.id for a in read([put(tmp_path, "r.jsonl", "\n".join(lines))]) if isinstance(a, Article)]
    assert len(set(ids)) == 3


def test_early_years_keep_their_four_digits(tmp_path: Path) -> None:
    (a,) = read([put(tmp_path, "r.jsonl", row(id="n", maintext=TEXT, date_publish="0987-06-05"))])
    assert isinstance(a, Article)
    assert a.stated == "0987-06-05"


def test_bad_rows_are_named_with_their_line(tmp_path: Path) -> None:
    lines = [row(id="a", maintext=TEXT), '{"id": "b", ', row(id="c"), row(id="d", maintext="  "), row(maintext=5)]
    path = put(tmp_path, "r.jsonl", "\n".join([*lines, row(id="e", maintext=TEXT, date_publish="2021-02-31")]))
    found = list(read([path]))
    assert [f.path for f in found if isinstance(f, Skipped)] == [f"{path}, line {n}" for n in (2, 3, 4, 5, 6)]
    assert [f.id for f in found if isinstance(f, Article)] == ["a", "e"]
    assert isinstance(found[-1], Skipped)
    assert "2021-02-31 is no date" in found[-1].why


def test_json_documents(tmp_path: Path) -> None:
    one_row = put(tmp_path, "a.json", json.dumps({"id": "a", "maintext": TEXT}, indent=2))
    several = put(tmp_path, "b.json", json.dumps([{"id": "b", "maintext": TEXT}, {"maintext": ENGLISH}]))
    assert [a.id for a in read([one_row, several]) if isinstance(a, Article)] == ["a", "b", "b.json#2"]


@pytest.mark.parametrize(
    ("given", "ids"), [(TEXT, ["-"]), (row(id="x", maintext=TEXT) + "\n" + row(maintext=TEXT), ["x", "-#2"])]
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, given: str, ids: list[str]) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"\n\n" + given.encode() if given == TEXT else given.encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert [a.id for a in read(["-"]) if isinstance(a, Article)] == ids


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "de"),
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        ("US-Truppen", "de"),
        ("Bundestag stimmt zu", "de"),
        ("Troops leave.", "en"),
        ("De laatste soldaten hebben het kamp vrijdag verlaten, zei de regering.", "nl"),
        ("12.06.2020", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert detect(text) == code


def test_a_name_of_another_encoding_stops_no_pile(tmp_path: Path) -> None:
    text = "Die Regierung hat am 3. Mai 2012 neue Regeln beschlossen, wie ein Sprecher mitteilte."
    try:
        (tmp_path / "gr\udcfc\udcdfe.txt").write_text(text, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (worked,) = annotate_pile([tmp_path])
    assert not isinstance(worked, Skipped)
    assert worked.document.article.id == "gr\\udcfc\\udcdfe.txt"
