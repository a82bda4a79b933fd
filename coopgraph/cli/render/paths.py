"""Routes in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.cli.render.parts import Renderer, footer, nothing, share
from kg.documents import Paths, Route
from kg.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console


def paths(lang: str) -> Renderer[Paths]:
    """Return the renderer of routes between two actors."""

    def render(console: Console, document: Paths) -> None:
        console.print(f"{document.from_.label} → {document.to.label}", style="bold")
        if not document.paths:
            nothing(console, msg("No route is known between the two on this date."), lang)
        for route in document.paths:
            _route(console, route, lang)
        console.print()
        footer(console, document)

    return render


def _route(console: Console, route: Route, lang: str) -> None:
    console.print()
    console.print(f"{route.rank}. {route.sentence}  {share(route.strength)}")
    for place, relation in enumerate(route.relations):
        weak = f"  ← {msg('weakest link').text(lang)}" if place == route.weakest else ""
        since = relation.since or msg("undated").text(lang)
        facts = ", ".join(part for part in (relation.status, since) if part)
        arrow = f"{relation.from_} {relation.type}> {relation.to}"
        console.print(f"   {share(relation.strength)} {arrow} ({facts}){weak}", style="dim")
