"""Stage 8: give it away: JSON Lines, CSV, one page."""

from chronik.publish.case import case_lines, finding_lines_of, state_line
from chronik.publish.csv_tables import write_csv
from chronik.publish.jsonl import article_lines
from chronik.publish.page import publish_page

__all__ = ["article_lines", "case_lines", "finding_lines_of", "publish_page", "state_line", "write_csv"]
