"""What a sheet can list, and its columns: derived from the model, type by type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ingest.findings import Outcome
from ingest.sheet.headers import column_names as names
from ingest.sheet.headers.field_shapes import Shape, shape_of
from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.model import relations as r
from kg.model.fields import VISIBLE
from kg.model.nodes import Declared, Node
from kg.model.registry import NODES, RELATIONS, metas
from kg.model.relations import MemberOf, Relation

_SOURCE: Final = "source"
NATURE: Final = "nature"


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names other records: the relation to them, and which types they are of.

    With ``inward`` the record named is the start. ``otherwise`` is what becomes of a row whose word
    is not known, ``status`` the status that the column gives its relations.
    """

    column: str
    relation: type[Relation]
    types: tuple[str, ...]
    inward: bool = False
    otherwise: Outcome = Outcome.CHANGED
    status: str | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of sheet: the word for it, the type of its rows, the columns that link them."""

    name: str
    node: type[Node]
    links: tuple[Link, ...]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of the type that columns fill, in their order; what a relation says is one.

        No sheet makes up an actor: a nature has a column where a type always has one.
        """
        links = {link.column for link in self.links}
        told = {name for name, meta in metas(self.node).items() if meta.told}
        own = told - {VISIBLE, *links}
        if self.node.model_fields[NATURE].default is None:
            own.discard(NATURE)
        return tuple(name for name in metas(self.node) if name in own)

    @cached_property
    def sums(self) -> Mapping[str, str]:
        """Field of sums by currency → the column of its amount."""
        found = (f for f in self.fields if shape_of(self.node, f) is Shape.SUMS)
        return {field: names.MONEY.get(field, field) for field in found}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The canonical columns, in the order of the template."""
        plain = [field for field in self.fields if field not in self.sums]
        texts = [field for field in plain if shape_of(self.node, field) is Shape.TEXT]
        money = [*self.sums.values(), names.CURRENCY] if self.sums else []
        links = [link.column for link in self.links]
        first = names.FIRST.get(self.name, ("id", self.node.label_field))
        return tuple(dict.fromkeys([*first, *texts, *links, *plain, *money, VISIBLE, _SOURCE]))

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """The columns that say whose a record is; the first that is filled counts."""
        actors = [link.column for link in self.links if link.relation.family != "concept"]
        return names.OWNERS.get(self.node.__name__, tuple(actors[:1]))

    @cached_property
    def necessary(self) -> tuple[str, ...]:
        """Columns without which new records cannot be read."""
        owned = self.owners if self.node.__name__ in names.OWNED else ()
        return (*owned, self.node.label_field)

    def link(self, column: str) -> Link | None:
        """Return the link that a column is, None where it is none."""
        return next((link for link in self.links if link.column == column), None)


def plural(word: str) -> str:
    """Return what many are called, by the rule of English.

    >>> plural("activity"), plural("unit")
    ('activities', 'units')
    """
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _kinds() -> Iterator[Kind]:
    for cls in NODES.values():
        if not cls.is_reference:
            name = names.SHEETS.get(cls.__name__, plural(cls.prefix))
            yield Kind(name, cls, tuple(sorted(_links(cls), key=_order)))


def _order(link: Link) -> tuple[bool, int]:
    """Who and whose first, about what then."""
    return link.relation.family == "concept", link.relation.page_rank


def _links(cls: type[Node]) -> Iterator[Link]:
    for relation in RELATIONS.values():
        outward = _told_by(relation) == "start"
        mine, others = relation.starts_at, relation.ends_at
        if not outward:
            mine, others = others, mine
        # Memberships have periods: a sheet of their own.
        if cls.__name__ in mine and relation.is_told and relation is not MemberOf:
            yield from _columns_of(cls, relation, others, inward=not outward)


def _told_by(relation: type[Relation]) -> str:
    anybody = set(r.ACTORS) <= set(relation.starts_at)
    return relation.told_by or ("end" if anybody else "start")


def _columns_of(
    cls: type[Node], relation: type[Relation], others: tuple[str, ...], *, inward: bool
) -> Iterator[Link]:
    own = cls.__name__, relation.type
    types = names.ENDS.get(own, others)
    named: dict[str, tuple[tuple[str, ...], str | None]]
    if len(types) > 1 and names.CONCEPTS.keys() >= set(types):
        named = {names.CONCEPTS[type_]: ((type_,), None) for type_ in types}
    elif relation.type in names.STATUSES:
        statuses = names.STATUSES[relation.type]
        named = {column: (types, status) for column, status in statuses.items()}
    else:
        name = names.NAMES.get(relation.type, relation.type.lower())
        named = {names.NAMES_AT.get(own, name): (types, None)}
    for column, (ends, status) in named.items():
        yield Link(column, relation, ends, inward, _otherwise(cls, column), status)


def _otherwise(cls: type[Node], column: str) -> Outcome:
    sure = column in names.SURE and not cls.is_background
    return Outcome.HELD if sure else Outcome.CHANGED


def _by_name(kinds: Iterable[Kind]) -> dict[str, Kind]:
    order = [*names.FIRST]
    # Those with an order of columns first: it is what most sheets list.
    ranked = sorted(
        kinds, key=lambda k: (order.index(k.name) if k.name in order else len(order), k.name)
    )
    return {kind.name: kind for kind in ranked}


RECORDS: Final[Mapping[str, Kind]] = _by_name(_kinds())
"""The sheets whose rows are nodes, by name."""
KINDS: Final = (*RECORDS, names.MEMBERSHIPS)
"""What a sheet can list."""
DECLARED: Final = tuple(name for name, kind in RECORDS.items() if issubclass(kind.node, Declared))
ACTORS: Final = names.SHEETS["Organisation"]
SETTLED: Final = frozenset((*DECLARED, ACTORS, names.MEMBERSHIPS))
"""Sheets with rules of their own, whose rows are whole records always."""
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: kind.columns for name, kind in RECORDS.items()},
    names.MEMBERSHIPS: names.FIRST[names.MEMBERSHIPS],
}
"""The canonical columns of each kind, in the order of the template."""
NECESSARY: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: kind.necessary for name, kind in RECORDS.items()},
    "offers": ("actor", "title", "sector"),
    "demands": ("actor", "title", "sector"),
    names.MEMBERSHIPS: ("member", "organisation", "status"),
}
"""Columns without which a sheet cannot be read."""
TRANSLATED: Final = frozenset(
    field
    for kind in RECORDS.values()
    for field in kind.fields
    if shape_of(kind.node, field) is Shape.TEXT
)
"""Columns that may stand once per language."""


def check_kind(kind: str, option: str = "KIND") -> None:
    """Refuse a word that is no kind of sheet.

    Raises:
        BadOptionError: there is no such kind.
    """
    if kind not in KINDS:
        raise BadOptionError(option, kind, msg("Use one of: {names}.", names=list(KINDS)))
