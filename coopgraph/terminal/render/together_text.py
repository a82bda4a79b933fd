"""Partners together, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.base.reader_manner import share
from kg.model.documents import Together, TogetherStep

if TYPE_CHECKING:
    from rich.console import Console

GROUNDS: Final = {"states": msg("States"), "demands": msg("Needs"), "sectors": msg("Sectors")}
"""What the three grounds are called."""
NAMED: Final = 10


def together(console: Console, document: Together) -> None:
    """Print each choice with what it adds and brings, then what is left and the bound."""
    lang = document.lang
    weights = [
        msg("{ground}: {n} of {total} (weight {weight})", ground=GROUNDS[one.name], n=one.reached,
            total=one.total, weight=share(one.weight, MILLION, lang)).text(lang)
        for one in document.grounds
    ]  # fmt: skip
    for number, step in enumerate(document.steps, 1):
        _step(console, number, step, lang)
    console.print(" · ".join(weights))
    for sentence in document.gap_sentences:
        hanging(console, "–", sentence)
    _gaps(console, document, lang)
    said = msg(
        "Together they reach {share} of the whole.", share=share(document.share, MILLION, lang)
    )
    console.print(said.text(lang))
    if document.bound is not None:
        bound = share(document.bound, MILLION, lang)
        console.print(
            msg("No choice of as many partners reaches more than {n}.", n=bound).text(lang)
        )
    footer(console, document, document.guideline)


def _step(console: Console, number: int, step: TogetherStep, lang: str) -> None:
    added, reached = (share(n, MILLION, lang) for n in (step.share_added, step.share))
    console.print(f"{number}. {step.label} ({step.id})  +{added} → {reached}", style="bold")
    hanging(console, " ", step.sentence, 2)
    for part in step.brings:
        if part.named:
            names = ", ".join(one.label for one in part.named)
            more = " …" if part.count > len(part.named) else ""
            hanging(console, "·", f"{part.label}: {names}{more}", 4, "dim")


def _gaps(console: Console, document: Together, lang: str) -> None:
    """Print who is unreached though a candidate could; the others are in the JSON document."""
    able = [gap for gap in document.gaps if gap.reachable_by]
    for gap in able[:NAMED]:
        names = [one.label for one in gap.reachable_by[:NAMED]]
        said = msg("{thing} could be reached by: {names}", thing=gap.label, names=names)
        hanging(console, "→", said.text(lang), 2, "dim")
