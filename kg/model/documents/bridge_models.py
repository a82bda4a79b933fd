"""Documents about what joins two or three bodies."""

from typing import Literal

from pydantic import Field

from kg.model.documents.document_parts import Answer, Directed, Named, Part
from kg.model.documents.record_models import PositionPart
from kg.model.documents.route_models import Route


class BridgeBody(Named):
    """A body that bridges are asked of; numbers say how much of it is on record.

    ``through``: the body that it is part of and whose states, agreements, programmes and activities
    are counted, where it has no member states of its own.
    """

    through: Named | None
    states: int
    programmes: int
    practices: int


class BridgePlace(Named):
    """A state or programme that several of the bodies have: ``of`` are their ids."""

    of: list[str]


class BridgeSource(Part):
    """What says that a body works in a sector: itself or an organ of it (``stated``), what it does.

    ``offers`` and ``activities`` are how many.
    """

    body: str
    stated: bool
    programmes: list[Named]
    offers: int
    activities: int


class BridgeSector(BridgePlace):
    """A 3-digit sector in which several of the bodies work, with what says so of each."""

    by: list[BridgeSource]


AgreementStanding = Literal["in_force", "unknown", "lapsed", "not_yet"]


class BridgeAgreement(Named):
    """An agreement to which several of the bodies are or were parties (``between``: their ids).

    ``standing``: in force; not known whether it still holds; over; not binding yet.
    """

    between: list[str]
    standing: AgreementStanding
    status: str | None
    signed: str | None
    starts: str | None
    ends: str | None
    to_confirm: bool
    sources: list[str]


class BridgeShared(Part):
    """What at least two of the bodies have: what most of them have first."""

    states: list[BridgePlace]
    sectors: list[BridgeSector]
    programmes: list[BridgePlace]
    agreements: list[BridgeAgreement]


class BridgeOnly(Part):
    """What one of the bodies has and none of the others."""

    states: list[Named]
    sectors: list[Named]
    programmes: list[Named]


class BridgeDispute(Named):
    """A state whose membership in ``body`` is disputed, and so not counted; what each side says."""

    body: str
    positions: list[PositionPart]


class BridgeDoor(Named):
    """The office to write to about the body ``of``; ``steps`` say in order who then does what.

    ``basis``: the texts in force by which the body decides how agreements with it are made.
    """

    of: str
    mailbox: str | None
    steps: list[str]
    basis: list[Named]


class BridgePractice(Directed, Named):
    """A practice of one body that another could take over; both by id.

    ``evidence`` is what its declarer says, ``shown_by`` are activities that show it at work,
    ``fields`` the sectors of it in which the other body works.
    """

    from_: str = Field(alias="from")
    to: str
    evidence: str | None
    shown_by: list[Named]
    fields: list[Named]


class BridgeRoute(Route):
    """A route between two of the bodies: ``between`` are their ids; ``rank`` is among these."""

    between: tuple[str, str]


RelationKind = Literal["agreement", "membership", "programme"]


class NewRelation(Directed, Part):
    """A relation that is not on record: of its ``kind`` and ``type``, between two ids.

    Of an agreement ``from`` and ``to`` would be its parties.
    """

    kind: RelationKind
    type: str
    from_: str = Field(alias="from")
    to: str


class Shortening(Part):
    """How many pairs of bodies and states a new relation would bring closer, of ``pairs``.

    ``joined``: how many of them have no way to each other now; ``alike``: how many other relations
    of its kind would do as much.
    """

    relation: NewRelation
    saved: int
    joined: int
    pairs: int
    alike: int
    sentence: str


class Bridges(Answer):
    """What two or three bodies share and what would join them.

    ``unknown``: what is not on record, as sentences; ``shortens_most``: the best relation of each
    kind, the one that brings most pairs closer first.
    """

    bodies: list[BridgeBody]
    shared: BridgeShared
    only: dict[str, BridgeOnly]
    disputed: list[BridgeDispute]
    doors: list[BridgeDoor]
    practices: list[BridgePractice]
    routes: list[BridgeRoute]
    shortens_most: list[Shortening]
    unknown: list[str]
