"""Where the child begins: it confines itself, then reads what it was started for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, Final

from ingest.child.confine import confine
from ingest.child.frames import REFUSED, Refused, put_value

WORKBOOK: Final = "workbook"
"""Reads the workbook that is its standard input, once."""
ARCHIVE: Final = "archive"
"""Unpacks what it is asked for on its standard input, until that ends."""
REPORT: Final = "report"
"""Reads the report that is its standard input, once."""


def main(task: str) -> None:
    """Run one task between standard input and standard output."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    if task == WORKBOOK:
        from ingest.child.workbook import read_workbook

        confine()
        _once(read_workbook, source, out)
    elif task == REPORT:
        from ingest.child.reports.report_limits import MEMORY, SECONDS
        from ingest.child.reports.report_reading import read_report

        confine(MEMORY, SECONDS)
        _once(read_report, source, out)
    else:
        from ingest.child.archive import serve

        confine()
        serve(source, out)
    out.flush()


def _once(read: Callable[[IO[bytes], IO[bytes]], None], source: IO[bytes], out: IO[bytes]) -> None:
    try:
        read(source, out)
    except Refused as refused:
        put_value(out, {"code": refused.code, **refused.facts}, REFUSED)
