"""A long list on a telephone begins with one screen of rows; none is lost, none is shown twice."""

from __future__ import annotations

import pytest

from viz.pictures.first_rows import MOST, SCREEN, first_lines, first_rows, lines_of
from viz.pictures.picture import Cell, Twin, TwinGroup, TwinRow


def row(name: str, lines: int) -> TwinRow:
    """A row of so many lines, one a cell."""
    return TwinRow(Cell(name), tuple((Cell("said"),) for _ in range(lines - 1)))


def twin(*sizes: int, lines: int = 3) -> Twin:
    """A twin with groups of so many rows."""
    groups = [
        TwinGroup(f"g{at}", tuple(row(f"{at}.{n}", lines) for n in range(size)))
        for at, size in enumerate(sizes)
    ]
    return Twin(("Name", "What"), tuple(groups))


def names(part: Twin | None) -> list[str]:
    return [row.name.text for group in part.groups for row in group.rows] if part else []


@pytest.mark.parametrize("sizes", [(), (1,), (10,), (12,), (4, 4), (5, 5, 2)])
def test_a_short_list_is_shown_whole(sizes: tuple[int, ...]) -> None:
    assert first_rows(twin(*sizes)) == (twin(*sizes), None)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((13, 8), 10), ((4, 4, 9), 8), ((2, 4, 30), 6), ((1,) * 40, 10), ((30,), 10), ((0, 5, 30), 5)],
)
def test_a_long_one_is_cut_where_a_group_ends_near(sizes: tuple[int, ...], shown: int) -> None:
    first, rest = first_rows(twin(*sizes))
    assert len(names(first)) == shown
    assert sum(lines_of(row) for group in first.groups for row in group.rows) <= SCREEN
    assert names(first) + names(rest) == names(twin(*sizes))
    assert all(group.rows for part in (first, rest) if part for group in part.groups)


def test_one_row_is_shown_however_long_it_is() -> None:
    first, rest = first_rows(twin(9, lines=SCREEN * 2))
    assert names(first) == ["0.0"]
    assert len(names(rest)) == 8


def test_a_group_that_is_cut_is_named_in_both_parts() -> None:
    first, rest = first_rows(twin(13, 8))
    assert rest is not None
    assert first.groups[-1].title == rest.groups[0].title == "g0"


def test_long_texts_take_several_lines() -> None:
    assert lines_of(TwinRow(Cell("x" * 33), ((Cell("y" * 65), Cell("z")),))) == 2 + 3 + 1


def test_a_cell_of_many_lines_shows_its_first() -> None:
    cells = tuple(Cell("said") for _ in range(40))
    assert first_lines(cells) == MOST
    assert first_lines(cells[: MOST + 2]) == MOST + 2
    assert lines_of(TwinRow(Cell("name"), (cells,))) == 1 + MOST
