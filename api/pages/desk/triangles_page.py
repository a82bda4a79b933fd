"""Triangular suggestions for a demand: who could provide first and who second, and why each."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import Desk
from api.pages.match_page import walk
from api.pages.page_context import Context
from kg.model.documents import MatchResult
from kg.questions import TrianglesQuestion

router = APIRouter()
_BEFORE: Final = 4


@router.get("/{lang:language}/desk/triangles/{id:path}")
def triangles(here: Desk) -> Response:
    """Show the best pairs of a first and a second provider, the reasons of each as paths."""
    p = Context(here.reader)
    found = here.reader.inquiry.answer(TrianglesQuestion(here.reader.id(_BEFORE)))
    content = {
        "found": found,
        "standing": p.say(found.standing.sentence()),
        "walks": {
            (side, one.rank): _walks(p, result)
            for one in found.results
            for side, result in (("first", one.first), ("second", one.second))
        },
    }
    return here.page("desk/triangles.html", content)


def _walks(p: Context, result: MatchResult) -> list[tuple[str, list[object]]]:
    """Return each reason with the walks that it rests on."""
    return [
        (reason.sentence, [walk(p, step) for step in reason.steps]) for reason in result.reasons
    ]
