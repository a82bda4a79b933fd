"""Where answers go: documents to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar

from pydantic import BaseModel

from coopgraph.asked import Asked

PIPED_WIDTH = 120
NARROWEST = 20
"""Columns below which a terminal is taken to have none."""

if TYPE_CHECKING:
    from rich.console import Console

_STEERING: Final = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Characters that steer a terminal or the direction of text, or that no file holds: written as
JSON escapes, which mean the same."""
Doc = TypeVar("Doc", bound=BaseModel)


def answer(asked: Asked, document: Doc, render: Callable[[Console, Doc], None]) -> None:
    """Print a document: as JSON where asked, else as a person reads it."""
    if asked.json:
        print_json(document.model_dump(mode="json", by_alias=True))
    else:
        render(console(), document)


def print_json(document: dict[str, Any]) -> None:
    """Print exactly one UTF-8 JSON document."""
    text = _STEERING.sub(_escaped, json.dumps(document, ensure_ascii=False, indent=2))
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def console() -> Console:
    """Return the console for answers; texts of the base are never read as markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False, width=_width(sys.stdout))


def notices() -> Console:
    """Return the console for notices, progress and findings: stderr."""
    from rich.console import Console

    width = _width(sys.stderr)
    return Console(stderr=True, markup=False, highlight=False, emoji=False, width=width)


def _width(stream: TextIO) -> int | None:
    """Return the width to write for, None where the terminal says one that holds something."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) >= NARROWEST:
        return None
    if not stream.isatty():
        return PIPED_WIDTH
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except OSError:
        columns = 0
    # Some terminals say that they have no width at all: nothing would be shown.
    return None if columns >= NARROWEST else PIPED_WIDTH
