"""Whatever words come together, an article is worked through, offsets are exact and intervals in order."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from chronik import pipeline
from chronik.language.files import folder
from chronik.model import Article

FILES = ("speech", "events", "figures", "times", "parties", "offices", "words")
CUES = {
    code: sorted({w for f in FILES for w in re.findall(r"\w+", (folder() / code / f"{f}.toml").read_text("utf-8"))})
    for code in ("de", "en")
}
MARKS = [",", ".", ";", ":", " – ", "\n", "\n\n", "„", "“", '"', "(", ")", "12.", "3.500", "2021", "No.", "…"]


@st.composite
def salads(draw: st.DrawFn) -> tuple[str, str]:
    """A language and a text of words that its rules are made of."""
    code = draw(st.sampled_from(["de", "en"]))
    words = draw(st.lists(st.one_of(st.sampled_from(CUES[code]), st.sampled_from(MARKS)), min_size=1, max_size=40))
    return code, " ".join(words)


@settings(max_examples=300)
@given(salads())
def test_any_words(salad: tuple[str, str]) -> None:
    code, text = salad
    document, report, found = pipeline.work_through(Article(id="x", source=text, text=text, language=code))
    read = document.article.text
    for record in (*found.times, *found.figures, *found.events, *found.names):
        assert read[record.start : record.end] == record.text
    for record in (report, *found.times, *found.events, *found.pledges):
        assert record.low is None or record.high is None or record.low <= record.high


def test_a_cue_that_is_the_whole_sentence() -> None:
    for text in ("Das bestätigt", "Dies.\n\nSagte\n\nThat said"):
        pipeline.work_through(Article(id="x", source=text, text=text, language="de"))
        assert pipeline.work_through(Article(id="x", source=text, text=text, language="en"))[0].article.text == text
