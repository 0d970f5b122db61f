"""An event that one article tells as news and another with its day: the second dates the first."""

import datetime as dt
from pathlib import Path

import pytest

from chronik import pipeline
from chronik.dating import Sharp
from chronik.link import Tellings
from chronik.model import Reason, Skipped
from chronik.spool import Worked

# The same attack as news without any date, with its day years later, and in a report that knows its own day.
NEWS = (
    "Bei einem Anschlag auf das Konsulat in Basra hat die Miliz Aliba den Diplomaten Karsten Weidlich getötet. "
    "Das teilte die Botschaft mit. Sieben Helfer wurden verletzt.\n"
)
DATED = (
    "Der Prozess ist eröffnet. Am 14. Februar 2012 hatte die Miliz Aliba in Basra den Diplomaten Karsten Weidlich "
    "getötet. Das Urteil wird im Herbst erwartet.\n"
)
SAME_DAY = "Die Miliz Aliba hat in Basra den Diplomaten Karsten Weidlich getötet. Er war seit Mai im Land.\n"
ANOTHER = (
    "Am 3. Juli 2015 hat die Miliz Aliba in Basra den Nachfolger von Karsten Weidlich getötet, wie die Botschaft "
    "mitteilte.\n"
)
OTHER_KIND = "Am 14. Februar 2012 ist Karsten Weidlich in Basra mit der Miliz Aliba zusammengetroffen.\n"
LATE = f"Der Garten ist bestellt. Es regnet. Die Saat geht auf. Nun wird gegossen. {NEWS}"
THE_DAY = dt.date(2012, 2, 14)


def worked(folder: Path, **texts: str) -> list[Worked]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    out = []
    for item in pipeline.annotate_pile([folder], alone=True):
        assert not isinstance(item, Skipped), item.why
        out.append(item)
    return out


def found(folder: Path, known: tuple[Sharp, ...] = (), /, **texts: str) -> dict[str, Reason]:
    tellings = Tellings()
    for document, _, annotations in worked(folder, **texts):
        tellings.add(document.article.id, document, annotations)
    return tellings.find({other.doc: other for other in known})


def test_the_day_that_another_names(tmp_path: Path) -> None:
    reason = found(tmp_path, a=NEWS, b=DATED)["a.txt"]
    assert (reason.clue, reason.text, reason.low, reason.high) == ("same_event", "b.txt", THE_DAY, THE_DAY)
    assert reason.start is not None
    assert NEWS[reason.start : reason.end] in ("Anschlag", "getötet")


def test_the_day_on_which_another_was_written(tmp_path: Path) -> None:
    written = Sharp(doc="b.txt", low=THE_DAY, high=THE_DAY + dt.timedelta(1))
    reason = found(tmp_path, (written,), a=NEWS, b=SAME_DAY)["a.txt"]
    assert (reason.text, reason.low, reason.high) == ("b.txt", THE_DAY, written.high)


def test_yesterday_is_the_day_before(tmp_path: Path) -> None:
    text = SAME_DAY.replace("hat in Basra", "hat gestern in Basra")
    written = Sharp(doc="b.txt", low=THE_DAY, high=THE_DAY)
    reason = found(tmp_path, (written,), a=NEWS, b=text)["a.txt"]
    assert reason.low == reason.high == THE_DAY - dt.timedelta(1)


@pytest.mark.parametrize(
    "texts",
    [
        {"a": NEWS, "b": SAME_DAY},  # nobody knows a day
        {"a": NEWS, "b": DATED, "c": ANOTHER},  # two days, years apart
        {"a": NEWS, "b": OTHER_KIND},
        {"a": LATE, "b": DATED},  # below the lead it may be history
        {"a": NEWS, "b": DATED.replace("Karsten Weidlich", "Uwe Harms").replace("Aliba", "Korda")},  # one place only
        {"a": NEWS.replace("hat die Miliz", "hatte am 5. Mai 2009 die Miliz"), "b": DATED},  # has a day of its own
    ],
    ids=["no day", "two days", "other kind", "below the lead", "little shared", "own day"],
)
def test_no_clue(tmp_path: Path, texts: dict[str, str]) -> None:
    assert "a.txt" not in found(tmp_path, **texts)


def test_who_knows_its_day_is_told_none(tmp_path: Path) -> None:
    known = Sharp(doc="a.txt", low=THE_DAY, high=THE_DAY)
    assert found(tmp_path, (known,), a=NEWS, b=DATED) == {}


def test_two_that_agree_to_within_a_week(tmp_path: Path) -> None:
    near = DATED.replace("14. Februar", "16. Februar")
    assert found(tmp_path, a=NEWS, b=near, c=DATED)["a.txt"].text == "c.txt"  # the earliest day


def test_names_that_all_of_a_pile_share_say_nothing(tmp_path: Path) -> None:
    others = {f"x{n}": SAME_DAY for n in range(60)}
    assert found(tmp_path, a=NEWS, b=DATED, **others) == {}


def test_english(tmp_path: Path) -> None:
    news = "Gunmen of the Aliba militia killed the diplomat Karsten Weidlich in Basra, the embassy said.\n"
    later = (
        "The trial has opened in Berlin. On 14 February 2012 gunmen of the Aliba militia killed the diplomat Karsten "
        "Weidlich in Basra.\n"
    )
    assert found(tmp_path, a=news, b=later)["a.txt"].low == THE_DAY


def test_a_pile_is_dated_by_it_and_a_text_alone_is_not(tmp_path: Path) -> None:
    alone = {w.document.article.id: w.report for w in worked(tmp_path, a=NEWS, b=DATED)}
    pile = {w.document.article.id: w.report for w in pipeline.annotate_pile([tmp_path]) if not isinstance(w, Skipped)}
    assert "same_event" not in [r.clue for r in alone["a.txt"].reasons]
    assert ("same_event", "b.txt") in [(r.clue, r.text) for r in pile["a.txt"].reasons]
    assert pile["a.txt"].best is not None
    assert abs((pile["a.txt"].best - THE_DAY).days) <= 7
    assert pile["a.txt"].confidence < 0.5  # such an attack may happen again
    assert "same_event" not in [r.clue for r in pile["b.txt"].reasons]
