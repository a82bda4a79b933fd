"""A portfolio, in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import footer, hanging, table
from kg.base.i18n import msg
from kg.matching.portfolio.portfolio_sentences import nothing
from kg.model.documents import Named, Portfolio, PortfolioPair

if TYPE_CHECKING:
    from rich.console import Console


def portfolio(console: Console, document: Portfolio) -> None:
    """Print what is proposed with its reasons, who gets how much, what is left out and assumed."""
    lang = document.lang
    console.print(document.proposal, style="bold")
    for one in document.chosen:
        _pair(console, one)
    if not document.chosen:
        console.print(nothing(document.left_out).text(lang))
    _states(console, document)
    if document.left_out:
        console.print(msg("Left out").text(lang), style="bold")
    for left in document.left_out:
        hanging(console, "–", f"{left.demand.label} ({_names(left.by)}). {left.sentence}")
    for under_way in document.under_way:
        said = msg("Under way already: {demand} – {offer}", demand=under_way.demand.label,
                   offer=under_way.offer.label)  # fmt: skip
        hanging(console, "·", said.text(lang))
    for sentence in document.sentences:
        hanging(console, "·", sentence, style="dim")
    footer(console, document, document.lens)


def _pair(console: Console, one: PortfolioPair) -> None:
    console.print(f"{one.demand_label} ({_names(one.by)})", style="bold")
    hanging(console, "←", f"{one.offer_label} ({_names(one.offer_by)})", 2)
    if one.better is not None:
        hanging(console, " ", one.why, 4, "dim")


def _states(console: Console, document: Portfolio) -> None:
    lang = document.lang
    if not document.states:
        return
    heads = (msg("Who asks"), msg("Demands"), msg("Met"), msg("Floor"))
    made = table(heads, lang, numbers=(1, 2, 3))
    for one in document.states:
        made.add_row(one.label, str(one.asked), str(one.met), str(one.floor))
    console.print(made)
    for one in document.states:
        if one.sentence is not None:
            hanging(console, "!", f"{one.label}: {one.sentence}")


def _names(actors: Sequence[Named]) -> str:
    return ", ".join(one.label for one in actors)
