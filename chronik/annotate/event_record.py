"""From a found trigger to the record: who a pronoun means, where and when, why it was concluded."""

from bisect import bisect_left
from typing import NamedTuple

from chronik.annotate.event_times import since_of, time_of
from chronik.annotate.found import Found
from chronik.annotate.scene import Scene
from chronik.annotate.triggers import plover_types
from chronik.model import Event, Name, Reason, Time

_NEAR = 120  # characters: about the sentence before


class Before(NamedTuple):
    """What a pronoun, or an event without place, may look back to."""

    text: str
    names: tuple[Name, ...]
    start: int
    event: Event | None

    def person(self) -> str | None:
        """The last person named before the sentence."""
        last = bisect_left(self.names, self.start, key=lambda n: n.start)
        return next((n.name for n in reversed(self.names[:last]) if n.type == "person"), None)

    def place(self) -> str | None:
        """The last place named shortly before in the same paragraph, "in" or "im" before it."""
        last = bisect_left(self.names, self.start, key=lambda n: n.start)
        for n in reversed(self.names[:last]):
            if self.start - n.end > _NEAR or "\n" in self.text[n.start : self.start]:
                return None
            if n.type == "place" and self.text[: n.start].endswith((" in ", " im ", "In ", "Im ")):
                return n.name
        return None


_HE = frozenset(("er", "he", "she"))
_NOBODY = frozenset(
    ("sie", "es", "man", "wir", "ich", "they", "it", "we", "i", "who", "you", "beide", "das", "dies", "this")
)
_HIS = frozenset(("seiner", "seine", "seinen", "seinem", "his", "her"))


def _actor(scene: Scene, f: Found, before: Before) -> str | None:
    """The actor's name; "er", "seine Rede" mean the person named last, other pronouns nobody who is known here."""
    actor = f.cast.actor
    key = (actor or "").lower()
    if key in _HE or (actor is None and f.phrase is not None and scene.parse.tokens[f.phrase.first].key in _HIS):
        return before.person()
    return None if key in _NOBODY else actor


def event_record(scene: Scene, f: Found, before: Before) -> Event:
    """The event as it is recorded; its days and who asserts it are filled in later."""
    t = scene.parse.tokens[f.token]
    time = time_of(scene, f)
    then = before.event if time is None and f.verdict.status == "occurred" and _thereafter(scene, f) else None
    undated = time is None and (f.verdict.clue == "pluperfect" or since_of(scene, f) is not None)
    return Event(
        start=t.start,
        end=t.end,
        text=t.text,
        event_class=f.event_class,
        plover=plover_types().get(f.event_class),
        actor=_actor(scene, f, before),
        target=f.cast.target,
        place=f.cast.place or before.place(),
        status=f.verdict.status,
        time_start=time.start if time is not None else then.time_start if then is not None else None,
        confidence=0.6 if then is not None else 0.4 if undated else 0.9,
        reasons=_reasons(scene, f, time),
    )


_THESE = ("diesen", "diesem", "dieser", "dem", "this", "these", "that")


def _thereafter(scene: Scene, f: Found) -> bool:
    """ "Nach diesen Ereignissen", "daraufhin": near the time of what was told before."""
    keys = [scene.parse.tokens[i].key for i in f.group.whole]
    if keys[:1] in (["nach"], ["after"]):
        return keys[1] in _THESE[:3] or (keys[1] in _THESE and scene.parse.code == "en")
    return bool({"danach", "daraufhin", "anschliessend", "dabei", "afterwards", "thereupon"} & set(keys))


def _reasons(scene: Scene, f: Found, time: Time | None) -> tuple[Reason, ...]:
    t = scene.parse.tokens[f.verdict.token if f.verdict.token is not None else f.token]
    found = [Reason(clue=f.verdict.clue, text=t.text, start=t.start, end=t.end)]
    if time is not None:
        found.append(Reason(clue="time", text=time.text, start=time.start, end=time.end))
    return tuple(found)
