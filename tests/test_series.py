"""Series: what is one thing in one place, in which order, under which name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piles import dossier, event, figure, findings_of, name

from chronik.findings.series import Setting, find_series, series_key, setting_of
from chronik.model import Figure, Series

NOWHERE, US_IN_IRAQ = Setting("", ""), Setting("US", "IQ")


def series(*figures: Figure, doc: str = "a") -> tuple[Series, ...]:
    return find_series([dossier(doc, "2021-07-20", figures=figures)])


@pytest.mark.parametrize(
    ("of", "place", "setting", "key"),
    [
        ("US-Soldaten", "Irak", NOWHERE, ("troops", "US", "IQ", "")),
        ("amerikanische Soldaten", "Bagdad", NOWHERE, ("troops", "US", "IQ", "")),
        ("Soldaten", None, US_IN_IRAQ, ("troops", "US", "IQ", "")),
        ("Soldaten", "Syrien", US_IN_IRAQ, ("troops", "US", "SY", "")),
        ("deutsche Soldaten", None, US_IN_IRAQ, ("troops", "DE", "IQ", "")),
        ("Soldaten", None, NOWHERE, ("troops", "soldaten", "", "")),
        (None, None, US_IN_IRAQ, ("troops", "US", "IQ", "")),
        ("Ausbilder", "Irak", US_IN_IRAQ, ("troops", "ausbilder", "IQ", "")),
    ],
)
def test_troops(of: str | None, place: str | None, setting: Setting, key: tuple[str, ...]) -> None:
    assert series_key(figure(2500, of, place), setting) == key


@pytest.mark.parametrize(
    ("measure", "fields", "key"),
    [
        ("killed", {"of": "Menschen", "place": "Bagdad"}, ("killed", "menschen", "IQ", "")),
        ("killed", {"of": "Menschen", "place": None}, ("killed", "menschen", "IQ", "")),
        ("money", {"of": "Baukosten", "place": None, "unit": "EUR"}, ("money", "baukosten", "", "EUR")),
        ("other", {"of": "Bäume", "place": "Stuttgart", "unit": "Bäume"}, ("other", "baume", "stuttgart", "Bäume")),
        ("money", {"of": None, "place": None, "unit": "EUR"}, None),
        ("other", {"of": None, "place": "Irak"}, None),
        ("percent", {"of": "Anteil", "place": None}, None),
        ("distance", {"of": "Strecke", "place": None}, None),
        ("troops", {"of": "US-Soldaten", "place": "Irak", "sense": "change"}, None),
        ("troops", {"of": "US-Soldaten", "place": "Irak", "sense": "part"}, None),
    ],
)
def test_other_measures(measure: str, fields: dict[str, str], key: tuple[str, ...] | None) -> None:
    assert series_key(figure(5, measure=measure, **fields), US_IN_IRAQ) == key


@pytest.mark.parametrize("sense", ["actual", "plan", "ceiling", "total"])
def test_plans_and_ceilings_stand_beside_what_is(sense: str) -> None:
    assert series_key(figure(5, "US-Soldaten", "Irak", sense=sense), NOWHERE) == ("troops", "US", "IQ", "")


def test_the_setting_of_an_article() -> None:
    places = [name(n, "place") for n in ("Irak", "Bagdad", "Syrien")]
    found = dossier("a", None, figures=(figure(2500, "US-Soldaten", None),), names=tuple(places))
    assert setting_of(found) == Setting("US", "IQ")


def test_the_setting_from_who_withdraws() -> None:
    found = dossier(
        "a", None, events=(event("withdraw", "Abzug", None, actor="USA"),), names=(name("Afghanistan", "place"),)
    )
    assert setting_of(found) == Setting("US", "AF")


def test_two_forces_are_no_setting() -> None:
    two = (figure(2500, "US-Soldaten", None), figure(1100, "deutsche Soldaten", None, start=40))
    assert setting_of(dossier("a", None, figures=two)).whose == ""


def test_nothing_named_is_no_setting() -> None:
    assert setting_of(dossier("a", None)) == NOWHERE


def test_points_in_the_order_of_their_days() -> None:
    days = ["2021-12", None, "2020-06-12", "2014"]
    (found,) = series(*(figure(n, "US-Soldaten", "Irak", as_of=d, start=n * 10) for n, d in enumerate(days)))
    assert [p.as_of for p in found.points] == ["2014", "2020-06-12", "2021-12", None]


def test_a_series_is_named_as_its_country_most_often() -> None:
    told = [("amerikanische Truppen", "Bagdad"), ("US-Soldaten", "Irak"), ("US-Soldaten", "Irak")]
    (found,) = series(*(figure(2500 + n, of, place, start=n * 20) for n, (of, place) in enumerate(told)))
    assert (found.of, found.place, len(found.points)) == ("US-Soldaten", "Irak", 3)


@pytest.mark.parametrize(
    ("measure", "alone"),
    [("troops", True), ("killed", True), ("wounded", True), ("money", True), ("vehicles", False), ("other", False)],
)
def test_which_single_figures_are_a_series(measure: str, alone: bool) -> None:
    assert bool(series(figure(5, "Panzer", "Irak", measure=measure))) is alone


def test_two_reports_make_one_series_and_the_longest_comes_first() -> None:
    one = dossier("a", None, figures=(figure(9, "deutsche Soldaten", "Mali"), figure(2500, "US-Soldaten", "Irak")))
    two = dossier("b", None, figures=(figure(3000, "US-Truppen", "Irak"),))
    assert [[p.doc for p in s.points] for s in find_series([one, two])] == [["a", "b"], ["a"]]


figures = st.builds(
    lambda value, of, place, measure, sense, day: figure(value, of, place, measure=measure, sense=sense, as_of=day),
    st.integers(0, 10_000),
    st.sampled_from([None, "US-Soldaten", "Soldaten", "Menschen", "Panzer"]),
    st.sampled_from([None, "Irak", "Bagdad", "Mali"]),
    st.sampled_from(["troops", "killed", "money", "vehicles", "percent", "other"]),
    st.sampled_from(["actual", "plan", "change", "part"]),
    st.sampled_from([None, "2020", "2021-07", "2021-07-20"]),
)


@given(st.lists(figures, max_size=10))
def test_each_figure_stands_in_one_series_at_most(told: list[Figure]) -> None:
    kept = [p for s in series(*told) for p in s.points]
    fit = [f for f in told if f.sense in ("actual", "plan") and f.measure != "percent"]
    assert len(kept) <= len(fit)
    assert sorted(p.value for p in kept if p.sense == "plan") == sorted(
        p.value for s in series(*told[::-1]) for p in s.points if p.sense == "plan"
    )


def test_along_the_path(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path,
        ("2020-06-12", "Bagdad (dpa) - Im Irak sind derzeit rund 5.200 US-Soldaten stationiert."),
        ("2021-07-27", "Bagdad (dpa) - Im Irak sind noch etwa 2.500 amerikanische Soldaten stationiert."),
    )
    (troops,) = [s for s in found.series if s.measure == "troops"]
    assert [(p.doc, p.as_of, p.value, p.modifier) for p in troops.points] == [
        ("a", "2020-06-12", 5200, "about"),
        ("b", "2021-07-27", 2500, "about"),
    ]
