"""Copies: which text repeats which, what was changed, and which of the two is the original."""

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import findings_of

from chronik.link.copies import Text, find_copies
from chronik.model import Copy

BODY = (
    "Das Parlament in Bagdad hat nach stundenlanger Debatte über den Verbleib der ausländischen Truppen "
    "abgestimmt. Nach Angaben der Parlamentsverwaltung nahmen 170 der 329 Abgeordneten an der Sitzung "
    "teil, kurdische und sunnitische Parteien blieben ihr grösstenteils fern. Der Beschluss ist nicht "
    "bindend, die Regierung kann ihn umsetzen oder liegen lassen. Derzeit sind rund 5.200 Soldaten im "
    "Land, die irakische Kräfte ausbilden und beraten. Ein Sprecher des Verteidigungsministeriums wollte "
    "sich am Sonntag zunächst nicht dazu äussern."
)
OTHER = (
    "Der Wasserstand des Rheins ist nach den Regenfällen der vergangenen Tage weiter gestiegen. In Köln "
    "wurde am Morgen ein Pegel von 7,40 Metern gemessen, die Schifffahrt bleibt eingestellt. Die "
    "Feuerwehr füllte Sandsäcke und sperrte mehrere Uferstrassen; Fachleute rechnen damit, dass das "
    "Wasser erst zur Wochenmitte zurückgeht."
)
DAY, LATER = dt.date(2020, 1, 5), dt.date(2020, 1, 6)


def copies(*texts: Text) -> tuple[Copy, ...]:
    return find_copies(texts)


def pair(a: str, b: str) -> Copy | None:
    found = copies(Text(doc="a", text=a, best=DAY), Text(doc="b", text=b, best=LATER))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (BODY, ()),
        (BODY.replace("ss", "ß"), ()),
        (BODY.upper(), ()),
        (BODY.replace("5.200", "5.000"), ("+ 5.000", "- 5.200")),
        ("Die Redaktion dokumentiert den Bericht. " + BODY, ()),
        (BODY.split(" Ein Sprecher")[0], ()),
        (BODY + " Zuvor waren am 3. Januar sieben Menschen gestorben.", ("+ 3",)),
    ],
    ids=["word for word", "spelt with ß", "in capitals", "a figure changed", "a lead added", "cut", "told on"],
)
def test_a_copy_and_what_was_changed(text: str, changes: tuple[str, ...]) -> None:
    copy = pair(BODY, text)
    assert copy
    assert (copy.doc, copy.of, copy.first, copy.changes) == ("b", "a", "2020-01-05", changes)
    assert 0.5 <= copy.share <= 1


@pytest.mark.parametrize(
    "text",
    [OTHER, "", "Kurz gemeldet.", BODY[:60] + OTHER, BODY[:225] + OTHER, " ".join(sorted(BODY.split()))],
    ids=[
        "another matter",
        "empty",
        "short",
        "one clause in common",
        "one sentence quoted",
        "the same words in another order",
    ],
)
def test_no_copy(text: str) -> None:
    assert pair(BODY, text) is None


def test_the_earlier_is_the_original_whatever_the_order() -> None:
    early, late = Text(doc="z", text=BODY, best=DAY), Text(doc="a", text=BODY, best=LATER)
    for found in (copies(early, late), copies(late, early)):
        assert [(c.doc, c.of, c.first) for c in found] == [("a", "z", "2020-01-05")]


def test_without_days_the_longer_is_the_original() -> None:
    cut = BODY.split(" Ein Sprecher")[0]
    found = copies(Text(doc="a", text=cut), Text(doc="b", text=BODY))
    assert [(c.doc, c.of, c.first) for c in found] == [("a", "b", None)]


def test_what_has_no_day_is_not_the_first() -> None:
    (copy,) = copies(Text(doc="a", text=BODY), Text(doc="b", text=BODY, best=DAY))
    assert (copy.of, copy.first) in {("b", "2020-01-05"), ("a", None)}


def test_the_agency_that_both_name() -> None:
    one = Text(doc="a", text=BODY, best=DAY, agencies=("AFP", "dpa"))
    (copy,) = copies(one, Text(doc="b", text=BODY, best=LATER, agencies=("APA", "dpa")))
    assert copy.agency == "dpa"


def test_three_reports_of_one_text() -> None:
    found = copies(*(Text(doc=d, text=BODY, best=DAY + dt.timedelta(n)) for n, d in enumerate("abc")))
    assert [(c.doc, c.of) for c in found] == [("b", "a"), ("c", "a")]


def text_of(seed: int, n: int) -> str:
    source = random.Random(seed)
    return " ".join(f"wort{source.randrange(10**6)}" for _ in range(n))


words = st.builds(text_of, st.integers(0, 10**6), st.integers(60, 200))


@given(words)
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    copy = pair(text, text)
    assert copy
    assert (copy.share, copy.changes) == (1.0, ())


@given(words, words)
def test_strange_texts_are_none(a: str, b: str) -> None:
    assert a.startswith(b) or b.startswith(a) or pair(a, b) is None


@given(words, words, st.integers(0, 150))
def test_the_share_is_a_share_and_the_original_no_later(a: str, b: str, cut: int) -> None:
    texts = [Text(doc="a", text=f"{a} {b}", best=LATER), Text(doc="b", text=a[cut * 5 :], best=DAY)]
    for copy in find_copies(texts):
        assert copy.doc != copy.of
        assert 0 < copy.share <= 1
        assert copy.first == "2020-01-05"
    assert find_copies(texts) == find_copies(texts[::-1])


def test_an_undated_twin_along_the_path(tmp_path: Path) -> None:
    text = BODY.replace("am Sonntag", "am Freitag")
    found = findings_of(tmp_path, ("", f"BAGDAD (dpa) - {text}"), ("", f"(dpa, 12.11.2021) {text}"), trust_stated=False)
    (copy,) = found.copies
    assert (copy.of, copy.first) in {("b", "2021-11-12"), ("a", None)}
