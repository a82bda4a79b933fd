"""What the plan of a pilot rests on: the measure in the base, its bodies, what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.base.i18n import Message
from kg.brief.figure_address import address
from kg.brief.paper import Figure
from kg.brief.paper_telling import Telling
from kg.definitions.shipped_names import APPROACH
from kg.exchange.plan_view import MeasurePlan, plan_of
from kg.graph.actors import house, members
from kg.graph.plan_readings import concerned
from kg.graph.view import View
from kg.model.audiences import FEWEST
from kg.model.desk_types import Approach, Transfer
from kg.model.documents import Bridges, Coverage
from kg.partners.adopted_guidelines import guideline_named
from kg.questions import BridgesQuestion, CoverageQuestion

MOST = 3
"""Bodies between which bridges are asked for: who runs it, and two that it concerns."""


@dataclass(frozen=True)
class Facts:
    """A measure (node number) with its plan, and the bodies that it is about."""

    telling: Telling
    measure: int

    @property
    def view(self) -> View:
        """What the reader sees."""
        return self.telling.view

    @cached_property
    def plan(self) -> MeasurePlan:
        """The plan in the base."""
        return plan_of(self.view, self.measure)

    @cached_property
    def partners(self) -> list[str]:
        """The bodies that the measure concerns, those with most member states first."""
        view = self.view
        found = [n for n in concerned(view, self.measure) if view.is_a(n, "Organisation")]
        others = [node for node in found if node not in self._ours]
        order = {node: (-len(members(view, node)), view.id(node)) for node in others}
        return [view.id(node) for node in sorted(others, key=order.__getitem__)]

    @cached_property
    def body(self) -> str | None:
        """Our side: who runs the measure, or whom it concerns of the body that approaches others.

        None where neither is on record.
        """
        view = self.view
        runs = view.adjacency(("RUNS",), "in").of(self.measure).tolist()
        own = [*runs, *(n for n in concerned(view, self.measure) if n in self._ours)]
        return next((view.id(n) for n in sorted(own) if view.is_a(n, "Organisation")), None)

    @cached_property
    def _ours(self) -> frozenset[int]:
        """The body that approaches others, with all that is part of it."""
        body = self.view.snapshot.index(guideline_named(self.view, APPROACH).body)
        return frozenset() if body is None else frozenset(house(self.view, body))

    @property
    def bodies(self) -> list[str]:
        """Who runs it and whom it concerns, as many as bridges are asked for."""
        own = [self.body] if self.body else []
        return [*own, *self.partners][:MOST]

    @cached_property
    def bridges(self) -> Bridges | None:
        """What the bodies share; None where there are not two."""
        if len(self.bodies) < MOST - 1:
            return None
        return self.telling.asked.inquiry.answer(BridgesQuestion(self.bodies))

    def coverage(self, without: str | None = None) -> Coverage | None:
        """Return which states the partners reach together, or without one of them.

        None where nobody is left.
        """
        ids = [id_ for id_ in self.partners if id_ != without]
        return self.telling.asked.inquiry.answer(CoverageQuestion(ids=ids)) if ids else None

    @cached_property
    def approaches(self) -> dict[str, Approach]:
        """The approaches to the partners, by partner: for the board alone."""
        if self.view.audience != FEWEST:
            return {}
        found = self.telling.asked.desk.records(Approach)
        return {one.partner: one for one in found if one.partner in self.partners}

    @cached_property
    def transfers(self) -> list[Transfer]:
        """The practices on their way between the bodies: for the board alone."""
        if self.view.audience != FEWEST:
            return []
        found = self.telling.asked.desk.records(Transfer)
        return [one for one in found if {one.gives, one.takes} & {*self.bodies, *self.partners}]

    def name(self, id_: str | None) -> str:
        """Return the name of a record, its id where it is not in this view."""
        node = self.view.snapshot.index(id_) if id_ else None
        return id_ or "" if node is None else self.telling.label(node)

    def of_bridges(self, value: float | None, unit: Message, at: str) -> Figure:
        """Return a figure of what the bodies share."""
        return self._figure("/v1/bridges", self.bodies, value, unit, at)

    def of_coverage(self, ids: list[str], value: float | None, unit: Message, at: str) -> Figure:
        """Return a figure of which states some bodies reach together."""
        return self._figure("/v1/coverage", ids, value, unit, at)

    def of_record(
        self, id_: str, value: float | str | None, unit: Message | None, at: str
    ) -> Figure:
        """Return a figure that stands in the record of something."""
        return self.telling.figure(value, unit, f"/v1/nodes/{id_}", at, "published")

    def _figure(
        self, path: str, ids: list[str], value: float | None, unit: Message, at: str
    ) -> Figure:
        view = self.view
        asked = address(path, view.as_of.isoformat(), audience=view.audience, id=ids)
        words = self.telling.words(unit)
        return Figure(value, words, asked, view.snapshot.revision, "calculated", at)


def facts(telling: Telling) -> Facts:
    """Return what is known of the measure that a plan is about.

    Raises:
        UnknownIdError: there is no such measure, or not for this audience.
    """
    return Facts(telling, telling.view.index(telling.asked.subject or ""))
