"""Rows whose words got cells of their own: joined where there is one way, else not at all."""

from __future__ import annotations

import pytest

from ingest.iati_tables.slid_rows import MOST, joined

COLUMNS = [
    "activity_identifier", "title", "title_lang", "description", "description_lang",
    "activity_status", "default_currency", "actual_start_date",
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "whole"),
    [
        ("A|Agua|y|suelo||Un texto||2|USD|2020", None),
        ("A|Agua|y|suelo||Un texto||2|USD", "A|Agua y suelo||Un texto||2|USD|"),
        ("A|Agua|es|Un texto, entero|es|2|USD|", "A|Agua|es|Un texto, entero|es|2|USD|"),
        ("A|Agua||Un|texto|en|2|USD", "A|Agua||Un texto|en|2|USD|"),
        ("A|Agua||Un texto, entero||2|dólares|2020-01-02", None),
        ("A|de|la|en|el||2|USD", None),
        ("", None),
    ],
)  # fmt: skip
def test_one_way_or_none(cells: str, whole: str | None) -> None:
    found = joined(cells.split("|"), COLUMNS)
    assert found == (None if whole is None else whole.split("|"))


def test_endless_rows_are_not_tried() -> None:
    assert joined(["A", *["x"] * MOST], COLUMNS) is None
