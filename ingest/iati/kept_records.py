"""What is kept of records that wait: their XML, without the people that they name as contacts."""

from __future__ import annotations

from typing import Final

from lxml import etree

from ingest.findings import Kept
from ingest.iati.document_files import Document
from ingest.iati.parts import Element
from ingest.iati.stream import Head
from ingest.personal_data import masked

READER: Final = "iati"
KINDS: Final = {"iati-activity": "activities", "iati-organisation": "organisations"}
"""Each record, by its element, and what a file of them lists."""
_PEOPLE: Final = "contact-info"


def kept_record(
    element: Element, document: Document, root: Head, retrieved: str, checksum: str
) -> Kept:
    """Return what is kept of a record that has been read; contacts are taken out of it."""
    for part in element.findall(_PEOPLE):
        element.remove(part)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    facts = {
        "stem": document.stem,
        "version": root.version,
        "licence": root.licence,
        "record": root.record,
        "retrieved": retrieved,
        "checksum": checksum,
    }
    return Kept(READER, KINDS[root.record], {root.record: masked(text)}, facts)
