"""What is kept of activities that wait: their XML, without the people that it names as contacts."""

from __future__ import annotations

from typing import Final

from lxml import etree

from ingest.findings import Kept
from ingest.iati.document_files import Document
from ingest.iati.parts import Element
from ingest.iati.stream import Head
from ingest.personal_data import masked

READER: Final = "iati"
XML: Final = "iati-activity"
"""Under what name the XML of an activity is shown."""
_PEOPLE: Final = "contact-info"


def kept_activity(
    element: Element, document: Document, root: Head, retrieved: str, checksum: str
) -> Kept:
    """Return what is kept of an activity that has been read; contacts are taken out of it."""
    for part in element.findall(_PEOPLE):
        element.remove(part)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    facts = {
        "stem": document.stem,
        "version": root.version,
        "licence": root.licence,
        "retrieved": retrieved,
        "checksum": checksum,
    }
    return Kept(READER, "activities", {XML: masked(text)}, facts)
