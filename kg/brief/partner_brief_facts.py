"""What a partner brief rests on: the verdict with its robustness, the coverage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from kg.brief.paper import Figure
from kg.brief.paper_telling import Telling
from kg.definitions.shipped_names import APPROACH
from kg.model.documents import Coverage, CoverageStep, Partner, Partners
from kg.model.fields import EXAMPLE
from kg.partners.adopted_guidelines import guideline_named
from kg.partners.partner_facts import Context
from kg.questions import CoverageQuestion, PartnersQuestion, PlanCoverageQuestion

ASKED: Final = 200
"""Partners that are asked for: as many as the API answers at once."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A body (node number), how it is judged, and what others reach before it.

    ``partner`` is None where it is no candidate; ``left_out`` then says why. ``reached`` are the
    states of the hemisphere that are its full members; ``coverage`` counts those of the other
    bodies that the pilot and the mandates name first, its own last.
    """

    node: int
    found: Partners
    partner: Partner | None
    left_out: str
    reached: CoverageStep
    coverage: Coverage

    @property
    def step(self) -> CoverageStep:
        """What the body adds to the others."""
        return self.coverage.steps[-1]

    @property
    def others(self) -> list[CoverageStep]:
        """The other bodies that the pilot and the mandates name."""
        return self.coverage.steps[:-1]


def facts(telling: Telling) -> Facts:
    """Return what is known of the body that a paper is about.

    Raises:
        ForbiddenError: the reader is not the board.
        UnknownIdError: there is no such body.
    """
    view, inquiry = telling.view, telling.asked.inquiry
    node = view.index(telling.asked.subject or "")
    id_ = view.id(node)
    question = PartnersQuestion(_guideline(telling), top=ASKED, robustness=True)
    found = inquiry.answer(question)
    return Facts(
        node=node,
        found=found,
        partner=next((one for one in found.results if one.id == id_), None),
        left_out=_left_out(telling, found, node),
        reached=inquiry.answer(CoverageQuestion([id_])).steps[0],
        coverage=inquiry.answer(CoverageQuestion([*_others(telling, id_), id_])),
    )


def _left_out(telling: Telling, found: Partners, node: int) -> str:
    view = telling.view
    id_ = view.id(node)
    said = [why.text for why in found.left_out if any(one.id == id_ for one in why.bodies)]
    if said:
        return said[0]
    if view.nature(node) == EXAMPLE:
        return telling.words(msg("It is an invented example, and nobody's partner."))
    guideline = guideline_named(view, _guideline(telling))
    if node in Context(view, guideline).organs:
        return telling.words(msg("It is the body that approaches others, or a part of it."))
    return telling.words(msg("The guideline judges bodies of other kinds."))


def judged_figure(
    telling: Telling, known: Facts, value: float | None, unit: Message, at: str
) -> Figure:
    """Return a figure of the verdict; ``at`` is its place in what is said of the partner."""
    id_ = telling.view.id(known.node)
    return telling.figure(
        value,
        unit,
        "/v1/partners",
        f"$.results[?@.id=='{id_}'].{at}",
        rests="proposed",
        guideline=_guideline(telling),
        top=ASKED,
        robustness="true",
    )


def members_reached(telling: Telling, known: Facts) -> Figure:
    """Return how many states of the hemisphere are its full members on the date."""
    at, value = "$.steps[0].reached", known.reached.reached
    return telling.figure(value, msg("states"), "/v1/coverage", at, id=known.reached.id)


def members_added(telling: Telling, known: Facts) -> Figure:
    """Return how many states it adds to those that the others reach."""
    ids = [step.id for step in known.coverage.steps]
    at, value = f"$.steps[{len(ids) - 1}].adds", known.step.adds
    return telling.figure(value, msg("states"), "/v1/coverage", at, id=ids)


def _guideline(telling: Telling) -> str:
    return telling.asked.guideline or APPROACH


def _others(telling: Telling, id_: str) -> list[str]:
    plans = telling.asked.inquiry.answer(PlanCoverageQuestion(_guideline(telling)))
    return [step.id for plan in plans[:1] for step in plan.steps if step.id != id_]
