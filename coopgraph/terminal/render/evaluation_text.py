"""An evaluation in a terminal: its tables, and what has to be known to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.evaluation_tables import notes, tables
from coopgraph.terminal.render.text_parts import Renderer, footer, table
from kg.model.documents import Evaluation

if TYPE_CHECKING:
    from rich.console import Console


def evaluation(lang: str) -> Renderer[Evaluation]:
    """Return the renderer of an evaluation."""

    def render(console: Console, document: Evaluation) -> None:
        for each in tables(document):
            console.print()
            console.print(each.title.text(lang), style="bold")
            shown = table(each.headers, lang, numbers=range(1, len(each.headers)))
            for row in each.rows:
                shown.add_row(*row)
            console.print(shown)
        for note in notes(document):
            console.print(note.text(lang))
        for text in document.missing:
            console.print(text, style="yellow")
        footer(console, document, document.lens)

    return render
