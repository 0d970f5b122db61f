"""``chronik date``: what a journalist reads at 80 columns, the chart, and how old the facts are."""

import datetime as dt
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from chronik import plot, show_dating
from chronik.dating.weights import model
from chronik.language import world
from chronik.language.files import folder
from chronik.model import Article, Reason, Report, StatedDate
from chronik.pipeline import work_through
from chronik.publish.page_words import clue_word, read_words

WIDTH = 80


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def reason(clue: str, text: str, low: str | None = None, high: str | None = None, start: int | None = 0) -> Reason:
    ends = {"low": day(low) if low else None, "high": day(high) if high else None}
    return Reason(clue=clue, text=text, start=start, end=None if start is None else start + len(text), **ends)


def report(days: str, best: str | None, confidence: float, *reasons: Reason, **fields: object) -> Report:
    low, high = (day(part) if part else None for part in days.split("/"))
    best_day = day(best) if best else None
    return Report(language="de", low=low, high=high, best=best_day, confidence=confidence, reasons=reasons, **fields)


def article(**fields: object) -> Article:
    return Article(id="bericht.txt", source="", text="", language="de", **fields)


HEADER = {"stated": "2019-03", "stated_start": 6, "stated_end": 13}
PAGE = {"stated": "2020-02-02", "dates": (StatedDate(origin="meta", date="2020-02-02"),)}
STATED = reason("stated_date", "2019-03", "2019-03-01", "2019-03-31")
PANETTA = reason("office", "Verteidigungsminister Leon Panetta", "2011-07-01", "2013-02-26", 400)
SHORTER = reason("name_holder", "Leon Panetta", "2009-02-13", None, 422)
NEWEST = reason("newest", "Verteidigungsminister Leon Panetta", "2011-07-01", None, 400)
YEAR = reason("past_date", "2008", "2008-01-01", None, 700)
SUNDAY = reason("weekday", "Sonntag", start=90)
LINE = reason("date_line", "9.9.2020, 21:10 Uhr", "2020-09-09", "2020-09-09")

