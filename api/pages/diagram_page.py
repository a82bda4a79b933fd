"""Diagrams: a record's surroundings to explore, and the agency in the landscape."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.deps import PageReader
from api.pages.drawn_scenes import ego_diagram, landscape_diagram
from api.pages.page_context import Context
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
    """Show the agency in the landscape of cooperation."""

    def make(p: Context) -> dict[str, Any]:
        return {"diagram": landscape_diagram(p, reader)}

    return page(reader, "landscape.html", make)
