"""What two or three bodies share and what would join them, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.base.defaults import ROUTES
from kg.base.i18n import Message, msg
from kg.bridges.bridge_houses import House, houses
from kg.bridges.joint_agreements import apart, governing, joint_agreements
from kg.bridges.shared_ground import Ground, ground, only, shared, shared_sectors
from kg.bridges.shortening import shortens_most
from kg.bridges.transferable import practices
from kg.graph.disputes import positions
from kg.graph.doors import steps_of, way_in
from kg.graph.naming import heading, in_message, named
from kg.graph.undated import memberships, rests_on
from kg.graph.view import View
from kg.model.claims import DISPUTED
from kg.model.documents import (
    BridgeAgreement,
    BridgeBody,
    BridgeDispute,
    BridgeDoor,
    BridgeRoute,
    Bridges,
    BridgeShared,
)
from kg.paths.routes import paths


def bridges(view: View, ids: Sequence[str], lang: str, top: int = ROUTES) -> Bridges:
    """Return what two or three bodies share, what each has alone, and what would join them.

    ``top`` routes between each two of them. Where nothing is on record it says so: unknown is not
    no.

    Raises:
        UnknownIdError, BadOptionError: as ``kg.bridges.bridge_houses.houses``.
    """
    asked = houses(view, ids)
    known, agreements = ground(asked), joint_agreements(asked, lang)
    routes = list(_routes(asked, lang, top))
    counted = memberships(view, {house.whole for house in asked})
    beside = rests_on(view, counted, lang, disputes=False)
    doors = {house.body: list(_doors(house, lang)) for house in asked}
    missing = [
        *_without_agreement(asked, agreements),
        *(said for house in asked for said in _without(house, known, doors[house.body])),
        *_without_route(asked, routes),
    ]
    return Bridges(
        **heading(view, lang),
        undated=beside["undated"],
        notes=[*(said.text(lang) for said in _through(asked)), *beside["notes"]],
        bodies=[_body(house, lang) for house in asked],
        shared=BridgeShared(
            states=shared(view, known.states, lang),
            sectors=shared_sectors(asked, known.sectors, lang),
            programmes=shared(view, known.programmes, lang),
            agreements=agreements,
        ),
        only={view.id(house.body): only(view, house.body, known, lang) for house in asked},
        disputed=_disputed(view, asked, lang),
        doors=[door for found in doors.values() for door in found],
        practices=practices(asked, known.sectors, lang),
        routes=routes,
        shortens_most=shortens_most(asked, lang),
        unknown=[said.text(lang) for said in missing],
    )


def _body(house: House, lang: str) -> BridgeBody:
    view = house.view
    through = None if house.whole == house.body else named(view, house.whole, lang)
    return BridgeBody(
        id=view.id(house.body),
        label=view.label(house.body, lang),
        through=through,
        states=len(house.states),
        programmes=len(house.programmes),
        practices=len(house.practices),
    )


def _through(asked: Sequence[House]) -> Iterator[Message]:
    for house in asked:
        if house.whole != house.body:
            yield msg(
                "{body} has no member states of its own. It is part of {whole}, whose states, "
                "agreements, programmes and activities are counted.",
                body=in_message(house.view, house.body),
                whole=in_message(house.view, house.whole),
            )


def _disputed(view: View, asked: Sequence[House], lang: str) -> list[BridgeDispute]:
    return [
        BridgeDispute(
            id=view.id(edge.start),
            label=view.label(edge.start, lang),
            body=view.id(house.body),
            positions=positions(view, edge, lang),
        )
        for house in asked
        for edge in memberships(view, [house.whole])
        if view.status(edge) == DISPUTED
    ]


def _doors(house: House, lang: str) -> Iterator[BridgeDoor]:
    """Yield the door of a body, of its whole where it has none itself."""
    view = house.view
    ways = (way_in(view, body) for body in (house.body, house.whole))
    way = next(filter(None, ways), None)
    if way:
        yield BridgeDoor(
            id=view.id(way[0]),
            label=view.label(way[0], lang),
            of=view.id(house.body),
            mailbox=view.props(way[0]).get("mailbox"),
            steps=steps_of(view, way, lang),
            basis=[named(view, node, lang) for node in governing(house)],
        )


def _routes(asked: Sequence[House], lang: str, top: int) -> Iterator[BridgeRoute]:
    for one, other in combinations(asked, 2):
        view = one.view
        between = view.id(one.body), view.id(other.body)
        for route in paths(view, *between, lang, top).paths:
            yield BridgeRoute(**dict(route), between=between)


def _without_agreement(
    asked: Sequence[House], found: Sequence[BridgeAgreement]
) -> Iterator[Message]:
    for one, other in apart(asked, found):
        yield msg(
            "No agreement between {one} and {other} is on record: whether there is one is not "
            "known.",
            one=in_message(one.view, one.body),
            other=in_message(other.view, other.body),
        )


def _without(house: House, known: Ground, doors: Sequence[BridgeDoor]) -> Iterator[Message]:
    body = in_message(house.view, house.body)
    if not house.states:
        yield msg("No state is on record as a full member of {body}.", body=body)
    if not known.sectors[house.body]:
        yield msg("In which sectors {body} works is not on record.", body=body)
    if not house.programmes:
        yield msg("No programme of {body} is on record.", body=body)
    if not house.practices:
        yield msg("No good practice of {body} is on record.", body=body)
    if not doors:
        yield msg("Which office of {body} is competent for cooperation is not known.", body=body)


def _without_route(asked: Sequence[House], routes: Sequence[BridgeRoute]) -> Iterator[Message]:
    joined = {route.between for route in routes}
    for one, other in combinations(asked, 2):
        if (one.view.id(one.body), other.view.id(other.body)) not in joined:
            yield msg(
                "No route between {one} and {other} is known on this date.",
                one=in_message(one.view, one.body),
                other=in_message(other.view, other.body),
            )
