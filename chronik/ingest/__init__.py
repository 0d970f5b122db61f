"""Stage 1: bytes or rows to articles."""

from chronik.ingest.pile import read

__all__ = ["read"]
