"""TimeML: documents that the schema allows, the text unchanged, what is tagged told as it is; and read back."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from chronik import read, work_through
from chronik.errors import InputError
from chronik.model import Annotations, Article, Reading, Report, Time
from chronik.publish import read_timeml, timeml, timeml_folder
from chronik.publish.timeml_values import own_value, timex_value

HERE = Path(__file__).parent
SCHEMA = etree.XMLSchema(etree.parse(HERE / "timeml.xsd"))
DAY = dt.date(2021, 12, 15)  # a Wednesday


def parsed(document: str) -> etree._Element:
    root = etree.fromstring(document.encode())
    SCHEMA.assertValid(root)
    return root


def worked(text: str, language: str = "de", name: str = "a.txt") -> tuple[Article, Report, Annotations]:
    """An article written on DAY, worked through."""
    article = Article(id=name, source=text, text=text, language=language, stated=DAY.isoformat())
    document, report, found = work_through(article, trust_stated=True)
    return document.article, report, found


def tags(text: str, language: str = "de") -> list[tuple[str, dict[str, str]]]:
    """Every tag of a text's document with its words and attributes, tid left out."""
    article, report, found = worked(text, language)
    found_tags = parsed(timeml(article, report, found.times)).iterfind("TEXT/TIMEX3")
    return [(t.text or "", {k: v for k, v in t.attrib.items() if k != "tid"}) for t in found_tags]


ANCHORED = {"temporalFunction": "true", "anchorTimeID": "t0"}
TABLE = [
    ("Der Vertrag vom 3. Mai 2019 gilt.", [("3. Mai 2019", {"type": "DATE", "value": "2019-05-03"})]),
    ("Am Freitag kam er an.", [("Freitag", {"type": "DATE", "value": "2021-12-10"} | ANCHORED)]),
    ("Sie gingen Ende September 2019.", [("Ende September 2019", {"type": "DATE", "value": "2019-09", "mod": "END"})]),
    (
        "Sie tagten fast drei Stunden.",
        [("fast drei Stunden", {"type": "DURATION", "value": "PT3H", "mod": "LESS_THAN"})],
    ),
    ("Der Rat tagt zweimal pro Woche.", [("zweimal pro Woche", {"type": "SET", "value": "P1W", "freq": "2X"})]),
    ("Sie kommt jeden Freitag.", [("jeden Freitag", {"type": "SET", "value": "XXXX-WXX-5", "quant": "EVERY"})]),
    ("Der Bau stockt seit zwei Jahrzehnten.", [("zwei Jahrzehnten", {"type": "DURATION", "value": "P2E"})]),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_attributes(text: str, wanted: list[tuple[str, dict[str, str]]]) -> None:
    kept = [(words, {k: v for k, v in a.items() if not k.endswith("Point")}) for words, a in tags(text) if words]
    assert kept == wanted


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Am 5. Mai 2020 kam er, drei Tage später sie.", "t1"),
        ("Am 5. Mai 2020 kam er, am 7. Juni 2020 sie. Vier Tage zuvor ging der Brief ab.", "t2"),
        ("Am 5. Mai 2020 kam er, am Nachmittag ging er.", "t1"),
        ("Am 5. Mai 2020 kam er, gestern sie.", "t0"),
    ],
)
def test_what_a_value_is_counted_from(text: str, anchor: str) -> None:
    *_, (_, own) = [t for t in tags(text) if t[0]]
    assert (own["temporalFunction"], own["anchorTimeID"]) == ("true", anchor)


def test_a_duration_points_to_its_ends() -> None:
    (words, own), (empty, end) = tags("Vor drei Jahren begann der Bau.")
    assert (words, own["type"], own["value"], own["endPoint"]) == ("drei Jahren", "DURATION", "P3Y", "t0")
    assert own["beginPoint"] == "t2"
    assert (empty, end) == ("", {"type": "DATE", "value": "2018", "temporalFunction": "true", "anchorTimeID": "t1"})


