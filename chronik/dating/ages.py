"""Clues from ages of people whose day of birth is known: "Wolfgang Schäuble (59)", "der 59-jährige …"."""

import datetime as dt
import functools
import re
from collections.abc import Iterator

import msgspec

from chronik.dating.clue import Clue
from chronik.language import read, world
from chronik.language.periods import births, periods, terms
from chronik.model import Reason

_AGES = range(5, 111)


class AgeWords(msgspec.Struct, frozen=True, kw_only=True):
    """From words.toml: patterns of an age (group ``age``) right before and right behind a name."""

    age_before: str
    age_behind: str


def age_clues(text: str, body: int, code: str) -> Iterator[Clue]:
    """One clue for each person known by birth whose age stands beside the full name, at the first place."""
    words, seen = read(code, "words", AgeWords), set[str]()
    for match in _pattern(words.age_before, words.age_behind).finditer(text, body):
        born = _births(code).get(match["before"] or match["behind"])
        age = int(match["age_before"] or match["age_behind"])
        name = match["before"] or match["behind"]
        if born and age in _AGES and name not in seen:
            seen.add(name)
            low, high = _birthday(born, age), _birthday(born, age + 1) - dt.timedelta(days=1)
            reason = Reason(clue="age", text=match.group(), start=match.start(), end=match.end(), low=low, high=high)
            yield Clue(kind="age", reason=reason, spans=((low, high),))


def _birthday(born: dt.date, age: int) -> dt.date:
    """The day on which somebody turns ``age``; who was born on 29 February, on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return dt.date(born.year + age, 3, 1)


@functools.cache
def _pattern(before: str, behind: str) -> re.Pattern[str]:
    name = r"[A-ZÄÖÜ][\w'’.-]{1,40}(?: (?:von |van |de |al-|el-)?[A-ZÄÖÜ][\w'’.-]{1,40}){1,2}"
    first, second = (p.replace("(?P<age>", f"(?P<age_{n}>") for p, n in ((before, "before"), (behind, "behind")))
    return re.compile(rf"(?<!\w)(?:{first}(?P<before>{name})|(?P<behind>{name}){second})(?!\w)")


@functools.cache
def _births(code: str) -> dict[str, dt.date]:
    """Days of birth by every full name that one person bears."""
    names: dict[str, set[str]] = {}
    for office in (*world.offices(), *terms()):
        for name in (office.person, *office.names[code]):
            names.setdefault(office.person, set()).add(name)
    for period in periods():
        if period.kind == "person":
            spellings = set(period.names["de"]) | set(period.names["en"])
            for name in spellings:
                names.setdefault(name, set()).update(spellings)
    out: dict[str, set[dt.date]] = {}
    for birth in births():
        for name in {birth.person, *names.get(birth.person, ())}:
            out.setdefault(name, set()).add(birth.born)
    return {name: next(iter(days)) for name, days in out.items() if " " in name and len(days) == 1}
