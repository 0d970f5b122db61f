"""Clues from the dates that a text names, by how it tells of them."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from chronik.article.tokens import key_of
from chronik.dating.clue import Clue
from chronik.dating.named import LEAD
from chronik.language import read
from chronik.model import Reason, Time

_A_YEAR, _A_SEASON = 366, 800  # days
_YEARS = re.compile(r"(?:19|20)\d\d(?: ?[/–-] ?\d\d(?:\d\d)?)?\Z")
_LABEL = re.compile(r"(?:\A|[^.!?:\s]\s)[A-ZÄÖÜ][\w-]*[a-zäöüßA-Z] \Z")
_YEAR = re.compile(r"(?:1[89]|20)\d\d|[./’']\d\d\Z")
_ENDS = re.compile(r"[.;:!?\n](?=\s|\Z)")
_WORD = re.compile(r"\w+")
_AHEAD = ("future", "deadline", "planned")
_REACH = 70


class MentionWords(msgspec.Struct, frozen=True, kw_only=True):
    """From words.toml: words that lead to a day, and that say a day lies ahead or back."""

    goal_prepositions: tuple[str, ...]
    year_words: tuple[str, ...]
    ahead: tuple[str, ...]
    planned: tuple[str, ...]
    planned_then: tuple[str, ...]
    since: tuple[str, ...]


def mention_clues(times: Sequence[Time], text: str, body: int, code: str) -> Iterator[Clue]:
    """The newest date told as past, the newest with no tense to go by, the first ahead, the newest of all."""
    words = read(code, "words", MentionWords)
    dated = [t for t in times if t.low and t.high and t.type != "SET" and _days(t) < _A_SEASON and _YEAR.search(t.text)]
    exact = (t for t in dated if (_days(t) < _A_YEAR and t.type != "DURATION") or _YEARS.fullmatch(t.text))
    told = [(t, _told(t, text, words)) for t in exact]
    past = max((t for t, how in told if how in ("past", "told_since")), key=_by_begin, default=None)
    rest = (t for t, how in told if how in ("open", "label", "season"))
    open_ = max((t for t in rest if past is None or _by_begin(t) > _by_begin(past)), key=_by_begin, default=None)
    ahead = min((t for t, how in told if how in _AHEAD), key=_by_end, default=None)
    how = {id(t): h for t, h in told}
    for t, name in ((past, how.get(id(past), "")), (open_, how.get(id(open_), ""))):
        if t:
            yield _clue(t, name, t.start < body + LEAD)
    if ahead and (past is None or _by_end(ahead) > _by_begin(past)):
        yield _clue(ahead, how[id(ahead)], False)
    yield from _newest(told)


def _newest(told: Sequence[tuple[Time, str]]) -> Iterator[Clue]:
    """The newest date of all, by how often its year is named and whether two other years are."""
    near = [t for t, how in told if how not in _AHEAD]
    newest = max(near, key=_by_begin, default=None)
    if newest is None or newest.low is None:
        return
    often = sum(bool(t.high and newest.low and t.high.year == newest.low.year) for t, _ in told)
    others = len({t.low.year for t, _ in told if t.low}) - 1
    kind = f"newest_{'twice' if often == 2 else 'often' if often > 2 else 'once'}{'_of_many' * (others > 1)}"
    yield Clue(kind=kind, reason=_reason(newest, "date_named"), spans=((newest.low, newest.high),))


def _days(t: Time) -> int:
    return (t.high - t.low).days if t.low and t.high else 0


def _by_begin(t: Time) -> tuple[int, int]:
    return (t.low.toordinal() if t.low else 0), (t.high.toordinal() if t.high else 0)


def _by_end(t: Time) -> tuple[int, int]:
    return _by_begin(t)[::-1]


def _told(t: Time, text: str, words: MentionWords) -> str:
    """How the text tells of a date.

    As past, future, deadline, planned (which may have passed since: "sollte 2011 öffnen"), label ("Ski-WM 2009"),
    season ("2006/07") or open.
    """
    before, after = text[max(0, t.start - _REACH) : t.start], text[t.end : t.end + _REACH]
    last = [key_of(w) for w in before.split()[-2:]]
    if _days(t) >= _A_YEAR:
        return "season"
    if last and last[-1] in words.since:
        return "told_since"
    if t.deadline:
        return "deadline"
    clause = f"{_ENDS.split(before)[-1]} {_ENDS.split(after)[0]}"
    if _holds(clause, words.planned_then) or (t.tense != "future" and _holds(clause, words.planned)):
        return "planned"
    if t.tense == "future" or _holds(_ENDS.split(before)[-1], words.ahead) or _is_goal(last, words):
        return "future"
    if _YEARS.fullmatch(t.text) and _LABEL.search(before) and last[-1] not in words.year_words:
        return "label"
    return "past" if t.tense == "past" else "open"


def _holds(clause: str, beginnings: tuple[str, ...]) -> bool:
    """Whether a word of the clause begins so: "die anstehende Wahl am …", "auf den … festgesetzt"."""
    return any(key_of(w).startswith(beginnings) for w in _WORD.findall(clause))


def _is_goal(last: Sequence[str], words: MentionWords) -> bool:
    """ "Auf den 3. Juni verlegt": the date that something is moved to lies ahead, whatever the tense."""
    word = last[-2:-1] if set(last[-1:]) & {"den", "die", "das", "the"} else last[-1:]
    return bool(word) and word[0] in words.goal_prepositions


def _clue(t: Time, how: str, lead: bool) -> Clue:
    width = _days(t)
    exact = "day" if width < 8 else "month" if width < 100 else "year"
    name = {
        "past": "past_date",
        "told_since": "past_date",
        "future": "future_date",
        "deadline": "future_date",
        "planned": "date_planned",
    }.get(how, "date_named")
    place = "_lead" * (lead and how in ("past", "open"))
    if t.reading.weekday and exact == "day" and how in ("past", "open"):
        exact, place = "weekday", ""
    kind = how if how in ("label", "season", "told_since") else f"{how}_{exact}{place}"
    return Clue(kind=kind, reason=_reason(t, name), spans=((t.low, t.high),))


def _reason(t: Time, name: str) -> Reason:
    low, high = {"past_date": (t.low, None), "future_date": (None, t.high)}.get(name, (None, None))
    return Reason(clue=name, text=t.text, start=t.start, end=t.end, low=low, high=high)
