"""What was released, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console

    from kg.documents import Release


def release(console: Console, document: Release) -> None:
    """Print each record with the sources whose claims do not count any more, or count again."""
    for id_ in document.released:
        console.print(id_, style="bold", soft_wrap=True)
        for one in document.overrides:
            if one.id == id_:
                text = msg("{source} had claimed: {was}", source=one.source, was=one.was or "—")
                console.print(f"  {text.text(document.lang)}", soft_wrap=True)
    done = msg("Revision {revision}.", revision=document.revision)
    console.print(done.text(document.lang), style="dim")
