"""A PDF opened by pdfium: how many pages, and what in it is no text of a report."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.frames import Refused
from ingest.child.reports.block_frames import Told

_SCRIPT: Final = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b")
_MOST_NAMES: Final = 5
_LONG_NAME: Final = 80
_TAIL: Final = 2_048
"""Bytes at whose end a whole PDF says that it is over."""


@contextmanager
def opened(raw: bytes) -> Iterator[Any]:
    """Give the document in the bytes of a PDF.

    Raises:
        Refused: it is damaged, or needs a password to be read.
    """
    document = pdfium.FPDF_LoadMemDocument64(raw, len(raw), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise Refused("protected" if locked else "damaged")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def tell_extras(document: Any, raw: bytes, told: Told) -> None:
    """Tell what a document holds beside its pages; nothing of it is opened or run."""
    if b"%%EOF" not in raw[-_TAIL:]:
        told.unread("cut-off")
    if pdfium.FPDF_GetFormType(document) != pdfium.FORMTYPE_NONE:
        told.unread("form")
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0 or _SCRIPT.search(raw):
        told.unread("scripts")
    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    if count > 0:
        names = [_attachment(document, at) for at in range(min(count, _MOST_NAMES))]
        told.unread("attachments", n=count, names=", ".join(filter(None, names)))


def _attachment(document: Any, at: int) -> str:
    handle = pdfium.FPDFDoc_GetAttachment(document, at)
    if not handle:
        return ""
    return _said(lambda buffer, size: pdfium.FPDFAttachment_GetName(handle, buffer, size))


def meta(document: Any, name: str) -> str:
    """Return what a document says of itself under a name (``Title``)."""
    return _said(
        lambda buffer, size: pdfium.FPDF_GetMetaText(document, name.encode(), buffer, size)
    )


def _said(get: Any) -> str:
    size = min(get(None, 0), 4 * _LONG_NAME * 4)
    if size <= 2:  # noqa: PLR2004 (an end and nothing before it)
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    text = bytes(buffer).decode("utf-16-le", "replace").split("\0", 1)[0]
    return " ".join(text.split())[: 3 * _LONG_NAME]
