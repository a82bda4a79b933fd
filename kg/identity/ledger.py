"""Decisions on identity in the store: read, written with what follows from them, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import Any, Final, NamedTuple

from kg.identity.decisions import By, Decision, Ruling, changes, grouped
from kg.identity.evidence import Evidence
from kg.model import nodes
from kg.model.changes import Change, Redirect, Withdrawal, state_node
from kg.model.claims import chosen_node
from kg.model.records import NodeRow, RelationRow, Statement
from kg.store.codec import statements_of
from kg.store.protocol import Store

RULES: Final = "source/identity-rules"
PERSONS: Final = "source/identity-persons"
_PREFIX: Final = "decision/"
_KIND: Final = ": "
_VALUES: Final = " | "
_TITLES: Final = {
    RULES: {
        "en": "Identity of bodies: decided by rule",
        "es": "Identidad de los organismos: decidida por regla",
        "pt": "Identidade dos organismos: decidida por regra",
        "fr": "Identité des organismes : décidée par règle",
    },
    PERSONS: {
        "en": "Identity of bodies: decided by the secretariat",
        "es": "Identidad de los organismos: decidida por la secretaría",
        "pt": "Identidade dos organismos: decidida pela secretaria",
        "fr": "Identité des organismes : décidée par le secrétariat",
    },
}


class Entry(NamedTuple):
    """A decision as it is kept: what counts, the evidence, the day."""

    decision: Decision
    evidence: tuple[Evidence, ...] = ()
    decided: str = ""


class Ledger(NamedTuple):
    """The decisions that hold, and the ids of those that were taken back."""

    entries: tuple[Entry, ...]
    undone: frozenset[str]

    @property
    def decisions(self) -> list[Decision]:
        """What was decided."""
        return [entry.decision for entry in self.entries]

    def entry(self, id_: str) -> Entry | None:
        """Return the decision kept under an id."""
        return next((each for each in self.entries if each.decision.id == id_), None)


def read_ledger(store: Store) -> Ledger:
    """Return all decisions that a store holds, by id.

    Raises:
        StoreError: the store could not be read.
    """
    entries: list[Entry] = []
    undone: set[str] = set()
    with closing(store.changed_since(0)) as rows:
        for row in rows:
            if isinstance(row, NodeRow):
                if row.id.startswith(_PREFIX):
                    entries += _entries(statements_of(row))
            elif isinstance(row, RelationRow):
                # Nodes come first.
                break
            elif isinstance(row.subject, str) and row.subject.startswith(_PREFIX):
                undone.add(row.subject)
    return Ledger(tuple(sorted(entries, key=lambda e: e.decision.id)), frozenset(undone))


def _entries(statements: Sequence[Statement]) -> Iterator[Entry]:
    """Yield what the secretariat's own sources decided: what other files say decides nothing."""
    ours = [each for each in statements if each.source in (RULES, PERSONS)]
    if ours:
        props = chosen_node(nodes.Decision.__name__, ours)
        if "one" in props and "other" in props:
            yield _entry(props)


def _entry(props: Mapping[str, Any]) -> Entry:
    by: By = "person" if props.get("by") == "person" else "rule"
    verdict: Ruling = "same" if props.get("verdict") == "same" else "different"
    decision = Decision(props["one"], props["other"], verdict, by, props.get("score", 0))
    evidence = tuple(map(_read_evidence, props.get("evidence", ())))
    return Entry(decision, evidence, props.get("decided", ""))


def _read_evidence(text: str) -> Evidence:
    kind, _, values = text.partition(_KIND)
    one, _, other = values.partition(_VALUES)
    return Evidence(kind, one, other)


def taken_back_entries(store: Store, ledger: Ledger) -> Iterator[Entry]:
    """Yield the decisions that were taken back, as they were before, by id."""
    for id_ in sorted(ledger.undone):
        versions = [version for version in store.history(id_) if version.statements]
        if versions:
            yield from _entries(versions[-1].statements)


def decided(
    ledger: Ledger, new: Sequence[tuple[Decision, Sequence[Evidence]]], day: date
) -> list[Change]:
    """Return what is to be written so that new decisions hold, and records go by the right ids."""
    known = {each.id: each for each in ledger.decisions}
    after = {**known, **{each.id: each for each, _ in new}}
    return [
        *_sources({each.by for each, _ in new}),
        *(_stated(each, evidence, day) for each, evidence in new),
        *_moved(known.values(), after.values()),
    ]


def undone(store: Store, ledger: Ledger, id_: str) -> list[Change]:
    """Return what is to be written so that a decision holds no more.

    All that says the same verdict is taken back; where a rule had said otherwise before a person
    did, that counts again.
    """
    statements = [s for s in store.get([id_])[id_].statements if s.source in (RULES, PERSONS)]
    known = {each.id: each for each in ledger.decisions}
    verdict = known[id_].verdict
    taken = [s for s in statements if s.props.get("verdict") == verdict]
    after = dict(known)
    del after[id_]
    left = [statement for statement in statements if statement not in taken]
    after.update((id_, entry.decision) for entry in _entries(left))
    said = {PERSONS if each.by == "person" else RULES for each in after.values()}
    sources = {statement.source for statement in taken}
    return [
        *_moved(known.values(), after.values()),
        *(Withdrawal(id_, source) for source in sorted(sources)),
        # With the last decision of theirs goes the source: nothing is left of it but the history.
        *(Withdrawal(source, source) for source in sorted(sources - said)),
    ]


def _moved(before: Iterable[Decision], after: Iterable[Decision]) -> list[Change]:
    return changes(grouped(before).ends(), grouped(after).ends())


def present(store: Store, wanted: Sequence[Change]) -> list[Change]:
    """Leave out merges of records that are no more: what was decided about them stays decided."""
    ids = sorted({id_ for c in wanted if isinstance(c, Redirect) for id_ in (c.old, c.new)})
    there = set(store.get(ids)) if ids else set()
    return [c for c in wanted if not isinstance(c, Redirect) or {c.old, c.new} <= there]


def _sources(by: Iterable[By]) -> Iterator[Change]:
    for each in sorted(by):
        id_ = PERSONS if each == "person" else RULES
        yield state_node(nodes.Source(id=id_, title=_TITLES[id_]), id_)


def _stated(decision: Decision, evidence: Sequence[Evidence], day: date) -> Change:
    node = nodes.Decision(
        id=decision.id,
        visibility="board",
        one=decision.one,
        other=decision.other,
        verdict=decision.verdict,
        by=decision.by,
        score=decision.score or None,
        evidence=[f"{e.kind}{_KIND}{e.one}{_VALUES}{e.other}" for e in evidence],
        decided=day.isoformat(),
    )
    # By the rule that chooses among claims a person's decision counts before one by rule.
    if decision.by == "person":
        return state_node(node, PERSONS)
    return state_node(node, RULES, basis="uncertain")
