"""Widening who may see a record: claims that stand now are overridden, with day and reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.base.audience import Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.graph.view import View
from kg.model.audiences import EVERYBODY, claim, level, may_read
from kg.model.changes import Override, RelationKey, Release
from kg.model.records import RelationRecord, Statement
from kg.model.registry import type_of
from kg.store.protocol import Store


class Released(NamedTuple):
    """One statement whose claim is overridden, or counts again: of which record, what it was."""

    id: str
    source: str
    was: Audience | None
    relation: RelationKey | None
    change: Release


class NothingToReleaseError(WrongUseError):
    """A record is as open as asked, or nothing of it was released."""

    slug = "nothing-to-release"
    status = 409
    title = msg("There is nothing to release")

    def __init__(self, id_: str, *, undo: bool) -> None:
        detail = (
            msg("Nothing about {id} is released.", id=id_)
            if undo
            else msg("{id} is as open as that already.", id=id_)
        )
        super().__init__(detail, msg("Look who may see it: coopgraph show {id}.", id=id_))


def released(
    store: Store, view: View, ids: Sequence[str], override: Override | None
) -> list[Released]:
    """Return what is to be overridden so that records are open as far as ``override.to``.

    Of offers, demands and practices all claims that are stricter, or, where there is none, the
    fallback; of other records the stricter claims about them and about the relations that the same
    places of the same sources state. Without ``override`` what was released is undone.

    Raises:
        UnknownIdError: there is no such record.
        NothingToReleaseError: a record is as open as that, or was not released.
    """
    found: list[Released] = []
    for id_ in ids:
        own = view.id(view.index(id_))
        some = list(_of_record(store, own, override))
        if not some:
            raise NothingToReleaseError(own, undo=override is None)
        found += some
    return found


def _of_record(store: Store, id_: str, override: Override | None) -> Iterator[Released]:
    statements = store.get([id_])[id_].statements
    chosen = _chosen(type_of(id_) or "", statements, override)
    for statement in chosen:
        change = Release(statement.subject, statement.source, override)
        yield Released(id_, statement.source, statement.visibility, None, change)
    places = {(statement.source, statement.where) for statement in chosen}
    for record in store.relations_of(id_):
        yield from _of_relation(id_, record, places, override)


def _of_relation(
    id_: str, record: RelationRecord, places: set[tuple[str, str]], override: Override | None
) -> Iterator[Released]:
    key = record.relation
    for statement in _chosen(key.type, record.statements, override):
        # What the same row says of it: another list may close a relation for reasons of its own.
        if (statement.source, statement.where) in places:
            start, _, end = statement.subject.partition(" ")
            stated = key._replace(start=start, end=end)
            change = Release(stated, statement.source, override)
            yield Released(id_, statement.source, statement.visibility, stated, change)


def _chosen(
    type_: str, statements: Sequence[Statement], override: Override | None
) -> list[Statement]:
    if override is None:
        return [statement for statement in statements if statement.override is not None]
    stricter = [s for s in statements if not may_read(override.to, claim(s) or EVERYBODY)]
    if stricter or may_read(override.to, level(type_, statements)):
        return stricter
    return list(statements)
