"""Sources into the store, with progress, and what became of each record for whoever loads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from coopgraph.asked import Asked, opened
from coopgraph.terminal.output import console, notices, print_json
from coopgraph.terminal.progress import counting

if TYPE_CHECKING:
    from ingest.findings import Report
    from ingest.loading import Source
    from kg.store.protocol import Store

REJECTED: Final = 1
"""The exit status where records were rejected."""


def load_starter(asked: Asked) -> int:
    """Load the starter tables into the store; return the exit status."""
    from coopgraph.starter_folder import starter_folder
    from ingest.starter import starter_sources

    with opened(asked, write=True) as inquiry:
        found = load_sources(inquiry.store, starter_sources(starter_folder()), dry_run=False)
    _print_findings(found, asked.lang)
    return 0 if found.clean else REJECTED


def load_sources(store: Store, sources: Iterable[Source], *, dry_run: bool) -> Report:
    """Load sources one after the other, with a progress line."""
    from ingest.loading import load

    with counting() as progress:
        return load(store, sources, dry_run=dry_run, progress=progress)


def load_and_join(
    asked: Asked, store: Store, sources: Iterable[Source], *, dry_run: bool, keep_apart: bool
) -> Report:
    """Load sources; then let rules join what is new and surely one body with what was known."""
    from kg.identity.rulings import planned

    before = store.revision()
    found = load_sources(store, sources, dry_run=dry_run)
    if not (dry_run or keep_apart):
        plan = planned(store, asked.day, since=before)
        if plan.changes:
            found.revision = store.apply(plan.changes, note="identity").revision
        found.joined = len(plan.settled.same)
    return found


def report(asked: Asked, found: Report) -> int:
    """Say what became of each record; return the exit status."""
    from coopgraph.terminal.render import loading_text as render
    from kg.model.documents import head

    _print_findings(found, asked.lang)
    if asked.json:
        print_json({**head(found.revision, asked.day, asked.lang), **found.document(asked.lang)})
    else:
        render.counts(console(), found, asked.lang)
    return 0 if found.clean else REJECTED


def _print_findings(found: Report, lang: str) -> None:
    from coopgraph.terminal.render import loading_text as render

    if found.findings:
        render.findings(notices(), found, lang)
