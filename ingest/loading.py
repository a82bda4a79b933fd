"""Items into a store, batch by batch, counting what each of them altered."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from itertools import chain

from ingest.findings import Counts, Finding, Item, Outcome, Report
from kg.base.collection import no_collection
from kg.model.changes import Change
from kg.store.protocol import Store

BATCH_CHANGES = 10_000

Progress = Callable[[str, int], None]
"""Called after each batch with the file and the number of records read from it so far."""


Holding = Callable[[str, list[Item]], None]
"""Called after each batch with the file and its records that wait for a person, where any do."""


def _silent(_file: str, _records: int) -> None:
    return None


def _nowhere(_file: str, _held: list[Item]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Source:
    """A file to load: its name in the report, what must exist before its records, its records.

    ``notes`` are findings about the file itself, which count as no record; they are asked for when
    all records are read.
    """

    name: str
    items: Iterable[Item]
    preface: tuple[Change, ...] = field(default=())
    notes: Iterable[Finding] = field(default=())


def load(
    store: Store,
    sources: Iterable[Source],
    *,
    dry_run: bool = False,
    progress: Progress = _silent,
    holding: Holding = _nowhere,
) -> Report:
    """Load every source in turn and report; held and rejected items write nothing.

    Held ones are given to ``holding``, unless nothing is to be kept. Each batch is atomic: what was
    counted is in the store, whatever happens later.

    Raises:
        StoreError: the store could not be written; earlier batches stay.
    """
    report = Report()
    begun = time.monotonic()
    with store.rehearsal() if dry_run else nullcontext(store) as target:
        for source in sources:
            _load_source(target, source, report, progress, _nowhere if dry_run else holding)
    report.seconds = time.monotonic() - begun
    report.revision = store.revision()
    return report


def _load_source(
    store: Store, source: Source, report: Report, progress: Progress, holding: Holding
) -> None:
    counts = report.files.setdefault(source.name, Counts())
    # Items, changes and findings are values without cycles, tens of thousands at a time.
    with _closing(source.items), no_collection():
        for batch in _batches(source.items):
            changes = [c for item in batch if _writes(item) for c in item.changes]
            applied = store.apply([*source.preface, *changes], note=source.name)
            shifted = (index - len(source.preface) for index in applied.altered)
            _count(batch, frozenset(shifted), counts)
            report.findings.extend(chain.from_iterable(item.findings for item in batch))
            held = [item for item in batch if item.outcome is Outcome.HELD]
            if held:
                holding(source.name, held)
            progress(source.name, counts.read)
    report.findings.extend(source.notes)


def _closing(items: Iterable[Item]) -> AbstractContextManager[object]:
    """Let go of the file from which records are yielded, also where they are not all read."""
    return closing(items) if isinstance(items, Generator) else nullcontext()


def _writes(item: Item) -> bool:
    return item.outcome not in (Outcome.HELD, Outcome.REJECTED)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.changes) + 1
        if size >= BATCH_CHANGES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _count(batch: list[Item], altered: frozenset[int], counts: Counts) -> None:
    position = 0
    for item in batch:
        span = len(item.changes) if _writes(item) else 0
        touched = any(index in altered for index in range(position, position + span))
        counts.add(item.outcome, altered=touched)
        position += span
