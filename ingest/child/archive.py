"""Archives unpacked piece by piece: the parent asks for one when it has read the one before.

Requests are lines of JSON: ``["list", path, most]`` for what is in a packed file,
``["open", path, steps]`` to begin with a document of it (its place in the archive, or the places of
the archive it lies in and of itself; none where the file itself is packed), ``["next"]`` for its
next piece.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import IO, Any, Final

from ingest.child.child_limits import FIRST_PIECE, MAX_REQUEST, PIECE, SECONDS
from ingest.child.confine import grant
from ingest.child.frames import BYTES, END, REFUSED, Refused, put, put_value
from ingest.child.members import members
from ingest.child.unpacking import BROKEN, Archives

_SHOWN: Final = 400


def serve(requests: IO[bytes], out: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    pieces: Iterator[bytes] = iter(())
    with Archives() as archives, ExitStack() as files:
        while line := requests.readline(MAX_REQUEST):
            what, *rest = json.loads(line)
            try:
                if what == "list":
                    _list(archives, rest[0], rest[1], out)
                    continue
                if what == "open":
                    # The document before is done with, even where nobody read it to its end.
                    files.close()
                    # Each document has the whole time: what those before it took is not counted.
                    grant(SECONDS)
                    pieces = _pieces(archives, rest[0], rest[1], files)
                _next(pieces, out)
            except Refused as refused:
                put_value(out, {"code": refused.code, **refused.facts}, REFUSED)
            except BROKEN as error:
                why = str(error)[:_SHOWN].encode("utf-8", "replace").decode()
                put_value(out, {"code": "archive-broken", "error": why}, REFUSED)
            finally:
                out.flush()


def _list(archives: Archives, path: str, most: int, out: IO[bytes]) -> None:
    grant(SECONDS)
    for member in members(archives, path, most):
        put_value(out, list(member))
    put(out, END)


def _next(pieces: Iterator[bytes], out: IO[bytes]) -> None:
    piece = next(pieces, b"")
    put(out, BYTES if piece else END, piece)


def _pieces(
    archives: Archives, path: str, steps: Sequence[Any], files: ExitStack
) -> Iterator[bytes]:
    stream = archives.opened(path, steps, files)
    size = FIRST_PIECE
    while piece := stream.read(size):
        yield piece
        size = PIECE
