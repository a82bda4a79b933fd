"""Consultations in a terminal: state and end of each, and item by item what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import nothing
from kg.base.i18n import msg, say
from kg.base.reader_manner import day
from kg.exchange.life_cycle import LIVES
from kg.model.desk_types import Consultation
from kg.model.documents import (
    ConsultationItem,
    ConsultationPart,
    ConsultationPosition,
    DeskConsultations,
    GuidelineAdopted,
)
from kg.model.vocabulary import word

if TYPE_CHECKING:
    from rich.console import Console


def consultations(console: Console, document: DeskConsultations) -> None:
    """Print each consultation; states and bodies apart, nothing counted."""
    lang = document.lang
    if not document.consultations:
        nothing(console, msg("There is no consultation."), lang)
    for one in document.consultations:
        _print(console, _head(one, lang))
        if one.decision:
            _print(console, f"  {one.decision} ({day(one.decided or '', lang)}): {one.reasons}")
        for item in one.items:
            if item.states or item.bodies or item.answer:
                _item(console, item, lang)


def adopted(console: Console, document: GuidelineAdopted) -> None:
    """Print which version is kept as adopted, and under which record."""
    said = msg("{name} {version} is kept as adopted: {id}.", name=document.guideline.name,
               version=document.guideline.version, id=document.id)  # fmt: skip
    _print(console, said.text(document.lang))
    _print(console, document.standing.sentence().text(document.lang))


def _head(one: ConsultationPart, lang: str) -> str:
    state = LIVES[Consultation].states[one.state].text(lang)
    until = msg("until {day}", day=day(one.until, lang)).text(lang) if one.until else ""
    parts = (one.id, f"{one.guideline} {one.version}", state, until)
    return " · ".join(part for part in parts if part)


def _item(console: Console, item: ConsultationItem, lang: str) -> None:
    _print(console, f"  {item.item or msg('The guideline as a whole').text(lang)}")
    _said(console, msg("Positions of states").text(lang), item.states, lang)
    _said(console, msg("Comments of invited bodies").text(lang), item.bodies, lang)
    if item.answer:
        outcome = say(word("board_outcome", item.answer.outcome), lang)
        heading = msg("Answer of the board").text(lang)
        _print(console, f"    {heading}: {outcome}. {_quoted(item.answer.text, item.answer.lang)}")
        _changed(console, item.answer.change, lang)


def _said(console: Console, heading: str, found: Sequence[ConsultationPosition], lang: str) -> None:
    if found:
        _print(console, f"    {heading}")
    for one in found:
        position = say(word("position", one.position), lang)
        _print(console, f"      {one.office}: {position} {_quoted(one.text, one.lang)}".rstrip())
        _changed(console, one.change, lang)


def _changed(console: Console, change: str, lang: str) -> None:
    """Print the item as somebody would have it, or as it shall be; nothing where it stays."""
    if change:
        said = msg("The item would read").text(lang)
        _print(console, f"        {said}")
        for line in change.splitlines():
            _print(console, f"          {line}")


def _quoted(text: str, lang: str) -> str:
    return f"«{' '.join(text.split())}» ({lang})" if text else ""


def _print(console: Console, text: str) -> None:
    console.print(text, soft_wrap=True, markup=False, highlight=False)
