"""Supply against demand by sector: what is declared and open, or what activities show.

Without a record DAC's broad sectors; of a sector what is right below it; of an actor what it gives
and needs itself. Examples are a picture of their own (``example_sectors``): no form asks for it, so
that none is ever embedded, and its title and every row say the word.
"""

from __future__ import annotations

from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.browse.shared_by_sector import (
    Nature,
    SectorShare,
    Shared,
    broad_sectors,
    by_sector,
    inside,
    is_leaf_level,
    shared,
    within,
)
from kg.graph.naming import in_message
from kg.graph.view import View
from kg.model.fields import EXAMPLE
from kg.model.registry import type_of
from kg.model.relations import ACTORS
from viz.label_text import with_example
from viz.pictures.citations import cited
from viz.pictures.naming_cells import named_cell
from viz.pictures.picture import Cell, Picture, Twin, TwinGroup, TwinRow
from viz.pictures.picture_form import PictureAsk, PictureForm
from viz.pictures.sector_sides import SectorSides, SideRow
from viz.scene import Pencil

NATURE: Final = "nature"
DEMONSTRATED: Final = "demonstrated"
_SECTOR: Final = "Sector"


def _make(ask: PictureAsk) -> Picture:
    shown = dict(ask.asked.choice).get(NATURE)
    return _picture(ask, "demonstrated" if shown == DEMONSTRATED else "declared")


def example_sectors(ask: PictureAsk) -> Picture:
    """Return the same picture of what is made up to show how things work, for our own pages."""
    return _picture(ask, "example")


def _picture(ask: PictureAsk, nature: Nature) -> Picture:
    view, lang = ask.view, ask.lang
    node = view.index(ask.asked.ids[0]) if ask.asked.ids else None
    sector = node if node is not None and type_of(view.id(node)) == _SECTOR else None
    told = shared(view, nature, node if sector is None else None)
    if sector is not None:
        told = inside(view, told, sector)
    shares = _shares(view, told, sector)
    rows = tuple(_row(ask, one, nature, narrow=sector is not None) for one in shares)
    left, right = (side.text(lang) for side in _SIDES[nature])
    body = SectorSides(left, right, msg("Good practices").text(lang), rows)
    sources, more = cited(view, sorted(told.everything()), (), lang, ask.href)
    sentence = _sentence(told, nature)
    return Picture(
        ask.asked, lang, _title(view, node, nature).text(lang), sentence.text(lang),
        Pencil(view, lang).caption(()), body, _twin(body, lang),
        tuple(note.text(lang) for note in _notes(view, shares, told, nature)), sources, more,
    )  # fmt: skip


_SIDES: Final[dict[Nature, tuple[Message, Message]]] = {
    "declared": (msg("Offers"), msg("Demands")),
    "example": (msg("Offers"), msg("Demands")),
    "demonstrated": (msg("States gave"), msg("States received")),
}


def _title(view: View, node: int | None, nature: Nature) -> Message:
    said = {
        "declared": msg("Offers and demands by sector"),
        "example": msg("Example: offers and demands by sector"),
        "demonstrated": msg("Cooperation on record by sector"),
    }[nature]
    return said if node is None else msg("{name} · {what}", name=in_message(view, node), what=said)


def _sentence(told: Shared, nature: Nature) -> Message:
    if nature == "demonstrated":
        if not told.everything():
            return msg("No activity in which a state gave or received is on record.")
        return msg(
            "Activities on record, by sector: states gave in {given} and received in {needed}.",
            given=len(told.given),
            needed=len(told.needed),
        )
    sides = [
        nmsg("{count} offer", "{count} offers", len(told.given)),
        nmsg("{count} demand", "{count} demands", len(told.needed)),
        nmsg("{count} good practice", "{count} good practices", len(told.practices)),
    ]
    some = [side for side in sides if side.count]
    if not some:
        return msg("No open offer or demand has been published yet.")
    if nature == EXAMPLE:
        return msg("Made up to show how it works: {what}.", what=some)
    return msg("Published and open today: {what}.", what=some)


def _shares(view: View, told: Shared, sector: int | None) -> list[SectorShare]:
    shares = by_sector(view, told, broad_sectors(view) if sector is None else within(view, sector))
    if sector is not None and is_leaf_level(view, sector):
        return [one for one in shares if one.any()]
    return shares


def _row(ask: PictureAsk, one: SectorShare, nature: Nature, *, narrow: bool) -> SideRow:
    if one.sector is None:
        said = msg("Stated no more exactly") if narrow else msg("No sector stated")
        name = Cell(said.text(ask.lang))
    else:
        name = named_cell(ask, one.sector)
    marked = with_example(name.text, nature, ask.lang)
    return SideRow(Cell(marked, name.lang, name.href), one.given, one.needed, one.practices)


def _twin(body: SectorSides, lang: str) -> Twin:
    practices = any(row.practices for row in body.rows)
    heads = (msg("Sector").text(lang), body.left, body.right)
    rows = tuple(
        TwinRow(
            row.name,
            tuple(
                (Cell(f"{count}"),)
                for count in (row.left, row.right, *([row.practices] if practices else []))
            ),
            _SECTOR,
        )
        for row in body.rows
    )
    return Twin((*heads, body.practices) if practices else heads, (TwinGroup("", rows),))


def _notes(view: View, shares: list[SectorShare], told: Shared, nature: Nature) -> list[Message]:
    notes = []
    counted = sum(one.given + one.needed + one.practices for one in shares)
    once = len(told.given) + len(told.needed) + len(told.practices)
    if counted > once:
        notes.append(msg("What lies in several sectors is counted in each."))
    if nature == DEMONSTRATED or not told.everything():
        notes.append(msg("What has not been entered is not known."))
    if nature == "declared" and shared(view, "example").everything():
        notes.append(msg("Examples are not counted here."))
    if nature == EXAMPLE:
        notes.append(msg("Records marked “example” are illustrations."))
    return notes


FORM: Final = PictureForm(
    "sectors",
    msg("Supply and demand"),
    msg("What is offered and needed in each sector."),
    _make,
    types=(_SECTOR, *ACTORS),
    most=1,
    choices={NATURE: ("declared", DEMONSTRATED)},
)
