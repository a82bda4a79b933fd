"""The measures of the work plan, their milestones, and who is responsible."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Response
from markupsafe import Markup

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.picture_figure import figure
from api.pages.rendering import page
from kg.base.text import fold
from kg.exchange.board_marks import is_link, said_by_board
from kg.exchange.plan_view import PlanIndicator, PlanPart, plan_of
from kg.graph.view import View
from kg.model.audiences import seen
from kg.model.records import NodeRecord, Statement
from kg.model.registry import type_of

router = APIRouter()
_KINDS: Final = ("pilot", "measure", "consultation", "campaign")
PARTS: Final = ("milestones", "objectives", "actions", "indicators")
"""What a measure is made of, as the page has it."""


@router.get("/{lang:language}/initiatives")
def initiatives(reader: PageReader) -> Response:
    """Show the measures with their milestones."""
    view = reader.view
    return page(
        reader,
        "initiatives.html",
        lambda p: {
            "initiatives": ordered_initiatives(p, view),
            "picture": _in_time(p, reader),
        },
    )


def _in_time(p: Context, reader: Reader) -> Markup | None:
    """Return the picture of the plan in time, None where there is no plan."""
    from viz.pictures.picture import AskedPicture

    if not len(reader.view.of_type("Initiative")):
        return None
    return figure(p, reader, AskedPicture("timeline", as_of=reader.given.get("as_of")))


def ordered_initiatives(p: Context, view: View) -> list[dict[str, Any]]:
    """Return the measures with their plans, and what the board said of each part.

    Of what the board says only what this reader may see is there.
    """
    found = _ordered(_one(p, view, n) for n in view.of_type("Initiative"))
    parts = [part for one in found for part in (one, *_parts(one))]
    records = p.reader.inquiry.store.get([part["id"] for part in parts])
    for part in parts:
        said = _said(view, records.get(part["id"]))
        part["said"] = None if said is None else {"decision": said.where, "on": said.dated}
        evidence = part["props"].get("evidence")
        part["link"] = evidence if evidence and is_link(evidence) else None
    return found


def _parts(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for name in PARTS for part in one[name]]


def _said(view: View, record: NodeRecord | None) -> Statement | None:
    said = said_by_board(record) if record else None
    if record is None or said is None:
        return None
    return next(iter(seen(type_of(record.id) or "", [said], view.audience)), None)


def _ordered(found: Any) -> list[dict[str, Any]]:
    return sorted(found, key=lambda one: (_rank(one["props"]), fold(one["name"].text)))


def _rank(props: dict[str, Any]) -> int:
    kind = props.get("kind")
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _one(p: Context, view: View, node: int) -> dict[str, Any]:
    plan = plan_of(view, node)
    return {
        **_part(p, plan.measure),
        "concerns": _concerned(view, node),
        "milestones": [_part(p, one) for one in plan.milestones],
        "objectives": [_part(p, one) for one in plan.objectives],
        "actions": [_part(p, one) for one in plan.actions],
        "indicators": [_indicator(p, one) for one in plan.indicators],
        "replaced_by": plan.replaced_by,
        "replaces": plan.replaces,
    }


def _part(p: Context, part: PlanPart) -> dict[str, Any]:
    return {
        "id": part.id,
        "type": part.type,
        "name": p.label(part.id),
        "text": p.text(part.props.get("text", {})),
        "next_step": p.text(part.props.get("next_step", {})),
        "props": part.props,
        "late": part.late,
        "responsible": [id_ for id_ in part.props.get("responsible", ()) if p.known(id_)],
    }


def _indicator(p: Context, one: PlanIndicator) -> dict[str, Any]:
    return {
        **_part(p, one.part),
        "unit": p.text(one.part.props.get("unit_of_measure", {})),
        "readings": one.readings,
        "calculated": one.calculated,
    }


def _concerned(view: View, node: int) -> list[str]:
    return [view.id(n) for n in view.adjacency(("CONCERNS",), "out").of(node).tolist()]
