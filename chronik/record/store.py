"""The case: one SQLite file that holds the articles, all that was found in them, and what the pile shows.

Each article is one transaction and so are the findings, so a build that is stopped at any moment, ``kill -9`` and
power failure included, leaves a valid file, and running it again goes on where it stopped.

Rollback journal, not WAL: WAL wants memory that processes share, which network drives do not give, and leaves part
of the data in a second file that people forget to copy. Between two commits there is one file and it is whole; a
kill inside a commit leaves a ``-journal`` beside it, which SQLite plays back at the next opening. ``synchronous`` is
FULL, so that holds for power failure as well; it costs three to four fsyncs an article, a millisecond or so on an
SSD, little beside the work on the article itself.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from chronik.errors import CaseError, InputError
from chronik.model import Annotations, Cite, Document, Dossier, Findings, Report, Skipped, Span
from chronik.record import articles, findings, schema
from chronik.record.faults import told
from chronik.record.manifest import Input, Manifest
from chronik.record.rows import json_text
from chronik.record.search import match_expression

# temp_store: what SQLite sets aside while it works must not end up in the system's folder for temporary files.
_SETTINGS = ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY")
_PAGE = 500  # articles listed at a time, so that memory stays flat and the case can be written meanwhile


class Case:
    """An open case file. Use ``Case.open`` and ``with``."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        """``db`` in autocommit mode (``isolation_level=None``)."""
        self._db = db
        self.path = path

    @classmethod
    def open(cls, path: str | Path, create: bool = False, wait: float = 5.0) -> Self:
        """The case at ``path``; with ``create`` a new one where there is none. ``wait``: seconds for a locked file.

        Raises CaseError, one sentence, where there is no such file or it is no case, is from a newer version, is
        damaged, locked or cannot be written. A file that may only be read can be opened, but not put into.
        """
        path = Path(path)
        _check_place(path, create)
        with told(path):
            db = sqlite3.connect(path, timeout=wait, isolation_level=None)
            try:
                schema.check(db, path, create)
                for setting in _SETTINGS:
                    db.execute(f"PRAGMA {setting}")
                schema.migrate(db)
            except BaseException:
                db.close()
                raise
        return cls(db, path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ writing

    def put_manifest(self, manifest: Manifest) -> str:
        """Note with what the build that now begins works: ``put`` ties articles to it. Gives its key, for ``has``."""
        rules, options = json_text(manifest.rules), json_text(manifest.options)
        if self.manifest() != manifest:
            with self._writing():
                row = (manifest.key, manifest.version, rules, options)
                self._db.execute("INSERT OR IGNORE INTO ruleset VALUES (?, ?, ?, ?)", row)
                self._db.execute("INSERT OR IGNORE INTO manifest (id) VALUES (1)")
                self._db.execute("UPDATE manifest SET ruleset = ?", (manifest.key,))
        return manifest.key

    def put(self, document: Document, report: Report, annotations: Annotations) -> None:
        """Store an article and what was found in it, in place of an older version, in one transaction.

        Findings drawn from the pile as it was before are emptied, so that nobody takes them for current.
        Raises InputError where the article cannot be stored (the pile goes on without it), CaseError where the
        file cannot be written.
        """
        doc = document.article.id
        try:
            with self._writing():
                if self._db.execute("SELECT 1 FROM manifest WHERE findings_of IS NOT NULL").fetchone():
                    findings.clear(self._db)
                articles.write(self._db, document, report, annotations)
        except UnicodeEncodeError as error:
            why = "it holds characters that are no text (half of a surrogate pair); save it as UTF-8"
            raise InputError(f"{_printable(doc)} was left out: {why} and run this again.") from error
        except sqlite3.IntegrityError as error:
            why = f"what was found in it breaks a rule of the case file ({error})"
            raise InputError(f"{_printable(doc)} was left out: {why}; please report this.") from error

    def redate(self, doc: str, report: Report, annotations: Annotations) -> None:
        """Put another written date, and the annotations with their days by it, in place of those stored for ``doc``.

        Raises CaseError where the case holds no such article.
        """
        with self._writing():
            if not articles.rewrite(self._db, _printable(doc), report, annotations):
                raise self._no_article(doc)

    def put_skipped(self, skipped: Skipped) -> None:
        """List something that could not be read."""
        with self._writing():
            row = (_printable(skipped.path), _printable(skipped.why))
            self._db.execute("INSERT OR IGNORE INTO skipped VALUES (?, ?)", row)

    def forget_skipped(self, paths: Iterable[str | Path]) -> None:
        """Strike from that list ``paths`` and all below them, files and rows, before they are read again."""
        roots = [Path(_printable(str(path))) for path in paths]
        gone = [(s.path,) for s in self.skipped() if any(_below(s.path, root) for root in roots)]
        if gone:
            with self._writing():
                self._db.executemany("DELETE FROM skipped WHERE path = ?", gone)

    def forget(self, docs: Iterable[str]) -> None:
        """Take these articles out, those that are stored; findings drawn with them are emptied."""
        if gone := [(_printable(doc),) for doc in docs if self.input(doc)]:
            with self._writing():
                findings.clear(self._db)
                self._db.executemany("DELETE FROM article WHERE doc = ?", gone)  # and by cascade all that hangs on it

    def put_findings(self, found: Findings) -> None:
        """Store what the pile shows, in place of all earlier findings, and mark the build as complete.

        Raises CaseError where a finding cites an article that the case does not hold, or an id stands twice.
        """
        try:
            with self._writing():
                findings.write(self._db, found)
        except sqlite3.IntegrityError as error:
            why = "a finding cites an article that is not there, or an id stands twice"
            raise CaseError(f"The findings do not fit {self.path}: {why} ({error}); please report this.") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing."""
        with told(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # a full disk has already ended it
                    self._db.execute("ROLLBACK")
                raise

    # ------------------------------------------------------------ reading

    def has(self, doc: str, digest: str, rules: str) -> bool:
        """Whether ``doc`` is stored as it is now (``digest``) and was worked by the rules of that key."""
        found = "SELECT 1 FROM article WHERE doc = ? AND digest = ? AND ruleset = ?"
        with told(self.path):
            return self._db.execute(found, (_printable(doc), digest, rules)).fetchone() is not None

    def complete(self) -> bool:
        """Whether the last build finished: the findings stored were drawn from the articles as they are stored.

        Articles that no build read since the rules changed stand in them as the earlier rules left them:
        ``outdated`` counts those.
        """
        with told(self.path):
            return findings.complete(self._db)

    def outdated(self) -> int:
        """How many articles were worked through with other rules than the last build's."""
        other = "SELECT count(*) FROM article WHERE ruleset IS NOT (SELECT ruleset FROM manifest)"
        with told(self.path):
            number: int = self._db.execute(other).fetchone()[0]
        return number

    def manifest(self) -> Manifest | None:
        """With what the last build worked; None before the first."""
        last = "SELECT version, rules, options FROM manifest JOIN ruleset ON ruleset.key = manifest.ruleset"
        with told(self.path):
            found = self._db.execute(last).fetchone()
            if found is None:
                return None
            rules = msgspec.json.decode(found[1], type=dict[str, str])
            options = msgspec.json.decode(found[2], type=tuple[str, ...])
        return Manifest(version=found[0], rules=rules, options=options)

    def inputs(self) -> Iterator[Input]:
        """Every article with where it was read and its digest, in the order of their names."""
        for _, doc, path, digest in self._articles():
            yield Input(doc=doc, path=path, digest=digest)

    def input(self, doc: str) -> Input | None:
        """Where the article ``doc`` was read, and its digest; None where the case does not hold it."""
        with told(self.path):
            row = self._db.execute("SELECT path, digest FROM article WHERE doc = ?", (_printable(doc),)).fetchone()
        return Input(doc=doc, path=row[0], digest=row[1]) if row else None

    def names_of(self, path: str, digest: str) -> tuple[str, ...]:
        """The names of the articles that were read from ``path`` as ``digest`` says."""
        found = "SELECT doc FROM article WHERE path = ? AND digest = ? ORDER BY id"
        with told(self.path):
            return tuple(doc for (doc,) in self._db.execute(found, (_printable(path), digest)))

    def documents(self) -> Iterator[str]:
        """The names of the articles, in order."""
        for _, doc, _, _ in self._articles():
            yield doc

    def document(self, doc: str) -> Document:
        """The article ``doc`` with its sentences, zones and quotes. Raises CaseError where there is none."""
        with told(self.path):
            found = articles.read_document(self._db, _printable(doc))
        if found is None:
            raise self._no_article(doc)
        return found

    def dossiers(self) -> Iterator[Dossier]:
        """Report and annotations of one article after the other, in the order of their names."""
        for number, doc, _, _ in self._articles():
            with told(self.path):
                dossier = articles.read_dossier(self._db, number, doc)
            yield dossier

    def findings(self) -> Findings:
        """What the pile shows. Raises CaseError where the last build did not finish."""
        with told(self.path):
            if not findings.complete(self._db):
                raise CaseError(f"{self.path} has no findings yet, its build was stopped; run chronik build again.")
            return findings.read(self._db)

    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be read."""
        with told(self.path):
            rows = self._db.execute("SELECT path, why FROM skipped ORDER BY path, why").fetchall()
        return tuple(Skipped(path=path, why=why) for path, why in rows)

    def search(self, query: str, limit: int = 50) -> list[Cite]:
        """Sentences that hold all words of ``query``, best first; für, fuer and fur find each other.

        "Words in quotation marks" must stand together, ``Regierung*`` finds words that begin so.
        """
        if not (expression := match_expression(query)):
            return []
        found = """SELECT a.doc, s.start, s."end" FROM sentence_search JOIN sentence s ON s.id = sentence_search.rowid
            JOIN article a ON a.id = s.article WHERE sentence_search MATCH ?
            ORDER BY bm25(sentence_search), a.doc, s.start LIMIT ?"""
        with told(self.path):
            rows = self._db.execute(found, (expression, limit)).fetchall()
        return [Cite(doc=doc, start=start, end=end) for doc, start, end in rows]

    def sentence_at(self, doc: str, offset: int) -> Span | None:
        """The sentence of ``doc`` that holds ``offset``; None outside the prose."""
        found = """SELECT s.start, s."end" FROM sentence s JOIN article a ON a.id = s.article
            WHERE a.doc = ?1 AND s.start <= ?2 AND s."end" > ?2 ORDER BY s.start DESC LIMIT 1"""
        with told(self.path):
            row = self._db.execute(found, (_printable(doc), offset)).fetchone()
        return Span(start=row[0], end=row[1]) if row else None

    def quote(self, doc: str, offset: int) -> str:
        """The sentence of ``doc`` at ``offset``, outside the prose the line. Raises CaseError as ``document`` does."""
        found = """SELECT s.text FROM sentence s JOIN article a ON a.id = s.article
            WHERE a.doc = ?1 AND s.start <= ?2 AND s."end" > ?2 ORDER BY s.start DESC LIMIT 1"""
        with told(self.path):
            row = self._db.execute(found, (_printable(doc), offset)).fetchone()
        sentence: str | None = row[0] if row else None
        return self._line(doc, offset) if sentence is None else sentence

    def _line(self, doc: str, offset: int) -> str:
        with told(self.path):
            row = self._db.execute("SELECT text FROM article WHERE doc = ?", (_printable(doc),)).fetchone()
        if row is None:
            raise self._no_article(doc)
        text: str = row[0]
        end = text.find("\n", offset)
        return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]

    def _no_article(self, doc: str) -> CaseError:
        return CaseError(f"There is no article {_printable(doc)} in {self.path}; ask for one that it holds.")

    def _articles(self) -> Iterator[tuple[int, str, str, str]]:
        """Number, doc, path and digest of every article by doc, some at a time."""
        after, page = "", [(0, "", "", "")]
        listed = "SELECT id, doc, path, digest FROM article WHERE doc > ? ORDER BY doc LIMIT ?"
        while page:
            with told(self.path):
                page = self._db.execute(listed, (after, _PAGE)).fetchall()
            yield from page
            after = page[-1][1] if page else after


def _check_place(path: Path, create: bool) -> None:
    if os.path.isdir(path):
        raise CaseError(f"{path} is a folder; name a case file, such as {path / 'case.db'}.")
    if create and not os.path.isdir(path.parent):
        raise CaseError(f"There is no folder {path.parent} to put {path.name} into; make it first.")
    if not create and not os.path.exists(path):
        raise CaseError(f"There is no case file {path}; chronik build PATH -o {path} makes one.")


def _below(path: str, root: Path) -> bool:
    """Whether ``path``, a file or a row of one ("rows.jsonl, line 3", "rows.jsonl#a7"), is ``root`` or below it."""
    files = (path, path.rpartition(", line ")[0], path.rpartition("#")[0])
    return any(Path(file).is_relative_to(root) for file in files if file)


def _printable(text: str) -> str:
    """``text`` as UTF-8 can hold it: what is no character, as in a file name of another encoding, is spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
