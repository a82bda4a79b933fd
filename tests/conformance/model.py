"""A store as plain as can be: whole states in dictionaries, one per revision, for comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from kg.changes import (
    Change,
    Deletion,
    NodeStatement,
    Override,
    Redirect,
    RelationKey,
    RelationStatement,
    Release,
    Withdrawal,
)
from kg.records import NodeRow, RelationRow, Statement
from kg.schema.registry import searchable, type_of
from kg.schema.resolve import canonical, chosen_node, chosen_relation
from kg.text import fold

Subject = str | RelationKey
Row = tuple[NodeRow | RelationRow, tuple[Statement, ...]]
"""A row without its column of statements, and what that column says."""
About = str | tuple[str, str]


class RefusedError(Exception):
    """The model does not take a change; ``args[0]`` is the id it is about."""


@dataclass
class State:
    """What is known at one revision: record → (source, what it was said about) → statement."""

    said: dict[Subject, dict[tuple[str, About], tuple[Any, Override | None]]] = field(
        default_factory=dict
    )
    leads: dict[str, str] = field(default_factory=dict)

    def end(self, subject: Subject) -> Subject:
        if isinstance(subject, RelationKey):
            start, end = self.node_end(subject.start), self.node_end(subject.end)
            return RelationKey(subject.type, start, end, subject.key)
        return self.node_end(subject)

    def node_end(self, id_: str) -> str:
        return self.node_end(self.leads[id_]) if id_ in self.leads else id_

    def exists(self, id_: str) -> bool:
        return bool(self.said.get(self.node_end(id_)))

    def relations_at(self, id_: str) -> list[RelationKey]:
        keys = (key for key in self.said if isinstance(key, RelationKey) and self.said[key])
        return sorted(key for key in keys if id_ in (key.start, key.end))

    def value(self, subject: Subject) -> tuple[Any, Any]:
        lead = self.leads.get(subject) if isinstance(subject, str) else None
        return self.said.get(subject) or {}, lead

    def subjects(self) -> set[Subject]:
        return {*self.said, *self.leads}

    def statements(self, subject: Subject) -> tuple[Statement, ...]:
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
        return tuple(sorted(told, key=lambda s: (s.source, s.subject)))


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
        state = self._at(revision)
        ids = sorted(s for s in state.said if isinstance(s, str) and state.said[s])
        return [(NodeRow(i, canonical(chosen(state, i))), state.statements(i)) for i in ids]

    def relations(self, revision: int | None = None) -> list[Row]:
        state = self._at(revision)
        keys = sorted(s for s in state.said if isinstance(s, RelationKey) and state.said[s])
        return [(relation_row(k, chosen(state, k)), state.statements(k)) for k in keys]

    def redirects(self, revision: int | None = None) -> dict[str, str]:
        state = self._at(revision)
        return {old: state.node_end(old) for old in state.leads}

    def changed_since(self, revision: int) -> set[Subject]:
        later = self.states[revision:]
        pairs = pairwise(later)
        return {subject for before, after in pairs for subject in differences(before, after)}

    def history(self, subject: Subject) -> list[tuple[int, tuple[Statement, ...], str | None]]:
        own = list(self._versions(subject))
        return own or list(self._versions(self.now.end(subject)))

    def candidates(self, text: str) -> list[str]:
        asked = fold(text).split()
        ids = sorted(s for s in self.now.said if isinstance(s, str) and self.now.said[s])
        return [id_ for id_ in ids if asked and all(self._has(id_, word) for word in asked)]

    def _has(self, id_: str, word: str) -> bool:
        told = self.now.statements(id_)
        values: list[Any] = [chosen(self.now, id_)]
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
                yield number, state.statements(subject), state.value(subject)[1]


def differences(before: State, after: State) -> set[Subject]:
    subjects = before.subjects() | after.subjects()
    return {s for s in subjects if before.value(s) != after.value(s)}


def step(state: State, change: Change) -> None:
    """Let one change take effect, or raise ``RefusedError`` with the id that stands in the way."""
    match change:
        case NodeStatement(id=id_, source=source):
            if not (id_ == source and id_.startswith("source/")):
                demand(state, source)
            say(state, state.end(id_), (source, id_), change)
        case RelationStatement(relation=key, source=source):
            demand(state, key.start, key.end, source)
            say(state, state.end(key), (source, (key.start, key.end)), change)
        case Redirect(old=old, new=new):
            merge(state, old, new)
        case Withdrawal(subject=subject, source=source):
            forget(
                state, state.end(subject), lambda who, what: (who, what) == (source, about(subject))
            )
        case Deletion(subject=subject):
            delete(state, subject)
        case Release(subject=subject, source=source, override=override):
            told = state.said.get(state.end(subject), {})
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
    if old in state.leads and state.node_end(old) == target:
        return
    if old in state.leads or target == old:
        raise RefusedError(old)
    demand(state, old, target)
    touched = state.relations_at(old)
    state.leads[old] = target
    moved: list[Subject] = [old, *touched]
    for subject in moved:
        told = state.said.pop(subject)
        state.said.setdefault(state.end(subject), {}).update(told)


def delete(state: State, subject: Subject) -> None:
    end = state.end(subject)
    forget(state, end, lambda _, what: subject == end or what == about(subject))
    if isinstance(subject, str) and isinstance(end, str):
        for key in state.relations_at(end):
            forget(state, key, lambda _, what: subject == end or subject in what)


def forget(state: State, subject: Subject, which: Any) -> None:
    told = state.said.get(subject, {})
    state.said[subject] = {name: s for name, s in told.items() if not which(*name)}
    if told and not state.said[subject] and isinstance(subject, str):
        for key in state.relations_at(subject):
            state.said[key] = {}


def about(subject: Subject) -> About:
    return (subject.start, subject.end) if isinstance(subject, RelationKey) else subject


def chosen(state: State, subject: Subject) -> dict[str, Any]:
    if isinstance(subject, RelationKey):
        return chosen_relation(subject.type, state.statements(subject))
    return chosen_node(str(type_of(subject)), state.statements(subject))


def relation_row(key: RelationKey, values: dict[str, Any]) -> RelationRow:
    status, since, until = (values.pop(name, None) for name in ("status", "since", "until"))
    return RelationRow(*key, status, since, until, canonical(values))


def flat(values: dict[str, Any], name: str) -> list[str]:
    value = values.get(name, [])
    return [value] if isinstance(value, str) else list(getattr(value, "values", lambda: value)())


def _joined(what: About) -> str:
    return what if isinstance(what, str) else " ".join(what)
