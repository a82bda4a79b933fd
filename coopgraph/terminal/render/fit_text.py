"""A fitted lens in a terminal: its weights, and what they reach after each cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import Renderer, footer, table
from kg.base.i18n import msg
from kg.model.documents import Fit

if TYPE_CHECKING:
    from rich.console import Console


def fit(lang: str) -> Renderer[Fit]:
    """Return the renderer of a fitted lens."""

    def render(console: Console, document: Fit) -> None:
        weights = table([msg("Term"), msg("Weight"), msg("Was")], lang, numbers=[1, 2])
        for each in document.weights:
            weights.add_row(each.term, f"{each.weight:.3f}", f"{each.was:.3f}")
        console.print(weights)
        headers = [msg("NDCG@10 after"), msg("Queries"), msg("Fitted before it")]
        headers += [msg("Lens as it was"), msg("Sector popularity: activities in the sector")]
        cuts = table(headers, lang, numbers=[1, 2, 3, 4])
        for cut in document.cuts:
            numbers = (cut.fitted, cut.unfitted, cut.sector_popularity)
            cuts.add_row(cut.before, str(cut.queries), *(f"{number:.3f}" for number in numbers))
        console.print(cuts)
        footer(console, document, document.lens)

    return render
