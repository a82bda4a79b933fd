"""Triangular suggestions, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import msg
from kg.model.documents import MatchResult, Triangles
from kg.model.vocabulary import NATURES

if TYPE_CHECKING:
    from rich.console import Console


def triangles(console: Console, document: Triangles) -> None:
    """Print each suggestion: who first, who second, and why each."""
    lang = document.lang
    console.print(f"{document.query.label} ({document.query.id})", style="bold")
    console.print(document.proposal)
    for one in document.results:
        by = ", ".join(actor.label for actor in one.first_by)
        said = msg("First provider: {name}", name=f"{_marked(one.first, lang)} ({by})")
        hanging(console, f"{one.rank}.", said.text(lang), style="bold")
        _reasons(console, one.first)
        said = msg("Second provider: {name}", name=_marked(one.second, lang))
        hanging(console, "  ", said.text(lang), style="bold")
        _reasons(console, one.second)
        hanging(console, "·", one.sentence, 4)
    for sentence in document.sentences:
        hanging(console, "–", sentence)
    if document.completeness is not None:
        hanging(console, "·", document.completeness.sentence, style="dim")
    footer(console, document, document.lens)


def _reasons(console: Console, result: MatchResult) -> None:
    for reason in result.reasons:
        hanging(console, "·", reason.sentence, 4, "dim")


def _marked(result: MatchResult, lang: str) -> str:
    """Return a name with what it is: declared, demonstrated, an example."""
    return (
        f"{result.label} [{NATURES[result.nature].text(lang)}]" if result.nature else result.label
    )
