"""The demands that no offer meets, by sector: for reports about the whole exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import msg
from kg.base.text import fold
from kg.brief.paper import Block, Column, Paragraph, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.graph.taxonomy import sectors_of
from kg.model.documents import Declared, DeclaredPart

ROWS: Final = 8


def unmet_needs(telling: Telling, demands: Declared) -> tuple[Block, ...]:
    """Return the open demands with no offer about the same subject, by the name of the sector."""
    found = [one for one in demands.results if not one.met]
    if not found:
        none = (
            msg("For each open demand there is an offer about its subject.")
            if demands.open
            else msg("There is no open demand that somebody could meet.")
        )
        return (Paragraph((telling.says(none),)),)
    heads = (msg("Sector"), msg("Demand"), msg("Who asks"))
    rows = sorted(_rows(telling, found), key=lambda row: (fold(row[0].text), row[1].id or ""))
    return (Table(
        telling.words(msg("Demands with no offer about the same subject")),
        tuple(Column(telling.words(head), share=2) for head in heads),
        tuple(rows[:ROWS]),
        telling.words(THERE_IS_MORE) if len(rows) > ROWS else "",
    ),)  # fmt: skip


def _rows(telling: Telling, found: list[DeclaredPart]) -> Iterator[tuple[Sentence, ...]]:
    view = telling.view
    for one in found:
        node = view.index(one.id)
        sectors = sorted(sectors_of(view, node), key=view.id)
        sector = telling.name(sectors[0]) if sectors else telling.says(msg("not stated"))
        who = ", ".join(telling.label(view.index(side.id)) for side in one.states)
        yield sector, telling.name(node), Sentence(who)
