"""The parts of a guidance document about what states hold and need: principles, needs."""

from __future__ import annotations

from collections.abc import Iterator

from kg.base.i18n import msg
from kg.base.reader_manner import labelled, series
from kg.brief.drawings import BarRow, BarRows
from kg.brief.guidance_facts import Facts
from kg.brief.paper import Block, Column, Figure, Paragraph, Picture, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE
from kg.model.vocabulary import word

ROWS = 12
BARS = 10


def principles(known: Facts) -> tuple[Block, ...]:
    """Return the principles and priorities that somebody has read, each with its source."""
    telling = known.telling
    if not known.principles:
        return (Paragraph((telling.says(msg("No principle is on record yet.")),)),)
    lead = telling.says(
        msg("These principles are on record with the publication in which they stand.")
    )
    columns = (
        Column(telling.words(msg("Principle")), share=4),
        Column(telling.words(msg("Kind")), share=3),
        Column(telling.words(msg("Adopted on")), share=2),
        Column(telling.words(msg("Source")), share=4),
    )
    caption = telling.words(msg("Principles and priorities, with their sources"))
    table = Table(caption, columns, tuple(_principle(known, node) for node in known.principles))
    return Paragraph((lead,)), table


def _principle(known: Facts, node: int) -> tuple[Sentence, ...]:
    telling, view = known.telling, known.telling.view
    props = view.props(node)
    kind = word("kind", props.get("kind") or "other")
    source = next(iter(view.sources(node)), "")
    return (
        telling.name(node),
        Sentence(kind if isinstance(kind, str) else telling.words(kind)),
        Sentence(telling.day(props.get("adopted"), props.get("precision"))),
        known.record(source) if source else Sentence("—"),
    )


def needs(known: Facts) -> tuple[Block, ...]:
    """Return how many demands states declare in which sector; no state is told from another."""
    telling = known.telling
    if not known.needs:
        said = msg("No state has declared a demand yet: what states need is not on record.")
        return (Paragraph((telling.says(said),)),)
    lead = telling.says(
        msg("So many demands are open in each sector. A demand may stand in several sectors.")
    )
    return (Paragraph((lead,)), *_picture(known), _table(known))


def _picture(known: Facts) -> Iterator[Picture]:
    telling = known.telling
    rows = tuple(
        BarRow(telling.label(sector), found.open, telling.number(found.open))
        for sector, found in known.needs[:BARS]
    )
    figures = tuple(_demands(known, place) for place in range(len(rows)))
    said = [labelled(row.label, row.shown, telling.lang) for row in rows]
    yield Picture(
        BarRows(rows),
        telling.words(msg("Open demands by sector")),
        telling.words(msg("Open demands by sector: {rows}.", rows=series(said, telling.lang))),
        figures,
    )


def _table(known: Facts) -> Table:
    telling = known.telling
    columns = (
        Column(telling.words(msg("Sector")), share=5),
        Column(telling.words(msg("Open demands")), is_number=True, share=2),
        Column(telling.words(msg("States that ask")), is_number=True, share=2),
    )
    rows = tuple(
        (
            telling.name(sector),
            Sentence(telling.number(found.open), (_demands(known, place),)),
            Sentence(telling.number(len(found.states)), (_states(known, place),)),
        )
        for place, (sector, found) in enumerate(known.needs[:ROWS])
    )
    note = telling.words(THERE_IS_MORE) if len(known.needs) > ROWS else ""
    return Table(telling.words(msg("What states need, by sector")), columns, rows, note)


def _demands(known: Facts, place: int) -> Figure:
    return known.telling.declared(known.needs[place][1])


def _states(known: Facts, place: int) -> Figure:
    found = known.needs[place][1]
    return known.telling.figure(
        len(found.states), msg("states"), "/v1/declared", "$.states[?@.open>0]",
        type=found.type, sector=found.sector,
    )  # fmt: skip
