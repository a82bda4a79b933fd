"""How two actors are connected: asked with names or ids, answered with routes."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.model.documents import PathRelation, Paths
from kg.model.registry import RELATIONS
from kg.model.relations import ACTORS
from kg.model.vocabulary import lesser_status
from kg.questions import PathsQuestion, SearchQuestion

router = APIRouter()
TOP: Final = 5
MAX_TEXT: Final = 400


@router.get("/{lang:language}/paths")
def paths(
    reader: PageReader,
    start: Annotated[str, Query(alias="from", max_length=MAX_TEXT)] = "",
    to: Annotated[str, Query(max_length=MAX_TEXT)] = "",
) -> Response:
    """Show the best routes between two actors."""

    def make(p: Context) -> dict[str, Any]:
        ends = [_meant(reader, text) for text in (start, to)]
        content = {"start": start, "to": to, "ends": ends, "found": None, "routes": []}
        if ends[0] is None or ends[1] is None:
            return content
        found = _found(reader, ends[0], ends[1])
        return {**content, "found": found, "routes": _routes(p, found)}

    return page(reader, "paths.html", make)


def _found(reader: Reader, start: str, to: str) -> Paths:
    return reader.answer(PathsQuestion(start, to, TOP))


def _meant(reader: Reader, text: str) -> str | None:
    """Return the id that a reader means: the id itself, or the first actor found by name."""
    text = text.strip()
    if not text:
        return None
    found = reader.answer(SearchQuestion(text)).results
    return next((ref.id for ref in found if ref.type in ACTORS or ref.id == text), None)


def _status(p: Context, relation: PathRelation) -> str:
    """Return the word for a status that is less than full."""
    return p.say(lesser_status(relation.type, relation.status) or "")


def _routes(p: Context, found: Paths) -> list[dict[str, Any]]:
    return [
        {
            "route": route,
            "hops": [
                {
                    "id": node.id,
                    "word": p.say(RELATIONS[relation.type].title_of_type),
                    "forward": relation.to == node.id,
                    "status": _status(p, relation),
                    "relation": relation,
                    "weakest": place == route.weakest,
                }
                for place, (relation, node) in enumerate(
                    zip(route.relations, route.nodes[1:], strict=True)
                )
            ],
        }
        for route in found.paths
    ]
