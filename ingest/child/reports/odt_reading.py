"""An .odt into blocks: its styles, then its text."""

from __future__ import annotations

from typing import Final

from ingest.child.child_xml import Attributes, elements
from ingest.child.frames import Refused
from ingest.child.odf import CONTENT
from ingest.child.reports.block_frames import Told
from ingest.child.reports.odt_styles import OdtStyles
from ingest.child.reports.odt_text import OdtReader
from ingest.child.reports.report_flow import EnoughError, Flow
from ingest.child.reports.report_limits import MAX_PAGES
from ingest.child.reports.report_xml import first_text, walk
from ingest.child.zips import Parts

_STYLES: Final = "styles.xml"
_META: Final = "meta.xml"
_MACROS: Final = ("basic/", "scripts/")


def read_odt(parts: Parts, told: Told) -> None:
    """Tell the blocks of an OpenDocument text.

    Raises:
        Refused: it is damaged or protected.
    """
    if CONTENT not in parts:
        raise Refused("damaged")
    raw = b"".join(parts.pieces(CONTENT))
    styles = OdtStyles()
    if _STYLES in parts:
        styles.read(parts.pieces(_STYLES))
    styles.read([raw])
    # Without these a program did not lay out the text, and no page is known.
    has_pages = b"soft-page-break" in raw
    told.begin(format="odt")
    reader = OdtReader(Flow(told, 1 if has_pages else None), styles)
    try:
        walk([raw], reader)
        reader.flow.end()
    except EnoughError:
        pass
    pages = (_pages(parts) or reader.flow.page) if has_pages else None
    told.begin(title=reader.title, named=_title(parts), pages=pages)
    for code, n in reader.counts.items():
        told.unread(code, n=n)
    if any(name.startswith(_MACROS) for name in parts.names()):
        told.unread("macros", n=1)


def _pages(parts: Parts) -> int | None:
    """How many pages there are, as the program that laid the text out counted them."""
    found: list[int] = []

    def take(tag: str, attributes: Attributes) -> None:
        said = attributes.get("page-count", "")
        if tag == "document-statistic" and said.isdecimal() and len(said) <= len(str(MAX_PAGES)):
            found.append(int(said))

    if _META in parts:
        elements(parts.small(_META), take)
    return found[0] if found else None


def _title(parts: Parts) -> str:
    return first_text(parts.pieces(_META), "title") if _META in parts else ""