def test_a_range_gets_the_duration_between_its_halves() -> None:
    *_, (words, duration) = tags("Von 1992 bis 1995 war er Lehrer.")
    ends = {"beginPoint": "t1", "endPoint": "t2", "temporalFunction": "true"}
    assert (words, duration) == ("", {"type": "DURATION", "value": "P4Y"} | ends)


@pytest.mark.parametrize(
    ("low", "high", "value", "shown"),
    [
        ("2021-12-15", "2021-12-15", "2021-12-15", "2021-12-15"),
        ("2021-12-09", "2021-12-12", "2021-12", "2021-12-09/2021-12-12"),
        ("2021-11-30", "2021-12-12", "2021", "2021-11-30/2021-12-12"),
        ("2020-12-31", "2021-01-01", "XXXX-XX-XX", "2020-12-31/2021-01-01"),
        (None, "2021-12-12", "XXXX-XX-XX", "../2021-12-12"),
        (None, None, "XXXX-XX-XX", "XXXX-XX-XX"),
    ],
)
def test_the_day_of_writing(low: str | None, high: str | None, value: str, shown: str) -> None:
    report = Report(
        language="de",
        low=dt.date.fromisoformat(low) if low else None,
        high=dt.date.fromisoformat(high) if high else None,
    )
    created = parsed(timeml(Article(id="a", source="Ja.", text="Ja."), report, ())).find("DCT/TIMEX3")
    assert (created.get("value"), created.text) == (value, shown)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("P2DE", "P2E"),
        ("PXDE", "PXE"),
        ("P1CE", "P1C"),
        ("P1WE", "P2D"),
        ("PXWE", "PXD"),
        ("PT0.5H", "PT0.5H"),
        ("P1Y6M", "P1Y6M"),
        ("XXXX-WXX-WD", "XXXX-WXX-X"),
        ("XXXX-XX-XXTMO", "XXXX-XX-XXTMO"),
        ("XXXX-WXX-7TMO", "XXXX-WXX-7TMO"),
        ("2021-W50-WE", "2021-W50-WE"),
        ("2009-12-15T18:00Z", "2009-12-15T18:00Z"),
        ("2020-03-06T07:00+01:00", "2020-03-06T07:00"),
        ("T13:05", "T13:05"),
        ("FY2007", "XXXX-XX-XX"),
        ("199", "199"),
        ("XXXX-QX", "XXXX-QX"),
        ("PAST_REF", "PAST_REF"),
        ("2021-12TMO", "XXXX-XX-XX"),
        ("P", "XXXX-XX-XX"),
        ("PT", "XXXX-XX-XX"),
        (None, "XXXX-XX-XX"),
    ],
)
def test_values(value: str | None, written: str) -> None:
    assert timex_value(value) == written
    moment = Time(start=0, end=2, text="Ja", type="DATE", reading=Reading(kind="calendar"), value=value)
    parsed(timeml(Article(id="a", source="Ja.", text="Ja."), Report(language="de"), (moment,)))


def test_a_weekend_that_recurs_is_no_two_days() -> None:
    assert timex_value("P1WE", "SET") == "XXXX-WXX-WE"


@pytest.mark.parametrize("value", ["P2DE", "PXDE", "P1CE", "P3Y", "PT30M", "XXXX-WXX-5", "199", "2021-12-15TMO"])
def test_values_come_back(value: str) -> None:
    assert own_value(timex_value(value)) == value


# ---------------------------------------------------------------- the text


def back(text: str) -> str:
    """What a text is in XML: characters that may not stand there become U+FFFD."""
    return "".join(c if etree_allows(c) else "\ufffd" for c in text)


def etree_allows(c: str) -> bool:
    try:
        etree.Element("a").text = c
    except ValueError:
        return False
    return True


WORDS = [
    "am Freitag",
    "3. Mai 2019",
    "seit 2014",
    "von 1990 bis 1995",
    "jeden Tag",
    "vor zwei Jahren",
    "13.05 Uhr",
    "\n\n",
]
ODD = [
    "\r\n",
    "\r",
    "\x00",
    "\x0b",
    "\x1b[2J",
    "]]>",
    "<b>",
    "&amp;",
    '"',
    "\u00ad",
    "u\u0308",
    "\ufffe",
    "😀",
    " ",
    ".",
]


