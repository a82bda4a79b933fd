"""Sources into the store, with progress, and what became of each record for whoever loads them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coopgraph.asked import Asked, opened
from coopgraph.terminal.output import console, notices, print_json
from coopgraph.terminal.progress import counting

if TYPE_CHECKING:
    from ingest.findings import Report
    from ingest.loading import Source
    from kg.base.errors import CoopgraphError
    from kg.store.protocol import Store

REJECTED: Final = 1
"""The exit status where records were rejected."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, and why its held records do not wait on the desk, where they do not."""

    report: Report
    error: CoopgraphError | None = None


def load_starter(asked: Asked, *, examples: bool) -> int:
    """Load the starter tables into the store, ``examples`` where asked; return the exit status."""
    with opened(asked, write=True) as inquiry:
        sources = starter_knowledge(inquiry.store, examples=examples)
        loaded = load_sources(asked, inquiry.store, sources)
    print_findings(loaded.report, asked.lang)
    return _status(loaded)


def starter_knowledge(store: Store, *, examples: bool) -> Iterator[Source]:
    """Yield the starter tables, ``examples`` where asked, and what takes back older ones."""
    from coopgraph.starter_folder import examples_folder, starter_folder
    from ingest.starter import outdated, retired, starter_sources

    starter = list(starter_sources(starter_folder()))
    illustrations = list(starter_sources(examples_folder(), starter))
    yield from starter
    yield outdated(store, starter)
    if examples:
        yield from illustrations
    yield retired(store, illustrations)


def load_sources(
    asked: Asked, store: Store, sources: Iterable[Source], *, dry_run: bool = False
) -> Loaded:
    """Load sources one after the other, with a progress line; what is held waits on the desk."""
    from coopgraph.desk.queue_desk import Keeper
    from ingest.loading import load

    with closing(Keeper(store, asked.settings)) as keeper, counting() as progress:
        found = load(store, sources, dry_run=dry_run, progress=progress, holding=keeper)
    found.findings.extend(keeper.findings())
    found.queue.extend(keeper.ids)
    return Loaded(found, keeper.error)


def load_and_join(
    asked: Asked, store: Store, sources: Iterable[Source], *, dry_run: bool, keep_apart: bool
) -> Loaded:
    """Load sources; then let rules join what is new and surely one body with what was known."""
    from kg.identity.rulings import planned

    before = store.revision()
    loaded = load_sources(asked, store, sources, dry_run=dry_run)
    if not (dry_run or keep_apart):
        plan = planned(store, asked.day, since=before)
        if plan.changes:
            loaded.report.revision = store.apply(plan.changes, note="identity").revision
        loaded.report.joined = len(plan.settled.same)
    return loaded


def report(asked: Asked, loaded: Loaded) -> int:
    """Say what became of each record; return the exit status.

    Raises:
        CoopgraphError: what was loaded stands, but what is held could not be put on the desk.
    """
    from coopgraph.terminal.render import loading_text as render
    from kg.model.documents import head

    found = loaded.report
    # The files were read, and look-ups built, before anything was loaded.
    found.seconds = time.monotonic() - asked.begun
    print_findings(found, asked.lang)
    if asked.json:
        print_json({**head(found.revision, asked.day, asked.lang), **found.document(asked.lang)})
    else:
        render.counts(console(), found, asked.lang)
    return _status(loaded)


def _status(loaded: Loaded) -> int:
    if loaded.error is not None:
        raise loaded.error
    return 0 if loaded.report.clean else REJECTED


def print_findings(found: Report, lang: str) -> None:
    """Print what was found, to the notices."""
    from coopgraph.terminal.render import loading_text as render

    if found.findings:
        render.findings(notices(), found, lang)
    if found.queue:
        render.waiting(notices(), len(found.queue), lang)
