"""Where the parts of .xlsx and .docx lie: told by types and relationships, not by names."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
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
class Relation:
    """What a part says of another one: of which kind it is, and its name."""

    kind: str
    target: str


def find_book(parts: Parts) -> Book:
    """Return where the parts of a workbook lie.

    Raises:
        Refused: it has no workbook, one of another kind, or a target outside the file.
    """
    types = Types(parts.small(TYPES))
    main = of_kind(relations(parts, "", _FOLLOWED), "officeDocument")
    kind = types.of(main)
    if _BINARY in kind:
        raise Refused("binary-workbook")
    if not main or not kind.endswith(_MAIN):
        raise Refused("no-workbook")
    others = relations(parts, main, _FOLLOWED)
    book = Book(texts=of_kind(others, "sharedStrings"), styles=of_kind(others, "styles"))
    _read_main(parts.small(main), others, types, book)
    return book


def _read_main(raw: bytes, others: dict[str, Relation], types: Types, book: Book) -> None:
    def take(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904", "") in ("1", "true", "on")
        elif tag == "sheet":
            book.sheets.extend(_sheets(attributes, others, types))

    elements(raw, take)


def _sheets(attributes: Attributes, others: dict[str, Relation], types: Types) -> Iterator[Sheet]:
    """The worksheet that an entry names; nothing where it is a sheet of charts or macros."""
    relation = others.get(attributes.get("id", ""))
    if relation is None:
        raise Refused("damaged")
    if relation.kind != "worksheet":
        return
    type_ = types.of(relation.target)
    if type_ not in _WORKSHEET and not type_.endswith("worksheet+xml"):
        raise Refused("damaged")
    visible = attributes.get("state", "") in _VISIBLE
    yield Sheet(attributes.get("name", ""), visible, relation.target)


def of_kind(found: dict[str, Relation], kind: str) -> str:
    """Return the name of the part of a kind; empty where there is none."""
    return next((one.target for one in found.values() if one.kind == kind), "")


class Types:
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
        """Return the type of a part, in small letters; empty where nothing says it."""
        name = part.lower()
        extension = posixpath.splitext(name)[1].lstrip(".")
        return self._by_name.get(name, self._by_extension.get(extension, ""))


def relations(parts: Parts, part: str, followed: frozenset[str]) -> dict[str, Relation]:
    """Return what a part (the file itself where it is empty) says of others, by their ids.

    Others than those ``followed``, such as hyperlinks, may point anywhere: nobody goes there.

    Raises:
        Refused: one of those followed lies outside the file.
    """
    folder = posixpath.dirname(part)
    found: dict[str, Relation] = {}

    def take(tag: str, attributes: Attributes) -> None:
        kind = _kind(attributes)
        if tag == "Relationship" and kind in followed:
            found[attributes.get("Id", "")] = Relation(kind, _resolved(folder, attributes))

    _each_relation(parts, part, take)
    return found


def related_kinds(parts: Parts, part: str) -> Counter[tuple[str, bool]]:
    """Count what a part says of others: kinds, and whether they lie outside the file."""
    found: Counter[tuple[str, bool]] = Counter()

    def take(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            found[_kind(attributes), _is_outside(attributes)] += 1

    _each_relation(parts, part, take)
    return found


def _each_relation(parts: Parts, part: str, take: Callable[[str, Attributes], None]) -> None:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place in parts:
        elements(parts.small(place), take)


def _kind(attributes: Attributes) -> str:
    # The last word: strict and transitional files write the rest in two ways.
    return attributes.get("Type", "").rpartition("/")[2]


def _is_outside(attributes: Attributes) -> bool:
    return attributes.get("TargetMode", "Internal").lower() == "external"


_FOLLOWED: Final = frozenset({
    "officeDocument", "worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "sharedStrings",
    "styles",
})  # fmt: skip


def _resolved(folder: str, attributes: Attributes) -> str:
    """The name of the part that a target means, inside the file."""
    target = unquote(attributes.get("Target", "")).replace("\\", "/")
    if _is_outside(attributes) or _SCHEME in target:
        raise Refused("target-outside")
    # From the root “..” leads nowhere and is gone: whether it left the file is seen in ``depth``.
    joined = posixpath.normpath(posixpath.join("/", folder, target))
    depth = posixpath.join(folder, target) if not target.startswith("/") else target
    if posixpath.normpath(depth).startswith("..") or joined.startswith("//"):
        raise Refused("target-outside")
    return joined.lstrip("/")
