"""Cells of tables: no program calculates them, wherever it parts them."""

from __future__ import annotations

import csv
import io
import re

import pytest

from kg.export.csv_tables import safe

FORMULAS = (
    '=HYPERLINK("http://evil.example")', "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "＝1+1",
    "water;=1+1", 'water; "=1+1"', "water\n=1+1", "water\r\n@SUM(A1)", ";;=1", "a;\t=1", " =1",
)  # fmt: skip
CALCULATED = re.compile(r'[\s"]*[=+\-@＝＋－＠]')


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_part_of_a_cell_begins_a_formula(text: str, separator: str) -> None:
    """In Spanish, Portuguese and French a spreadsheet parts the cells of any CSV at semicolons."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow(["org/a", safe(text), "end"])
    # Programs that part at another sign do not know what was quoted before the first comma.
    lines = [file.getvalue()] if separator == "," else re.split("[\r\n]+", file.getvalue())
    for row in csv.reader(lines, delimiter=separator):
        assert not [cell for cell in row if CALCULATED.match(cell)]


@pytest.mark.parametrize("text", ["Haiti", "a-b; c", "2020-01-01;2021-01-01", "x = 1", "", "a\nb"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_no_control_breaks_who_reads_it() -> None:
    assert safe("a\x00b\x1b") == "a\ufffdb\ufffd"
