"""What a report is, told by its bytes; what is none that is read here is refused by its kind."""

from __future__ import annotations

import re
from typing import Final

from ingest.child import ole
from ingest.child.frames import Refused
from ingest.child.kinds import EMPTY, GZIP, OLE, OTHER, UNREAD_PACKINGS, XML, ZIP, ZSTD, kind_of
from ingest.child.odf import SPREADSHEET, declared_kind
from ingest.child.zips import Parts

PDF: Final = "pdf"
DOCX: Final = "docx"
ODT: Final = "odt"
HTML: Final = "html"
TEXT: Final = "txt"

TEXTS: Final = (
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
)
_HEAD: Final = 4_096
"""Bytes in which a file says what it is."""
_PDF_WITHIN: Final = 1_024
_OBJECT: Final = re.compile(rb"^\d+ \d+ obj\b", re.MULTILINE)
_PAGE: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|h[1-6]|div|p|table|article|main)[\s>/]",
    re.IGNORECASE,
)
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n\f"
_MHTML: Final = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_MULTIPART: Final = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_PACKED: Final = frozenset({GZIP, ZSTD, *UNREAD_PACKINGS})
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")


def report_kind(raw: bytes) -> str:
    """Return the kind of a report, whatever its name is; a packed one is looked into by its reader.

    Raises:
        Refused: it is of a kind that is not read here.
    """
    if is_pdf(raw):
        return PDF
    head = raw[:_HEAD]
    kind = kind_of(head)
    if kind == EMPTY:
        if not raw.replace(b"\0", b"").strip(_MARKS):
            raise Refused("empty")
        return TEXT
    if kind == ZIP:
        return ZIP
    if kind == OLE:
        raise _of_old_office(ole.stream_names(raw))
    if kind in _PACKED:
        raise Refused("other-kind", kind="packed")
    return _of_text(head, kind)


def is_pdf(raw: bytes) -> bool:
    """Say whether bytes are a PDF: its mark stands in the first kilobyte, or its parts do."""
    head = raw[:_PDF_WITHIN]
    return b"%PDF-" in head or (_OBJECT.search(head) is not None and b"endobj" in raw)


def _of_text(head: bytes, kind: str) -> str:
    plain = head.replace(b"\0", b"").lstrip(_MARKS)
    if plain.startswith(b"{\\rtf"):
        raise Refused("other-kind", kind="rtf")
    if head.startswith(_PICTURES):
        raise Refused("other-kind", kind="picture")
    if _MHTML.search(plain) and _MULTIPART.search(plain):
        raise Refused("other-kind", kind="mhtml")
    if kind == XML and _PAGE.search(plain):
        return HTML
    if kind == XML and plain.startswith(b"<?xml"):
        raise Refused("other-kind", kind="xml")
    return TEXT if kind in (OTHER, XML) else kind


def packed_kind(parts: Parts) -> str:
    """Return whether an archive is a .docx or an .odt.

    Raises:
        Refused: it is neither.
    """
    declared = declared_kind(parts)
    if declared.startswith("application/epub"):
        raise Refused("other-kind", kind="epub")
    if declared in TEXTS:
        return ODT
    if declared.startswith(SPREADSHEET):
        raise Refused("other-kind", kind="workbook")
    if "opendocument.presentation" in declared:
        raise Refused("other-kind", kind="slides")
    if declared:
        raise Refused("no-report")
    if any(name in parts for name in ("Index/Document.iwa", "Index.zip", "index.apxl")):
        raise Refused("other-kind", kind="pages")
    if "[Content_Types].xml" in parts:
        return DOCX
    raise Refused("other-kind", kind="packed")


def _of_old_office(streams: frozenset[str]) -> Refused:
    """Why a compound file is not read: it is a protected one, or one of an old Office."""
    if "encryptedpackage" in streams:
        return Refused("protected")
    for names, kind in _OLD.items():
        if streams & names:
            return Refused("other-kind", kind=kind)
    return Refused("no-report")


_OLD: Final = {
    frozenset({"worddocument"}): "doc",
    frozenset({"workbook", "book"}): "workbook",
    frozenset({"powerpoint document"}): "slides",
}
