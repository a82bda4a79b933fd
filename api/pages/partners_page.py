"""For the board: which partners first, on what conditions, and what they cover together."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.definitions.shipped_names import APPROACH
from kg.model.documents import Partners
from kg.model.vocabulary import VERDICTS
from kg.questions import PartnersQuestion, PlanCoverageQuestion

router = APIRouter()
SHOWN: Final = 60


@router.get("/{lang:language}/partners")
def partners(
    reader: PageReader, guideline: Annotated[str, Query(max_length=80)] = APPROACH
) -> Response:
    """Show verdicts with what they rest on; the public is told that they are for the board."""
    reader.view.require_board()

    def make(p: Context) -> dict[str, Any]:
        return _content(p, reader.answer(PartnersQuestion(guideline, SHOWN)), reader)

    return page(reader, "partners.html", make)


def _content(p: Context, found: Partners, reader: Reader) -> dict[str, Any]:
    return {
        "guideline": found.guideline,
        "standing": p.say(found.standing.sentence()),
        "results": found.results,
        "notes": found.notes,
        "verdicts": {name: p.say(word) for name, word in VERDICTS.items()},
        "counts": found.counts,
        "left_out": found.left_out,
        "more": sum(found.counts.values()) - len(found.results),
        "coverages": reader.answer(PlanCoverageQuestion(found.guideline.name)),
    }
