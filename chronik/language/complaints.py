"""What is wrong with a rule file that cannot be decoded, in the words of the file: its line, and what may be meant."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

_REPLACED = (
    ("Cannot overwrite a value", "the same name stands here twice"),
    ("Expected '=' after a key", 'a name with umlaut or blank must stand in quotes ("früh" = …)'),
    (" in a key/value pair", ""),
)
_PLACE = re.compile(r" - at `\$\.(\w+)(?:\[(\d+)\])?(?:\.(\w+))?.*")


class _Place(NamedTuple):
    """A table, or the ``number``-th record of those that bear its name, and a field there; what is known of them."""

    table: str
    number: int | None
    field: str | None


def complaint(error: msgspec.MsgspecError, text: str, shape: type[object]) -> str:
    """What keeps ``text`` from being a record of type ``shape``, for a sentence that begins with the file's name:
    ":12 cannot be used: …" with the line, where it can be told.
    """
    said = str(error)
    for theirs, ours in _REPLACED:
        said = said.replace(theirs, ours)
    m = _PLACE.search(said)
    place = _Place(m[1], None if m[2] is None else int(m[2]), m[3]) if m else None
    record = _record(shape, place)
    said = _PLACE.sub("", said)
    unknown = re.search(r"unknown field `(.+)`", said)
    line = _line(text, place, unknown[1] if unknown else place.field if place else None)
    where = _named(text, place)
    return f"{f':{line}' if line else ''} cannot be used: {said}{where}{_advice(said, unknown, place, record)}"


def _record(shape: Any, place: _Place | None) -> Any:
    """The type of the record at a place."""
    hint = get_type_hints(shape).get(place.table) if place else shape
    inner = (t for t in (hint, *get_args(hint)) if hasattr(t, "__struct_fields__"))
    return next(inner, shape)


def _named(text: str, place: _Place | None) -> str:
    """The place in words: a record by its name, where it has one."""
    if place is None:
        return ""
    if place.number is None:
        return f" in {place.table}"
    name = tomllib.loads(text)[place.table][place.number].get("name")
    return f" in the {place.table} {name!r}" if name else f" in the {place.table} that begins here"


def literals(hint: Any) -> Iterator[str]:
    """The values that a type of literals holds."""
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from literals(part)


def _advice(said: str, unknown: re.Match[str] | None, place: _Place | None, record: Any) -> str:
    if unknown:
        close = difflib.get_close_matches(unknown[1], record.__struct_encode_fields__, 1, 0.5)
        return f"; did you mean {close[0]}?" if close else "; take that field out."
    if place and place.field and said.startswith("Invalid enum value"):
        allowed = ", ".join(sorted(literals(get_type_hints(record).get(place.field))))
        return f"; {place.field} is one of {allowed}."
    if "missing required field" in said:
        return "; add that field."
    return f"; correct {place.field if place and place.field else 'that field'}."


def _line(text: str, place: _Place | None, field: str | None) -> int:
    """The line of a field, or on which its table begins; 0 where neither is found."""
    lines = text.splitlines()
    heads = [0]
    if place:
        head = re.compile(rf"\s*\[+\s*{place.table}\s*\]|{place.table}\s*=")
        heads = [n for n, line in enumerate(lines, 1) if head.match(line)]
    number = place.number or 0 if place else 0
    first = heads[number] if number < len(heads) else 0
    for n, line in enumerate(lines[first:] if field else (), first + 1):
        if re.match(rf"\s*{field}\s*=", line):
            return n
        if first and line.lstrip().startswith("["):
            break
    return first
