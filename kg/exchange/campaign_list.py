"""Whom the campaign invites, consults and counts: a list that the board decides, and what follows.

Without a decision the full members of a body on the date are on it. A state whose position is
another is for the board to decide about: until then it is neither missing nor late, and nothing is
sent to it. Nothing here takes a side about any position.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field

from kg.base.i18n import Message, msg
from kg.definitions.checks import repeated
from kg.definitions.definition_files import Definitions, Mistake
from kg.definitions.reader import Entry, WrongValue, read
from kg.definitions.shipped_names import CAMPAIGN_LIST
from kg.graph.actors import members, real
from kg.graph.view import View
from kg.model.fields import Id, IsoDate, Short
from kg.model.registry import RELATIONS
from kg.model.standing import Standing

Place = Literal["invited", "not_invited", "board_decides"]
"""Whether a state takes part in the exchange's campaign."""
PLACES: Final[dict[Place, Message]] = {
    "invited": msg("on the list"),
    "not_invited": msg("not on the list"),
    "board_decides": msg("the board decides"),
}
_MEMBER_OF: Final = "MEMBER_OF"
_STATE: Final = "state/"


class Decided(Entry):
    """What was decided about one state, from a day on, and by which decision."""

    state: Id
    role: Place
    since: IsoDate
    decision: Short


class CampaignList(Entry):
    """The list, with its standing; ``body`` is whose full members are on it by default.

    ``again_after`` are the days that pass before a state is written to again about the same.
    """

    campaign_list: Short
    version: Short
    standing: Standing
    body: Id
    again_after: Annotated[int, Field(ge=1, le=365)] = 30
    states: tuple[Decided, ...] = ()

    def decided(self, state: str, day: date) -> Decided | None:
        """Return what counts of a state on a day: what was decided last; None where nothing was."""
        said = [e for e in self.states if e.state == state and e.since <= day.isoformat()]
        return max(said, key=lambda entry: entry.since, default=None)

    @property
    def name(self) -> str:
        """How totals name it: with its version."""
        return f"{self.campaign_list} {self.version}"


class Listed(NamedTuple):
    """A state of a view and its place on the list, with the decision where there is one."""

    node: int
    place: Place
    decision: str | None = None


def listed(view: View, campaign: CampaignList) -> list[Listed]:
    """Return the states that the list is about on the date of a view, by id.

    All that have or had a position in its body, and all about which something was decided. Of a
    real body only real states, of an invented one only invented ones.
    """
    body = view.snapshot.index(campaign.body)
    if body is None:
        return []
    full = _full_members(view, body)
    found = [
        Listed(state, *_place(view, campaign, state, full)) for state in _states(view, campaign)
    ]
    is_real = bool(real(view, [body]))
    return [one for one in found if bool(real(view, [one.node])) == is_real]


def _states(view: View, campaign: CampaignList) -> list[int]:
    body = view.index(campaign.body)
    had = {
        edge.start
        for edge in view.edges(body, all_dates=True)
        if edge.type == _MEMBER_OF and edge.end == body and view.is_a(edge.start, "State")
    }
    named = (view.snapshot.index(entry.state) for entry in campaign.states)
    found = had | {node for node in named if node is not None and view.is_a(node, "State")}
    return sorted(found, key=view.id)


def _place(
    view: View, campaign: CampaignList, state: int, full: frozenset[int]
) -> tuple[Place, str | None]:
    decided = campaign.decided(view.id(state), view.as_of)
    if decided is not None:
        return decided.role, decided.decision
    return ("invited" if state in full else "board_decides"), None


def _full_members(view: View, body: int) -> frozenset[int]:
    """Return the full members of a body about whose position nothing else is on record."""
    others = {
        edge.start
        for edge in view.edges(body)
        if edge.type == _MEMBER_OF
        and edge.end == body
        and (view.status(edge) or "") not in {"", *RELATIONS[_MEMBER_OF].full}
    }
    return members(view, body) - others


def _nonsense(found: CampaignList) -> Iterator[WrongValue]:
    if not found.body.startswith("org/"):
        fix = msg("Name a body by its id, such as {id}.", id="org/oas")
        yield WrongValue("no-body", msg("“{id}” is no body.", id=found.body), fix, ("body",))
    for number, entry in enumerate(found.states):
        if not entry.state.startswith(_STATE):
            fix = msg("Name a state by its id, such as {id}.", id="state/hti")
            why = msg("“{id}” is no state.", id=entry.state)
            yield WrongValue("no-state", why, fix, ("states", number, "state"))
        if entry.role != "board_decides" and found.standing.status != "adopted":
            why = msg("Only the board decides who is on the list and who is not.")
            fix = msg("Write the standing with which the board adopted this list.")
            yield WrongValue("not-adopted", why, fix, ("states", number, "role"))
    names = (
        (f"{entry.state} {entry.since}", ("states", number))
        for number, entry in enumerate(found.states)
    )
    yield from repeated(names)


_OTHER: Final = Mistake(
    1, "no-campaign-list", msg("This is no list of a campaign."), msg("See docs/exchange.md.")
)
CAMPAIGN_LISTS: Final[Definitions[CampaignList]] = Definitions(
    Path(__file__).parent / "shipped" / "campaign",
    "COOPGRAPH_CAMPAIGN_LIST",
    partial(read, model=CampaignList, checks=_nonsense, other=_OTHER),
)
"""Lists by name or file."""
EXAMPLE_LIST: Final = "campaign-list-examples"


def campaign_list(name_or_path: str = "") -> CampaignList:
    """Return the list of this name or in this file; without one the one that is proposed.

    Raises:
        BadOptionError, BadFileError, BadDefinitionError: as ``Definitions.load``.
    """
    return (
        CAMPAIGN_LISTS.load(name_or_path) if name_or_path else CAMPAIGN_LISTS.named(CAMPAIGN_LIST)
    )
