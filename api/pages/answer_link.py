"""Where an office finds the one answer to a demand of its own."""

from __future__ import annotations

from api.pages.page_context import Context
from kg.exchange.consolidated_answer import is_for
from kg.exchange.focal_points import who_is
from kg.model.registry import type_of


def answer_link(p: Context, id_: str) -> str:
    """Return the address of the answer to a demand, empty where there is none for the reader."""
    node = p.view.snapshot.index(id_)
    if p.focal_point is None or node is None or type_of(id_) != "Demand":
        return ""
    who = who_is(p.focal_point)
    acting = [who.office] if who.office else []
    return p.path("desk", "answers", id_) if is_for(who, p.view, node, acting) else ""
