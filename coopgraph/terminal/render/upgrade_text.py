"""What an upgrade did, or would do, in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kg.base.i18n import Message, msg, nmsg
from kg.model.documents import Upgraded

if TYPE_CHECKING:
    from rich.console import Console

SHOWN: Final = 30
"""Records that are named: more of them nobody reads here."""


def upgraded(url: str, *, check: bool) -> Callable[[Console, Upgraded], None]:
    """Return what prints an answer about the store at an address."""

    def render(console: Console, document: Upgraded) -> None:
        console.print(_done(url, document, check=check).text(document.lang), soft_wrap=True)
        _closed(console, document, check=check)

    return render


def _done(url: str, document: Upgraded, *, check: bool) -> Message:
    facts = {"url": url, "before": document.from_, "after": document.to}
    if document.from_ == document.to:
        return msg("The store {url} has the present format already: {after}.", **facts)
    if check:
        return nmsg(
            "The store {url} is of format {before}; to be brought to {after}: {count} record.",
            "The store {url} is of format {before}; to be brought to {after}: {count} records.",
            document.records,
            **facts,
        )
    return nmsg(
        "The store {url} was brought from format {before} to {after}: {count} record.",
        "The store {url} was brought from format {before} to {after}: {count} records.",
        document.records,
        **facts,
    )


def _closed(console: Console, document: Upgraded, *, check: bool) -> None:
    if not document.closed:
        return
    count = len(document.closed)
    said = (
        nmsg(
            "{count} record will close (fewer may see it than before):",
            "{count} records will close (fewer may see them than before):",
            count,
        )
        if check
        else nmsg(
            "{count} record closed (fewer may see it than before):",
            "{count} records closed (fewer may see them than before):",
            count,
        )
    )
    console.print(said.text(document.lang), soft_wrap=True)
    for id_ in document.closed[:SHOWN]:
        console.print(f"  {id_}", soft_wrap=True)
    if count > SHOWN:
        more = msg("  … and {count} more: --json names all.", count=count - SHOWN)
        console.print(more.text(document.lang))
