"""Documents about how two actors are connected."""

from pydantic import Field

from kg.model.documents.document_parts import Answer, Directed, Named, Part, Ref
from kg.model.documents.record_models import PositionPart


class PathRelation(Directed, Part):
    """One relation of a route, as it is crossed.

    ``doubts`` say what is to be confirmed: ``undated``, ``ended``, ``not_known`` (whether it is in
    force), ``unconfirmed`` (nobody has read it in a publication), ``disputed`` (``positions``).
    """

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    sources: list[str]
    strength: int
    doubts: list[str]
    positions: list[PositionPart]


class Via(Named):
    """A state that may stand at a place of a route (an index of its nodes), and the route then.

    ``relations`` are those that lead to it and on from it; ``to_confirm`` as of the route.
    """

    place: int
    strength: int
    relations: list[PathRelation]
    to_confirm: list[int]


class Route(Part):
    """One route; ``via``: all states through which the same holds, where there are several.

    ``to_confirm`` are the indexes of the relations about which there is a doubt; ``weakest`` is the
    least strong of these that is no membership of a state, null where there is none. ``through``
    names what it runs through, with the number of states where several may stand in one place.
    """

    rank: int
    strength: int
    nodes: list[Ref]
    relations: list[PathRelation]
    weakest: int | None
    to_confirm: list[int]
    through: str
    sentence: str
    via: list[Via]


class Paths(Directed, Answer):
    """The best routes between two actors, the strongest first.

    ``initiatives`` are all that concern both ends, whether or not one of the best routes is theirs.
    """

    from_: Ref = Field(alias="from")
    to: Ref
    paths: list[Route]
    initiatives: list[Ref]
