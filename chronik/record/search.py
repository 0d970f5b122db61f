"""Search words and sentences so that every spelling of an umlaut finds every other.

People type für, fuer or fur, Straße or Strasse, and so do the reports. Both sides are folded to one form: lower
case, ß as ss, no diacritics, and ae, oe, ue as a, o, u where they can stand for ä, ö, ü. They cannot at the end of
a word (due, Joe), and ue not after a, e, o or q (neuen, Frauen, Quelle), where folding would make neuen neun;
geuebt therefore does not find geübt.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_DIGRAPH = re.compile(r"([ao]|(?<![aeoq])u)e(?=[\w*])")  # the star of a word begun, fue*, stands for more letters
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_TYPED = str.maketrans("„“”«»\0", '""""" ')


def fold(text: str) -> str:
    """``text`` as search compares it. Not of the same length: never use it for offsets."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _DIGRAPH.sub(r"\1", bare)


def match_expression(query: str) -> str:
    """What a person typed as an FTS5 expression, "" where there is nothing to look for.

    All words must stand in the sentence; "words in quotation marks" in that order; ``Regierung*`` finds words that
    begin so. The folded column decides; the words as typed add to the rank, so that schön comes before schon.
    """
    readable = query.encode("utf-8", "replace").decode("utf-8")
    terms = [phrase or word.replace('"', " ") for phrase, word in _TERM.findall(readable.translate(_TYPED))]
    terms = [t for t in terms if any(c.isalnum() for c in t)]
    if not terms:
        return ""
    folded = " AND ".join(_phrase(fold(t)) for t in terms)
    typed = " AND ".join(_phrase(t) for t in terms)
    return f"({{folded}} : ({folded})) OR ({{text}} : ({typed}))"


def _phrase(term: str) -> str:
    return f'"{term.rstrip("*")}"' + (" *" if term.endswith("*") else "")
