"""The campaign in a terminal: its totals and its list named, then each state by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import table
from kg.base.i18n import msg
from kg.exchange.campaign_list import PLACES
from kg.exchange.campaign_words import counted, place_of, standing_of
from kg.model.documents import DeskCampaign

if TYPE_CHECKING:
    from rich.console import Console


def campaign(console: Console, document: DeskCampaign) -> None:
    """Print the campaign."""
    lang = document.lang
    for line in (standing_of(document.list), counted(document.totals)):
        console.print(line.text(lang), soft_wrap=True)
    headers = (
        msg("State"), msg("List"), msg("Offers"), msg("Demands"), msg("Good practices"),
        msg("Oldest confirmation"), msg("Missing"), msg("Last asked"),
    )  # fmt: skip
    made = table(headers, lang)
    for one in document.states:
        counts = (str(n) for n in (one.offers, one.demands, one.practices))
        place = PLACES[place_of(one)].text(lang)
        made.add_row(
            one.label, place, *counts, one.oldest or "", " ".join(one.missing), one.asked or ""
        )
    console.print(made)
