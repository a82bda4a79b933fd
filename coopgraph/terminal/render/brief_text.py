"""Papers written, in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.base.i18n import nmsg
from kg.base.text import printable
from kg.model.paper_document import Brief

if TYPE_CHECKING:
    from rich.console import Console


def brief(lang: str) -> Callable[[Console, Brief], None]:
    """Return what prints the files that were written, and how many figures they state."""

    def render(console: Console, document: Brief) -> None:
        for file in document.files:
            console.print(printable(file), soft_wrap=True)
        count = len(document.figures)
        said = nmsg(
            "{count} figure, with where to check it",
            "{count} figures, with where to check them",
            count,
        )
        console.print(said.text(lang))

    return render
