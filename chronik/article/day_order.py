"""Which number of "04/05/2020" is the day: by the country of the report's address, or by other dates in the text.

"21/10/2011" elsewhere in the text shows that it writes the day first. Where nothing shows it both readings stay.
"""

import re
from typing import Literal
from urllib.parse import urlsplit

from msgspec import structs

from chronik.article.marks import frame
from chronik.model import Article, Zone

_SLASHES = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\w/])")
_BOTH = re.compile(r"\[(?P<one>[\d-]+),(?P<two>[\d-]+)\]")
Order = Literal["day first", "month first", ""]


def settled(zones: tuple[Zone, ...], article: Article) -> tuple[Zone, ...]:
    """The zones, those with a set of two days as value with one of them where address or text show the order."""
    if not any(_BOTH.fullmatch(z.value) for z in zones):
        return zones
    order = _by_address(article) or _by_text(article.text)
    return tuple(structs.replace(z, value=_one(z, article.text, order)) for z in zones)


def _one(zone: Zone, text: str, order: Order) -> str:
    both = _BOTH.fullmatch(zone.value)
    numbers = _SLASHES.search(text, zone.start, zone.end)
    if both is None or numbers is None or not order:
        return zone.value
    day = int(numbers.group(1 if order == "day first" else 2))
    return both["one"] if int(both["one"][-2:]) == day else both["two"]


def _by_address(article: Article) -> Order:
    """By the last label of the host's name: ".co.uk" is British."""
    try:
        host = article.domain or urlsplit(article.url or "").hostname or ""
    except ValueError:  # "http://[…" is no address
        return ""
    last = host.rstrip(".").rpartition(".")[2].lower()
    words = frame("en")
    return "month first" if last in words.month_first else "day first" if last in words.day_first else ""


def _by_text(text: str) -> Order:
    """By dates with slashes of which one number is above 12, unless they speak for both."""
    pairs = [(int(m[1]), int(m[2])) for m in _SLASHES.finditer(text)]
    day, month = any(a > 12 >= b for a, b in pairs), any(b > 12 >= a for a, b in pairs)
    return "" if day == month else "day first" if day else "month first"
