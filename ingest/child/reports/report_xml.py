"""The XML of reports: elements one by one, parts of the tree passed over, no depth without end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

from ingest.child.child_xml import Attributes, Local, feed, new_parser
from ingest.child.frames import Refused
from ingest.child.reports.report_limits import MAX_DEPTH

_LONGEST: Final = 1_000


class Reader(Protocol):
    """Meets elements by their local names, in their order."""

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Meet the beginning of an element; True to pass over it with all that is in it."""
        ...

    def end(self, tag: str) -> None:
        """Meet the end of an element that was not passed over."""
        ...

    def text(self, data: str) -> None:
        """Meet text."""
        ...


def walk(pieces: Iterable[bytes], reader: Reader) -> None:
    """Show a reader the elements of a part.

    Raises:
        Refused: it is no XML, declares a document type, or is too deep.
    """
    local, depth, passed = Local(), 0, 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth, passed
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("damaged")
        if passed:
            passed += 1
        elif reader.start(local[tag], {local[name]: value for name, value in attributes.items()}):
            passed = 1

    def end(tag: str) -> None:
        nonlocal depth, passed
        depth -= 1
        if passed:
            passed -= 1
        else:
            reader.end(local[tag])

    def text(data: str) -> None:
        if not passed:
            reader.text(data)

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    feed(parser, pieces)


def first_text(pieces: Iterable[bytes], tag: str) -> str:
    """Return the text of the first element of a name; empty where there is none."""
    found = _FirstText(tag)
    walk(pieces, found)
    return " ".join("".join(found.texts).split())


class _FirstText:
    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._inside = self._done = False
        self.texts: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> bool:  # noqa: ARG002 (of the protocol)
        self._inside = self._inside or (tag == self._tag and not self._done)
        return False

    def end(self, tag: str) -> None:
        if tag == self._tag:
            self._inside, self._done = False, True

    def text(self, data: str) -> None:
        if self._inside and len(self.texts) < _LONGEST:
            self.texts.append(data[:_LONGEST])
