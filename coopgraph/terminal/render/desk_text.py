"""The exchange in a terminal: focal points, what waits, requests for contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing, table
from kg.base.i18n import msg, say
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import ContactRequest, FocalPoint, Moving, Submission
from kg.model.documents import DeskContacts, DeskQueue, FocalPoints
from kg.model.vocabulary import word

if TYPE_CHECKING:
    from rich.console import Console


def focal_points(console: Console, document: FocalPoints) -> None:
    """Print who may act, for which office, by which mailbox."""
    lang = document.lang
    if not document.focal_points:
        nothing(console, msg("There is no focal point: see “coopgraph desk focal-points invite”."),
                lang)  # fmt: skip
        return
    made = table((msg("Id"), msg("Office"), msg("Role"), msg("Mailbox"), msg("State")), lang)
    for one in document.focal_points:
        role = str(say(word("focal_role", one.role), lang))
        state = _state(FocalPoint, one.state, lang)
        if one.bounced:
            came_back = msg("a letter came back on {day}", day=one.bounced).text(lang)
            state = f"{state} · {came_back}"
        made.add_row(one.id, one.office or "", role, one.mailbox, state)
    console.print(made)


def queue(console: Console, document: DeskQueue) -> None:
    """Print what waits for the secretariat."""
    lang = document.lang
    if not document.items:
        nothing(console, msg("Nothing waits."), lang)
        return
    made = table((msg("Id"), msg("Kind"), msg("From"), msg("State"), msg("Received")), lang)
    for item in document.items:
        state = msg("held").text(lang) if item.file else _state(Submission, item.state, lang)
        made.add_row(item.id, item.kind, item.office or item.file or "", state, item.received[:10])
    console.print(made)


def contacts(console: Console, document: DeskContacts) -> None:
    """Print the requests for contact, and until when each waits."""
    lang = document.lang
    if not document.contacts:
        nothing(console, msg("No office has asked another one yet."), lang)
        return
    headers = (
        msg("Id"), msg("From"), msg("To"), msg("Demand"), msg("Offer"), msg("State"), msg("Until"),
    )  # fmt: skip
    made = table(headers, lang)
    for one in document.contacts:
        state = _state(ContactRequest, one.state, lang)
        about = one.demand or "", one.offer or ""
        made.add_row(one.id, one.from_, one.to, *about, state, one.due or "")
    console.print(made)


def _state(cls: type[Moving], state: str, lang: str) -> str:
    found = LIVES[cls].states.get(state)
    return state if found is None else found.text(lang)
