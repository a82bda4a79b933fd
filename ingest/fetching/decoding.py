"""The bytes of an answer as they were before the host packed them, within a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from ingest.fetching.fetch_errors import OddAnswerError, TooMuchError
from kg.base.i18n import msg

_GZIP: Final = ("gzip", "x-gzip")
_PLAIN: Final = ("", "identity")
_WINDOW_OF_GZIP: Final = 31
_PIECE: Final = 65_536


def decoded(pieces: Iterator[bytes], encoding: str, host: str, most: int) -> Iterator[bytes]:
    """Yield the bytes of an answer, unpacked; neither packed nor unpacked more than ``most``.

    Raises:
        TooMuchError: there are more.
        OddAnswerError: they are packed in a way that was not asked for, or damaged.
    """
    packed = _bounded(pieces, host, most)
    if encoding in _PLAIN:
        yield from packed
    elif encoding in _GZIP:
        yield from _bounded(_unpacked(packed, host), host, most)
    else:
        raise _odd(host)


def _bounded(pieces: Iterator[bytes], host: str, most: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise TooMuchError(host, most)
        yield piece


def _unpacked(pieces: Iterator[bytes], host: str) -> Iterator[bytes]:
    engine = zlib.decompressobj(_WINDOW_OF_GZIP)
    try:
        for piece in pieces:
            rest = piece
            while rest:
                if engine.eof:  # one packed file behind the other
                    engine = zlib.decompressobj(_WINDOW_OF_GZIP)
                yield engine.decompress(rest, _PIECE)
                rest = engine.unconsumed_tail or engine.unused_data
    except zlib.error as error:
        raise _odd(host) from error
    # What the engine still holds, and whether it was the end.
    yield engine.flush()
    if not engine.eof:
        raise _odd(host)


def _odd(host: str) -> OddAnswerError:
    return OddAnswerError(
        msg("{host} sends bytes that cannot be unpacked.", host=host),
        msg("Try again; if it stays so, fetch the file with a browser."),
    )
