"""Supply and demand in a sector: by state, what nobody meets, practices with their proof."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.i18n import Message, msg, nmsg
from kg.base.text import fold
from kg.brief.demands_met import demands_met
from kg.brief.drawings import TwoSides
from kg.brief.paper import Block, Column, Paragraph, Picture, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.brief.sector_facts import Facts
from kg.model.documents import Declared, DeclaredPart

ROWS = 8
DRAWN = 20


def points(telling: Telling, known: Facts) -> tuple[Sentence, ...]:
    """Return three points: what is open, what nobody meets, one thing to do next."""
    offers, demands = telling.declared(known.offers), telling.declared(known.demands)
    there = msg(
        "{offers} and {demands} are open in this sector.",
        offers=nmsg("{count} offer", "{count} offers", known.offers.open),
        demands=nmsg("{count} demand", "{count} demands", known.demands.open),
    )
    meets = demands_met(telling, known.demands)
    return telling.says(there, offers, demands), meets, _next(telling, known)


def _next(telling: Telling, known: Facts) -> Sentence:
    if known.unmet:
        return telling.says(msg("Next: see whether you can help with a demand that nobody meets."))
    if known.activities:
        return telling.says(msg("Next: ask those with experience what they would offer today."))
    return telling.says(msg("Next: enter what you offer or need in this sector."))


def supply(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return a picture and a table of what each state offers and asks for, by name."""
    rows = _rows(known)
    if not rows:
        return _said(telling, msg("No state has an open offer or demand in this sector."))
    heads = (
        Column(telling.words(msg("State or body")), share=3),
        Column(telling.words(msg("Offers")), is_number=True),
        Column(telling.words(msg("Demands")), is_number=True),
    )
    table = Table(
        telling.words(msg("Open offers and demands, by name")), heads,
        tuple(_row(telling, known, id_) for id_ in rows[:ROWS]),
        telling.words(THERE_IS_MORE) if len(rows) > ROWS else "",
    )  # fmt: skip
    return _picture(telling, known, rows), table


def unmet(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the demands that no offer is about."""
    if not known.demands.open:
        return _said(telling, msg("There is no open demand that somebody could meet."))
    if not known.unmet:
        return _said(telling, msg("For each open demand there is an offer about its subject."))
    caption = msg("Demands with no offer about the same subject")
    return (_listed(telling, known.unmet, caption, (msg("Demand"), msg("Who asks"))),)


def practices(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return practices with what they state as proof."""
    if not known.practices.open:
        return _said(telling, msg("No good practice in this sector is on record."))
    heads = msg("Good practice"), msg("From whom"), msg("Proof")
    return (_listed(telling, known.practices.results, msg("Good practices"), heads),)


def _rows(known: Facts) -> list[str]:
    """Return the ids of who has offers or demands, by name."""
    labels = {one.id: one.label for one in (*known.offers.states, *known.demands.states)}
    return sorted(labels, key=lambda id_: (fold(labels[id_]), id_))


def _open(found: Declared, id_: str) -> int:
    return next((one.open for one in found.states if one.id == id_), 0)


def _row(telling: Telling, known: Facts, id_: str) -> tuple[Sentence, ...]:
    cells = [telling.name(telling.view.index(id_))]
    for found in (known.offers, known.demands):
        count = _open(found, id_)
        figures = (telling.declared_by(found, id_),)
        cells.append(Sentence(telling.number(count), figures))
    return tuple(cells)


def _picture(telling: Telling, known: Facts, rows: Sequence[str]) -> Picture:
    offers, demands = telling.words(msg("Offers")), telling.words(msg("Demands"))
    drawn = tuple(
        (
            telling.label(telling.view.index(id_)),
            _open(known.offers, id_),
            _open(known.demands, id_),
        )
        for id_ in rows[:DRAWN]
    )
    figures = telling.declared(known.offers), telling.declared(known.demands)
    caption = msg("What states offer and ask for")
    said = msg("Bars to the left are open offers, to the right open demands, by name.")
    return Picture(
        TwoSides(offers, demands, drawn), telling.words(caption), telling.words(said), figures
    )


def _listed(
    telling: Telling, found: Sequence[DeclaredPart], caption: Message, heads: Sequence[Message]
) -> Table:
    columns = tuple(Column(telling.words(head), share=2) for head in heads)
    rows = tuple(_cells(telling, one)[: len(heads)] for one in found[:ROWS])
    note = telling.words(THERE_IS_MORE) if len(found) > ROWS else ""
    return Table(telling.words(caption), columns, rows, note)


def _cells(telling: Telling, one: DeclaredPart) -> tuple[Sentence, ...]:
    view = telling.view
    node = view.index(one.id)
    who = ", ".join(telling.label(view.index(side.id)) for side in one.states)
    proof = view.props(node).get("evidence") or telling.words(msg("not stated"))
    return telling.name(node), Sentence(who), Sentence(str(proof))


def _said(telling: Telling, message: Message) -> tuple[Block, ...]:
    return (Paragraph((telling.says(message),)),)
