"""What a declarer says of a record, put together: from now on its office says it, dated.

Those who say that a record is declared speak for its declarer: the office itself, and the files
that were loaded for it. What others add to the record stays theirs, and is not in here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from kg.exchange.acceptance import declaring, office_source
from kg.exchange.confirmations import CONFIRMS
from kg.model.audiences import claim, narrowest
from kg.model.changes import Change, NodeStatement, RelationKey, RelationStatement, Withdrawal
from kg.model.claims import chosen_node, chosen_relation, ranked
from kg.model.records import NodeRecord, RelationRecord, Statement
from kg.model.registry import type_of
from kg.store.protocol import Store

_STATUS: Final = "status"
_OPEN: Final = "open"


@dataclass(frozen=True)
class OwnRecord:
    """A record as its declarer states it; ``record`` holds what all say, with its token."""

    record: NodeRecord
    relations: Sequence[RelationRecord]
    office: str

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.record.id

    @property
    def type(self) -> str:
        """The type of the record."""
        return type_of(self.record.id) or ""

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The sources that speak for its declarer."""
        return frozenset({*declaring(self.relations), office_source(self.office)})

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What its declarer says of it; what everybody says, where the declarer says nothing."""
        return chosen_node(self.type, self._said(self.record.statements) or self.record.statements)

    @cached_property
    def shown(self) -> Mapping[str, Any]:
        """What is shown of it, whoever says so."""
        return chosen_node(self.type, self.record.statements)

    @property
    def status(self) -> str:
        """Its status, as everybody sees it."""
        return str(self.shown.get(_STATUS) or _OPEN)

    def related(self) -> Iterator[RelationKey]:
        """Yield the relations that its declarer states, confirmations apart."""
        for one in self.relations:
            if one.relation.type != CONFIRMS and self._said(one.statements):
                yield one.relation

    def restated(self, values: Mapping[str, Any], day: date) -> Iterator[Change]:
        """Yield what makes the office say all that its declarer says, with other values.

        What other sources said for the same declarer is taken back; last, since with the last
        statement about a record all its relations would go, others' too.
        """
        source, said = office_source(self.office), self._said(self.record.statements)
        yield self._node(source, said, values, day)
        gone = [Withdrawal(self.id, s.source) for s in said if s.source != source]
        for one in self.relations:
            spoken = self._said(one.statements)
            others = [s for s in spoken if s.source != source]
            if others:
                yield _relation(one, spoken, source, day)
                gone += [Withdrawal(one.relation, s.source) for s in others]
        yield from gone

    def _node(
        self, source: str, said: Sequence[Statement], values: Mapping[str, Any], day: date
    ) -> NodeStatement:
        own = next((s for s in said if s.source == source), None)
        others = any(s.source != source for s in said)
        closes = narrowest(filter(None, map(claim, said)))
        # Its claim as it stands, where it alone speaks: another one would end what was released.
        visibility = own.visibility if own and not others else closes
        basis = ranked(said)[0].basis if said else "published"
        return NodeStatement(
            self.id, source, values, own.where if own else "", basis, day.isoformat(), visibility
        )

    def _said(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        return tuple(said for said in statements if said.source in self.speakers)


def _relation(
    one: RelationRecord, spoken: Sequence[Statement], source: str, day: date
) -> RelationStatement:
    values = chosen_relation(one.relation.type, spoken)
    best = ranked(spoken)[0]
    return RelationStatement(
        one.relation, source, values, best.where, best.basis, day.isoformat(), best.visibility
    )


def own_record(knowledge: Store, id_: str, office: str) -> OwnRecord | None:
    """Return a record as an office states it, None where it is gone.

    Whether it is the office's own is for the caller to know (``kg.exchange.own_records``).
    """
    found = knowledge.get([id_]).get(id_)
    if found is None or not found.statements:
        return None
    return OwnRecord(found, knowledge.relations_of(found.id), office)
