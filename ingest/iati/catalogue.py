"""The source nodes of one load: what each document is called, who published it, when it came."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from ingest.iati.activity_record import Party
from ingest.iati.document_files import Document
from ingest.iati.stream import Head
from ingest.known import Known
from ingest.retrieval import file_digest, retrieval_of
from kg.base.ids import encode, slug
from kg.model.changes import NodeStatement

NOTHING_READ: Final[Mapping[Path, str]] = MappingProxyType({})
"""Digests of files, where none is known yet."""


def source_id(reporter: Party | None, document: Document) -> str:
    """Return the id of what a reporter says in a document.

    >>> source_id(Party("", "XM-DAC-928", "40", {}), Document("who-arg.xml", "who-arg"))
    'source/iati/XM-DAC-928/who-arg'
    """
    return f"source/iati/{_signature(reporter)}/{slug(document.stem)}"


def _signature(reporter: Party | None) -> str:
    if reporter is None:
        return "unknown"
    if reporter.reference:
        encoded = encode(reporter.reference)
        return encoded if encoded == reporter.reference else slug(reporter.reference)
    return slug(next(iter(reporter.names.values()), "unknown"))


class Catalogue:
    """States each source once per load, by the first document it stands for."""

    def __init__(
        self, known: Known, today: date, digests: Mapping[Path, str] = NOTHING_READ
    ) -> None:
        self._known = known
        self._today = today.isoformat()
        self._stated: set[str] = set()
        self._digests = dict(digests)

    def statement(
        self, id_: str, document: Document, head: Head, publisher: str
    ) -> NodeStatement | None:
        """Return what is to be said about a source; None where it was said before.

        A file that did not change since it was loaded keeps the day it was retrieved.
        """
        if id_ in self._stated:
            return None
        self._stated.add(id_)
        digest = self.digest(document.path)
        props: dict[str, Any] = {
            "title": {"und": Path(document.name).name},
            "retrieved": self._retrieved(id_, digest),
            "checksum": digest,
            **self._fetched(document.path, digest),
        }
        if publisher:
            props["publisher"] = publisher
        if head.licence:
            props["licence"] = head.licence
        return NodeStatement(id_, id_, props)

    def _fetched(self, path: Path, digest: str) -> dict[str, str]:
        """Return from where and when a file came that was fetched and is as it came."""
        noted = retrieval_of(path, digest)
        return {"url": noted.shown_url, "retrieved": noted.retrieved} if noted else {}

    def _retrieved(self, id_: str, digest: str) -> str:
        facts = self._known.sources.get(id_)
        if facts is None or facts.checksum != digest:
            return self._today
        return facts.retrieved or self._today

    @property
    def today(self) -> str:
        """The day (ISO) on which new sources count as retrieved."""
        return self._today

    def digest(self, path: Path) -> str:
        """Return the SHA-256 of a file, read once."""
        if path not in self._digests:
            self._digests[path] = _digest(path)
        return self._digests[path]


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of the digests of all tables in a folder."""
    if path.is_dir():
        tables = sorted(file for file in path.glob("*.csv") if file.is_file())
        listed = "".join(f"{file_digest(file)} {file.name}\n" for file in tables)
        return hashlib.sha256(listed.encode(errors="surrogateescape")).hexdigest()
    return file_digest(path)
