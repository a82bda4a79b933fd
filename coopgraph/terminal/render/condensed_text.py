"""A condensed report in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from coopgraph.terminal.render.files_text import named_files
from coopgraph.terminal.render.text_parts import footer, hanging
from kg.base.i18n import Message, msg, nmsg, say
from kg.base.reader_manner import language_name
from kg.base.text import printable
from kg.condense.places import place, under, where
from kg.condense.rows_in_words import in_words
from kg.model.documents import (
    ChangedExtract,
    Condensed,
    Extract,
    ProposedOfReport,
    StateInReport,
    StateRow,
)

if TYPE_CHECKING:
    from rich.console import Console

E = TypeVar("E", bound=Extract)
_OF_STATE: Final = 5
"""Extracts of a state that are printed; the document has all, the paper more."""
_OF_REPORT: Final = 10
"""Extracts of each other kind, and rows that wait."""


def condensed(console: Console, document: Condensed) -> None:
    """Print what a report holds: whom it concerns, its figures, what is new, its sentences."""
    lang = document.lang
    console.print(document.title, style="bold")
    for one in _about(document):
        console.print(one.text(lang), style="dim")
    for state in document.states:
        _state(console, state, lang)
    _part(console, msg("Key figures"), document.figures, lang)
    _part(console, msg("New since the last report"), document.new, lang)
    _part(console, msg("Changed since the last report"), document.changed, lang, _changed)
    _part(console, msg("In the words of the report"), document.quotations, lang)
    if document.unread:
        console.print()
        console.print(msg("What could not be read").text(lang), style="bold")
        for text in document.unread:
            hanging(console, "?", text, style="yellow")
    if document.proposed is not None:
        _proposed(console, document.proposed, lang)
    if document.files:
        console.print()
        console.print(printable(str(say(named_files(document.files), lang))), soft_wrap=True)
    footer(console, document)


def _about(document: Condensed) -> Iterator[Message]:
    if document.language:
        yield msg(
            "The report is in this language: {language}. It is quoted word for word.",
            language=language_name(document.language, document.lang),
        )
    if document.pages is not None:
        yield nmsg("{count} page", "{count} pages", document.pages)


def _state(console: Console, state: StateInReport, lang: str) -> None:
    console.print()
    console.print(state.label, style="bold")
    if not (state.rows or state.passages or state.lists):
        console.print(msg("The report does not name {state}.", state=state.label).text(lang))
    for row in state.rows[:_OF_STATE]:
        _extract(console, row, lang, _row(row), row.under)
    for one in state.passages[:_OF_STATE]:
        _extract(console, one, lang, one.text, one.under)
    in_all = (
        max(len(state.rows), state.rows_in_all),
        max(len(state.passages), state.passages_in_all),
    )
    _more(console, sum(max(0, n - _OF_STATE) for n in in_all), lang)
    if state.lists:
        said = nmsg(
            "It also stands in {count} list of many states.",
            "It also stands in {count} lists of many states.",
            state.lists,
        )
        console.print(said.text(lang))


def _row(row: StateRow) -> str:
    """Return a row with its table and its columns: they say what is counted, and in what."""
    return f"{row.caption} · {in_words(row)}" if row.caption else in_words(row)


def _changed(one: ChangedExtract) -> str:
    return f"{one.was} → {one.now}"


def _part(
    console: Console,
    title: Message,
    extracts: Sequence[E],
    lang: str,
    told: Callable[[E], str] = lambda one: one.text,
) -> None:
    if not extracts:
        return
    console.print()
    console.print(title.text(lang), style="bold")
    for one in extracts[:_OF_REPORT]:
        _extract(console, one, lang, told(one))
    _more(console, len(extracts) - _OF_REPORT, lang)


def _extract(console: Console, one: Extract, lang: str, text: str, heading: str = "") -> None:
    hanging(console, "·", f"{text} ({under(where(one, lang), heading, lang)})")


def _more(console: Console, count: int, lang: str) -> None:
    if count > 0:
        said = nmsg(
            "And {count} more: -o FILE writes the paper, --json tells all.",
            "And {count} more: -o FILE writes the paper, --json tells all.",
            count,
        )
        console.print(said.text(lang), style="dim")


def _proposed(console: Console, of: ProposedOfReport, lang: str) -> None:
    console.print()
    console.print(msg("What waits in the queue").text(lang), style="bold")
    for one in of.rows[:_OF_REPORT]:
        hanging(console, "→", f"{one.id} {one.title} ({place(one).text(lang)})")
    console.print(" ".join(said.text(lang) for said in _waiting(of)))


def _waiting(of: ProposedOfReport) -> Iterator[Message]:
    yield nmsg(
        "{count} row waits on the desk to be decided (coopgraph queue).",
        "{count} rows wait on the desk to be decided (coopgraph queue).",
        len(of.waiting),
    )
    if of.decided:
        yield nmsg(
            "{count} more was decided before and is not asked again.",
            "{count} more were decided before and are not asked again.",
            of.decided,
        )
    if of.left:
        yield nmsg(
            "For {count} more there was no room: decide what waits, then send the report again.",
            "For {count} more there was no room: decide what waits, then send the report again.",
            of.left,
        )