@given(st.lists(st.sampled_from([*WORDS, *ODD]) | st.text(max_size=3)).map(" ".join))
def test_text_and_offsets_round_trip(text: str) -> None:
    article, report, found = worked(text)
    again = read_timeml(timeml(article, report, found.times))
    assert again.text == back(text)
    for t in again.times:
        assert again.text[t.start : t.end] == t.text
    wanted = [(t.type, own_value(timex_value(t.value, t.type)), t.mod, t.quant, t.freq) for t in found.times]
    assert [(t.type, t.value, t.mod, t.quant, t.freq) for t in again.times] == wanted
    parsed(timeml(article, report, found.times))


@pytest.mark.parametrize("file", sorted((HERE.parent / "examples").rglob("*.txt")), ids=lambda f: f.name)
def test_examples_are_valid_and_come_back(file: Path) -> None:
    (article,) = read([file])
    assert isinstance(article, Article)
    document, report, found = work_through(article)
    written = timeml(document.article, report, found.times)
    root, again = parsed(written), read_timeml(written)
    assert root.findtext("DOCID") == again.name == file.name
    assert again.text == article.source[article.body :]
    assert [t.text for t in again.times] == [t.text for t in found.times]
    assert [t.start + article.body for t in again.times] == [t.start for t in found.times]
    ends = [(t.begin, t.finish) for t in found.times if t.type == "DURATION"]
    plain = [tuple(e.removesuffix("~") if e else None for e in pair) for pair in ends]
    assert [(t.begin, t.finish) for t in again.times if t.type == "DURATION"] == plain


def test_half_a_character_is_no_character() -> None:
    text = "\ud800 am 3. Mai"
    moment = Time(start=5, end=11, text="3. Mai", type="DATE", reading=Reading(kind="calendar"), value="XXXX-05-03")
    again = read_timeml(timeml(Article(id="\udfff", source=text, text=text), Report(language="de"), (moment,)))
    assert (again.text, again.name) == ("\ufffd am 3. Mai", "\ufffd")
    assert again.times[0].start == 5


def test_soft_hyphens_stay_in_the_text() -> None:
    article, report, found = worked("Am Frei\u00adtag kam er.")
    again = read_timeml(timeml(article, report, found.times))
    assert again.text == "Am Frei\u00adtag kam er."
    assert [t.text for t in again.times] == ["Frei\u00adtag"]


def test_the_header_is_left_out() -> None:
    text = " date 2018-06 \u00adAm Frei\u00adtag kam er."
    article = Article(id="a", source=text, text=text, body=14, language="de", stated="2018-06")
    document, report, found = work_through(article)
    assert read_timeml(timeml(document.article, report, found.times)).text == text[14:]


