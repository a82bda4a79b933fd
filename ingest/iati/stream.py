"""Bytes to records of IATI, one by one, in flat memory; what breaks comes last, as a value."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lxml import etree

from ingest.child.kinds import XML, kind_of
from ingest.iati.document_faults import RefusedFileError
from ingest.iati.document_files import Document, chunks
from ingest.iati.element_text import Element
from kg.base.i18n import Message, msg

SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    # Keeps the limits of libxml2: 10 MB of one text, 256 elements within each other.
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    # A blank between two words that are marked up is what sets them apart.
    "remove_blank_text": False,
}
_RECORDS: Final = {"iati-activities": "iati-activity", "iati-organisations": "iati-organisation"}
"""Root element → what it holds."""
_WRAPPERS: Final = ("result", "ok")
"""What services put around the root element, and before it: an answer, and that it is one."""
_HEAD_LIMIT: Final = 2**16
"""The root element must begin within so many bytes."""
_SLICE: Final = 256
"""Bytes read at a time up to there, so that what a DTD declares is seen before it is used."""
_LIMITS: Final = ("ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP")
_DECLARATIONS: Final = (b"<!ENTITY", b"<!ELEMENT", b"<!ATTLIST", b"<!NOTATION")


@dataclass(frozen=True, slots=True)
class Head:
    """What the root element says: its namespace (mostly none), version, licence, its records."""

    namespace: str
    version: str
    licence: str | None
    record: str = "iati-activity"


@dataclass(frozen=True, slots=True)
class Break:
    """Where and why a document could not be read to its end."""

    line: int
    code: str
    why: Message
    fix: Message


def head(document: Document) -> Head:
    """Return what the root element says, reading no further than that.

    Raises:
        RefusedFileError: no XML, no IATI, a document type that declares something.
    """
    parser = etree.XMLPullParser(events=("start",), **SAFE)
    read = b""
    try:
        with closing(_slices(document)) as pieces:
            for piece in pieces:
                # Bounded by ``_slices``.
                read += piece
                root = _first(parser, piece)
                if root is not None:
                    return _checked(document, root)
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _no_root(document, read, _fault(parser)) from error
    raise _not_iati(document, _WRAPPERS[0])


def _slices(document: Document) -> Generator[bytes, None, None]:
    total = 0
    with closing(chunks(document)) as stream:
        for chunk in stream:
            for start in range(0, len(chunk), _SLICE):
                yield chunk[start : start + _SLICE]
            total += len(chunk)
            if total > _HEAD_LIMIT:
                return


def records(document: Document, root: Head) -> Generator[Element | Break, None, None]:
    """Yield each complete activity or organisation, then the break where there is one.

    An element is freed as soon as the next one is asked for. ``root`` comes from ``head``, which
    has made sure that the document declares no entities.
    """
    parser = etree.XMLPullParser(events=("end",), tag=f"{root.namespace}{root.record}", **SAFE)
    try:
        with closing(chunks(document)) as stream:
            for chunk in stream:
                parser.feed(chunk)
                yield from _drain(parser, root.namespace)
        parser.close()
    except etree.XMLSyntaxError:
        # What was complete before the break counts.
        yield from _drain(parser, root.namespace)
        yield _break(_fault(parser))
    except RefusedFileError as error:
        yield from _drain(parser, root.namespace)
        yield Break(0, error.code, error.why, error.fix)


def _drain(parser: etree.XMLPullParser, namespace: str) -> Iterator[Element]:
    events: Any = parser.read_events()
    for _event, element in events:
        root = element.getparent()
        if root is None or not _is_root(root.getparent()):
            continue  # an activity inside an activity is no activity of its own
        # What stands before it is done with. The element itself is freed at the next one: the
        # parser still holds on to it.
        while element.getprevious() is not None:
            del root[0]
        if namespace:
            _strip(element, namespace)
        yield element


def _is_root(above: Element | None) -> bool:
    """Say whether an element is the root of a document by what is above it."""
    return above is None or (above.tag in _WRAPPERS and above.getparent() is None)


def _strip(element: Element, namespace: str) -> None:
    for part in element.iter(f"{namespace}*"):
        part.tag = part.tag[len(namespace) :]


def _first(parser: etree.XMLPullParser, chunk: bytes) -> Element | None:
    # The beginning of the root may be told and the error after it in one piece: then it did begin.
    events: Any = parser.read_events()
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError:
        root = _unwrapped(events)
        if root is None:
            raise
        return root
    return _unwrapped(events)


def _unwrapped(events: Any) -> Element | None:
    return next((element for _event, element in events if element.tag not in _WRAPPERS), None)


def _checked(document: Document, root: Element) -> Head:
    if _declares(root):
        raise _entities(document.name)
    name = etree.QName(root)
    if name.localname not in _RECORDS:
        raise _not_iati(document, name.localname)
    namespace = f"{{{name.namespace}}}" if name.namespace else ""
    licence = root.get("license") or root.get("licence")
    return Head(namespace, root.get("version", ""), licence, _RECORDS[name.localname])


def _not_iati(document: Document, root: str) -> RefusedFileError:
    why = msg(
        "its root element is “{root}”, not “iati-activities” or “iati-organisations”.", root=root
    )
    return RefusedFileError(document.name, "not-iati", why, _GIVE_IATI)


def _declares(root: Element) -> bool:
    """Say whether the document type holds anything; ``root`` has only just begun."""
    tree = root.getroottree()
    dtd: Any = tree.docinfo.internalDTD
    if dtd is None:
        return False
    if any(dtd.iterentities()) or any(dtd.iterelements()):
        return True
    # What these do not list (notations, parameters) stands in the text of the declaration.
    written = etree.tostring(tree)
    return any(declaration in written for declaration in _DECLARATIONS)


_GIVE_IATI: Final = msg(
    "Give IATI activities or organisations (.xml, .gz, .zst or .zip); tables go to"
    " “coopgraph ingest sheet”."
)
_MEND: Final = msg("Mend the file with an XML editor or fetch it again, then load it once more.")


class _Fault(NamedTuple):
    """The error that ended the reading, as libxml2 logged it."""

    line: int
    code: str
    reason: str


def _fault(parser: etree.XMLPullParser) -> _Fault:
    log: Any = parser.feed_error_log
    # The first one: those after it follow from it.
    first = next(iter(log), None)
    if first is None:
        return _Fault(0, "cut-off", "no element found")
    code = "xml-too-large" if first.type_name in _LIMITS else "cut-off"
    return _Fault(first.line, code, first.message.strip().rstrip("."))


def _no_root(document: Document, read: bytes, fault: _Fault) -> RefusedFileError:
    name = document.name
    if not read.strip():
        why = msg("the file is empty, or was cut off at its very start.")
        return RefusedFileError(name, "empty", why, _GIVE_IATI)
    if kind_of(read) != XML:
        return RefusedFileError(name, "not-xml", msg("the file is not XML."), _GIVE_IATI)
    if fault.code == "xml-too-large":
        return _entities(name)
    why = msg("the XML is broken before the first element: {reason}.", reason=fault.reason)
    return RefusedFileError(name, "xml-broken", why, _MEND)


def _entities(name: str) -> RefusedFileError:
    why = msg("it declares entities or elements of its own, which is not safe to read.")
    fix = msg("Remove the <!DOCTYPE …> declaration; IATI files need none.")
    return RefusedFileError(name, "xml-entities", why, fix)


def _break(fault: _Fault) -> Break:
    why = msg(
        "The file breaks off here: {reason}. What comes after it was not read.",
        reason=fault.reason,
    )
    cut = msg("Cut texts longer than 10 MB and elements nested deeper than 256, then try again.")
    return Break(fault.line, fault.code, why, cut if fault.code == "xml-too-large" else _MEND)
