"""The parts that statements are made of, each on one sentence: what is said, how far, by whom, through whom."""

from collections.abc import Callable

import pytest

from chronik.annotate import english_nouns, speech_chain, speech_extent, speech_inquit, speech_scope, speech_span
from chronik.annotate.cue import Cue, phrase_from
from chronik.annotate.english_verbs import speech_verbs
from chronik.annotate.gender import is_party
from chronik.annotate.speech_agreement import is_plural_form
from chronik.annotate.speech_cues import find_cues
from chronik.annotate.within import beside
from chronik.article.phrases import Clause, Parse, parse
from chronik.language.world import agency_names
from chronik.model import Name


def sentence(text: str, code: str = "de") -> Parse:
    return parse(text, 0, len(text), code)


def cue_at(p: Parse, word: str) -> Cue:
    return next(c for c in find_cues(p) if p.text[c.start : c.end].startswith(word))


def clause_with(p: Parse, word: str) -> Clause:
    return p.clause_of(next(k for k, t in enumerate(p.tokens) if t.text == word))


# ---------------------------------------------------------------- what is said


@pytest.mark.parametrize(
    ("text", "start", "end", "wanted"),
    [
        (", dass es reicht. ", 0, 18, "dass es reicht"),
        ("„Es reicht“, sagte er", 0, 12, "„Es reicht“"),
        ("es reiche“, sagte er", 0, 11, "es reiche"),  # a mark whose other half lies outside
        ("(es reicht) –", 0, 13, "(es reicht)"),
        (" .", 0, 2, None),
    ],
)
def test_extent_without_what_stands_at_its_edges(text: str, start: int, end: int, wanted: str | None) -> None:
    found = speech_span.span(sentence(text), start, end, "indirect")
    assert (found and text[found.start : found.end]) == wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Er nennt Gründe, die jeder kennt.", "kennt", True),
        ("Er sagte, die Union brauche Zeit.", "brauche", False),
        ("Er kennt eine Frau, mit der er spricht.", "spricht", True),
    ],
)
def test_relative_clauses(text: str, word: str, wanted: bool) -> None:
    p = sentence(text)
    assert speech_span.is_relative(p, clause_with(p, word)) is wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Er sagte, weil es regnete, nichts.", "regnete", True),
        ("Er sagte, dass es regnete.", "regnete", False),
        ("Er sagte, damit solle Streit vermieden werden.", "vermieden", False),
    ],
)
def test_clauses_of_circumstance(text: str, word: str, wanted: bool) -> None:
    p = sentence(text)
    assert speech_span.tells_circumstance(p, clause_with(p, word)) is wanted


@pytest.mark.parametrize(
    ("text", "mood", "zu"),
    [
        ("Der Hafen sei geschlossen.", True, False),
        ("Der Hafen ist geschlossen.", False, False),
        ("Sie versprach, den Hafen zu räumen.", False, True),
        ("Sie versprach, das Schiff abzuziehen.", False, True),
        ("Sie geht zu Fuß.", False, False),
    ],
)
def test_mood_and_infinitive(text: str, mood: bool, zu: bool) -> None:
    p = sentence(text)
    assert speech_span.in_mood(p, Clause(0, len(p.tokens) - 1, "main")) is mood
    assert speech_span.has_zu(p, p.tokens) is zu


def test_an_infinitive_without_a_comma() -> None:
    p = sentence("Die Stadt kündigte an die Gebühren zu senken.")
    assert speech_span.bare_infinitive(p, 3)
    assert p.tokens[speech_span.next_mark(p, 3)].text == "."
    assert not speech_span.bare_infinitive(sentence("Die Stadt kündigte an der Schule Änderungen an."), 3)


def test_the_dot_of_an_ordinal_is_no_mark() -> None:
    p = sentence("Sie kündigte an, am 3. Mai zu kommen.")
    comma = speech_span.next_mark(p, 0)
    assert (p.tokens[comma].text, speech_span.next_mark(p, comma)) == (",", len(p.tokens) - 1)


def test_where_a_reporting_clause_ends_and_how_it_opens() -> None:
    p = sentence("Der Hafen sei zu, sagte Lena Brandt.")
    cue = cue_at(p, "sagte")
    assert speech_span.verb_first(p, cue)
    assert p.text[cue.start : speech_span.clause_end(p, cue)].startswith("sagte Lena Brandt")
    plain = sentence("Lena Brandt hat gestern gesagt, der Hafen sei zu.")
    assert not speech_span.verb_first(plain, cue_at(plain, "gesagt"))


@pytest.mark.parametrize(
    ("text", "noun", "wanted"),
    [
        ("Die Forderung des Verbands nach Hilfe blieb ungehört.", "Forderung", "Hilfe"),
        ("Die Forderung des Verbands blieb ungehört.", "Forderung", None),
        ("Der Zug des Verbands nach Wien blieb stehen.", "Zug", None),
    ],
)
def test_what_a_noun_of_saying_governs(text: str, noun: str, wanted: str | None) -> None:
    p = sentence(text)
    x = next(x for x in p.phrases if p.tokens[x.head].text == noun)
    found = speech_scope.governed(p, x)
    assert (found and p.tokens[found.head].text) == wanted


# ---------------------------------------------------------------- by whom