def test_a_page_gives_its_readable_text(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    paragraph = "Die Regierung in Bagdad hat am 3. Mai 2019 den Abzug der Soldaten angekündigt, wie es hie&szlig;. " * 4
    page.write_text(f"<html><head><title>Abzug</title></head><body><article><p>{paragraph}</p></article></body></html>")
    (article,) = read([page])
    assert isinstance(article, Article)
    document, report, found = work_through(article)
    again = read_timeml(timeml(document.article, report, found.times))
    assert "<p>" not in again.text
    assert "hieß" in again.text
    assert again.title == "Abzug"
    assert [t.text for t in again.times] == ["3. Mai 2019"] * 4


# ---------------------------------------------------------------- reading what others wrote


OTHERS = b"""<?xml version="1.0" ?>
<TimeML>
<DOCID> ABC </DOCID>
<DCT>Rome, <TIMEX3 tid="t0" type="DATE" value="2009-05-04" functionInDocument="CREATION_TIME">May 4</TIMEX3></DCT>
<TEXT>
He <EVENT eid="e1" class="OCCURRENCE">left</EVENT> <TIMEX3 tid="t1" type="DATE" value="PRESENT_REF"/>in
<TIMEX3 tid="t2" type="DATE" value="2008">2008</TIMEX3>,
for <TIMEX3 tid="t3" type="DURATION" value="P1E" endPoint="t0">a decade</TIMEX3>.
</TEXT></TimeML>
"""


def test_other_makers_documents_are_read() -> None:
    again = read_timeml(OTHERS)
    assert (again.name, again.written, again.title) == ("ABC", "2009-05-04", None)
    assert again.text == "\nHe left in\n2008,\nfor a decade.\n"
    assert [(t.text, t.value, t.low, t.finish) for t in again.times] == [
        ("2008", "2008", dt.date(2008, 1, 1), None),
        ("a decade", "P1DE", None, "2009-05-04"),
    ]


def test_however_deep_the_tags_are() -> None:
    again = read_timeml("<TimeML><TEXT>" + "<TIMEX3>" * 5000 + "jetzt" + "</TIMEX3>" * 5000 + "</TEXT></TimeML>")
    assert (again.text, len(again.times)) == ("jetzt", 5000)


@pytest.mark.parametrize("document", ["", "no XML", "<TimeML/>", b"\xff\xfe<", "<TimeML><TEXT></TimeML>"])
def test_what_is_no_timeml_is_said(document: str | bytes) -> None:
    with pytest.raises(InputError, match="TimeML document"):
        read_timeml(document)


# ---------------------------------------------------------------- files and the command line


TAKEN = ["a.tml", "a-2.tml", "A-3.tml", "crawl.jsonl_3.tml", "wsj_0001.tml", "b.c.tml"]


def test_files_are_named_for_their_articles(tmp_path: Path) -> None:
    put = timeml_folder(tmp_path / "new" / "out")
    names = [
        "a.txt",
        "a.html",
        "A.txt",
        "crawl.jsonl#3",
        "../../etc/passwd",
        "https://x.org/?id=7",
        "wsj_0001",
        "…",
        "b.c",
    ]
    for name in names:
        put(*worked("Am Freitag kam er.", name=name))
    written = sorted(f.name for f in (tmp_path / "new" / "out").iterdir())
    assert written == sorted([*TAKEN, "etc_passwd.tml", "https_x.org_id_7.tml", "article.tml"])
    for file in (tmp_path / "new" / "out").iterdir():
        assert read_timeml(file.read_bytes()).name in names


def annotate(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "chronik", "annotate", *arguments, "--format", "timeml", "--trust-stated"]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, timeout=120)


def test_command_line(tmp_path: Path) -> None:
    rows = [{"id": f"r{n}", "maintext": "Am Freitag kam er an.", "date_publish": "2021-12-15"} for n in (1, 2)]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "one.txt").write_text(" date 2021-12-15 Am Freitag kam er an.", encoding="utf-8")
    alone = annotate("one.txt", cwd=tmp_path)
    assert read_timeml(alone.stdout).times[0].value == "2021-12-10"
    assert annotate("one.txt", "-o", "one.tml", cwd=tmp_path).returncode == 0
    assert (tmp_path / "one.tml").read_bytes() == alone.stdout
    assert annotate("two.jsonl", "-o", "out", cwd=tmp_path).returncode == 0
    assert sorted(f.name for f in (tmp_path / "out").iterdir()) == ["r1.tml", "r2.tml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("two.jsonl",), b"folder"),
        (("two.jsonl", "-o", "two.jsonl"), b"is a file"),
        (("x.txt", "--kinds", "event"), b"time"),
    ],
)
def test_usage_is_said(tmp_path: Path, arguments: tuple[str, ...], said: bytes) -> None:
    row = json.dumps({"id": "r", "maintext": "Am Freitag kam er an.", "date_publish": "2021-12-15"})
    (tmp_path / "two.jsonl").write_text(f"{row}\n{row}\n", encoding="utf-8")
    done = annotate(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr
