"""The states that totals are of: those on the campaign's list, which the board decides."""

from __future__ import annotations

from kg.exchange.campaign_list import CampaignList, listed
from kg.graph.view import View
from kg.model.documents import FollowUpList


def listed_states(view: View, rules: CampaignList) -> list[int]:
    """Return the states on the list on the day of a view (node numbers), by id."""
    return [one.node for one in listed(view, rules) if one.place == "invited"]


def list_named(view: View, rules: CampaignList, lang: str) -> FollowUpList:
    """Return how a total names its list: what it is, who decided it when, how many are on it."""
    body = view.snapshot.index(rules.body)
    return FollowUpList(
        name=rules.name,
        body=rules.body if body is None else view.label(body, lang),
        decided=rules.standing.date,
        decision=rules.standing.decision,
        states=len(listed_states(view, rules)),
    )
