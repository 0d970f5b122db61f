"""Days that a page's markup states: JSON-LD, meta elements of all schemes, microdata, <time> and the like.

Names are those of schema.org, Open Graph, Dublin Core, hAtom, sailthru, parse.ly and of the usual publishing systems.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from lxml.html import HtmlElement

from chronik.ingest.day_words import Region, Written, machine_day

Kind = Literal[
    "json_article",
    "json_page",
    "json_updated",
    "script",
    "meta",
    "meta_loose",
    "meta_updated",
    "item",
    "item_updated",
    "time_marked",
    "time",
    "abbr",
]

# Names of meta elements, in small letters and without what parts their words.
_PUBLISHED = re.compile(
    r"publish(?:ed|time|date|on)|pubdate|publication(?:date|time)|issued|created|original|posted|postdate|firstrelease"
)
_LOOSE = re.compile(
    r"(?:dc|dcterms|article|sailthru|citation|og)?date(?:time|publication)?|gentime|ptime|pdate|timestamp|docdate"
    r"|displaydate|releasedate"
)
_UPDATED = re.compile(r"modif|updat|revis|lastmod|utime|changed|moddate|lastpublish")
_REPORT = re.compile(r".*(?:article|posting|report|review$|^statement|creativework|publicationissue).*", re.IGNORECASE)
_PAGE = re.compile(r".*page.*", re.IGNORECASE)
_IN_JSON = re.compile(r'"(datePublished|dateCreated|dateModified)"\s*:\s*"([^"]{8,40})"')
_STAMP = re.compile(r"[\"']((?:19|20)\d\d-\d\d-\d\d[^\"'\\]{0,20})")
_KEY = re.compile(
    r"(?<![A-Za-z])(?:published_?(?:at|date|time|on)?|publish_?(?:date|time)|publication_?date|pub_?date|created_?at"
    r"|first_?published(?:_?(?:at|date))?|date_?(?:created|published)|(?:article|post)_?date)\\?[\"']?\s*[:=]\s*\\?\Z",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(?:^|[\s_-])(?:entry-date|entry-time|published|date-?published|publish(?:ed)?-?date|post-?date|pubdate)(?:$|[\s_-])",
    re.IGNORECASE,
)


class Mark(NamedTuple):
    """A day that markup states: its kind, the day with its other reading, and the element, if it has a place."""

    kind: Kind
    written: Written
    element: HtmlElement | None = None


def head_marks(tree: HtmlElement, region: Region) -> Iterator[Mark]:
    """What the meta elements say, wherever in the page they stand."""
    for element in tree.iter("meta"):
        value = element.get("content") or element.get("datetime") or ""
        if not 6 <= len(value) <= 80:
            continue
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        name = name or (element.get("http-equiv") or "").strip().lower()
        kind = meta_kind(name)
        written = machine_day(value, region) if kind else None
        if kind and written:
            yield Mark(kind, written, element if element.get("itemprop") else None)


def meta_kind(name: str) -> Kind | None:
    """What sort of day the meta element of this name states, or None."""
    plain = re.sub(r"[^a-z]", "", name)
    if _UPDATED.search(plain):
        return "meta_updated"
    if _PUBLISHED.search(plain):
        return "meta"
    return "meta_loose" if _LOOSE.fullmatch(plain) else None


def script_marks(tree: HtmlElement, region: Region) -> Iterator[Mark]:
    """What scripts say of the report: JSON-LD, and data for programs where they name one day of publication only."""
    days: list[Written] = []
    for element in tree.iter("script"):
        text = element.text or ""
        if "ld+json" in (element.get("type") or ""):
            yield from _json_marks(text, region)
        else:
            days += _data_days(text, region)
    if len({w.day for w in days}) == 1:
        yield Mark("script", days[0])


def _json_marks(text: str, region: Region) -> Iterator[Mark]:
    """The dates of a JSON-LD document; a broken one is searched by its keys."""
    if '"date' not in text:
        return
    try:
        nodes = list(_nodes(json.loads(text, strict=False)))
    except (ValueError, RecursionError):
        nodes = [("Article", k, v) for k, v in _IN_JSON.findall(text)]
    for type_, key, value in nodes:
        written = machine_day(value, region)
        if written is None:
            continue
        if key == "dateModified":
            yield Mark("json_updated", written)
        else:
            yield Mark("json_article" if _REPORT.fullmatch(type_) else "json_page", written)


def _data_days(text: str, region: Region) -> Iterator[Written]:
    """Days that stand behind a key such as "publishedAt" or "pubDate"."""
    for m in _STAMP.finditer(text):
        key = _KEY.search(text, max(0, m.start() - 40), m.start())
        written = machine_day(m[1], region) if key else None
        if written is not None:
            yield written


def _nodes(node: Any, depth: int = 0) -> Iterator[tuple[str, str, str]]:
    """Type, key and value of each date of a page or report in a JSON-LD document; not of its comments and pictures."""
    if depth > 6:
        return
    if isinstance(node, list):
        for part in node:
            yield from _nodes(part, depth + 1)
    elif isinstance(node, dict):
        types = node.get("@type", "")
        type_ = " ".join(map(str, types)) if isinstance(types, list) else str(types)
        if _REPORT.fullmatch(type_) or _PAGE.fullmatch(type_):
            for key in ("datePublished", "dateCreated", "dateModified"):
                if isinstance(node.get(key), str):
                    yield type_, key, node[key]
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(node.get(key), depth + 1)


def body_marks(tree: HtmlElement, region: Region) -> Iterator[Mark]:
    """What microdata, <time> and <abbr> elements say, in the order of the page."""
    for element in tree.xpath(".//*[self::time or self::abbr or @itemprop][not(self::meta)]"):
        kind = _element_kind(element, (element.get("itemprop") or "").lower())
        if kind is None:
            continue
        stamp = element.get("datetime") or element.get("content") or element.get("title") or ""
        written = machine_day(stamp if len(stamp) > 6 else " ".join(element.itertext())[:80], region)
        if written is not None:
            yield Mark(kind, written, element)


def _element_kind(element: HtmlElement, item: str) -> Kind | None:
    if "datepublished" in item or "datecreated" in item:
        return "item"
    if "datemodified" in item or "dateupdate" in item:
        return "item_updated"
    classes = element.get("class") or ""
    if element.tag == "time":
        if "updated" in classes.lower().split() and "published" not in classes.lower():
            return "item_updated"
        return "time_marked" if element.get("pubdate") is not None or _MARKED.search(classes) else "time"
    return "abbr" if element.tag == "abbr" and re.search(r"published|date", classes, re.I) else None
