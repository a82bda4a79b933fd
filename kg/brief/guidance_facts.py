"""What a guidance document rests on: the guideline in words, principles, needs, agreements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message
from kg.brief.paper import Figure, Rests, Sentence
from kg.brief.paper_telling import Telling
from kg.definitions.shipped_names import APPROACH
from kg.graph.actors import confirmed, real
from kg.graph.openness import closed
from kg.graph.taxonomy import dac_categories, sectors_covered
from kg.model.documents import Declared, GuidelineText
from kg.partners.adopted_guidelines import guideline_named
from kg.partners.guideline.guideline import Guideline
from kg.questions import DeclaredQuestion, GuidelineQuestion

TEXT: Final = "/v1/guidelines/text"
"""Where the guideline is asked for again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A guideline (as it judges, and in words), with what of the knowledge base it answers to.

    ``principles`` are priorities that somebody has read in a publication (node numbers), ``needs``
    the open demands by sector, those with most first. ``agreements`` are how many of each kind are
    on record.
    """

    telling: Telling
    guideline: Guideline
    said: GuidelineText
    principles: tuple[int, ...]
    to_confirm: int
    needs: tuple[tuple[int, Declared], ...]
    agreements: tuple[tuple[str, int], ...]

    @property
    def is_board(self) -> bool:
        """Whether it is told to the board."""
        return self.telling.view.audience == "board"

    @property
    def name(self) -> str:
        """By which the guideline is asked for, with its version."""
        return f"{self.guideline.guideline}@{self.guideline.version}"

    def figure(self, value: float | str | None, unit: Message, at: str) -> Figure:
        """Return a figure that stands in the guideline."""
        rests: Rests = "published" if self.guideline.standing.status == "adopted" else "proposed"
        return self.telling.figure(value, unit, TEXT, at, rests=rests, name=self.name)

    def filled(self, text: str | None) -> str:
        """Return a text of the guideline, X in place of the body of which it speaks."""
        said = {"{partner}": "X", "{body}": self.said.body, "{door}": "…", "{link}": "…"}
        for place, name in said.items():
            text = (text or "").replace(place, name)
        return (text or "").replace("….", "…")

    def record(self, id_: str) -> Sentence:
        """Return the name of a record that leads to it; of one that is not in the view its id."""
        node = self.telling.view.snapshot.index(id_)
        return Sentence(id_) if node is None else self.telling.name(node)


def facts(telling: Telling) -> Facts:
    """Return what the guidance document about a guideline rests on.

    Raises:
        BadOptionError: there is no such guideline.
        ForbiddenError: it is a proposal, and the reader is not the board.
    """
    view, inquiry = telling.view, telling.asked.inquiry
    guideline = guideline_named(view, telling.asked.guideline or APPROACH)
    priorities = real(view, view.of_type("Priority").tolist())
    firm = sorted(confirmed(view, priorities), key=view.id)
    return Facts(
        telling=telling,
        guideline=guideline,
        said=inquiry.answer(GuidelineQuestion(guideline)),
        principles=tuple(firm),
        to_confirm=len(priorities) - len(firm),
        needs=_needs(telling),
        agreements=_agreements(telling),
    )


def _needs(telling: Telling) -> tuple[tuple[int, Declared], ...]:
    view = telling.view
    demands = real(view, view.of_type("Demand").tolist()) - closed(view)
    asked = sectors_covered(view, demands) & dac_categories(view)
    found = [
        (sector, telling.asked.inquiry.answer(DeclaredQuestion("Demand", view.id(sector))))
        for sector in asked
    ]
    some = [one for one in found if one[1].open]
    return tuple(sorted(some, key=lambda one: (-one[1].open, view.id(one[0]))))


def _agreements(telling: Telling) -> tuple[tuple[str, int], ...]:
    view = telling.view
    nodes = real(view, view.of_type("Agreement").tolist())
    kinds = Counter(view.props(node).get("kind") or "other" for node in nodes)
    return tuple(sorted(kinds.items()))