SHOWN = [
    pytest.param(
        article(**HEADER),
        report(
            "2011-07-14/2012-12-31",
            "2011-12-18",
            0.012,
            STATED,
            PANETTA,
            SHORTER,
            NEWEST,
            YEAR,
            SUNDAY,
            stated="2019-03",
            stated_conflict=True,
        ),
        """
 written    2011-07-14 to 2012-12-31 (95 %), no day stands out, best guess
            2011-12-18 (1 %)
 stated     2019-03 (header of the text), contradicted
 conflict   2019-03-01 to 2019-03-31  stated date: 2019-03
 with       2011-07-01 to 2013-02-26  in office then: Verteidigungsminister Leon
                                      Panetta
 also       from 2008-01-01           told as past: 2008
            any week                  weekday: Sonntag
""",
        id="a header that the text contradicts: both sides, each reason once",
    ),
    pytest.param(
        article(**HEADER),
        report("2010-01-01/2012-12-31", "2011-05-01", 0.01, STATED, YEAR, stated="2019-03", stated_conflict=True),
        """
 written    2010-01-01 to 2012-12-31 (95 %), no day stands out, best guess
            2011-05-01 (1 %)
 stated     2019-03 (header of the text), contradicted
 conflict   2019-03-01 to 2019-03-31  stated date: 2019-03
 with       No single reason rules it out, but all together leave it too small a
            chance.
 because    from 2008-01-01           told as past: 2008
""",
        id="a header that only all reasons together contradict",
    ),
    pytest.param(
        article(**HEADER),
        report("2008-01-01/2019-03-31", "2019-03-07", 0.02, STATED, PANETTA, YEAR, stated="2019-03"),
        """
 written    2008-01-01 to 2019-03-31 (95 %), no day stands out, best guess
            2019-03-07 (2 %)
 stated     2019-03 (header of the text), doubtful
 conflict   2019-03-01 to 2019-03-31  stated date: 2019-03
 with       2011-07-01 to 2013-02-26  in office then: Verteidigungsminister Leon
                                      Panetta
 also       from 2008-01-01           told as past: 2008
""",
        id="a header that a reason leaves out, and neither decides",
    ),
    pytest.param(
        article(**HEADER),
        report("2019-03-01/2019-03-31", "2019-03-07", 0.04, STATED, PANETTA, stated="2019-03"),
        """
 written    2019-03-01 to 2019-03-31 (95 %), no day stands out, best guess
            2019-03-07 (4 %)
 stated     2019-03 (header of the text)
 because    2019-03-01 to 2019-03-31  stated date: 2019-03
            2011-07-01 to 2013-02-26  in office then: Verteidigungsminister Leon
                                      Panetta
""",
        id="a header that stands in spite of a reason",
    ),
    pytest.param(
        article(),
        report("2020-09-09/2020-09-09", "2020-09-09", 0.9993, LINE, PANETTA, YEAR, SUNDAY),
        """
 written    2020-09-09 (over 99 %)
 stated     none
 because    2020-09-09                date line of the report: 9.9.2020, 21:10
                                      Uhr
            2011-07-01 to 2013-02-26  in office then: Verteidigungsminister Leon
                                      Panetta
            from 2008-01-01           told as past: 2008
            and 1 more, see --json
""",
        id="a known day needs few reasons",
    ),
    pytest.param(
        article(**PAGE),
        report(
            "2020-01-31/2020-02-02",
            "2020-02-02",
            0.88,
            reason("stated_date", "2020-02-02", "2020-02-02", "2020-02-02", None),
            stated="2020-02-02",
        ),
        """
 written    2020-01-31 to 2020-02-02 (95 %), likeliest 2020-02-02 (88 %)
 stated     2020-02-02 (data in the page)
 because    2020-02-02                stated date: 2020-02-02
""",
        id="a page and where it states its date",
    ),
    pytest.param(
        article(),
        report("2025-05-06/", "2025-11-03", 0.004, reason("office", "Bundeskanzler Friedrich Merz", "2025-05-06")),
        """
 written    from 2025-05-06 (95 %), no day stands out, best guess 2025-11-03
            (under 1 %)
 stated     none
 because    from 2025-05-06           in office then: Bundeskanzler Friedrich
                                      Merz
""",
        id="open towards today",
    ),
    pytest.param(
        article(),
        report("/2009-06-30", "2009-05-01", 0.2, reason("future_date", "30. Juni 2009", None, "2009-06-30")),
        """
 written    until 2009-06-30 (95 %), likeliest 2009-05-01 (20 %)
 stated     none
 because    until 2009-06-30          told as still to come: 30. Juni 2009
""",
        id="open towards the past",
    ),
    pytest.param(
        article(),
        report("/", None, 0.0),
        """
 written    not known: nothing in it says when; it has no date line, no date
            with a year, nobody in office and no name whose time is known
 stated     none
""",
        id="undated, and why",
    ),
    pytest.param(
        article(),
        report("2004-01-01/2019-12-31", "2011-05-01", 0.001, SUNDAY, reason("pile", "28", start=None)),
        """
 written    2004-01-01 to 2019-12-31 (95 %), no day stands out, best guess
            2011-05-01 (under 1 %)
 stated     none
            nothing in it says when; these are the days of the other texts
 because    any week                  weekday: Sonntag
                                      how many texts in its pile: 28
""",
        id="dated by its pile alone",
    ),
    pytest.param(
        article(),
        report(
            "2021-01-01/2022-01-01",
            "2021-06-01",
            0.05,
            *(
                reason(f"name_{kind}_lead", f"Name {n}", "2021-01-01", None, n)
                for n, kind in enumerate(("person", "event", "body", "law", "planet", "term", "case"))
            ),
        ),
        """
 written    2021-01-01 to 2022-01-01 (95 %), no day stands out, best guess
            2021-06-01 (5 %)
 stated     none
 because    from 2021-01-01           known person: Name 0
            from 2021-01-01           known event: Name 1
            from 2021-01-01           known body or group: Name 2
            from 2021-01-01           known law or programme: Name 3
            from 2021-01-01           known name: Name 4
            and 2 more, see --json
""",
        id="at most five reasons, and kinds of names that came later",
    ),
    pytest.param(
        article(),
        report(
            "2021-01-01/2022-01-01",
            "2021-06-01",
            0.3,
            reason("address", "https://example.org/" + "a" * 300, "2021-01-01", "2022-01-01"),
            reason("past_date", "am 3.\n\tMai\r\n2021\x1b[31m \u202e\u200bx", "2021-05-03", None, 9),
        ),
        """
 written    2021-01-01 to 2022-01-01 (95 %), likeliest 2021-06-01 (30 %)
 stated     none
 because    2021-01-01 to 2022-01-01  day in the address or file name:
                                      https://example.org/aaaaaaaaaaaaaaaaaaaaaa
                                      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                                      aaaaaaaaaaaaaaa…
            from 2021-05-03           told as past: am 3. Mai 2021�[31m x
""",
        id="words that would break the layout",
    ),
]


