"""``python -m chronik``."""

from chronik.cli import main

main()
