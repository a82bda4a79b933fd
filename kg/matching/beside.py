"""What stands beside the offers for a need: practices, and ways on where nothing fits it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from kg.base.i18n import msg
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.graph.actors import declarers, territories, type_of
from kg.graph.probe import Probe, Query
from kg.graph.taxonomy import sectors_of, wider
from kg.graph.view import View
from kg.matching.engine import Engine
from kg.matching.lens.lens import Lens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, answer, scores
from kg.model.documents import Match, WayOn

PRACTICES: Final = 3
"""How many practices stand beside the offers."""


def with_what_helps(view: View, lens: Lens, query: Query, found: Match, engine: Engine) -> Match:
    """Return an answer with practices, where it is about offers for a need, and with ways on.

    Raises:
        HalfWalkOverflowError: a path has more walks than can be counted.
    """
    if type_of(view, query) != "Demand":
        return found
    more: dict[str, Any] = {}
    if lens.name == OFFERS_FOR_DEMAND:
        beside = answer(view, _practices(), query, found.lang, PRACTICES, engine)
        more = {"practices": beside.results, "practices_lens": beside.lens}
    if all(result.fits is False for result in found.results):
        more["ways_on"] = ways_on(view, lens, query, found.lang)
    return found.model_copy(update=more)


def ways_on(view: View, lens: Lens, query: Query, lang: str) -> list[WayOn]:
    """Return what to try where nothing fits a need, the nearest first."""
    need = _Need(view, lens, query, lang)
    return [*_widened(need), *_practised(need), *_experienced(need), _posted(need)]


class _Need(NamedTuple):
    view: View
    lens: Lens
    query: Query
    lang: str

    def asked(self) -> dict[str, str | None]:
        """Return what ``match`` is asked about the need: an id, or a state and a sector."""
        if not isinstance(self.query, Probe):
            return {"id": self.view.id(self.query)}
        sectors = sectors_of(self.view, self.query)
        about = self.view.id(sectors[0]) if sectors else None
        return {"id": self.view.id(self.query.names[0]), "sector": about}


def _practices() -> Lens:
    return LENSES.named(PRACTICES_FOR_DEMAND)


def _widened(need: _Need) -> Iterator[WayOn]:
    """Yield the same need told by the field above, where that finds more."""
    view = need.view
    near = len(scores(view, need.lens, need.query)[0])
    states = {t for actor in declarers(view, need.query) for t in territories(view, actor)}
    for state in sorted(states)[:1]:
        for sector in wider(view, sectors_of(view, need.query)):
            ids = view.id(state), view.id(sector)
            found = len(scores(view, need.lens, a_probe(view, *ids))[0])
            if found > near:
                label = view.label(sector, need.lang)
                text = msg("Look in the whole field: {sector}.", sector=label).text(need.lang)
                asked = {"id": ids[0], "sector": ids[1], "lens": need.lens.name}
                yield WayOn(kind="widen", text=text, found=found, **asked)


def _practised(need: _Need) -> Iterator[WayOn]:
    found = 0
    if need.lens.name != PRACTICES_FOR_DEMAND:
        found = len(scores(need.view, _practices(), need.query)[0])
    if found:
        text = msg("Read what has worked elsewhere: good practices in this field.").text(need.lang)
        asked = {**need.asked(), "lens": PRACTICES_FOR_DEMAND}
        yield WayOn(kind="practices", text=text, found=found, **asked)


def _experienced(need: _Need) -> Iterator[WayOn]:
    if need.lens.name != EXPERIENCE:
        text = msg("See who has done such a thing before, and ask them.").text(need.lang)
        yield WayOn(kind="experience", text=text, **{**need.asked(), "lens": EXPERIENCE})


def _posted(need: _Need) -> WayOn:
    if isinstance(need.query, Probe):
        text = msg("Post the need as a demand: an offer that comes later will find it.")
    else:
        text = msg(
            "The need is posted: an offer that comes later will find it. Make it known to the"
            " other states, and to partners who may help a third one to provide it."
        )
    return WayOn(kind="post", text=text.text(need.lang))
