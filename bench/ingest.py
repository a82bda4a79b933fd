"""IATI files: read into statements, against a bare ``lxml.iterparse`` that keeps nothing.

Reads the real files beside the repository where they are, else one that is made here.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from bench.pairs import Pair, in_turn
from bench.store import drain
from ingest.iati import iati_sources
from ingest.known import known_from_nodes

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "iati"
ACTIVITY = """<iati-activity xml:lang="en"><iati-identifier>XX-1-{n}</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>Reporter</narrative></reporting-org>
<title><narrative>Water works number {n}</narrative></title>
<description><narrative>Pipes, pumps and people in district {n}.</narrative></description>
<participating-org role="4" type="22"><narrative>Builders {m}</narrative></participating-org>
<activity-date type="2" iso-date="2020-01-01"/><recipient-country code="HT" percentage="100"/>
<sector vocabulary="1" code="14030" percentage="100"/></iati-activity>"""


def documents() -> dict[str, bytes]:
    """Return the largest real files unpacked by name, or one made here."""
    import zstandard

    found = sorted(SHARED.rglob("*.zst"), key=lambda path: -path.stat().st_size)[:3]
    if not found:
        body = "".join(ACTIVITY.format(n=n, m=n % 90) for n in range(5_000))
        made = f'<iati-activities version="2.03">{body}</iati-activities>'
        return {"made.xml": made.encode()}
    unpack = zstandard.ZstdDecompressor()
    return {path.stem: unpack.stream_reader(path.open("rb")).read() for path in found}


def bare(document: bytes) -> None:
    """Parse a document as cheaply as lxml can, keeping nothing."""
    from lxml import etree

    for _, element in etree.iterparse(io.BytesIO(document), tag="iati-activity"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def measure() -> list[Pair]:
    """Return a pair per file."""
    known = known_from_nodes([])
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        for name, document in documents().items():
            path = Path(folder) / name
            path.write_bytes(document)

            def ours(path: Path = path) -> None:
                for source in iati_sources([path], known):
                    drain(source.items)

            def peer(document: bytes = document) -> None:
                bare(document)

            note = f"{len(document) / 1e6:.1f} MB"
            pairs.append(in_turn(name, ("ingest", ours), ("iterparse", peer), note=note))
    return pairs
