"""Whole numbers: grouped as their column groups them, held where nobody can tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.loading import Source
from tests.ingest.sheet.conftest import codes, items, node

HEAD = ["actor", "title", "sector", "capacity"]


def capacities(sheet: Source) -> list[int | None]:
    return [node(item).props.get("capacity") for item in items(sheet)]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1.000", "1.500"], [1000, 1500]),
        (["10.000", "2.750.000"], [10_000, 2_750_000]),
        (["1,000", "1,250"], [1000, 1250]),
        (["1 000", "12\u00a0500", "3\u202f000"], [1000, 12_500, 3000]),
        (["1’000", "20"], [1000, 20]),
        (["1.000", "2.5"], [1, None]),
        (["3.0", "4,00", "7"], [3, 4, 7]),
    ],
)
def test_a_column_says_what_it_groups_with(
    read: Callable[..., Source], cells: list[str], numbers: list[int | None]
) -> None:
    rows = [["Haití", f"Riego {i}", "110", cell] for i, cell in enumerate(cells)]
    sheet = read("offers", [HEAD, *rows])
    assert capacities(sheet) == numbers
    assert all(code == "bad-number" for _, code, _ in codes(sheet))


@pytest.mark.parametrize("cell", ["1.000", "1,000", "10.000"])
def test_what_may_be_one_or_a_thousand_waits(read: Callable[..., Source], cell: str) -> None:
    sheet = read("offers", [HEAD, ["Haití", "Riego", "110", cell], ["Haití", "Agua", "110", "7"]])
    assert codes(sheet) == [("capacity", "ambiguous-number", "held")]


def test_a_column_of_two_habits_waits(read: Callable[..., Source]) -> None:
    rows = [["Haití", f"Riego {i}", "110", c] for i, c in enumerate(["1.500", "2.5", "1.000"])]
    found = [code for _, code, _ in codes(read("offers", [HEAD, *rows]))]
    assert found == ["bad-number", "ambiguous-number"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,000.00", 1000), ("1.000,0", 1000), ("1´500", 1500), ("1 000 000", 1_000_000),
     ("12.000.000", 12_000_000)],
)  # fmt: skip
def test_numbers_that_say_themselves_how_they_are_grouped(
    read: Callable[..., Source], cell: str, number: int
) -> None:
    sheet = read("offers", [HEAD, ["Haití", "Riego", "110", cell]])
    assert capacities(sheet) == [number]
    assert codes(sheet) == []


@pytest.mark.parametrize("cell", ["0.000", "1.2.3", "1.00.000", "0,500", "1,,000"])
def test_what_is_no_number_is_told(read: Callable[..., Source], cell: str) -> None:
    sheet = read("offers", [HEAD, ["Haití", "Riego", "110", cell]])
    assert [code for _, code, _ in codes(sheet)] == ["bad-number"]
