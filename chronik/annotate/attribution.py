"""By whose count, by whose word: sources of figures and events, from the statements that cover them."""

from chronik.model import Document, Event, Figure, Statement


def attribute_figures(
    figures: tuple[Figure, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Figure, ...]:
    """Figures with ``source`` filled."""
    return figures


def attribute_events(
    events: tuple[Event, ...], statements: tuple[Statement, ...], document: Document
) -> tuple[Event, ...]:
    """Events with ``asserted_by`` filled."""
    return events
