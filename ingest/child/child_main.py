"""Where the child begins: it confines itself, then reads what it was started for."""

from __future__ import annotations

import sys
from typing import Final

from ingest.child.confine import confine
from ingest.child.frames import REFUSED, Refused, put_value

WORKBOOK: Final = "workbook"
"""Reads the workbook that is its standard input, once."""
ARCHIVE: Final = "archive"
"""Unpacks what it is asked for on its standard input, until that ends."""


def main(task: str) -> None:
    """Run one task between standard input and standard output."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    if task == WORKBOOK:
        from ingest.child.workbook import read_workbook

        confine()
        try:
            read_workbook(source, out)
        except Refused as refused:
            put_value(out, {"code": refused.code, **refused.facts}, REFUSED)
    else:
        from ingest.child.archive import serve

        confine()
        serve(source, out)
    out.flush()
