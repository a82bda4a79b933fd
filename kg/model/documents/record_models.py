"""Documents about what is on record: status, search, records and what lies around them."""

from typing import Any

from pydantic import Field

from kg.model.documents.document_parts import Answer, Directed, Document, Named, Part, Ref
from kg.model.fields import Nature


class StateCoverage(Part):
    """What is known of one state, and when it was last updated; None where never."""

    id: str
    label: str
    offers: int
    demands: int
    practices: int
    activities: int
    authority: Named | None
    updated: str | None


class Status(Document):
    """Counts per type (``examples``: how many of them), coverage per state without examples.

    ``to_confirm``: how many of them are to be confirmed.
    """

    counts: dict[str, int]
    relations: dict[str, int]
    examples: dict[str, int]
    to_confirm: dict[str, int]
    updated: str | None
    states: list[StateCoverage]


class Search(Document):
    """Nodes found by text, the best first."""

    query: str
    results: list[Ref]


class ClaimPart(Part):
    """What a source states for a field, and whether the rule chose it.

    ``note``, for the board: the day and reason of a release.
    """

    field: str
    value: Any
    source: str
    chosen: bool
    rule: str
    note: str | None = None


class NodePart(Part):
    """A node with the values shown."""

    id: str
    type: str
    label: str
    label_language: str
    labels: dict[str, str]
    properties: dict[str, Any]
    nature: Nature | None
    to_confirm: bool
    sources: list[str]


class PositionPart(Part):
    """What some sources say of a relation that is disputed; ``text`` says it in words.

    ``properties`` are its values beside status and time.
    """

    status: str | None
    since: str | None
    until: str | None
    properties: dict[str, Any]
    sources: list[str]
    text: str


class RelationPart(Directed, Part):
    """A relation with status, time, sources and claims; ``in_force`` on the date asked.

    ``to_confirm``, here and of nodes: a political fact that nobody has read in a publication.
    ``positions``, of a disputed one: what each side says, none of them chosen.
    """

    type: str
    from_: str = Field(alias="from")
    to: str
    status: str | None
    since: str | None
    until: str | None
    in_force: bool
    to_confirm: bool
    properties: dict[str, Any]
    sources: list[str]
    claims: list[ClaimPart]
    positions: list[PositionPart] = Field(default_factory=list)


class SourcePart(Part):
    """A source as it is cited."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    retrieved: str | None


class Show(Answer):
    """A node: its values, every claim, its relations at all dates, its sources.

    ``neighbours`` are the other ends of relations in force on the date; ``names`` the labels of all
    ids that relations and properties mention.
    """

    node: NodePart
    claims: list[ClaimPart]
    relations: list[RelationPart]
    neighbours: list[Ref]
    sources: list[SourcePart]
    names: dict[str, str]


class FieldChange(Part):
    """A field or relation of a record before and after a fact was told; null: nothing is known."""

    id: str
    field: str
    before: Any
    after: Any


class Neighbourhood(Answer):
    """A node's surroundings: the nodes within some steps and the relations among them."""

    centre: Ref
    nodes: list[Ref]
    relations: list[RelationPart]
    left_out: int


class Cypher(Document):
    """The rows of a query in Cypher; ``truncated``: there are more than were asked for.

    ``hints`` name labels, types and properties that no record has: they may be misspelt.
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool
    hints: list[str]


class DeclaredPart(Named):
    """An offer, demand or practice on the table: who declares it, whether it can be taken up.

    ``states`` are the states, else the bodies, in whose name it is declared. ``met``: an offer is
    about the same subject; null for what is no open demand.
    """

    nature: Nature | None
    states: list[Named]
    open: bool
    met: bool | None


class DeclaredByState(Named):
    """How many open records are declared in the name of a state or body."""

    open: int


class Declared(Document):
    """What is declared of a type, by what was asked: real records, or with ``examples`` made up.

    ``open`` can be taken up, ``closed`` cannot; ``met`` of the open demands have an offer about the
    same subject (null for other types). ``states`` are those with open records, by name; that is no
    order of any other kind. ``results`` are the open ones, the last said first; ``left_out`` of
    them are not told.
    """

    type: str
    sector: str | None
    state: str | None
    examples: bool
    open: int
    closed: int
    met: int | None
    states: list[DeclaredByState]
    results: list[DeclaredPart]
    left_out: int
