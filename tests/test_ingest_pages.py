"""Saved pages: what is the report, and where each of its characters stands in the page."""

from html import unescape
from pathlib import Path

from chronik.article import prepare
from chronik.article.offsets import to_source
from chronik.ingest import read
from chronik.model import Article

PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Abzug aus Erbil beginnt - Neue Post</title>
<meta property="article:published_time" content="2021-12-31T10:00:00+01:00">
<link rel="canonical" href="https://www.neue-post.example/politik/abzug.html">
<meta property="og:site_name" content="Neue Post">
<script>var t = "Die letzten Soldaten haben Erbil verlassen.";</script></head>
<body><nav><a href="/">Startseite</a> <a href="/politik">Politik</a></nav>
<article><h1>Abzug aus Erbil beginnt</h1>
<p>Erbil (dpa) - Die letzten <b>Sol&shy;daten</b> haben Erbil ver&shy;lassen, erkl&auml;rte
 die Regierung am Freitag. Es waren rund 2.500&nbsp;M&auml;nner &amp; Frauen, die seit dem Fr&uuml;hjahr
dort standen.</p>
<p>&bdquo;Wir gehen&ldquo;, sagte ein <a href="/x">Sprecher</a> der Koalition&#46; Berater bleiben im Land, und die
Ausbildung der irakischen Armee geht weiter, wie im Sommer mit der Regierung vereinbart worden war.</p>
<ul><li>Rund 900 Soldaten stehen weiter in Syrien, im Nordosten des Landes.</li></ul>
</article><footer>Impressum Datenschutz</footer></body></html>
"""


def page(tmp_path: Path, html: str = PAGE) -> Article:
    path = tmp_path / "abzug.html"
    path.write_text(html, encoding="utf-8")
    (found,) = read([path])
    assert isinstance(found, Article)
    return found


def test_what_the_page_says_of_itself(tmp_path: Path) -> None:
    a = page(tmp_path)
    assert (a.id, a.language, a.stated) == ("abzug.html", "de", "2021-12-31")
    assert (a.url, a.domain) == ("https://www.neue-post.example/politik/abzug.html", "neue-post.example")
    assert a.source == PAGE


def test_the_readable_text(tmp_path: Path) -> None:
    title, first, *_ = page(tmp_path).text.split("\n\n")
    assert title == "Abzug aus Erbil beginnt"
    assert first.startswith("Erbil (dpa) - Die letzten")
    assert "Startseite" not in page(tmp_path).text


def test_every_sentence_stands_where_the_map_says(tmp_path: Path) -> None:
    document = prepare(page(tmp_path))
    a = document.article
    assert len(document.sentences) >= 5
    for s in document.sentences:
        low, high = to_source(a, s.start, s.end)
        shown = unescape(a.source[low:high])
        for tag in ("<b>", "</b>", '<a href="/x">', "</a>", "\u00ad"):
            shown = shown.replace(tag, "")
        assert shown.split() == a.text[s.start : s.end].split()


def test_slices_cover_whole_entities(tmp_path: Path) -> None:
    a = page(tmp_path)
    for word, source in [("Männer", "M&auml;nner"), ("erklärte", "erkl&auml;rte"), ("&", "&amp;"), ("„", "&bdquo;")]:
        start = a.text.index(word)
        low, high = to_source(a, start, start + len(word))
        assert a.source[low:high] == source


def test_dateline_and_agency_of_a_page(tmp_path: Path) -> None:
    document = prepare(page(tmp_path))
    assert (document.dateline, document.agencies) == ("Erbil", ("dpa",))
