"""Stage 2: an article made addressable."""

from chronik.article.prepare import prepare

__all__ = ["prepare"]
