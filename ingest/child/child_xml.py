"""XML of foreign workbooks: elements as they begin, no document type, no depth without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.parsers import expat

from ingest.child.child_limits import MAX_DEPTH
from ingest.child.frames import Refused

Attributes = Mapping[str, str]
_UTF8: Final = frozenset({None, "utf-8", "utf8", "us-ascii", "ascii"})
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class Local(dict[str, str]):
    """Names without their prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        # They stay in memory, and a file may make up as many as it likes.
        if len(self) > 10_000:  # noqa: PLR2004 (no workbook has so many words)
            raise Refused("damaged")
        self[name] = local = name.rpartition(":")[2]
        return local


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses document types and encodings that no workbook has."""
    parser = expat.ParserCreate()
    # One call for a text, where expat would make one for each of its lines.
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _check_encoding
    return parser


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Parse a part to its end.

    Raises:
        Refused: it is no XML, or none that a workbook may hold.
    """
    try:
        for number, piece in enumerate(pieces):
            # expat would know UTF-16 by these, without any declaration; what reads next might not.
            if number == 0 and piece.startswith(_UTF16):
                raise Refused("damaged")
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, OverflowError) as error:
        raise Refused("damaged") from error


def elements(raw: bytes, take: Callable[[str, Attributes], None]) -> None:
    """Call ``take`` with the local name and attributes of each element of a small part."""
    local, depth = Local(), 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("damaged")
        take(local[tag], {local[name]: value for name, value in attributes.items()})

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed(parser, [raw])


def _refuse(*_declaration: object) -> None:
    raise Refused("damaged")


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding and encoding.lower()) not in _UTF8:
        raise Refused("damaged")
