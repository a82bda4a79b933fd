"""Rectangles, what is taken, and which lines run through: against counting by small steps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viz.boxes import Box, Drawn, Taken
from viz.link_curve import Curve

WHOLE = st.integers(-200, 300)
POINT = st.tuples(WHOLE, WHOLE)
BOX = st.builds(
    lambda x, y, wide, high: Box(x, y, x + wide, y + high),
    WHOLE, WHOLE, st.integers(2, 150), st.integers(2, 150),
)  # fmt: skip


def walked(box: Box, start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Whether one of a thousand points of a line lies well within a rectangle."""
    return any(
        box.left + 0.5 < start[0] + (end[0] - start[0]) * share / 1000 < box.right - 0.5
        and box.top + 0.5 < start[1] + (end[1] - start[1]) * share / 1000 < box.bottom - 0.5
        for share in range(1001)
    )


@given(BOX, POINT, POINT)
def test_what_a_walk_meets_is_cut(box: Box, start: tuple[int, int], end: tuple[int, int]) -> None:
    if walked(box, start, end):
        assert box.cut_by(start, end)
        assert Drawn([Curve((start, end))]).through(box) == 1


@given(BOX, st.lists(st.tuples(POINT, POINT), max_size=8))
def test_the_grid_misses_none(
    box: Box, lines: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    found = Drawn([Curve(line) for line in lines]).through(box)
    assert found == sum(box.cut_by(*line) for line in lines)


@given(BOX, st.lists(BOX, max_size=8))
def test_free_is_what_meets_nothing(box: Box, others: list[Box]) -> None:
    taken = Taken()
    for other in others:
        taken.add(other)
    assert taken.free(box) == (not any(box.meets(other) for other in others))


def test_a_line_along_an_edge_does_not_cut() -> None:
    assert not Box(0, 0, 10, 10).cut_by((0, 10), (10, 10))
    assert not Box(0, 0, 10, 10).cut_by((-5, -1), (15, -1))
    assert Box(0, 0, 10, 10).cut_by((-5, 5), (15, 5))


def test_moved() -> None:
    assert Box(0, 1, 2, 3).moved(10, 20) == Box(10, 21, 12, 23)
