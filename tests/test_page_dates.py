"""The day on which a saved page was first published: what it says in markup, in sight and in its address."""

from itertools import pairwise
from pathlib import Path

import pytest
from htmldate import find_date
from trafilatura import load_html

from chronik.ingest import read
from chronik.ingest.page_dates import stated_dates
from chronik.model import Article, StatedDate

PROSE = """<p>Der Gemeinderat hat den Umbau des Bahnhofs beschlossen. Nach Angaben der Verwaltung sollen die Arbeiten
im Frühjahr beginnen und rund zwei Jahre dauern. Die Kosten trägt zur Hälfte das Land, wie der Bürgermeister sagte.</p>
<p>Gegen den Plan stimmten die Abgeordneten der Opposition. Sie hatten einen Neubau am alten Güterbahnhof verlangt,
der nach ihrer Rechnung billiger gewesen wäre.</p>"""
ENGLISH = """<p>The council has approved the new station after a debate of four hours. Work is due to begin in spring,
officials said, and will take about two years. The state pays for half of it.</p>
<p>Members of the opposition voted against the plan, for which they had wanted a different site.</p>"""


def page(head: str = "", above: str = "", below: str = "", *, lang: str = "de", prose: str = PROSE) -> str:
    """A page with something in its head, between title and prose, and behind the prose."""
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">
<title>Rat stimmt Bahnhof zu | Kurier</title>{head}</head><body>
<nav><a href="/">Start</a> <a href="/politik">Politik</a></nav>
<main><article><h1>Rat stimmt Bahnhof zu</h1>{above}{prose}</article>{below}</main>
<div class="site-footer">© 2024 Kurier Verlag</div></body></html>"""


def english(head: str = "", above: str = "", below: str = "", *, lang: str = "en") -> str:
    return page(head, above, below, lang=lang, prose=ENGLISH)


def dates(html: str, url: str | None = None) -> tuple[StatedDate, ...]:
    """All that a page states, htmldate's answer included."""
    guess = find_date(html, original_date=True, extensive_search=True, url=url, max_date="2199-12-31")
    tree = load_html(html)
    assert tree is not None
    return stated_dates(tree, url, guess)


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


