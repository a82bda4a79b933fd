"""Which papers somebody at the desk may have: those about its state, its sectors, the exchange."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from kg.base.i18n import msg
from kg.brief.paper_kinds import KINDS, Kind
from kg.exchange.paper_deliveries import ReadyPaper
from kg.graph.actors import declared_by, family, territories
from kg.graph.openness import closed
from kg.graph.taxonomy import dac_categories, sectors_covered
from kg.graph.view import View
from kg.model.desk_types import FocalPoint, FocalRole
from kg.partners.partner_facts import PILOT

DELIVERED: Final = tuple(kind.name for kind in KINDS.values() if kind.audience == "states")
"""The kinds that are delivered to offices."""
_HOUSE: Final[tuple[FocalRole, ...]] = ("secretariat", "board")


def papers_for(
    view: View, point: FocalPoint, lang: str, kinds: Collection[str] | None = None
) -> list[ReadyPaper]:
    """Return the papers of a focal point, in the order of their kinds; of some ``kinds`` only.

    An authority has the brief of its state, those of the sectors of what it offers and needs (open,
    3-digit), and what is about the exchange as a whole; the secretariat and the board have what is
    about the whole, and the pilots. ``view`` is what it reads.
    """
    return [
        ReadyPaper(kind.name, about, _title(view, kind, about, lang))
        for kind in KINDS.values()
        if kinds is None or kind.name in kinds
        for about in _subjects(view, point, kind)
    ]


def _subjects(view: View, point: FocalPoint, kind: Kind) -> Iterator[str | None]:
    if point.role in _HOUSE:
        yield from _of_the_house(view, kind)
    elif point.role == "authority" and kind.audience == "states":
        yield from _of_an_office(view, point.office or "", kind)


def _of_the_house(view: View, kind: Kind) -> Iterator[str | None]:
    if not kind.about:
        yield None
    elif kind.name == "pilot":
        found = view.of_type("Initiative").tolist()
        yield from (view.id(n) for n in found if view.props(n).get("kind") == PILOT)


def _of_an_office(view: View, office: str, kind: Kind) -> Iterator[str | None]:
    if not kind.about:
        yield None
        return
    node = view.snapshot.index(office)
    states = () if node is None else territories(view, node)
    if kind.name == "state":
        yield from sorted(view.id(state) for state in states if view.is_a(state, "State"))
    elif kind.name == "sector":
        found = {sector for state in states for sector in _sectors(view, state)}
        yield from sorted(map(view.id, found))


def _sectors(view: View, state: int) -> set[int]:
    own = family(view, state)
    things = declared_by(view, own, "Offer") | declared_by(view, own, "Demand")
    return sectors_covered(view, things - closed(view)) & dac_categories(view)


def _title(view: View, kind: Kind, about: str | None, lang: str) -> str:
    if about is None:
        return kind.label.text(lang)
    label = view.label(view.index(about), lang)
    return msg("{paper}: {subject}", paper=kind.label, subject=label).text(lang)
