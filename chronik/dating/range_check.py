"""Run the examples of the words that make intervals (``[range]`` in ``language/<code>/times.toml``)."""

import re
from collections.abc import Iterator

from chronik.annotate.time_rules import TimeFile
from chronik.annotate.times import find_times
from chronik.dating.anchor import anchor_times
from chronik.language import read
from chronik.model import Article, Document, Time


def check_ranges(code: str) -> list[str]:
    """One sentence for each example whose ends do not come out as stated on the file's reference day.

    In ``match`` the extents stand in square brackets, and behind an arrow "begin/finish" for each; in ``no_match``
    no expression may have an end.
    """
    return [f"{code}/times.toml: [range]: {fault}" for fault in _faults(read(code, "times", TimeFile), code)]


def _faults(file: TimeFile, code: str) -> Iterator[str]:
    for example in file.range.match:
        marked, _, ends = example.partition(" → ")
        times = _anchored(marked, file, code)
        if [t.text for t in times] != re.findall(r"\[([^\]]*)\]", marked):
            yield f"finds {[t.text for t in times]} in {marked!r}."
        elif (got := " | ".join(f"{t.begin or ''}/{t.finish or ''}" for t in times)) != ends:
            yield f"gives {got} for {marked!r}, not {ends}."
    for example in file.range.no_match:
        bound = [t.text for t in _anchored(example, file, code) if t.begin or t.finish]
        if bound:
            yield f"must give {bound} in {example!r} no ends."


def _anchored(marked: str, file: TimeFile, code: str) -> tuple[Time, ...]:
    text = re.sub(r"[\[\]]", "", marked)
    article = Article(id="", source=text, text=text)
    day = file.reference
    return anchor_times(find_times(Document(article=article, sentences=()), code), day, day, day)
