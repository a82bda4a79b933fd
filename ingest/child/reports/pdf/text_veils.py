"""What keeps a text of a PDF from being seen though it is drawn: clips, other words in its stead.

A text may be cut away by a clip (its own, or that of a form that it stands in), and a file may say
that a text is to be read otherwise than it is shown (``ActualText``): pdfium gives what is said
instead of what is shown then. Both are common and harmless; both can put
words where nobody sees them.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from ingest.child.reports.pdf.page_parts import Box

_MOST_PATHS: Final = 16
_MOST_SEGMENTS: Final = 400
"""Segments of a clip that are looked at: one with more is taken for no clip."""
_MOST_MARKS: Final = 16
_SAID: Final = 400
"""Bytes of what is said instead of a text that are looked at."""
_INSTEAD: Final = b"ActualText"


def clip_of(thing: Any) -> Box | None:
    """Return the rectangle outside of which an object is not drawn, None where nothing clips it."""
    paths = pdfium.FPDFPageObj_GetClipPath(thing)
    found: Box | None = None
    for at in range(min(pdfium.FPDFClipPath_CountPaths(paths), _MOST_PATHS) if paths else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(paths, at)
        if 0 < count <= _MOST_SEGMENTS:
            found = meeting(found, _bounds(paths, at, count))
    return found


def _bounds(paths: Any, at: int, count: int) -> Box:
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = list[float](), list[float]()
    for number in range(count):
        segment = pdfium.FPDFClipPath_GetPathSegment(paths, at, number)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            xs.append(x.value)
            ys.append(y.value)
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else Box(0.0, 0.0, 0.0, 0.0)


def meeting(one: Box | None, other: Box | None) -> Box | None:
    """Return what two rectangles have in common; None is the whole plane.

    >>> meeting(Box(0, 0, 4, 4), Box(2, 1, 9, 9)), meeting(None, None)
    (Box(x0=2, y0=1, x1=4, y1=4), None)
    """
    if one is None or other is None:
        return one or other
    return Box(
        max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1)
    )


def said_instead(thing: Any) -> str:
    """Return what is said instead of an object of text, empty where it is read as it is shown."""
    for at in range(min(pdfium.FPDFPageObj_CountMarks(thing), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(thing, at)
        if pdfium.FPDFPageObjMark_GetParamValueType(mark, _INSTEAD) != pdfium.FPDF_OBJECT_STRING:
            continue
        size, buffer = ctypes.c_ulong(), (ctypes.c_ushort * _SAID)()
        # Types of the buffer differ among versions of the wrapper: its address does for all.
        given = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        if pdfium.FPDFPageObjMark_GetParamStringValue(mark, _INSTEAD, given, 2 * _SAID, size):
            said = bytes(buffer)[: min(size.value, 2 * _SAID)].decode("utf-16-le", "replace")
            return said.rstrip("\0") or "\0"
    return ""


def is_other_text(said: str) -> bool:
    """Say whether what is said instead of a text is more than a letter or a word of it.

    Ligatures, hyphens and single words are told so by many programs.

    >>> is_other_text("fi"), is_other_text("word"), is_other_text("1,250"), is_other_text("a b")
    (False, False, True, True)
    """
    return len(said.split()) > 1 or any(map(str.isdigit, said)) or len(said) >= _SAID // 2
