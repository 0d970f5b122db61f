"""Which time expression dates an event: its own, its noun's, its clause's; not that of what it announces."""

from chronik.annotate.found import Found
from chronik.annotate.nominals import time_after
from chronik.annotate.scene import Scene, dates, is_behind
from chronik.model import Time


def time_of(scene: Scene, f: Found) -> Time | None:
    """The time expression that dates an event: attached to its noun, else the nearest of its group, then its clause."""
    if f.phrase is not None and f.token in range(f.phrase.first, f.phrase.last + 1):
        start = time_after(scene, f.phrase)
        if start is not None:
            return next(t for t in scene.times if t.start == start)
        goal = _goal(scene, f)
        if goal is not None and f.verdict.clue == "governed_planned":
            return goal
        if f.verdict.status in ("planned", "demanded", "denied") and f.verdict.clue.startswith("governed"):
            return _deadline(scene, f)
    usable = [t for t in scene.times if dates(t) and not _of_content(scene, f, t)]
    at = scene.parse.tokens[f.token].start
    for indices in (f.group.tokens, f.group.whole):
        starts = {scene.parse.tokens[i].start for i in indices}
        inside = [t for t in usable if t.start in starts]
        if inside:
            return min(inside, key=lambda t: (t.reading.kind == "reference", *_fit(t, f), abs(t.start - at)))
    return None


def _fit(t: Time, f: Found) -> tuple[bool]:
    """A deadline dates what is planned, and what has happened last of all."""
    return (t.deadline != (f.verdict.status == "planned"),)


def _of_content(scene: Scene, f: Found, t: Time) -> bool:
    """A deadline does not date the announcement or demand of what is due, nor a new date the delay."""
    moved = t == _goal(scene, f) or f.verdict.clue == "slipped"
    if f.event_class in ("delay", "agree") and f.phrase is None and moved:
        return not is_behind(t, scene.parse.code)
    if _before(scene, f, t) in ("für", "von", "vom", "of", "for"):
        return True
    return f.event_class in ("announce", "agree", "demand", "vote", "reject") and t.deadline


def _before(scene: Scene, f: Found, t: Time) -> str:
    """The preposition of a time expression, "" if it has none."""
    toks = scene.parse.tokens
    first = next((i for i in f.group.whole if toks[i].start == t.start), 0)
    back = first - 2 if first > 1 and toks[first - 1].tag in ("DET", "OBL") else first - 1
    return toks[back].key if first else ""


def _goal(scene: Scene, f: Found) -> Time | None:
    """The new date: "auf den 3. Juni verlegt", "postponed to May"."""
    able = (t for t in scene.times if _own(scene, f, t))
    return next((t for t in able if _before(scene, f, t) in ("auf", "bis", "until", "to")), None)


def _own(scene: Scene, f: Found, t: Time) -> bool:
    return any(scene.parse.tokens[i].start == t.start for i in f.group.tokens)


def _deadline(scene: Scene, f: Found) -> Time | None:
    starts = {scene.parse.tokens[i].start for i in f.group.tokens}
    return next((t for t in scene.times if t.deadline and t.start in starts), None)
