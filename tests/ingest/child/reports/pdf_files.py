"""PDFs made for tests: by Typst where they are reports, from their bytes where they are hostile."""

# ruff: noqa: E501 (markup and bytes are easier to read as they are)

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from typing import Any

import typst

from ingest.child.frames import BYTES, HEADER, JSON, Refused
from ingest.child.reports.report_reading import read_report

PAGE = '#set page(paper: "a4", margin: 2.5cm)\n#set text(size: 11pt)\n#set par(justify: true)\n'
TEXT = (
    "In 2024 the Agency supported 1,250 officials with a programme on the modernisation of public"
    " management, and the Council took note of what the states had reported before the meeting."
)


def typeset(markup: str, page: str = PAGE) -> bytes:
    """A PDF that Typst makes of markup."""
    return typst.compile((page + markup).encode(), format="pdf")


class Told:
    """What the reader told of a file."""

    def __init__(self, raw: bytes) -> None:
        out = io.BytesIO()
        self.refused: str | None = None
        try:
            read_report(io.BytesIO(raw), out)
        except Refused as refused:
            self.refused = refused.code
        self.about: dict[str, Any] = {}
        self.blocks: list[dict[str, Any]] = []
        self.unread: dict[str, dict[str, Any]] = {}
        self._take(out.getvalue())

    def _take(self, said: bytes) -> None:
        import json

        at = 0
        while at < len(said):
            kind, size = HEADER.unpack_from(said, at)
            at += HEADER.size
            assert kind != BYTES
            value = json.loads(said[at : at + size]) if kind == JSON else None
            at += size
            if isinstance(value, list):
                self.blocks += value
            elif isinstance(value, dict) and "unread" in value:
                self.unread = dict(value["unread"])
            elif isinstance(value, dict):
                self.about = value

    def texts(self, kind: str) -> list[str]:
        return [block["text"] for block in self.blocks if block["kind"] == kind]

    def rows(self) -> list[list[str]]:
        return [block["cells"] for block in self.blocks if block["kind"] == "row"]


def pdf_of(
    contents: Sequence[bytes],
    *,
    box: str = "0 0 595 842",
    catalog: str = "",
    more: Sequence[bytes] = (),
    packed: bool = False,
) -> bytes:
    """A PDF of pages with these contents, its objects as they are; ``more`` begin at number 4."""
    objects = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *more]
    kids = list[int]()
    for content in contents:
        data = zlib.compress(content, 9) if packed else content
        filters = b"/Filter/FlateDecode" if packed else b""
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), filters, data))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (box.encode(), len(objects))
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog.encode()
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids), b" ".join(b"%d 0 R" % kid for kid in kids),
    )  # fmt: skip
    return assembled(objects)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects with its table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, trailer, table,
    )  # fmt: skip
    return bytes(out)


def shown(text: str, *, x: int = 72, y: int = 700, size: float = 11, before: str = "") -> bytes:
    """Content that shows a line of text."""
    return f"{before} BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n".encode("cp1252")
