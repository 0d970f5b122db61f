"""Which language a text is in.

py3langid (Lui and Baldwin 2012, its model inside the package) scores the beginning of the text; a language that
Chronik has rules for is preferred where the best score is hardly better, since short texts are easily mistaken
(German for Low German or Dutch).
"""

import functools
from typing import Any, Protocol

from py3langid import langid

from chronik.language.files import codes

_SAMPLE = 1000  # characters; more changes nothing
_MARGIN = 0.25  # a language with rules may be this much less probable than the best
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


class _Identifier(Protocol):
    def rank(self, instance: str) -> list[tuple[str, float]]:
        """Every language, the likeliest first, with its probability."""


@functools.cache
def _identifier() -> _Identifier:
    library: Any = langid  # it has no types
    identifier: _Identifier = library.LanguageIdentifier.from_model_file(library.MODEL_FILE, norm_probs=True)
    return identifier


def detect(text: str) -> str:
    """ISO 639-1 code of the language of ``text``; "und" where it holds no words."""
    sample = text[:_SAMPLE]
    if not any(c.isalpha() for c in sample):
        return "und"
    ranks = _identifier().rank(sample)
    best, score = ranks[0]
    known = codes()
    if best == "zxx":  # no language at all: tables, code
        return "und"
    if best in known:
        return best
    own, own_score = next(((c, s) for c, s in ranks if c in known), (best, 0.0))
    return own if score - own_score <= _MARGIN else best
