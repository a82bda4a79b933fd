"""The key figures of a state brief."""

from __future__ import annotations

from kg.base.i18n import Message, msg
from kg.brief.paper import Block, Figure, Tiles
from kg.brief.paper_telling import Telling
from kg.brief.state_facts import Facts, Matched, open_records
from kg.graph.openness import last_confirmed

MEMBERSHIPS = "$.relations[?@.type=='MEMBER_OF' && @.status=='member' && @.in_force==true]"
AGREEMENTS = "$.relations[?@.type=='PARTY_TO' && @.in_force==true]"


def key_figures(telling: Telling, known: Facts) -> tuple[Block, ...]:
    """Return six figures: offers, demands, matched, bodies, agreements, last confirmed."""
    fits = msg("demands that an offer fits")
    return (Tiles((
        telling.tile(msg("open offers"), offers(telling, known)),
        telling.tile(msg("open demands"), demands(telling, known)),
        telling.tile(fits, matched(telling, known)),
        telling.tile(msg("bodies of which it is a full member"), memberships(telling, known)),
        telling.tile(msg("agreements on record in its own name"), agreements(telling, known)),
        telling.tile(msg("last confirmation of a record"), _last(telling, known)),
    )),)  # fmt: skip


def offers(telling: Telling, known: Facts) -> Figure:
    """Return how many open offers the state has."""
    return telling.declared(known.declared["Offer"])


def demands(telling: Telling, known: Facts) -> Figure:
    """Return how many open demands the state has."""
    return telling.declared(known.declared["Demand"])


def matched(telling: Telling, known: Facts) -> Figure:
    """Return how many of its open demands have an offer about the same subject."""
    return telling.declared(known.declared["Demand"], "$.met")


def memberships(telling: Telling, known: Facts) -> Figure:
    """Return of how many bodies the state is a full member on the date."""
    found = sum(
        r.type == "MEMBER_OF" and r.status == "member" and r.in_force
        for r in known.record.relations
    )
    return _of_record(telling, known, found, msg("bodies"), MEMBERSHIPS)


def agreements(telling: Telling, known: Facts) -> Figure:
    """Return to how many agreements the state is a party on the date, as far as is on record."""
    found = sum(r.type == "PARTY_TO" and r.in_force for r in known.record.relations)
    return _of_record(telling, known, found, msg("agreements"), AGREEMENTS)


def best_score(telling: Telling, one: Matched) -> Figure:
    """Return how well the best fits a record of the state, in millionths."""
    id_ = telling.view.id(one.own)
    at = f"$.results[?@.id=='{one.best.id}'].score"
    return telling.figure(
        one.best.score, msg("millionths"), f"/v1/matches/{id_}", at, rests="proposed"
    )


def _last(telling: Telling, known: Facts) -> Figure:
    view = telling.view
    nodes = open_records(telling, known)
    days = [(day, view.id(node)) for node in nodes if (day := last_confirmed(view, node))]
    if not days:
        return _of_status(telling, known)
    day, id_ = max(days)
    at = "$.node.properties.confirmed_on"
    return telling.figure(day, None, f"/v1/nodes/{id_}", at, rests="published")


def _of_status(telling: Telling, known: Facts) -> Figure:
    at = f"$.states[?@.id=='{telling.view.id(known.state)}'].updated"
    return telling.figure(None, None, "/v1/status", at)


def _of_record(telling: Telling, known: Facts, value: int, unit: Message, at: str) -> Figure:
    return telling.figure(value, unit, f"/v1/nodes/{telling.view.id(known.state)}", at)
