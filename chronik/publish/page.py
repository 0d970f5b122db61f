"""The page: one HTML file that shows a case and needs neither network nor server.

Every line links to its sentence, and from the sentences small codes lead back. All text of reports is escaped; a
Content-Security-Policy in the page lets nothing load and no script run but its own, which only filters the timeline
and shows notes on touch screens: without it the page is whole. The same case gives the same bytes.
"""

import functools
import hashlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from itertools import chain
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from chronik.model import Findings, State
from chronik.publish.page_figures import figure_items
from chronik.publish.page_findings import (
    Item,
    Pile,
    conflict_items,
    event_items,
    phase_items,
    pledge_items,
    position_items,
)
from chronik.publish.page_reports import copy_items, report_items, source_items, state_items
from chronik.publish.page_summary import highlights, written
from chronik.publish.page_text import read_texts, render
from chronik.publish.page_words import count, number, read_words, word
from chronik.record import Case

_MARKS = (("t", "time"), ("f", "figure"), ("a", "statement"), ("e", "event"), ("n", "name"))


def publish_page(case: Case, states: Sequence[State] = (), ui: str = "de") -> str:
    """The whole case as one page in the interface language ``ui`` (de, en); ``states`` are shown as they are given.

    Raises LanguageError where there are no words in that language, CaseError where the build did not finish.
    """
    words = read_words(ui)
    findings = case.findings()
    pile = Pile(texts=read_texts(case, words), words=words)
    view = _view(findings, states, pile)
    view["sizes"] = _sizes(view)
    view |= {"title": _title(case.path.stem), "skipped": case.skipped(), "w": words, "word": word, "marks": _MARKS}
    view |= {"n": functools.partial(number, words), "count": functools.partial(count, words)}
    return _environment().get_template("page.html").render(view | _inlined())


def _view(findings: Findings, states: Sequence[State], pile: Pile) -> dict[str, Any]:
    """Every section's entries by the section's name, in the page's order."""
    conflicts, pledges = conflict_items(findings, pile), pledge_items(findings, pile)
    figures, years = figure_items(findings, pile), event_items(findings, pile)
    positions, phases = position_items(findings, pile), phase_items(findings, pile)
    reports, copies = report_items(pile), copy_items(findings, pile)
    promised = [p for _, items in pledges for p in items]
    events = [e for _, items in years for e in items]
    back = _back(chain(conflicts, promised, figures.points, events, positions, phases))
    return {
        "summary": highlights(figures, pledges, conflicts, reports, len(copies), pile.words),
        "written": written(reports, pile.words),
        "undated": sum(r.best is None for r in reports),
        "conflicts": conflicts,
        "pledges": pledges,
        "figures": figures,
        "years": years,
        "statuses": [s for s in pile.words.status if any(t.status == s for e in events for t in e.events)],
        "phases": phases,
        "states": state_items(states, pile),
        "positions": positions,
        "copies": copies,
        "sources": source_items(findings, pile),
        "reports": reports,
        "texts": [(r, render(r.text, pile.words, back)) for r in reports],
    }


def _sizes(view: dict[str, Any]) -> dict[str, int]:
    """How much each section holds, in the page's order; of the timeline the events, of which an entry may tell two."""
    return {
        "conflicts": len(view["conflicts"]),
        "pledges": sum(len(items) for _, items in view["pledges"]),
        "figures": len(view["figures"].points),
        "timeline": sum(len(e.events) for _, items in view["years"] for e in items),
        "state": len(view["states"]),
        "positions": len(view["positions"]),
        "copies": len(view["copies"]),
        "reports": len(view["reports"]),
        "texts": len(view["texts"]),
    }


def _title(name: str) -> str:
    """The case's file name as a title."""
    plain = name.replace("_", " ").strip()
    return plain[:1].upper() + plain[1:] or "Chronik"


def _back(items: Iterable[Item]) -> dict[str, tuple[str, ...]]:
    """For each sentence the findings that cite it."""
    out: dict[str, dict[str, None]] = defaultdict(dict)
    for item in items:
        for q in item.quotes:
            out[q.target][item.id] = None
    return {target: tuple(found) for target, found in out.items()}


# ---------------------------------------------------------------- templates


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("chronik.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _inlined() -> dict[str, Any]:
    """Style and script, and the hash by which the page's own policy knows its script."""
    folder = files("chronik.publish") / "templates"
    style = (folder / "page.css").read_text(encoding="utf-8")
    script = (folder / "page.js").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return {"style": Markup(style), "script": Markup(script), "script_hash": digest}
