"""What was fetched, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import table
from kg.base.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console

    from kg.model.documents import Fetched

_STATUSES = {
    "fetched": msg("fetched"),
    "unchanged": msg("unchanged there"),
    "resumed": msg("gone on with"),
}


def fetched(console: Console, document: Fetched) -> None:
    """Print each file with its size and how it came."""
    rows = table([msg("File"), msg("bytes"), msg("how")], document.lang, numbers=[1])
    for file in document.files:
        rows.add_row(file.path, str(file.bytes), _STATUSES[file.status].text(document.lang))
    console.print(rows)
