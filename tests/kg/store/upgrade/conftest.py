"""Stores of older formats, unpacked where a test may write; see fixtures/README.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

FIXTURES = Path(__file__).parent / "fixtures"
FORMATS = sorted(path.name for path in FIXTURES.glob("v*"))
"""The folders of the fixtures, one for each older format."""
BEFORE = {
    "v1": {"sqlite": 1, "neo4j": 2, "backup": 1},
    "v2": {"sqlite": 2, "neo4j": 3, "backup": 2},
}
"""By which number each engine counts the format of a folder."""
CLOSED = {
    "demand/bra-water": "states",
    "demand/hti-water": "states",
    "demand/nic-water": "states",
    "offer/bra-states": "board",
    "offer/chl-kept": "board",
    "offer/hti-open": "states",
    "offer/hti-unsaid": "states",
    "offer/ven-silent": "states",
    "practice/chl-tariffs": "states",
}
"""What closes on the way from v1, and who may see it then: nobody can tell its ``public`` from a
missing column, or a stricter claim stands beside it."""
Unpack = Callable[[str], Path]


@pytest.fixture
def unpack(tmp_path: Path) -> Unpack:
    """Give a copy of the SQLite store of a format."""

    def file(folder: str) -> Path:
        path = tmp_path / "store.db"
        path.write_bytes(unpacked(folder, "store.db.zst"))
        return path

    return file


@pytest.fixture
def old(unpack: Unpack) -> Path:
    """A copy of the SQLite store of the oldest format."""
    return unpack(FORMATS[0])


def unpacked(folder: str, name: str) -> bytes:
    return zstandard.ZstdDecompressor().decompress((FIXTURES / folder / name).read_bytes())


def dumped(folder: str) -> Any:
    """Return what lies in Neo4j after the backup of a format was restored there at its time."""
    return json.loads(unpacked(folder, "neo4j.json.zst"))


def url_of(path: Path) -> str:
    return f"sqlite://{path}"
