"""Facts of the world: the tables are sane, and known facts are in them."""

import csv
import datetime as dt
import io
import itertools
from collections import Counter
from collections.abc import Iterable

import pytest

from chronik.dating.offices import OfficeWords
from chronik.language import codes, read, world
from chronik.language.files import folder

WITHOUT_COUNTRY = {"un_secretary_general", "nato_secretary_general", "eu_commission_president"}
HANDOVER = dt.timedelta(days=5)  # sources differ that much about the day on which one leaves and the next begins

FACTS = [
    ("2008-11-17", "president", "US", "George W. Bush"),
    ("2011-12-18", "president", "US", "Barack Obama"),
    ("2017-01-21", "president", "US", "Donald Trump"),
    ("2021-06-01", "president", "US", "Joe Biden"),
    ("2025-03-01", "president", "US", "Donald Trump"),
    ("2020-01-03", "foreign_minister", "US", "Mike Pompeo"),
    ("2003-03-20", "defence_minister", "US", "Donald Rumsfeld"),
    ("2003-03-20", "president", "IQ", "Saddam Hussein"),
    ("2011-12-18", "prime_minister", "IQ", "Nuri al-Maliki"),
    ("2020-01-05", "prime_minister", "IQ", "Adil Abdul-Mahdi"),
    ("2021-07-26", "prime_minister", "IQ", "Mustafa al-Kadhimi"),
    ("2023-10-07", "prime_minister", "IQ", "Mohammed Schia al-Sudani"),
    ("2020-01-03", "supreme_leader", "IR", "Ali Chamenei"),
    ("2015-07-14", "president", "IR", "Hassan Rohani"),
    ("2015-09-05", "chancellor", "DE", "Angela Merkel"),
    ("2022-02-27", "chancellor", "DE", "Olaf Scholz"),
    ("2022-02-27", "defence_minister", "DE", "Christine Lambrecht"),
    ("1992-06-01", "foreign_minister", "DE", "Klaus Kinkel"),
    ("2012-03-01", "federal_president", "DE", None),
    ("2019-06-15", "chancellor", "AT", "Brigitte Bierlein"),
    ("2016-11-01", "federal_president", "AT", None),
    ("2021-06-16", "federal_president", "CH", "Guy Parmelin"),
    ("2016-06-23", "prime_minister", "GB", "David Cameron"),
    ("2015-11-13", "president", "FR", "François Hollande"),
    ("1999-06-10", "president", "RU", "Boris Jelzin"),
    ("2008-08-08", "prime_minister", "RU", "Wladimir Putin"),
    ("2014-03-18", "prime_minister", "UA", "Arsenij Jazenjuk"),
    ("2022-02-24", "president", "UA", "Wolodymyr Selenskyj"),
    ("2023-10-07", "prime_minister", "IL", "Benjamin Netanjahu"),
    ("2016-07-15", "prime_minister", "TR", "Binali Yıldırım"),
    ("2011-03-15", "president", "SY", "Baschar al-Assad"),
    ("1996-12-31", "un_secretary_general", "", "Boutros Boutros-Ghali"),
    ("2014-09-05", "nato_secretary_general", "", "Anders Fogh Rasmussen"),
    ("2019-11-30", "eu_commission_president", "", "Jean-Claude Juncker"),
    ("2013-03-05", "pope", "VA", None),
]


def in_office(day: dt.date, office: str, country: str) -> list[str]:
    """Who holds an office on a day, in order of the table."""
    terms = [o for o in world.offices() if (o.office, o.country) == (office, country)]
    return [o.person for o in terms if o.since <= day and (o.until is None or day <= o.until)]


@pytest.mark.parametrize(("day", "office", "country", "person"), FACTS)
def test_holder_of_office(day: str, office: str, country: str, person: str | None) -> None:
    assert in_office(dt.date.fromisoformat(day), office, country) == ([person] if person else [])


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Obama", "Barack Obama"),
        ("Maliki", "Nuri al-Maliki"),
        ("Nouri al-Maliki", "Nuri al-Maliki"),
        ("al-Kasimi", "Mustafa al-Kadhimi"),
        ("Netanyahu", "Benjamin Netanjahu"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
    ],
)
def test_spellings_lead_to_the_person(name: str, person: str) -> None:
    assert {o.person for o in world.offices() if name in o.names["de"]} == {person}


def test_ids_are_unique() -> None:
    tables: tuple[Iterable[str], ...] = (
        (c.iso for c in world.countries()),
        (o.id for o in world.offices()),
        (e.id for e in world.events()),
        (o.id for o in world.organisations()),
        (a.id for a in world.agencies()),
    )
    assert [name for ids in tables for name, times in Counter(ids).items() if times > 1] == []


def test_terms_are_sane() -> None:
    assert [o.id for o in world.offices() if not o.person or (o.until is not None and o.until < o.since)] == []


@pytest.mark.parametrize("code", codes())
def test_every_office_has_titles(code: str) -> None:
    assert {o.office for o in world.offices()} <= set(read(code, "offices", OfficeWords).titles)


def test_country_codes_exist() -> None:
    known = {c.iso for c in world.countries()}
    assert [o.id for o in world.offices() if (o.office in WITHOUT_COUNTRY) != (o.country == "")] == []
    assert {o.country for o in world.offices()} - known == {""}
    assert {o.country for o in world.organisations()} | {a.country for a in world.agencies()} <= {*known, ""}


def test_names_are_there_and_clean() -> None:
    lists = {f"country {c.iso} {code}": c.names[code] for c in world.countries() for code in ("de", "en")}
    lists |= {f"{o.id} {code}": o.names[code] for o in world.offices() for code in ("de", "en")}
    lists |= {f"organisation {o.id}": (*o.de, *o.en) for o in world.organisations()}
    lists |= {f"agency {a.id}": a.names for a in world.agencies()}
    lists |= {f"event {e.id}": (*e.de, *e.en) for e in world.events()}
    assert [where for where, names in lists.items() if not names] == []
    assert [where for where, names in lists.items() if any(n != " ".join(n.split()) or not n for n in names)] == []


def test_terms_of_one_office_follow_each_other() -> None:
    """Two at once only where a note says so."""
    notes = _notes()
    overlaps = [
        (a.id, b.id)
        for a, b in itertools.combinations(sorted(world.offices(), key=lambda o: o.since), 2)
        if (a.office, a.country) == (b.office, b.country)
        and (a.until is None or a.until - b.since > HANDOVER)
        and not (notes[a.id].startswith("parallel:") or notes[b.id].startswith("parallel:"))
    ]
    assert overlaps == []


def test_one_spelling_of_a_person() -> None:
    """The first German spelling is the person's name, so that all terms of a person are found under it."""
    assert [o.id for o in world.offices() if o.names["de"][0] != o.person] == []


def test_events_are_sane() -> None:
    wrong = [e.id for e in world.events() if (e.end is not None and e.end < e.start) or not e.source]
    assert wrong == []
    spelled = Counter(n for e in world.events() for n in {*e.de, *e.en})
    assert [n for n, times in spelled.items() if times > 1] == []


def _notes() -> dict[str, str]:
    text = (folder() / "knowledge" / "offices.csv").read_text(encoding="utf-8")
    return {row["id"]: row["note"] for row in csv.DictReader(io.StringIO(text))}
