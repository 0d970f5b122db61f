"""What the system knows of a language: data files, their loader and their checker."""

from chronik.language.files import codes, read
from chronik.language.numbers import number_pattern, parse_number

__all__ = ["codes", "number_pattern", "parse_number", "read"]
