"""Read TimeML back: the text with its time expressions and the day of writing, of Chronik's own documents or others'.

Other makers' files have line ends around TEXT, nested and empty tags and tags of other kinds (EVENT, SIGNAL); their
text counts, tags of other kinds are passed over, and an empty TIMEX3 is no expression in the text, but its value is
looked up where a duration begins or ends with it.
"""

from typing import Literal
from xml.etree import ElementTree

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
        root = ElementTree.fromstring(document)
    except (ElementTree.ParseError, ValueError) as e:
        raise InputError(f"This is no TimeML document ({e}); give one document, as it was written.") from e
    body = next(root.iter("TEXT"), None)
    if body is None:
        raise InputError("This TimeML document has no TEXT; give one in the layout of TempEval-3.")
    values = {tag.get("tid", ""): tag.get("value", "") for tag in root.iter("TIMEX3")}
    times: list[Time] = []
    text = "".join(_walk(body, 0, values, times))
    created = next((t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None)
    title = root.find("TITLE")
    return TimemlDocument(
        text=text,
        times=tuple(sorted(times, key=lambda t: (t.start, -t.end))),
        name=(root.findtext("DOCID") or "").strip(),
        title=title.text.strip() if title is not None and title.text else None,
        written=None if created is None else created.get("value"),
    )


def _walk(element: ElementTree.Element, start: int, values: dict[str, str], times: list[Time]) -> list[str]:
    """The text within an element that begins at ``start``; expressions in it go to ``times``."""
    parts = [element.text or ""]
    at = start + len(parts[0])
    for child in element:
        inside = "".join(_walk(child, at, values, times))
        if child.tag == "TIMEX3" and inside:
            times.append(_time(child, at, inside, values))
        parts += [inside, child.tail or ""]
        at += len(inside) + len(parts[-1])
    return parts


def _time(tag: ElementTree.Element, start: int, text: str, values: dict[str, str]) -> Time:
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
