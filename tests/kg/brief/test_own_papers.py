"""Which papers an office may have: of its state, of its sectors; the board's are the board's."""

from __future__ import annotations

from typing import Any

from kg.brief.own_papers import DELIVERED, papers_for
from kg.brief.paper_kinds import KINDS
from kg.graph.view import View
from kg.model.desk_types import FocalPoint
from tests.graphs import Nodes, view_of

LINES = """
unit/desk PART_OF state/p
state/p DECLARES offer/pump
offer/pump IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
unit/desk DECLARES demand/roads
demand/roads IN_SECTOR sector/dac/210
state/p DECLARES offer/gone
offer/gone IN_SECTOR sector/dac/311
state/q DECLARES offer/other
offer/other IN_SECTOR sector/dac/122
initiative/trial CONCERNS org/a
"""
CATEGORY = {"scheme": "dac", "level": "category"}
NODES: Nodes = {
    "state/p": {"name": {"en": "Pea", "es": "Guisante"}},
    "sector/dac/140": {**CATEGORY, "name": {"en": "Water"}},
    "sector/dac/210": CATEGORY,
    "sector/dac/311": CATEGORY,
    "sector/dac/122": CATEGORY,
    "offer/gone": {"status": "met"},
    "initiative/trial": {"kind": "pilot"},
    "initiative/other": {"kind": "measure"},
}


def point(role: str, office: str | None = None) -> FocalPoint:
    fields: dict[str, Any] = {"id": "focalpoint/x", "role": role, "office": office}
    return FocalPoint.model_validate(fields)


def named(view: View, of: FocalPoint, **more: Any) -> list[tuple[str, str | None]]:
    return [(one.kind, one.about) for one in papers_for(view, of, "en", **more)]


def test_an_authority_has_its_state_its_sectors_and_the_whole() -> None:
    view = view_of(LINES, NODES, "states")
    assert sorted(named(view, point("authority", "unit/desk")), key=str) == sorted(
        [
            ("state", "state/p"), ("sector", "sector/dac/140"), ("sector", "sector/dac/210"),
            ("campaign", None), ("quarterly", None),
        ],
        key=str,
    )  # fmt: skip


def test_only_the_kinds_that_were_chosen() -> None:
    view = view_of(LINES, NODES, "states")
    assert named(view, point("authority", "unit/desk"), kinds=["state"]) == [("state", "state/p")]
    assert named(view, point("authority", "unit/desk"), kinds=[]) == []


def test_titles_are_in_the_language_of_whom_they_are_for() -> None:
    view = view_of(LINES, NODES, "states")
    (one,) = papers_for(view, point("authority", "unit/desk"), "es", ["state"])
    assert one.title.endswith(": Guisante")


def test_the_board_has_its_own_and_nothing_of_one_state() -> None:
    view = view_of(LINES, NODES)
    found = named(view, point("board"))
    assert ("pilot", "initiative/trial") in found
    assert ("guidance", None) in found
    assert {kind for kind, about in found if about} == {"pilot"}
    assert found == named(view, point("secretariat"))


def test_others_have_none() -> None:
    view = view_of(LINES, NODES, "public")
    assert named(view, point("partner_body", "unit/desk")) == []
    assert {("campaign", None), ("quarterly", None)} == set(
        named(view, point("authority", "unit/nowhere"))
    )


def test_what_is_delivered_is_for_states() -> None:
    assert {KINDS[kind].audience for kind in DELIVERED} == {"states"}
    assert set(DELIVERED) == {"state", "sector", "campaign", "quarterly"}
