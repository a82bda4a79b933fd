"""How the columns of one sheet write numbers and days: each says it itself."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from itertools import chain
from typing import Any

from ingest.sheet.grids.grids import Cell
from ingest.sheet.values.amounts import amount_habit
from ingest.sheet.values.day_habits import DayHabit, day_habit
from ingest.sheet.values.numbers import Habit, habit_of


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of the columns, by name."""

    numbers: Mapping[str, Habit] = field(default_factory=dict)
    days: Mapping[str, DayHabit] = field(default_factory=dict)

    def number(self, column: str) -> Habit:
        """Return how a column writes numbers."""
        return self.numbers.get(column, Habit())

    def facts(self) -> dict[str, Any]:
        """Return all as plain values, for rows that wait (``habits_from``)."""
        numbers = {c: [sorted(h.groups), sorted(h.decimals)] for c, h in self.numbers.items()}
        return {"numbers": numbers, "days": {c: astuple(h) for c, h in self.days.items()}}

    def day(self, column: str) -> DayHabit:
        """Return how a column writes days."""
        return self.days.get(column, DayHabit())


def habits_from(facts: Mapping[str, Any]) -> Habits:
    """Return the habits that ``facts`` were made of."""
    return Habits(
        {c: Habit(frozenset(g), frozenset(d)) for c, (g, d) in facts["numbers"].items()},
        {column: DayHabit(*shown) for column, shown in facts["days"].items()},
    )


def habits_of(
    columns: Mapping[int, str],
    rows: Sequence[Sequence[Cell]],
    *,
    sums: Container[str] = (),
    from_1904: bool = False,
) -> Habits:
    """Return the habits of columns (index → name) in the rows of a sheet.

    ``sums`` are columns of money, which is seldom whole; ``from_1904`` says that the workbook
    counts days from 1904.
    """
    cells = {index: [row[index] for row in rows if index < len(row)] for index in columns}
    everywhere = day_habit(chain.from_iterable(cells.values()), from_1904=from_1904)
    own = {index: day_habit(column, from_1904=from_1904) for index, column in cells.items()}
    return Habits(
        {
            columns[index]: (amount_habit if columns[index] in sums else habit_of)(
                cell for cell in column if isinstance(cell, str)
            )
            for index, column in cells.items()
        },
        # Somebody who writes the month first in one column does so in the next.
        {columns[index]: habit.or_else(everywhere) for index, habit in own.items()},
    )
