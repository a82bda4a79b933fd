"""A record that waited is read again as its file was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coopgraph.settings import sqlite_url
from ingest.again import Again
from ingest.findings import Item, Kept, Outcome
from ingest.iati import iati_sources
from ingest.known import Known
from ingest.rereading import read_again
from kg.store.opening import create_store
from tests.conftest import TODAY
from tests.ingest.iati.conftest import activity, document


def waiting(path: Path, lang: str) -> Item:
    """Return the second of two activities of one identifier, its language told by ``lang``."""
    two = activity() + activity('<activity-status code="2"/>')
    path.write_bytes(document(two).replace(b"xml:lang", lang.encode()))
    (source,) = iati_sources([path], Known(), TODAY)
    return next(item for item in source.items if item.outcome is Outcome.HELD)


def codes_again(folder: Path, kept: Kept) -> set[str]:
    store = create_store(sqlite_url(folder / "a.db"))
    try:
        asked = Again("a.xml", "line 1", kept, Known(), store)
        return {found.code for item in read_again(asked).items for found in item.findings}
    finally:
        store.close()


@pytest.mark.parametrize("lang", ["xml:lang", "xm:lang", "😀xml:lang"])
def test_a_prefix_that_was_never_declared(tmp_path: Path, lang: str) -> None:
    item = waiting(tmp_path / "a.xml", lang)
    assert item.kept
    assert "not-read-again" not in codes_again(tmp_path, item.kept)


def test_what_was_cut_off_is_not_read(tmp_path: Path) -> None:
    item = waiting(tmp_path / "a.xml", "xml:lang")
    assert item.kept
    cut = {name: text[:-20] for name, text in item.kept.row.items()}
    assert codes_again(tmp_path, replace(item.kept, row=cut)) == {"not-read-again"}
