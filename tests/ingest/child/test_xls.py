"""Workbooks of Excel 97: read as others are, within the same bounds; hostile ones refused."""

from __future__ import annotations

import random
import struct
from pathlib import Path
from typing import Any

import pytest

from ingest import isolated
from ingest.child import ole
from ingest.child.frames import Refused
from ingest.child.xls import count_workbook
from tests.ingest.child.xls_books import MAGIC, Day, Rows, Shared, compound, record, stream, xls


def read(path: Path, raw: bytes) -> list[Any]:
    path.write_bytes(raw)
    with path.open("rb") as file:
        return list(isolated.workbook(file))


def refusal(path: Path, raw: bytes) -> str:
    try:
        return f"read {len(read(path, raw))}"
    except Refused as refused:
        return refused.code
    except isolated.ChildDiedError:
        return "died"


def shared(texts: list[str], cut: int) -> bytes:
    """Shared texts in a record that goes on in another one after ``cut`` characters of the last."""
    whole = [struct.pack("<HB", len(t), 1) + t.encode("utf-16-le") for t in texts[:-1]]
    last = texts[-1].encode("utf-16-le")
    head = struct.pack("<II", len(texts), len(texts)) + b"".join(whole)
    head += struct.pack("<HB", len(texts[-1]), 1) + last[: 2 * cut]
    return record(0x00FC, head) + record(0x003C, b"\1" + last[2 * cut :])


def test_hidden_sheets_and_days_from_1904(tmp_path: Path) -> None:
    raw = compound(
        stream([("A", [["x"]]), ("B", [[Day(44391), 44391]])], hidden=["B"], from_1904=True)
    )
    first, _, second, rows = read(tmp_path / "o", raw)
    assert (first["visible"], second["visible"]) == (True, False)
    assert second["from_1904"]
    assert rows == [[["2025-07-15"], 44391.0]]


def test_what_a_sheet_says_of_its_reach_costs_nothing(tmp_path: Path) -> None:
    data = stream([("A", [["x", 1]])])
    claim = struct.pack("<HH", 0x0200, 14)
    place = data.index(claim) + 4
    data = data[:place] + struct.pack("<IIHHH", 0, 65_536, 0, 256, 0) + data[place + 14 :]
    assert read(tmp_path / "o", compound(data))[1] == [["x", 1.0]]


def test_shared_texts_that_go_on_in_another_record(tmp_path: Path) -> None:
    data = stream([("A", [[Shared(0), Shared(1)]])], more=shared(["uno", "niñas y niños"], 5))
    assert count_workbook(data).lengths == [3, 13]
    assert read(tmp_path / "o", compound(data))[1] == [["uno", "niñas y niños"]]


def test_shared_texts_are_counted_wherever_they_stand(tmp_path: Path) -> None:
    rows: Rows = [[Shared(0)] * 250] * 8
    data = stream([("A", rows)], more=shared(["x" * 16_000], 3_000))
    assert refusal(tmp_path / "o", compound(data)) == "too-much-text"


def test_large_ones_are_packed_so_that_they_can_be_read(tmp_path: Path) -> None:
    rows: Rows = [[f"fila {n}", "texto " * 20, n] for n in range(40_000)]
    found = read(tmp_path / "o", ole.packed(stream([("A", rows)])))
    assert sum(len(batch) for batch in found[1:]) == 40_000


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (MAGIC, "damaged"),
        (MAGIC + bytes(3000), "damaged"),
        (compound(b"x", "WordDocument"), "no-workbook"),
        (compound(b"x", "EncryptedPackage"), "protected"),
        (xls([["x"]], more=record(0x002F, b"\1\0" * 20)), "protected"),
        (compound(b"\x09\x08\x10\0\0\x05\x05\0" + bytes(20)), "no-workbook"),
        (xls([["x"]], more=record(0x00FC, b"\0" * 9)), "damaged"),
        (compound(stream([(f"S{n}", [[1]]) for n in range(40)])), "too-many-sheets"),
    ],
)
def test_what_is_refused(tmp_path: Path, raw: bytes, code: str) -> None:
    assert refusal(tmp_path / "o", raw) == code


def test_cells_that_reach_too_far(tmp_path: Path) -> None:
    data = stream([("A", [[1.0]])])
    cell = record(0x0203, struct.pack("<HHHd", 0, 0, 0, 1.0))
    far = record(0x0203, struct.pack("<HHHd", 65_000, 255, 0, 1.0))
    assert refusal(tmp_path / "o", compound(data.replace(cell, far))) == "too-many-cells"
    wide = record(0x0203, struct.pack("<HHHd", 0, 60_000, 0, 1.0))
    assert refusal(tmp_path / "o", compound(data.replace(cell, wide))) == "too-many-columns"


def test_sheets_that_lie_in_the_same_place(tmp_path: Path) -> None:
    data = stream([("A", [[1]]), ("B", [[2]])])
    first = struct.unpack_from("<I", data, data.index(record(0x0085)[:2]) + 4)[0]
    second = struct.unpack_from("<I", data, data.rindex(b"\x85\0") + 4)[0]
    twice = data.replace(struct.pack("<I", second), struct.pack("<I", first), 1)
    assert refusal(tmp_path / "o", compound(twice)) == "damaged"


def test_a_table_that_goes_round_in_a_circle(tmp_path: Path) -> None:
    raw = bytearray(xls([["x"]]))
    # The third sector of the stream leads back to the first of it.
    struct.pack_into("<I", raw, 512 + 4 * 4, 2)
    assert refusal(tmp_path / "o", bytes(raw)) == "damaged"


def test_damaged_ones_are_refused_or_read(tmp_path: Path) -> None:
    rng = random.Random(11)
    whole = xls([["a", "b", Day(45853)]] * 30)
    for _ in range(12):
        raw = bytearray(whole)
        for _ in range(8):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        assert refusal(tmp_path / "o", bytes(raw[: rng.choice([len(raw), len(raw) // 2])]))
