"""Names with a time: where they stand in a text, quotation marks and endings."""

import pytest

from chronik.dating.named import named_in


def found(text: str) -> list[str]:
    return list(dict.fromkeys(text[n.start : n.end] for n in named_in(text, 0, "de")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Hurrikan Katrina zog ab.", "Hurrikan Katrina"),
        ("Der Hurrikan „Katrina“ zog ab.", "Hurrikan „Katrina"),
        ("Der Hurrikan »Katrina« zog ab.", "Hurrikan »Katrina"),
        ('Der Hurrikan "Katrina" zog ab.', 'Hurrikan "Katrina'),
        ("Der „Hurrikan Katrina“ zog ab.", "Hurrikan Katrina"),
        ("Nach dem Orkan «Kyrill» blieb es still.", "Orkan «Kyrill"),
        ("Über „Stuttgart 21“ wurde abgestimmt.", "Stuttgart 21"),
    ],
)
def test_quotation_marks_are_passed_over(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize("text", ["Der Hurrikan „Kathrin“ zog ab.", "„Es regnet“, sagte Katrina.", "Hurrikan „", ""])
def test_other_words_in_quotation_marks(text: str) -> None:
    assert found(text) == []
