"""Test reports as files, in each form that is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.long_reports.long_docx import as_docx
from tests.long_reports.long_html import as_html
from tests.long_reports.long_odt import as_odt
from tests.long_reports.long_pdf import as_pdf
from tests.long_reports.long_pieces import LongReport
from tests.long_reports.long_text import as_text

FORMS: dict[str, Callable[[LongReport], bytes]] = {
    "docx": as_docx,
    "odt": as_odt,
    "html": as_html,
    "txt": as_text,
    "pdf": as_pdf,
    "2.pdf": partial(as_pdf, columns=2),
}
"""Endings of files, and what writes them; ``2.pdf`` is in two columns."""


def written(report: LongReport, folder: Path, name: str, form: str) -> Path:
    """Write a report into a folder in one of ``FORMS``; return its path."""
    path = folder / f"{name}.{form}"
    path.write_bytes(FORMS[form](report))
    return path
