"""Read TimeML back: the text with its time expressions and the day of writing, of Chronik's own documents or others'.

Other makers' files have line ends around TEXT, nested and empty tags and tags of other kinds (EVENT, SIGNAL); their
text counts, tags of other kinds are passed over, and an empty TIMEX3 is no expression in the text, but its value is
looked up where a duration begins or ends with it.
"""

from typing import Literal
from xml.etree.ElementTree import Element, ParseError, fromstring

from chronik.dating.edtf import interval
from chronik.errors import InputError
from chronik.model import Reading, Record, Time, TimeType
from chronik.publish.timeml_values import own_value

_TYPES: dict[str, TimeType] = {"DATE": "DATE", "TIME": "TIME", "DURATION": "DURATION", "SET": "SET"}
_READINGS: dict[TimeType, Literal["calendar", "duration", "set"]] = {
    "DATE": "calendar",
    "TIME": "calendar",
    "DURATION": "duration",
    "SET": "set",
}


class TimemlDocument(Record, frozen=True, kw_only=True):
    """One TimeML document. Offsets of ``times`` are into ``text``, the content of TEXT as it stands."""

    text: str
    times: tuple[Time, ...]
    name: str = ""
    title: str | None = None
    written: str | None = None  # value of the DCT


def read_timeml(document: str | bytes) -> TimemlDocument:
    """The text and time expressions of a TimeML document.

    ``Time.reading`` is no more than the value, since a document does not say how it was come by; ``low`` and ``high``
    are the days that a date's value covers. Raises InputError where it is no XML or has no TEXT.
    """
    try:
        root = fromstring(document)
    except (ParseError, ValueError) as e:
        raise InputError(f"This is no TimeML document ({e}); give one document, as it was written.") from e
    body = next(root.iter("TEXT"), None)
    if body is None:
        raise InputError("This TimeML document has no TEXT; give one in the layout of TempEval-3.")
    values = {tag.get("tid", ""): tag.get("value", "") for tag in root.iter("TIMEX3")}
    text, tags = _text(body)
    times = [_time(tag, start, text[start:end], values) for tag, start, end in tags if end > start]
    created = next((t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None)
    title = root.find("TITLE")
    return TimemlDocument(
        text=text,
        times=tuple(sorted(times, key=lambda t: (t.start, -t.end))),
        name=(root.findtext("DOCID") or "").strip(),
        title=title.text.strip() if title is not None and title.text else None,
        written=None if created is None else created.get("value"),
    )


def _text(body: Element) -> tuple[str, list[tuple[Element, int, int]]]:
    """The text within TEXT, and each TIMEX3 with its extent there. No recursion: others may nest as they like."""
    parts = [body.text or ""]
    at = len(parts[0])
    tags: list[tuple[Element, int, int]] = []
    inside = [(body, 0, iter(body))]
    while inside:
        element, start, children = inside[-1]
        child = next(children, None)
        if child is not None:
            inside.append((child, at, iter(child)))
            parts.append(child.text or "")
        else:
            inside.pop()
            tags += [(element, start, at)] if element.tag == "TIMEX3" else []
            parts.append((element.tail or "") if inside else "")
        at += len(parts[-1])
    return "".join(parts), tags


def _time(tag: Element, start: int, text: str, values: dict[str, str]) -> Time:
    kind = _TYPES.get(tag.get("type", ""), "DATE")
    value = own_value(tag.get("value", ""))
    low, high = interval(value) or (None, None)
    return Time(
        start=start,
        end=start + len(text),
        text=text,
        type=kind,
        reading=Reading(kind=_READINGS[kind], value=value or None),
        value=value or None,
        mod=tag.get("mod"),
        quant=tag.get("quant"),
        freq=tag.get("freq"),
        begin=values.get(tag.get("beginPoint", "")),
        finish=values.get(tag.get("endPoint", "")),
        low=low,
        high=high,
    )