@pytest.mark.parametrize(("given_article", "given_report", "expected"), SHOWN)
def test_shown(given_article: Article, given_report: Report, expected: str) -> None:
    assert list(show_dating.lines(given_article, given_report, WIDTH)) == expected.strip("\n").split("\n")


texts = st.text(max_size=150)
some_days = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))
reasons = st.builds(
    Reason, clue=st.sampled_from(["office", "weekday", "stated_date", "newest", "name_body", "x_y"]),
    text=texts, start=st.none() | st.just(3), low=some_days, high=some_days,
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(reasons, max_size=8), st.integers(60, 100), st.booleans())
def test_no_words_break_the_layout(found: list[Reason], width: int, conflict: bool) -> None:
    made = report(
        "2021-01-01/2021-02-01",
        "2021-01-05",
        0.2,
        *found,
        stated="2019" if conflict else None,
        stated_conflict=conflict,
    )
    for line in show_dating.lines(article(), made, width):
        assert cell_len(line) <= width
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in line)
        assert re.match(r" (written|stated|conflict|with|because|also) +\S| {12}", line), line


SURE = [(0.0, "under 1 %"), (0.0049, "under 1 %"), (0.014, "1 %"), (0.5, "50 %"), (0.99, "99 %"), (1.0, "over 99 %")]


@pytest.mark.parametrize(("share", "words"), SURE)
def test_percent_is_never_all_or_nothing(share: float, words: str) -> None:
    assert show_dating.percent(share) == words


@pytest.mark.parametrize("ui", ["de", "en"])
def test_every_kind_of_known_name_has_its_word(ui: str) -> None:
    words = read_words(ui)
    kinds = {kind.removesuffix("_lead") for kind in model().stretch if kind.startswith("name_")}
    assert kinds <= set(words.clue)
    assert clue_word(words, "name_person_lead") == words.clue["name_person"]
    assert set(words.clue) == set(read_words("en").clue)


@pytest.mark.parametrize("page", ["README.md", "docs/dating.md"])
def test_the_example_in_the_docs_is_as_it_comes(page: str) -> None:
    """The two sides of its conflict; the days above them change whenever the weights do."""
    root = Path(__file__).parent.parent
    shown = (root / page).read_text(encoding="utf-8").partition("\n    02-letzter-konvoi.txt\n")[2].partition("\n\n")[0]
    come = chronik("date", "examples/irak/02-letzter-konvoi.txt", cwd=root).stdout.splitlines()
    lines = [line.removeprefix("    ") for line in shown.splitlines()]
    stated = next(n for n, line in enumerate(lines) if line.startswith(" stated "))
    assert lines[stated : stated + 4] == come[come.index(lines[stated]) :][:4]


NO_DATE_CLUES = {"agency", "url", "world_event", "name"}


def test_the_docs_name_every_clue_as_the_terminal_does() -> None:
    page = (Path(__file__).parent.parent / "docs" / "dating.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([^|]+) \| `(\w+)` \|", page, re.MULTILINE))
    words = read_words("en").clue
    assert all(words[clue] == label for label, clue in rows.items())
    missing = set(words) - set(rows.values()) - NO_DATE_CLUES
    assert {clue for clue in missing if not clue.startswith("name_")} == set()


def test_every_reason_of_the_examples_has_its_word() -> None:
    from chronik.pipeline import annotate_pile

    examples = Path(__file__).parent.parent / "examples"
    items = [i for i in annotate_pile([examples / "irak"]) if isinstance(i, tuple)]
    named = {r.clue.removesuffix("_lead") for _, found, _ in items for r in found.reasons}
    assert named <= set(read_words("en").clue)


# ---------------------------------------------------------------- the chart


FIRST = dt.date(2010, 1, 1)


def chances(*peaks: tuple[int, int]) -> np.ndarray:
    out = np.full(6000, 1e-9)
    for start, length in peaks:
        out[start : start + length] += 1 / length
    return out / out.sum()