FIRST = {
    "open graph": (page(meta("article:published_time", "2021-12-31T10:00:00+01:00")), "2021-12-31"),
    "open graph beside a later change": (
        page(meta("article:modified_time", "2022-03-01T10:00+01:00") + meta("article:published_time", "2021-12-31")),
        "2021-12-31",
    ),
    "dublin core": (page('<meta name="DC.date.issued" content="2009-02-18">'), "2009-02-18"),
    "json-ld in a graph": (
        page(
            ld(
                '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Kurier"},{"@type":"NewsArticle",'
                '"datePublished":"2020-02-03T08:15:00+01:00","dateModified":"2020-02-05T08:15:00+01:00"}]}'
            )
        ),
        "2020-02-03",
    ),
    "json-ld whose comments and videos are older": (
        page(
            ld(
                '{"@type":"NewsArticle","comment":[{"@type":"Comment","datePublished":"2020-02-01"}],'
                '"video":{"@type":"VideoObject","datePublished":"2019-01-01"},"datePublished":"2020-02-03"}'
            )
        ),
        "2020-02-03",
    ),
    "broken json-ld": (
        page(ld('{"@type":"NewsArticle","headline":"Der "Rat","datePublished":"2020-02-03",}')),
        "2020-02-03",
    ),
    "late in the evening in UTC is the next day in Vienna": (
        page(meta("article:published_time", "2021-11-04T23:30:00Z"), lang="de-AT"),
        "2021-11-05",
    ),
    "in summer from ten in the evening": (page(meta("article:published_time", "2021-07-04T22:05:00Z")), "2021-07-05"),
    "in winter not yet": (page(meta("article:published_time", "2021-11-04T22:05:00Z")), "2021-11-04"),
    "data for a program": (page('<script>var d = {"publishedAt":"2018-05-06T10:00:00+02:00"};</script>'), "2018-05-06"),
    "microdata": (page(above='<span itemprop="datePublished" content="2014-07-19">Samstag</span>'), "2014-07-19"),
    "time element marked as publication": (
        page(above='<time class="entry-date published" datetime="2014-07-19T10:00">Samstag</time>'),
        "2014-07-19",
    ),
    "a label in words": (page(above="<p>Veröffentlicht am 3. Mai 2019</p>"), "2019-05-03"),
    "a label in an element of its own": (
        page(above='<div><span class="l">Datum:</span> <span class="v">18.10.2021</span></div>'),
        "2021-10-18",
    ),
    "an Austrian month": (page(above="<p>Erschienen am 3. Jänner 2020, 14:30 Uhr</p>", lang="de-AT"), "2020-01-03"),
    "a Swiss line": (page(above="<p>Publiziert: 03.01.2020, 14.30 Uhr</p>", lang="de-CH"), "2020-01-03"),
    "verb behind": (page(above="<p>Am 3. Mai 2019 um 10:15 Uhr veröffentlicht</p>"), "2019-05-03"),
    "byline without a label": (page(above="<p>03.05.2019 | Von Eva Huber</p>"), "2019-05-03"),
    "published before a change": (
        page(below="<p>Letzte Änderung: 31.10.2023 Erschienen am: 01.11.2023</p>"),
        "2023-11-01",
    ),
    "first published, then updated": (
        page(above="<p>Veröffentlicht: 03.05.2019</p><p>Aktualisiert: 09.06.2019</p>"),
        "2019-05-03",
    ),
    "today's date in the masthead": (
        page(above="<p>3. Mai 2019</p>").replace(
            "<nav>", '<div class="top">Mittwoch, 12. Juni 2024</div>' + "<p>x</p>" * 90 + "<nav>"
        ),
        "2019-05-03",
    ),
    "days of comments": (
        page(
            above="<p>3. Mai 2019</p>",
            below='<div class="comments"><p>4. Mai 2019</p><p>Gut so!</p><p>5. Mai 2019</p><p>Nein.</p></div>',
        ),
        "2019-05-03",
    ),
    "days of other reports": (
        page(
            above="<p>3. Mai 2019</p>",
            below="<aside><ul><li>1. Mai 2019</li><li>2. Mai 2019</li></ul></aside>"
            '<div class="related-teaser"><time datetime="2019-04-30">30.4.</time></div>',
        ),
        "2019-05-03",
    ),
    "a day that the prose tells of": (
        page(
            above="<p>3. Mai 2019</p>"
            "<p>Schon am 9. November 1989 hatte der Rat über den Bahnhof abgestimmt, damals ohne Erfolg.</p>"
        ),
        "2019-05-03",
    ),
    "a strict day beside a loose one": (
        page(
            '<meta name="date" content="2022-01-21">',
            '<time itemprop="datePublished" datetime="2022-01-27">27.1.</time>',
        ),
        "2022-01-27",
    ),
    "American": (english(above="<p>By Ann Lee, Published January 3, 2020</p>", lang="en-US"), "2020-01-03"),
    "American figures": (english(above="<p>Published 04/05/2020</p>", lang="en-US"), "2020-04-05"),
    "British figures": (english(above="<p>Published 04/05/2020</p>", lang="en-GB"), "2020-05-04"),
    "figures that only one order allows": (english(above="<p>Published 12/31/2019</p>"), "2019-12-31"),
    "figures settled by another voice": (
        english('<meta name="date" content="11/01/2023 12:43:42">', "<p>Published: 1 November 2023</p>"),
        "2023-11-01",
    ),
    "first published in English": (
        english(above="<p>First published on Fri 3 May 2019 10.15 BST</p><p>Last modified on Sat 4 May 2019</p>"),
        "2019-05-03",
    ),
}


