"""A condensed report in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coopgraph.terminal.render.files_text import named_files
from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, msg, nmsg, say
from kg.base.text import printable
from kg.condense.places import where
from kg.condense.rows_in_words import in_words
from kg.model.documents import (
    ChangedExtract,
    Condensed,
    Extract,
    KeyFigure,
    ProposedOfReport,
    StateRow,
)

if TYPE_CHECKING:
    from rich.console import Console

_SHOWN = 5
"""Extracts of a state that are printed; the paper and the document have all."""


def condensed(console: Console, document: Condensed) -> None:
    """Print what a report holds: whom it concerns, its figures, what is new, its sentences."""
    lang = document.lang
    console.print(document.title, style="bold")
    for state in document.states:
        _part(console, state.label, [*state.rows, *state.passages][:_SHOWN], lang)
    for title, extracts in (
        (msg("Key figures"), document.figures),
        (msg("New since the last report"), document.new),
        (msg("Changed since the last report"), document.changed),
        (msg("In the words of the report"), document.quotations),
    ):
        _part(console, title.text(lang), extracts, lang)
    for text in document.unread:
        hanging(console, "?", text, style="yellow")
    if document.proposed is not None:
        hanging(console, "→", _waiting(document.proposed).text(lang))
    if document.files:
        console.print()
        console.print(printable(str(say(named_files(document.files), lang))), soft_wrap=True)
    footer(console, document)


def _waiting(of: ProposedOfReport) -> Message:
    return nmsg(
        "{count} row waits on the desk to be decided (coopgraph queue).",
        "{count} rows wait on the desk to be decided (coopgraph queue).",
        len(of.waiting),
    )


def _part(console: Console, title: str, extracts: Sequence[Extract], lang: str) -> None:
    if not extracts:
        return
    console.print()
    console.print(title, style="bold")
    for one in extracts:
        hanging(console, "·", f"{_said(one, lang)} ({where(one, lang)})")


def _said(one: Extract, lang: str) -> str:
    """Return what is printed of an extract: a figure with what it counts, how words stood before.

    A row stands with its columns and its table: they say what is counted, and in what.
    """
    match one:
        case StateRow():
            return f"{one.caption} · {in_words(one)}" if one.caption else in_words(one)
        case ChangedExtract():
            return msg("{now} [before: {was}]", now=one.now, was=one.was).text(lang)
        case KeyFigure(caption=caption) if caption:
            return f"{caption} · {one.counts}: {one.figure}"
    return one.text
