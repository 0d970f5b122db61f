"""Chronik reads a pile of dated news reports and builds a dossier in which every line cites its sentence."""

from chronik.errors import CaseError, ChronikError, InputError, LanguageError
from chronik.ingest import read
from chronik.model import WrittenDate
from chronik.pipeline import annotate_pile, build, state_on, work_through
from chronik.pipeline import date_text as date
from chronik.publish import case_lines, publish_page
from chronik.record import Case

__all__ = [
    "Case",
    "CaseError",
    "ChronikError",
    "InputError",
    "LanguageError",
    "WrittenDate",
    "annotate_pile",
    "build",
    "case_lines",
    "date",
    "publish_page",
    "read",
    "state_on",
    "work_through",
]
