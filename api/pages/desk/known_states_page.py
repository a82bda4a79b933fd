"""What is known of each state, for those who see to it that it is complete."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from fastapi import APIRouter, Response

from api.pages.desk.at_desk import Desk
from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.base.text import fold
from kg.browse.status import status
from kg.model.documents import StateCoverage

router = APIRouter()


@router.get("/{lang:language}/desk/states")
def known_states(here: Desk) -> Response:
    """Show for each state its authority, how much it has entered, and when it last confirmed."""
    if here.focal_point.role not in ("secretariat", "board"):
        raise ForbiddenError(
            msg("What is missing of all states is for the secretariat and the board."),
            msg("The campaign shows your own line."),
        )
    found = status(here.reader.view, here.reader.lang).states
    # In the order of names: a list of states is never a ranking.
    states = sorted(found, key=lambda state: fold(state.label))
    content = {
        "states": states,
        "silent": sum(_is_silent(state) for state in states),
        "without_authority": sum(state.authority is None for state in states),
    }
    return here.page("desk/known_states.html", content)


def _is_silent(state: StateCoverage) -> bool:
    return not (state.offers or state.demands or state.practices or state.activities)
