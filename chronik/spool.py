"""Articles set aside on the disk, worked through, until all of a pile have been read."""

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from chronik.model import Annotations, Document, Report, Skipped


class Worked(NamedTuple):
    """An article with its written date and its annotations."""

    document: Document
    report: Report
    found: Annotations


class Spool:
    """An unnamed temporary file, gone with the process; each thing in it has a number, from 0 on. Use ``with``."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by __exit__)
        self._places: list[tuple[int, int, bool]] = []  # offset, length, whether an article
        self._encoder = msgspec.msgpack.Encoder()
        self._worked = msgspec.msgpack.Decoder(tuple[Document, Report, Annotations])
        self._skipped = msgspec.msgpack.Decoder(Skipped)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Worked | Skipped]:
        """All that was put, in order, each as it was put last."""
        for offset, length, worked in list(self._places):
            self._file.seek(offset)
            frame = self._file.read(length)
            yield Worked(*self._worked.decode(frame)) if worked else self._skipped.decode(frame)

    def worked(self) -> Iterator[tuple[str, Worked]]:
        """The articles with their numbers."""
        for number, item in enumerate(self):
            if isinstance(item, Worked):
                yield str(number), item

    def put(self, item: Worked | Skipped) -> None:
        """Add one more."""
        self._places.append(self._append(item))

    def replace(self, number: str, item: Worked) -> None:
        """Put an article in place of that of this number."""
        self._places[int(number)] = self._append(item)

    def _append(self, item: Worked | Skipped) -> tuple[int, int, bool]:
        frame = self._encoder.encode(item)
        offset = self._file.seek(0, 2)
        self._file.write(frame)
        return offset, len(frame), isinstance(item, Worked)