@pytest.mark.parametrize(
    ("text", "start", "wanted"),
    [
        ("„Wir bleiben“, freut sich Lena Brandt.", 13, "Lena Brandt"),
        ("„Wir bleiben“ hieß das Stück.", 13, None),
        ("„Wir bleiben“, mit diesen Worten ging Lena Brandt.", 13, "Lena Brandt"),
    ],
)
def test_who_says_what_stands_before(text: str, start: int, wanted: str | None) -> None:
    told = speech_inquit.told_after(sentence(text), start, ())
    assert (told and told.who and text[slice(*told.who)]) == wanted


def test_who_says_what_stands_behind_a_colon() -> None:
    text = "Die Ministerin stellte den Plan infrage: „Das trägt nicht.“"
    who = speech_inquit.told_before(sentence(text), text.index(":"), ())
    assert who is not None
    assert text[slice(*who)] == "Die Ministerin"


@pytest.mark.parametrize(
    ("text", "who", "wanted"),
    [
        ("Die Sprecherin schweigt.", "Die Sprecherin", True),
        ("Er schweigt.", "Er", True),
        ("Die Brücke schweigt.", "Die Brücke", False),
    ],
)
def test_who_can_speak(text: str, who: str, wanted: bool) -> None:
    assert speech_inquit.is_being(sentence(text), (0, len(who)), ()) is wanted
    name = Name(start=0, end=len(who), text=who, type="organisation", name=who)
    assert speech_inquit.is_being(sentence(text), (0, len(who)), (name,))


@pytest.mark.parametrize(("noun", "wanted"), [("Behörde", True), ("Sprecherin", True), ("Brücke", False)])
def test_nouns_for_those_who_can_speak(noun: str, wanted: bool) -> None:
    assert is_party(noun, "de") is wanted


@pytest.mark.parametrize(("text", "wanted"), [("sagten", True), ("haben", True), ("sagte", False), ("hat", False)])
def test_plural_forms(text: str, wanted: bool) -> None:
    assert is_plural_form(sentence(f"Sie {text} nichts.").tokens[1], "de") is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lena Brandt (SPD) sagte nichts.", "Lena Brandt (SPD)"),
        ("Lena Brandt, Leiterin des Amtes, sagte nichts.", "Lena Brandt, Leiterin des Amtes"),
        ("Lena Brandt, Jan Veit und Uwe Kern sagten nichts.", "Lena Brandt"),
    ],
)
def test_a_name_with_party_and_apposition(text: str, wanted: str) -> None:
    who = speech_extent.completed(sentence(text), (0, len("Lena Brandt")))
    assert text[slice(*who)] == wanted


# ---------------------------------------------------------------- through whom


def test_whom_the_one_who_reports_refers_to() -> None:
    p = sentence("Wie die Agentur unter Berufung auf das Ministerium meldet, ruht der Verkehr.")
    x = speech_chain.sourced(p, cue_at(p, "meldet"))
    assert x is not None
    assert p.text[x.start : x.end] == "das Ministerium"
    plain = sentence("Wie die Agentur meldet, ruht der Verkehr.")
    assert speech_chain.sourced(plain, cue_at(plain, "meldet")) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Der Verkehr ruhe, sagte Lena Brandt der Nachrichtenagentur Reuters.", "Reuters"),
        ("Der Verkehr ruhe, sagte Lena Brandt der „Hafenpost“.", "Hafenpost"),
        ("Der Verkehr ruhe, sagte Lena Brandt.", None),
    ],
)
def test_the_medium_that_was_told(text: str, wanted: str | None) -> None:
    p = sentence(text)
    found = speech_chain.medium_told(p, cue_at(p, "sagte"))
    assert (found and text[slice(*found)]) == wanted


def test_names_of_agencies() -> None:
    assert {"Reuters", "dpa"} <= agency_names()


# ---------------------------------------------------------------- English


@pytest.mark.parametrize(
    ("finder", "text", "cue", "said"),
    [
        (
            lambda p: english_nouns.nominal(p, p.tokens[-1].end),
            "The ministry's claim that the bridge is safe was rejected.",
            "claim",
            "that the bridge is safe",
        ),
        (english_nouns.rumours, "The bridge was reportedly closed on Monday.", "reportedly", "closed"),
    ],
)
def test_english_cues_that_are_no_verbs(
    finder: Callable[[Parse], list[english_nouns.Told]], text: str, cue: str, said: str
) -> None:
    ((found, content, _),) = list(finder(sentence(text, "en")))
    assert text[found.start : found.end] == cue
    assert said in text[content.start : content.end]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mayor has also said the bridge is closed.", [("said", "active")]),
        ("The mayor was quoted as saying the bridge is closed.", [("quoted", "passive"), ("saying", "gerund")]),
        ("The mayor did not say why.", []),
        ("The demand came late.", []),
    ],
)
def test_english_verbs_of_speaking(text: str, wanted: list[tuple[str, str]]) -> None:
    p = sentence(text, "en")
    assert list(dict.fromkeys((p.tokens[v.token].text, v.voice) for v in speech_verbs(p))) == wanted


# ---------------------------------------------------------------- look-ups


def test_records_beside_a_stretch() -> None:
    names = tuple(Name(start=k, end=k + 3, text="abc", type="person", name="abc") for k in (0, 10, 20, 30))
    assert [n.start for n in beside(names, 12, 20)] == [10, 20]
    assert [n.start for n in beside(names, 10, 10)] == [10]
    assert beside((), 0, 5) == ()


def test_the_phrase_that_begins_at_a_token() -> None:
    p = sentence("Der Hafen ruht.")
    x = phrase_from(p, 0)
    assert x is not None
    assert p.text[x.start : x.end] == "Der Hafen"
    assert phrase_from(p, 2) is None
