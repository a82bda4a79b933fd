"""A row in one line: each cell behind its column, or behind none where they do not fit."""

from __future__ import annotations

from kg.condense.rows_in_words import fits_columns, in_words
from kg.model.documents import ExtractedRow


def row(*cells: str, columns: tuple[str, ...] = ()) -> ExtractedRow:
    return ExtractedRow(
        text=" · ".join(filter(None, cells)), page=1, paragraph=1, lang="en", cells=[*cells],
        columns=[*columns], caption="",
    )  # fmt: skip


def test_each_cell_stands_behind_its_column() -> None:
    one = row("Haiti", "", "450", columns=("State", "Note", "US$ thousands"))
    assert in_words(one) == "State: Haiti · US$ thousands: 450"


def test_where_they_do_not_fit_no_cell_has_a_column() -> None:
    one = row("Haiti", "450", columns=("State", "Note", "US$ thousands"))
    assert not fits_columns(one)
    assert in_words(one) == "Haiti · 450"
    assert in_words(row("Haiti", "450")) == "Haiti · 450"
