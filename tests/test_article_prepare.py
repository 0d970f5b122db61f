"""The document as a whole: nothing overlaps that must not, nothing of the prose is lost, nothing breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chronik.article import prepare
from chronik.model import Article, Document

PIECES = (
    "Washington (dpa) - ",
    "Bagdad/Erbil – ",
    "Am 12. Juni ",
    "die 3. Division ",
    "z. B. ",
    "rund 2.500 Mann ",
    "„Wir gehen.“ ",
    '"Nein", ',
    "sagte er. ",
    "Er ging. ",
    "(APA, 31.12.2021) ",
    "14.03.2019, 07:05 Uhr / AFP, dpa",
    "\n",
    "\n\n",
    "Foto: Reuters",
    "Der 3.",
    "Mai ",
    "U.S. ",
    "Gen. Miller ",
    "»Halt!« ",
    "Von Max Muster",
    "Stand: 3. Mai 2013",
    "aktualisiert am 4.5.2020",
    "04/05/2020",
    "Mehr zum Thema",
    "Home | Suche | Abo",
    "© 2026 Blatt",
    "Heute ist Freitag, 20.11.2026",
    "\u00ad",
    "\r\n",
    "«",
    '"',
    "(",
    "…",
    ". ",
    "A\u0308",
)
reports = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def document(text: str, language: str = "de") -> Document:
    return prepare(Article(id="x", source=text, text=text, language=language))


@settings(deadline=None)
@given(reports, st.sampled_from(["de", "en"]))
def test_offsets_hold(text: str, language: str) -> None:
    d = document(text, language)
    clean = d.article.text
    end = 0
    for s in d.sentences:
        assert end <= s.start < s.end <= len(clean)
        assert clean[s.start : s.end] == clean[s.start : s.end].strip()
        end = s.end
    for span in (*d.zones, *d.quotes):
        assert 0 <= span.start < span.end <= len(clean)


@settings(deadline=None)
@given(reports)
def test_nothing_is_lost(text: str) -> None:
    d = document(text)
    covered = {i for s in (*d.sentences, *d.zones) for i in range(s.start, s.end)}
    words = {i for i, c in enumerate(d.article.text) if c.isalnum()}
    assert words <= covered


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    d = document(text)
    assert all(0 <= s.start < s.end <= len(d.article.text) for s in (*d.sentences, *d.zones))


def test_header_is_no_prose() -> None:
    text = " date 2018-06 Washington (dpa) - Die Truppen sind fort."
    d = prepare(Article(id="x", source=text, text=text, body=14, language="de", stated="2018-06"))
    assert [(z.kind, z.value) for z in d.zones][:2] == [("header", "2018-06"), ("dateline", "Washington")]
    assert [text[s.start : s.end] for s in d.sentences] == ["Die Truppen sind fort."]


def test_sentences_leave_the_frame_out() -> None:
    head = "Abzug beginnt\n\n14.03.2019, 07:05 Uhr | dpa\n\n"
    text = head + "Bagdad – Die Truppen gehen nun endlich fort. Berater bleiben. (dpa)"
    d = document(text)
    prose = [text[s.start : s.end] for s in d.sentences]
    assert prose == ["Abzug beginnt", "Die Truppen gehen nun endlich fort.", "Berater bleiben."]
