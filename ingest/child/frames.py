"""Frames: how parent and child talk, each a kind, a length, and that many bytes."""

from __future__ import annotations

import json
import struct
from typing import IO, Any, Final

HEADER: Final = struct.Struct(">cI")
JSON: Final = b"j"
"""A JSON value."""
BYTES: Final = b"b"
"""A piece of a document."""
END: Final = b"e"
"""There is no more to come."""
REFUSED: Final = b"r"
"""The file is not read further: a JSON object with a code and facts."""
MAX_FRAME: Final = 8 * 2**20
"""Bytes that the parent accepts at once."""


class Refused(Exception):  # noqa: N818 (what is said about a file, no error of ours)
    """A file is not read, or not read further: ``code`` says why, ``facts`` how many or how much.

    The codes are those that ``ingest.refusals`` has sentences for.
    """

    # By position: facts come from the child, and may be called anything.
    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def put(out: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """Write one frame."""
    out.write(HEADER.pack(kind, len(payload)))
    out.write(payload)


def put_value(out: IO[bytes], value: Any, kind: bytes = JSON) -> None:
    """Write one frame that holds a JSON value."""
    put(out, kind, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
