"""Which needs somebody can meet, and which nobody: by the lens that pages match with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from kg.base.i18n import msg
from kg.base.text import fold
from kg.definitions.shipped_names import OFFERS_FOR_DEMAND
from kg.graph.actors import declarers, territories
from kg.graph.memo import kept
from kg.graph.openness import is_open
from kg.graph.taxonomy import CATEGORY, DAC, level_of, sectors_of, subjects
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match_all
from kg.model.documents import FollowUpRegion, FollowUpUnmet


class Needs(NamedTuple):
    """Demands (node numbers) with an offer about the same subject, and those without."""

    matched: frozenset[int]
    unmet: frozenset[int]


def needs(view: View) -> Needs:
    """Return which of the demands that a view shows have a match in it, examples among examples.

    What is not open any more is in neither.
    """
    return kept(view, "needs-met", lambda: _needs(view))


def by_sector(view: View, demands: Collection[int], lang: str) -> list[FollowUpUnmet]:
    """Return how many demands there are by sector (DAC, 3 digits) and the region of who asks.

    By names; what states none comes last. A demand in several sectors counts in each.
    """
    found: dict[int | None, list[int]] = {}
    for demand in sorted(demands):
        sectors: list[int | None] = [*_categories(view, demand)]
        for sector in sectors or [None]:
            found.setdefault(sector, []).append(demand)
    parts = [_sector(view, sector, part, lang) for sector, part in found.items()]
    return sorted(parts, key=lambda one: (one.sector is None, fold(one.label), one.sector or ""))


def _needs(view: View) -> Needs:
    lens = LENSES.named(OFFERS_FOR_DEMAND)
    # The best comes first, and what fits before what does not.
    met = {row.query for row in match_all(view, lens, 1) if row.fits is not False}
    open_ = {node for node in view.of_type("Demand").tolist() if is_open(view, node)}
    matched = frozenset(demand for demand in open_ if view.id(demand) in met)
    return Needs(matched, frozenset(open_ - matched))


def _categories(view: View, demand: int) -> list[int]:
    found = {one for sector in sectors_of(view, demand) for one in subjects(view, sector)}
    return sorted(one for one in found if _is_dac_category(view, one))


def _is_dac_category(view: View, sector: int) -> bool:
    return view.props(sector).get("scheme") == DAC and level_of(view, sector) == CATEGORY


def _sector(view: View, sector: int | None, demands: Sequence[int], lang: str) -> FollowUpUnmet:
    regions: Counter[int | None] = Counter()
    for demand in demands:
        own: list[int | None] = [*_regions(view, demand)]
        regions.update(own or [None])
    parts = [
        FollowUpRegion(region=_id(view, one), label=_label(view, one, lang), demands=count)
        for one, count in regions.items()
    ]
    return FollowUpUnmet(
        sector=_id(view, sector), label=_label(view, sector, lang), demands=len(demands),
        regions=sorted(parts, key=lambda one: (one.region is None, fold(one.label))),
    )  # fmt: skip


def _regions(view: View, demand: int) -> list[int]:
    """Return the regions right above the states that declare a demand."""
    states = {state for actor in declarers(view, demand) for state in territories(view, actor)}
    return sorted(_near(view, states))


def _near(view: View, states: Iterable[int]) -> set[int]:
    lies_in = view.adjacency(("IN_REGION",), "out")
    return {region for state in states for region in lies_in.of(state).tolist()}


def _id(view: View, node: int | None) -> str | None:
    return None if node is None else view.id(node)


def _label(view: View, node: int | None, lang: str) -> str:
    return msg("not known").text(lang) if node is None else view.label(node, lang)
