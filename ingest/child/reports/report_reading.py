"""A report into blocks: which reader reads which bytes; the name of a file decides nothing."""

from __future__ import annotations

from typing import IO

from ingest.child.frames import Refused
from ingest.child.kinds import ZIP
from ingest.child.reports.block_frames import Told
from ingest.child.reports.report_kinds import DOCX, HTML, PDF, packed_kind, report_kind
from ingest.child.reports.report_limits import MAX_REPORT
from ingest.child.zips import Parts


def read_report(source: IO[bytes], out: IO[bytes]) -> None:
    """Answer with the blocks of a report: what it is, its blocks, what stayed unread.

    Raises:
        Refused: it cannot be read, or not safely, or there is no text in it.
    """
    raw = source.read(MAX_REPORT + 1)
    if len(raw) > MAX_REPORT:
        raise Refused("too-large", most=MAX_REPORT)
    if not raw.strip():
        raise Refused("empty")
    told = Told(out)
    _read(raw, told)
    if not told.has_text:
        raise Refused("no-text")
    told.end()


def _read(raw: bytes, told: Told) -> None:
    kind = report_kind(raw)
    if kind == PDF:
        _read_pdf(raw, told)
    elif kind == ZIP:
        _read_packed(Parts(raw), told)
    elif kind == HTML:
        from ingest.child.reports.html_text import read_html

        read_html(raw, told)
    else:
        from ingest.child.reports.plain_text import read_text

        read_text(raw, told)


def _read_pdf(raw: bytes, told: Told) -> None:
    try:
        from ingest.child.reports.pdf.pdf_report import read_pdf
    except ImportError as error:
        raise Refused("reports-missing") from error
    read_pdf(raw, told)


def _read_packed(parts: Parts, told: Told) -> None:
    if packed_kind(parts) == DOCX:
        from ingest.child.reports.docx_reading import read_docx

        read_docx(parts, told)
    else:
        from ingest.child.reports.odt_reading import read_odt

        read_odt(parts, told)
