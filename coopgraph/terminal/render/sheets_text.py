"""What people can fill in, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import grid
from kg.base.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import SheetColumn, SheetKinds


def kinds(console: Console, document: SheetKinds) -> None:
    """Print every kind of sheet with its columns, those that are needed marked."""
    lang = document.lang
    for kind in document.kinds:
        console.print(f"{kind.kind} ({kind.type})", style="bold")
        rows = grid()
        for column in kind.columns:
            rows.add_row(_name(column), f"{column.header}: {column.help}")
        console.print(rows)
        console.print()
    needed = msg("* A new record needs it. All sheets: coopgraph template KIND FILE.xlsx.")
    console.print(needed.text(lang), style="dim")


def _name(column: SheetColumn) -> str:
    return f"  {column.column}{'*' if column.needed else ''}"
