"""Where the parts of a .docx lie, and what in it nobody opens: pictures, objects, macros."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.child.frames import Refused
from ingest.child.opc import TYPES, Types, of_kind, related_kinds, relations
from ingest.child.reports.block_frames import Told
from ingest.child.zips import Parts

_ROOT: Final = frozenset({"officeDocument", "core-properties", "extended-properties"})
_FOLLOWED: Final = frozenset({"styles", "footnotes", "endnotes"})
_MAIN: Final = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "word.document.macroenabled.main+xml",
    "word.template.macroenabledtemplate.main+xml",
)
_OTHERS: Final = {
    "spreadsheetml": "workbook", "ms-excel": "workbook",
    "presentationml": "slides", "ms-powerpoint": "slides",
}  # fmt: skip
_UNREAD: Final = {
    "image": "pictures", "chart": "objects", "chartEx": "objects", "diagramData": "objects",
    "oleObject": "objects", "package": "objects", "control": "objects", "video": "objects",
    "audio": "objects", "media": "objects", "aFChunk": "objects", "subDocument": "objects",
    "comments": "comments", "vbaProject": "macros", "attachedTemplate": "outside",
    "frame": "outside",
}  # fmt: skip
"""Each kind of what is not read, and the code that says so; others say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class DocxParts:
    """Names of parts; empty where there is none."""

    main: str
    styles: str
    footnotes: str
    endnotes: str
    core: str
    extended: str


def find_parts(parts: Parts) -> DocxParts:
    """Return where the parts of a text of Word lie.

    Raises:
        Refused: it is no such text, or one of its parts lies outside the file.
    """
    if TYPES not in parts:
        raise Refused("no-report")
    types, root = Types(parts.small(TYPES)), relations(parts, "", _ROOT)
    main = of_kind(root, "officeDocument")
    kind = types.of(main)
    if not main or not kind.endswith(_MAIN):
        other = next((_OTHERS[word] for word in _OTHERS if word in kind), "")
        raise Refused("other-kind", kind=other) if other else Refused("no-report")
    others = relations(parts, main, _FOLLOWED)
    return DocxParts(
        main=main,
        styles=of_kind(others, "styles"),
        footnotes=of_kind(others, "footnotes"),
        endnotes=of_kind(others, "endnotes"),
        core=of_kind(root, "core-properties"),
        extended=of_kind(root, "extended-properties"),
    )


def tell_unread(parts: Parts, main: str, told: Told) -> None:
    """Say what stands beside the text and is not read: it is counted, and never opened."""
    counts: dict[str, int] = {}
    for code, times in _codes(parts, main):
        counts[code] = counts.get(code, 0) + times
    for code, times in counts.items():
        told.unread(code, n=times)


def _codes(parts: Parts, main: str) -> Iterator[tuple[str, int]]:
    for (kind, outside), times in related_kinds(parts, main).items():
        code = _UNREAD.get(kind)
        if code is not None:
            yield "outside" if outside else code, times
