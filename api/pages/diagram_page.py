"""Diagrams: a record's surroundings to explore, and the agency in the landscape."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from api.deps import PageReader, Reader
from api.pages.asked_diagram import Asked, AskedDiagram, address_of, routes_of
from api.pages.drawn_scenes import explored_page
from api.pages.page_context import Context
from api.pages.picture_figure import figure
from api.pages.rendering import page
from api.service import today
from kg.base.text import fold
from kg.graph.years import years_of
from kg.model.documents import Ref
from kg.model.registry import NODES, type_of
from kg.model.relations import ACTORS
from kg.questions import SearchQuestion
from viz.explorer.diagram_state import MOST_WAYS, DiagramState
from viz.explorer.explorer_html import ExplorerPage
from viz.style import FAMILY, LINES, LOOKS

router = APIRouter()
_SEE_OTHER: Final = 303
_HITS: Final = 8


@router.get("/{lang:language}/diagram/{id:path}")
def diagram(reader: PageReader, asked: Asked) -> Response:
    """Show the surroundings of a record as somebody explores them, in a drawing and in words.

    A year leads to the diagram at its end.
    """
    state = asked.state(reader)
    if asked.year is not None:
        return RedirectResponse(_at_end_of(reader, state, asked.year), _SEE_OTHER)

    def make(p: Context) -> dict[str, Any]:
        shown = explored_page(p, reader, state)
        return {
            "id": state.middle,
            "asked": asked,
            "state": state,
            "kept": [*state.pairs(), *reader.given.items()],
            "address": address_of(reader, p.path("diagram", state.middle), state),
            "diagram": shown,
            "filters": _filters(p, shown, state),
            "hits": _hits(reader, asked),
            "years": _years(reader),
            "actors": ACTORS,
            "may_go": type_of(state.middle) in ACTORS,
            "ways": routes.paths if (routes := routes_of(reader, state)) else [],
            "network": address_of(reader, p.path("diagram.network", state.middle), state),
            "most_ways": MOST_WAYS,
            "files": [
                (kind, address_of(reader, p.path(f"diagram.{kind}", state.middle), state))
                for kind in ("svg", "png", "csv", "gexf", "json")
            ],
        }

    return page(reader, "diagram.html", make)


@router.get("/{lang:language}/landscape")
def landscape(reader: PageReader) -> Response:
    """Show the agency's own house beside the states by the bodies they belong to."""

    def make(p: Context) -> dict[str, Any]:
        from viz.house import AGENCY
        from viz.pictures.picture import AskedPicture

        as_of = reader.given.get("as_of")
        house = AskedPicture("house", as_of=as_of)
        return {
            "house": figure(p, reader, house) if p.known(AGENCY) else None,
            "matrix": figure(p, reader, AskedPicture("states", as_of=as_of)),
        }

    return page(reader, "landscape.html", make)


def _at_end_of(reader: Reader, state: DiagramState, year: int) -> str:
    """Return the address of a state at the end of a year; of this year, today."""
    p = Context(reader)
    pairs = [pair for pair in reader.given.items() if pair[0] != "as_of"]
    if year < today().year:
        pairs.append(("as_of", date(year, 12, 31).isoformat()))
    query = state.query(pairs)
    path = p.path("diagram", state.middle)
    return f"{path}?{query}" if query else path


def _years(reader: Reader) -> dict[str, int]:
    first, _ = years_of(reader.view)
    return {"first": first, "last": today().year, "now": reader.view.as_of.year}


def _hits(reader: Reader, asked: AskedDiagram) -> list[Ref]:
    """Return the records of the base that somebody looks for."""
    return list(reader.answer(SearchQuestion(asked.find, _HITS)).results) if asked.find else []


def _filters(
    p: Context, shown: ExplorerPage, state: DiagramState
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Return what can be left out: types and families, each with its name and whether it is."""
    scene = shown.diagram.scene
    types = [name for name in LOOKS if name in scene.types() or name in state.hidden]
    named = [(name, p.say(NODES[name].plural), name in state.hidden) for name in types]
    drawn = {FAMILY[link.type] for link in scene.links}.union(state.hidden)
    families = [
        (name, p.say(line.title), name in state.hidden)
        for name, line in LINES.items()
        if name in drawn
    ]
    return [("types", sorted(named, key=lambda one: fold(one[1]))), ("families", families)]
