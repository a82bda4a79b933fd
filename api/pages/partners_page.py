"""For the board: which partners first, on what conditions, and what they cover together.

All that somebody chose stands in the address (``board_view``): it is sent on as it is.
"""

# ruff: noqa: FAST003 (language and id are taken by the reader)

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from api.deps import PageReader, Reader
from api.pages.board_view import MOST_BEST, BoardView, Weights, points_of
from api.pages.compared_partners import compared
from api.pages.page_context import Context
from api.pages.partner_cards import first_ones, groups
from api.pages.reached_tiles import reached_tiles
from api.pages.rendering import fresh_page, page, render
from api.pages.said_of_guideline import consultation_shown, consulted_on
from kg.base.i18n import Message, msg
from kg.base.reader_manner import labelled
from kg.definitions.definition_files import AT
from kg.definitions.shipped_names import APPROACH
from kg.model.documents import Partners
from kg.model.vocabulary import VERDICTS
from kg.partners.adopted_guidelines import guideline_named
from kg.questions import PartnersQuestion, PlanCoverageQuestion, TogetherQuestion

router = APIRouter()
SHOWN: Final = 60
_FIRST: Final = 5
_WHOLE: Final = -4
"""Digits of millionths that a field does not show where nobody typed: whole points are enough."""
_UNPROCESSABLE: Final = 422
GROUNDS: Final[Mapping[str, Message]] = {
    "states": msg("States"),
    "demands": msg("Declared demands"),
    "sectors": msg("Sectors"),
}
"""What partners reach together."""


@router.get("/{lang:language}/partners")
def partners(
    reader: PageReader, guideline: Annotated[str, Query(max_length=80)] = APPROACH
) -> Response:
    """Show verdicts with what they rest on; the public is told that they are for the board."""
    reader.view.require_board()
    rules = guideline_named(reader.view, guideline)
    # A link goes on with the version that its reader saw, whatever comes after it.
    version = f"{rules.guideline}{AT}{rules.version}"
    view = BoardView.of(reader.request.query_params, version)
    weights = Weights.of(view, rules.criteria)
    if weights.wrong:
        return _wrong(reader, view, weights)
    consulted = consulted_on(reader, rules.guideline, rules.version)

    def make(p: Context) -> dict[str, Any]:
        return {**_content(p, reader, view, weights), **consultation_shown(p, consulted)}

    if consulted is None:
        return page(reader, "partners.html", make)
    # What is on the desk is no part of a revision, by which pages are kept.
    p = Context(reader)
    return fresh_page(p, "partners.html", make(p))


def _wrong(reader: Reader, view: BoardView, weights: Weights) -> Response:
    """Return the form as it was typed, and what to write instead; nothing is ranked by it."""
    p = Context(reader)
    own = reader.answer(PartnersQuestion(view.guideline, PartnersQuestion.MOST))
    content = {**_frame(p, view, own), "fields": _fields(p, view, own, own, weights),
               "wrong": _mistakes(p, weights, own),
               "groups": [], "found": None, **consultation_shown(p, None)}  # fmt: skip
    headers = {"Cache-Control": "no-store", "Content-Language": reader.lang}
    return HTMLResponse(render(p, "partners.html", content), _UNPROCESSABLE, headers)


def _content(p: Context, reader: Reader, view: BoardView, weights: Weights) -> dict[str, Any]:
    most = PartnersQuestion.MOST
    found = own = reader.answer(PartnersQuestion(view.guideline, most, robustness=True))
    if weights.given:
        trial = PartnersQuestion(view.guideline, most, weights.given, robustness=True)
        found = reader.answer(trial)
    coverages = reader.answer(PlanCoverageQuestion(view.guideline))
    plan = [step.id for one in coverages[:1] for step in one.steps]
    return {
        **_frame(p, view, found),
        "fields": _fields(p, view, found, own, weights),
        "wrong": [],
        "found": found,
        "groups": groups(p, found, own, SHOWN),
        "first": first_ones(found, _FIRST),
        "all_ranked": not any(one.not_comparable for one in found.results),
        "more": max(0, len(found.results) - SHOWN),
        "coverages": coverages,
        "together": _together(p, reader, view),
        "tiles": reached_tiles(p, view, found, plan),
        "compared": compared(p, reader, view, found),
        "as_data": _as_data(p, view, weights),
    }


def _together(p: Context, reader: Reader, view: BoardView) -> dict[str, Any]:
    """Return the partners who together reach most, chosen among the candidates."""
    question = TogetherQuestion(best=view.best, guideline=view.guideline)
    found = reader.answer(question)
    return {
        "found": found,
        "grounds": {one.name: p.say(GROUNDS[one.name]) for one in found.grounds},
        "most": MOST_BEST,
    }


def _frame(p: Context, view: BoardView, found: Partners) -> dict[str, Any]:
    """Return what the page has whatever was asked."""
    return {
        "guideline": found.guideline,
        "standing": p.say(found.standing.sentence()),
        "verdicts": {name: p.say(word) for name, word in VERDICTS.items()},
        "view": view,
        "asked": {**p.given, "as_of": p.as_of},
        "here": p.path("partners"),
    }


def _fields(
    p: Context, view: BoardView, found: Partners, own: Partners, weights: Weights
) -> list[dict[str, Any]]:
    """Return the criteria as fields: what was typed, and for how much each counts.

    A field that nobody typed in stays empty and shows what its criterion has: only what is typed is
    asked for, the others share the rest.
    """
    labels = _labels(own)
    return [
        {
            "name": name,
            "label": labels.get(name, name),
            "typed": view.typed.get(name, ""),
            "points": points_of(round(found.weights[name], _WHOLE)),
            "share": p.share(found.weights[name]),
            "own": p.share(millionths),
            "is_moved": found.weights[name] != millionths,
            "wrong": p.say(weights.wrong[name]) if name in weights.wrong else "",
        }
        for name, millionths in own.weights.items()
    ]


def _labels(found: Partners) -> dict[str, str]:
    """Return the names of the criteria for readers; nothing where nobody is judged."""
    return {one.name: one.label for partner in found.results[:1] for one in partner.criteria}


def _mistakes(p: Context, weights: Weights, own: Partners) -> list[str]:
    """Return what is wrong in which field, in sentences."""
    labels = _labels(own)
    said = [(labels.get(name), p.say(text)) for name, text in weights.wrong.items()]
    return [text if label is None else labelled(label, text, p.lang) for label, text in said]


def _as_data(p: Context, view: BoardView, weights: Weights) -> str:
    query: Mapping[str, Any] = {"guideline": view.guideline}
    address = p.data("partners", **query)
    pairs = "".join(f"&weight={name}:{value:f}" for name, value in weights.given)
    return address + pairs
