"""A folder of TimeML documents, one for each article."""

import re
from collections.abc import Callable
from pathlib import Path, PurePath

from chronik.model import Annotations, Article, Report
from chronik.publish.timeml import timeml

_TEXTS = (".txt", ".html", ".htm", ".xhtml")
_LONGEST = 100  # characters; file systems take 255 bytes


def timeml_folder(folder: Path) -> Callable[[Article, Report, Annotations], None]:
    """What writes an article's TimeML document into ``folder``, which is made where it is missing.

    The file has the article's name with .tml for .txt or .html, what file systems do not take as "_"; where an
    earlier article of this run took the name, "-2", "-3", … behind it. Raises OSError where it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()

    def put(article: Article, report: Report, found: Annotations) -> None:
        path = folder / _file_name(article.id, taken)
        path.write_text(timeml(article, report, found.times), encoding="utf-8", newline="\n")

    return put


def _file_name(name: str, taken: set[str]) -> str:
    """A name that no article before had, upper and lower case being one to some file systems."""
    path = PurePath(name)
    stem = str(path.with_suffix("")) if path.suffix.lower() in _TEXTS else name
    stem = re.sub(r"[^\w.-]+", "_", stem).strip("._-")[:_LONGEST] or "article"
    free, n = stem, 1
    while free.lower() in taken:
        n += 1
        free = f"{stem}-{n}"
    taken.add(free.lower())
    return f"{free}.tml"
