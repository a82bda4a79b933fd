"""The way in: the reader's language, a story in pictures, the three questions, what is there."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import PageReader, Reader, language_of, root_of
from api.pages.home_story import shown
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.graph.actors import real
from kg.graph.openness import withdrawn
from kg.graph.view import View
from kg.model.documents import Status
from kg.model.registry import NODES

router = APIRouter()
COUNTED: Final = (
    "State", "Organisation", "Unit", "Programme", "Agreement", "Activity", "Offer", "Demand",
    "Practice", "Priority", "Sector", "Source",
)  # fmt: skip
"""What the home page counts, in this order."""


@router.get("/")
def root(request: Request) -> Response:
    """Lead to the pages in the language that the reader likes best."""
    headers = {"Cache-Control": "no-cache"}
    return RedirectResponse(f"{root_of(request)}/{language_of(request)}/", 307, headers)


@router.get("/{lang:language}")
def bare(request: Request, lang: str) -> Response:
    """Lead to the home page of a language."""
    return RedirectResponse(f"{root_of(request)}/{lang}/", 308)


@router.get("/{lang:language}/")
def home(reader: PageReader) -> Response:
    """Tell what the agency does in pictures, then show the three questions and the search."""
    from kg.browse.status import status

    return page(
        reader, "home.html", lambda p: _content(p, reader, status(reader.view, reader.lang))
    )


def _content(p: Context, reader: Reader, found: Status) -> dict[str, Any]:
    gone = _withdrawn(reader.view)
    counts = [(p.say(NODES[name].plural), _told(found, name) - gone[name]) for name in COUNTED]
    examples = [(p.say(NODES[name].plural), count) for name, count in found.examples.items()]
    return {
        "story": shown(p, reader),
        # A count of nothing tells a citizen nothing.
        "counts": [(label, count) for label, count in counts if count],
        "examples": examples,
    }


def _told(found: Status, name: str) -> int:
    """Return how many of a type the first page counts: neither examples nor what is unconfirmed."""
    return found.counts[name] - found.examples.get(name, 0) - found.to_confirm.get(name, 0)


def _withdrawn(view: View) -> Counter[str]:
    """Return how much of each type is no longer on the table, as the lists leave it out."""
    return Counter(view.type_of(node) for node in real(view, withdrawn(view)))
