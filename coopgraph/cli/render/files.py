"""What was written, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.cli.output import answer
from coopgraph.session import Asked
from kg.documents import Written
from kg.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console


def written(asked: Asked, document: Written) -> None:
    """Answer with the files written."""

    def render(console: Console, document: Written) -> None:
        text = msg(
            "{files}: {nodes} nodes, {relations} relations",
            files=document.files,
            nodes=document.nodes,
            relations=document.relations,
        )
        console.print(text.text(asked.lang), soft_wrap=True)

    answer(asked, document, render)