def drawn(*peaks: tuple[int, int]) -> plot.Chart:
    low, high = (FIRST + dt.timedelta(n) for n in (peaks[0][0], peaks[0][0] + peaks[0][1] - 1))
    made = report(f"{low}/{high}", str(low), 0.3, stated="2019-03", stated_conflict=True)
    return plot.chart("bericht.txt", made, FIRST, chances(*peaks))


UNITS = [((40, 1), "day", 1), ((40, 31), "day", 31), ((40, 200), "month", 8), ((40, 3000), "year", 9)]


@pytest.mark.parametrize(("peak", "unit", "bars"), UNITS)
def test_the_chart_goes_by_what_the_mass_requires(peak: tuple[int, int], unit: str, bars: int) -> None:
    made = drawn(peak)
    assert made.unit == unit
    assert abs(len(made.bars) - bars) <= 1
    assert made.earlier + made.later + sum(bar.chance for bar in made.bars) == pytest.approx(1)


def test_over_a_century_it_goes_by_decades() -> None:
    flat = np.full(60_000, 1 / 60_000)
    made = plot.chart("alt.txt", report("/", "1900-01-01", 0.0), dt.date(1860, 1, 1), flat)
    assert made.unit == "decade"
    assert made.bars[0].label == "1860s"


def test_terminal_chart() -> None:
    assert list(plot.terminal(drawn((10, 3), (10, 1), (300, 2)), WIDTH)) == [
        "bericht.txt: when it was written, by month",
        "  2010-01  █████████████████████████████████████████████████████████        67 %",
        "  …                                                                    under 1 %",
        "  2010-10  ████████████████████████████▌                                    33 %",
        "  written 2010-01-11 to 2010-01-13 (95 %), likeliest 2010-01-11 (30 %)",
        "  stated 2019-03, contradicted",
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5800), st.integers(1, 150)), min_size=1, max_size=4), st.integers(50, 100))
def test_a_chart_of_anything_fits(peaks: list[tuple[int, int]], width: int) -> None:
    made = drawn(*peaks)
    lines = list(plot.terminal(made, width))
    assert all(cell_len(line) <= width for line in lines)
    ElementTree.fromstring(plot.svg(made))


def test_svg_is_whole_and_self_contained() -> None:
    made = drawn((40, 200))._replace(title='a <b> & "c".txt: when it was written, by month')
    root = ElementTree.fromstring(plot.svg(made))
    name = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{name}title").text == made.title
    shown = [t.text for t in root.iter(f"{name}text")]
    assert made.title in shown
    assert "0 %" in shown
    assert "2010-02" in shown
    assert sum(r.find(f"{name}title") is not None for r in root.iter(f"{name}rect")) == len(made.bars)
    assert not re.search(r"(?:href|url\(|@import|<script)", plot.svg(made))


def test_csv_has_every_day() -> None:
    rows = list(plot.csv_lines(FIRST, chances((40, 2))))
    assert rows[0] == "day,probability"
    assert rows[41].startswith("2010-02-10,0.49")
    assert sum(float(row.partition(",")[2]) for row in rows[1:]) == pytest.approx(1, abs=1e-3)


# ---------------------------------------------------------------- the command


DATED = "Berlin (dpa) - Die Brücke ist am Freitag eröffnet worden, wie die Stadt mitteilte.\n\n(dpa, 12.03.2021)\n"
WRONG = f" date 2024-05 {DATED}"
UNDATED = "Am Montag ist die Brücke eröffnet worden. Viele Menschen kamen zum Fest.\n"


