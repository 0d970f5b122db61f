"""Stage 8, the page: whole by itself, every line with its sentence, nothing of a report's text taken for markup."""

import datetime as dt
import re
import time
import typing
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from chronik import model
from chronik.article import prepare
from chronik.errors import LanguageError
from chronik.model import (
    Annotations,
    Article,
    Cite,
    Conflict,
    Copy,
    Event,
    EventCluster,
    Figure,
    Findings,
    Line,
    Lineage,
    Name,
    Phase,
    PledgeOutcome,
    Point,
    Position,
    Reading,
    Reason,
    Report,
    Series,
    Side,
    Skipped,
    State,
    Statement,
    Time,
)
from chronik.publish import publish_page
from chronik.publish.page_notes import notes
from chronik.publish.page_text import _slug
from chronik.publish.page_words import Words, amount, date, number, read_words, text_of
from chronik.record import Case, Manifest

FIRST = """Sarnau (dpa) - Das Land zieht seine 1.200 Helfer bis Ende 2023 aus dem Hochwassergebiet ab. \
Das kündigte Ministerin Lea Brandner am Montag an.

Die Gemeinden fordern mehr Zeit. (dpa, 6.3.2023)
"""
SECOND = """ date 2031-02 Sarnau (dpa) - Noch immer sind rund 400 Helfer im Tal. \
Der Abzug sei "verschoben" worden, sagte Brandner am 8. Jänner 2024.
"""
HOSTILE = """<script>alert("1")</script> Ein Bericht mit 30 Helfern </style> & "Zeichen".

\u202egnuthcir edieb\u202c javascript:alert(2) <img src=x onerror=alert(3)> {{ 7 * 7 }} {x}
"""
VOID = {"meta", "input", "br", "img", "link", "hr"}
FOREIGN_VOID = {"path", "line"}


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def put(case: Case, doc: str, text: str, day: dt.date | None, **found: tuple[model.Record, ...]) -> str:
    """An article as the path would leave it; gives the readable text."""
    stated = re.match(r" date (\S+) ", text)
    article = Article(
        id=doc,
        source=text,
        text=text,
        digest=doc,
        language="de",
        body=stated.end() if stated else 0,
        stated=stated[1] if stated else None,
        stated_start=stated.start(1) if stated else None,
        stated_end=stated.end(1) if stated else None,
    )
    document = prepare(article)
    reasons = [Reason(clue="agency", text="dpa")]
    if stated:
        low, high = dt.date(2031, 2, 1), dt.date(2031, 2, 28)
        place = {"start": stated.start(1), "end": stated.end(1)}
        reasons.append(Reason(clue="stated_date", text=stated[1], low=low, high=high, **place))
    report = Report(
        language="de",
        stated=article.stated,
        low=day,
        high=day,
        best=day,
        confidence=0.94 if day else 0.0,
        agencies=("dpa",),
        stated_conflict=bool(stated),
        reasons=tuple(reasons),
    )
    case.put(document, report, Annotations(**typing.cast("dict[str, typing.Any]", found)))
    return document.article.text


def cluster(
    doc: str, text: str, words: str, status: model.Status, date: str | None, low: dt.date | None
) -> EventCluster:
    start, end = span(text, words)
    return EventCluster(
        id=f"event/{doc}/{start}",
        event_class="withdraw",
        date=date,
        low=low,
        high=low,
        status=status,
        label=f"Land · {words}",
        actor="Land",
        place=None,
        members=(Cite(doc=doc, start=start, end=end),),
    )


def point(doc: str, text: str, words: str, value: float, as_of: str | None, **more: typing.Any) -> Point:
    start, end = span(text, words)
    plain = {"low": None, "high": None, "modifier": "exact", "sense": "actual", "source": None}
    return Point(as_of=as_of, value=value, doc=doc, start=start, end=end, **{**plain, **more})


