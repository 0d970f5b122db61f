"""Rows with news-please names, as JSON Lines or as one JSON document, to articles.

Read are ``id``, ``maintext``, ``title``, ``date_publish``, ``language``, ``url`` and ``source_domain``; offsets are
code points into ``maintext`` as given.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, count

import msgspec

from chronik.ingest.language import detect
from chronik.ingest.texts import READ_ALL_THE_SAME, iso_date, refuse_language
from chronik.language.files import codes
from chronik.model import Article, Skipped


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line as news-please and its like write it; anything else in it is passed over."""

    id: str | int | None = None
    maintext: str | None = None
    title: str | None = None
    date_publish: str | None = None
    language: str | None = None
    url: str | None = None
    source_domain: str | None = None


_DECODER = msgspec.json.Decoder(Row)
_DOCUMENT = msgspec.json.Decoder(Row | list[Row])
_NO_DAY = f"{{where}}: {{date}} is no date; the row {READ_ALL_THE_SAME}, write date_publish as YYYY-MM-DD."


def read_rows(lines: Iterable[bytes], name: str, path: str, ids: set[str]) -> Iterator[Article | Skipped]:
    """One article a line, in memory one at a time; ``name`` is the container's, ``ids`` those the pile has by now."""
    empty = True
    for number, line in enumerate(lines, 1):
        stripped = (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip()
        if stripped:
            empty = False
            yield from _row(stripped, number, name, path, ids)
    if empty:
        yield Skipped(path=path, why=f"{path} is empty; remove it from the pile or write its rows again.")


def read_json(raw: bytes, name: str, path: str, ids: set[str]) -> Iterator[Article | Skipped]:
    """The rows of a JSON document: one, a list of them, or after all one a line."""
    try:
        document = _DOCUMENT.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError):
        yield from read_rows(raw.splitlines(), name, path, ids)
        return
    rows = document if isinstance(document, list) else [document]
    yield from read_rows(map(msgspec.json.encode, rows), name, path, ids)


def _row(line: bytes, number: int, name: str, path: str, ids: set[str]) -> Iterator[Article | Skipped]:
    """The article of one line, with a notice where its date is none."""
    where = f"{path}, line {number}"
    try:
        row = _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as e:
        yield Skipped(path=where, why=f"{where}: not a row of JSON ({e}); correct that line.")
        return
    if row.maintext is None or not row.maintext.strip():
        yield Skipped(path=where, why=f"{where}: the row has no maintext; give it the text of the report.")
        return
    language = _language(row, row.maintext)
    if refusal := refuse_language(language, where):
        yield Skipped(path=where, why=refusal)
        return
    article = _article(row, row.maintext, line, language)
    yield msgspec.structs.replace(article, id=_id(row, number, name, ids), path=path)
    if row.date_publish and article.stated is None:
        yield Skipped(path=where, why=_NO_DAY.format(where=where, date=row.date_publish))


def _article(row: Row, text: str, line: bytes, language: str) -> Article:
    return Article(
        id="",
        source=text,
        text=text,
        digest=hashlib.sha256(line).hexdigest(),
        language=language,
        stated=iso_date(row.date_publish) if row.date_publish else None,
        title=row.title,
        url=row.url,
        domain=row.source_domain,
    )


def _id(row: Row, number: int, name: str, ids: set[str]) -> str:
    """The row's own id; with the container's name before it, or the line's number, where the pile has it already."""
    numbered = f"{name}#{number}"
    wished = [numbered] if row.id is None or row.id == "" else [str(row.id), f"{name}#{row.id}", numbered]
    unique = next(w for w in chain(wished, (f"{numbered}-{n}" for n in count(2))) if w not in ids)
    ids.add(unique)
    return unique


def _language(row: Row, text: str) -> str:
    """The language the row states where there are rules for it, otherwise the one the text shows."""
    stated = (row.language or "").lower().replace("_", "-").split("-")[0]
    return stated if stated in codes() else detect(text)
