"""A long list on a telephone begins with a few rows; none is lost, none is shown twice."""

from __future__ import annotations

import pytest

from viz.pictures.first_rows import FIRST, first_rows
from viz.pictures.picture import Cell, Twin, TwinGroup, TwinRow


def twin(*sizes: int) -> Twin:
    """A twin with groups of so many rows."""
    groups = [
        TwinGroup(f"g{at}", tuple(TwinRow(Cell(f"{at}.{row}")) for row in range(size)))
        for at, size in enumerate(sizes)
    ]
    return Twin(("Name",), tuple(groups))


def names(part: Twin | None) -> list[str]:
    return [row.name.text for group in part.groups for row in group.rows] if part else []


@pytest.mark.parametrize("sizes", [(), (1,), (FIRST,), (FIRST + 2,), (4, 4), (3, 3, 2)])
def test_a_short_list_is_shown_whole(sizes: tuple[int, ...]) -> None:
    assert first_rows(twin(*sizes)) == (twin(*sizes), None)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((13, 8), 6), ((4, 4, 4), 8), ((2, 4, 30), 6), ((1,) * 40, 8), ((30,), 6), ((0, 5, 30), 5)],
)
def test_a_long_one_is_cut_where_a_group_ends_near(sizes: tuple[int, ...], shown: int) -> None:
    first, rest = first_rows(twin(*sizes))
    assert len(names(first)) == shown
    assert names(first) + names(rest) == names(twin(*sizes))
    assert all(group.rows for part in (first, rest) if part for group in part.groups)


def test_a_group_that_is_cut_is_named_in_both_parts() -> None:
    first, rest = first_rows(twin(13, 8))
    assert rest is not None
    assert first.groups[-1].title == rest.groups[0].title == "g0"
