"""What is known of a file that was fetched: kept beside it, so that whoever loads it can say so."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.base.bounded_files import TooLargeError, read_text
from kg.base.whole_files import replacing_text
from kg.model.fields import MAX_SHORT, IsoDate, Sha256

SUFFIX: Final = ".fetched.json"
UNFINISHED: Final = ".part"
"""What the name of a file ends in while it comes."""
_MOST: Final = 65_536
"""Bytes of such a note."""
_LONGEST: Final = 8_192
_SECRET: Final = re.compile(r"key|token|secret|passw|signature|credential|auth", re.IGNORECASE)
"""What parameters of an address are called that nobody but their owner should read."""


class Retrieval(BaseModel):
    """Where a file came from and when; ``etag`` and ``modified`` are the server's, to ask again.

    ``url`` is the address that was asked for, ``retrieved`` the day (UTC) on which the bytes came.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str = Field(max_length=_LONGEST)
    retrieved: IsoDate
    bytes: int = Field(ge=0)
    sha256: Sha256
    etag: str | None = Field(default=None, max_length=_LONGEST)
    modified: str | None = Field(default=None, max_length=200)

    @property
    def shown_url(self) -> str:
        """The address as a source may state it: without what opens doors, no longer than a field.

        >>> noted = Retrieval(url="https://x.org/a?c=HN&api_key=s", retrieved="2025-01-02", bytes=0,
        ...                   sha256="0" * 64)
        >>> noted.shown_url
        'https://x.org/a?c=HN'
        """
        path, mark, query = self.url.partition("?")
        open_parts = [
            part for part in query.split("&") if not _SECRET.search(part.partition("=")[0])
        ]
        return f"{path}{mark if any(open_parts) else ''}{'&'.join(open_parts)}"[:MAX_SHORT]


def note_of(path: Path) -> Path:
    """Return where the note about a file lies.

    >>> note_of(Path("fetched/who.xml")).as_posix()
    'fetched/who.xml.fetched.json'
    """
    return path.with_name(path.name + SUFFIX)


def read_retrieval(path: Path) -> Retrieval | None:
    """Return what is noted of a file, None where nothing is that can be read."""
    try:
        return Retrieval.model_validate_json(read_text(note_of(path), _MOST))
    except (OSError, TooLargeError, UnicodeDecodeError, ValidationError):
        return None


def retrieval_of(path: Path, sha256: str) -> Retrieval | None:
    """Return what is noted of a file that still has the bytes that came; None where it was changed.

    ``sha256`` is the digest of the file as it is now.
    """
    noted = read_retrieval(path)
    return noted if noted is not None and noted.sha256 == sha256 else None


def write_retrieval(path: Path, noted: Retrieval) -> None:
    """Keep what is known of a file.

    Raises:
        BadFileError: the note cannot be written.
    """
    with replacing_text(note_of(path), "public") as file:
        file.write(noted.model_dump_json(indent=2, exclude_none=True) + "\n")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
