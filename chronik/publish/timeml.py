"""TimeML: an article as one XML document with its time expressions tagged where they stand, and back.

TIMEX3 and its attributes follow the TimeML 1.2.1 specification (Saurí, Littman, Gaizauskas, Setzer and Pustejovsky
2006), the layout (DOCID, DCT, TITLE, TEXT) TempEval-3 (UzZaman et al. 2013). TEXT holds the text character for
character, nothing is put in for looks. A character that XML does not allow becomes U+FFFD, one for one, so that
every offset holds.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from msgspec import structs

from chronik.article.clean import clean
from chronik.article.offsets import to_source
from chronik.dating.edtf import edtf, interval
from chronik.model import Article, Report, Time
from chronik.publish.timeml_values import MODS, UNKNOWN, length, timex_value

_ROOT = (
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">'
)
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_DCT = "t0"
_POINTS = ("DATE", "TIME")


class _Tag(NamedTuple):
    """A TIMEX3; it consumes ``text[start:end]``, nothing where both are equal."""

    start: int
    end: int
    attributes: dict[str, str]


def timeml(article: Article, report: Report, times: tuple[Time, ...]) -> str:
    """The TimeML document of an article, UTF-8 where it is written out.

    ``times`` are its anchored time expressions in the order of the text. TEXT is the report as given, without the
    header in front of it; of a saved page it is the readable text. The day of writing is the DCT: day, month or
    year, as far as it is sure, XXXX-XX-XX where nothing is; the DCT's text is its whole interval (EDTF).
    """
    text, moved = _text(article, times)
    tids = {t.start: f"t{i + 1}" for i, t in enumerate(times)}
    written, shown = _written(report)
    created = {"tid": _DCT, "type": "DATE", "value": written, "temporalFunction": "false"}
    created |= {"functionInDocument": "CREATION_TIME"}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _ROOT,
        f"<DOCID>{_characters(article.id)}</DOCID>",
        f"<DCT>{_opening(created)}>{shown}</TIMEX3></DCT>",
        *([f"<TITLE>{_characters(article.title)}</TITLE>"] if article.title else []),
        f"<TEXT>{''.join(_marked(text, _tags(moved, written, tids)))}</TEXT>",
        "</TimeML>",
    ]
    return "\n".join(lines) + "\n"


def _text(article: Article, times: tuple[Time, ...]) -> tuple[str, tuple[Time, ...]]:
    """What TEXT holds, and the expressions with offsets into it.

    A text stays as given, with the soft hyphens and loose accents that annotators do not see; a page is no text.
    """
    given = structs.replace(article, text=article.source, blocks=(), body=0, stated_start=None, stated_end=None)
    text, base, spans = article.text, article.body, [(t.start, t.end) for t in times]
    if text != article.source and clean(given).text == text:
        text, base = article.source, to_source(article, base - 1, base)[1] if base else 0
        spans = [to_source(article, start, end) for start, end in spans]
    moved = (structs.replace(t, start=s - base, end=e - base) for t, (s, e) in zip(times, spans, strict=True))
    return text[base:], tuple(moved)


def _written(report: Report) -> tuple[str, str]:
    """The day of writing as a TIMEX3 value, as far as it is sure, and as EDTF."""
    if report.low is None or report.high is None:
        return UNKNOWN, edtf(report.low, report.high) or UNKNOWN
    sure = []
    for first, last in zip(str(report.low).split("-"), str(report.high).split("-"), strict=True):
        if first != last:
            break
        sure.append(first)
    return "-".join(sure) or UNKNOWN, edtf(report.low, report.high) or UNKNOWN


# ---------------------------------------------------------------- tags


def _tags(times: tuple[Time, ...], written: str, tids: dict[int, str]) -> Iterator[_Tag]:
    """A tag for each expression, t1, t2, … in the order of the text, then empty ones for what it implies.

    ``tids`` are those of the expressions by their place in the readable text, which their reasons point to.
    """
    spare = len(times)
    named = {t.value: f"t{i + 1}" for i, t in reversed(list(enumerate(times))) if _exact(t)}
    for i, t in enumerate(times):
        own = {"tid": f"t{i + 1}", "type": t.type, "value": timex_value(t.value, t.type)} | _function(t, tids)
        implied: list[_Tag] = []
        for name, value in _ends(t):
            own[name] = _DCT if value == written else named.get(value, "")
            if not own[name]:
                spare += 1
                own[name] = f"t{spare}"
                end = {"tid": own[name], "type": "TIME" if "T" in value else "DATE", "value": value}
                end |= {"temporalFunction": "true", "anchorTimeID": own["tid"]}
                implied.append(_Tag(t.end, t.end, end))
        if t.bound == "last" and i and t.begin and t.finish:
            spare += 1
            between = {"beginPoint": f"t{i}", "endPoint": own["tid"], "temporalFunction": "true"}
            duration = {"tid": f"t{spare}", "type": "DURATION", "value": length(times[i - 1], t)}
            implied.append(_Tag(t.end, t.end, duration | between))
        yield _Tag(t.start, t.end, own)
        yield from implied


def _exact(t: Time) -> bool:
    """Does the value say all that is known of a point, so that another expression may mean it by that value?"""
    return t.type in _POINTS and t.low is not None and interval(t.value or "") == (t.low, t.high)


def _function(t: Time, tids: dict[int, str]) -> dict[str, str]:
    """The attributes that say how the value was come by, and those that modify it."""
    found: dict[str, str] = {}
    if t.type in _POINTS and t.reading.year is None and t.reading.year_digits is None:
        found["temporalFunction"] = "true"
        anchors = [tids.get(r.start or 0) for r in t.reasons if r.clue == "counted_from"]
        anchor = next(iter(anchors), _DCT if t.reading.anchor == "written" else None)
        found |= {"anchorTimeID": anchor} if anchor else {}
    found |= {"mod": t.mod} if t.mod in MODS else {}
    return found | {k: v for k, v in (("quant", t.quant), ("freq", t.freq)) if v}


def _ends(t: Time) -> Iterator[tuple[str, str]]:
    """The ends of the stretch that a duration measures, as values, where they are known."""
    if t.type == "DURATION":
        for name, end in (("beginPoint", t.begin), ("endPoint", t.finish)):
            value = timex_value(end.removesuffix("~")) if end else UNKNOWN
            if value != UNKNOWN:
                yield name, value


# ---------------------------------------------------------------- XML


def _marked(text: str, tags: Iterator[_Tag]) -> Iterator[str]:
    """The text with its tags."""
    done = 0
    for tag in tags:
        yield _characters(text[done : tag.start])
        inside = _characters(text[tag.start : tag.end])
        yield f"{_opening(tag.attributes)}>{inside}</TIMEX3>" if inside else f"{_opening(tag.attributes)}/>"
        done = tag.end
    yield _characters(text[done:])


def _opening(attributes: dict[str, str]) -> str:
    return "<TIMEX3" + "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _characters(text: str) -> str:
    """Character data; a parser would read a carriage return as a line feed if it were not a reference."""
    return escape(_FORBIDDEN.sub("\ufffd", text), {"\r": "&#13;"})
