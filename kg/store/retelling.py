"""A revision told again as it was: what its versions make of the records they name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.base.errors import BadChangeError
from kg.base.i18n import msg
from kg.model.records import NodeVersion, Revision, Statement
from kg.store import codec
from kg.store.outcome import Outcome, outcome_of
from kg.store.redirects import Redirects
from kg.store.unit_of_work import AnyRecord, CurrentRecords, Nodes, Relations


def retell(present: CurrentRecords, redirects: Redirects, revision: Revision) -> Outcome:
    """Return what a revision of another store comes to in this one, which is just before it.

    All that it tells is written, also what reads as before: there was a difference once, of which
    a newer format of stores says nothing.
    """
    nodes, relations = Nodes(present), Relations(present)
    nodes.fetch(version.id for version in revision.nodes)
    relations.fetch(version.relation for version in revision.relations)
    after = redirects.copy()
    for node in revision.nodes:
        _restate(nodes[node.id], node.statements)
        nodes[node.id].redirects = (node.redirect, node.joined)
        _lead(after, node)
    for relation in revision.relations:
        _restate(relations[relation.relation], relation.statements)
    return outcome_of(nodes, relations, redirects, after, (nodes.touched(), relations.touched()))


def _lead(redirects: Redirects, node: NodeVersion) -> None:
    if node.redirect is not None:
        redirects.move(node.id, node.redirect)
    elif node.joined is not None:
        redirects.join(node.id, node.joined)
    elif node.id in redirects and not redirects.is_moved(node.id):
        redirects.part(node.id)


def follows(revision: Revision, last: int) -> bool:
    """Say whether a revision is the next one of a store; False where it is there already.

    Raises:
        BadChangeError: some are missing between.
    """
    if revision.number > last + 1:
        detail = msg(
            "Revision {number} cannot follow revision {last}.", number=revision.number, last=last
        )
        raise BadChangeError(detail, msg("Copy into an empty store."))
    return revision.number == last + 1


def _restate(record: AnyRecord, statements: Sequence[Statement]) -> None:
    record.stored_statements.clear()
    record.stored_statements.update(codec.stored_statements(statements))
    # Any place will do: it says that the record is to be written (``touched``).
    record.positions.append(0)
