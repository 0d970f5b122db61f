"""Bring the tables of terms, bodies and days of birth up to date with what Wikidata (CC0) knows; without any network.

    python bench/refresh_knowledge.py --query terms > query.rq      the question, for query.wikidata.org elsewhere
    python bench/refresh_knowledge.py --merge terms result.json     the saved answer ("JSON file"), into the table
    python bench/refresh_knowledge.py --merge terms result.json --write --as-of 2026-06-30

Without --write the second only reports. The tables: ``offices`` (offices.csv) and ``terms`` (a file of terms/, --file
dach.csv), asked for the holders of the offices in OFFICES; ``births`` (a file of births/); ``periods`` (a file of
periods/), of which only parties, bodies and companies can be asked for. A term is met by its person (any spelling of
ours), office and country, and by a first day at most SAME_DAYS away.

What is done: a term of ours that ran on and has ended there is closed, a body's period likewise; a person's day of
death is written; a term that begins after the tables' day and is not ours is added, with the Wikidata item in ``note``.
What is only reported: every other difference, for our days may be better than theirs, and terms that we lack from
earlier years. Spellings, and what became news in other ways, nobody can ask for: those rows are written by hand.
With --as-of and --write, as_of.toml moves to that day. Go through the report before committing: a Wikidata statement
is somebody's edit. Properties: P39 position held, with the qualifiers P580 start time and P582 end time; P1001 applies
to jurisdiction, with its P297 ISO 3166 code; P569 and P570 date of birth and death; P571 inception; P576 dissolved.
"""

import argparse
import csv
import datetime as dt
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

KNOWLEDGE = Path(__file__).parent.parent / "chronik/language/knowledge"
SAME_DAYS = 45  # sources differ that much about the day on which a term begins
OFFICES = {  # classes of positions
    "president": "Q30461",
    "prime_minister": "Q14212",
    "foreign_minister": "Q7330070",
    "defence_minister": "Q2518691",
}
TERMS = """SELECT ?item ?person ?en ?iso ?office ?from ?to WHERE {{
  VALUES (?class ?office) {{ {offices} }}
  ?position wdt:P279* ?class ; wdt:P1001 ?land . ?land wdt:P297 ?iso .
  ?item p:P39 ?held . ?held ps:P39 ?position ; pq:P580 ?from .
  OPTIONAL {{ ?held pq:P582 ?to }}
  ?item rdfs:label ?person . FILTER(LANG(?person) = "de")
  OPTIONAL {{ ?item rdfs:label ?en . FILTER(LANG(?en) = "en") }}
  FILTER(?from >= "{since}T00:00:00Z"^^xsd:dateTime || (BOUND(?to) && ?to >= "{since}T00:00:00Z"^^xsd:dateTime))
}} ORDER BY ?office ?iso ?from
"""
BIRTHS = """SELECT ?item ?person ?born ?died WHERE {{
  VALUES ?person {{ {people} }}
  ?item rdfs:label ?person ; wdt:P31 wd:Q5 ; wdt:P569 ?born .
  OPTIONAL {{ ?item wdt:P570 ?died }}
}} ORDER BY ?person
"""
BODIES = """SELECT ?item ?name ?from ?to WHERE {{
  VALUES ?name {{ {names} }}
  ?item rdfs:label ?name ; wdt:P571 ?from ; wdt:P576 ?to .
  FILTER(?to >= "{since}T00:00:00Z"^^xsd:dateTime)
}} ORDER BY ?name
"""


class Term(NamedTuple):
    """A term as the answer has it; ``to`` empty while it runs."""

    item: str
    person: str
    en: str
    country: str
    office: str
    since: str
    to: str


class Report(NamedTuple):
    """The rows after the merge, and a line for everything done or found different."""

    rows: list[dict[str, str]]
    done: list[str]
    differs: list[str]


def query(table: str, rows: Iterable[dict[str, str]], as_of: dt.date) -> str:
    """The SPARQL for a table: terms begun or ended since ``as_of``, bodies dissolved since, our people's life dates."""
    if table == "births":
        people = " ".join(_label(row["person"]) for row in rows if not row["died"])
        return BIRTHS.format(people=people)
    if table == "periods":
        names = " ".join(_label(row["de"].split("|")[0]) for row in rows if _runs(row))
        return BODIES.format(names=names, since=as_of)
    offices = " ".join(f'(wd:{item} "{office}")' for office, item in OFFICES.items())
    return TERMS.format(offices=offices, since=as_of)