def filled(case: Case) -> tuple[State, ...]:
    """A pile of three reports with a finding of every kind."""
    case.put_manifest(Manifest(version="1", rules={}))
    helpers, withdraws, monday = (span(FIRST, w) for w in ("1.200 Helfer", "zieht", "Montag"))
    minister, announces = span(FIRST, "Lea Brandner"), span(FIRST, "kündigte")
    put(
        case,
        "a b/01.txt",
        FIRST,
        dt.date(2023, 3, 6),
        times=(Time(start=monday[0], end=monday[1], text="Montag", type="DATE", reading=Reading(kind="weekday")),),
        figures=(Figure(start=helpers[0], end=helpers[1], text="1.200 Helfer", value=1200.0, of="Helfer"),),
        events=(Event(start=withdraws[0], end=withdraws[1], text="zieht", event_class="withdraw", status="planned"),),
        statements=(Statement(start=announces[0], end=announces[1], cue="kündigte", speaker_name="Lea Brandner"),),
        names=(Name(start=minister[0], end=minister[1], text="Lea Brandner", type="person", name="Lea Brandner"),),
    )
    second = put(case, "a-b/01.txt", SECOND, dt.date(2024, 1, 8))
    put(case, "böse.txt", HOSTILE, None)
    case.put_skipped(Skipped(path="pile/<b>.pdf", why="It is a picture; give the text."))
    found = findings(FIRST, second)
    case.put_findings(found)
    start, end = span(second, "rund 400 Helfer")
    text = f"2024-01: ≈ 400 Helfer, ceiling — {case.quote('a-b/01.txt', start)}"
    lines = (Line(text=text, doc="a-b/01.txt", start=start, end=end),)
    return (State(on=dt.date(2024, 1, 8), known_by=dt.date(2024, 1, 8), lines=lines),)


def findings(first: str, second: str) -> Findings:
    one, two = "a b/01.txt", "a-b/01.txt"
    promised, moved, asked = span(first, "Das Land zieht"), span(second, '"verschoben"'), span(first, "fordern")
    count, again, stated = span(first, "1.200 Helfer"), span(second, "rund 400 Helfer"), span(second, "2031-02")
    points = (
        point(one, first, "1.200 Helfer", 1200, "2023-03-06", source="<i>Land</i>"),
        point(two, second, "rund 400 Helfer", 400, "2024-01", modifier="about", sense="plan", low=350, high=450),
        point(two, second, "rund 400", 400, None),
    )
    alone = (point("böse.txt", HOSTILE, "30 Helfern", 30, "2024"),)
    pledge: dict[str, typing.Any] = {
        "who": "Land",
        "what": "Abzug {x} <b>",
        "made": "2023-03-06",
        "due": "2023-12",
        "contested": True,
    }
    told: dict[str, typing.Any] = {"start": promised[0], "end": promised[1], "doc": one}
    outcome = {"outcome_doc": two, "outcome_start": moved[0], "outcome_end": moved[1]}
    here = (
        Side(doc=one, start=count[0], end=count[1], says="1 200"),
        Side(doc=two, start=again[0], end=9999, says="≈ 400"),
    )
    header = (Side(doc=two, start=stated[0], end=stated[1], says="stated date 2031-02"),)
    return Findings(
        clusters=(
            cluster(one, first, "zieht", "planned", "2023", dt.date(2023, 12, 31)),
            cluster(two, second, "verschoben", "denied", "2023-12/2024-01-08~", dt.date(2023, 12, 1)),
            cluster("böse.txt", HOSTILE, "Bericht", "hypothetical", None, None),
        ),
        lineage=(
            Lineage(doc=one, source="dpa", start=None, end=None),
            Lineage(doc=two, source="dpa", start=14, end=17),
        ),
        copies=(Copy(doc=two, of=one, agency="dpa", share=0.6, first="2023-03-06", changes=("+ 400",)),),
        series=(
            Series(measure="other", of="Helfer", place="Tal", points=points),
            Series(measure="other", of="Helfer", place=None, points=alone),
        ),
        outcomes=(
            PledgeOutcome(**{**pledge, **told, **outcome, "outcome": "slipped"}),
            PledgeOutcome(**{**pledge, **told, "outcome": "open", "due": None}),
        ),
        positions=(
            Position(
                party="Gemeinden", stance="demands", matter="Zeit", date=None, doc=one, start=asked[0], end=asked[1]
            ),
        ),
        phases=(
            Phase(
                matter="Einsatz", phase="mission", from_="2023", until=None, members=(Cite(doc=one, start=0, end=6),)
            ),
        ),
        conflicts=(
            Conflict(about="Helfer (Tal)", type="figure", sides=here),
            Conflict(about="stated date 2031-02", type="stated_date", sides=header),
        ),
    )


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.open(tmp_path / "hochwasser_tal.db", create=True) as opened:
        yield opened


