"""The measures of the work plan, their milestones, and who is responsible."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response

from api.deps import PageReader
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.base.text import fold
from kg.exchange.board_marks import is_link, said_by_board
from kg.graph.view import View

router = APIRouter()
_KINDS: Final = ("pilot", "measure", "consultation", "campaign")
_LAST: Final = "9999"


@router.get("/{lang:language}/initiatives")
def initiatives(reader: PageReader) -> Response:
    """Show the measures with their milestones."""
    view = reader.view
    return page(
        reader,
        "initiatives.html",
        lambda p: {"initiatives": ordered_initiatives(p, view)},
    )


def ordered_initiatives(p: Context, view: View) -> list[dict[str, Any]]:
    """Return the measures with their milestones, and what the board said of each."""
    found = _ordered(_one(p, view, n) for n in view.of_type("Initiative"))
    parts = [part for one in found for part in (one, *one["milestones"])]
    records = p.reader.inquiry.store.get([part["id"] for part in parts])
    for part in parts:
        said = said_by_board(records[part["id"]]) if part["id"] in records else None
        part["said"] = None if said is None else {"decision": said.where, "on": said.dated}
        evidence = part["props"].get("evidence")
        part["link"] = evidence if evidence and is_link(evidence) else None
    return found


def _ordered(found: Any) -> list[dict[str, Any]]:
    return sorted(found, key=lambda one: (_rank(one["props"]), fold(one["name"].text)))


def _rank(props: dict[str, Any]) -> int:
    kind = props.get("kind")
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _one(p: Context, view: View, node: int) -> dict[str, Any]:
    props = view.props(node)
    parts = view.adjacency(("PART_OF",), "in").of(node).tolist()
    steps = [_milestone(p, view, n) for n in parts if view.type_of(n) == "Milestone"]
    return {
        "id": view.id(node),
        "name": p.label(view.id(node)),
        "text": p.text(props.get("text", {})),
        "props": props,
        "responsible": [id_ for id_ in props.get("responsible", ()) if p.known(id_)],
        "concerns": _concerned(view, node),
        "milestones": sorted(steps, key=lambda step: (step["props"].get("due", _LAST), step["id"])),
    }


def _milestone(p: Context, view: View, node: int) -> dict[str, Any]:
    return {"id": view.id(node), "name": p.label(view.id(node)), "props": view.props(node)}


def _concerned(view: View, node: int) -> list[str]:
    return [view.id(n) for n in view.adjacency(("CONCERNS",), "out").of(node).tolist()]
