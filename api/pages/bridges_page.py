"""Bridges between two or three bodies: what they share, the doors, what would join them."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.pages.actor_meant import meant
from api.pages.page_context import Context
from api.pages.picture_figure import asked_here, figure
from api.pages.rendering import page
from kg.bridges.bridge_houses import FEWEST, MOST
from kg.model.documents import BridgePlace, BridgeRoute, Bridges
from kg.model.vocabulary import DOUBTS, STANDINGS_OF_AGREEMENTS
from kg.questions import BridgesQuestion

router = APIRouter()
SHIPPED: Final = ("org/iacd", "org/segib", "org/mercosur")
"""The bodies of the pilot: shown to who names none."""
_MOST_TEXTS: Final = 20
_MAX_TEXT: Final = 400


@router.get("/{lang:language}/bridges")
def bridges(
    reader: PageReader,
    ids: Annotated[Sequence[str], Query(alias="id", max_length=_MOST_TEXTS)] = (),
) -> Response:
    """Show what joins bodies, named by id or in words; without any those of the pilot."""

    def make(p: Context) -> dict[str, Any]:
        texts = [text[:_MAX_TEXT] for text in ids if text.strip()] or _shipped(p)
        named = [(text, _meant(reader, text)) for text in texts]
        found = [id_ for _, id_ in named if id_ is not None]
        content = {
            "texts": [*texts, *[""] * (MOST - len(texts))],
            "unknown": [text for text, id_ in named if id_ is None],
            "found": None,
        }
        if content["unknown"] or len(found) < FEWEST:
            return content
        return {**content, **_content(p, reader, reader.answer(BridgesQuestion(found)))}

    return page(reader, "bridges.html", make)


def _shipped(p: Context) -> list[str]:
    return list(SHIPPED) if all(map(p.known, SHIPPED)) else []


def _meant(reader: Reader, text: str) -> str | None:
    """Return the body that is meant; an id of anything else is left to the question to refuse."""
    return meant(reader, text, ("Organisation",))


def _content(p: Context, reader: Reader, found: Bridges) -> dict[str, Any]:
    asked = asked_here(reader, "bridges", [body.id for body in found.bodies])
    return {
        "found": found,
        "standings": {name: p.say(word) for name, word in STANDINGS_OF_AGREEMENTS.items()},
        "states": _by_whom(found.shared.states),
        "routes": [
            (between, [(route, _to_confirm(p, route)) for route in routes])
            for between, routes in groupby(found.routes, key=lambda one: one.between)
        ],
        "picture": figure(p, reader, asked, 0),
    }


def _by_whom(places: Iterable[BridgePlace]) -> list[tuple[list[str], list[BridgePlace]]]:
    return [(of, list(group)) for of, group in groupby(places, key=lambda one: one.of)]


def _to_confirm(p: Context, route: BridgeRoute) -> str:
    named = {doubt for index in route.to_confirm for doubt in route.relations[index].doubts}
    return ", ".join(p.say(word) for doubt, word in DOUBTS.items() if doubt in named)
