"""The campaign: per state what is there, how old, what is missing, when it was last asked.

For the secretariat; of its own line for an office; of all others totals alone. States come by their
names: nothing here orders them by anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from kg.base.i18n import Message, msg, nmsg
from kg.base.text import fold
from kg.exchange.campaign_list import CampaignList, Listed, Place, listed
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.parties import Who, decides
from kg.graph.actors import family, real, territories
from kg.graph.openness import last_confirmed, withdrawn
from kg.graph.view import View
from kg.model.desk_types import Asking, FocalPoint
from kg.model.documents import (
    CampaignListPart,
    CampaignState,
    CampaignTotals,
    DeskCampaign,
    Named,
)
from kg.model.relations import DECLARED

YEAR: Final = timedelta(days=365)
"""For how long a confirmation is of use."""
_COUNTED: Final = {"Offer": "offers", "Demand": "demands", "Practice": "practices"}
_NONE_OF: Final = {
    "Offer": msg("No offer is known."),
    "Demand": msg("No demand is known."),
    "Practice": msg("No good practice is known."),
}
_INVITED: Final[Mapping[Place, bool | None]] = {
    "invited": True, "not_invited": False, "board_decides": None,
}  # fmt: skip


@dataclass(frozen=True)
class StateFacts:
    """What is known of a state of the campaign: its records, its focal points, what was asked."""

    view: View
    listed: Listed
    points: Sequence[FocalPoint] = ()
    askings: Sequence[Asking] = ()

    @property
    def id(self) -> str:
        """The id of the state."""
        return self.view.id(self.listed.node)

    @cached_property
    def records(self) -> list[int]:
        """What it, or an office of its, declares and has not withdrawn; of real states, real."""
        actors = family(self.view, self.listed.node)
        out = self.view.adjacency(("DECLARES",), "out")
        near = {n for a in actors for n in out.of(a).tolist() if self.view.is_a(n, *DECLARED)}
        near -= withdrawn(self.view)
        if real(self.view, [self.listed.node]):
            near = real(self.view, near)
        return sorted(near, key=self.view.id)

    @cached_property
    def days(self) -> list[date]:
        """When its records were last confirmed, those that were."""
        said = (last_confirmed(self.view, node) for node in self.records)
        return sorted(date.fromisoformat(day) for day in said if day)

    @property
    def fresh(self) -> int:
        """How many of its records were confirmed within the year."""
        return sum(day > self.view.as_of - YEAR for day in self.days)

    @cached_property
    def point(self) -> FocalPoint | None:
        """The focal point that is the furthest: active before invited before suspended."""
        order = ("active", "invited", "suspended")
        known = [one for one in self.points if one.state in order]
        return min(known, key=lambda one: (order.index(one.state or ""), one.id), default=None)

    @property
    def last(self) -> Asking | None:
        """What it was last asked for."""
        return max(self.askings, key=lambda one: (one.asked or "", one.id), default=None)

    def count(self, type_: str) -> int:
        """Return how many records of a type it has."""
        return sum(self.view.is_a(node, type_) for node in self.records)

    @property
    def is_active(self) -> bool:
        """Whether somebody has answered at its mailbox, and may act."""
        return self.point is not None and self.point.state == "active"


@dataclass(frozen=True)
class Campaign:
    """The campaign on a day: whom it is about, and what is known of each of them."""

    view: View
    rules: CampaignList
    points: Sequence[FocalPoint] = field(default=(), repr=False)
    askings: Sequence[Asking] = field(default=(), repr=False)

    @cached_property
    def states(self) -> list[StateFacts]:
        """All states of the campaign, by id."""
        points = self._points_of_states()
        return [
            StateFacts(
                self.view, one, points.get(one.node, ()),
                [a for a in self.askings if a.about == self.view.id(one.node)],
            )
            for one in listed(self.view, self.rules)
        ]  # fmt: skip

    def on_list(self) -> list[StateFacts]:
        """Return the states that are invited and counted: all others are neither."""
        return [state for state in self.states if state.listed.place == "invited"]

    def state(self, id_: str) -> StateFacts | None:
        """Return a state of the campaign, None where it is none of it."""
        return next((state for state in self.states if state.id == id_), None)

    def _points_of_states(self) -> Mapping[int, list[FocalPoint]]:
        found: dict[int, list[FocalPoint]] = {}
        for point in self.points:
            office = self.view.snapshot.index(point.office) if point.office else None
            if office is None or point.role != "authority":
                continue
            for state in territories(self.view, office):
                found.setdefault(state, []).append(point)
        return found


def campaign_of(view: View, rules: CampaignList, inquiry: DeskInquiry) -> Campaign:
    """Return the campaign as the service knows it; who may see what of it comes later.

    Raises:
        StoreError: the desk cannot be read.
    """
    service = DeskInquiry(inquiry.desk, Who("secretariat"), inquiry.day, inquiry.lang)
    return Campaign(view, rules, service.records(FocalPoint), service.records(Asking))


def campaign_document(campaign: Campaign, inquiry: DeskInquiry) -> DeskCampaign:
    """Return totals, and the lines that are for whoever asks, by name in their language."""
    lines = [_line(state, inquiry.lang) for state in seen_by(campaign, inquiry.who)]
    rules = campaign.rules
    return DeskCampaign.model_validate({
        **inquiry.head(),
        "list": list_part(rules),
        "totals": totals(campaign),
        "states": sorted(lines, key=lambda line: (fold(line.label), line.id)),
    })  # fmt: skip


def seen_by(campaign: Campaign, who: Who) -> list[StateFacts]:
    """Return the states of which somebody may see the line: all, their own, or none."""
    if decides(who):
        return campaign.states
    view = campaign.view
    office = view.snapshot.index(who.office) if who.office and who.role == "authority" else None
    own: Collection[int] = territories(view, office) if office is not None else ()
    return [state for state in campaign.states if state.listed.node in own]


def list_part(rules: CampaignList) -> CampaignListPart:
    """Return what every total names: the list, and when the board decided about it."""
    return CampaignListPart(
        name=rules.name, decided=rules.standing.date, decision=rules.standing.decision
    )


def totals(campaign: Campaign) -> CampaignTotals:
    """Return how many of the list have a focal point, have contributed, have confirmed."""
    states, on_list = campaign.states, campaign.on_list()
    places = [state.listed.place for state in states]
    return CampaignTotals(
        on_list=len(on_list),
        focal_points=sum(state.is_active for state in on_list),
        contributed=sum(bool(state.records) for state in on_list),
        confirmed=sum(state.fresh > 0 for state in on_list),
        board_decides=places.count("board_decides"),
        not_invited=places.count("not_invited"),
    )


def contributors(campaign: Campaign, lang: str) -> list[Named]:
    """Return the states of the list that have contributed, by name; no other is ever named.

    What they contributed counts as far as the audience of the view may read it.
    """
    view = campaign.view
    found = [
        Named(id=state.id, label=view.label(state.listed.node, lang))
        for state in campaign.on_list()
        if state.records
    ]
    return sorted(found, key=lambda one: (fold(one.label), one.id))


def asks_for(state: StateFacts) -> list[str]:
    """Return the kinds of letters that would be of use now; none to who is not on the list."""
    if state.listed.place != "invited" or state.point is None:
        return []
    if not state.is_active:
        return ["invitation", "sheet"] if state.point.state == "invited" else []
    kinds = ["confirm"] if state.fresh < len(state.records) else []
    return kinds + (["missing"] if any(missing_types(state)) else [])


def missing_types(state: StateFacts) -> list[str]:
    """Return the types of records of which a state has none."""
    return [type_ for type_ in DECLARED if not state.count(type_)]


def _line(state: StateFacts, lang: str) -> CampaignState:
    view, last = state.view, state.last
    counts = {name: state.count(type_) for type_, name in _COUNTED.items()}
    return CampaignState(
        id=state.id,
        label=view.label(state.listed.node, lang),
        invited=_INVITED[state.listed.place],
        decision=state.listed.decision,
        **counts,
        oldest=state.days[0].isoformat() if state.days else None,
        confirmed=state.fresh,
        languages=_languages(state),
        focal_point=state.point.state if state.point else None,
        missing=[gap.text(lang) for gap in gaps(state)],
        ask=asks_for(state),
        asked=day_of(last) if last else None,
        asked_for=last.kind if last else None,
        asked_by=last.role if last else None,
    )


def day_of(asking: Asking) -> str:
    """Return the day on which something was asked."""
    return datetime.fromisoformat(asking.asked or "").date().isoformat()


def gaps(state: StateFacts) -> Iterator[Message]:
    """Yield what is missing of a state of the list; of any other nothing is."""
    if state.listed.place != "invited":
        return
    yield from _gap_of_point(state.point)
    yield from missing_gaps(state)
    never, old = len(state.records) - len(state.days), len(state.days) - state.fresh
    if never:
        yield nmsg(
            "{count} record was never confirmed.", "{count} records were never confirmed.", never
        )
    if old:
        yield nmsg(
            "{count} record was last confirmed more than a year ago.",
            "{count} records were last confirmed more than a year ago.",
            old,
        )


def missing_gaps(state: StateFacts) -> Iterator[Message]:
    """Yield of which types nothing is known of a state."""
    yield from (_NONE_OF[type_] for type_ in missing_types(state))


def _gap_of_point(point: FocalPoint | None) -> Iterator[Message]:
    if point is None:
        yield msg("No focal point is known.")
    elif point.state == "invited":
        yield msg("The focal point has not signed in yet.")
    elif point.state == "suspended":
        yield msg("The focal point is suspended.")
    if point is not None and point.bounced:
        yield msg("A letter to the focal point came back.")


def _languages(state: StateFacts) -> list[str]:
    """Return the languages of its titles, by code."""
    titles: list[Any] = [state.view.props(node).get("title") or {} for node in state.records]
    return sorted({code for title in titles for code in title})
