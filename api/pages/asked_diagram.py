"""What the address of a diagram asks for: its state, and what somebody looks for in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from api.deps import Reader
from api.pages.actor_meant import meant
from kg.model.documents import Paths
from kg.model.registry import type_of
from kg.model.relations import ACTORS
from kg.questions import PathsQuestion
from viz.explorer.diagram_state import (
    FOLD,
    MOST_STEPS,
    MOST_WAYS,
    OPEN,
    WAYS,
    DiagramState,
    state_of,
)

MAX_TEXT = 400
YEARS = (1000, 2999)


@dataclass(frozen=True, slots=True)
class AskedDiagram:
    """The parameters of an address, as they were given; ``acts`` in their order."""

    acts: tuple[tuple[str, str], ...]
    steps: int
    hide: tuple[str, ...]
    to: str
    ways: int
    find: str
    year: int | None

    def state(self, reader: Reader) -> DiagramState:
        """Return the state of the diagram around the record that the address names.

        Raises:
            UnknownIdError: there is no such record, or not for this audience.
        """
        view = reader.view
        middle = view.id(view.index(reader.id()))
        to = meant(reader, self.to) if type_of(middle) in ACTORS else None
        return state_of(middle, self.acts, steps=self.steps, hide=self.hide, to=to, ways=self.ways)


def routes_of(reader: Reader, state: DiagramState) -> Paths | None:
    """Return the routes that a state asks for, None where it asks for none."""
    if state.to is None:
        return None
    return reader.answer(PathsQuestion(state.middle, state.to, state.ways))


def address_of(
    reader: Reader, path: str, state: DiagramState, more: Iterable[tuple[str, str]] = ()
) -> str:
    """Return an address at which a state is shown, with what all addresses of the reader repeat."""
    pairs = [*state.pairs(), *more, *reader.given.items()]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _asked(  # noqa: PLR0917 (one for each parameter of the address)
    request: Request,
    open: Annotated[tuple[str, ...], Query()] = (),  # noqa: A002, ARG001 (named as in addresses)
    fold: Annotated[tuple[str, ...], Query()] = (),  # noqa: ARG001
    hide: Annotated[tuple[str, ...], Query()] = (),
    steps: Annotated[int, Query(ge=1, le=MOST_STEPS)] = 1,
    to: Annotated[str, Query(max_length=MAX_TEXT)] = "",
    ways: Annotated[int, Query(alias="k", ge=1, le=MOST_WAYS)] = WAYS,
    find: Annotated[str, Query(max_length=MAX_TEXT)] = "",
    year: Annotated[int | None, Query(ge=YEARS[0], le=YEARS[1])] = None,
) -> AskedDiagram:
    # Of the two the last word counts, so they are read together, in their order.
    named = [pair for pair in request.query_params.multi_items() if pair[0] in (OPEN, FOLD)]
    return AskedDiagram(tuple(named), steps, tuple(hide), to, ways, find.strip(), year)


Asked = Annotated[AskedDiagram, Depends(_asked)]
