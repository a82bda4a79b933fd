"""Whether the text of a PDF is what the data in it say: compiled again, byte for byte."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from typing import Any, Final, Literal

from kg.model.brief_models import BriefPaper
from viz.papers.paper_maker import maker
from viz.papers.paper_pdf import compiled

Text = Literal["same", "other", "incomparable", "none"]
MOST: Final = 8 * 1024 * 1024
"""Bytes of the data of a paper: what is more is none of ours."""
_ATTACHED: Final = re.compile(
    rb"/Type ?/EmbeddedFile\b.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of compiling a paper again, and the paper that its data are; None where none."""

    text: Text
    paper: BriefPaper | None


def proof_of(body: bytes) -> Proof:
    """Return whether a PDF is the one that its own data give.

    Raises:
        PapersMissingError: what would compile it is not installed.
    """
    data = attached(body)
    paper = None if data is None else _paper(data)
    if data is None or paper is None:
        return Proof("none", None)
    if paper["by"] != maker():
        return Proof("incomparable", paper["paper"])
    same = compiled(data, paper["paper"].as_of) == body
    return Proof("same" if same else "other", paper["paper"])


def attached(body: bytes) -> str | None:
    """Return the data that a PDF of ours carries, None where it has none that can be read."""
    found = _ATTACHED.search(body)
    if found is None:
        return None
    try:
        unpacked = zlib.decompressobj().decompress(found[1], MOST + 1)
        return unpacked.decode() if len(unpacked) <= MOST else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _paper(data: str) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
        return {"paper": BriefPaper.model_validate(found["paper"]), "by": found.get("by")}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
