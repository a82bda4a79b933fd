"""The sentences about a campaign that every page and list says alike: totals, with their list."""

from __future__ import annotations

from kg.base.i18n import Message, msg
from kg.base.reader_manner import SaidDay
from kg.exchange.campaign_list import Place
from kg.model.documents import CampaignListPart, CampaignState, CampaignTotals


def standing_of(rules: CampaignListPart) -> Message:
    """Return the name of the list, and whether the board has adopted it."""
    if rules.decided:
        return msg(
            "{name}, adopted on {date}: {decision}.",
            name=rules.name, date=SaidDay(rules.decided), decision=rules.decision,
        )  # fmt: skip
    return msg("{name}, a proposal: not adopted by the board.", name=rules.name)


def counted(told: CampaignTotals) -> Message:
    """Return how many of the list have a focal point, contributed, confirmed."""
    return msg(
        "Of the {n} on the list {points} have a focal point that is verified, {contributed} have "
        "contributed, {confirmed} have confirmed within the year.",
        n=told.on_list, points=told.focal_points, contributed=told.contributed,
        confirmed=told.confirmed,
    )  # fmt: skip


def place_of(one: CampaignState) -> Place:
    """Return the place on the list of a state as the document has it."""
    if one.invited is None:
        return "board_decides"
    return "invited" if one.invited else "not_invited"
