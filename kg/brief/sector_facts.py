"""What a sector brief rests on: what is declared in the sector, what was done, who works in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.base.i18n import Message, msg
from kg.brief.paper_telling import Telling
from kg.graph.actors import real
from kg.graph.taxonomy import narrower, with_close
from kg.model.documents import Declared, DeclaredPart
from kg.model.relations import ACTIVITY_ROLES
from kg.questions import DeclaredQuestion

ROLES = ("RUNS", *ACTIVITY_ROLES)


@dataclass(frozen=True, slots=True)
class Facts:
    """A sector (node number), what is declared in it, activities in it and bodies that work in it.

    Activities come by the day on which they began, the last first, then by id; bodies by id.
    """

    sector: int
    offers: Declared
    demands: Declared
    practices: Declared
    activities: tuple[int, ...]
    bodies: tuple[int, ...]

    @property
    def unmet(self) -> list[DeclaredPart]:
        """The open demands with no offer about the same subject."""
        return [one for one in self.demands.results if not one.met]

    @property
    def missing(self) -> Iterator[Message]:
        """What nobody has stated in this sector."""
        if not self.offers.open:
            yield msg("No open offer in this sector is on record.")
        if not self.demands.open:
            yield msg("No open demand in this sector is on record.")
        if not self.practices.open:
            yield msg("No good practice in this sector is on record.")
        if not self.activities:
            yield msg("No activity in this sector is on record.")


def facts(telling: Telling) -> Facts:
    """Return what is known of the sector that a paper is about, with all that lies in it.

    Raises:
        UnknownIdError: there is no such sector, or not for this audience.
    """
    view = telling.view
    sector = view.index(telling.asked.subject or "")
    within = narrower(view, with_close(view, [sector]))
    coded = view.adjacency(("IN_SECTOR",), "in")
    found = real(view, {node for one in within for node in coded.of(one).tolist()})
    activities = [node for node in found if view.is_a(node, "Activity")]
    bodies = [node for node in found if view.is_a(node, "Organisation")]
    days = {node: str(view.props(node).get("starts") or "") for node in activities}
    by_id = sorted(activities, key=view.id)
    offers, demands, practices = (
        telling.asked.inquiry.answer(_question(view.id(sector), type_))
        for type_ in ("Offer", "Demand", "Practice")
    )
    return Facts(
        sector=sector, offers=offers, demands=demands, practices=practices,
        activities=tuple(sorted(by_id, key=days.__getitem__, reverse=True)),
        bodies=tuple(sorted(bodies, key=view.id)),
    )  # fmt: skip


def _question(sector: str, type_: str) -> DeclaredQuestion:
    return DeclaredQuestion(type_, sector=sector, limit=DeclaredQuestion.MOST)