def _label(name: str) -> str:
    """A German label in SPARQL; its strings are escaped as those of JSON are."""
    return f"{msgspec.json.encode(name).decode()}@de"


def bindings(answer: bytes) -> Iterator[dict[str, str]]:
    """The rows of a saved answer, in the SPARQL 1.1 JSON form or in the list that the query page's download gives."""
    read: Any = msgspec.json.decode(answer)
    listed = read if isinstance(read, list) else read["results"]["bindings"]
    for row in listed:
        yield {name: value["value"] if isinstance(value, dict) else str(value) for name, value in row.items()}


def merge_terms(rows: list[dict[str, str]], answer: Iterable[dict[str, str]], as_of: dt.date) -> Report:
    """Our rows with the terms closed that ended since ``as_of`` and those added that began; the rest is reported."""
    report = Report([dict(row) for row in rows], [], [])
    for term in map(_term, answer):
        ours = [row for row in report.rows if _names(row, term)]
        same = [row for row in ours if abs((_day(row["from"]) - _day(term.since)).days) <= SAME_DAYS]
        running = [row for row in ours if not row["to"] and _day(row["from"]) <= _day(term.since)]
        for row in same or running:
            _compare(row, term, as_of, report)
        if not same and not running:
            _lacking(term, as_of, report)
    return report


def _compare(row: dict[str, str], term: Term, as_of: dt.date, report: Report) -> None:
    """Close our row where the term ended after ``as_of``; report other differences."""
    if row["from"] != term.since[: len(row["from"])]:
        report.differs.append(f"{row['id']}: begins {row['from']} with us, {term.since} in {term.item}")
    if term.to and not row["to"] and _day(term.to) >= as_of:
        row["to"] = term.to
        report.done.append(f"{row['id']}: closed on {term.to}")
    elif term.to != row["to"] and term.to[: len(row["to"])] != row["to"]:
        report.differs.append(f"{row['id']}: ends {row['to'] or 'not'} with us, {term.to or 'not'} in {term.item}")


def _lacking(term: Term, as_of: dt.date, report: Report) -> None:
    """Add a term that began after ``as_of``; report an older one."""
    if _day(term.since) <= as_of:
        held = f"{term.person}, {term.office} {term.country}, from {term.since}"
        report.differs.append(f"{held}: not with us ({term.item})")
        return
    surname = re.sub(r"[^a-z]+", "-", _plain(term.person.split()[-1])).strip("-")
    parts = (term.country.lower(), term.office.replace("_", "-"), surname, term.since[:4])
    name, ids = "-".join(parts), {row["id"] for row in report.rows}
    made = {"id": name if name not in ids else f"{name}-{term.since[5:7]}", "person": term.person}
    made |= {"country": term.country, "office": term.office, "from": term.since, "to": term.to}
    made |= {"de_names": term.person, "en_names": term.en or term.person, "note": f"Wikidata {term.item}"}
    report.rows.append(made)
    report.done.append(f"{made['id']}: added; write the surname to its spellings where it is unmistakable")


def merge_births(rows: list[dict[str, str]], answer: Iterable[dict[str, str]]) -> Report:
    """Our rows with the days of death that have come; other days of birth or death are reported.

    People whose name several items bear with different days of birth are reported as well, unless one has our day.
    """
    report = Report([dict(row) for row in rows], [], [])
    found: dict[str, list[dict[str, str]]] = {}
    for row in answer:
        found.setdefault(row["person"], []).append(row)
    for ours in report.rows:
        theirs = found.get(ours["person"], [])
        same = [t for t in theirs if _date(t["born"]) == ours["born"]]
        if theirs and not same:
            days = ", ".join(f"{_date(t['born'])} in {_item(t)}" for t in theirs)
            report.differs.append(f"{ours['person']}: born {ours['born']} with us, {days}")
        for t in same[:1]:
            died = _date(t.get("died", ""))
            if died and not ours["died"]:
                ours["died"] = died
                report.done.append(f"{ours['person']}: died {died}")
            elif died != ours["died"] and died[: len(ours["died"])] != ours["died"]:
                report.differs.append(f"{ours['person']}: died {ours['died']} with us, {died or 'not'} in {_item(t)}")
    return report


