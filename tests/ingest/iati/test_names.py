"""Names of files that are no text: shown, stored, and loaded like any other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ingest.iati import iati_sources
from ingest.known import Known
from ingest.loading import load
from kg.store.opening import create_store

from .conftest import DAY, activity, document


@pytest.mark.skipif(sys.platform == "darwin", reason="its file system takes text alone")
@pytest.mark.parametrize("name", [b"a\xff.xml", b"b\n.xml", b"c\x1b[31m.xml", b"\xe2\x80\xae.xml"])
def test_a_name_that_is_no_text(tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(document(activity()))
    store = create_store(f"sqlite:///{tmp_path}/store.db")
    try:
        report = load(store, iati_sources([folder], Known(), DAY))
        assert report.total.accepted == 1
        assert all(shown.isprintable() and shown.encode() for shown in report.files)
    finally:
        store.close()
