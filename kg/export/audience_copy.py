"""Another store that holds what an audience reads, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from typing import Final, TypeVar

from kg.base.audience import Audience
from kg.base.errors import WrongUseError
from kg.base.i18n import msg
from kg.export.seen_statements import node_statements, relation_statements, stated_as
from kg.graph.view import View
from kg.model.changes import (
    Change,
    NodeStatement,
    Redirect,
    RelationKey,
    RelationStatement,
    Withdrawal,
)
from kg.model.records import Statement
from kg.model.registry import type_of
from kg.store.protocol import Store

BATCH: Final = 20_000
Progress = Callable[[int, int], None]
"""Called with the number of changes written and how many there are."""
Name = tuple[str | RelationKey, str]
"""What a statement is about, as it was stated, and who says it."""
T = TypeVar("T")


class NotOursError(WrongUseError):
    """The target holds something that does not come from here."""

    slug = "target-differs"
    status = 409
    title = msg("The store holds something else")

    def __init__(self, url: str) -> None:
        super().__init__(
            msg("{url} holds something else than what this audience reads.", url=url),
            msg("Name an empty store, or the one that was made so before."),
        )


def share(store: Store, view: View, target: Store, progress: Progress) -> int:
    """Make ``target`` hold the present statements that the audience of a view reads.

    Without their history, claims by what counts now, and without ids of what is not read. A target
    that was made so before is brought up to date; an interrupted run is gone on with by the next.
    All that is read is held in memory meanwhile. Returns how many changes altered something.

    Raises:
        NotOursError: the target holds something else.
        StoreError: as reading and writing do.
    """
    mark = f"what {view.audience} may read of {store.identity}"
    _require_ours(target, mark)
    wanted = _with_sources(_statements(store, view))
    held = {name: said.visibility for name, said in _statements(target, None).items()}
    leads = view.snapshot.redirects
    if not target.redirects().items() <= leads.items():
        raise NotOursError(target.url)
    changes = [*_changes(wanted, held, leads)]
    altered = done = 0
    for batch in _batches(changes):
        altered += len(target.apply(batch, note=mark).altered)
        done += len(batch)
        progress(done, len(changes))
    return altered


def _require_ours(target: Store, mark: str) -> None:
    with closing(target.journal(0)) as told:
        first = next(told, None)
    if first is not None and first.note != mark:
        raise NotOursError(target.url)


def _with_sources(wanted: dict[Name, Statement]) -> dict[Name, Statement]:
    """Return the statements with one for each source that they do not speak of themselves."""
    known = {subject for subject, _ in wanted}
    silent = sorted({source for _, source in wanted} - known)
    return {**{(id_, id_): Statement(id_, id_, {}) for id_ in silent}, **wanted}


def _changes(
    wanted: Mapping[Name, Statement],
    held: Mapping[Name, Audience | None],
    leads: Mapping[str, str],
) -> Iterator[Change]:
    """Yield sources first, then nodes, merges, relations; at last what is no longer said.

    A statement that claims otherwise is taken back first: who says nothing would keep its claim.
    """
    for name, claimed in held.items():
        if name in wanted and wanted[name].visibility != claimed:
            yield Withdrawal(*name)
    # Sources vouch for each other in any order: each is there before any of them is described.
    sources = {id_ for id_, _ in wanted if isinstance(id_, str) and type_of(id_) == "Source"}
    there = {id_ for id_, _ in held}
    stand_ins = [(id_, id_) for id_ in sorted(sources - there)]
    yield from (NodeStatement(id_, id_, {}) for id_, _ in stand_ins)
    for name, said in wanted.items():
        if isinstance(name[0], str):
            yield _stated(name, said)
    yield from (Redirect(old, new) for old, new in sorted(leads.items()))
    for name, said in wanted.items():
        if not isinstance(name[0], str):
            yield _stated(name, said)
    yield from (Withdrawal(*name) for name in [*held, *stand_ins] if name not in wanted)


def _stated(name: Name, said: Statement) -> Change:
    subject, source = name
    about = said.where, said.basis, said.dated, said.visibility
    if isinstance(subject, str):
        return NodeStatement(subject, source, said.props, *about)
    return RelationStatement(subject, source, said.props, *about)


def _statements(store: Store, view: View | None) -> dict[Name, Statement]:
    """Return the present statements of a store that a view shows; all of them without one."""
    found: dict[Name, Statement] = {}
    for _, told in node_statements(store, view):
        found |= {(said.subject, said.source): said for said in told}
    for link, told in relation_statements(store, view):
        found |= {(stated_as(link, said, view), said.source): said for said in told}
    return found


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
