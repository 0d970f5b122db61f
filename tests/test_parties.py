"""Parties: known things by their id, persons outside the tables by their spelling."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from piles import dossier, findings_of, name

from chronik.link.parties import Register, find_parties
from chronik.model import Name, Party


def parties(*names: Name) -> dict[str, tuple[str, ...]]:
    return {p.id: p.names for p in find_parties([dossier("a", "2020-01-03", names=names)])}


def test_spellings_of_a_known_thing_are_one_party() -> None:
    found = parties(
        name("Pentagon", "organisation", id="organisation/x"),
        name("US-Verteidigungsministerium", "organisation", id="organisation/x"),
    )
    assert found == {"organisation/x": ("Pentagon", "US-Verteidigungsministerium")}


def test_the_most_frequent_spelling_leads() -> None:
    found = parties(name("Suleimani", id="p"), name("Soleimani", id="p"), name("Suleimani", id="p"))
    assert found == {"p": ("Suleimani", "Soleimani")}


def test_transliterations_of_one_person_are_joined() -> None:
    found = parties(name("Ghassem Soleimani"), name("Qasem Suleimani"), name("Kassem Soleimani"))
    assert [sorted(n) for n in found.values()] == [["Ghassem Soleimani", "Kassem Soleimani", "Qasem Suleimani"]]


def test_persons_of_one_surname_are_kept_apart() -> None:
    assert len(parties(name("Peter Müller"), name("Petra Müller"), name("Hans Müller"))) == 3


def test_two_persons_with_like_surnames_are_kept_apart() -> None:
    assert len(parties(name("Ali Hassan"), name("Ali Hussein"))) == 2


def test_a_person_and_a_place_of_one_name_are_kept_apart() -> None:
    found = find_parties([dossier("a", None, names=(name("Paris Hilton"), name("Hilton", "place")))])
    assert {(p.type, p.names) for p in found} == {("person", ("Paris Hilton",)), ("place", ("Hilton",))}


def test_a_register_finds_each_spelling() -> None:
    register = Register((Party(id="person/x", names=("Qasem Soleimani", "Ghassem Süleimani"), type="person"),))
    assert register.party("ghassem suleimani") == "person/x"
    assert register.party("Soleimani") is None
    assert register.party(None) is None
    assert register.party("") is None


def test_nothing_named() -> None:
    assert find_parties([]) == ()
    assert find_parties([dossier("a", None)]) == ()


surnames = st.sampled_from(["Soleimani", "Suleimani", "Müller", "Mueller", "Hassan", "al-Abadi", "Putin"])
given_names = st.sampled_from(["Ghassem", "Qasem", "Ali", "Peter", "Petra", "Wladimir", "Vladimir"])
persons = st.lists(st.tuples(given_names, surnames).map(" ".join), max_size=12)


@given(persons)
def test_no_spelling_is_lost_and_none_stands_twice(spellings: list[str]) -> None:
    found = find_parties([dossier("a", None, names=tuple(map(name, spellings)))])
    assert sorted(n for p in found for n in p.names) == sorted(set(spellings))
    assert [p.id for p in found] == sorted(p.id for p in found)


@given(persons)
def test_the_same_in_any_order_of_reports(spellings: list[str]) -> None:
    one_each = [dossier(str(i), None, names=(name(s),)) for i, s in enumerate(spellings)]
    assert find_parties(one_each) == find_parties(one_each[::-1])


def test_along_the_path(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path,
        ("2020-01-04", "Bagdad (dpa) - Der iranische General Ghassem Soleimani ist tot. Ali Hassan trauerte um ihn."),
        ("2020-01-04", "Bagdad (AFP) - Der iranische General Qasem Suleimani ist tot. Ali Hussein trauerte um ihn."),
    )
    persons = [set(p.names) for p in found.parties if p.type == "person"]
    general = [names for names in persons if any("leimani" in n for n in names)]
    assert len(general) == 1
    assert {"Ghassem Soleimani", "Qasem Suleimani"} <= general[0]
    assert not any({"Ali Hassan", "Ali Hussein"} <= names for names in persons)
