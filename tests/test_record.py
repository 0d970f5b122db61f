"""Stage 7: what goes into a case comes out of it, whatever happens to the build or to the file."""

import datetime as dt
import math
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronik.errors import CaseError, InputError
from chronik.model import (
    Annotations,
    Article,
    Cite,
    Conflict,
    Document,
    Event,
    EventCluster,
    Figure,
    Findings,
    Lineage,
    Name,
    Party,
    PledgeOutcome,
    Reading,
    Reason,
    Record,
    Report,
    Side,
    Skipped,
    Span,
    Statement,
    Zone,
)
from chronik.record import Case, Input, Manifest, current_manifest, schema
from chronik.record.search import fold

RULES = Manifest(version="1", rules={"language/de/times.toml": "ab"})
LATER = Manifest(version="2", rules={})
TEXT = (
    "BAGDAD (dpa)\nFür die Übergabe der Straße nach Kirkuk bleiben 2.500 Soldaten. "
    "Das könnte schon am Freitag enden, sagte er."
)


# ---------------------------------------------------------------- articles to put in


def made(doc: str, text: str = TEXT, digest: str = "d1") -> tuple[Document, Report, Annotations]:
    """An article of two sentences after a date line, with something of each kind that has reasons."""
    first, second = text.index("\n") + 1, text.index(". ") + 2
    article = Article(id=doc, source=text, text=text, path=f"pile/{doc}", digest=digest, language="de")
    document = Document(
        article=article,
        sentences=(Span(start=first, end=second - 1), Span(start=second, end=len(text))),
        zones=(Zone(kind="dateline", start=0, end=6, value="Bagdad"),),
        dateline="Bagdad",
        agencies=("dpa",),
    )
    day = dt.date(2021, 12, 31)
    clue = Reason(clue="agency", text="dpa", start=8, end=11)
    why = Reason(clue="cue", text=text[second : second + 3], start=second, end=second + 3, low=day)
    report = Report(language="de", best=day, low=day, high=day, confidence=0.9, agencies=("dpa",), reasons=(clue,))
    place = Name(start=0, end=6, text="BAGDAD", type="place", name="Bagdad", id="Q1530")
    found = Annotations(
        figures=(Figure(start=first, end=first + 3, text=text[first : first + 3], value=2500.0, reasons=(why,)),),
        statements=(Statement(start=second, end=second + 3, cue=text[second : second + 3]),),
        events=(Event(start=second, end=second + 3, text="enden", event_class="end", date="2021-12-31"),),
        names=(place,),
    )
    return document, report, found


def found_in(doc: str) -> Findings:
    cite = Cite(doc=doc, start=13, end=16)
    cluster = EventCluster(
        id="e1",
        event_class="end",
        date="2021-12-31",
        low=None,
        high=None,
        status="planned",
        label="Ende",
        actor=None,
        place=None,
        members=(cite, Cite(doc=doc, start=2, end=4)),
    )
    sides = tuple(Side(doc=doc, start=start, end=start + 3, says="x") for start in (13, 90))
    return Findings(clusters=(cluster,), conflicts=(Conflict(about="Ende", type="date", sides=sides),))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "case.db", create=True) as opened:
        opened.put_manifest(RULES)
        yield opened


def ask(case: Case, sql: str) -> list[tuple[Any, ...]]:
    """What a person would see who opens the file with another program."""
    with sqlite3.connect(case.path) as db:
        return db.execute(sql).fetchall()


def put_many(case: Case, count: int) -> None:
    for number in range(count):
        case.put(*made(f"b{number}"))


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but those of FTS5's own."""
    db = sqlite3.connect(path)
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sentence_search%' ORDER BY name"
    rows = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for (name,) in db.execute(listed)}
    db.close()
    return rows


def sound(case: Case) -> bool:
    """No orphan, no broken page, search in step with the sentences."""
    with sqlite3.connect(case.path) as db:
        db.execute("INSERT INTO sentence_search (sentence_search, rank) VALUES ('integrity-check', 1)")
        whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and db.execute("PRAGMA foreign_key_check").fetchall() == []


