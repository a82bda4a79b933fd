"""Where the parts of a .xlsx lie: told by content types and relationships, never by names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from ingest.child.child_xml import Attributes, elements
from ingest.child.frames import Refused
from ingest.child.zips import Parts

TYPES: Final = "[Content_Types].xml"
_MAIN: Final = tuple(
    f"{kind}{macros}.main+xml" for kind in ("sheet", "template") for macros in ("", ".macroenabled")
)
_BINARY: Final = "sheet.binary.macroenabled.main"
_WORKSHEET: Final = ("", "application/xml", "text/xml")
"""Types that say nothing; else that of a worksheet is asked for."""
_VISIBLE: Final = ("", "visible")
_SCHEME: Final = ":"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, whether it is shown, the part that holds it."""

    name: str
    visible: bool
    part: str


@dataclass(slots=True)
class Book:
    """The parts of a workbook that are read; texts and styles are empty where it has none."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: str = ""
    styles: str = ""
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def find_book(parts: Parts) -> Book:
    """Return where the parts of a workbook lie.

    Raises:
        Refused: it has no workbook, one of another kind, or a target outside the file.
    """
    types = _Types(parts.small(TYPES))
    main = next(
        (r.target for r in _relations(parts, "").values() if r.kind == "officeDocument"), ""
    )
    kind = types.of(main)
    if _BINARY in kind:
        raise Refused("binary-workbook")
    if not main or not kind.endswith(_MAIN):
        raise Refused("no-workbook")
    relations = _relations(parts, main)
    book = Book(texts=_of_kind(relations, "sharedStrings"), styles=_of_kind(relations, "styles"))
    _read_main(parts.small(main), relations, types, book)
    return book


def _read_main(raw: bytes, relations: dict[str, _Relation], types: _Types, book: Book) -> None:
    def take(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904", "") in ("1", "true", "on")
        elif tag == "sheet":
            book.sheets.extend(_sheets(attributes, relations, types))

    elements(raw, take)


def _sheets(
    attributes: Attributes, relations: dict[str, _Relation], types: _Types
) -> Iterator[Sheet]:
    """The worksheet that an entry names; nothing where it is a sheet of charts or macros."""
    relation = relations.get(attributes.get("id", ""))
    if relation is None:
        raise Refused("damaged")
    if relation.kind != "worksheet":
        return
    type_ = types.of(relation.target)
    if type_ not in _WORKSHEET and not type_.endswith("worksheet+xml"):
        raise Refused("damaged")
    visible = attributes.get("state", "") in _VISIBLE
    yield Sheet(attributes.get("name", ""), visible, relation.target)


def _of_kind(relations: dict[str, _Relation], kind: str) -> str:
    return next((r.target for r in relations.values() if r.kind == kind), "")


class _Types:
    """The content types of the parts."""

    def __init__(self, raw: bytes) -> None:
        self._by_name: dict[str, str] = {}
        self._by_extension: dict[str, str] = {}
        elements(raw, self._take)

    def _take(self, tag: str, attributes: Attributes) -> None:
        type_ = attributes.get("ContentType", "").lower()
        if tag == "Override":
            self._by_name[attributes.get("PartName", "").lstrip("/").lower()] = type_
        elif tag == "Default":
            self._by_extension[attributes.get("Extension", "").lower()] = type_

    def of(self, part: str) -> str:
        name = part.lower()
        extension = posixpath.splitext(name)[1].lstrip(".")
        return self._by_name.get(name, self._by_extension.get(extension, ""))


def _relations(parts: Parts, part: str) -> dict[str, _Relation]:
    """The relationships of a part (of the file itself where it is empty), by their ids."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, _Relation] = {}

    def take(tag: str, attributes: Attributes) -> None:
        # The last word: strict and transitional files write the rest in two ways.
        kind = attributes.get("Type", "").rpartition("/")[2]
        if tag == "Relationship" and kind in _FOLLOWED:
            target = _resolved(folder, attributes)
            found[attributes.get("Id", "")] = _Relation(kind, target)

    if place in parts:
        elements(parts.small(place), take)
    return found


_FOLLOWED: Final = frozenset({
    "officeDocument", "worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "sharedStrings",
    "styles",
})  # fmt: skip
"""Others, such as hyperlinks, may point anywhere: nobody follows them."""


def _resolved(folder: str, attributes: Attributes) -> str:
    """The name of the part that a target means, inside the file."""
    target = unquote(attributes.get("Target", "")).replace("\\", "/")
    if attributes.get("TargetMode", "Internal").lower() == "external" or _SCHEME in target:
        raise Refused("target-outside")
    # From the root “..” leads nowhere and is gone: whether it left the file is seen in ``depth``.
    joined = posixpath.normpath(posixpath.join("/", folder, target))
    depth = posixpath.join(folder, target) if not target.startswith("/") else target
    if posixpath.normpath(depth).startswith("..") or joined.startswith("//"):
        raise Refused("target-outside")
    return joined.lstrip("/")
