"""What was set back on a desk, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing, table
from kg.base.i18n import msg
from kg.exchange.life_cycle import LIVES
from kg.model.documents import Repaired, RepairedPart

if TYPE_CHECKING:
    from rich.console import Console


def repaired(console: Console, document: Repaired) -> None:
    """Print which records are set back, from where to where."""
    lang = document.lang
    if not document.records:
        nothing(console, msg("The desk says nothing that the knowledge base does not hold."), lang)
        return
    made = table((msg("Id"), msg("State"), msg("Set back to")), lang)
    for part in document.records:
        made.add_row(part.id, *_states(part, lang))
    console.print(made)
    if document.dry_run:
        console.print(msg("Nothing was written.").text(lang), soft_wrap=True)


def _states(part: RepairedPart, lang: str) -> tuple[str, str]:
    life = next(life for life in LIVES.values() if part.id.startswith(f"{life.cls.prefix}/"))
    return life.states[part.was].text(lang), life.states[part.state].text(lang)
