"""Diagrams: a record's surroundings to explore, and the agency in the landscape."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.deps import PageReader
from api.pages.drawn_scenes import ego_diagram
from api.pages.page_context import Context
from api.pages.picture_figure import figure
from api.pages.rendering import page

router = APIRouter()


@router.get("/{lang:language}/diagram/{id:path}")
def diagram(reader: PageReader, steps: Annotated[int, Query(ge=1, le=2)] = 1) -> Response:
    """Show the surroundings of a record: a drawing, a diagram to explore, the same as a table."""

    def make(p: Context) -> dict[str, Any]:
        view = reader.view
        id_ = view.id(view.index(reader.id()))
        return {"id": id_, "steps": steps, "diagram": ego_diagram(p, reader, id_, steps)}

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
