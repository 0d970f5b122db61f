"""Stage 7: keep it. The case file: articles, annotations and findings, each line with its sentence, in SQLite."""

from chronik.record.manifest import Input, Manifest, current_manifest
from chronik.record.store import Case

__all__ = ["Case", "Input", "Manifest", "current_manifest"]
