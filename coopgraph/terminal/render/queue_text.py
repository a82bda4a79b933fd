"""Rows that wait, in a terminal: all of them, one with its cells, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import grid, hanging, nothing, table
from kg.base.i18n import msg
from kg.base.text import printable
from kg.model.documents import Queue, QueueDecision, QueueFinding, QueueItem
from kg.model.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from rich.console import Console

_MOST: Final = 100
"""Rows of a table that somebody may still look through."""


def queue(console: Console, document: Queue) -> None:
    """Print the rows that wait: where each came from, and why."""
    lang = document.lang
    if not document.items:
        nothing(console, msg("No row waits."), lang)
        return
    headers = msg("Id"), msg("Since"), msg("File"), msg("Place"), msg("Why")
    made = table(headers, lang)
    for item in document.items[:_MOST]:
        place = printable(item.where)
        why = f"{printable(item.message)} [{item.code}]{_proposed(item)}"
        made.add_row(item.id, item.received[:10], printable(item.file), place, why)
    console.print(made)
    more = len(document.items) - _MOST
    if more > 0:
        left = msg("{n} more: --json lists all, --file NAME those of one file.", n=more)
        console.print(left.text(lang), style="dim")
    how = msg("One of them with its cells: coopgraph queue show ID.")
    console.print(how.text(lang), style="dim")


def shown(console: Console, document: Queue) -> None:
    """Print rows with their cells, and all that was found about them."""
    for item in document.items:
        _item(console, item, document.lang)
    if any(found.proposals for item in document.items for found in item.findings):
        how = msg("Take what is proposed: coopgraph queue accept ID --take 1 (or 2, 3).")
        console.print(how.text(document.lang), style="dim")


def decided(console: Console, document: QueueDecision) -> None:
    """Print what was taken and what was let go, then what waits still."""
    lang = document.lang
    for id_ in document.accepted:
        console.print(msg("{id} was taken.", id=id_).text(lang), soft_wrap=True)
    for id_ in document.stated:
        console.print(f"  {id_}", soft_wrap=True)
    _findings(console, document.findings, lang)
    for id_ in document.discarded:
        console.print(msg("{id} was discarded.", id=id_).text(lang), soft_wrap=True)
    for item in document.waiting:
        console.print(msg("{id} waits still:", id=item.id).text(lang), soft_wrap=True)
        _findings(console, item.findings, lang)


def _item(console: Console, item: QueueItem, lang: str) -> None:
    console.print(item.id, style="bold")
    facts = grid()
    facts.add_row(msg("File").text(lang), f"{printable(item.file)} {printable(item.where)}")
    if item.kind:
        facts.add_row(msg("Lists").text(lang), printable(item.kind))
    days = msg("{since}, until {until}", since=item.received[:10], until=item.until[:10])
    facts.add_row(msg("Waits since").text(lang), days.text(lang))
    console.print(facts)
    cells = grid()
    for name, text in item.row.items():
        cells.add_row(printable(name), printable(text))
    console.print(cells)
    _findings(console, item.findings, lang)


def _proposed(item: QueueItem) -> str:
    """Return what is proposed for a row, on lines of their own."""
    made = (
        f"\n{number}. {printable(one.cell)} {printable(one.name)}"
        for found in item.findings
        for number, one in enumerate(found.proposals, 1)
    )
    return "".join(made)


def _findings(console: Console, findings: Sequence[QueueFinding], lang: str) -> None:
    for found in findings:
        name = f"{printable(found.field)}: " if found.field else ""
        text = f"{name}{printable(found.message)} {printable(found.fix)}"
        outcome = OUTCOMES[found.outcome].text(lang)
        hanging(console, f"[{outcome}, {found.code}]", text, by=2)
