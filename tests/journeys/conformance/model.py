"""A store as plain as can be: whole states in dictionaries, one per revision, for comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from kg.base.text import fold
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Override,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.model.claims import canonical, chosen_node, chosen_relation
from kg.model.records import NodeRow, RelationRow, Statement
from kg.model.registry import searchable, type_of

Subject = str | RelationKey
Row = tuple[NodeRow | RelationRow, tuple[Statement, ...]]
"""A row without its column of statements, and what that column says."""
About = str | tuple[str, str]


class RefusedError(Exception):
    """The model does not take a change; ``args[0]`` is the id it is about."""


@dataclass
class State:
    """What is known at one revision: record as stated → (source, what about) → statement.

    ``redirects``: id → the id of the record with which it counts as one.
    """

    said: dict[Subject, dict[tuple[str, About], tuple[Any, Override | None]]] = field(
        default_factory=dict
    )
    redirects: dict[str, str] = field(default_factory=dict)

    def end(self, subject: Subject) -> Subject:
        if isinstance(subject, RelationKey):
            start, end = self.node_end(subject.start), self.node_end(subject.end)
            return RelationKey(subject.type, start, end, subject.key)
        return self.node_end(subject)

    def node_end(self, id_: str) -> str:
        return self.node_end(self.redirects[id_]) if id_ in self.redirects else id_

    def exists(self, id_: str) -> bool:
        return any(self.said[each] for each in self.under(self.node_end(id_)))

    def under(self, subject: Subject) -> list[Subject]:
        """Return the records as stated that go by a name."""
        return [each for each in self.said if self.end(each) == subject]

    def stated_at(self, id_: str) -> list[RelationKey]:
        """Return the relations as stated whose ends go by the id that an id goes by."""
        keys = (key for key in self.said if isinstance(key, RelationKey) and self.said[key])
        end = self.node_end(id_)
        return [k for k in keys if end in (self.node_end(k.start), self.node_end(k.end))]

    def relations_at(self, id_: str) -> list[RelationKey]:
        ends = {self.end(key) for key in self.stated_at(id_)}
        return sorted(key for key in ends if isinstance(key, RelationKey))

    def versions(self, id_: str) -> dict[Subject, Any]:
        """Return what is said under all ids that make up a record."""
        return {
            each: self.value(each) for each in self.under(self.node_end(id_)) if self.said[each]
        }

    def value(self, subject: Subject) -> tuple[Any, Any]:
        lead = self.redirects.get(subject) if isinstance(subject, str) else None
        return self.said.get(subject) or {}, lead

    def subjects(self) -> set[Subject]:
        return {*self.said, *self.redirects}

    def seen(self) -> dict[Subject, tuple[Statement, ...]]:
        """Return all records by the names that they go by, with what is said about them."""
        found: dict[Subject, list[Statement]] = {}
        for each, told in self.said.items():
            if told:
                found.setdefault(self.end(each), []).extend(self.own(each))
        return {each: tuple(sorted(told, key=by_name)) for each, told in found.items()}

    def statements(self, subject: Subject) -> tuple[Statement, ...]:
        """Return what is said about a record and those that count as one with it."""
        told = (s for each in self.under(subject) for s in self.own(each))
        return tuple(sorted(told, key=by_name))

    def own(self, subject: Subject) -> tuple[Statement, ...]:
        told = [
            Statement(
                s.source,
                _joined(about),
                dict(s.props),
                s.where,
                s.basis,
                s.dated,
                s.visibility,
                override,
            )
            for (_, about), (s, override) in self.value(subject)[0].items()
        ]
        return tuple(sorted(told, key=by_name))


def by_name(said: Statement) -> tuple[str, str]:
    return said.source, said.subject


class Model:
    """All states since the beginning; the last is now."""

    def __init__(self) -> None:
        self.states = [State()]
        self.keys: dict[str, datetime] = {}

    @property
    def now(self) -> State:
        return self.states[-1]

    @property
    def revision(self) -> int:
        return len(self.states) - 1

    def apply(self, changes: Sequence[Change]) -> frozenset[int]:
        """Take a batch and return which of its changes altered what is different in the end."""
        state, altered = deepcopy(self.now), []
        for change in changes:
            before = deepcopy(state)
            step(state, change)
            altered.append(differences(before, state))
        different = differences(self.now, state)
        if different:
            self.states.append(state)
        return frozenset(turn for turn, touched in enumerate(altered) if touched & different)

    def rehearsed(self) -> Model:
        """Return a model of its own that begins where this one is."""
        tried = Model()
        tried.states, tried.keys = list(self.states), dict(self.keys)
        return tried

    def once(self, key: str, until: datetime, now: datetime) -> bool:
        """Spend a key of no revision."""
        if until < now or self.spent(key, now):
            return False
        self.keys[key] = until
        return True

    def spent(self, key: str, now: datetime) -> bool:
        return key in self.keys and now <= self.keys[key]

    def nodes(self, revision: int | None = None) -> list[Row]:
        told = self._at(revision).seen()
        ids = sorted(each for each in told if isinstance(each, str))
        return [
            (NodeRow(i, canonical(chosen_node(str(type_of(i)), told[i]))), told[i]) for i in ids
        ]

    def relations(self, revision: int | None = None) -> list[Row]:
        told = self._at(revision).seen()
        keys = sorted(each for each in told if isinstance(each, RelationKey))
        return [(relation_row(k, chosen_relation(k.type, told[k])), told[k]) for k in keys]

    def redirects(self, revision: int | None = None) -> dict[str, str]:
        state = self._at(revision)
        return {old: state.node_end(old) for old in state.redirects}

    def changed_since(self, revision: int) -> set[Subject]:
        """Return what people see otherwise, and what was stated otherwise meanwhile."""
        later = self.states[revision:]
        stated = {each for pair in pairwise(later) for each in differences(*pair)}
        return stated | unlike(later[0].seen(), later[-1].seen())

    @property
    def has_merged(self) -> bool:
        return any(state.redirects for state in self.states)

    def history(self, subject: Subject) -> list[tuple[int, tuple[Statement, ...], str | None]]:
        own = list(self._versions(subject))
        return own or list(self._versions(self.now.end(subject)))

    def candidates(self, text: str) -> list[str]:
        asked, told = fold(text).split(), self.now.seen()
        ids = sorted(each for each in told if isinstance(each, str))
        return [i for i in ids if asked and all(self._has(i, told[i], word) for word in asked)]

    def _has(self, id_: str, told: tuple[Statement, ...], word: str) -> bool:
        values: list[Any] = [chosen_node(str(type_of(id_)), told)]
        if any(s.visibility or s.override for s in told):
            values += [s.props for s in told]
        names = searchable(type_of(id_) or "")
        texts = [id_, *(t for one in values for name in names for t in flat(one, name))]
        return any(w.startswith(word) for text in texts for w in fold(text).split())

    def _at(self, revision: int | None) -> State:
        return self.now if revision is None else self.states[min(revision, self.revision)]

    def _versions(self, subject: Subject) -> Iterator[Any]:
        for number, state in enumerate(self.states[1:], 1):
            if state.value(subject) != self.states[number - 1].value(subject):
                yield number, state.own(subject), state.value(subject)[1]


def differences(before: State, after: State) -> set[Subject]:
    subjects = before.subjects() | after.subjects()
    return {s for s in subjects if before.value(s) != after.value(s)}


def unlike(before: dict[Subject, Any], after: dict[Subject, Any]) -> set[Subject]:
    return {s for s in before.keys() | after.keys() if before.get(s) != after.get(s)}


def step(state: State, change: Change) -> None:
    """Let one change take effect, or raise ``RefusedError`` with the id that stands in the way."""
    match change:
        case NodeStatement(id=id_, source=source):
            if not (id_ == source and id_.startswith("source/")):
                demand(state, source)
            say(state, id_, (source, id_), change)
        case RelationStatement(relation=key, source=source):
            demand(state, key.start, key.end, source)
            say(state, key, (source, (key.start, key.end)), change)
        case Redirect(old=old, new=new):
            merge(state, old, new)
        case Parting(old=old):
            part(state, old)
        case Withdrawal(subject=subject, source=source):
            forget(state, subject, lambda who, _: who == source)
        case Deletion(subject=subject):
            delete(state, subject)
        case Release(subject=subject, source=source, override=override):
            told = state.said.get(subject, {})
            name = (source, about(subject))
            if name not in told:
                raise RefusedError(source)
            told[name] = told[name][0], override


def say(state: State, subject: Subject, name: tuple[str, About], change: Any) -> None:
    told = state.said.setdefault(subject, {})
    before, override = told.get(name, (None, None))
    if before is not None and change.visibility is None:
        change = change._replace(visibility=before.visibility)
    same = before is not None and before.visibility == change.visibility
    told[name] = change, override if same else None


def demand(state: State, *ids: str) -> None:
    for id_ in ids:
        if not state.exists(id_):
            raise RefusedError(id_)


def merge(state: State, old: str, new: str) -> None:
    target = state.node_end(new)
    if old in state.redirects and state.node_end(old) == target:
        return
    if old in state.redirects or target == old:
        raise RefusedError(old)
    demand(state, old, target)
    state.redirects[old] = target


def part(state: State, old: str) -> None:
    if old in state.redirects:
        other = state.redirects.pop(old)
        for id_ in (old, other):
            leave_nothing_loose(state, id_)


def delete(state: State, subject: Subject) -> None:
    if subject == state.end(subject):
        for each in state.under(subject):
            forget(state, each, lambda *_: True)
    else:
        forget(state, subject, lambda *_: True)
        for key in list(state.said) if isinstance(subject, str) else ():
            if isinstance(key, RelationKey) and subject in (key.start, key.end):
                forget(state, key, lambda *_: True)


def forget(state: State, subject: Subject, which: Any) -> None:
    told = state.said.get(subject, {})
    state.said[subject] = {name: s for name, s in told.items() if not which(*name)}
    if told and not state.said[subject] and isinstance(subject, str):
        leave_nothing_loose(state, subject)


def leave_nothing_loose(state: State, id_: str) -> None:
    if not state.exists(id_):
        for key in state.stated_at(id_):
            state.said[key] = {}


def about(subject: Subject) -> About:
    return (subject.start, subject.end) if isinstance(subject, RelationKey) else subject


def relation_row(key: RelationKey, values: dict[str, Any]) -> RelationRow:
    status, since, until = (values.pop(name, None) for name in ("status", "since", "until"))
    return RelationRow(*key, status, since, until, canonical(values))


def flat(values: dict[str, Any], name: str) -> list[str]:
    value = values.get(name, [])
    return [value] if isinstance(value, str) else list(getattr(value, "values", lambda: value)())


def _joined(what: About) -> str:
    return what if isinstance(what, str) else " ".join(what)
