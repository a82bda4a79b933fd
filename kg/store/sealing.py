"""Seals as engines keep them, and those of a whole history from the sums of all its versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.base.i18n import msg
from kg.model.changes import RelationKey
from kg.store.check_sums import NOTHING, Made, Seal, Sealed, Tally, TallyChange, are, sealed
from kg.store.stored_versions import Damage, K

_Turns = dict[int, list[tuple[K, int]]]


def told(row: Iterable[Any]) -> Sealed:
    """Return a revision from its row: number, day, note, token, counts and sums, its own sum.

    Raises:
        Damage: it is not as it was written, or a value is of another type.
    """
    number, at, note, token, *counts, sum_ = row
    nodes, node_sum, relations, link_sum = counts
    found = Sealed(
        number, at, note, Seal(token, Tally(nodes, node_sum), Tally(relations, link_sum))
    )
    # Types first: the text of a number has the same check sum as the number.
    if not (found.fits and are((sum_,), int) and found.sum == sum_):
        raise Damage(msg("revision {number} was altered.", number=number))
    return found


class Sealing:
    """Takes the versions of a store in any order, and seals its revisions one after the other.

    It keeps a key and a number for each version: about 200 bytes.
    """

    def __init__(self) -> None:
        self._nodes: _Turns[str] = {}
        self._relations: _Turns[RelationKey] = {}
        self._gone_nodes: dict[int, list[int]] = {}
        self._gone_relations: dict[int, list[int]] = {}

    def add_node(self, rev: int, ended: int | None, key: str, sum_: int) -> None:
        """Take a version of a node, made by a revision and ended by another."""
        _add(self._nodes, self._gone_nodes, (rev, ended), (key, sum_))

    def add_relation(self, rev: int, ended: int | None, key: RelationKey, sum_: int) -> None:
        """Take a version of a relation."""
        _add(self._relations, self._gone_relations, (rev, ended), (key, sum_))

    def seals(self, revisions: Iterable[Made]) -> Iterator[Sealed]:
        """Yield the rows of these revisions, the first one first."""
        before = NOTHING
        for made in revisions:
            nodes = _position(self._nodes, self._gone_nodes, made.number)
            relations = _position(self._relations, self._gone_relations, made.number)
            before = sealed(before.seal, made, nodes, relations)
            yield before


def _add(
    new: _Turns[K],
    gone: dict[int, list[int]],
    span: tuple[int, int | None],
    version: tuple[K, int],
) -> None:
    rev, ended = span
    new.setdefault(rev, []).append(version)
    if ended is not None:
        gone.setdefault(ended, []).append(version[1])


def _position(new: _Turns[K], gone: dict[int, list[int]], number: int) -> TallyChange:
    # By key, which the token goes by (``sums.sealed``); what is gone only enters a sum.
    made = sorted(new.get(number, ()))
    return TallyChange(gone.get(number, []), [sum_ for _, sum_ in made])
