"""What is wrong with a rule file that cannot be decoded, in the words of the file: its line, and what may be meant."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

_REPLACED = (
    ("Object contains ", "it has the "),
    ("Cannot overwrite a value", "the same name stands here twice"),
    ("Expected '=' after a key", 'a name with umlaut or blank must stand in quotes ("früh" = …)'),
    (" in a key/value pair", ""),
)
_PATH = re.compile(r" - at `\$(.*)`")
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")


class _Place(NamedTuple):
    """A table by its dotted name ("" for the file), or the ``number``-th record of those that bear it; a field there.

    ``record`` is the type of what stands there.
    """

    table: str
    number: int | None
    field: str | None
    record: Any


def complaint(error: msgspec.MsgspecError, text: str, shape: type[object]) -> str:
    """What keeps ``text`` from being a record of type ``shape``, for a sentence that begins with the file's name:
    ":12 cannot be used: …" with the line, where it can be told.
    """
    said = str(error)
    for theirs, ours in _REPLACED:
        said = said.replace(theirs, ours)
    path = _PATH.search(said)
    place = _place(path[1] if path else "", shape)
    said = _PATH.sub("", said)
    unknown = re.search(r"unknown field `(.+)`", said)
    line = _line(text, place, unknown[1] if unknown else place.field)
    where = _named(text, place)
    return f"{f':{line}' if line else ''} cannot be used: {said}{where}{_advice(said, unknown, place)}"


def _place(path: str, shape: Any) -> _Place:
    """The place that a path such as ".acts.rules[3].act" leads to; tables are what the type has records for."""
    names: list[str] = []
    place = _Place("", None, None, shape)
    for name, index in _STEP.findall(path):
        if index:
            number = int(index) if index.isdigit() else None
            place = place._replace(number=number) if place.field is None else place
            continue
        record = _record(place.record, name)
        if record is None:
            return place._replace(field=name)
        names.append(name)
        place = _Place(".".join(names), None, None, record)
    return place


def _record(shape: Any, name: str) -> Any:
    """The type of the record, or of the records, in the field that the file calls ``name``; None for plain values."""
    fields = dict(zip(shape.__struct_encode_fields__, shape.__struct_fields__, strict=True))
    hint = get_type_hints(shape).get(fields.get(name, ""))
    return next((t for t in (hint, *get_args(hint)) if hasattr(t, "__struct_fields__")), None)


def _named(text: str, place: _Place) -> str:
    """The place in words: a record by its name, where it has one."""
    if not place.table:
        return ""
    if place.number is None:
        return f" in {place.table}"
    found: Any = tomllib.loads(text)
    for name in place.table.split("."):
        found = found[name]
    name = found[place.number].get("name")
    return f" in the {place.table} {name!r}" if name else f" in the {place.table} that begins here"


def literals(hint: Any) -> Iterator[str]:
    """The values that a type of literals holds."""
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from literals(part)


def _advice(said: str, unknown: re.Match[str] | None, place: _Place) -> str:
    if unknown:
        close = difflib.get_close_matches(unknown[1], place.record.__struct_encode_fields__, 1, 0.5)
        return f"; did you mean {close[0]}?" if close else "; take that field out."
    if place.field and said.startswith("Invalid enum value"):
        allowed = ", ".join(sorted(literals(get_type_hints(place.record).get(place.field))))
        return f"; {place.field} is one of {allowed}."
    if "missing required field" in said:
        return "; add that field."
    return f"; correct {place.field or 'that field'}."


def _line(text: str, place: _Place, field: str | None) -> int:
    """The line of a field, or on which its table begins; 0 where neither is found."""
    lines = text.splitlines()
    heads = [0]
    if place.table:
        table = re.escape(place.table)
        heads = [n for n, line in enumerate(lines, 1) if re.match(rf"\s*\[+\s*{table}\s*\]", line)]
        heads = heads or [n for n, line in enumerate(lines, 1) if re.match(rf"{table}\s*=", line)]
    first = heads[place.number or 0] if (place.number or 0) < len(heads) else 0
    for n, line in enumerate(lines[first:] if field else (), first + 1):
        if re.match(rf"\s*\[*{field}\s*[=\]]", line):
            return n
        if first and line.lstrip().startswith("["):
            break
    return first
