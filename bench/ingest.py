"""IATI files: mapped and loaded, against an ``lxml.iterparse`` that reads every text and attribute.

That is the ceiling of any reader in Python: it looks at all that is there and keeps nothing. The
document holds ``COOPGRAPH_BENCH_ACTIVITIES`` activities (50,000), real ones repeated under changed
identifiers: of the files beside the repository where they are, else of one that is made here.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any, BinaryIO

from bench.pairs import Pair, in_turn
from bench.store import drain
from coopgraph.settings import sqlite_url
from ingest.iati import iati_sources
from ingest.known import known_from_store
from ingest.loading import load
from ingest.starter import starter_sources
from kg.store.opening import create_store, open_store

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("COOPGRAPH_BENCH_IATI", ROOT.parent / "shared" / "data" / "iati"))
ACTIVITIES = int(os.environ.get("COOPGRAPH_BENCH_ACTIVITIES", "50000"))
ACTIVITY = """<iati-activity xml:lang="en"><iati-identifier>XX-1-{n}</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>Reporter</narrative></reporting-org>
<title><narrative>Water works number {n}</narrative></title>
<description><narrative>Pipes, pumps and people in district {n}.</narrative></description>
<participating-org role="4" type="22"><narrative>Builders {m}</narrative></participating-org>
<activity-date type="2" iso-date="2020-01-01"/><recipient-country code="HT" percentage="100"/>
<sector vocabulary="1" code="14030" percentage="100"/></iati-activity>"""


def measure() -> list[Pair]:
    """Return the pairs: mapping alone, and the whole way into an SQLite store."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        document, starter = place / "many.xml", place / "starter.db"
        with document.open("wb") as file:
            write_many(file, ACTIVITIES)
        with_starter(starter)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            peak = pool.submit(peak_of_load, document, starter, place / "peak.db").result()
        numbers = count()
        size = f"{ACTIVITIES} activities, {document.stat().st_size / 1e6:.0f} MB"

        def ceiling() -> None:
            read_all(document)

        mapping = in_turn(
            "IATI mapping", ("mapping", lambda: map_all(document, starter)), ("iterparse", ceiling),
            rounds=3, note=size,
        )  # fmt: skip
        loading = in_turn(
            "IATI ingest into SQLite",
            ("ingest", lambda: load_all(document, starter, place / f"{next(numbers)}.db")),
            ("iterparse", ceiling),
            rounds=3, warm=False, note=f"{size}; peak memory {peak} MB",
        )  # fmt: skip
    return [mapping, loading]


def write_many(file: BinaryIO, wanted: int) -> None:
    """Write a document of ``wanted`` activities, each under an identifier of its own."""
    from lxml import etree

    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
    for number, element in zip(range(wanted), endless(), strict=False):
        identifier = element.find("iati-identifier")
        if identifier is not None:
            identifier.text = f"{(identifier.text or '').strip()}-{number}"
        file.write(etree.tostring(element, encoding="utf-8"))
    file.write(b"</iati-activities>\n")


def endless() -> Iterator[Any]:
    """Yield the activities of all real files, or of one made here, over and over."""
    from lxml import etree

    while True:
        for document in documents():
            for _, element in etree.iterparse(document, tag="iati-activity"):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]


def documents() -> Iterator[BinaryIO]:
    """Yield the real files, unpacked, or one made here."""
    import zstandard

    found = sorted(SHARED.rglob("*.xml.zst"))
    if not found:
        body = "".join(ACTIVITY.format(n=n, m=n % 90) for n in range(5_000))
        yield io.BytesIO(f'<iati-activities version="2.03">{body}</iati-activities>'.encode())
    for path in found:
        with path.open("rb") as file:
            yield io.BytesIO(zstandard.ZstdDecompressor().stream_reader(file).read())


def read_all(document: Path) -> None:
    """Read every text and every attribute of a document, keeping nothing."""
    from lxml import etree

    for _, element in etree.iterparse(str(document), tag="iati-activity"):
        for part in element.iter():
            _ = part.tag, part.text, part.tail, part.items()
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def with_starter(path: Path) -> None:
    """Make a store that holds the starter knowledge."""
    store = create_store(sqlite_url(path))
    load(store, starter_sources(ROOT / "data"))
    store.close()


def map_all(document: Path, starter: Path) -> None:
    """Turn a document into statements that nobody keeps."""
    store = open_store(sqlite_url(starter))
    for source in iati_sources([document], known_from_store(store)):
        drain(source.items)
    store.close()


def load_all(document: Path, starter: Path, path: Path) -> None:
    """Load a document into a copy of the starter knowledge."""
    shutil.copyfile(starter, path)
    store = open_store(sqlite_url(path), write=True)
    load(store, iati_sources([document], known_from_store(store)))
    store.close()
    path.unlink()


def peak_of_load(document: Path, starter: Path, path: Path) -> int:
    """Return the most memory that a load held, in MB, in a process of its own."""
    load_all(document, starter, path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
