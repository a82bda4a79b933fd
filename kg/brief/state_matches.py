"""The tables of a state brief: who can meet its demands, whom its offers can help."""

from __future__ import annotations

from kg.base.i18n import Message, msg
from kg.brief.paper import Block, Column, Paragraph, Sentence, Table
from kg.brief.paper_telling import THERE_IS_MORE, Telling
from kg.brief.state_facts import Facts, Matched
from kg.brief.state_figures import best_score
from kg.graph.actors import declarers, parties
from kg.model.documents import MatchResult

ROWS = 6


def best_matches(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return the best offer for each of its demands, or what to do where there is none."""
    if known.demands:
        caption = msg("For each demand the offer that fits it best")
        heads = (msg("Demand"), msg("Who offers"), msg("Why it fits"), msg("Contact"))
        return (_table(telling, known.demands, "offer", caption, heads),)
    if known.declared["Demand"].open:
        return _said(telling, msg("No offer on record fits its demands."))
    return _said(telling, msg("It has no demand on record: matches begin with the first one."))


def can_offer(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return for each of its offers the demand that it fits best."""
    if known.offers:
        caption = msg("For each offer the demand that it fits best")
        heads = (msg("Offer"), msg("Who asks"), msg("Why it fits"), msg("Contact"))
        return (_table(telling, known.offers, "demand", caption, heads),)
    if known.declared["Offer"].open:
        return _said(telling, msg("No demand on record is one that its offers fit."))
    return _said(telling, msg("It has no offer on record: others cannot find what it can share."))


def _said(telling: Telling, message: Message) -> tuple[Block, ...]:
    return (Paragraph((telling.says(message),)),)


def _table(
    telling: Telling,
    found: tuple[Matched, ...],
    side: str,
    caption: Message,
    heads: tuple[Message, ...],
) -> Table:
    columns = tuple(
        Column(telling.words(head), share=share)
        for head, share in zip(heads, (4, 3, 4, 5), strict=True)
    )
    rows = tuple(_row(telling, one, side) for one in found[:ROWS])
    note = telling.words(THERE_IS_MORE) if len(found) > len(rows) else ""
    return Table(telling.words(caption), columns, rows, note)


def _row(telling: Telling, one: Matched, side: str) -> tuple[Sentence, ...]:
    view = telling.view
    other = view.index(one.best.id)
    sides = sorted(parties(view, declarers(view, other)), key=view.id)
    who = ", ".join(telling.label(party) for party in sides)
    return (
        telling.name(one.own),
        Sentence(who, (), view.id(sides[0]) if sides else None),
        Sentence(_reason(one.best), (best_score(telling, one),), one.best.id),
        Sentence(_contact(telling, one.best, side)),
    )


def _reason(best: MatchResult) -> str:
    """Return what both are about: names of invented bodies never stand in it."""
    return best.subject or best.reasons[0].sentence


def _contact(telling: Telling, best: MatchResult, side: str) -> str:
    doors = [one for one in best.contacts if one.role == side]
    if not doors:
        return telling.words(msg("no contact is known"))
    first = doors[0]
    label = telling.label(telling.view.index(first.id))
    return f"{label}, {first.mailbox}" if first.mailbox else label
