"""Which states the exchange counts against: the list that the board decides.

Until the board has decided one, those whose position is full membership on the day.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.base.i18n import Message, msg
from kg.graph.actors import members
from kg.graph.view import View

BODY = "org/oas"


class ListedStates(NamedTuple):
    """The states of a list (node numbers, by id), what it is called, and who decided it when."""

    name: Message
    decided: str | None
    states: tuple[int, ...]


def listed_states(view: View) -> ListedStates:
    """Return the list that counts on the day of a view."""
    body = view.snapshot.index(BODY)
    found = () if body is None else tuple(sorted(members(view, body), key=view.id))
    return ListedStates(msg("full members of the Organization of American States"), None, found)
