"""The campaign in a terminal: its totals and its list named, then each state by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import table
from kg.base.i18n import Message, msg
from kg.exchange.campaign_list import PLACES, Place
from kg.model.documents import CampaignState, DeskCampaign

if TYPE_CHECKING:
    from rich.console import Console


def campaign(console: Console, document: DeskCampaign) -> None:
    """Print the campaign."""
    lang = document.lang
    for line in heading(document):
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


def heading(document: DeskCampaign) -> tuple[Message, ...]:
    """Return what is said of the list as a whole."""
    told, rules = document.totals, document.list
    standing = (
        msg("{name}, adopted on {date}: {decision}.", name=rules.name, date=rules.decided,
            decision=rules.decision)
        if rules.decided
        else msg("{name}, a proposal: not adopted by the board.", name=rules.name)
    )  # fmt: skip
    counted = msg(
        "Of the {n} on the list {points} have a focal point that is verified, {contributed} have "
        "contributed, {confirmed} have confirmed within the year.",
        n=told.on_list, points=told.focal_points, contributed=told.contributed,
        confirmed=told.confirmed,
    )  # fmt: skip
    return standing, counted


def place_of(one: CampaignState) -> Place:
    """Return the place on the list of a state as the document has it."""
    if one.invited is None:
        return "board_decides"
    return "invited" if one.invited else "not_invited"