# ---------------------------------------------------------------- round trips


def some(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type that a record's field can have."""
    plain = {str: st.text(max_size=6), int: st.integers(0, 10**6), bool: st.booleans(), dt.date: st.dates()}
    plain |= {float: st.floats(allow_nan=False, allow_infinity=False), type(None): st.none()}
    arguments = typing.get_args(hint)
    if hint in plain:
        return plain[hint]
    if typing.get_origin(hint) is typing.Literal:
        return st.sampled_from(arguments)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return st.one_of(*map(some, arguments))
    if typing.get_origin(hint) is tuple:
        return st.lists(some(arguments[0]), max_size=2, unique_by=identity).map(tuple)
    return st.deferred(lambda: records(hint))


def identity(record: object) -> object:
    return record.id if hasattr(record, "id") else msgspec.json.encode(record)


def records(shape: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of a kind whose extent has its end behind its start, about the article ``a`` where it names one."""
    hints = typing.get_type_hints(shape)
    docs = {"doc": st.just("a"), "outcome_doc": st.sampled_from([None, "a"])}
    fields = {name: docs.get(name, some(hint)) for name, hint in hints.items() if not name.startswith("__")}
    if shape is Article:
        fields["id"] = st.text(min_size=1, max_size=6)
    if shape is Reading:
        fields["until"] = st.none()
    return st.builds(shape, **fields).map(ordered)


def ordered(record: Any) -> Any:
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    if start is None or end is None or start <= end:
        return record
    return msgspec.structs.replace(record, start=end, end=start)


@settings(max_examples=60, deadline=None)
@given(article=records(Article), zones=some(tuple[Zone, ...]), report=records(Report), found=records(Annotations))
def test_any_article_comes_back_as_it_was(
    article: Article, zones: tuple[Zone, ...], report: Report, found: Annotations
) -> None:
    whole = Span(start=0, end=len(article.text))
    document = Document(article=article, sentences=(whole,), zones=zones, dateline=article.title, agencies=("dpa",))
    with Case.open(":memory:", create=True) as case:
        case.put(document, report, found)
        assert case.document(article.id) == document
        (dossier,) = case.dossiers()
        assert (dossier.doc, dossier.report, dossier.annotations) == (article.id, report, found)
        case.put(document, report, found)
        assert list(case.dossiers()) == [dossier]


@settings(max_examples=60, deadline=None)
@given(found=records(Findings))
def test_any_findings_come_back_as_they_were(found: Findings) -> None:
    with Case.open(":memory:", create=True) as case:
        case.put(*made("a"))
        case.put_findings(found)
        assert case.findings() == found


def test_a_text_that_differs_from_its_source_keeps_the_way_back(case: Case) -> None:
    document, report, found = made("a")
    article = msgspec.structs.replace(document.article, source=" date 2018-06" + TEXT, stated="2018-06", body=0)
    case.put(msgspec.structs.replace(document, article=article), report, found)
    assert case.document("a").article == article


def test_columns_say_what_a_person_would_ask(case: Case) -> None:
    case.put(*made("a"))
    assert ask(case, "SELECT class, status, date FROM event") == [("end", "occurred", "2021-12-31")]
    assert ask(case, "SELECT name, known, sentence FROM name") == [("Bagdad", "Q1530", None)]
    figure = "SELECT f.text, f.value, s.text FROM figure f JOIN sentence s ON s.id = f.sentence"
    assert ask(case, figure) == [("Für", 2500.0, TEXT[13 : TEXT.index(". ") + 1])]
    assert ask(case, "SELECT best, stated_conflict, agencies FROM report") == [("2021-12-31", 0, '["dpa"]')]
    assert ask(case, "SELECT clue, figure, start, low FROM reason ORDER BY id") == [
        ("agency", None, 8, None),
        ("cue", 1, TEXT.index(". ") + 2, "2021-12-31"),
    ]
    assert ask(case, "SELECT sentence, doc, written FROM figure_lines")[0][1:] == ("a", "2021-12-31")


def test_offsets_cut_the_same_words_in_sqlite_and_in_python(case: Case) -> None:
    document, report, found = made("a", "MÜNCHEN 🇮🇶\nDie Brücke 🌉 fällt. Der Zug hält.")
    case.put(document, report, found)
    cut = (
        "SELECT substr(a.text, s.start + 1, s.end - s.start), s.text FROM sentence s JOIN article a ON a.id = s.article"
    )
    assert ask(case, cut) == [("Die Brücke 🌉 fällt.",) * 2, ("Der Zug hält.",) * 2]
    for span in document.sentences:
        assert case.sentence_at("a", span.start) == span == case.sentence_at("a", span.end - 1)
    assert case.sentence_at("a", document.sentences[0].end) is None
    assert case.quote("a", document.sentences[1].start + 4) == "Der Zug hält."
    assert case.quote("a", 3) == "MÜNCHEN 🇮🇶"


# ---------------------------------------------------------------- findings and what they cite


def test_every_line_that_cites_leads_to_its_sentence(case: Case) -> None:
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    members = ask(case, "SELECT article, start, end, sentence FROM event_member ORDER BY id")
    assert members == [(1, 13, 16, 1), (1, 2, 4, None)]
    assert ask(case, "SELECT sentence FROM conflict_side ORDER BY id") == [(1,), (2,)]
    assert ask(case, "SELECT sentence FROM timeline_lines")[0] == (TEXT[13 : TEXT.index(". ") + 1],)
    assert [row[0] for row in ask(case, "SELECT conflict FROM conflict_lines")] == [1, 1]


def test_outcome_and_lineage_cite_too(case: Case) -> None:
    case.put(*made("a"))
    case.put(*made("b"))
    outcome = PledgeOutcome(
        who="USA",
        what="Abzug",
        made="2020",
        due="2021",
        outcome="kept",
        contested=True,
        doc="a",
        start=13,
        end=16,
        outcome_doc="b",
        outcome_start=90,
        outcome_end=95,
        reasons=(Reason(clue="same_event", text="enden"),),
    )
    lineage = Lineage(doc="b", source="dpa", start=None, end=None)
    case.put_findings(
        Findings(outcomes=(outcome,), lineage=(lineage,), parties=(Party(id="p", names=("USA",), type="organisation"),))
    )
    assert ask(case, "SELECT article, sentence, outcome_article, outcome_sentence FROM pledge_outcome") == [
        (1, 1, 2, 4)
    ]
    assert ask(case, "SELECT article, start, sentence FROM lineage") == [(2, None, None)]
    assert ask(case, "SELECT doc, outcome_doc, contested FROM pledge_lines") == [("a", "b", 1)]
    assert ask(case, "SELECT p.party FROM party_name n JOIN party p ON p.id = n.party WHERE n.name = 'USA'") == [("p",)]


def test_a_finding_about_an_article_that_is_not_there_is_refused_and_changes_nothing(case: Case) -> None:
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    with pytest.raises(
        CaseError, match=r"The findings do not fit .*case\.db: a finding cites an article that is not there"
    ):
        case.put_findings(found_in("nowhere"))
    assert case.findings() == found_in("a")


def test_a_cited_sentence_cannot_be_deleted(case: Case) -> None:
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    with sqlite3.connect(case.path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("DELETE FROM article")


def test_findings_are_never_older_than_the_articles(case: Case) -> None:
    with pytest.raises(CaseError, match="run chronik build again"):
        case.findings()
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    assert case.complete()
    case.put(*made("b"))
    assert not case.complete()
    assert ask(case, "SELECT count(*) FROM event_cluster") == [(0,)]
    with pytest.raises(CaseError, match="run chronik build again"):
        case.findings()
    case.put_findings(Findings())
    assert case.complete()
    assert case.findings() == Findings()


def test_findings_are_not_current_once_somebody_has_taken_an_article_out(case: Case) -> None:
    case.put(*made("a"))
    case.put(*made("b"))
    case.put_findings(found_in("a"))
    with sqlite3.connect(case.path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM article WHERE doc = 'b'")
    assert not case.complete()


# ---------------------------------------------------------------- building, stopping, going on


def test_findings_are_drawn_anew_when_the_rules_have_changed(case: Case) -> None:
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    case.put_manifest(LATER)
    assert not case.complete()
    case.put_manifest(RULES)
    assert case.complete()


def test_only_what_is_new_is_to_be_worked_on(case: Case) -> None:
    case.put(*made("a"))
    assert case.has("a", "d1", RULES.key)
    assert not case.has("a", "d2", RULES.key)
    assert not case.has("b", "d1", RULES.key)
    assert not case.has("a", "d1", case.put_manifest(LATER))
    case.put(*made("a"))
    assert case.has("a", "d1", LATER.key)


def test_a_replaced_article_leaves_nothing_behind(case: Case) -> None:
    case.put(*made("b"))
    case.put(*made("a", TEXT.replace("Kirkuk", "Mossul")))
    before = content(case.path)
    case.put(*made("a", "X (afp)\nEin Satz. Noch einer.", "d2"))
    assert case.search("Mossul") == []
    assert [c.doc for c in case.search("Satz")] == ["a"]
    case.put_findings(found_in("b"))
    case.put(*made("a", TEXT.replace("Kirkuk", "Mossul")))
    assert content(case.path) == before
    assert sound(case)


def test_an_article_is_taken_out_with_all_that_was_found_in_it(case: Case) -> None:
    case.put(*made("b"))
    before = content(case.path)
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    case.forget(["a", "nowhere"])
    assert content(case.path) | {"manifest": []} == before | {"manifest": []}
    assert not case.complete()
    assert sound(case)


def test_taking_nothing_out_leaves_the_findings(case: Case) -> None:
    case.put(*made("a"))
    case.put_findings(found_in("a"))
    case.forget(["nowhere"])
    assert case.complete()


def test_articles_that_other_rules_worked_through_are_counted(case: Case) -> None:
    case.put(*made("a"))
    case.put(*made("b"))
    assert case.outdated() == 0
    case.put_manifest(LATER)
    case.put(*made("a"))
    assert case.outdated() == 1


def test_an_article_is_found_by_where_it_was_read(case: Case) -> None:
    case.put(*made("a"))
    assert case.names_of("pile/a", "d1") == ("a",)
    assert case.names_of("pile/a", "d2") == case.names_of("pile/b", "d1") == ()


def test_articles_and_inputs_come_by_name_and_can_be_written_meanwhile(case: Case) -> None:
    for doc in ("c", "ä", "B", "a"):
        case.put(*made(doc))
    for doc in case.documents():
        case.put(*made(doc, digest="d2"))
    assert list(case.documents()) == sorted(("c", "ä", "B", "a"))
    assert [d.doc for d in case.dossiers()] == ["B", "a", "c", "ä"]
    assert next(case.inputs()) == Input(doc="B", path="pile/B", digest="d2")


def test_a_list_longer_than_a_page_is_whole(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronik.record.store._PAGE", 2)
    for doc in "dbace":
        case.put(*made(doc))
    assert list(case.documents()) == list("abcde")


def test_the_manifest_comes_back_and_is_written_once(case: Case) -> None:
    assert case.manifest() == RULES
    before = case.path.read_bytes()
    assert case.put_manifest(RULES) == RULES.key
    assert case.path.read_bytes() == before
    case.put_manifest(LATER)
    assert case.manifest() == LATER


def test_the_current_manifest_knows_rules_code_and_options() -> None:
    manifest = current_manifest(("trust-stated",))
    assert "code" in manifest.rules
    assert "language/de/about.toml" in manifest.rules
    assert not [rule for rule in manifest.rules if rule.startswith("record/")]
    assert manifest.key != current_manifest().key


def test_what_was_skipped_is_listed_until_it_is_read_again(case: Case) -> None:
    for path in ("pile/a.pdf", "pile/rows.jsonl, line 2", "other/b.pdf", "x\udcff.txt", "/far/c.pdf", "pile/a.pdf"):
        case.put_skipped(Skipped(path=path, why="No text."))
    listed = ["/far/c.pdf", "other/b.pdf", "pile/a.pdf", "pile/rows.jsonl, line 2", "x\\udcff.txt"]
    assert [s.path for s in case.skipped()] == listed
    case.forget_skipped(["pile/rows.jsonl", Path("other/")])
    assert [s.path for s in case.skipped()] == ["/far/c.pdf", "pile/a.pdf", "x\\udcff.txt"]
    case.forget_skipped(["./pile"])
    assert [s.path for s in case.skipped()] == ["/far/c.pdf", "x\\udcff.txt"]
    case.forget_skipped(["."])
    assert [s.path for s in case.skipped()] == ["/far/c.pdf"]


def test_two_builds_make_the_same_file(tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        fill(tmp_path / name, 5)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def fill(path: Path, count: int, progress: Callable[[int], None] = lambda _: None) -> None:
    """A build: puts the articles that are missing, then the findings."""
    with Case.open(path, create=True) as case:
        rules = case.put_manifest(RULES)
        for number in range(count):
            if not case.has(f"a{number}", "d1", rules):
                case.put(*made(f"a{number}"))
                progress(number)
        if not case.complete():
            case.put_findings(found_in("a0"))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_build_killed_at_any_moment_leaves_a_valid_file_and_goes_on(tmp_path: Path) -> None:
    rounds, each, moments = 6, 20, random.Random(7)
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    fill(whole, rounds * each)
    program = f"import test_record as t, pathlib; t.fill(pathlib.Path('killed.db'), {rounds * each}, print)"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    for _ in range(1, rounds):
        kill_after(moments.randrange(1, each), moments.uniform(0, 0.003), program, tmp_path, environment)
        with Case.open(killed) as case:
            assert sound(case)
            assert 0 < len(list(case.documents())) <= rounds * each
    fill(killed, rounds * each)
    assert content(killed) == content(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed.db", "whole.db"]


def kill_after(articles: int, seconds: float, program: str, folder: Path, environment: dict[str, str]) -> None:
    """Run a build until it has told of so many articles, and so many seconds on, inside the next commit."""
    command = [sys.executable, "-u", "-c", program]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for _ in range(articles):
            child.stdout.readline()
        time.sleep(seconds)
        child.kill()


# ---------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("für", "fuer"),
        ("für", "fur"),
        ("Für", "FÜR"),
        ("Straße", "STRASSE"),
        ("geändert", "geaendert"),
        ("Übergabe", "Uebergabe"),
        ("Öl", "oel"),
        ("fu\u0308r", "für"),
        ("Erdoğan", "Erdogan"),
        ("Hrušovský", "Hrusovsky"),
    ],
)
def test_spellings_that_are_one(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"), [("neuen", "neun"), ("due", "du"), ("Frauen", "Fraun"), ("Treue", "treu"), ("Joe", "jo")]
)
def test_words_that_are_two(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("für", [0]),
        ("fuer", [0]),
        ("FUR", [0]),
        ("strasse", [0]),
        ("Straße Kirkuk", [0]),
        ("Kirkuk Freitag", []),
        ('"der Straße"', [0]),
        ("„Straße der“", []),
        ("uebergab*", [0]),
        ("übe*", [0]),
        ("ue*", [0]),
        ("Soldat", []),
        ("Soldat*", [0]),
        ("2.500", [0]),
        ("am Freitag enden", [1]),
        ("schon", [1]),
        ("", []),
        ("  !? ", []),
        ('"', []),
        ('Freitag"', [1]),
        ("NEAR(", []),
        ("text:für", []),
        ("für AND", []),
        ("x\0y \udcff", []),
        ("(*)", []),
    ],
)
def test_search(case: Case, query: str, sentences: list[int]) -> None:
    document, report, found = made("a")
    case.put(document, report, found)
    spans = [document.sentences[i] for i in sentences]
    assert case.search(query) == [Cite(doc="a", start=s.start, end=s.end) for s in spans]


def test_the_spelling_typed_comes_first(case: Case) -> None:
    for doc, word in (("a", "schon"), ("b", "schön"), ("c", "schon"), ("d", "schoen")):
        case.put(*made(doc, f"X\nEs war {word} hier. Das ist alles."))
    assert case.search("schön")[0].doc == "b"
    assert sorted(c.doc for c in case.search("schon")) == ["a", "b", "c", "d"]
    assert [c.doc for c in case.search("schon", limit=2)] == ["a", "c"]


# ---------------------------------------------------------------- files that are none, and articles that cannot be kept


def no_sqlite(path: Path) -> None:
    path.write_text("Kein Fall, nur ein Text, der lang genug ist, um für eine Datei zu gelten.\n" * 9, encoding="utf-8")


def other_sqlite(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE recipe (id INTEGER)")


def newer(path: Path) -> None:
    Case.open(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    fill(path, 60)
    whole = bytearray(path.read_bytes())
    whole[4096:] = b"\xa5" * (len(whole) - 4096)
    path.write_bytes(whole)


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (no_sqlite, "is not a case file: it is no SQLite file; name the one that chronik build wrote."),
        (other_sqlite, "is an SQLite file, but no case file; name the one that chronik build wrote."),
        (newer, "was written by a newer version of Chronik; update Chronik to open it."),
        (Path.mkdir, "is a folder; name a case file, such as "),
        (damaged, "is damaged; restore it from a backup or build it again under another name."),
    ],
)
def test_a_file_that_is_no_case_says_what_it_is(tmp_path: Path, make: Any, sentence: str, create: bool) -> None:
    path = tmp_path / "x.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CaseError) as refused, Case.open(path, create=create) as case:
        list(case.dossiers())
    assert str(refused.value).startswith(f"{path} {sentence}")
    assert not path.is_file() or path.read_bytes() == before


def test_a_missing_file_or_folder(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"There is no case file .*x\.db; chronik build PATH -o .* makes one\."):
        Case.open(tmp_path / "x.db")
    with pytest.raises(CaseError, match=r"There is no folder .*nowhere to put x\.db into; make it first\."):
        Case.open(tmp_path / "nowhere" / "x.db", create=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_a_build_that_was_stopped_at_once(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with pytest.raises(CaseError, match="is empty; run chronik build again"):
        Case.open(tmp_path / "x.db")
    fill(tmp_path / "x.db", 1)


def test_a_locked_file(case: Case) -> None:
    other = sqlite3.connect(case.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Case.open(case.path, wait=0.01) as second:
        assert list(second.documents()) == []
        with pytest.raises(CaseError, match="is in use by another program; wait until"):
            second.put(*made("a"))
    other.execute("ROLLBACK")
    case.put(*made("a"))


def test_a_file_that_may_only_be_read_is_read(case: Case) -> None:
    case.put(*made("a"))
    db = sqlite3.connect(f"{case.path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with Case(db, case.path) as reader:
        assert list(reader.documents()) == ["a"]
        with pytest.raises(CaseError, match="cannot be written; change its permissions or work on a copy"):
            reader.put(*made("b"))


def test_a_full_disk_loses_nothing_that_is_stored(case: Case) -> None:
    case.put(*made("a"))
    case._db.execute("PRAGMA max_page_count = 1")  # no smaller than the file is: it cannot grow any more
    with pytest.raises(CaseError, match=r"The disk that holds .*case\.db is full; free some space and run this again"):
        put_many(case, 100)
    assert sound(case)
    case._db.execute("PRAGMA max_page_count = 100000")
    case.put(*made("c"))
    assert {"a", "c"} <= set(case.documents())


def test_a_record_that_somebody_broke_is_told(case: Case) -> None:
    case.put(*made("a"))
    with sqlite3.connect(case.path) as db:
        db.execute("UPDATE figure SET record = '{}'")
    with pytest.raises(CaseError, match="holds a record that cannot be read"):
        list(case.dossiers())


def test_an_article_that_is_not_there(case: Case) -> None:
    with pytest.raises(CaseError, match=r"There is no article x in .*; ask for one that it holds"):
        case.document("x")
    assert case.sentence_at("x", 0) is None
    with pytest.raises(CaseError, match="There is no article x"):
        case.quote("x", 0)


def test_an_article_that_cannot_be_kept_is_left_out_and_the_next_goes_on(case: Case) -> None:
    with pytest.raises(InputError, match="half of a surrogate pair"):
        case.put(*made("a", TEXT.replace("Kirkuk", "\ud800")))
    document, report, found = made("a")
    figure = msgspec.structs.replace(found.figures[0], value=math.inf)
    with pytest.raises(InputError, match="a was left out"):
        case.put(document, report, msgspec.structs.replace(found, figures=(figure,)))
    case.put(*made("b"))
    assert list(case.documents()) == ["b"]
    assert sound(case)


# ---------------------------------------------------------------- schema


def shape(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("had", range(len(schema.migrations())))
def test_a_fresh_file_is_shaped_as_one_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, had: int
) -> None:
    steps = schema.migrations()
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "migrations", lambda: steps[:had])
        Case.open(tmp_path / "old.db", create=True).close()
    Case.open(tmp_path / "old.db", create=True).close()
    Case.open(tmp_path / "new.db", create=True).close()
    old, new = (sqlite3.connect(tmp_path / name) for name in ("old.db", "new.db"))
    assert shape(old) == shape(new)
    assert schema.version(old) == len(steps)


def test_a_later_migration_is_applied_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, steps = tmp_path / "x.db", schema.migrations()
    fill(path, 1)
    monkeypatch.setattr(schema, "migrations", lambda: [*steps, "CREATE TABLE note (id INTEGER);\nCREATE TABLE;"])
    with pytest.raises(CaseError, match="cannot be used"):
        Case.open(path)
    with sqlite3.connect(path) as db:
        assert schema.version(db) == len(steps)
        assert "note" not in dict(shape(db))
    monkeypatch.setattr(schema, "migrations", lambda: [*steps, "CREATE TABLE note (id INTEGER);"])
    with Case.open(path) as case:
        assert list(case.documents()) == ["a0"]
    with sqlite3.connect(path) as db:
        assert "note" in dict(shape(db))


def test_the_schema_that_is_written_down_is_the_one_that_is_made() -> None:
    written = (Path(schema.__file__).parent / "schema.sql").read_text(encoding="utf-8")
    assert written == schema.schema_text()
    sqlite3.connect(":memory:").executescript(written)


def test_every_table_says_in_the_file_what_it_is(case: Case) -> None:
    listed = "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sentence_search%'"
    for name, sql in ask(case, listed):
        assert sql.split("\n")[1].startswith("  -- "), name


def test_the_file_is_told_apart_by_its_header(case: Case) -> None:
    assert ask(case, "PRAGMA application_id") == [(schema.APPLICATION_ID,)]
    assert case.path.read_bytes()[68:72] == b"ChR1"


def test_a_copy_of_a_case_is_a_case(case: Case, tmp_path: Path) -> None:
    case.put(*made("a"))
    shutil.copy(case.path, tmp_path / "copy.db")
    with Case.open(tmp_path / "copy.db") as copy:
        assert list(copy.documents()) == ["a"]
