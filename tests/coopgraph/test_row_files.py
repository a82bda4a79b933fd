"""Rows of a query: in a terminal of any width, and as files for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from coopgraph.row_files import required, write_rows
from coopgraph.terminal.render.cypher_text import cypher as render
from kg.base.errors import BadFileError, BadOptionError
from kg.model.documents import Cypher


def document(columns: list[str], rows: list[list[Any]], **more: Any) -> Cypher:
    facts = {"revision": 1, "as_of": "2026-11-26", "lang": "en", "truncated": False, "hints": []}
    return Cypher(columns=columns, rows=rows, **{**facts, **more})


def printed(answer: Cypher, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False)
    render("en")(console, answer)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


WIDE = document(["id", "sources"], [["org/oas", ["source/" + "a" * 30]], ["org/eu", []]])


def test_columns_that_have_room_are_a_table() -> None:
    lines = printed(WIDE, 60)
    assert any("org/oas" in line and "source/" + "a" * 30 in line for line in lines)
    assert all(len(line) <= 60 for line in lines)


def test_columns_without_room_are_shown_record_by_record() -> None:
    lines = printed(WIDE, 46)
    assert "id       org/oas" in lines
    assert f"sources  source/{'a' * 30}" in lines
    # What is unknown or empty takes no line.
    assert lines[lines.index("id  org/eu") + 1].startswith("Revision 1")


def test_hints_stand_below_the_rows() -> None:
    lines = printed(document(["x"], [[1]], hints=["No record has the label “Stat”."]), 60)
    assert lines.index("No record has the label “Stat”.") == len(lines) - 2


ROWS = document(
    ["id", "=1+1", "list"],
    [
        ["org/oas", 0.5, ["a", "b"]],
        ["=cmd|' /C calc'!A0", None, {"é": [1]}],
        ["-1", -1, [[1], "x"]],
    ],
)


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path / "rows.csv")
    text = (tmp_path / "rows.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(text.decode("utf-8-sig").splitlines())) == [
        ["id", "'=1+1", "list"],
        ["org/oas", "0.5", "a; b"],
        ["'=cmd|' /C calc'!A0", "", '{"é": [1]}'],
        ["'-1", "-1", '[[1], "x"]'],
    ]


def test_lines_hold_the_values_as_they_are(tmp_path: Path) -> None:
    write_rows(ROWS, tmp_path / "rows.jsonl")
    lines = (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()
    assert [list(json.loads(line).values()) for line in lines] == ROWS.rows


def test_other_files_and_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOptionError):
        required(tmp_path / "rows.xlsx")
    with pytest.raises(BadFileError):
        write_rows(ROWS, tmp_path / "none" / "rows.csv")
