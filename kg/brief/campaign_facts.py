"""What a campaign report rests on: which states have contributed, what is open, the list."""

from __future__ import annotations

from dataclasses import dataclass

from kg.base.dates import add_months
from kg.brief.paper_telling import Telling
from kg.exchange.campaign import campaign_of, list_part, totals
from kg.exchange.campaign_list import campaign_list
from kg.model.documents import (
    CampaignListPart,
    CampaignTotals,
    Declared,
    StateCoverage,
    Status,
)
from kg.questions import DeclaredQuestion, StatusQuestion


@dataclass(frozen=True, slots=True)
class Facts:
    """Who has contributed, what is open, and the totals of the list.

    ``totals`` are None where those of the desk are not for the readers of the paper.
    """

    status: Status
    offers: Declared
    demands: Declared
    practices: Declared
    rules: CampaignListPart
    totals: CampaignTotals | None
    since: str

    @property
    def contributors(self) -> list[StateCoverage]:
        """The states with an offer, a demand or a practice on record, by id."""
        return [one for one in self.status.states if one.offers or one.demands or one.practices]

    @property
    def fresh(self) -> int:
        """How many states have confirmed a record within the year."""
        return sum(
            one.updated is not None and one.updated > self.since for one in self.status.states
        )


def facts(telling: Telling) -> Facts:
    """Return what is known of the campaign on the day of the paper.

    Raises:
        StoreError: the desk cannot be read.
    """
    asked = telling.asked
    rules = asked.campaign or campaign_list()
    offers, demands, practices = (
        asked.inquiry.answer(DeclaredQuestion(type_, limit=DeclaredQuestion.MOST))
        for type_ in ("Offer", "Demand", "Practice")
    )
    found = None
    if asked.desk.desk is not None:
        found = totals(campaign_of(telling.view, rules, asked.desk))
    return Facts(
        status=asked.inquiry.answer(StatusQuestion()),
        offers=offers, demands=demands, practices=practices,
        rules=list_part(rules), totals=found,
        since=add_months(telling.view.as_of, -12).isoformat(),
    )  # fmt: skip
