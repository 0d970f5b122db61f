"""Articles that date each other: copies of one whose day is known, and the days of the whole pile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronik import pipeline
from chronik.model import Report, Skipped
from chronik.record import Case

STORM = (
    "Bei dem Unwetter über dem Landkreis Rottal-Inn sind in der Nacht vier Scheunen abgebrannt. Nach Angaben der "
    "Feuerwehr waren achtzig Helfer bis zum Morgen im Einsatz, verletzt wurde niemand. Die Kreisstraße nach "
    "Arnstorf blieb bis zum Mittag gesperrt, weil umgestürzte Bäume auf der Fahrbahn lagen. Der Schaden gehe in die "
    "Hunderttausende, sagte ein Sprecher der Polizei in Pfarrkirchen.\n"
)
OTHER = "Der Gemeinderat von Saas-Grund hat den Bau einer neuen Brücke über die Vispa gutgeheissen, teilte er mit.\n"


def pile(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def reports(paths: list[Path], **options: bool) -> dict[str, Report]:
    out = {}
    for item in pipeline.annotate_pile(paths, **options):
        assert not isinstance(item, Skipped), item.why
        out[item.document.article.id] = item.report
    return out


@pytest.fixture
def storm(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return pile(tmp_path / "in", a=f"Pfarrkirchen, 12. Juli 2011 (dpa) - {STORM}", b=STORM, c=OTHER)


def test_a_copy_is_dated_by_the_text_it_repeats(storm: Path) -> None:
    found = reports([storm])
    copy = found["b.txt"]
    assert copy.best is not None
    assert abs((copy.best - found["a.txt"].best).days) <= 2
    assert ("copy", "a.txt") in [(r.clue, r.text) for r in copy.reasons]
    assert "copy" not in [r.clue for r in found["c.txt"].reasons]


def test_alone_nobody_dates_anybody(storm: Path) -> None:
    found = reports([storm], alone=True)
    assert found["b.txt"].best is None
    assert "pile" not in [r.clue for r in found["a.txt"].reasons]


def test_a_case_has_the_same_dates(storm: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        pipeline.build([storm], case)
        stored = {d.doc: d.report for d in case.dossiers()}
    assert stored == reports([storm])


def test_building_in_two_steps_is_building_at_once(storm: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "one.db", create=True) as one, Case.open(tmp_path / "two.db", create=True) as two:
        pipeline.build([storm], one)
        for name in ("b", "c", "a"):
            pipeline.build([storm / f"{name}.txt"], two)
        assert list(one.dossiers()) == list(two.dossiers())


def test_values_follow_the_date(tmp_path: Path) -> None:
    dated = f"Pfarrkirchen, 12. Juli 2011 (dpa) - {STORM}"
    found = {
        item.document.article.id: item.found
        for item in worked(pile(tmp_path, a=dated, b=f"{STORM}Im Mai hatte es dort schon einmal gebrannt.\n"))
    }
    may = next(t for t in found["b.txt"].times if t.text == "Mai")
    assert may.value == "2011-05"


def worked(folder: Path) -> Iterator[pipeline.Worked]:
    for item in pipeline.annotate_pile([folder]):
        assert not isinstance(item, Skipped), item.why
        yield item


def test_rounds_are_few_and_counted(storm: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "case.db", create=True) as case:
        pipeline.build([storm], case)
        again = pipeline.redate(case)
    assert again.rounds == 1
    assert again.moved == 0


def test_a_copy_that_comes_to_know_its_day_by_another_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = f"{STORM}Am Donnerstag, dem 14. Juli, soll die Straße wieder frei sein.\n"
    folder = pile(tmp_path / "in", a=f"Pfarrkirchen, 12. Juli 2011 (dpa) - {text}", b=text)
    with Case.open(tmp_path / "case.db", create=True) as case:
        pipeline.build([folder], case)
        settled = pipeline.redate(case)
        copy = next(d.report for d in case.dossiers() if d.doc == "b.txt")
    assert settled.rounds == 1
    assert copy.low is not None
    assert copy.high is not None
    assert (copy.high - copy.low).days <= 7
    assert "copy" in [r.clue for r in copy.reasons]


def test_who_is_dated_by_a_copy_dates_others_in_the_next_round(tmp_path: Path) -> None:
    killed = "Die Miliz Aliba hat bei Basra den Arzt Karsten Weidlich getötet. "
    both = f"{STORM}Am Donnerstag, dem 14. Juli, soll die Straße wieder frei sein.\n"
    known = f"Pfarrkirchen, 12. Juli 2011 (dpa) - {both}"
    found = reports([pile(tmp_path, a=known, b=f"{killed}\n{both}", c=f"{killed}Seit Mai war er im Land.\n")])
    assert ("copy", "a.txt") in [(r.clue, r.text) for r in found["b.txt"].reasons]
    assert ("same_event", "b.txt") in [(r.clue, r.text) for r in found["c.txt"].reasons]
    assert found["c.txt"].best is not None
    assert (found["c.txt"].best.year, found["c.txt"].best.month) == (2011, 7)


def test_a_trusted_header_is_not_moved_by_the_pile(tmp_path: Path) -> None:
    folder = pile(tmp_path, a=f" date 2018-06-03 {OTHER}", b=f"Bern, 3. Mai 2011 (sda) - {OTHER}", c=STORM)
    found = reports([folder], trust_stated=True)
    assert str(found["a.txt"].low) == str(found["a.txt"].high) == "2018-06-03"


def test_a_pile_that_names_one_text_twice_keeps_both(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    pile(tmp_path / "x", a=STORM)
    pile(tmp_path / "y", a=f"Pfarrkirchen, 12. Juli 2011 (dpa) - {STORM}")
    assert len([*worked(tmp_path)]) == 2
