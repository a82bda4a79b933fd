"""Matches in a terminal: what fits, why, whom to write to, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import Renderer, footer, hanging, nothing, share
from kg.base.i18n import Message, msg, nmsg
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.model.documents import Match, MatchResult, Reason
from kg.model.vocabulary import CONDITIONS, NATURES, SIDES

if TYPE_CHECKING:
    from rich.console import Console

_NOBODY: Final[Mapping[str, Message]] = {
    OFFERS_FOR_DEMAND: msg("Nobody in the base can meet this."),
    PRACTICES_FOR_DEMAND: msg("No practice in the base is about this."),
    EXPERIENCE: msg("Nothing in the base shows that somebody has done this."),
}

BROAD: Final = msg("The same broad field, not the same subject")
"""The heading above what shares no more than the field."""


def match(lang: str, *, numbers: bool = False) -> Renderer[Match]:
    """Return the renderer of a match; ``numbers``: with the scores and the walks behind them."""

    def render(console: Console, document: Match) -> None:
        console.print(f"{document.query.label} ({document.query.id})", style="bold")
        if not document.results:
            nothing(console, _NOBODY.get(document.lens.name, _NOBODY[OFFERS_FOR_DEMAND]), lang)
        _results(console, document.results, lang, numbers=numbers)
        if document.practices:
            _heading(console, msg("Good practices on this"), lang)
            for result in document.practices:
                _practice(console, result, lang)
        _ways_on(console, document, lang)
        _excluded(console, document, lang)
        if document.completeness is not None:
            console.print(document.completeness.sentence)
        footer(console, document, document.lens)

    return render


def _results(console: Console, results: Sequence[MatchResult], lang: str, *, numbers: bool) -> None:
    broad = False
    for result in results:
        if result.fits is False and not broad:
            broad = True
            _heading(console, BROAD, lang)
        _result(console, result, lang, numbers=numbers)


def _heading(console: Console, text: Message, lang: str) -> None:
    console.print()
    console.print(text.text(lang), style="bold underline")


def _title(result: MatchResult, lang: str) -> str:
    nature = f"  [{NATURES[result.nature].text(lang)}]" if result.nature else ""
    return f"{result.rank}. {result.label}{nature}"


def _practice(console: Console, result: MatchResult, lang: str) -> None:
    console.print(_title(result, lang), style="bold")
    console.print(f"   {result.id}", style="dim")
    if result.subject:
        hanging(console, "·", result.subject, 3)


def _ways_on(console: Console, document: Match, lang: str) -> None:
    if not document.ways_on:
        return
    _heading(console, msg("Ways on"), lang)
    for way in document.ways_on:
        hanging(console, "→", way.text, 3)
        if way.id:
            sector = f" --sector {way.sector}" if way.sector else ""
            command = f"coopgraph match {way.id}{sector} --lens {way.lens}"
            console.print(f"     {command}", style="dim", soft_wrap=True)


def _result(console: Console, result: MatchResult, lang: str, *, numbers: bool) -> None:
    console.print()
    points = f"  {share(result.score)}" if numbers else ""
    console.print(f"{_title(result, lang)}{points}", style="bold")
    console.print(f"   {result.id}", style="dim")
    if result.fits and result.subject:
        hanging(console, "✓", result.subject, 3)
    for reason in result.reasons:
        _reason(console, reason, numbers=numbers)
    for contact in result.contacts:
        side = SIDES[contact.role].text(lang)
        mailbox = f" <{contact.mailbox}>" if contact.mailbox else ""
        hanging(console, "→", f"{side}: {contact.label} ({contact.id}){mailbox}", 3)
    if result.missing:
        title = msg("Missing to start:")
        console.print(f"   {title.text(lang)}", style="yellow")
    for text in result.missing:
        hanging(console, "?", text, 3, "yellow")


def _reason(console: Console, reason: Reason, *, numbers: bool) -> None:
    hanging(console, share(reason.score) if numbers else "·", reason.sentence, 3)
    if numbers and reason.steps:
        hanging(console, "", " ".join(reason.steps[0]), 8, "dim")


def _excluded(console: Console, document: Match, lang: str) -> None:
    console.print()
    for condition, pairs in document.excluded.items():
        if not pairs:
            continue
        why = CONDITIONS[condition].text(lang)
        text = nmsg("{count} was kept out: {why}", "{count} were kept out: {why}", pairs, why=why)
        console.print(f"   {text.text(lang)}", style="dim")
