"""Approaches and transfers in a terminal: where each stands, and what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing, table
from kg.base.i18n import msg, nmsg
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import Approach, Moving, Transfer
from kg.model.documents import DeskApproaches

if TYPE_CHECKING:
    from rich.console import Console


def approaches(console: Console, document: DeskApproaches) -> None:
    """Print how far each partner and each good practice is."""
    lang = document.lang
    if not document.approaches and not document.transfers:
        nothing(console, msg("No approach is on record yet."), lang)
        return
    headers = (
        msg("Id"), msg("Partner"), msg("State"), msg("Day"), msg("Next step"), msg("Until"),
    )  # fmt: skip
    made = table(headers, lang)
    for one in document.approaches:
        made.add_row(one.id, one.partner, _state(Approach, one.state, lang), one.day or "",
                     one.next_step or "", _due(one.next_day, one.days_late, lang))  # fmt: skip
    for each in document.transfers:
        way = f"{each.practice}: {each.from_} → {each.to}"
        made.add_row(each.id, way, _state(Transfer, each.state, lang), each.day or "",
                     each.next_step or "", _due(each.next_day, each.days_late, lang))  # fmt: skip
    console.print(made)


def _state(cls: type[Moving], state: str, lang: str) -> str:
    return LIVES[cls].states[state].text(lang)


def _due(day: str | None, late: int | None, lang: str) -> str:
    if not late:
        return day or ""
    said = nmsg("{count} day late", "{count} days late", late).text(lang)
    return f"{day} · {said}"
