"""Saved pages to articles.

trafilatura (Barbaresi 2021) says what the report's paragraphs are; each is then looked for in the page itself, so
that every character of the readable text is tied to the place it stands at. A paragraph that is not found in the
page, letter for letter, is left out rather than given a wrong place.
"""

import hashlib
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from chronik.ingest.language import detect
from chronik.ingest.page_dates import stated_dates
from chronik.ingest.page_text import PageText
from chronik.ingest.texts import refuse_language
from chronik.model import Article, Block, Skipped

# Without a handler of its own the library's remarks would reach standard error.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_DATES = {"original_date": True, "extensive_search": True, "max_date": "2199-12-31"}  # a fixed bound, not today
# Browsers write it behind the number of its characters, SingleFile behind "url:".
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")
_NO_TEXT = "{path} holds no report that can be made out; save the report's own page, or its text as plain text."


def read_page(html: str, raw: bytes, name: str, path: str) -> Iterator[Article | Skipped]:
    """The article of one page: ``source`` is the page, ``text`` the title and the paragraphs of the report."""
    tree = load_html(html)
    found = _extract(tree) if tree is not None else None
    text, blocks = _readable(html, found) if found is not None else ("", ())
    language = detect(text)
    refusal = refuse_language(language, path) if text else _NO_TEXT.format(path=path)
    if tree is None or found is None or refusal is not None:
        yield Skipped(path=path, why=refusal or _NO_TEXT.format(path=path))
        return
    saved = _SAVED_FROM.search(html, 0, 4096)
    url = found.url or (saved[1] if saved else None)
    dates = stated_dates(tree, url, found.date)
    yield Article(
        id=name,
        source=html,
        text=text,
        blocks=blocks,
        path=path,
        digest=hashlib.sha256(raw).hexdigest(),
        language=language,
        stated=dates[0].date if dates else None,
        dates=dates,
        title=found.title or None,
        url=url,
        domain=found.hostname or _host(url),
    )


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:  # "http://[…" is no address
        return None


def _extract(tree: HtmlElement) -> Document | None:
    """What trafilatura makes of a page; None where it finds no report."""
    found = bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(_DATES),
    )
    return found if isinstance(found, Document) else None


def _readable(html: str, found: Document) -> tuple[str, tuple[Block, ...]]:
    """Title and paragraphs, parted by blank lines, as far as they stand in the page, with the blocks that tie them."""
    page = PageText(html)
    lines = (found.text or "").split("\n")
    body = [p.strip().removeprefix("- ").strip() for p in lines if p.strip()]  # "- " is put before list items
    heading = _heading(page, found.title, found.sitename or "") if found.title else ""
    texts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for paragraph in [heading, *body] if heading not in body else body:
        runs = page.locate(paragraph)
        if runs:
            blocks.extend(Block(start=length + r.start, source_start=r.source_start, length=r.length) for r in runs)
            texts.append(paragraph)
            length += len(paragraph) + 2
    if texts == [heading]:
        return "", ()
    return "\n\n".join(texts), tuple(blocks)


def _heading(page: PageText, title: str, site: str) -> str:
    """The title as the page's body shows it, without the name of the site behind a dash."""
    parts = [title.strip(), *re.split(r"\s[|–—›»·-]\s", title.strip())]
    return next((p for p in parts if p != site and len(p) >= 0.4 * len(title) and page.shows(p)), parts[0])
