"""Frames stay small enough to be accepted, however long blocks, columns and captions are."""

from __future__ import annotations

import io

from ingest.child.frames import END, HEADER, MAX_FRAME
from ingest.child.reports.block_frames import Told
from ingest.child.reports.report_limits import MAX_BLOCK, MAX_CELLS, MAX_CHARACTERS
from ingest.isolated import MAX_ANSWER


def sizes(told: Told, out: io.BytesIO) -> list[int]:
    told.end()
    out.seek(0)
    found = list[int]()
    while True:
        kind, size = HEADER.unpack(out.read(HEADER.size))
        if kind == END:
            return found
        found.append(size)
        out.seek(size, io.SEEK_CUR)


def test_long_blocks() -> None:
    out = io.BytesIO()
    told = Told(out)
    for sign in ("x", "\U0001f30e", "\x01"):
        for _ in range(80):
            assert told.block("paragraph", sign * MAX_BLOCK, 1)
    assert max(sizes(told, out)) < MAX_FRAME


def test_long_columns_and_captions() -> None:
    out = io.BytesIO()
    told = Told(out)
    columns = ["c" * MAX_BLOCK] * (MAX_CELLS + 1)
    while told.row(["a", "b"] * 20, 1, columns=columns, caption="n" * MAX_BLOCK, table=1):
        if told._blocks == 3_000:
            break
    found = sizes(told, out)
    assert max(found) < MAX_FRAME
    assert sum(found) < MAX_ANSWER


def test_there_is_an_end() -> None:
    out = io.BytesIO()
    told = Told(out)
    while told.block("paragraph", "x" * MAX_BLOCK, 1):
        pass
    assert MAX_CHARACTERS <= told._characters < MAX_CHARACTERS + MAX_BLOCK
