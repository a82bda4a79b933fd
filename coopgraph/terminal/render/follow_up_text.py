"""What came of the exchange, in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.terminal.render.text_parts import footer, table
from kg.base.i18n import msg
from kg.exchange.follow_up_words import (
    FIGURES,
    OTHERS,
    counted,
    days_said,
    list_said,
    period_of,
)
from kg.model.documents import FollowUp

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def follow_up(console: Console, document: FollowUp) -> None:
    """Print from what is posted to what both sides confirmed, how soon, and what nobody meets."""
    lang = document.lang
    console.print(_figures(document))
    for label, days in (
        (msg("Time to answer a request for contact"), document.answers),
        (msg("Time to decide about an entry"), document.decisions),
    ):
        console.print(f"{label.text(lang)}: {days_said(days).text(lang)}")
    if document.unmet:
        console.print(_unmet(document))
    if document.states:
        console.print(_states(document))
    console.print(list_said(document.list_).text(lang), style="dim")
    footer(console, document)


def _figures(document: FollowUp) -> Table:
    lang, examples = document.lang, document.examples
    headers = [msg("What came of it"), msg("Of which days"), msg("Count"), msg("Examples")]
    made = table(headers if examples else headers[:3], lang, numbers=[2, 3])
    for figure, count in counted(document, FIGURES + OTHERS):
        more = [str(getattr(examples, figure.field))] if examples else []
        period = period_of(document, figure).text(lang)
        made.add_row(figure.label.text(lang), period, str(count), *more)
    return made


def _unmet(document: FollowUp) -> Table:
    headers = msg("Demands that no offer fits, by sector"), msg("Count"), msg("Regions")
    made = table(headers, document.lang, numbers=[1])
    for sector in document.unmet:
        regions = ", ".join(f"{one.label} {one.demands}" for one in sector.regions)
        made.add_row(sector.label, str(sector.demands), regions)
    return made


def _states(document: FollowUp) -> Table:
    headers = msg("State"), msg("Posted"), msg("Asked of it"), msg("Time to answer"), msg("Late")
    made = table(headers, document.lang, numbers=[1, 2, 4])
    for one in document.states:
        said = days_said(one.answers).text(document.lang)
        made.add_row(one.label, str(one.posted), str(one.asked), said, str(one.late))
    return made
