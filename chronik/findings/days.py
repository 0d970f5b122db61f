"""First and last day of an EDTF date as records carry it ("2021-07", "2020-06-12/2021-06~")."""

import functools

from chronik.dating.days import Days
from chronik.dating.edtf import interval


@functools.lru_cache(maxsize=100_000)
def bounds(edtf: str | None) -> Days | None:
    """The days an EDTF date covers, or None where it is unknown."""
    return interval(edtf) if edtf else None
