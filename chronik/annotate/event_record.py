"""From a found trigger to the record: who a pronoun means, where and when, why it was concluded."""

from bisect import bisect_left
from typing import NamedTuple

from chronik.annotate.event_times import since_of, time_of
from chronik.annotate.found import Found
from chronik.annotate.scene import Scene
from chronik.annotate.triggers import plover_types
from chronik.model import Event, Name, Reason, Statement, Time

_NEAR = 120  # characters: about the sentence before


class Before(NamedTuple):
    """What a pronoun, or an event without place, may look back to."""

    text: str
    names: tuple[Name, ...]
    start: int
    event: Event | None
    statements: tuple[Statement, ...] = ()  # in the order of their cues

    def person(self, offset: int, end: int) -> str | None:
        """Whom "er" at an offset means: the speaker in what he says, else the last one named before the sentence.

        ``end`` is that of the sentence.
        """
        if (speaker := self._speaker(offset, end)) is not None:
            return speaker
        last = bisect_left(self.names, self.start, key=lambda n: n.start)
        return next((n.name for n in reversed(self.names[:last]) if n.type == "person"), None)

    def _speaker(self, offset: int, end: int) -> str | None:
        """ "Scholz kündigte an, dass er am Freitag eine Rede halte": who speaks, or the last whom he names there.

        A pronoun does not point ahead: in "He will leave, according to Jane Doe" he is somebody else.
        """
        first = bisect_left(self.statements, self.start, key=lambda s: s.start)
        last = bisect_left(self.statements, end, key=lambda s: s.start)
        holding = [
            (s.content_start, s.speaker_name)
            for s in self.statements[first:last]
            if s.form == "indirect"
            and s.content_start is not None
            and s.content_start <= offset < (s.content_end or 0)
            and (s.speaker_start is None or s.speaker_start < offset)
        ]
        since, speaker = max(holding, default=(0, None), key=lambda x: x[0])
        here = self.names[bisect_left(self.names, since, key=lambda n: n.start) :] if speaker else ()
        named = [n.name for n in here[: bisect_left(here, offset, key=lambda n: n.start)] if n.type == "person"]
        return named[-1] if named else speaker

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
    """The actor's name; "er", "seine Rede" mean who speaks or was named last, other pronouns nobody known here."""
    actor = f.cast.actor
    key = (actor or "").lower()
    if key in _HE or (actor is None and f.phrase is not None and scene.parse.tokens[f.phrase.first].key in _HIS):
        tokens = scene.parse.tokens
        return before.person(tokens[f.token].start, tokens[-1].end)
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