def merge_bodies(rows: list[dict[str, str]], answer: Iterable[dict[str, str]], as_of: dt.date) -> Report:
    """Our parties, bodies and companies with those closed that were dissolved since ``as_of``.

    One that began later than ours there may be another of that name, and is reported.
    """
    report = Report([dict(row) for row in rows], [], [])
    found = {row["name"]: row for row in answer if _day(_date(row["to"])) >= as_of}
    for ours in filter(_runs, report.rows):
        theirs = found.get(ours["de"].split("|")[0])
        if theirs and _day(_date(theirs["from"])) > _day(ours["from"]) + dt.timedelta(days=366):
            report.differs.append(f"{ours['id']}: {_item(theirs)} of that name began {_date(theirs['from'])} only")
        elif theirs:
            ours["to"] = _date(theirs["to"])
            report.done.append(f"{ours['id']}: closed on {ours['to']}")
    return report


def _runs(row: dict[str, str]) -> bool:
    """Whether a period is of a party, body or company that has a German name and no end."""
    return row["kind"] in ("party", "body", "company") and bool(row["de"]) and not row["to"]


def _term(row: dict[str, str]) -> Term:
    name, to = row["person"], _date(row.get("to", ""))
    return Term(_item(row), name, row.get("en", ""), row["iso"], row["office"], _date(row["from"]), to)


def _names(row: dict[str, str], term: Term) -> bool:
    """Whether our row is about that person in that office of that country; spellings without their accents."""
    if (row["office"], row["country"]) != (term.office, term.country):
        return False
    ours = {row["person"], *row["de_names"].split("|"), *row["en_names"].split("|")}
    return bool({_plain(n) for n in ours} & {_plain(n) for n in (term.person, term.en) if n})


def _plain(name: str) -> str:
    """A name without accents and case, for comparison and ids."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def _date(value: str) -> str:
    """The day of a Wikidata time ("2026-03-01T00:00:00Z"), empty for none or an unknown one."""
    return value[:10] if re.match(r"\d{4}-\d\d-\d\dT", value) else ""


def _item(row: dict[str, str]) -> str:
    return row["item"].rsplit("/", 1)[-1]


def _day(text: str) -> dt.date:
    """The day, or the first of the month or year; the first of all where it is not known."""
    year, month, day = [*map(int, (text or "1").split("-")), 1, 1][:3]
    return dt.date(year, month, day)


def main(arguments: list[str] | None = None, folder: Path = KNOWLEDGE) -> int:
    """Print a query, or merge an answer; 0, or 1 where a file is missing or unreadable."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--query", choices=["offices", "terms", "births", "periods"], help="print the SPARQL for a table")
    what.add_argument("--merge", nargs=2, metavar=("TABLE", "RESULT.json"), help="merge a saved answer into a table")
    parser.add_argument("--file", default="world.csv", help="which file of the table's folder (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write the table; without it, only report")
    parser.add_argument("--as-of", type=dt.date.fromisoformat, help="the day to which the tables are now kept")
    args = parser.parse_args(arguments)
    table = args.query or args.merge[0]
    path = folder / "offices.csv" if table == "offices" else folder / table / args.file
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        kept = msgspec.toml.decode((folder / "as_of.toml").read_bytes())["as_of"]
        if args.query:
            print(query(table, rows, kept), end="")
            return 0
        answer = list(bindings(Path(args.merge[1]).read_bytes()))
        report = _merged(table, rows, answer, kept)
    except (OSError, KeyError, msgspec.DecodeError) as e:
        print(f"{path if isinstance(e, OSError) else args.merge[1]}: {e}", file=sys.stderr)
        return 1
    _tell(report)
    if args.write:
        _write(path, report.rows)
        if args.as_of:
            _move(folder / "as_of.toml", args.as_of)
    return 0


def _merged(table: str, rows: list[dict[str, str]], answer: list[dict[str, str]], kept: dt.date) -> Report:
    if table == "births":
        return merge_births(rows, answer)
    return merge_bodies(rows, answer, kept) if table == "periods" else merge_terms(rows, answer, kept)


def _tell(report: Report) -> None:
    print(f"{len(report.done)} changes", *report.done, sep="\n  ")
    print(f"{len(report.differs)} differences, left as they are", *report.differs, sep="\n  ")


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def _move(path: Path, day: dt.date) -> None:
    """Set the day in as_of.toml, its comment kept."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^as_of = .*$", f"as_of = {day}", text), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
