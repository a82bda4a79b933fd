"""A row of a sheet on its way into statements: its cells, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.findings import Finding, Outcome, Problem, Proposed
from ingest.sheet.grids.formulas import FORMULA_FIX, looks_like_formula
from ingest.sheet.grids.grids import Cell
from ingest.sheet.headers.header_words import Name
from ingest.sheet.values.habits import Habits
from kg.base.i18n import Message, msg


@dataclass(slots=True)
class Draft:
    """One row: its place, its filled cells by name, its findings.

    ``closing`` is what further columns say of who may see it (``ingest.sheet.closing``),
    ``habits`` how the columns of the sheet write numbers and days, ``raw`` the row as it came,
    ``derived`` which records it does not name, and from which words we read them.
    """

    file: str
    where: str
    cells: Mapping[Name, Cell]
    findings: list[Finding] = field(default_factory=list)
    closing: tuple[str, ...] = ()
    habits: Habits = field(default_factory=Habits)
    raw: Sequence[Cell] = ()
    derived: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def find(
        self, column: str, code: str, outcome: Outcome, message: Message, fix: Message
    ) -> None:
        """Keep a finding about one column."""
        self.findings.append(Finding(self.file, self.where, column, code, outcome, message, fix))

    def propose(self, problem: Problem, proposed: Sequence[Proposed]) -> None:
        """Keep a finding about one column, and what it may say instead."""
        found = problem.finding(self.file, self.where)
        self.findings.append(replace(found, proposed=tuple(proposed)))

    def cell(self, column: str) -> Cell:
        """Return the cell of a column without language, empty where there is none."""
        return next((cell for name, cell in self.cells.items() if name.column == column), "")

    def text(self, column: str) -> str:
        """Return the cell of a column as text."""
        return as_text(self.cell(column))

    def texts(self, column: str, lang: str | None) -> dict[str, str]:
        """Return the cells of a column by language; ``lang`` is that of headers without one."""
        found = ((n.lang or lang or "und", c) for n, c in self.cells.items() if n.column == column)
        return {code: as_text(cell) for code, cell in found}


def as_text(cell: Cell) -> str:
    """Return a cell as text; whole numbers without their point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def without_formulas(draft: Draft) -> None:
    """Leave out every cell that looks like a formula: no program may ever evaluate it."""
    kept: dict[Name, Cell] = {}
    for name, cell in draft.cells.items():
        if looks_like_formula(cell):
            message = msg("The cell looks like a formula and was left out.")
            draft.find(name.column, "formula", Outcome.CHANGED, message, FORMULA_FIX)
        else:
            kept[name] = cell
    draft.cells = kept
