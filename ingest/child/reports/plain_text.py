"""Plain text into blocks: paragraphs apart by empty lines, pages by form feeds."""

from __future__ import annotations

import re
from typing import Final

from ingest.child.frames import Refused
from ingest.child.reports.report_limits import MAX_PAGES
from ingest.child.reports.told import Told

_ENCODINGS: Final = ("utf-8-sig", "cp1252", "latin-1")
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GAP: Final = re.compile(r"\n[ \t]*+\n\s*+")
_ITEM: Final = re.compile(r"(?:[-•–*·]|\(?[0-9a-z]{1,3}[.)])\s")
_HEADING: Final = 120
"""Characters that a heading has at most."""


def read_text(raw: bytes, told: Told) -> None:
    """Tell the blocks of a plain text.

    Raises:
        Refused: it is no text.
    """
    pages = decoded(raw).replace("\r\n", "\n").replace("\r", "\n").split("\f")
    has_pages = len(pages) > 1
    told.begin(pages=len(pages) if has_pages else None, format="txt")
    if len(pages) > MAX_PAGES:
        told.unread("too-many-pages", most=MAX_PAGES, pages=len(pages))
    for number, page in enumerate(pages[:MAX_PAGES], 1):
        for text in _GAP.split(page):
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            if lines and not told.block(*_kind(lines), number if has_pages else None):
                return


def decoded(raw: bytes) -> str:
    """Return bytes as text, in the encoding that they are in.

    Raises:
        Refused: no text has such bytes.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if b"\0" in raw:
        raise Refused("no-report")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 reads any bytes")


def _kind(lines: list[str]) -> tuple[str, str]:
    text = " ".join(lines)
    if _ITEM.match(text):
        return "item", text
    is_short = len(lines) == 1 and len(text) <= _HEADING
    return ("heading" if is_short and text[-1] not in ".;:,!?…" else "paragraph"), text
