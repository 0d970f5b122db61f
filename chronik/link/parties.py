"""One party, many spellings: the names of a pile gathered into parties and places.

Known things (tables of world knowledge) are gathered by id; persons outside the tables by their spelling.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from chronik.language import world
from chronik.link.spelling import fold, same_person, skeleton
from chronik.model import Dossier, Name, NameType, Party


class Register:
    """Which party a name in an article means."""

    def __init__(self, parties: tuple[Party, ...]) -> None:
        self.parties = parties
        self._by_name = {fold(n): p.id for p in parties for n in p.names}

    def party(self, name: str | None) -> str | None:
        """Id of the party with this spelling, or None."""
        return self._by_name.get(fold(name)) if name else None


def find_parties(dossiers: Iterable[Dossier]) -> tuple[Party, ...]:
    """All parties of a pile, sorted by id; ``names`` by how often they stand there, most frequent first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, NameType] = {}
    for dossier in dossiers:
        for name in dossier.annotations.names:
            key = name.id or _own_id(name)
            seen[key][name.name] += 1
            types.setdefault(key, name.type)
    _join_persons(seen, types)
    return tuple(
        Party(id=key, names=_ordered(seen[key], _canonical(key)), type=types[key]) for key in sorted(seen) if seen[key]
    )


def _own_id(name: Name) -> str:
    return f"{name.type}/{fold(name.name)}"


def _ordered(counted: Counter[str], canonical: tuple[str, ...]) -> tuple[str, ...]:
    names = sorted(counted, key=lambda n: (-counted[n], n))
    return tuple(dict.fromkeys([*names, *canonical]))


def _canonical(key: str) -> tuple[str, ...]:
    """The first spelling in the tables, so that a party is recognised by its usual name too."""
    kind, _, rest = key.partition("/")
    if kind == "organisation":
        return tuple(o.de[0] for o in world.organisations() if o.id == rest and o.de)
    return ()


def _join_persons(seen: dict[str, Counter[str]], types: dict[str, NameType]) -> None:
    """Put persons whose full names are spellings of one name under the id that sorts first."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    for key in sorted(k for k, t in types.items() if t == "person"):
        name = max(seen[key], key=len)
        by_surname[skeleton(name.split()[-1])].append(key)
    for keys in by_surname.values():
        kept: list[str] = []
        for key in keys:
            twin = next((k for k in kept if same_person(max(seen[k], key=len), max(seen[key], key=len))), None)
            if twin is None:
                kept.append(key)
            else:
                seen[twin].update(seen.pop(key))
                del types[key]
