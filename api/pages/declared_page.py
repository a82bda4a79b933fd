"""What is on the table, by sector: demands, offers, good practices."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import PageReader
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.graph.declared_status import on_the_table
from kg.graph.taxonomy import group_above
from kg.graph.view import View
from kg.model.registry import NODES

router = APIRouter()
LEADS: Final[dict[str, Message]] = {
    "Demand": msg("What states ask for. Open one to see who can meet it."),
    "Offer": msg("What states and bodies can give. Open one to see whom it can help."),
    "Practice": msg("What has worked, and what has not, told by those who did it."),
}


@router.get("/{lang:language}/demands")
def demands(reader: PageReader) -> Response:
    """List demands by sector."""
    return _listed(reader, "Demand")


@router.get("/{lang:language}/offers")
def offers(reader: PageReader) -> Response:
    """List offers by sector."""
    return _listed(reader, "Offer")


@router.get("/{lang:language}/practices")
def practices(reader: PageReader) -> Response:
    """List good practices by sector."""
    return _listed(reader, "Practice")


def _listed(reader: PageReader, type_: str) -> Response:
    def make(p: Context) -> dict[str, Any]:
        sections = _sections(p, reader.view, type_)
        return {
            "title": p.say(NODES[type_].plural),
            "lead": p.say(LEADS[type_]),
            "type": type_,
            "sections": sections,
            "total": len(on_the_table(reader.view, type_)),
        }

    return page(reader, "declared.html", make)


def _sections(p: Context, view: View, type_: str) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for node in on_the_table(view, type_):
        for sector in _groups(view, node) or [""]:
            found.setdefault(sector, []).append(_entry(p, view, node))
    sections = [
        {"id": id_, "name": p.label(id_) if id_ else None, "entries": _by_title(entries)}
        for id_, entries in found.items()
    ]
    return sorted(
        sections, key=lambda s: (s["name"] is None, fold(s["name"].text if s["name"] else ""))
    )


def _entry(p: Context, view: View, node: int) -> dict[str, Any]:
    declarers = view.adjacency(("DECLARES",), "in").of(node).tolist()
    return {
        "id": view.id(node),
        "title": p.label(view.id(node)),
        "by": sorted({view.id(other) for other in declarers}),
    }


def _by_title(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda entry: (fold(entry["title"].text), entry["id"]))


def _groups(view: View, node: int) -> list[str]:
    """Return the groups of sectors that a record belongs to."""
    own = view.adjacency(("IN_SECTOR",), "out").of(node).tolist()
    return sorted({view.id(group_above(view, sector)) for sector in own})