@pytest.mark.parametrize("name", FIRST)
def test_day_of_first_publication(name: str) -> None:
    html, day = FIRST[name]
    first = dates(html)[0]
    assert first.date == day
    assert not first.updated


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://kurier.example/politik/2011/12/03/bahnhof.html", "2011-12-03"),
        ("https://kurier.example/bahnhof-03-12-2011.html", "2011-12-03"),
        ("https://kurier.example/2011/12/bahnhof/", "2011-12"),
    ],
)
def test_address_alone(url: str, day: str) -> None:
    (found,) = dates(page(), url)
    assert (found.date, found.origin) == (day, "url")


def test_month_of_the_address_settles() -> None:
    html = page(above="<p>03.12.2011</p>", below="<p>19.08.2014</p>")
    assert dates(html, "https://kurier.example/2011/12/bahnhof/")[0].date == "2011-12-03"
    late = page(above="<p>x</p>" * 400 + "<p>19.08.2014</p>", below="<p>03.12.2011</p>")
    assert dates(late, "https://kurier.example/2011/12/bahnhof/")[0].date == "2011-12-03"


def test_contradictions_are_kept() -> None:
    html = page(ld('{"@type":"NewsArticle","datePublished":"2015-06-07"}'))
    found = {d.origin: d.date for d in dates(html, "https://kurier.example/2011/12/03/bahnhof.html")}
    assert found["json"] == "2015-06-07"
    assert found["url"] == "2011-12-03"


def test_open_order_of_day_and_month_gives_both() -> None:
    found = {d.date: d.confidence for d in dates(english(above="<p>Published 04/05/2020</p>"))}
    assert set(found) >= {"2020-04-05", "2020-05-04"}
    assert max(found.values()) < 0.9


def test_only_a_change_is_marked_so() -> None:
    found = dates(page(above="<p>Stand: 03.05.2019</p>"))
    assert [(d.date, d.updated) for d in found] == [("2019-05-03", True)]


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(above="<p>Abgerufen am 3. Mai 2019</p>"),
        page(above="<p>Die Anlage kostet 12.50.99 und misst 1.20.30</p>"),
        page(above="<p>Version 30.31.2019</p>"),
        page(meta("article:published_time", "demnächst")),
        page(ld('{"@type":"NewsArticle","datePublished":null}')),
        page(ld("[" * 500)),
    ],
)
def test_no_day(html: str) -> None:
    assert dates(html) == ()


def test_confidence_is_a_probability() -> None:
    for html, _ in FIRST.values():
        found = dates(html)
        assert sum(d.confidence for d in found) <= 1.01
        assert all(a.confidence >= b.confidence for a, b in pairwise(found))


def test_article_carries_the_days_of_its_page(tmp_path: Path) -> None:
    html = page(
        meta("article:published_time", "2021-12-31T10:00:00+01:00")
        + '<link rel="canonical" href="https://www.kurier.example/2011/12/03/bahnhof.html">',
    )
    (tmp_path / "bahnhof.html").write_text(html, encoding="utf-8")
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.stated == article.dates[0].date
    assert {d.date for d in article.dates} == {"2021-12-31", "2011-12-03"}


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0051)https://www.kurier.example/2011/12/03/bahnhof.html -->",
        "<!--\n Page saved with SingleFile \n url: https://www.kurier.example/2011/12/03/bahnhof.html \n"
        " saved date: Fri Nov 03 2023 10:00:00 GMT+0100\n-->",
    ],
)
def test_address_that_the_browser_noted(tmp_path: Path, comment: str) -> None:
    html = page().replace("<head>", f"<head>{comment}")
    (tmp_path / "bahnhof.html").write_text(html, encoding="utf-8")
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.url == "https://www.kurier.example/2011/12/03/bahnhof.html"
    assert (article.stated, article.domain) == ("2011-12-03", "www.kurier.example")


def test_an_address_that_is_none_stops_no_pile(tmp_path: Path) -> None:
    html = page().replace("<head>", "<head><!-- saved from url=(0010)http://[::1/x -->")
    (tmp_path / "bahnhof.html").write_text(html, encoding="utf-8")
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.domain is None
