"""One consolidated answer in a terminal: covered, partly, not, and what nobody offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, msg
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import ContactRequest
from kg.model.documents import AnswerMatch, AnswerSector, DeskAnswer
from kg.model.vocabulary import OUTCOMES_OF_ANSWERS

if TYPE_CHECKING:
    from rich.console import Console


def desk_answer(console: Console, document: DeskAnswer) -> None:
    """Print what covers a demand, what lacks something, and what nobody offers."""
    lang = document.lang
    outcome = OUTCOMES_OF_ANSWERS[document.outcome].text(lang)
    console.print(f"{document.demand.label} ({document.demand.id}): {outcome}", style="bold")
    _matches(console, msg("Covered by"), document.covered, lang)
    _matches(console, msg("Covered in part by"), document.partly, lang)
    _matches(console, msg("What has worked elsewhere"), document.practices, lang)
    _sectors(console, msg("Not covered, though somebody offers it"), document.not_covered, lang)
    _sectors(console, msg("Nobody offers"), document.nobody_offers, lang)
    if document.own_missing:
        console.print(msg("What the demand does not say itself").text(lang), style="bold")
        for text in document.own_missing:
            hanging(console, "-", text)
    footer(console, document, document.lens)


def _matches(console: Console, title: Message, found: Sequence[AnswerMatch], lang: str) -> None:
    if not found:
        return
    console.print(title.text(lang), style="bold")
    for one in found:
        hanging(console, "-", f"{one.label} ({one.id}){_request(one, lang)}")
        for gap in one.gaps:
            hanging(console, "!", gap.text, by=2, style="yellow")
        for reason in one.reasons:
            hanging(console, "·", reason, by=2, style="dim")


def _request(one: AnswerMatch, lang: str) -> str:
    if one.request is None or one.state is None:
        return ""
    state = LIVES[ContactRequest].states[one.state].text(lang)
    return f" · {one.request}: {state}"


def _sectors(console: Console, title: Message, found: Sequence[AnswerSector], lang: str) -> None:
    if not found:
        return
    console.print(title.text(lang), style="bold")
    for sector in found:
        hanging(console, "-", f"{sector.label} ({sector.id})")
        for near in sector.near:
            text = msg("near it: {label} ({id})", label=near.label, id=near.id)
            hanging(console, "·", text.text(lang), by=2, style="dim")
