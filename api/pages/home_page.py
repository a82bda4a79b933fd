"""The way in: the reader's language, the three questions, what is in the base."""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import PageReader, language_of, root_of
from api.pages.page_context import Context
from api.pages.rendering import page
from kg.base.text import fold
from kg.model.documents import StateCoverage, Status
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
    """Show the three questions and what is in the base."""
    from kg.browse.status import status

    return page(reader, "home.html", lambda p: _content(p, status(reader.view, reader.lang)))


def _content(p: Context, found: Status) -> dict[str, Any]:
    counts = [(p.say(NODES[name].plural), _told(found, name)) for name in COUNTED]
    examples = [(p.say(NODES[name].plural), count) for name, count in found.examples.items()]
    # In the order of names: a list of states is never a ranking.
    states = sorted(found.states, key=lambda state: fold(state.label))
    return {
        "counts": counts,
        "examples": examples,
        "states": states,
        "silent": sum(_is_silent(state) for state in states),
        "without_authority": sum(state.authority is None for state in states),
    }


def _told(found: Status, name: str) -> int:
    """Return how many of a type the first page counts: neither examples nor what is unconfirmed."""
    return found.counts[name] - found.examples.get(name, 0) - found.to_confirm.get(name, 0)


def _is_silent(state: StateCoverage) -> bool:
    return not (state.offers or state.demands or state.practices or state.activities)
