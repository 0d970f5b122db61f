"""Every error that Chronik raises on purpose, one tree.

    ChronikError
    ├── InputError      a path that is not there, cannot be read or holds no report
    ├── CaseError       a case file that is not one, is from a newer version, or cannot be written
    └── LanguageError   a rule file with a mistake, or a language that has no rules

The message is one sentence that names the file and says what to do; the command line prints it as it is.
"""


class ChronikError(Exception):
    """Root of the tree."""


class InputError(ChronikError):
    """A path that is not there, cannot be read, or holds nothing to read."""


class CaseError(ChronikError):
    """A case file that is not one, is from a newer version, or cannot be written."""


class LanguageError(ChronikError):
    """A rule file with a mistake, or a language that has no rules."""
