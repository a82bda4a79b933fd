"""How two actors are connected: asked with names or ids, answered with routes."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.pages.actor_meant import meant
from api.pages.page_context import Context
from api.pages.picture_figure import asked_here, figure
from api.pages.rendering import page
from kg.model.documents import PathRelation, Paths, Via
from kg.model.registry import RELATIONS
from kg.model.vocabulary import DOUBTS, lesser_status
from kg.questions import PathsQuestion

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
        ends = [meant(reader, text) for text in (start, to)]
        content = {
            "start": start,
            "to": to,
            "ends": ends,
            "found": None,
            "routes": [],
            "picture": None,
        }
        if ends[0] is None or ends[1] is None:
            return content
        found = _found(reader, ends[0], ends[1])
        asked = asked_here(reader, "path", start=found.from_.id, end=found.to.id)
        picture = figure(p, reader, asked, 0) if found.paths else None
        return {**content, "found": found, "routes": _routes(p, found), "picture": picture}

    return page(reader, "paths.html", make)


def _found(reader: Reader, start: str, to: str) -> Paths:
    return reader.answer(PathsQuestion(start, to, TOP))


def _routes(p: Context, found: Paths) -> list[dict[str, Any]]:
    return [
        {
            "route": route,
            "hops": [
                _hop(p, relation, node.id)
                for relation, node in zip(route.relations, route.nodes[1:], strict=True)
            ],
            "via": [
                [_stand_in(p, one) for one in group]
                for _, group in groupby(route.via, key=lambda one: one.place)
            ],
        }
        for route in found.paths
    ]


def _hop(p: Context, relation: PathRelation, to: str) -> dict[str, Any]:
    return {
        "id": to,
        "word": p.say(RELATIONS[relation.type].title_of_type),
        "forward": relation.to == to,
        "status": _lesser(p, [relation]),
        "relation": relation,
        "to_confirm": _to_confirm(p, [relation]),
    }


def _stand_in(p: Context, one: Via) -> dict[str, Any]:
    sources = dict.fromkeys(source for relation in one.relations for source in relation.sources)
    return {
        "id": one.id,
        "place": one.place,
        "status": _lesser(p, one.relations),
        "to_confirm": _to_confirm(p, one.relations),
        "sources": list(sources),
        "positions": [side for relation in one.relations for side in relation.positions],
    }


def _lesser(p: Context, relations: Sequence[PathRelation]) -> str:
    """Return the words for statuses that are less than full."""
    words = (lesser_status(relation.type, relation.status) for relation in relations)
    return ", ".join(dict.fromkeys(p.say(word) for word in words if word))


def _to_confirm(p: Context, relations: Sequence[PathRelation]) -> str:
    named = {doubt for relation in relations for doubt in relation.doubts}
    return ", ".join(p.say(word) for doubt, word in DOUBTS.items() if doubt in named)
