"""Status and search in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.terminal.render.text_parts import Renderer, footer, nothing, table
from kg.base.i18n import msg
from kg.base.text import fold
from kg.model.documents import Search, StateCoverage, Status
from kg.model.registry import NODES

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

GAP: Final = "–"
NARROW: Final = {3: 9, 6: 12}
"""Columns whose header breaks, so that the name of the authority has room: place → width."""


def status(lang: str) -> Renderer[Status]:
    """Return the renderer of a status: counts per type, then coverage per state."""

    def render(console: Console, document: Status) -> None:
        console.print(_counts(document, lang))
        console.print(_coverage(document, lang))
        footer(console, document)

    return render


def search(lang: str) -> Renderer[Search]:
    """Return the renderer of a search."""

    def render(console: Console, document: Search) -> None:
        if not document.results:
            nothing(console, msg("Nothing was found for “{text}”.", text=document.query), lang)
            return
        found = table([msg("Id"), msg("Type"), msg("Name")], lang)
        for ref in document.results:
            found.add_row(ref.id, NODES[ref.type].title_of_type.text(lang), ref.label)
        console.print(found)

    return render


def _counts(document: Status, lang: str) -> Table:
    counts = table([msg("Type"), msg("Records"), msg("of them examples")], lang, numbers=[1, 2])
    for name, count in document.counts.items():
        if count:
            examples = document.examples.get(name, 0)
            word = NODES[name].plural.text(lang)
            counts.add_row(word, str(count), str(examples) if examples else "")
    return counts


def _coverage(document: Status, lang: str) -> Table:
    headers = [
        msg("State"), NODES["Offer"].plural, NODES["Demand"].plural, NODES["Practice"].plural,
        NODES["Activity"].plural, msg("Cooperation authority"), msg("Last confirmed"),
    ]  # fmt: skip
    rows = table(headers, lang, numbers=[1, 2, 3, 4])
    for place, width in NARROW.items():
        rows.columns[place].no_wrap = False
        rows.columns[place].max_width = width
    # In the order of names: a list of states is never a ranking.
    for state in sorted(document.states, key=lambda one: fold(one.label)):
        rows.add_row(*_state(state, lang))
    return rows


def _state(state: StateCoverage, lang: str) -> tuple[str, ...]:
    numbers = (state.offers, state.demands, state.practices, state.activities)
    return (
        state.label,
        *(str(number) if number else GAP for number in numbers),
        state.authority.label if state.authority else msg("not recorded").text(lang),
        state.updated or msg("not yet").text(lang),
    )
