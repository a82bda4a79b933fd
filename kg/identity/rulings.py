"""What a person may decide about two records, and what keeps it from being decided."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import NamedTuple

from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.identity.bodies import TYPES, bodies_of
from kg.identity.decisions import Decision, Ruling, contradicted
from kg.identity.ledger import decided, present, read_ledger, undone
from kg.identity.pairs import Judged, judged_pairs
from kg.identity.settle import Settled, Settling
from kg.model.changes import Change
from kg.model.records import NodeRow, RelationRow
from kg.store.protocol import Store


class NotTwoBodiesError(WrongUseError):
    """Two ids are not those of two records that could be one body."""

    slug = "not-two-bodies"
    status = 422
    title = msg("These are not two records of one kind")

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            msg("{one} and {other} cannot be one body.", one=one, other=other),
            msg("Name two organisations, two offices or two programmes."),
        )


class ContradictionError(WrongUseError):
    """A decision cannot stand beside others that persons made."""

    slug = "contradiction"
    status = 409
    title = msg("Decisions contradict each other")

    def __init__(self, one: str, other: str, against: Sequence[Decision]) -> None:
        super().__init__(
            msg(
                "What is to be decided about {one} and {other} contradicts: {decisions}.",
                one=one,
                other=other,
                decisions=[f"{d.one} {d.verdict} {d.other} ({d.id})" for d in against],
            ),
            msg("Undo one of them first: coopgraph identity undo ID."),
        )


class NoDecisionError(WrongUseError):
    """There is no decision under an id, or it was taken back."""

    slug = "no-decision"
    status = 404
    title = msg("There is no such decision")

    def __init__(self, id_: str) -> None:
        super().__init__(
            msg("There is no decision {id}.", id=id_),
            msg("See them: coopgraph identity log."),
        )


def require_pair(one: str, other: str) -> None:
    """Look whether two ids can be decided about.

    Raises:
        NotTwoBodiesError: one id, two types, or a type of which records are never merged.
    """
    prefixes = {id_.partition("/")[0] for id_ in (one, other)}
    if one == other or len(prefixes) != 1 or not prefixes <= set(TYPES):
        raise NotTwoBodiesError(one, other)


def ruled(store: Store, one: str, other: str, verdict: Ruling, day: date) -> list[Change]:
    """Return what is to be written so that a person's decision about two records holds.

    Raises:
        NotTwoBodiesError: they cannot be one.
        ContradictionError: with others that persons made it leads to a record that is another one.
        StoreError: the store could not be read.
    """
    require_pair(one, other)
    ledger = read_ledger(store)
    low, high = sorted((one, other))
    new = Decision(low, high, verdict, "person")
    against = contradicted(ledger.decisions, new)
    if against:
        raise ContradictionError(low, high, against)
    return present(store, decided(ledger, [(new, ())], day))


def taken_back(store: Store, id_: str) -> tuple[Decision, list[Change]]:
    """Return a decision and what is to be written so that it holds no more.

    Raises:
        NoDecisionError: there is none under this id.
        StoreError: the store could not be read.
    """
    ledger = read_ledger(store)
    entry = ledger.entry(id_)
    if entry is None:
        raise NoDecisionError(id_)
    return entry.decision, present(store, undone(store, ledger, id_))


class Plan(NamedTuple):
    """What rules decide, what they leave to a person, and what is to be written."""

    settled: Settled
    changes: list[Change]
    ids: list[str]
    """The ids of the bodies, by their places in pairs."""


def planned(store: Store, day: date, since: int | None = None) -> Plan:
    """Return what rules decide about all bodies of a store.

    With ``since`` (a revision) only about those that changed after it.

    Raises:
        StoreError: the store could not be read.
    """
    changed = None if since is None else _changed(store, since)
    if changed is not None and not changed:
        return Plan(Settled([], []), [], [])
    ledger = read_ledger(store)
    bodies = bodies_of(store)
    new = None if changed is None else {n for n, body in enumerate(bodies) if body.id in changed}
    settled = Settling(bodies, ledger, store.redirects()).run(judged_pairs(bodies, new))
    changes = present(store, decided(ledger, settled.same, day)) if settled.same else []
    return Plan(settled, changes, [body.id for body in bodies])


def _changed(store: Store, since: int) -> set[str]:
    found: set[str] = set()
    with closing(store.changed_since(since)) as rows:
        for row in rows:
            # Nodes come first; what is gone may come before and after.
            if isinstance(row, RelationRow):
                break
            if isinstance(row, NodeRow) and row.id.partition("/")[0] in TYPES:
                found.add(row.id)
    return found


def about(plan: Plan, id_: str) -> list[Judged]:
    """Return the open pairs of a plan that one record is in."""
    return [each for each in plan.settled.ask if id_ in (plan.ids[each.one], plan.ids[each.other])]
