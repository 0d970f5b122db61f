"""What SQLite reports, as one sentence that names the file and says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from chronik.errors import CaseError

# By primary result code; the extended codes carry the same in their lower byte.
_SENTENCES = {
    sqlite3.SQLITE_NOTADB: "{path} is not a case file: it is no SQLite file; name the one that chronik build wrote.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged; restore it from a backup or build it again under another name.",
    sqlite3.SQLITE_BUSY: "{path} is in use by another program; wait until that has finished and run this again.",
    sqlite3.SQLITE_LOCKED: "{path} is in use by another program; wait until that has finished and run this again.",
    sqlite3.SQLITE_READONLY: "{path} cannot be written; change its permissions or work on a copy.",
    sqlite3.SQLITE_PERM: "{path} may not be used; change its permissions or work on a copy.",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; check its folder and the permissions of both.",
    sqlite3.SQLITE_FULL: "The disk that holds {path} is full; free some space and run this again, "
    "what is stored so far is kept.",
    sqlite3.SQLITE_IOERR: "{path} could not be read or written ({error}); check the disk or the connection to it "
    "and run this again.",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Run the body; what goes wrong with the file ``path`` is raised as CaseError.

    Mistakes in the program (a wrong statement, a broken constraint) pass through as they are.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError):
        raise
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        sentence = _SENTENCES.get(code, "{path} cannot be used: {error}; restore it from a backup or build it again.")
        raise CaseError(sentence.format(path=path, error=error)) from error
    except msgspec.MsgspecError as error:
        raise CaseError(f"{path} holds a record that cannot be read ({error}); build it again.") from error
