"""How sure a statement is and whose: the learned weights, what they change, and how they are switched off."""

import json
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from scripts import script

from chronik.annotate import speech_belief
from chronik.annotate.names import find_names
from chronik.annotate.speech_belief import believed
from chronik.annotate.speech_clues import Surroundings
from chronik.annotate.speech_rivals import Rivals
from chronik.annotate.speech_weights import Model, model
from chronik.annotate.statements import find_statements
from chronik.article import prepare
from chronik.article.phrases import Parses
from chronik.free import VARIABLE
from chronik.model import Article, Document, Name, Statement

TEXT = (
    "Hochwasser in Passau\n\n"
    "Die Stadt Passau hat nach Angaben von Oberbürgermeisterin Petra Lang zwei Brücken gesperrt. "
    "„Wir rechnen mit dem Schlimmsten“, sagte Lang am Dienstag. Die Feuerwehr teilte mit, der Pegel sei um einen "
    "Meter gestiegen. Man habe 300 Helfer im Einsatz.\n\n"
    "Der Landrat kritisierte die Staatsregierung. Ein Sprecher des Innenministeriums wies die Vorwürfe zurück."
)


class Read:
    """A text with all that is found in it before the weights are asked."""

    def __init__(self, text: str, code: str = "de") -> None:
        self.document: Document = prepare(Article(id="x", source=text, text=text, language=code))
        self.parses = Parses(self.document.article.text, self.document.sentences, code)
        self.names: tuple[Name, ...] = find_names(self.document, self.parses, code)
        self.found = find_statements(self.document, self.parses, self.names, code)

    def believed(self) -> tuple[Statement, ...]:
        return believed(self.found, self.document, self.parses, self.names)


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def use(monkeypatch: pytest.MonkeyPatch, *, keep: float = 0.0, trust: float = 0.0, **weights: dict[str, float]) -> None:
    """Weights made up for a test."""
    made = Model(
        data="",
        licence="",
        keep=keep,
        trust=trust,
        statement=weights.get("statement", {}),
        speaker=weights.get("speaker", {}),
    )
    monkeypatch.setattr(speech_belief, "model", lambda code: made)


# ---------------------------------------------------------------- the file


def test_file_names_its_data_and_licence() -> None:
    found = model("de")
    assert found is not None
    assert "german-news-quotation-attribution-2024" in found.data
    assert found.licence.startswith("CC-BY-NC-SA-4.0")
    assert 0 < found.keep < 0.5
    assert found.statement
    assert found.speaker


def test_models_are_small() -> None:
    sizes = [f.stat().st_size for f in Path(str(files("chronik.annotate") / "models")).iterdir()]
    assert 0 < sum(sizes) < 15_000_000


def test_free_leaves_the_rules_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "free")
    text = Read(TEXT)
    assert text.believed() == text.found
    assert model("de") is None


def test_a_language_without_weights_keeps_its_rules() -> None:
    text = Read("The mayor said on Friday that two bridges were closed. “We are ready,” she said.", "en")
    assert text.found
    assert text.believed() == text.found


# ---------------------------------------------------------------- what is believed


def test_confidence_is_a_probability_and_offsets_are_exact() -> None:
    text = Read(TEXT)
    found = text.believed()
    assert len(found) >= 4
    assert len({s.confidence for s in found}) > 2
    for s in found:
        assert 0 < s.confidence < 1
        assert TEXT[s.start : s.end] == s.cue
        if s.speaker is not None:
            assert TEXT[s.speaker_start : s.speaker_end] == s.speaker


def test_a_plain_report_is_surer_than_a_criticism() -> None:
    sure = {s.cue: s.confidence for s in Read(TEXT).believed()}
    assert sure["sagte"] > 0.9
    assert sure["teilte"] > 0.8
    assert sure.get("kritisierte", 0.0) < 0.6


def test_what_is_too_unlikely_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Read(TEXT)
    use(monkeypatch, keep=0.5, trust=9, statement={"": 1.0, "form=direct": -5.0})
    forms = [s.form for s in text.believed()]
    assert forms == [s.form for s in text.found if s.form != "direct"]
    assert "direct" in [s.form for s in text.found]


def test_a_turn_stays_as_sure_as_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Read(
        "Frage: Herr Amsler, kommt der Tunnel?\n\nAmsler: Ja, im Herbst.\n\nFrage: Sicher?\n\nAmsler: Sicher.\n"
    )
    assert {s.cue for s in text.found} == {":"}
    use(monkeypatch, keep=0.5, trust=9, statement={"": -9.0})
    assert [(s.confidence, s.speaker) for s in text.believed()] == [(s.confidence, s.speaker) for s in text.found]


# ---------------------------------------------------------------- whose it is


def test_the_rules_choice_comes_first_and_nobody_is_a_rival() -> None:
    text = Read(TEXT)
    rivals = Rivals(text.document, text.parses, text.names)
    for k, s in enumerate(text.found):
        of = rivals.of(s, text.found[:k])
        own = None if s.speaker_start is None else (s.speaker_start, s.speaker_end)
        assert of[0].chosen
        assert of[0].extent == own
        assert sum(r.chosen for r in of) == 1
        assert [r.extent for r in of].count(None) == 1
        assert len({r.extent for r in of}) == len(of)


