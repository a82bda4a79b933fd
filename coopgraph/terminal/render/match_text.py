"""Matches in a terminal: what fits, why, whom to write to, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, nothing, share
from kg.base.i18n import msg, nmsg
from kg.model.documents import Match, MatchResult, Reason
from kg.model.vocabulary import CONDITIONS, NATURES, SIDES

if TYPE_CHECKING:
    from rich.console import Console


def match(lang: str) -> Renderer[Match]:
    """Return the renderer of a match."""

    def render(console: Console, document: Match) -> None:
        console.print(f"{document.query.label} ({document.query.id})", style="bold")
        if not document.results:
            nothing(console, msg("Nobody in the base can meet this."), lang)
        for result in document.results:
            _result(console, result, lang)
        _excluded(console, document, lang)
        if document.completeness is not None:
            console.print(document.completeness.sentence)
        footer(console, document, document.lens)

    return render


def _result(console: Console, result: MatchResult, lang: str) -> None:
    nature = f"  [{NATURES[result.nature].text(lang)}]" if result.nature else ""
    console.print()
    console.print(f"{result.rank}. {result.label}  {share(result.score)}{nature}", style="bold")
    console.print(f"   {result.id}", style="dim")
    for reason in result.reasons:
        _reason(console, reason)
    for contact in result.contacts:
        side = SIDES[contact.role].text(lang)
        mailbox = f" <{contact.mailbox}>" if contact.mailbox else ""
        hanging(console, "→", f"{side}: {contact.label} ({contact.id}){mailbox}", 3)
    if result.missing:
        title = msg("Missing to start:")
        console.print(f"   {title.text(lang)}", style="yellow")
    for text in result.missing:
        hanging(console, "?", text, 3, "yellow")


def _reason(console: Console, reason: Reason) -> None:
    hanging(console, share(reason.score), reason.sentence, 3)
    if reason.steps:
        hanging(console, "", " ".join(reason.steps[0]), 8, "dim")


def _excluded(console: Console, document: Match, lang: str) -> None:
    console.print()
    for condition, pairs in document.excluded.items():
        if not pairs:
            continue
        why = CONDITIONS[condition].text(lang)
        text = nmsg("{count} was kept out: {why}", "{count} were kept out: {why}", pairs, why=why)
        console.print(f"   {text.text(lang)}", style="dim")
