"""Cleaning and the map back: whatever is found in the readable text stands in the source where the map says."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronik.article.clean import clean
from chronik.article.offsets import compose, to_source
from chronik.ingest.pages import read_page
from chronik.model import Article, Block

INVISIBLE = "\u00ad\u200b\u200d\ufeff\u2060"
texts = st.text(st.sampled_from("ab ä.\n–\u00a0\u0308\u0301uoZ" + INVISIBLE), max_size=60)


def article(text: str, body: int = 0) -> Article:
    return Article(id="x", source=text, text=text, body=body, language="de")


def visible(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(c for c in text if c not in INVISIBLE))


def test_ordinary_text_comes_back_as_it_is() -> None:
    given = article("Rund 30\u00a0000 Männer «gingen» – für immer.")
    assert clean(given) is given


def test_what_annotators_trip_over_goes() -> None:
    given = article(" date 2011-12 Die Trup\u00adpen verla\u0308sst\u200b niemand.", 14)
    done = clean(given)
    assert done.text == " date 2011-12 Die Truppen verlässt niemand."
    assert done.body == 14
    start = done.text.index("Truppen")
    assert slice_of(done, start, start + 7) == "Trup\u00adpen"
    start = done.text.index("verlässt")
    assert slice_of(done, start, start + 8) == "verla\u0308sst"
    assert slice_of(done, start + 4, start + 5) == "a\u0308"


def slice_of(a: Article, start: int, end: int) -> str:
    low, high = to_source(a, start, end)
    return a.source[low:high]


@settings(deadline=None)
@given(texts)
def test_every_stretch_maps_to_what_it_was_read_from(text: str) -> None:
    done = clean(article(text))
    assert not set(done.text) & set(INVISIBLE)
    for block in done.blocks:
        assert 0 <= block.source_start < len(text)
    for start in range(len(done.text)):
        for end in (start + 1, len(done.text)):
            assert visible(slice_of(done, start, end)) == visible(done.text[start:end])


@settings(deadline=None)
@given(texts, st.integers(0, 60))
def test_body_stays_where_it_was(text: str, body: int) -> None:
    body = min(body, len(text))
    done = clean(article(text, body))
    assert visible(text[body:]) == visible(done.text[done.body :]) or unicodedata.combining(text[body])


@settings(deadline=None)
@given(texts)
def test_clean_is_done_once(text: str) -> None:
    done = clean(article(text))
    assert clean(done).text == done.text or any(unicodedata.combining(c) for c in done.text)


def test_compose_follows_both_maps() -> None:
    outer = (Block(start=0, source_start=5, length=4), Block(start=4, source_start=20, length=6))
    inner = (Block(start=0, source_start=2, length=3), Block(start=4, source_start=7, length=2))
    assert compose(inner, outer) == (
        Block(start=0, source_start=7, length=2),
        Block(start=2, source_start=20, length=1),
        Block(start=4, source_start=23, length=2),
    )
    assert compose((), outer) == outer
    assert compose(inner, ()) == inner


def test_outside_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="no stretch"):
        to_source(article("kurz"), 2, 9)


ENTITIES = {"ä": "&auml;", "&": "&amp;", "–": "&#8211;", "„": "&bdquo;", "ö": "&#xF6;"}
words = st.text(st.sampled_from("abcäö&–„Z."), min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(st.lists(words, min_size=12, max_size=25), min_size=2, max_size=4), st.data())
def test_pages_map_to_their_source(paragraphs: list[list[str]], data: st.DataObject) -> None:
    def written(word: str) -> str:
        coded = "".join(ENTITIES[c] if c in ENTITIES and data.draw(st.booleans()) else c for c in word)
        return f"<b>{coded}</b>" if data.draw(st.booleans()) else coded

    body = "".join(f"<p>Die Lage ist {' '.join(map(written, p))}\n und bleibt so.</p>" for p in paragraphs)
    html = f"<html><head><title>t</title></head><body><article>{body}</article></body></html>"
    for a in read_page(html, html.encode(), "p.html", "p.html"):
        if isinstance(a, Article):
            check_page(a)


def check_page(a: Article) -> None:
    for block in a.blocks:
        if block.length > 1:
            piece = a.source[block.source_start : block.source_start + block.length]
            assert piece == a.text[block.start : block.start + block.length]
    for start, character in enumerate(a.text):
        if not character.isspace():
            assert slice_of(a, start, start + 1) in (character, ENTITIES.get(character))