def test_a_likelier_rival_takes_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Read("Der Fluss stieg weiter. Nach Ansicht des Bürgermeisters Paul Ott warnte die Feuerwehr vor Schäden.")
    use(monkeypatch, keep=0.0, trust=0.0, speaker={"noun=feuerwehr": 9.0})
    for s in text.believed():
        assert s.speaker == "die Feuerwehr"
        assert s.evidence != "unnamed"


def test_nobody_may_be_likelier(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Read("Die Feuerwehr sagte, der Pegel sei gestiegen.")
    use(monkeypatch, keep=0.0, trust=1.0, speaker={"nobody": 9.0})
    (s,) = text.believed()
    assert (s.speaker, s.speaker_start, s.speaker_end, s.speaker_name) == (None, None, None, None)
    assert s.evidence == "unnamed"


# ---------------------------------------------------------------- clues


def test_clues_hold_no_text_beyond_single_words() -> None:
    text = Read(TEXT)
    around = Surroundings(text.document, text.parses, text.found)
    rivals = Rivals(text.document, text.parses, text.names)
    for k, s in enumerate(text.found):
        clues = {*around.clues(k), *(c for r in rivals.of(s, text.found[:k]) for c in r.clues)}
        for clue in clues:
            assert all(" " not in part.partition("=")[2] for part in clue.split("|") if "reason" not in part), clue


def test_work_is_linear_in_the_text() -> None:
    """Each statement looks at a bounded number of others: clues per statement do not grow with the text."""

    def size(times: int) -> float:
        text = Read(" ".join([TEXT.split("\n\n")[1]] * times))
        rivals = Rivals(text.document, text.parses, text.names)
        counts = [len(rivals.of(s, text.found[:k])) for k, s in enumerate(text.found)]
        return sum(counts) / len(counts)

    assert size(40) < 1.5 * size(4)


# ---------------------------------------------------------------- learning


ARTICLES = [
    ("a", "Die Feuerwehr sagte, der Pegel sei gestiegen. Der Chor sang im Saal. Der Wirt meinte, das reiche."),
    ("b", "Der Minister erklärte, die Brücke bleibe zu. Der Bauer lobte das Wetter."),
    ("c", "Laut Polizei kam niemand zu Schaden. Die Stadt teilte mit, sie helfe."),
    ("d", "„Wir helfen“, sagte die Stadt. Der Verein kritisierte den Plan."),
    ("e", "Der Sprecher sagte, man prüfe den Fall. Die Bahn teilte mit, der Zug fahre wieder."),
]
SAID = [
    ("a", "der Pegel sei gestiegen", "Die Feuerwehr"),
    ("b", "die Brücke bleibe zu", "Der Minister"),
    ("c", "kam niemand zu Schaden", "Polizei"),
    ("c", "sie helfe", "Die Stadt"),
    ("d", "„Wir helfen“", "die Stadt"),
    ("e", "man prüfe den Fall", "Der Sprecher"),
    ("e", "der Zug fahre wieder", "Die Bahn"),
]


def extent(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def as_rows(folder: Path) -> list[str]:
    texts = dict(ARTICLES)
    rows = [{"id": i, "maintext": t, "language": "de"} for i, t in ARTICLES]
    gold = []
    for doc, content, speaker in SAID:
        (a, b), (c, d) = extent(texts[doc], content), extent(texts[doc], speaker)
        told = {"content_start": a, "content_end": b, "speaker_start": c, "speaker_end": d}
        gold.append({"doc": doc, "kind": "statement", **told})
    for name, lines in (("articles", rows), ("gold", gold)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    return [str(folder / "articles.jsonl"), str(folder / "gold.jsonl")]


def as_published(folder: Path) -> list[str]:
    def part(text: str, words: str) -> dict[str, object]:
        start, end = extent(text, words)
        return {"spans": [{"charBegin": start, "charEnd": end}], "text": words}

    for i, text in ARTICLES:
        said = [{"quote": part(text, c), "speaker": part(text, s)} for doc, c, s in SAID if doc == i]
        row = {"documentName": f"{i} - Titel", "originalText": text, "annotations": said}
        (folder / f"{i} - Titel.pretty.json").write_text(json.dumps(row), encoding="utf-8")
    return [str(folder)]


def learned(args: list[str], out: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    module = script("bench/learn_statements.py")
    monkeypatch.setattr(module, "RAREST", 1)
    monkeypatch.setattr("sys.argv", ["learn_statements.py", *args, "-o", str(out)])
    module.main()
    return out.read_bytes()


def test_learning_is_deterministic_and_reads_both_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, published = tmp_path / "rows", tmp_path / "published"
    rows.mkdir()
    published.mkdir()
    first = learned(as_rows(rows), tmp_path / "1.json", monkeypatch)
    assert first == learned(as_rows(rows), tmp_path / "2.json", monkeypatch)
    assert first == learned(as_published(published), tmp_path / "3.json", monkeypatch)
    made = msgspec.json.decode(first, type=Model)
    assert made.chance(["verb=sagen"]) > made.chance(["verb=loben"])
    assert made.favour(["x"], chosen=True) == made.trust


def test_an_empty_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["learn_statements.py", str(tmp_path)])
    with pytest.raises(SystemExit, match="holds no JSON files"):
        script("bench/learn_statements.py").main()
