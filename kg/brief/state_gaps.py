"""What is missing in a state's sheet, and what to do first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.base.i18n import Message, msg, nmsg
from kg.brief.paper import Block, Paragraph, Points, Sentence
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import Facts, open_records
from kg.graph.actors import authorities
from kg.matching.contacts import gaps as gaps_of


def _lacking(name: str, count: int) -> Message:
    """Return how many records lack something, by what ``kg.matching.contacts.gaps`` calls it."""
    match name:
        case "confirmed":
            return nmsg(
                "{count} record was never confirmed.",
                "{count} records were never confirmed.",
                count,
            )
        case "dates":
            return nmsg(
                "{count} record states no period.", "{count} records state no period.", count
            )
        case "cost":
            return nmsg(
                "{count} record does not say who pays what.",
                "{count} records do not say who pays what.",
                count,
            )
        case "language":
            return nmsg(
                "{count} record names no language.", "{count} records name no language.", count
            )
        case _:
            return nmsg(
                "{count} record names no modality.", "{count} records name no modality.", count
            )


def gaps(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return what is missing: of the state as a whole, then of its records."""
    found = [*(_TO_DO[one] for one in _of_state(telling, known)), *_of_records(telling, known)]
    if not found:
        return (Paragraph((telling.says(msg("Nothing is missing in its records.")),)),)
    return (Points(tuple(telling.says(one) for one in found)),)


def missing(telling: Telling, known: Facts) -> tuple[str, ...]:
    """Return what nobody has stated of the state as a whole."""
    return tuple(telling.words(_LACKING[one]) for one in _of_state(telling, known))


def next_step(telling: Telling, known: Facts) -> Sentence:
    """Return the one thing to do next."""
    if not known.is_any:
        return telling.says(msg("Next: enter three demands and three offers in the sheet."))
    if known.demands:
        return telling.says(msg("Next: write to the contact of the first match below."))
    return telling.says(msg("Next: fill the gaps named at the end, so that matches can be found."))


_LACKING: Final = {
    "authority": msg("No national cooperation authority is on record."),
    "Offer": msg("No offer is known."),
    "Demand": msg("No demand is known."),
    "Practice": msg("No good practice is known."),
}
_TO_DO: Final = {
    "authority": msg("No national cooperation authority is on record: name it to the secretariat."),
    "Offer": msg("No offer is known: enter what its services could show others."),
    "Demand": msg("No demand is known: enter what others could help with."),
    "Practice": msg("No good practice is known: enter one that worked, with its evidence."),
}


def _of_state(telling: Telling, known: Facts) -> Iterator[str]:
    """Yield what nobody has stated of the state as a whole, by its name above."""
    if not authorities(telling.view, known.state):
        yield "authority"
    yield from (type_ for type_, one in known.declared.items() if not one.open)


def _of_records(telling: Telling, known: Facts) -> Iterator[Message]:
    nodes = open_records(telling, known)
    lacking = [name for node in nodes for name, _ in gaps_of(telling.view, node)]
    yield from (_lacking(name, lacking.count(name)) for name in dict.fromkeys(lacking))
