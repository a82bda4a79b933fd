"""Partners and coverage in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.cli.render.parts import Renderer, footer, share, table
from coopgraph.cli.render.words import VERDICTS, word
from kg.documents import Coverage, Partner, Partners
from kg.i18n import msg

if TYPE_CHECKING:
    from rich.console import Console


def partners(lang: str) -> Renderer[Partners]:
    """Return the renderer of a partner ranking."""

    def render(console: Console, document: Partners) -> None:
        for partner in document.results:
            _partner(console, partner, lang)
        console.print()
        footer(console, document, document.guideline)

    return render


def coverage(lang: str) -> Renderer[Coverage]:
    """Return the renderer of coverage: one line per partner, then who stays unreached."""

    def render(console: Console, document: Coverage) -> None:
        rows = table(
            [msg("Partner"), msg("Adds"), msg("Reached"), msg("New")], lang, numbers=[1, 2]
        )
        for step in document.steps:
            reached = msg("{n} of {total}", n=step.reached, total=document.total).text(lang)
            rows.add_row(f"{step.label} ({step.id})", f"+{step.adds}", reached, " ".join(step.new))
        console.print(rows)
        left = msg("Unreached ({n}): {ids}", n=len(document.unreached), ids=document.unreached)
        console.print(left.text(lang))
        footer(console, document)

    return render


def _partner(console: Console, partner: Partner, lang: str) -> None:
    rank = f"{partner.rank}. " if partner.rank else "–  "
    low, high = (share(bound) for bound in partner.interval)
    verdict = word(VERDICTS, partner.verdict, lang)
    console.print()
    console.print(f"{rank}{partner.label} ({partner.id})", style="bold")
    console.print(f"   {verdict} · {share(partner.score)} [{low} – {high}]")
    for rule in partner.rules:
        console.print(f"   § {rule.id}: {rule.text} ({rule.basis})")
    known = [criterion for criterion in partner.criteria if criterion.value is not None]
    for criterion in sorted(known, key=lambda c: -c.contribution):
        value = f"{criterion.value:g} {criterion.unit}"
        console.print(f"   {share(criterion.contribution)} {criterion.label}: {value}", style="dim")
    if partner.door:
        door = msg("Right door: {label} ({id})", label=partner.door.label, id=partner.door.id)
        console.print(f"   → {door.text(lang)}")
    for text in (*partner.missing, *partner.questions):
        console.print(f"   ? {text}", style="yellow")
