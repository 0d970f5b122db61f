"""Scripts of the repository that are no part of the package, as modules: bench, docs."""

import importlib.util
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def script(path: str) -> Any:
    """The script at ``path`` from the repository's root ("bench/time_errors.py") as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
