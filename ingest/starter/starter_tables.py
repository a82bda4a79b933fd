"""Which tables there are, what each row is, and which columns lead to other nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.model import nodes as n
from kg.model import relations as r
from kg.model.nodes import Node
from kg.model.registry import NODES, RELATIONS
from kg.model.relations import Relation


@dataclass(frozen=True, slots=True)
class Link:
    """A column whose cells name other nodes, and the relation to each of them.

    ``prefix`` makes ids of plain codes; with ``inward`` the node named is the start. Where
    ``relation`` is None the cell names it: ``RUNS:org/oas``. ``props`` are fields of the relation,
    ``given`` the columns of the row that give others (of several the first filled); ``when`` limits
    the link to rows that hold a value in a column.
    """

    column: str
    relation: type[Relation] | None
    inward: bool = False
    prefix: str = ""
    props: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    when: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A table of further fields of nodes, by id: our compilation states them, and it alone.

    With ``of_row`` what the row rests on states them.
    """

    name: str
    id: str
    columns: Mapping[str, str]
    of_row: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are nodes.

    A column that is a field of the node is that field. ``columns`` renames others, ``links`` make
    relations, ``beside`` are tables of further fields.
    """

    name: str
    node: type[Node]
    columns: Mapping[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationTable:
    """A table whose rows are relations between the nodes in two columns."""

    name: str
    relation: type[Relation]
    start: str
    end: str


_LANGUAGES: Final = Link("official_languages", r.InLanguage, prefix="language/")
_REGION: Final = Link("region", r.InRegion)
_BROADER: Final = Link("parent", r.Broader)
_SUCCEEDS: Final = Link("succeeds", r.Succeeds, given={"since": ("succeeds_since",)})
_SPECIFICITY: Final = Beside("specificity", "id", {"weight": "specificity"})
_WORDS: Final = Beside("reporter_sectors", "id", {"aliases": "aliases"})
_SOURCE_KINDS: Final = Beside("source_kinds", "id", {"kind": "kind"}, of_row=True)
_IN_FORCE: Final = {"since": ("starts", "signed"), "until": ("ends",), "precision": ("precision",)}

_OWN: Final[tuple[Table | RelationTable, ...]] = (
    Table("sources", n.Source, beside=(_SOURCE_KINDS,)),
    Table("regions", n.Region, links=(_BROADER,)),
    Table("languages", n.Language),
    Table("modalities", n.Modality),
    Table("sectors", n.Sector, links=(_BROADER,), beside=(_SPECIFICITY, _WORDS)),
    Table("goals", n.Goal, links=(_BROADER,), beside=(_SPECIFICITY,)),
    RelationTable("crosswalk", r.Matches, "from", "to"),
    Table("states", n.State, {"preferred_terms": "terms"}, (_LANGUAGES, _REGION)),
    Table("countries", n.Country, links=(_LANGUAGES, _REGION)),
    Table(
        "organisations",
        n.Organisation,
        links=(
            Link(
                "country",
                r.PartOf,
                props={"role": "national_authority"},
                when=("kind", "national_authority"),
            ),
            Link("part_of", r.PartOf),
            Link("parent", r.PartOf),
            _SUCCEEDS,
            Link("sector", r.InSector),
            _REGION,
        ),
    ),
    RelationTable("organisation_sectors", r.InSector, "organisation", "sector"),
    Table("units", n.Unit, links=(Link("part_of", r.PartOf), Link("sector", r.InSector))),
    Table(
        "programmes",
        n.Programme,
        links=(
            Link("run_by", r.Runs, inward=True),
            Link("part_of", r.PartOf),
            _SUCCEEDS,
            Link("modality", r.ByModality),
            Link("sector", r.InSector),
            Link("goal", r.Towards),
            _REGION,
        ),
    ),
    RelationTable("successions", r.Succeeds, "successor", "predecessor"),
    RelationTable("memberships", r.MemberOf, "member", "organisation"),
    Table(
        "agreements",
        n.Agreement,
        links=(
            Link("parties", r.PartyTo, inward=True, props={"status": "party"}, given=_IN_FORCE),
            Link("named", r.PartyTo, inward=True, props={"status": "named"}, given=_IN_FORCE),
        ),
    ),
    Table("priorities", n.Priority, links=(Link("favours", r.Favours),)),
    Table(
        "initiatives",
        n.Initiative,
        links=(Link("run_by", r.Runs, inward=True), Link("concerns", r.Concerns)),
    ),
    Table("milestones", n.Milestone, links=(Link("initiative", r.PartOf),)),
    Table("objectives", n.Objective, links=(Link("initiative", r.PartOf),)),
    Table("actions", n.Action, links=(Link("initiative", r.PartOf),)),
    Table("indicators", n.Indicator, links=(Link("initiative", r.PartOf),)),
    Table(
        "activities",
        n.Activity,
        {"name": "title"},
        (
            Link("roles", None, inward=True),
            Link("sectors", r.InSector, prefix="sector/dac/"),
            Link("goals", r.Towards, prefix="goal/sdg/"),
            Link("modality", r.ByModality),
            Link("languages", r.InLanguage, prefix="language/"),
            _REGION,
        ),
    ),
)
"""Tables that people keep under names of their own."""

RECORDS: Final = ("offers", "demands", "practices")
"""Tables that are read as any sheet of their kind."""


def _derived() -> Iterator[Table]:
    """Yield a table for each type that has none of its own: it is called as its ids begin.

    A column is a field of the type, or a relation that starts or ends at it, called as the relation
    is in small letters; where it can do both, the one in the row is the start.
    """
    covered = {table.node for table in _OWN if isinstance(table, Table)}
    for cls in NODES.values():
        if cls not in covered and not issubclass(cls, n.Declared):
            yield Table(cls.prefix, cls, links=tuple(_links_of(cls.__name__)))


def _links_of(type_: str) -> Iterator[Link]:
    for relation in RELATIONS.values():
        if type_ in (*relation.starts_at, *relation.ends_at):
            inward = type_ not in relation.starts_at
            yield Link(relation.type.lower(), relation, inward=inward)


TABLES: Final[tuple[Table | RelationTable, ...]] = (*_OWN, *_derived())
"""All tables, in the order in which they are loaded."""
