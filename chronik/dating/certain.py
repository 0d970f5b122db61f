"""What values have in common that one expression takes on several days of writing: only that is certain."""

import re
from collections.abc import Sequence


def common(values: Sequence[str], loose: str = "") -> str:
    """The longest common beginning of TIMEX3 values in whole parts ("2021-12"), or else ``loose``.

    ``loose`` is the value without any day of writing; a weekday or a clock time keeps it, for a year or a month
    would not say what recurs in them. Where even it says more than all values do, only its form is kept ("XXXX-XX").
    """
    if all(value == values[0] for value in values):
        return values[0]
    if "WXX" in loose or loose.startswith("T"):
        return loose
    parts = [v.partition("T")[0].split("-") for v in values]
    shared = []
    for column in zip(*parts, strict=False):
        if len(set(column)) > 1:
            break
        shared.append(column[0])
    clocks = {v.partition("T")[2] for v in values}
    if shared and len(clocks) == 1 and clocks != {""}:  # the evening is sure where its day is not
        return "-".join([*shared, "XX", "XX"][:3]) + f"T{clocks.pop()}"
    return "-".join(shared) or (re.sub(r"\d", "X", loose.partition("T")[0]) if loose[:1].isdigit() else loose)
