"""First and last day of an EDTF date as records carry it ("2021-07", "2020-06-12/2021-06~")."""

import calendar
import datetime as dt
import re

_PART = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def bounds(edtf: str | None) -> tuple[dt.date, dt.date] | None:
    """The days an EDTF date covers, or None where it is unknown or open."""
    if not edtf:
        return None
    first, _, last = edtf.partition("/")
    low, high = _day(first, last=False), _day(last or first, last=True)
    return (low, high) if low and high and low <= high else None


def _day(text: str, *, last: bool) -> dt.date | None:
    match = _PART.match(text)
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return dt.date(year, month, day)
