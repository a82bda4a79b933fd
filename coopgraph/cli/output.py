"""Where answers go: documents to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from coopgraph.session import Asked

PIPED_WIDTH = 120

if TYPE_CHECKING:
    from rich.console import Console

Doc = TypeVar("Doc", bound=BaseModel)


def answer(asked: Asked, document: Doc, render: Callable[[Console, Doc], None]) -> None:
    """Print a document: as JSON where asked, else as a person reads it."""
    if asked.json:
        print_json(document.model_dump(mode="json", by_alias=True))
    else:
        render(console(), document)


def print_json(document: dict[str, Any]) -> None:
    """Print exactly one UTF-8 JSON document."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def console() -> Console:
    """Return the console for answers; texts of the base are never read as markup."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(markup=False, highlight=False, emoji=False, width=width)


def notices() -> Console:
    """Return the console for notices, progress and findings: stderr."""
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)
