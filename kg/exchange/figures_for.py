"""Whose figures are for whom: totals, those of one's own state, those of each: decided here alone.

Records themselves are a matter of ``kg.exchange.parties``; figures say how many there are of them.
"""

from __future__ import annotations

from typing import Literal

from kg.base.errors import ForbiddenError
from kg.base.i18n import msg
from kg.exchange.parties import Who, decides

Figures = Literal["all", "own"]
"""Of the whole exchange, or of one's own state or body."""


def figures_for(who: Who) -> Figures:
    """Return which figures somebody may see.

    The secretariat and the board see totals of all, an office those of its own state or body. The
    public has no figures of the desk: what it may read is counted by ``kg.exchange.published``.

    Raises:
        ForbiddenError: they are nobody to the desk.
    """
    if decides(who) or who.role == "board":
        return "all"
    if who.office is not None:
        return "own"
    raise ForbiddenError(
        msg("What came of the exchange is for its offices, the secretariat and the board."),
        msg("What the public may read of it is on the page of the exchange."),
    )


def may_see_state(who: Who, state: str, own: str | None) -> bool:
    """Say whether figures of a single state are for somebody whose own state is ``own``.

    How fresh and how complete its entries are and how soon it answers is for that state and the
    secretariat; the board sees totals.
    """
    return decides(who) or (who.role == "authority" and own == state)