def chronik(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "chronik", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=stdin, capture_output=True, text=True, check=False, encoding="utf-8", timeout=120
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("date")
    for name, text in (("dated.txt", DATED), ("wrong.txt", WRONG), ("undated.txt", UNDATED)):
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_date_says_what_when_and_why(reports: Path) -> None:
    done = chronik("date", "--alone", ".", cwd=reports)
    assert done.returncode == 0, done.stderr
    parts = dict(part.split("\n", 1) for part in done.stdout.strip("\n").split("\n\n"))
    assert set(parts) == {"dated.txt", "wrong.txt", "undated.txt"}
    assert parts["dated.txt"].startswith(" written    2021-03-12 (")
    assert " date line of the report: 12.03.2021\n" in parts["dated.txt"] + "\n"
    assert (
        " stated     2024-05 (header of the text), contradicted\n conflict   2024-05-01 to 2024-05-31 "
        in parts["wrong.txt"]
    )
    assert " with       2021-03-12                date line of the report: 12.03.2021" in parts["wrong.txt"]
    assert parts["undated.txt"].startswith(" written    not known: nothing in it says when;")
    assert all(cell_len(line) <= WIDTH for line in done.stdout.splitlines())
    assert done.stderr.splitlines()[-1] == show_dating.age()


def test_json_holds_records_alone(reports: Path) -> None:
    done = chronik("date", "--json", "wrong.txt", cwd=reports)
    row = json.loads(done.stdout)
    assert (row["kind"], row["stated"], row["best"], row["stated_conflict"]) == (
        "report",
        "2024-05",
        "2021-03-12",
        True,
    )
    assert done.stderr == ""


def test_plot_in_a_pipe(reports: Path) -> None:
    done = chronik("date", "--plot", "dated.txt", cwd=reports)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^  2021-03-12  █+ +\S.* %$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", ["chart.svg", "chart.csv"])
def test_plot_to_a_file(reports: Path, tmp_path: Path, name: str) -> None:
    done = chronik("date", "--plot", "wrong.txt", "-o", str(tmp_path / name), cwd=reports)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert ("2021-03-12" if name.endswith("svg") else "\n2021-03-12,0.9") in written


REFUSED = [
    (("--plot", "."), "draws one text, and there are several here"),
    (("--plot", "--json", "dated.txt"), "--plot -o FILE.csv"),
    (("--plot", "dated.txt", "-o", "chart.png"), "neither an .svg nor a .csv file"),
    (("dated.txt", "-o", "chart.svg"), "goes with --plot"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_wrong_use_is_said_plainly(reports: Path, arguments: tuple[str, ...], words: str) -> None:
    done = chronik("date", *arguments, cwd=reports)
    said = re.sub(r"[\s│]+", " ", done.stderr)
    assert done.returncode == 2
    assert words in said
    assert not (reports / "chart.png").exists()
    assert not (reports / "chart.svg").exists()


def test_nothing_to_draw(reports: Path) -> None:
    done = chronik("date", "--plot", "undated.txt", cwd=reports)
    assert done.returncode == 1
    assert done.stderr == "Nothing in undated.txt says when it was written; there is nothing to draw.\n"


# ---------------------------------------------------------------- how old the facts are


def test_version_names_the_age_of_the_facts(reports: Path) -> None:
    said = chronik("--version", cwd=reports).stdout.splitlines()
    assert re.fullmatch(r"\d+\.\d+\.\d+", said[0])
    assert said[1:] == [show_dating.age()]


def test_the_sources_name_the_same_day() -> None:
    day = world.as_of()
    sources = re.sub(r"\s+", " ", (folder() / "knowledge" / "SOURCES.txt").read_text(encoding="utf-8"))
    assert f"As of: {day.day} {day:%B %Y}" in sources


def test_no_fact_begins_after_that_day() -> None:
    assert max(office.since for office in world.offices()) <= world.as_of()
    assert max(event.start for event in world.events()) <= world.as_of()


PAGE_CHANGED_LATER = """<html lang="de"><head><title>Neue Brücke offen</title>
<meta property="article:published_time" content="2019-05-06T08:00:00+02:00">
<meta property="article:modified_time" content="2019-08-07T08:00:00+02:00"></head>
<body><article><h1>Neue Brücke offen</h1>
<p>Am Montag ist die neue Brücke über den Fluss eröffnet worden, wie die Stadt mitteilte. Viele Menschen kamen.</p>
<p>Der Bau hatte lange gedauert und war teurer geworden als geplant, sagte ein Sprecher am Nachmittag.</p>
</article></body></html>"""


def test_a_later_change_does_not_contradict_the_day_a_page_states(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE_CHANGED_LATER, encoding="utf-8")
    row = json.loads(chronik("date", "--json", "page.html", cwd=tmp_path).stdout)
    assert (row["best"], row["stated_conflict"]) == ("2019-05-06", False)


def test_a_stated_date_at_the_end_of_the_calendar() -> None:
    text = "Die Regierung hat am 3. Mai 2012 neue Regeln beschlossen, wie ein Sprecher mitteilte."
    for day in ("0001-01-01", "9999-12-31"):
        article = Article(id="a", source=text, text=text, language="de", stated=day)
        report = work_through(article).report
        assert report.best is not None
        assert any("stated" in line for line in show_dating.lines(article, report, 80))