@pytest.fixture
def page(case: Case) -> str:
    return publish_page(case, filled(case), "de")


class Reader(HTMLParser):
    """What a browser would make of the page: elements balanced, ids, links, and anything that would be loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if len(given) < len(attrs):
            self.wrong.append(f"attribute twice in {tag}")
        self.ids += [v for k, v in attrs if k == "id" and v]
        self.links += [v for k, v in attrs if k == "href" and v]
        self.loads += [
            f"{tag} {k}" for k, _ in attrs if k in ("src", "srcset", "data", "action", "style", "background")
        ]
        self.loads += [f"{tag} {k}" for k, _ in attrs if k.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in FOREIGN_VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


# ---------------------------------------------------------------- the page as a whole


@pytest.mark.parametrize("ui", ["de", "en"])
def test_well_formed_and_whole_by_itself(case: Case, ui: str) -> None:
    page = publish_page(case, filled(case), ui)
    reader = read(page)
    assert reader.wrong == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert reader.loads == []
    assert reader.tags.isdisjoint({"img", "link", "iframe", "object", "embed", "base", "form"})
    assert "http://" not in page
    assert "https://" not in page
    assert f'<html lang="{ui}">' in page
    assert page.startswith("<!doctype html>")


def test_every_link_has_its_place(page: str) -> None:
    reader = read(page)
    assert {link[1:] for link in reader.links} <= set(reader.ids)
    assert all(link.startswith("#") for link in reader.links)


def test_same_case_same_bytes(case: Case) -> None:
    states = filled(case)
    assert publish_page(case, states, "en") == publish_page(case, states, "en")


def test_a_case_without_findings(case: Case) -> None:
    case.put_manifest(Manifest(version="1", rules={}))
    case.put_findings(Findings())
    reader = read(publish_page(case))
    assert reader.wrong == []
    assert {link[1:] for link in reader.links} <= set(reader.ids)


def test_its_script_is_the_one_its_policy_lets_run(page: str) -> None:
    assert page.count("<script>") == 1
    policy = re.search(r"script-src 'sha256-([^']+)'", page)
    assert policy
    assert "unsafe-inline" not in policy[0]


# ---------------------------------------------------------------- lines and sentences


def test_every_line_of_every_section_links_to_a_sentence(page: str) -> None:
    for item in re.findall(
        r'<(?:article class="card (?:is-|kept|broken|slipped|open)|tr id=|li class="entry).*?</(?:article|tr|li)>',
        page,
        re.S,
    ):
        assert 'href="#s-' in item, item
    for name in (
        "W1",
        "W2",
        "V1",
        "V2",
        "Z1",
        "Z4",
        "E3",
        "P1",
        "A1",
    ):
        assert f'id="{name}"' in page


def test_both_sentences_of_a_pledge(page: str) -> None:
    card = page[page.index('id="V1"') : page.index("</article>", page.index('id="V1"'))]
    assert "#s-01-1" in card
    assert "#s-01-2-2" in card
    assert "verschoben" in card
    assert "umstritten" in card


def test_reports_of_like_names_keep_apart(page: str) -> None:
    assert 'id="text-01"' in page
    assert 'id="text-01-2"' in page


def test_ten_thousand_names_that_begin_alike_get_their_own_places_at_once() -> None:
    taken: dict[str, int] = {}
    began = time.process_time()
    slugs = [_slug(name, taken) for name in ["Tagesmeldung-2021-2", *(f"Tagesmeldung-2021-{n}" for n in range(10_000))]]
    assert len(set(slugs)) == len(slugs)
    assert slugs[:3] == ["tagesmeldung-202", "tagesmeldung-202-2", "tagesmeldung-202-3"]
    assert time.process_time() - began < 1


def test_names_that_look_like_numbered_ones_keep_apart() -> None:
    taken: dict[str, int] = {}
    assert [_slug(n, taken) for n in ("a", "a-2", "a", "a", "a-2")] == ["a", "a-2", "a-3", "a-4", "a-2-2"]


def test_a_header_that_is_cited_has_its_place(page: str) -> None:
    assert re.search(r'<span id="s-01-2-x1" class="header">date', page)


def test_sentences_lead_back_to_their_findings(page: str) -> None:
    sentence = re.search(r'id="s-01-1">.*?</sup>', page, re.S)
    assert sentence
    for target in ("#W1", "#V1", "#Z1", "#E1"):
        assert f'href="{target}"' in sentence[0]


def test_status_and_sense_are_told_in_words(page: str) -> None:
    for word in ("geplant", "bestritten", "nur erwogen", "verschoben", "offen", "ohne Datum"):
        assert word in page
    assert "zwischen" in page
    assert "etwa" in page


def test_figures_are_drawn_and_tabled(page: str) -> None:
    series = page[page.index('id="series-1"') : page.index('id="series-single"')]
    assert series.count('<svg class="chart"') == 1
    assert "hollow" in series
    assert "rund 400" in series
    assert "1.200" in series
    assert 'datetime="2024-01"' in series


def test_annotations_are_marked(page: str) -> None:
    for kind, words in (
        ("t", "Montag"),
        ("f", "1.200 Helfer"),
        ("a", "kündigte"),
        ("e", "zieht"),
        ("n", "Lea Brandner"),
    ):
        assert re.search(rf'<mark class="{kind}" title="[^"]+">{words}</mark>', page)


def test_state_lines_speak_the_language_of_the_page(case: Case) -> None:
    states = filled(case)
    german, english = publish_page(case, states, "de"), publish_page(case, states, "en")
    assert "≈ 400 Helfer, Obergrenze" in german
    assert "≈ 400 Helfer, ceiling" in english


def test_a_position_in_a_state_is_told_in_the_language_of_the_page(case: Case) -> None:
    (state,) = filled(case)
    asked = Line(text="Gemeinden demands: Zeit — Die Gemeinden fordern Zeit.", doc="a b/01.txt", start=0, end=3)
    states = (msgspec.structs.replace(state, lines=(asked,)),)
    assert "Gemeinden fordert: Zeit" in publish_page(case, states, "de")
    assert "Gemeinden demands: Zeit" in publish_page(case, states, "en")


@pytest.mark.parametrize(
    ("ui", "says"),
    [
        ("de", "Lea Brandner · Versprechen · indirekte Rede · weitergegeben von Kurier · Vorbehalt: „angeblich“"),
        ("en", "Lea Brandner · promise · indirect speech · passed on by Kurier · reporter’s distance: “angeblich”"),
    ],
)
def test_what_the_page_says_of_a_statement(ui: str, says: str) -> None:
    said = Statement(
        start=0, end=9, cue="versprach", speaker_name="Lea Brandner", act="promise", via="Kurier", hedge="angeblich"
    )
    (note,) = notes(Annotations(statements=(said,)), read_words(ui))
    assert note.says.partition(": ")[2] == says


def test_the_page_says_who_is_not_named_and_no_word_twice() -> None:
    said = Statement(start=0, end=9, cue="Gerüchten", speaker="Gerüchten", evidence="hearsay", hedge="Gerüchten")
    (note,) = notes(Annotations(statements=(said,)), read_words("de"))
    assert note.says == "Aussage: Gerüchten · indirekte Rede · Hörensagen"


# ---------------------------------------------------------------- hostile texts


def test_nothing_of_a_text_becomes_markup(page: str) -> None:
    assert "alert(" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<img" not in page
    assert "<i>Land" not in page
    assert "Abzug {x} &lt;b&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert page.count("</style>") == 1
    assert "pile/&lt;b&gt;.pdf" in page


def test_a_very_long_line_is_quoted_in_part(case: Case) -> None:
    case.put_manifest(Manifest(version="1", rules={}))
    text = "Wort " * 40_000 + "500 Helfer " + "Wort " * 40_000
    put(case, "lang.txt", text, dt.date(2024, 1, 1))
    points = tuple(point("lang.txt", text, "500 Helfer", 500, f"202{n}") for n in range(5))
    case.put_findings(Findings(series=(Series(measure="other", of="Helfer", place=None, points=points),)))
    page = publish_page(case)
    assert len(page) < len(text) + 100_000
    assert "… " in page


# ---------------------------------------------------------------- words


def test_both_languages_have_the_same_words() -> None:
    german, english = (msgspec.to_builtins(read_words(ui)) for ui in ("de", "en"))
    assert _shape(german) == _shape(english)


def _shape(words: dict[str, typing.Any]) -> dict[str, object]:
    """Keys, and the places to be filled in each word."""
    out: dict[str, object] = {}
    for key, value in words.items():
        if isinstance(value, dict):
            out |= {f"{key}.{k}": v for k, v in _shape(value).items()}
        elif not key.startswith("day"):  # how a day is written differs in its parts too
            out[key] = sorted(set(re.findall(r"\{\w+\}", str(value))))
    return out


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("status", model.Status),
        ("outcome", model.Outcome),
        ("conflict", model.ConflictType),
        ("sense", model.Sense),
        ("modifier", model.Modifier),
        ("stance", model.Stance),
        ("act", model.Act),
        ("form", model.Form),
        ("name", model.NameType),
    ],
)
def test_every_value_of_the_records_has_its_word(table: str, values: object) -> None:
    for ui in ("de", "en"):
        assert set(typing.get_args(values)) == set(getattr(read_words(ui), table))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(LanguageError, match="use de or en"):
        read_words("fr")


@pytest.fixture
def german() -> Words:
    return read_words("de")


@pytest.mark.parametrize(
    ("edtf", "told", "english"),
    [
        ("2021-07-05", "5. Juli 2021", "5 July 2021"),
        ("2021-07", "Juli 2021", "July 2021"),
        ("2021", "2021", "2021"),
        (
            "2020-06-12/2021-06~",
            "zwischen 12. Juni 2020 und etwa Juni 2021",
            "between 12 June 2020 and about June 2021",
        ),
        ("2021-05-01/2021-05-02", "zwischen 1. Mai und 2. Mai 2021", "between 1 May and 2 May 2021"),
        ("2021-05-01/..", "ab 1. Mai 2021", "from 1 May 2021"),
        ("../2021", "bis 2021", "until 2021"),
        ("2023-09-01/2023-09-30", "September 2023", "September 2023"),
        ("2021-13", "2021-13", "2021-13"),
        ("<b>", "<b>", "<b>"),
        (None, "ohne Datum", "no date"),
    ],
)
def test_days_as_people_write_them(edtf: str | None, told: str, english: str) -> None:
    assert text_of(date(read_words("de"), edtf)).replace("&lt;", "<") == told
    assert text_of(date(read_words("en"), edtf)) == english


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (2500, "2.500"),
        (0.5, "0,5"),
        (4.526e9, "4,526 Mrd."),
        (8.2e9, "8,2 Mrd."),
        (1.5e6, "1,5 Mio."),
        (1234567, "1.234.567"),
    ],
)
def test_numbers_as_people_write_them(german: Words, value: float, told: str) -> None:
    assert number(german, value) == told


def test_amounts_say_what_bounds_them(german: Words) -> None:
    assert amount(german, 3750, 3500, 4000, "exact") == "3.500 bis 4.000"
    assert amount(german, 2500, None, None, "up_to") == "bis zu 2.500"


# ---------------------------------------------------------------- size and speed


def test_a_hundred_reports_stay_small_and_quick(case: Case) -> None:
    case.put_manifest(Manifest(version="1", rules={}))
    text = FIRST * 4
    clusters, points = [], []
    for n in range(100):
        doc = f"{n:03}.txt"
        put(case, doc, text, dt.date(2023, 1, 1) + dt.timedelta(n))
        clusters += [cluster(doc, text, w, "occurred", "2023", dt.date(2023, 1, 1)) for w in FIRST.split()[:8]]
        points.append(point(doc, text, "1.200", 1200 + n, f"2023-{n % 12 + 1:02}"))
    case.put_findings(
        Findings(
            clusters=tuple(clusters), series=(Series(measure="other", of="Helfer", place=None, points=tuple(points)),)
        )
    )
    begun = time.perf_counter()
    page = publish_page(case)
    assert time.perf_counter() - begun < 10
    assert len(page.encode()) < 1_500_000
