"""A state's brief: provisional, a few figures."""

from __future__ import annotations

from kg.base.i18n import msg
from kg.base.reader_manner import number
from kg.brief.figure_address import address
from kg.brief.paper import Content, Figure, Section, Sentence, Tile, Tiles
from kg.brief.paper_kinds import PaperAsked
from kg.model.registry import NODES
from kg.questions import StatusQuestion


def content(asked: PaperAsked) -> Content:
    """Return what a state's brief says."""
    found = asked.inquiry.answer(StatusQuestion())
    one = next(state for state in found.states if state.id == asked.subject)
    where = address("/v1/status", found.as_of)
    tiles = []
    for type_, count in (
        ("Offer", one.offers),
        ("Demand", one.demands),
        ("Practice", one.practices),
    ):
        label = NODES[type_].plural.text(asked.lang)
        figure = Figure(count, label, where, found.revision)
        tiles.append(Tile(number(count, asked.lang), label, (figure,)))
    point = Sentence(f"{tiles[0].shown} {tiles[0].label}", tiles[0].figures, one.id)
    title = msg("State brief").text(asked.lang)
    return Content(f"{title}: {one.label}", (point,), (Section(title, (Tiles(tuple(tiles)),)),))
