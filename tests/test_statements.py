"""Who says what: the examples of speech.toml, tables of made-up reports, awkward texts, identity and via."""

import json
from pathlib import Path
from typing import Any

import pytest

from chronik.annotate.names import find_names
from chronik.annotate.statements import check_examples, find_statements
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.language import codes
from chronik.model import Article, Statement

CASES = Path(__file__).parent / "cases"


def statements(text: str, code: str = "de", *, names: bool = True) -> tuple[Statement, ...]:
    document = prepare(Article(id="case", source=text, text=text, language=code))
    parses = Parses(text, document.sentences, code)
    found = find_names(document, parses, code) if names else ()
    return find_statements(document, parses, found, code)


def table(kind: str) -> list[Any]:
    rows = []
    for file in sorted(CASES.glob(f"*/statements/{kind}.jsonl")):
        code = file.parent.parent.name
        marks = [pytest.mark.xfail(strict=True)] if kind == "known_failures" else []
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.append(pytest.param(code, row, marks=marks, id=f"{code}: {row['text'][:50]!r}"))
    return rows


def shown(text: str, s: Statement) -> dict[str, Any]:
    content = text[s.content_start : s.content_end] if s.content_start is not None else None
    return {
        "cue": s.cue,
        "speaker": s.speaker,
        "speaker_name": s.speaker_name,
        "form": s.form,
        "act": s.act,
        "via": s.via,
        "content": content,
    }


def check(code: str, row: dict[str, Any]) -> None:
    text = row["text"]
    found = [shown(text, s) for s in statements(text, code)]
    for wanted in row["statements"]:
        assert any(wanted.items() <= one.items() for one in found), f"{wanted} not in {found}"


@pytest.mark.parametrize("code", codes())
def test_examples_of_the_rules(code: str) -> None:
    assert check_examples(code) == []


@pytest.mark.parametrize(("code", "row"), [*table("made"), *table("wild")])
def test_found(code: str, row: dict[str, Any]) -> None:
    check(code, row)


@pytest.mark.parametrize(("code", "row"), table("known_failures"))
def test_known_failures(code: str, row: dict[str, Any]) -> None:
    check(code, row)


@pytest.mark.parametrize(("code", "row"), table("negative"))
def test_no_statement(code: str, row: dict[str, Any]) -> None:
    assert [shown(row["text"], s) for s in statements(row["text"], code)] == []


@pytest.mark.parametrize(("code", "row"), [*table("made"), *table("wild"), *table("negative")])
def test_extents_are_exact(code: str, row: dict[str, Any]) -> None:
    text = row["text"]
    for s in statements(text, code):
        assert text[s.start : s.end] == s.cue
        assert (s.speaker is None) == (s.speaker_start is None) == (s.speaker_end is None)
        assert s.speaker is None or text[s.speaker_start : s.speaker_end] == s.speaker
        assert s.content_start is None or 0 <= s.content_start < (s.content_end or 0) <= len(text)


def test_whom_pronouns_surnames_and_offices_mean() -> None:
    text = (
        "Verteidigungsminister Jonas Ahlers besuchte am Montag Erbil. Er sagte, der Abzug beginne im Mai. "
        "Ahlers betonte, dass Ausbilder bleiben. Der Minister kündigte an, die Mission zu verlängern."
    )
    assert [s.speaker for s in statements(text)] == ["Er", "Ahlers", "Der Minister"]
    assert {s.speaker_name for s in statements(text)} == {"Jonas Ahlers"}


def test_a_pronoun_means_the_subject_that_agrees_with_it() -> None:
    text = "Ministerin Anna Keller sprach zuerst. Die Gewerkschaft VPOD zweifelt daran: Sie rechnet mit mehr Stellen."
    assert [s.speaker_name for s in statements(text)][-1] == "Gewerkschaft VPOD"
    text = "Ministerin Anna Keller begrüßte den Plan. Die Gewerkschaft Verdi sieht das anders. Sie rechne mit Streit."
    assert [s.speaker_name for s in statements(text)] == ["Anna Keller", "Verdi"]


def test_a_medium_that_passes_it_on_is_via() -> None:
    text = 'Erbil hat mitgeteilt, dass der Einsatz endet. Dies berichtet das Magazin "Neue Wochenschau".'
    first, second = statements(text)
    assert (first.speaker, first.via) == ("Erbil", "Neue Wochenschau")
    assert (second.speaker_name, second.via) == ("Neue Wochenschau", None)


def test_the_reported_mood_goes_on_over_sentences_and_ends_with_it() -> None:
    text = "Die Polizei sagte, der Ort sei geräumt. Man habe gewarnt. Es gebe keine Toten. Am Abend regnete es."
    assert [shown(text, s)["content"] for s in statements(text)][1:] == ["Man habe gewarnt. Es gebe keine Toten."]


def test_a_statement_without_a_cue_says_why_and_how_sure() -> None:
    text = "Die Bahn sagte, der Bau ruhe. Man habe kein Geld. Die Kosten hätten sich verdoppelt."
    carried = statements(text)[1]
    assert [(r.clue, r.text, text[r.start : r.end]) for r in carried.reasons] == [
        ("reported mood", "habe", "habe"),
        ("mood ambiguous", "hätten", "hätten"),
    ]
    sure = statements("Die Bahn sagte, der Bau ruhe. Man habe kein Geld.")[1]
    heard = statements("Drei Männer sollen in der Nacht geflohen sein.")[0]
    assert (heard.speaker, heard.reasons[0].clue) == (None, "hearsay")
    assert carried.confidence <= heard.confidence < sure.confidence < statements(text)[0].confidence


def test_works_without_names() -> None:
    assert [s.speaker for s in statements("Der Sprecher sagte, man warte.", names=False)] == ["Der Sprecher"]


AWKWARD = {
    "one stray mark": 'Der Minister sagte: "Wir gehen. Dann schwieg er. ' + "Es regnete lange. " * 40,
    "nested": "„Er sagte mir, „komm bald“, und ging“, berichtete die Zeugin.",
    "all quoted": "„Wir warten. Wir hoffen. Wir bleiben.“",
    "interview": "Frage: Wann öffnet die Brücke?\n\nAntwort: Im Mai, sagt die Behörde.\n\nFrage: Sicher?",
    "ticker": "+++ 14.02 Uhr: Polizei meldet Stau +++ 14.10 Uhr: Strecke frei +++",
    "list": "- Abzug\n- Wiederaufbau\n- laut\n- so\n- zufolge",
    "headline": "Minister: Abzug bis Mai",
    "only marks": '„“ «» "" \' … –',
    "empty": "",
    "bare cues": "Laut. Nach Angaben. Zufolge. So. Sagte. Hieß es.",
}


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("code", ["de", "en"])
def test_awkward_texts_do_no_harm(name: str, code: str) -> None:
    text = AWKWARD[name]
    for s in statements(text, code):
        assert text[s.start : s.end] == s.cue
        long = (s.content_end or 0) - (s.content_start or 0) > len(text) / 2
        assert not (long and len(text) > 400), "a stray mark must not turn half the text into speech"
