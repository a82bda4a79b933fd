"""A fair portfolio for the secretariat and the board: a proposal, drawn, with its reasons."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from api.pages.desk.at_desk import AtDesk, Desk
from api.pages.page_context import Context
from kg.base.errors import BadOptionError, ForbiddenError
from kg.base.i18n import msg
from kg.exchange.moving import records_of
from kg.exchange.pairs_under_way import pairs_under_way
from kg.exchange.parties import decides, marks
from kg.matching.portfolio.portfolio_sentences import nothing
from kg.model.desk_types import ContactRequest
from kg.model.documents import Portfolio
from kg.questions import PortfolioQuestion

router = APIRouter()
Number = Annotated[str, Query(max_length=6)]
_YES: Final = "yes"
_ROWS: Final = 200
"""So many rows of a table are on the page: a file holds all."""


@router.get("/{lang:language}/desk/portfolio")
def portfolio(
    here: Desk,
    floor: Number = "",
    per_offer: Number = "",
    per_provider: Number = "",
    examples: Annotated[str, Query(max_length=3)] = "",
) -> Response:
    """Show which offers should meet which demands, so that every state gets something."""
    if not marks(here.who):
        raise ForbiddenError(
            msg("A portfolio is for the board and the secretariat."),
            msg("Your own desk shows what waits for you."),
        )
    question = PortfolioQuestion(
        floor=_whole("floor", floor) if floor.strip() else 1,
        offer_places=_whole("per_offer", per_offer) if per_offer.strip() else 1,
        provider_places=_whole("per_provider", per_provider) if per_provider.strip() else None,
        under_way=_under_way(here),
        examples=examples == _YES,
    )
    return here.page("desk/portfolio.html", _content(here, question))


def _under_way(here: AtDesk) -> tuple[tuple[str, str], ...]:
    """Return what offices work on already, of what is for whoever looks: the board sees totals."""
    with here.desk() as desk:
        return pairs_under_way(records_of(desk, ContactRequest, here.who))


def _whole(name: str, text: str) -> int:
    clean = text.strip()
    if not (clean.isascii() and clean.isdecimal()):
        fix = msg("Write a whole number from {low} to {high}.", low="0",
                  high=str(PortfolioQuestion.MOST))  # fmt: skip
        raise BadOptionError(name, text, fix)
    return int(clean)


def _content(here: AtDesk, question: PortfolioQuestion) -> dict[str, Any]:
    p = Context(here.reader)
    found = here.reader.inquiry.answer(question)
    return {
        "found": found,
        "standing": p.say(found.standing.sentence()),
        "question": question,
        "rows": _ROWS,
        "sees_under_way": decides(here.who),
        "nothing": p.say(nothing(found.left_out)),
        "picture": _picture(p, here, found) if found.chosen else "",
    }


def _picture(p: Context, here: AtDesk, found: Portfolio) -> Any:
    from viz.pictures.picture_html import PictureLinks, picture_fragment
    from viz.pictures.portfolio_picture import portfolio_picture

    # Nothing leads from it to other sites: nobody else is ever shown it.
    return picture_fragment(portfolio_picture(here.reader.view, found, p.node), PictureLinks(), 2)
