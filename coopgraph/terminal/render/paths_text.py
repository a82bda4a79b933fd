"""Routes in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, nothing, share
from kg.base.i18n import msg, say
from kg.browse.record_layout import is_undated
from kg.model.documents import PathRelation, Paths, Route
from kg.model.registry import RELATIONS
from kg.model.vocabulary import lesser_status

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
    hanging(console, f"{route.rank}.", f"{route.sentence}  {share(route.strength)}")
    for place, relation in enumerate(route.relations):
        weakest = msg("weakest link")
        weak = f"  ← {weakest.text(lang)}" if place == route.weakest else ""
        word = RELATIONS[relation.type].title_of_type.text(lang)
        arrow = f"{relation.from_} → {word} → {relation.to}"
        facts = _facts(relation, lang)
        hanging(console, share(relation.strength), f"{arrow}{facts}{weak}", 3, "dim")


def _facts(relation: PathRelation, lang: str) -> str:
    """Return a status that is less than full, and since when it holds."""
    undated = msg("undated") if is_undated(relation.type, relation.since) else ""
    parts = (lesser_status(relation.type, relation.status), relation.since or undated)
    said = ", ".join(str(say(part, lang)) for part in parts if part)
    return f" ({said})" if said else ""
