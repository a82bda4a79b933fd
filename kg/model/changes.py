"""What can be written to a store: statements of sources, redirects, withdrawals, deletions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kg.base.audience import Audience
from kg.base.errors import BadChangeError
from kg.base.i18n import Message, msg
from kg.base.ids import is_id
from kg.model.fields import VISIBLE, Basis
from kg.model.nodes import Node
from kg.model.registry import RELATIONS, any_type_of
from kg.model.relations import Relation

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class RelationKey(NamedTuple):
    """What identifies a relation; ``key`` tells several periods between one pair apart."""

    type: str
    start: str
    end: str
    key: str = ""


class Override(NamedTuple):
    """Why a claim about who may see a statement does not count: opened up to whom, when, why."""

    to: Audience
    on: str
    reason: str


class NodeStatement(NamedTuple):
    """What one source says about one node.

    ``props`` are JSON values by field name, unknown fields left out; ``where`` names the place in
    the source (a row, an element); ``dated`` is the day of which the source speaks (ISO);
    ``visibility`` is its claim about who may see it, None where it makes none.
    """

    id: str
    source: str
    props: Mapping[str, Any]
    where: str = ""
    basis: Basis = "published"
    dated: str | None = None
    visibility: Audience | None = None


class RelationStatement(NamedTuple):
    """What one source says about one relation; ``props`` may hold status, since and until."""

    relation: RelationKey
    source: str
    props: Mapping[str, Any] = _NOTHING
    where: str = ""
    basis: Basis = "published"
    dated: str | None = None
    visibility: Audience | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """The record ``old`` is merged into ``new``: both go by the id of ``new``, ``old`` answers on.

    Nothing moves: what is said about ``old`` stays said about it, so that a ``Parting`` undoes it.
    """

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Parting:
    """The record ``old``, once merged into another, goes by its own id again."""

    old: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source takes back what it said about a node (its id) or a relation (its key).

    A record without any statement left becomes a tombstone.
    """

    subject: str | RelationKey
    source: str


@dataclass(frozen=True, slots=True)
class Deletion:
    """All statements about a node or relation go; a tombstone and the history stay.

    With a node go its relations.
    """

    subject: str | RelationKey


@dataclass(frozen=True, slots=True)
class Release:
    """Somebody widens who may see what ``source`` says about a node or relation, with a reason.

    It holds for the claim that stands at that moment: another claim of the same source ends it.
    Without ``override`` the claim counts again.
    """

    subject: str | RelationKey
    source: str
    override: Override | None


Change = NodeStatement | RelationStatement | Redirect | Parting | Withdrawal | Deletion | Release


def state_node(
    node: Node,
    source: str,
    *,
    where: str = "",
    basis: Basis = "published",
    dated: str | None = None,
) -> NodeStatement:
    """Return the statement by which ``source`` says what ``node`` holds."""
    return NodeStatement(node.id, source, node.props(), where, basis, dated, node.visibility)


def state_relation(
    start: str,
    relation: Relation,
    end: str,
    source: str,
    *,
    key: str = "",
    where: str = "",
    basis: Basis = "published",
    dated: str | None = None,
) -> RelationStatement:
    """Return the statement by which ``source`` says that ``relation`` holds."""
    name = RelationKey(relation.type, start, end, key)
    props = relation.props()
    return RelationStatement(name, source, props, where, basis, dated, relation.visibility)


def check(change: Change) -> None:
    """Raise where a change cannot fit the model, whatever the store holds.

    Raises:
        BadChangeError: a wrong id, an unknown type, ends that the type does not join.
    """
    if isinstance(change, NodeStatement):
        _check_node_id(change.id)
        _check_props(change.props)
    elif isinstance(change, RelationStatement):
        check_relation(change.relation)
        _check_props(change.props)
    elif isinstance(change, Redirect):
        _check_redirect(change)
    elif isinstance(change, Parting):
        _check_node_id(change.old)


def check_relation(name: RelationKey) -> None:
    """Raise where a relation cannot be: unknown type, or ends that it does not join."""
    cls = RELATIONS.get(name.type)
    if cls is None:
        raise _bad(msg("There is no relation type “{type}”.", type=name.type))
    for id_, allowed in ((name.start, cls.starts_at), (name.end, cls.ends_at)):
        if _sound_type(id_) not in allowed:
            raise _bad(msg("{type} cannot join “{id}”.", type=name.type, id=id_))


@lru_cache(maxsize=1024)
def _sound_type(id_: str) -> str | None:
    """Return the type that an id belongs to; None where it is no id or of no type."""
    # Kept for a while: of what is stated about one thing, each statement names it.
    return any_type_of(id_) if is_id(id_) else None


def _check_node_id(id_: str) -> None:
    if _sound_type(id_) is None:
        raise _bad(msg("“{id}” is not an id of a known type.", id=id_))


def _check_props(props: Mapping[str, Any]) -> None:
    # Among the values it would be resolved like any other claim, and the better source would open
    # what a stricter one closed.
    if VISIBLE in props:
        raise _bad(msg("A statement says beside its values who may see it, not among them."))


def _check_redirect(change: Redirect) -> None:
    _check_node_id(change.old)
    _check_node_id(change.new)
    if any_type_of(change.old) != any_type_of(change.new) or change.old == change.new:
        raise _bad(msg("“{old}” cannot lead to “{new}”.", old=change.old, new=change.new))


def _bad(detail: Message) -> BadChangeError:
    return BadChangeError(detail, msg("See the model in docs/model.md."))
