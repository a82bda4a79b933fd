"""What the reader of reports tells, without a child: frames back into values."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

from ingest.child.frames import END, HEADER, JSON
from ingest.child.reports.report_reading import read_report


@dataclass
class Telling:
    """``blocks`` as the child tells them, ``about`` the report as a whole."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def said(self) -> list[tuple[str, str]]:
        """Kinds and texts."""
        return [(block["kind"], block["text"]) for block in self.blocks]

    @property
    def texts(self) -> list[str]:
        return [block["text"] for block in self.blocks]

    @property
    def cells(self) -> list[list[str]]:
        return [block["cells"] for block in self.blocks if block["kind"] == "row"]

    @property
    def pages(self) -> list[int | None]:
        return [block["page"] for block in self.blocks]


def tell(raw: bytes) -> Telling:
    """Read a report in this process.

    Raises:
        Refused: as ``read_report``.
    """
    out = io.BytesIO()
    read_report(io.BytesIO(raw), out)
    out.seek(0)
    found = Telling()
    while True:
        kind, size = HEADER.unpack(out.read(HEADER.size))
        payload = out.read(size)
        if kind == END:
            return found
        assert kind == JSON
        match json.loads(payload):
            case {"unread": said}:
                found.unread = dict(said)
            case dict() as about:
                found.about |= about
            case blocks:
                found.blocks += blocks
