"""The generated pages are current."""

from pathlib import Path

import pytest
from scripts import script

DOCS = Path(__file__).parent.parent / "docs"
generate = script("docs/generate.py")


@pytest.mark.parametrize("page", generate.PAGES)
def test_page_is_current(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == generate.PAGES[page](), f"run python docs/generate.py ({page})"
