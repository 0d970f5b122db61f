"""Bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"SQLite format 3",
)
# Bytes that are letters and marks of German and English in Windows-1252, beside ASCII.
_WESTERN = frozenset("äöüÄÖÜßéèêàáâçñóíúôîëï€„“”‚‘’–—…«»‹›§°©®µ·²³½¼ \u00a0".encode("cp1252"))


def decode(raw: bytes) -> str | None:
    """The text of a file without its byte order mark, line breaks as they stand; None where it is no text."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], name)
    if is_binary(raw[:4096]):
        return None
    text = _strict(raw, "utf-8")
    if text is not None:
        return None if _has_controls(text) else text
    return _one_byte(raw)


def is_binary(head: bytes) -> bool:
    """Whether the first bytes of a file show that it is no text."""
    if head.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    return head.startswith(_MAGIC) or b"\x00" in head


def has_only_nuls(raw: bytes) -> bool:
    """Whether ``raw`` would be text if it held no NUL bytes, which is how it differs from a picture or a program."""
    rest = raw.replace(b"\x00", b"")
    return b"\x00" in raw and len(rest) >= len(raw) // 3 and decode(rest) is not None


def _one_byte(raw: bytes) -> str | None:
    """Windows-1252 where its high bytes look like German or English, otherwise what charset-normalizer finds."""
    high = [b for b in raw if b >= 0x80]
    if sum(b in _WESTERN for b in high) >= 0.9 * len(high):
        return raw.decode("cp1252", errors="replace")
    best = from_bytes(raw).best()
    text = None if best is None else str(best)
    return None if text is None or _has_controls(text) else text


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _has_controls(text: str) -> bool:
    """Whether control characters stand in it that no text has."""
    return sum(c < " " and c not in "\t\n\r\f\v\x1a\x1b" for c in text[:4096]) > 8
