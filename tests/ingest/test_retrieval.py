"""A file that was fetched says where it came from, to whoever loads it, while it is as it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ingest.iati import iati_sources
from ingest.known import Known
from ingest.loading import Source
from ingest.retrieval import Retrieval, note_of, read_retrieval, retrieval_of, write_retrieval
from ingest.sheet import sheet_source
from kg.base.errors import BadFileError
from kg.model.changes import NodeStatement
from tests.conftest import TODAY
from tests.ingest.iati.conftest import activity, document

URL = "https://example.org/data/a.xml?x=1"


def fetched(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    noted = Retrieval(url=URL, retrieved="2025-01-02", bytes=len(content), sha256=digest)
    write_retrieval(path, noted)
    return path


def stated(source: Source) -> Mapping[str, Any]:
    items = list(source.items)
    changes = [*source.preface, *(c for item in items for c in item.changes)]
    found = [c for c in changes if isinstance(c, NodeStatement) and c.id.startswith("source/")]
    return found[0].props


def test_what_is_noted_is_read_again(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a.xml", b"x")
    noted = read_retrieval(path)
    assert noted is not None
    assert retrieval_of(path, noted.sha256) == noted
    assert retrieval_of(path, "0" * 64) is None
    note_of(path).unlink()
    assert read_retrieval(path) is None


@pytest.mark.parametrize(
    ("name", "content"), [("a.xml", document(activity())), ("a", document(activity()))]
)
def test_an_iati_file(tmp_path: Path, name: str, content: bytes) -> None:
    path = fetched(tmp_path / name, content)
    (source,) = iati_sources([path], Known(), TODAY)
    props = stated(source)
    assert (props["url"], props["retrieved"]) == (URL, "2025-01-02")
    path.write_bytes(content + b"\n")
    (source,) = iati_sources([path], Known(), TODAY)
    props = stated(source)
    assert ("url" in props, props["retrieved"]) == (False, TODAY.isoformat())


def test_a_folder_of_fetched_files(tmp_path: Path) -> None:
    fetched(tmp_path / "a.xml", document(activity()))
    (tmp_path / "b.xml.part").write_bytes(document(activity())[:-20])
    (tmp_path / "b.xml.part.json").write_text("{}")
    source, rest = iati_sources([tmp_path], Known(), TODAY)
    assert stated(source)["url"] == URL
    assert [note.message.text() for note in rest.notes] == [
        "Not read: 1 file that is no IATI: b.xml.part."
    ]


def test_files_named_one_by_one(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a.xml", document(activity()))
    (tmp_path / "Thumbs.db").write_bytes(b"x")
    (source,) = iati_sources(sorted(tmp_path.iterdir()), Known(), TODAY)
    assert source.name == str(path)
    with pytest.raises(BadFileError):
        list(iati_sources([note_of(path)], Known(), TODAY))


def test_a_sheet(tmp_path: Path) -> None:
    path = fetched(tmp_path / "a.csv", b"name,kind\nExample Body,bank\n")
    props = stated(sheet_source(path, "actors", Known(), today=TODAY))
    assert (props["url"], props["retrieved"]) == (URL, "2025-01-02")
