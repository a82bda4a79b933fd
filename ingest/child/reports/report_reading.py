"""A report into blocks: which reader reads which bytes."""

from __future__ import annotations

import re
from typing import IO, Final

from ingest.child.frames import Refused
from ingest.child.reports.plain_text import read_text
from ingest.child.reports.report_limits import MAX_REPORT
from ingest.child.reports.told import Told

_HEAD: Final = 1_024
"""Bytes in which the mark of a PDF stands."""
_OBJECT: Final = re.compile(rb"^\d+ \d+ obj\b", re.MULTILINE)


def read_report(source: IO[bytes], out: IO[bytes]) -> None:
    """Answer with the blocks of a report: what it is, its blocks, what stayed unread.

    Raises:
        Refused: it cannot be read, or not safely.
    """
    raw = source.read(MAX_REPORT + 1)
    if len(raw) > MAX_REPORT:
        raise Refused("too-large", most=MAX_REPORT)
    if not raw.strip():
        raise Refused("empty")
    told = Told(out)
    if is_pdf(raw):
        _read_pdf(raw, told)
    else:
        read_text(raw, told)
    told.end()


def is_pdf(raw: bytes) -> bool:
    """Say whether bytes are a PDF: its mark stands in the first kilobyte, or its parts do."""
    return b"%PDF-" in raw[:_HEAD] or (_OBJECT.search(raw[:_HEAD]) is not None and b"endobj" in raw)


def _read_pdf(raw: bytes, told: Told) -> None:
    try:
        from ingest.child.reports.pdf.pdf_report import read_pdf
    except ImportError as error:
        raise Refused("reports-missing") from error
    read_pdf(raw, told)
