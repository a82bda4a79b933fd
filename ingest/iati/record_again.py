"""A record of an IATI file that waited, read again by what is known now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ingest.again import Again, Reader
from ingest.claiming import claiming
from ingest.findings import Item
from ingest.iati.catalogue import Catalogue
from ingest.iati.document_files import Document
from ingest.iati.element_text import Element
from ingest.iati.sources import reading_of
from ingest.iati.stream import SAFE, Head
from ingest.loading import Source
from kg.model.changes import Change, NodeStatement, RelationStatement


def read_again(asked: Again) -> Source:
    """Return a source with the record alone, of the source and the place that it came from.

    Raises:
        KeyError, ValueError, TypeError: what was kept is not what ``kept_record`` gives.
    """
    facts = asked.kept.facts
    # It need not lie there any more: what was seen of its file is told.
    document = Document(asked.file, facts["stem"], Path(asked.file))
    root = Head("", facts["version"], facts["licence"], facts["record"])
    day = date.fromisoformat(facts["retrieved"])
    catalogue = Catalogue(asked.known, day, {document.path: facts["checksum"]})
    reading = reading_of(document, root, asked.known, catalogue, facts.get("recipient"))
    item = reading.item(_element(asked.kept.row[root.record]))
    items = iter([_as_it_stood(item, asked)])
    return Source(asked.file, list(claiming(items, facts.get("visibility"))))


READER: Final = Reader(read_again)


def _element(text: str) -> Element:
    """Return what was kept, as its file was read: what is complete counts.

    A prefix that was never declared is no reason to refuse it, as it was none before.
    """
    parser = etree.XMLPullParser(events=("end",), **SAFE)
    with suppress(etree.XMLSyntaxError):
        parser.feed(text)
    events: Any = parser.read_events()
    ended: Iterator[Element] = (element for _event, element in events)
    complete = next((element for element in ended if element.getparent() is None), None)
    if complete is None:
        raise ValueError(text[:80])
    return complete


def _as_it_stood(item: Item, asked: Again) -> Item:
    """Return an item of the place where it stood; a source that is known by now stays as it is."""
    changes = [_placed(c, asked.where) for c in item.changes if not _is_known(c, asked)]
    findings = [replace(finding, where=asked.where) for finding in item.findings]
    return replace(item, where=asked.where, changes=changes, findings=findings)


def _placed(change: Change, where: str) -> Change:
    if isinstance(change, (NodeStatement, RelationStatement)) and change.where:
        return change._replace(where=where)
    return change


def _is_known(change: Change, asked: Again) -> bool:
    return isinstance(change, NodeStatement) and change.id in asked.known.sources
