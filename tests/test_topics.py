"""What an article is about: words that can be compared, and likeness of stories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronik.link.copies import Text
from chronik.link.topics import RELATED, Topics, topic_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Flughafen öffnet.", {"der", "flughaf"}),
        ("des Flughafens", {"flughaf"}),
        ("Iraks Regierung in Bagdad", {"country/IQ", "regieru"}),
        ("die irakische armee", set()),
        ("US-Soldaten", {"country/US"}),
        ("In Ulm", {"ulm"}),
        ("2021, 3.000 km", set()),
        ("", set()),
    ],
)
def test_topic_words(text: str, words: set[str]) -> None:
    assert topic_words(text) == words


AIRPORT = [
    "Die Eröffnung des Flughafens Berlin verzögert sich wegen der Brandschutzanlage.",
    "Am Flughafen Berlin prüft der TÜV die Brandschutzanlage noch einmal.",
]
TROOPS = [
    "Die Nato zieht ihre Soldaten aus Afghanistan ab, sagte Stoltenberg in Brüssel.",
    "Letzte Soldaten der Nato verlassen Kabul; Stoltenberg dankte ihnen.",
]


@pytest.fixture(scope="module")
def topics() -> Topics:
    return Topics(
        [Text(doc=f"{kind}{n}", text=t) for kind, ts in (("b", AIRPORT), ("n", TROOPS)) for n, t in enumerate(ts)]
    )


@pytest.mark.parametrize(("a", "twin", "strange"), [("b0", "b1", "n0"), ("b1", "b0", "n1"), ("n0", "n1", "b1")])
def test_one_story_is_nearer_than_another(topics: Topics, a: str, twin: str, strange: str) -> None:
    assert topics.similarity(a, twin) >= RELATED
    assert topics.similarity(a, twin) > 2 * topics.similarity(a, strange)


def test_an_unknown_article_is_like_none(topics: Topics) -> None:
    assert topics.similarity("b0", "unknown") == 0.0
    assert topics.similarity("unknown", "other") == 0.0


@given(st.lists(st.text(alphabet="ABCabc ", max_size=60), min_size=1, max_size=5))
def test_a_likeness_is_a_cosine(texts: list[str]) -> None:
    topics = Topics([Text(doc=str(i), text=t) for i, t in enumerate(texts)])
    for i, text in enumerate(texts):
        assert topics.similarity(str(i), str(i)) == pytest.approx(1.0 if topic_words(text) else 0.0)
        for j in range(len(texts)):
            assert -1e-9 <= topics.similarity(str(i), str(j)) <= 1 + 1e-9
            assert topics.similarity(str(i), str(j)) == pytest.approx(topics.similarity(str(j), str(i)))
