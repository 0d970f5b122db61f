"""Plain text to article: the header in front of the text, its language."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from chronik.ingest.language import NAMES, detect
from chronik.language.files import codes
from chronik.model import Article, Skipped

_HEADER = re.compile(r"\s{0,3}date[ \t]+(\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?)(?!\S)[ \t]*(?:\r?\n)*")
READ_ALL_THE_SAME = "was read without a stated date"  # in the notices that skip nothing
_IMPOSSIBLE = f"{{path}} has the impossible header date {{date}}; it {READ_ALL_THE_SAME}, correct the header."


class Header(NamedTuple):
    """The stated date in front of a text, and where the text begins; ``fault`` is a date that cannot be."""

    stated: str | None = None
    start: int | None = None
    end: int | None = None
    body: int = 0
    fault: str | None = None


def read_text(text: str, raw: bytes, name: str, path: str) -> Iterator[Article | Skipped]:
    """The article of one text file; with a notice where its header has an impossible date."""
    header = read_header(text)
    language = detect(text[header.body : header.body + 4000])
    refusal = refuse_language(language, path)
    if refusal is not None:
        yield Skipped(path=path, why=refusal)
        return
    yield Article(
        id=name,
        source=text,
        text=text,
        body=header.body,
        path=path,
        digest=hashlib.sha256(raw).hexdigest(),
        language=language,
        stated=header.stated,
        stated_start=header.start,
        stated_end=header.end,
    )
    if header.fault is not None:
        yield Skipped(path=path, why=_IMPOSSIBLE.format(path=path, date=header.fault))


def read_header(text: str) -> Header:
    """The header `` date 2018-06`` at the very front of the first line, if there is one."""
    m = _HEADER.match(text)
    if m is None:
        return Header()
    stated = iso_date(m.group(1))
    if stated is None:
        return Header(body=m.end(), fault=m.group(1))
    return Header(stated, m.start(1), m.end(1), m.end())


def iso_date(text: str) -> str | None:
    """An ISO day, month or year as a row or header gives it, its time of day left out; None where it cannot be."""
    m = re.match(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])", text)
    if m is None:
        return None
    year, month, day = (int(g) if g else None for g in m.groups())
    try:
        dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return "-".join([f"{year:04d}", *(f"{n:02d}" for n in (month, day) if n is not None)])


def refuse_language(language: str, path: str) -> str | None:
    """Why a text in this language cannot be read, or None where it can."""
    if language in codes():
        return None
    if language == "und":
        return f"{path} holds no words; save the text of the report again."
    name = NAMES.get(language, f'the language with code "{language}"')
    return f"{path} seems to be in {name}; Chronik reads German and English, take it out or give its translation."
