"""Stage 8: give it away: JSON Lines, TimeML, CSV, one page."""

from chronik.publish.case import case_lines, finding_lines_of, state_line
from chronik.publish.csv_tables import write_csv
from chronik.publish.jsonl import article_lines
from chronik.publish.page import publish_page
from chronik.publish.timeml import timeml
from chronik.publish.timeml_folder import timeml_folder
from chronik.publish.timeml_read import TimemlDocument, read_timeml

__all__ = [
    "TimemlDocument",
    "article_lines",
    "case_lines",
    "finding_lines_of",
    "publish_page",
    "read_timeml",
    "state_line",
    "timeml",
    "timeml_folder",
    "write_csv",
]
