"""By whose count: sources of figures and events."""

import pytest

from chronik.annotate.attribution import attribute_events, attribute_figures
from chronik.annotate.names import find_names
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.model import Article, Document, Event, Figure, Statement


def read(text: str, code: str = "de") -> tuple[Document, tuple[Statement, ...]]:
    document = prepare(Article(id="case", source=text, text=text, language=code))
    parses = Parses(text, document.sentences, code)
    return document, find_statements(document, parses, find_names(document, parses, code), code)


def sources(text: str, *numbers: str, code: str = "de") -> list[str | None]:
    document, statements = read(text, code)
    figures = tuple(
        Figure(
            start=text.index(n), end=text.index(n) + len(n), text=n, value=float(n.replace(".", "").replace(",", ""))
        )
        for n in numbers
    )
    attributed = attribute_figures(figures, statements, document)
    for f in attributed:
        assert f.source_start is None or f.source_start < (f.source_end or 0)
    return [f.source for f in attributed]


CASES = [
    (
        "Im Juni standen laut US-Regierung noch 240 Wagen bereit, kurdischen Quellen zufolge waren es 310.",
        {"240": "US-Regierung", "310": "kurdischen Quellen"},
    ),
    ("Im Land waren nach Angaben des Pentagon rund 900 Soldaten.", {"900": "Pentagon"}),
    (
        "Der Minister sagte, es blieben 600 Ausbilder. Am Flughafen warteten 40 Lastwagen.",
        {"600": "Minister", "40": None},
    ),
    ("Der Sprecher sagte, 600 Mann blieben. Man habe 40 Fahrzeuge verladen.", {"600": "Sprecher", "40": "Sprecher"}),
    (
        "Nach Angaben der Behörde waren 9000 Mann im Land. Etwa 450 wurden getötet.",
        {"9000": "Behörde", "450": "Behörde"},
    ),
    ("Nach Angaben der Behörde waren 9000 Mann im Land. Die Bahn baute 450 Brücken.", {"9000": "Behörde", "450": None}),
    ("Die Bahn baute 450 Brücken.", {"450": None}),
    ("Rund 200 Experten forderten den Abzug von 5000 Soldaten.", {"200": None}),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_sources_of_figures(text: str, wanted: dict[str, str | None]) -> None:
    assert dict(zip(wanted, sources(text, *wanted), strict=True)) == wanted


def test_english_sources() -> None:
    text = "According to the Pentagon, 900 troops remain. The ministry said 40 had left."
    assert sources(text, "900", "40", code="en") == ["Pentagon", "ministry"]


def test_a_source_taken_over_is_less_sure_and_says_why() -> None:
    text = "Nach Angaben der Behörde waren 9000 Mann im Land. Etwa 450 wurden getötet."
    document, statements = read(text)
    figures = tuple(Figure(start=text.index(n), end=text.index(n) + len(n), text=n, value=0) for n in ("9000", "450"))
    first, second = attribute_figures(figures, statements, document)
    assert second.confidence < first.confidence
    assert [r.clue for r in second.reasons] == ["attributed"]


def test_no_source_across_a_paragraph() -> None:
    text = "Nach Angaben der Behörde waren 9000 Mann im Land.\n\nEtwa 450 wurden getötet."
    assert sources(text, "9000", "450")[1] is None


def test_events_are_asserted_by_whoever_says_them_but_not_the_saying() -> None:
    text = "Die Regierung kündigte den Abzug der Truppen an. Im Mai begann der Bau."
    document, statements = read(text)
    events = tuple(
        Event(start=text.index(w), end=text.index(w) + len(w), text=w, event_class="other")
        for w in ("kündigte", "Abzug", "begann")
    )
    assert [e.asserted_by for e in attribute_events(events, statements, document)] == [None, "Regierung", None]


def test_what_is_denied_is_nobodys_count() -> None:
    denied = "Die Armee bestritt, dass 100 Soldaten gefallen seien."
    assert sources(denied, "100") == []
    assert sources("Die Armee wies Berichte zurück, wonach 100 Soldaten gefallen seien.", "100") == []
    assert sources("Die Armee bestritt nicht, dass 100 Soldaten gefallen seien.", "100") == ["Armee"]
    assert sources("Der Rat lehnte den Plan ab, die Prüfung der 17 Werke zu bündeln.", "17") == ["Rat"]
    assert sources("Die Armee dementierte: Es seien nur 12 Soldaten gefallen.", "12") == ["Armee"]


def test_nothing_in_nothing_out() -> None:
    document, statements = read("")
    assert attribute_figures((), statements, document) == ()
    assert attribute_events((), statements, document) == ()
