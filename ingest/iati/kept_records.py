"""What is kept of records that wait: their XML, without the people that they name as contacts."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml import etree

from ingest.findings import Item, Kept, Outcome
from ingest.iati.catalogue import Catalogue
from ingest.iati.document_files import Document
from ingest.iati.element_text import Element
from ingest.iati.stream import Head
from ingest.personal_data import masked

READER: Final = "iati"
KINDS: Final = {"iati-activity": "activities", "iati-organisation": "organisations"}
"""Each record, by its element, and what a file of them lists."""
_PEOPLE: Final = "contact-info"


def keeping(
    item: Item,
    element: Element,
    document: Document,
    root: Head,
    catalogue: Catalogue,
    *,
    recipient: str | None,
) -> Item:
    """Return an item, one that waits with what is kept of its record, which has been read."""
    if item.outcome is not Outcome.HELD:
        return item
    return replace(item, kept=kept_record(element, document, root, catalogue, recipient))


def kept_record(
    element: Element, document: Document, root: Head, catalogue: Catalogue, recipient: str | None
) -> Kept:
    """Return what is kept of a record that has been read; contacts are taken out of it.

    ``recipient`` is the id of who was said to receive what names no recipient.
    """
    for part in element.findall(_PEOPLE):
        element.remove(part)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    facts = {
        "stem": document.stem,
        "version": root.version,
        "licence": root.licence,
        "record": root.record,
        "retrieved": catalogue.today,
        "checksum": catalogue.digest(document.path),
        **({"recipient": recipient} if recipient else {}),
    }
    return Kept(READER, KINDS[root.record], {root.record: masked(text)}, facts)
