"""Which time expression dates an event: its own, its noun's, its clause's; not that of what it announces."""

from chronik.annotate.found import Found
from chronik.annotate.nominals import time_after
from chronik.annotate.scene import Scene, dates, is_behind, words_of
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
    at = scene.parse.tokens[f.token].start
    for indices in (f.group.tokens, f.group.whole):
        starts = {scene.parse.tokens[i].start for i in indices}
        near = [t for t in scene.times if t.start in starts and dates(t)]
        inside = [t for t in near if not (_of_content(scene, f, t) or _since(scene, f, t) or _of_saying(scene, at, t))]
        if inside:
            return min(inside, key=lambda t: (t.reading.kind == "reference", *_fit(t, f), abs(t.start - at)))
    return None


def _fit(t: Time, f: Found) -> tuple[bool]:
    """A deadline dates what is planned, and what has happened last of all."""
    return (t.deadline != (f.verdict.status == "planned"),)


_HUNG = 4  # characters between a noun and the time that dates it ("the invasion in March 2003")


def since_of(scene: Scene, f: Found) -> Time | None:
    """The time since which something has happened time and again: no day of what it tells."""
    return next((t for t in scene.times if _own(scene, f, t) and _since(scene, f, t)), None)


def _since(scene: Scene, f: Found, t: Time) -> bool:
    """ "Seit März 2003 wurden … getötet": a beginning; but "ist seit Mai geschlossen" dates the closing."""
    words = words_of(scene.parse.code, "since")
    holder = next((x for x in scene.parse.phrases if 0 <= t.start - x.end <= _HUNG and x.prep in words), None)
    if f.verdict.status != "occurred" or (holder is None and _before(scene, f, t) not in words):
        return False
    keys = {scene.parse.tokens[i].key for i in f.group.whole}
    return not keys & words_of(scene.parse.code, "resultative") or "worden" in keys


def _of_saying(scene: Scene, at: int, t: Time) -> bool:
    """ "said on Friday it would cut": the time stands before what is said, in which the event lies."""
    content = [a for a, b in scene.reported if a <= at < b]
    return scene.parse.code == "en" and bool(content) and t.start < max(content)


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
