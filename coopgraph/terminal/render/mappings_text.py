"""Mappings of sheets in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import grid, nothing, table
from kg.base.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import Mappings, OneMapping


def mappings(console: Console, document: Mappings) -> None:
    """Print all mappings, one a line."""
    lang = document.lang
    if not document.mappings:
        nothing(console, msg("There is no mapping: ingest sheet … --map makes one."), lang)
        return
    rows = table((msg("Name"), msg("Kind of sheet"), msg("Made on"), msg("Columns")), lang)
    for one in document.mappings:
        rows.add_row(one.name, one.kind, one.made, str(len(one.columns)))
    console.print(rows)


def one_mapping(console: Console, document: OneMapping) -> None:
    """Print what each column is read as, and what holds for all rows."""
    lang = document.lang
    console.print(f"{document.name} ({document.kind}, {document.made})", style="bold")
    rows = grid()
    for pair in document.columns:
        rows.add_row(f"--map {pair.column}", pair.value)
    for pair in document.values:
        rows.add_row(f"--set {pair.column}", pair.value)
    if document.source:
        rows.add_row("--source", document.source)
    console.print(rows)
    known = msg("Files are known by the headers: {headers}", headers=document.headers)
    console.print(known.text(lang), style="dim")
