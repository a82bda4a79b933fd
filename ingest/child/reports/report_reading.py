"""A report into blocks: which reader reads which bytes."""

from __future__ import annotations

from typing import IO

from ingest.child.frames import Refused
from ingest.child.reports.plain_text import read_text
from ingest.child.reports.report_limits import MAX_REPORT
from ingest.child.reports.told import Told


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
    read_text(raw, told)
    told.end()
