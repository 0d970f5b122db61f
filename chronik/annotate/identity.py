"""Whom a speaker's surface form means."""

from chronik.model import Name


class Speakers:
    """The speakers of one document, in the order in which they are met."""

    def __init__(self, text: str, names: tuple[Name, ...], code: str) -> None:
        self.text, self.names, self.code = text, names, code

    def meant(self, start: int, end: int) -> str | None:
        """The name behind ``text[start:end]``."""
        return self.text[start:end]
