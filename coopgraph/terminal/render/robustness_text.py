"""How far an order of partners depends on its weights, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import hanging, share, table
from kg.base import reader_manner
from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.model.documents import Partner, Partners, Robustness

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def of_partner(console: Console, partner: Partner, lang: str) -> None:
    """Print how a partner stands when weights move: its sentences, and how often it has a rank."""
    if partner.acceptability is None:
        return
    for sentence in partner.sentences:
        hanging(console, "≈", sentence, 3)
    shares = " · ".join(
        reader_manner.labelled(str(rank), reader_manner.tenths(one, MILLION, lang), lang)
        for rank, one in enumerate(partner.acceptability, 1)
        if one
    )
    if shares:
        told = msg("Share of weightings by rank: {shares}", shares=shares)
        hanging(console, "≈", told.text(lang), 3, "dim")


def of_all(console: Console, document: Partners, lang: str) -> None:
    """Print that the weights are a trial, and how far who is first depends on them."""
    if document.reweighted:
        shares = (
            f"{n} {reader_manner.tenths(one, MILLION, lang)}" for n, one in document.weights.items()
        )
        weights = reader_manner.series(shares, lang)
        trial = msg("A trial, with other weights than the guideline's: {weights}.", weights=weights)
        hanging(console, "!", trial.text(lang), style="yellow")
    if document.robustness is not None:
        for sentence in document.robustness.sentences:
            hanging(console, "≈", sentence)
        console.print(_weights(document, document.robustness, lang))


def _weights(document: Partners, found: Robustness, lang: str) -> Table:
    headers = [
        msg("Criterion"),
        msg("Weight"),
        msg("The first {n} stay the same from", n=found.first),
        msg("to"),
    ]
    rows = table(headers, lang, numbers=[1, 2, 3])
    for name, weight in document.weights.items():
        bounds = (reader_manner.exact(one, lang) for one in found.weight_intervals[name])
        rows.add_row(name, share(weight), *bounds)
    return rows
