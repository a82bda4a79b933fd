"""For the board: which partners first, on what conditions, and what they cover together."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.deps import PageReader, Reader
from api.named_definitions import APPROACH, guideline_named
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.model.documents import Coverage, Partners
from kg.model.vocabulary import VERDICTS

router = APIRouter()
PILOT: Final = "initiative/pilot-segib-mercosur"
NEXT: Final = ("org/caricom",)
"""Bodies beside the pilot's whose reach the page shows: the mandate of 2004 and 2005 names them."""
OAS: Final = "org/oas"
SHOWN: Final = 60


@router.get("/{lang:language}/partners")
def partners(
    reader: PageReader, guideline: Annotated[str, Query(max_length=80)] = APPROACH
) -> Response:
    """Show verdicts with what they rest on; the public is told that they are for the board."""
    from kg.partners.rank import partners as judge

    reader.view.require_board()
    chosen = guideline_named(guideline)

    def make(p: Context) -> dict[str, Any]:
        return _content(p, judge(reader.view, chosen, reader.lang, SHOWN), reader)

    return page(reader, "partners.html", make)


def _content(p: Context, found: Partners, reader: Reader) -> dict[str, Any]:
    counts = {name: sum(r.verdict == name for r in found.results) for name in VERDICTS}
    return {
        "guideline": found.guideline,
        "standing": p.say(found.standing.sentence()),
        "results": found.results,
        "verdicts": {name: p.say(word) for name, word in VERDICTS.items()},
        "counts": counts,
        "coverages": _coverages(reader),
    }


def _coverages(reader: Reader) -> list[Coverage]:
    """Return what the pilot's partners reach: of the hemisphere, and among the OAS members."""
    from kg.partners.coverage import coverage

    ids = [*_pilot(reader), *(id_ for id_ in NEXT if _is_there(reader, id_))]
    if not ids:
        return []
    bodies = [None, OAS] if _is_there(reader, OAS) else [None]
    return [
        coverage(reader.view, ids, reader.lang, of="states", within=within) for within in bodies
    ]


def _pilot(reader: Reader) -> list[str]:
    if not _is_there(reader, PILOT):
        return []
    view = reader.view
    concerned = view.adjacency(("CONCERNS",), "out").of(view.index(PILOT)).tolist()
    ids = (view.id(node) for node in concerned)
    # The agency itself takes part in its pilot, but is no partner of it.
    return sorted((id_ for id_ in ids if id_ not in (OAS, "org/iacd")), reverse=True)


def _is_there(reader: Reader, id_: str) -> bool:
    return reader.view.snapshot.index(id_) is not None
