"""The states and the bodies they belong to, as a matrix and as tiles; the address holds it all."""

# ruff: noqa: FAST003 (the language is taken by the reader)

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Response

from api.deps import PageReader, Reader
from api.pages.page_context import Context
from api.pages.picture_figure import figure
from api.pages.rendering import page
from kg.base.i18n import Message, msg
from kg.base.text import fold
from kg.browse.state_memberships import bodies_of_states
from kg.graph.taxonomy import dac_categories

if TYPE_CHECKING:
    from viz.pictures.picture import AskedPicture

router = APIRouter()
_MOST_IDS: Final = 100
_MAX_ID: Final = 400
BOARD_ONLY: Final = ("coverage", "freshness")
"""What tiles show to the board alone."""
TITLES: Final[dict[str, Message]] = {
    "contributed": msg("Who has contributed"),
    "members": msg("Members of a body"),
    "offers": msg("Offers in a sector"),
    "needs": msg("Needs in a sector"),
    "coverage": msg("Whom the chosen bodies reach"),
    "freshness": msg("How fresh records are"),
}
"""What tiles can show, as the form calls it."""
Id = Annotated[str, Query(max_length=_MAX_ID)]


@dataclass(frozen=True, slots=True)
class StatesView:
    """What the address asks for: the columns and their order; of what the tiles are, of whom."""

    ids: tuple[str, ...]
    order: str
    within: str
    of: str
    body: str
    sector: str

    def matrix(self, as_of: str | None) -> AskedPicture:
        """Return the matrix that is asked for."""
        from viz.pictures.picture import AskedPicture

        said = {"order": self.order, "within": self.within if self.order else ""}
        return AskedPicture("states", self.ids, as_of=as_of, choice=_said(said))

    def tiles(self, as_of: str | None) -> AskedPicture:
        """Return the tiles that are asked for; what is made of nobody shows who contributed."""
        from viz.pictures.picture import AskedPicture
        from viz.pictures.tiles_picture import MOST

        wanted = {"members": (self.body,), "coverage": self.ids[:MOST],
                  "offers": (self.sector,), "needs": (self.sector,)}  # fmt: skip
        ids = tuple(filter(None, wanted.get(self.of, ())))
        of = self.of if ids or self.of not in wanted else "contributed"
        return AskedPicture("tiles", ids, as_of=as_of, choice=_said({"of": of}))


def _said(choice: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in choice.items() if value)


def _asked(
    *,
    ids: Annotated[Sequence[str], Query(alias="id", max_length=_MOST_IDS)] = (),
    order: Id = "",
    within: Id = "",
    of: Id = "",
    body: Id = "",
    sector: Id = "",
) -> StatesView:
    """Read what the address asks for; a form sends what was left open as empty texts."""
    named = tuple(dict.fromkeys(id_[:_MAX_ID] for id_ in ids if id_))
    return StatesView(named, order, within, of, body, sector)


Asked = Annotated[StatesView, Depends(_asked)]


@router.get("/{lang:language}/states")
def states(reader: PageReader, asked: Asked) -> Response:
    """Show which states belong to which bodies, and where on the map states stand."""
    return page(reader, "states.html", lambda p: _content(p, reader, asked))


def _content(p: Context, reader: Reader, asked: StatesView) -> dict[str, Any]:
    as_of = reader.given.get("as_of")
    is_board = p.audience == "board"
    tiles = asked.tiles(as_of)
    of = dict(tiles.choice).get("of", "contributed")
    return {
        "asked": asked,
        "of": of,
        "matrix": figure(p, reader, asked.matrix(as_of), shared=not asked.order),
        "tiles": figure(p, reader, tiles, shared=of not in BOARD_ONLY),
        "bodies": _named(p, bodies_of_states(p.view, 1)),
        "sectors": _named(p, dac_categories(p.view)),
        "titles": {name: p.say(text) for name, text in TITLES.items()
                   if is_board or name not in BOARD_ONLY},
    }  # fmt: skip


def _named(p: Context, nodes: Sequence[int] | frozenset[int]) -> list[tuple[str, str, str]]:
    """Return id, acronym and name of each, in the order of what it is known by."""
    found = [(p.view.id(n), p.acronym(p.view.id(n)), p.label(p.view.id(n)).text) for n in nodes]
    return sorted(found, key=lambda one: (fold(one[1] or one[2]), one[0]))
